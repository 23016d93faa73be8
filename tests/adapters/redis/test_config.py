from __future__ import annotations

import pytest

from teralineage.adapters.redis import RedisConfig
from teralineage.adapters.redis.config import SETTINGS
from teralineage.domain.errors import SettingsError


def read(**environ):
    return RedisConfig.from_environ(environ)


def test_without_an_address_there_is_no_redis():
    assert read() is None
    assert read(REDIS_ADDR="", REDIS_URL="", REDIS_PASSWORD="x") is None


@pytest.mark.parametrize(
    ("environ", "config"),
    [
        ({"REDIS_ADDR": "cache.example.com:6380"}, RedisConfig(hosts=(("cache.example.com", 6380),))),
        ({"REDIS_ADDR": "cache"}, RedisConfig(hosts=(("cache", 6379),))),
        ({"REDIS_ADDR": "[::1]:7"}, RedisConfig(hosts=(("::1", 7),))),
        ({"REDIS_ADDR": "unix:///run/redis.sock"}, RedisConfig(hosts=(), path="/run/redis.sock")),
        (
            {
                "REDIS_ADDR": "c:1",
                "REDIS_USERNAME": "u",
                "REDIS_PASSWORD": "p@:/",
                "REDIS_DB": "3",
                "REDIS_TLS": "true",
            },
            RedisConfig(hosts=(("c", 1),), username="u", password="p@:/", db=3, tls=True),
        ),
        (
            {"REDIS_ADDR": "c:1", "REDIS_TLS": "true", "REDIS_TLS_CA": __file__},
            RedisConfig(hosts=(("c", 1),), tls=True, tls_ca=__file__),
        ),
        (
            {"REDIS_ADDR": "c:1", "REDIS_TIMEOUT_MS": "100", "REDIS_CONNECT_TIMEOUT_MS": "50", "REDIS_POOL_SIZE": "9"},
            RedisConfig(hosts=(("c", 1),), timeout_seconds=0.1, connect_timeout_seconds=0.05, pool_size=9),
        ),
        ({"REDIS_URL": "redis://h", "REDIS_ADDR": "other:1", "REDIS_DB": "x"}, RedisConfig(hosts=(("h", 6379),))),
        (
            {"REDIS_URL": "rediss://u:p%40ss@h:7/2"},
            RedisConfig(hosts=(("h", 7),), username="u", password="p@ss", db=2, tls=True),
        ),
        ({"REDIS_URL": "redis://:p@h/"}, RedisConfig(hosts=(("h", 6379),), password="p")),
        ({"REDIS_URL": "unix:///s?db=4"}, RedisConfig(hosts=(), path="/s", db=4)),
        (
            {"REDIS_URL": "redis+sentinel://:p@a,b:2/main/5"},
            RedisConfig("sentinel", (("a", 26379), ("b", 2)), service="main", password="p", db=5),
        ),
        (
            {"REDIS_URL": "rediss+cluster://a:1,b:2"},
            RedisConfig("cluster", (("a", 1), ("b", 2)), tls=True),
        ),
    ],
)
def test_accepted_forms(environ, config):
    assert read(**environ) == config


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        *(
            ("REDIS_URL", text)
            for text in (
                "secret",
                "http://secret",
                "redis://",
                "redis://h:x",
                "redis://h:99999",
                "redis://h:0",
                "redis://h/one",
                "redis://h/1/2",
                "redis://a,b",
                "redis://h?db=1",
                "redis+sentinel://a",
                "redis+cluster://a/1",
                "redis+magic://a",
                "unix://",
                "unix://host/s",
                "unix:///s?x=1",
                "redis://h o",
                "redis://@h",
                "redis://:secret@:1",
            )
        ),
        *(("REDIS_ADDR", text) for text in ("redis://h", "u:secret@h:1", "h:1/2", "h:-1", ":1", "a:1,b:2", "h:1x")),
        *(("REDIS_DB", text) for text in ("-1", "x", "1.5", "²")),
        *(("REDIS_TLS", text) for text in ("maybe", "2")),
        *(("REDIS_POOL_SIZE", text) for text in ("0", "-1", "many")),
        *(("REDIS_TIMEOUT_MS", text) for text in ("0", "-250", "1s")),
    ],
)
def test_what_is_malformed_is_refused_by_name_with_the_accepted_form(variable, text):
    with pytest.raises(SettingsError) as caught:
        read(**{"REDIS_ADDR": "h:1", variable: text})
    assert set(caught.value.problems) == {variable}
    assert "must be " in str(caught.value)
    assert "secret" not in str(caught.value)


def test_all_problems_are_told_at_once():
    with pytest.raises(SettingsError) as caught:
        read(REDIS_ADDR="h:x", REDIS_DB="x", REDIS_POOL_SIZE="x")
    assert set(caught.value.problems) == {"REDIS_ADDR", "REDIS_DB", "REDIS_POOL_SIZE"}


def test_a_password_is_never_shown():
    config = read(REDIS_URL="redis://user:secret@h")
    assert "secret" not in repr(config)
    assert "secret" not in config.address


def test_the_documented_defaults_are_the_real_ones():
    given = {variable: default for variable, default, _, _ in SETTINGS if default}
    assert read(REDIS_ADDR="localhost:6379", **given) == RedisConfig()


def test_a_file_of_certificates_that_is_not_there_is_refused_by_name():
    with pytest.raises(SettingsError, match="REDIS_TLS_CA: must be the path of a PEM file"):
        read(REDIS_ADDR="c:1", REDIS_TLS="true", REDIS_TLS_CA="/no/such/file.pem")
