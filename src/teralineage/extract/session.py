"""What a script has made and said so far: its datasets, its default database, its variables.

Names without a database, where no default database is known either, get the empty database: `DatasetName("", "t")`.
A column that several datasets may own comes from `FieldName(DatasetName("", "?"), column)`, its edge's reason is
AMBIGUOUS and its `candidates` name every field it may be. A bare SELECT writes to `DatasetName("", "<result>")`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from teralineage.domain.ids import DatasetName, FieldName, fold
from teralineage.domain.model import DatasetDefinition, Reason, SourceType, Subtype
from teralineage.extract.system_tables import SYSTEM_TABLES
from teralineage.ports import Catalog


@dataclass(frozen=True, slots=True)
class Source:
    """A field behind a variable, a cursor's field or a layout's field, and the strongest subtype on the way so far.

    CONDITIONAL is that of a field that only chooses among values.
    """

    field: FieldName
    subtype: Subtype = Subtype.IDENTITY
    reason: Reason = Reason.SCHEMA
    masking: bool = False
    candidates: tuple[FieldName, ...] = ()


@dataclass(slots=True)
class Asked:
    """What the reading of a statement asked of its session, and was told, before it changed anything itself."""

    named: dict[tuple[str | None, str], DatasetName] = field(default_factory=dict)
    found: dict[DatasetName, DatasetDefinition | None] = field(default_factory=dict)
    made: list[DatasetDefinition] = field(default_factory=list)
    unmade: bool = False  # something was dropped or renamed


@dataclass(slots=True)
class Session:
    """A run of statements over one catalog; each statement read changes it as it would change a real session.

    `bindings` gives the sources behind a procedure's variable, a cursor's field or a producer's column, by folded name
    without its colon. `:v`, and a bare `v` that is no column in scope, yield these sources. `hosts` gives those behind
    what only `:v` may mean: a field of a file that feeds the statement.
    """

    catalog: Catalog
    default_database: str | None = None
    bindings: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    hosts: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    asked: Asked | None = None
    completed: set[DatasetName] = field(default_factory=set)  # names that the default database was put before
    _made: dict[DatasetName, DatasetDefinition] = field(default_factory=dict)
    _volatile: dict[str, DatasetName] = field(default_factory=dict)

    def qualify(self, database: str | None, name: str) -> DatasetName:
        """The full name of a table as a statement writes it; volatile tables are found by their bare name."""
        if database:
            return DatasetName(database, name)
        plain = DatasetName(self.default_database or "", name)
        volatile = None if plain in self._made else self._volatile.get(fold(name))
        full = volatile or plain
        if full not in self._made:
            self.completed.add(full)
        if self.asked is not None and not self.asked.made:
            self.asked.named[database, name] = full
        return full

    def find(self, name: DatasetName) -> DatasetDefinition | None:
        """A dataset made earlier in the session, else what the catalog knows, else a view that every system has."""
        found = self._made.get(name) or self.catalog.find(name) or SYSTEM_TABLES.get(name)
        if self.asked is not None and not self.asked.made:
            self.asked.found[name] = found
        return found

    def made(self) -> tuple[DatasetDefinition, ...]:
        """What the session itself has defined so far."""
        return tuple(self._made.values())

    def copy(self) -> Session:
        """The session as it is now."""
        return replace(self, _made=dict(self._made), _volatile=dict(self._volatile))

    def restore(self, earlier: Session) -> None:
        """Be again what an earlier copy is."""
        self.default_database, self.bindings = earlier.default_database, earlier.bindings
        self._made, self._volatile = earlier._made, earlier._volatile

    def define(self, definition: DatasetDefinition) -> None:
        """Let later statements see a dataset."""
        if self.asked is not None:
            self.asked.made.append(definition)
        self._made[definition.name] = definition
        if definition.source_type is SourceType.VOLATILE_TABLE:
            self._volatile[fold(definition.name.name)] = definition.name

    def drop(self, name: DatasetName) -> None:
        """Forget what the session made; whoever names it again means what the catalog knows."""
        if self.asked is not None:
            self.asked.unmade = True
        self._made.pop(name, None)
        if self._volatile.get(fold(name.name)) == name:
            del self._volatile[fold(name.name)]

    def rename(self, old: DatasetName, new: DatasetName) -> DatasetDefinition | None:
        """Give a dataset another name; its new definition, or None where the old one is not known."""
        definition = self.find(old)
        self.drop(old)
        if definition is None:
            return None
        renamed = replace(definition, name=new)
        self.define(renamed)
        return renamed
