"""A client for a `RedisConfig`, patient for as long as that says and no longer.

redis-py's own defaults wait 5 seconds and try ten times more, so a hung server holds a request for minutes. Here a
timeout is final, and whether to try again over a new connection is for the caller to say: a lock that was taken
though its reply was lost must not be asked for twice. A Cluster alone is asked twice, to learn of keys that moved.
"""

from __future__ import annotations

from typing import Any

from redis import Redis, RedisCluster
from redis.backoff import NoBackoff
from redis.cluster import ClusterNode
from redis.connection import BlockingConnectionPool, Connection, SSLConnection, UnixDomainSocketConnection
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.retry import Retry
from redis.sentinel import Sentinel

from teralineage.adapters.redis.config import RedisConfig

Client = Any
"""A `Redis` or a `RedisCluster`: the library types its answers for both its ways of calling at once, to no use."""


def connect(config: RedisConfig) -> Client:
    """A client; only that of a Cluster speaks to a server before it is used.

    Raises:
        redis.RedisError: no node of the Cluster answers.
    """
    if config.kind == "cluster":
        return RedisCluster(
            startup_nodes=[ClusterNode(host, port) for host, port in config.hosts],
            max_connections=config.pool_size,
            ssl=config.tls,
            **{**_options(config), "retry": _retry(1)},
        )
    if config.kind == "sentinel":
        assert config.service is not None  # noqa: S101 - the parser demands it of a Sentinel address
        sentinel = Sentinel(config.hosts, sentinel_kwargs=_patience(config), **_options(config), ssl=config.tls)
        return sentinel.master_for(config.service, db=config.db)
    if config.path is not None:
        where: dict[str, Any] = {"connection_class": UnixDomainSocketConnection, "path": config.path}
    else:
        host, port = config.hosts[0]
        where = {"connection_class": SSLConnection if config.tls else Connection, "host": host, "port": port}
    pool = BlockingConnectionPool(
        max_connections=config.pool_size, timeout=config.timeout_seconds, db=config.db, **where, **_options(config)
    )
    return Redis.from_pool(pool)


def _patience(config: RedisConfig) -> dict[str, Any]:
    return {
        "socket_timeout": config.timeout_seconds,
        "socket_connect_timeout": config.connect_timeout_seconds,
        "retry": _retry(0),
    }


def _retry(times: int) -> Retry:
    return Retry(NoBackoff(), times, supported_errors=(RedisConnectionError,))


def _options(config: RedisConfig) -> dict[str, Any]:
    options: dict[str, Any] = {
        **_patience(config),
        "username": config.username,
        "password": config.password,
        # Operators see who is connected. And over TLS a connection must have read something before it is used: what
        # the server sends after the handshake would be taken for an answer that nobody asked for.
        "client_name": "teralineage",
        "protocol": 2,  # fewer words at connecting, and known to every server and proxy
        "driver_info": None,  # no CLIENT SETINFO: one round trip less, one right less to grant
    }
    if config.tls and config.tls_ca:
        options["ssl_ca_certs"] = config.tls_ca
    return options
