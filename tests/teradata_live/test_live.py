"""What only a real Teradata can say. Run by somebody licensed: `pytest tests/teradata_live`, with TERADATA_* set.

It reads, it never writes. What it finds differing from our assumptions is printed with `-rP`, to be written down in
docs/teradata.md with date and release.
"""

from __future__ import annotations

import os
from itertools import islice

import pytest

from teralineage.adapters.teradata import catalog_sql, log_sql
from teralineage.adapters.teradata.connection import Session, open_session
from teralineage.adapters.teradata.driver import connector
from teralineage.adapters.teradata.errors import Meaning, TeradataError
from teralineage.bootstrap import open_source, teradata_config
from teralineage.config import Settings

pytestmark = pytest.mark.teradata_live


@pytest.fixture(scope="module")
def config():
    return teradata_config(Settings.from_env(os.environ))


@pytest.fixture
def session(config):
    opened: Session = open_session(connector(config), config.secrets)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def source():
    opened = open_source(os.environ)
    yield opened
    opened.close()


def test_the_release_is_told(session):
    print("release:", session.rows(catalog_sql.version()))


@pytest.mark.parametrize("permitted", [True, False])
@pytest.mark.parametrize(
    ("make", "parameters"),
    [
        (catalog_sql.databases, [""]),
        (catalog_sql.tables, ["", "", ""]),
        (catalog_sql.columns, ["DBC"]),
        (catalog_sql.keys, ["DBC"]),
        (catalog_sql.sizes, ["DBC"]),
        (catalog_sql.request_text, ["DBC", "TablesV"]),
        (catalog_sql.long_text, ["DBC", "TablesV"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_statement_on_the_dictionary_is_accepted(session, make, parameters, permitted):
    rows = session.rows(make(permitted), parameters)
    print("first row:", [repr(value) for value in rows[0]] if rows else "none")


def test_what_is_padded_and_how_names_compare(session):
    raw = catalog_sql.Sql("raw", "SELECT TOP 1 t.TableKind, t.DatabaseName FROM DBC.TablesVX AS t ORDER BY 1, 2")
    print("raw:", [repr(value) for value in session.rows(raw)[0]])
    wrong_case = session.rows(catalog_sql.request_text(permitted=True), ["dbc", "tablesv"])
    print("a name in the wrong case finds", len(wrong_case), "rows")


def test_view_types_are_on_or_told_to_be_off(session):
    try:
        session.rows(catalog_sql.view_columns(), ["DBC"])
    except TeradataError as error:
        assert error.fault.meaning in (Meaning.TYPES_OFF, Meaning.PRIVILEGE, Meaning.OBJECT_MISSING)  # noqa: PT017 - both answers are good


def test_help_and_show_answer(session):
    print(session.records(catalog_sql.help_columns("DBC", "TablesV"))[0])
    assert "TablesV" in session.text(catalog_sql.show("VIEW", "DBC", "TablesV"))


def test_the_dictionary_is_read(source):
    objects = list(islice(source.dictionary.objects(), 50))
    if objects:
        database = [one for one in objects if one.name.database == objects[0].name.database]
        made = source.dictionary.definitions(database, [one.name for one in database])
        assert len(made) == len(database)
    print("refused:", source.dictionary.refusals())


@pytest.mark.parametrize("column", log_sql.OPTIONAL)
def test_the_log_has_a_column(session, config, column):
    session.rows(log_sql.probe_column(config.log_view, column))


def test_the_log_is_read(source):
    pieces = list(islice(source.log.slices(None), 3))
    print([(piece.until, len(piece.queries), piece.incomplete) for piece in pieces])
