"""Stand-ins for our own ports, named by what they do."""

from tests.columnar_reader import as_objects
from tests.dict_store import DictStore

__all__ = ["DictStore", "as_objects"]
