"""What a deployment may choose about the API. The composition root fills it from the settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiOptions:
    """Bounds and habits of the API; the defaults are those of the settings."""

    min_depth: int = 1
    max_depth_limit: int = 20
    default_depth: int = 5
    cors_origins: tuple[str, ...] = ()
    """Origins whose pages may call the API; `*` is any. Empty: only the page served here."""
    max_body_bytes: int = 16 * 1024 * 1024
    access_log_json: bool = False
    cache_memory_bytes: int = 64 * 1024 * 1024
    """Answers held in each process before Redis, in bytes; 0 holds none."""
