"""A cache that keeps nothing; with it everything is served by the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from teralineage.ports import CacheState


class NoOpCache:
    """Keeps nothing and is never full, slow or gone. Its locks are always free: there is nothing to guard."""

    def get(self, key: str) -> bytes | None:  # noqa: ARG002 - the port's signature
        """Nothing."""
        return None

    def set(self, key: str, value: bytes, ttl_seconds: float) -> bool:  # noqa: ARG002 - the port's signature
        """Not kept."""
        return False

    def delete_prefix(self, prefix: str) -> int:  # noqa: ARG002 - the port's signature
        """None went."""
        return 0

    def scan(self, prefix: str) -> Iterator[tuple[str, int]]:  # noqa: ARG002 - the port's signature
        """No keys."""
        return iter(())

    def acquire(self, key: str, ttl_seconds: float) -> str | None:  # noqa: ARG002 - the port's signature
        """Always granted."""
        return "unguarded"

    def release(self, key: str, token: str) -> None:
        """Nothing was held."""

    def count(self, key: str, counts: Mapping[str, int], ttl_seconds: float) -> None:
        """Not counted."""

    def most(self, key: str, limit: int) -> list[tuple[str, int]]:  # noqa: ARG002 - the port's signature
        """None."""
        return []

    def announce(self, channel: str, message: str) -> None:
        """Nobody listens."""

    def listen(self, channel: str, heard: Callable[[str | None], None]) -> None:
        """Nobody speaks."""

    def state(self) -> CacheState:
        """Off."""
        return CacheState(backend="none", state="off")

    def close(self) -> None:
        """Nothing to let go."""
