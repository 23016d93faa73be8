"""What the processes of a deployment tell each other, so that what one holds in memory is not older than Redis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from teralineage.cache import keys
from teralineage.ports import CacheRepository


def _ignore(_subject: object) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """What to do on each kind of news, and when news begin or cease to be heard."""

    replaced: Callable[[str], None] = _ignore
    """An entry was replaced; its key."""
    cleared: Callable[[str], None] = _ignore
    """All entries under a prefix were deleted."""
    written: Callable[[str], None] = _ignore
    """Something was written to the store."""
    hearing: Callable[[bool], None] = _ignore
    """Whether news are heard from now on; after a silence some may have been missed."""


class News:
    """The channel of one deployment. Telling costs one command; who listens hears within milliseconds.

    The process that tells has heard before the telling returns: who refreshed an answer must not be given the old one.
    """

    def __init__(self, cache: CacheRepository, key_prefix: str = "") -> None:
        self._cache = cache
        self._here: list[Ears] = []
        self._channel = keys.channel_of(key_prefix)

    def replaced(self, key: str) -> None:
        """Say that an entry was replaced though the store's generation did not change."""
        for ears in self._here:
            ears.replaced(key)
        self._cache.announce(self._channel, f"replaced {key}")

    def cleared(self, prefix: str) -> None:
        """Say that all entries under a prefix were deleted."""
        for ears in self._here:
            ears.cleared(prefix)
        self._cache.announce(self._channel, f"cleared {prefix}")

    def written(self) -> None:
        """Say that something was written to the store, for who does not ask it every time."""
        for ears in self._here:
            ears.written("")
        self._cache.announce(self._channel, "written")

    def listen(self, ears: Ears) -> None:
        """Hear from now on."""

        def heard(message: str | None) -> None:
            word, _, subject = (message or "").partition(" ")
            if word == "replaced":
                ears.replaced(subject)
            elif word == "cleared":
                ears.cleared(subject)
            elif word == "written":
                ears.written(subject)
            elif not word:
                ears.hearing(message is not None)

        self._here.append(ears)
        self._cache.listen(self._channel, heard)
