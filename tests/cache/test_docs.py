"""The guides name every setting, header, metric, command and key of the cache."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from tests.cache.fakes import LedgerRepository

from teralineage.adapters.redis.config import SETTINGS as REDIS_SETTINGS
from teralineage.adapters.redis.config import RedisConfig
from teralineage.api.cache_control import cache_headers
from teralineage.api.routes.cache import PATHS
from teralineage.cache.admin import CacheAdmin, watch_usage
from teralineage.cache.keys import NAMES
from teralineage.cache.metadata import CacheMetadata, CacheRead, Result
from teralineage.cache.metrics import CacheMetrics
from teralineage.cache.noop import NoOpCache
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.cache.ttl import SETTINGS, CacheTTLConfig
from teralineage.cli.cache import commands
from teralineage.config import table

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/operations_guide.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")

CACHE_ROWS = [(row.variable, row.default) for row in table() if row.variable.startswith("CACHE_")]
DEFAULTS = {
    **{variable: default for variable, default, _, _ in REDIS_SETTINGS},
    **{variable: str(getattr(CacheTTLConfig(), member)) for member, (variable, _) in SETTINGS.items()},
    **{variable: str(default).lower() for variable, default in CACHE_ROWS},
}


def metric_names():
    registry = CollectorRegistry()
    metrics = CacheMetrics(registry)
    reader = CachedOpenLineageRepository(LedgerRepository(), NoOpCache(), metrics=metrics)
    watch_usage(CacheAdmin(reader, reader.stored), metrics)
    return sorted(
        {f"{family.name}_total" if family.type == "counter" else family.name for family in registry.collect()}
    )


@pytest.mark.parametrize(("variable", "default"), DEFAULTS.items())
def test_every_setting_is_in_the_guide_and_the_example_with_its_default(variable, default):
    rows = [line for line in GUIDE.splitlines() if line.startswith("|") and f"`{variable}`" in line]
    assert rows, "not in docs/operations_guide.md"
    assert not default or any(f"`{default}`" in row for row in rows) or variable == "REDIS_TLS_CA"
    line = re.search(rf"^#?{variable}=(.*)$", EXAMPLE, re.MULTILINE)
    assert line, "not in .env.example"
    if line.group(0).startswith("#") and default:
        assert line.group(1) == default


def test_the_example_is_a_configuration():
    environ = dict(re.findall(r"^#?(\w+)=(.*)$", EXAMPLE, re.MULTILINE))
    assert CacheTTLConfig.from_environ(environ) == CacheTTLConfig()
    assert RedisConfig.from_environ(environ).kind == "sentinel"
    assert RedisConfig.from_environ({**environ, "REDIS_URL": ""}) == RedisConfig(hosts=(("127.0.0.1", 6379),))


@pytest.mark.parametrize("name", metric_names())
def test_every_metric_is_in_the_guide_and_on_the_dashboard(name):
    assert f"`{name}`" in GUIDE
    dashboard = json.loads((ROOT / "docs/grafana/cache.json").read_text(encoding="utf-8"))
    shown = " ".join(target["expr"] for panel in dashboard["panels"] for target in panel["targets"])
    assert name in shown


@pytest.mark.parametrize("operation", NAMES.values())
def test_every_operation_is_in_the_guide(operation):
    assert f"`{operation}`" in GUIDE


@pytest.mark.parametrize("result", Result)
@pytest.mark.parametrize("refresh", [False, True])
@pytest.mark.parametrize("degraded", [None, "REDIS-DOWN"])
def test_every_header_and_status_is_in_the_guide(result, refresh, degraded):
    ttl = None if degraded else 1742.0
    metadata = CacheMetadata(refresh=refresh, reads=[CacheRead(result, "k", "o", ttl)], degraded=degraded)
    headers = cache_headers(metadata)
    assert all(f"`{name}`" in GUIDE for name in headers)
    status = headers["Cache-Status"].removeprefix("teralineage; ")
    for part in re.sub(r"ttl=\d+", "", status).split("; "):
        assert part in GUIDE


@pytest.mark.parametrize("result", [*Result])
def test_every_result_is_in_the_guide(result):
    assert f"`{result.value}`" in GUIDE


def test_every_command_and_route_is_in_the_guide():
    names = [command.callback.__name__ for command in commands.registered_commands]
    assert names == ["stats", "clear", "warm"]
    assert all(f"teralineage cache {name}" in GUIDE for name in names)
    for path, methods in PATHS.items():
        assert all(f"{method.upper()} {path}" in GUIDE for method in methods)
