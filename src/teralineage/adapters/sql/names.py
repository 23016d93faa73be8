"""Finding what a name means, and saying what else it may have meant."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from teralineage.adapters.sql.engine import AnyRow, AnySelect
from teralineage.adapters.sql.schema import dataset, field, namespace
from teralineage.domain.errors import (
    AmbiguousNameError,
    DatabaseNotFoundError,
    DatasetNotFoundError,
    FieldNotFoundError,
    NamespaceNotFoundError,
)
from teralineage.domain.ids import EVERY_FIELD, DatasetId, DatasetName, FieldId, fold
from teralineage.domain.likeness import closest

_CANDIDATES = 2000


def dataset_rows() -> AnySelect:
    """Datasets with their namespace's URI."""
    return select(dataset, namespace.c.namespace_uri).join_from(dataset, namespace)


def id_of(row: AnyRow) -> DatasetId:
    """The id of a row that holds a dataset."""
    return DatasetId(row.namespace_id, DatasetName(row.database_name, row.table_name))


def find_dataset(connection: Connection, wanted: DatasetId) -> AnyRow:
    """The one dataset that an id or a plain name means; one that is gone is found too, for its history.

    Raises:
        DatasetNotFoundError: none does.
        AmbiguousNameError: a plain name stands in several namespaces.
    """
    database_key, table_key = wanted.name.key
    query = dataset_rows().where(dataset.c.database_key == database_key, dataset.c.table_key == table_key)
    if wanted.namespace is not None:
        query = query.where(dataset.c.namespace_id == wanted.namespace)
    rows = connection.execute(query.order_by(dataset.c.is_active.desc()).limit(20)).all()
    rows = [row for row in rows if row.is_active == rows[0].is_active]
    if len(rows) > 1:
        raise AmbiguousNameError(str(wanted), tuple(sorted(str(id_of(row)) for row in rows)))
    if not rows:
        raise DatasetNotFoundError(str(wanted), _close_datasets(connection, wanted))
    return rows[0]


def find_field(connection: Connection, home: DatasetId, home_id: int, name: str) -> AnyRow:
    """The field of a dataset, however its case is written; one that was dropped is found too, for its history.

    Raises:
        FieldNotFoundError: the dataset has none of that name.
    """
    query = select(field).where(field.c.dataset_id == home_id, field.c.field_key == fold(name))
    row = connection.execute(query).first()
    if row is None:
        names = connection.execute(
            select(field.c.field_name).where(
                field.c.dataset_id == home_id, field.c.is_active, field.c.field_key != EVERY_FIELD
            )
        ).scalars()
        raise FieldNotFoundError(str(FieldId(home, name)), closest(name, names))
    return row


def find_namespace(connection: Connection, id_: str) -> AnyRow:
    """A namespace by its id.

    Raises:
        NamespaceNotFoundError: there is none.
    """
    row = connection.execute(select(namespace).where(namespace.c.namespace_id == id_)).first()
    if row is None:
        known = connection.execute(select(namespace.c.namespace_id)).scalars()
        raise NamespaceNotFoundError(id_, closest(id_, known))
    return row


def find_database(connection: Connection, name: str) -> str:
    """The spelling of a database; one whose datasets are all gone is found too.

    Raises:
        DatabaseNotFoundError: no dataset stands in it.
    """
    spelling: str | None = connection.execute(
        select(func.min(dataset.c.database_name))
        .where(dataset.c.database_key == fold(name))
        .group_by(dataset.c.is_active)
        .order_by(dataset.c.is_active.desc())
    ).scalar()
    if spelling is None:
        raise DatabaseNotFoundError(name, closest(name, database_names(connection)))
    return spelling


def database_names(connection: Connection) -> Iterable[str]:
    """Every database once, as spelled."""
    query = select(func.min(dataset.c.database_name)).where(dataset.c.is_active).group_by(dataset.c.database_key)
    return connection.execute(query).scalars()


def _close_datasets(connection: Connection, wanted: DatasetId) -> tuple[str, ...]:
    """Near spellings: first within the same database, else tables of that name or beginning elsewhere."""
    database_key, table_key = wanted.name.key
    spelled = select(dataset.c.name).where(dataset.c.is_active).limit(_CANDIDATES)
    same_database = connection.execute(spelled.where(dataset.c.database_key == database_key)).scalars().all()
    same_table = connection.execute(
        spelled.where(dataset.c.table_key >= table_key[:3], dataset.c.table_key < table_key[:3] + "\U0010ffff")
    ).scalars()
    return closest(str(wanted.name), [*same_database, *same_table])
