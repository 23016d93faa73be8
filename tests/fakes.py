"""Stand-ins for our own ports, named by what they do."""

from tests.dict_store import DictStore

__all__ = ["DictStore"]
