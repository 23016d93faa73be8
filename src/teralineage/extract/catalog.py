"""Catalogs that live in memory: from a schema, from DDL text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from teralineage.domain.errors import MalformedIdError, ValidationError
from teralineage.domain.ids import DatasetName
from teralineage.domain.model import DatasetDefinition, FieldDefinition, SourceType
from teralineage.extract.extractor import extract


class InMemoryCatalog:
    """Datasets by name; the later definition of a name stands. Implements `ports.Catalog`."""

    def __init__(self, datasets: Iterable[DatasetDefinition] = ()) -> None:
        self._datasets = {dataset.name: dataset for dataset in datasets}

    def find(self, name: DatasetName) -> DatasetDefinition | None:
        """The dataset as it was defined; None where it is not known."""
        return self._datasets.get(name)

    def datasets(self) -> Iterable[DatasetDefinition]:
        """All that is known, in the order it was first defined."""
        return self._datasets.values()

    def add(self, dataset: DatasetDefinition) -> None:
        """Know one more dataset, or know it anew."""
        self._datasets[dataset.name] = dataset


class SchemaCatalog(InMemoryCatalog):
    """A catalog whose tables without a database stand for the table of that name in any database."""

    def find(self, name: DatasetName) -> DatasetDefinition | None:
        """The dataset of that name; else the one of that name without a database, named as it was asked for."""
        found = super().find(name)
        if found is not None or not name.database:
            return found
        bare = super().find(DatasetName("", name.name))
        return bare and replace(bare, name=name)


def catalog_from_schema(schema: Mapping[str, object], default_database: str | None = None) -> SchemaCatalog:
    """A catalog from `{table: {column: type}}`, where a table is `table` or `db.table`, in any case.

    `{table: [column, …]}` and `{db: {table: {column: type}}}` are understood too; a table of null has unknown columns.

    Raises:
        ValidationError: the schema has none of these shapes.
    """
    return SchemaCatalog(_definitions(schema, default_database))


def _definitions(schema: Mapping[str, object], database: str | None) -> Iterator[DatasetDefinition]:
    for table, columns in schema.items():
        if isinstance(columns, Mapping) and any(isinstance(inner, (Mapping, list)) for inner in columns.values()):
            yield from _definitions(columns, table)
            continue
        if isinstance(columns, Mapping):
            fields = [FieldDefinition(_unquoted(str(name)), _type(type_)) for name, type_ in columns.items()]
        elif isinstance(columns, list):
            fields = [FieldDefinition(_unquoted(str(name))) for name in columns]
        elif columns is None:  # a table whose columns nobody knows
            continue
        else:
            raise ValidationError(
                {"schema": f"{table}: columns must be an object of names and types, or a list of names"}
            )
        yield DatasetDefinition(_dataset_name(table, database), SourceType.TABLE, tuple(fields))


def _type(value: object) -> str | None:
    return None if value is None else str(value)


def _unquoted(name: str) -> str:
    """A column's name as SQL spells it, without the quotes that say so."""
    name = name.strip()
    quoted = len(name) > 1 and name[0] == name[-1] == '"'
    return name[1:-1].replace('""', '"') if quoted else name


def _dataset_name(text: str, default_database: str | None) -> DatasetName:
    """`table`, `db.table`, and either with quotes."""
    try:
        return DatasetName.parse(text)
    except MalformedIdError:
        database, dot, name = text.strip().rpartition(".")
        return DatasetName(database.strip('"') if dot else default_database or "", name.strip('"'))


def catalog_of(
    texts: Iterable[str],
    *,
    variables: Mapping[str, str] | None = None,
    default_database: str | None = None,
    dialect: str = "teradata",
) -> InMemoryCatalog:
    """What DDL texts define, in whatever order: a view is read again once the tables behind it are known."""
    catalog = InMemoryCatalog()
    pending = list(texts)
    for _ in range(_PASSES):
        before = {definition.name: definition.fields for definition in catalog.datasets()}
        for text in pending:
            found = extract(text, catalog, variables=variables, default_database=default_database, dialect=dialect)
            for statement in found.statements:
                for definition in statement.defines:
                    catalog.add(definition)
        if before == {definition.name: definition.fields for definition in catalog.datasets()}:
            break
    return catalog


_PASSES = 6  # views on views seldom nest deeper
