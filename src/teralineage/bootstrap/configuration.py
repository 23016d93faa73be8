"""Every setting that a deployment chose, read once and all faults named together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from teralineage.adapters.redis import RedisConfig
from teralineage.cache.ttl import CacheTTLConfig
from teralineage.config import Settings
from teralineage.domain.errors import SettingsError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything a deployment chose."""

    settings: Settings
    ttl: CacheTTLConfig
    redis: RedisConfig | None


def read_configuration(environ: Mapping[str, str]) -> Configuration:
    """Read all settings.

    Raises:
        SettingsError: some are refused; all of them are named.
    """
    problems: dict[str, str] = {}

    def attempt(read: Callable[[Mapping[str, str]], T]) -> T | None:
        try:
            return read(environ)
        except SettingsError as error:
            problems.update(error.problems)
            return None

    settings = attempt(Settings.from_env)
    ttl = attempt(CacheTTLConfig.from_environ)
    redis = attempt(RedisConfig.from_environ)
    if settings is None or ttl is None or problems:
        raise SettingsError(problems)
    return Configuration(settings, ttl, redis)
