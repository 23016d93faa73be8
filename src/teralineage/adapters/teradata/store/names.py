"""Finding what a name means, and saying what else it may have meant."""

from __future__ import annotations

from dataclasses import dataclass

from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store.data import Data, Record, fit
from teralineage.adapters.teradata.store.tables import DATASET, FIELD, NAMESPACE
from teralineage.domain.errors import (
    AmbiguousNameError,
    DatabaseNotFoundError,
    DatasetNotFoundError,
    FieldNotFoundError,
    NamespaceNotFoundError,
)
from teralineage.domain.ids import EVERY_FIELD, DatasetId, DatasetName, FieldId, fold
from teralineage.domain.likeness import closest

_ABOUT = 4


@dataclass(frozen=True, slots=True)
class DatabaseRow:
    """A database of a namespace, as it is spelled."""

    namespace: str
    key: str
    name: str
    datasets: int


def id_of(row: Record) -> DatasetId:
    """The id of a row that holds a dataset."""
    return DatasetId(row.namespace_id, DatasetName(row.database_name, row.table_name))


def find_dataset(data: Data, wanted: DatasetId) -> Record:
    """The one dataset that an id or a plain name means; one that is gone is found too, for its history.

    Raises:
        DatasetNotFoundError: none does.
        AmbiguousNameError: a plain name stands in several namespaces.
    """
    homed = [wanted.namespace] if wanted.namespace is not None else []
    rows = data.select(DATASET, sql.datasets_named(data.database, bool(homed)), [*map(fit, wanted.name.key), *homed])
    rows = [row for row in rows if row.is_active] or rows
    if len(rows) > 1:
        raise AmbiguousNameError(str(wanted), tuple(sorted(str(id_of(row)) for row in rows)))
    if not rows:
        same = datasets_of(data, wanted.name.key[0])
        near = about_as_long(data, DATASET.name, wanted.name.key[1])
        raise DatasetNotFoundError(str(wanted), closest(str(wanted.name), [row.name for row in (*same, *near)]))
    return rows[0]


def datasets_of(data: Data, key: str, as_of: int | None = None) -> list[Record]:
    """The datasets of a database that stand now, and those that went after an instant; the database's name folded."""
    rows = data.select(DATASET, sql.datasets_of_database(data.database), [fit(key)])
    return [row for row in rows if row.is_active or (as_of is not None and row.updated_at > as_of)]


def about_as_long(data: Data, table: str, key: str) -> list[Record]:
    """Rows whose names are about as long as one, which closely spelled ones are."""
    of, column = (DATASET, "table_key") if table == DATASET.name else (FIELD, "field_key")
    bounds = [max(len(key) - _ABOUT, 1), len(key) + _ABOUT]
    return data.select(of, sql.names_about_as_long(data.database, of, column), bounds)


def find_field(data: Data, home: Record, name: str) -> Record:
    """The field of a dataset, however its case is written; one that was dropped is found too, for its history.

    Raises:
        FieldNotFoundError: the dataset has none of that name.
    """
    rows = data.rows(FIELD, "dataset_id", [home.dataset_id])
    row = next((row for row in rows if row.field_key == fit(fold(name))), None)
    if row is None:
        known = [row.field_name for row in rows if row.is_active and row.field_key != EVERY_FIELD]
        raise FieldNotFoundError(str(FieldId(id_of(home), name)), closest(name, known))
    return row


def namespaces(data: Data) -> dict[str, Record]:
    """All namespaces by their ids, in the order of their URIs."""
    rows = sorted(data.all(NAMESPACE), key=lambda row: str(row.namespace_uri))
    return {row.namespace_id: row for row in rows}


def find_namespace(data: Data, id_: str) -> Record:
    """A namespace by its id.

    Raises:
        NamespaceNotFoundError: there is none.
    """
    known = namespaces(data)
    if id_ not in known:
        raise NamespaceNotFoundError(id_, closest(id_, known))
    return known[id_]


def databases(data: Data, namespace: str | None = None) -> list[DatabaseRow]:
    """Databases by their folded names."""
    homed = [namespace] if namespace is not None else []
    rows = data.session.rows(sql.databases(data.database, bool(homed)), homed)
    known = [DatabaseRow(space, key, name, int(count)) for space, key, name, count in rows]  # a DECIMAL in ANSI mode
    return sorted(known, key=lambda row: (row.key, row.namespace))


def find_database(data: Data, name: str) -> str:
    """The spelling of a database; one whose datasets are all gone is found too.

    Raises:
        DatabaseNotFoundError: no dataset stands in it.
    """
    known = databases(data)
    spellings = [row.name for row in known if row.key == fold(name)]
    if not spellings:
        rows = data.select(DATASET, sql.datasets_of_database(data.database), [fit(fold(name))])
        spellings = [row.database_name for row in rows]
    if not spellings:
        raise DatabaseNotFoundError(name, closest(name, [row.name for row in known]))
    return min(spellings)
