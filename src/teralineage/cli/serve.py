"""`teralineage serve`: the API and the page over an existing store."""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
import webbrowser
from urllib.error import URLError
from urllib.request import urlopen

import typer

from teralineage.cli.options import DataDir, Host, NoBrowser, Port, database_url
from teralineage.domain.errors import UsageError

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8080
READY_POLL_SECONDS = 0.1
READY_POLLS = 600


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    *,
    host: Host = None,
    port: Port = None,
    data_dir: DataDir = None,
    no_browser: NoBrowser = False,
) -> None:
    """Serve the API and the web page over the store.

    Settings come from the environment (DATABASE_URL, REDIS_ADDR, CACHE_TTL_LINEAGE, …; see the operations guide);
    the options here win over them. Stop with Ctrl-C.
    """
    run_server(host, port, database_url(data_dir, os.environ), open_browser=not no_browser)


def run_server(host: str | None, port: int | None, url: str, *, open_browser: bool) -> None:
    """Serve until interrupted; says the address in one line once it answers.

    Raises:
        UsageError: the port is taken, or the address is not this machine's.
        SettingsError: the environment holds settings that are refused.
        StoreError: the store cannot be opened.
    """
    from granian import Granian  # noqa: PLC0415 - not needed by --help
    from granian.constants import Interfaces  # noqa: PLC0415 - as above
    from granian.log import LogLevels  # noqa: PLC0415 - as above

    from teralineage.bootstrap import check, read_configuration  # noqa: PLC0415 - as above

    environ = {**os.environ, "DATABASE_URL": url}
    if host is not None:
        environ["API_HOST"] = host
    if port is not None:
        environ["API_PORT"] = str(port)
    configuration = read_configuration(environ)
    check(configuration)
    settings = configuration.settings
    free_port = claim_port(settings.api_host, settings.api_port)
    os.environ.update(environ, API_PORT=str(free_port))  # the worker processes read their settings from here
    server = Granian(
        "teralineage.bootstrap:create_wsgi",
        factory=True,
        address=settings.api_host,
        port=free_port,
        interface=Interfaces.WSGI,
        workers=settings.api_workers,
        blocking_threads=settings.api_threads,
        websockets=False,
        log_level=LogLevels.error,
        workers_kill_timeout=5,
    )
    address = f"http://{_browsable(settings.api_host)}:{free_port}"
    threading.Thread(target=_announce, args=(address, open_browser), daemon=True).start()
    server.serve()


def claim_port(host: str, port: int) -> int:
    """The port to listen on, checked to be free; 0 finds one.

    Raises:
        UsageError: somebody listens there already, it is not allowed, or the address is not this machine's.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            found: int = probe.getsockname()[1]
            return found
    except socket.gaierror as error:
        raise UsageError(f"{host} is no address of this machine; try --host 127.0.0.1") from error
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise UsageError(f"{host} is no address of this machine; try --host 127.0.0.1") from error
        raise UsageError(
            f"cannot listen on {host}:{port} ({error.strerror}); try --port {port + 1}, or --port 0 for a free one"
        ) from error


def _browsable(host: str) -> str:
    wildcard = {"0.0.0.0": DEFAULT_HOST, "::": "[::1]"}  # noqa: S104 - only compared with
    return wildcard.get(host, f"[{host}]" if ":" in host else host)


def _announce(address: str, open_browser: bool) -> None:  # noqa: FBT001 - a thread's argument
    for _ in range(READY_POLLS):
        try:
            with urlopen(f"{address}/health", timeout=1):  # noqa: S310 - our own http address
                break
        except (URLError, OSError):
            threading.Event().wait(READY_POLL_SECONDS)
    else:
        return
    typer.echo(f"TeraLineage answers at {address}  (Ctrl-C stops it)")
    sys.stdout.flush()
    if open_browser and _has_display():
        webbrowser.open(address)


def _has_display() -> bool:
    # Without a display the module falls back to text browsers, which would take over the terminal.
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
