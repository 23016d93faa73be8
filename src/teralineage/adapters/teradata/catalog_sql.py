"""What is asked of the dictionary. `permitted` chooses the views that show only what the user may see.

Names in predicates are spelled as the dictionary returned them: in ANSI mode a comparison may heed case, though ORDER
BY on the same column does not. Pages are therefore ordered and compared in capitals, else a name could fall between
two. CHAR columns come blank-padded, so they are trimmed here and stripped again where they are read.
"""

from __future__ import annotations

from teralineage.adapters.teradata.statements import Sql, dotted, in_utc, statement

PAGE_ROWS = 1000
TEXT_PIECE = 8000
TEXT_ROW = 32000
"""Characters that a row of `DBC.TableTextV` holds at most."""

_BOTH = (True,), (False,)


def _view(name: str, permitted: bool) -> str:
    return f"DBC.{name}{'VX' if permitted else 'V'}"


@statement()
def version() -> Sql:
    """The release."""
    return Sql("version", "SELECT i.InfoData FROM DBC.DBCInfoV AS i WHERE i.InfoKey = 'VERSION'")


@statement(*_BOTH)
def databases(permitted: bool) -> Sql:
    """A page of databases and users after a name."""
    return Sql(
        "databases",
        f"""SELECT TOP {PAGE_ROWS} d.DatabaseName
FROM {_view("Databases", permitted)} AS d
WHERE UPPER(d.DatabaseName) > UPPER(?)
ORDER BY UPPER(d.DatabaseName)""",
    )


@statement(*_BOTH)
def tables(permitted: bool) -> Sql:
    """A page of objects after (database, name, name again); their texts stay where they are."""
    return Sql(
        "tables",
        f"""SELECT TOP {PAGE_ROWS} t.DatabaseName, t.TableName, TRIM(t.TableKind) AS TableKind, t.CreatorName,
  t.CommentString, {in_utc("t.CreateTimeStamp", "CreatedUtc")},
  {in_utc("t.LastAlterTimeStamp", "AlteredUtc")}, TRIM(t.RequestTxtOverFlow) AS RequestTxtOverFlow
FROM {_view("Tables", permitted)} AS t
WHERE t.TableKind IN ('T', 'O', 'Q', 'V', 'I', 'M', 'P')
  AND (UPPER(t.DatabaseName) > UPPER(?)
    OR (UPPER(t.DatabaseName) = UPPER(?) AND UPPER(t.TableName) > UPPER(?)))
ORDER BY UPPER(t.DatabaseName), UPPER(t.TableName)""",
    )


_TYPE_COLUMNS = """TRIM(c.ColumnType) AS ColumnType, c.ColumnLength, c.DecimalTotalDigits, c.DecimalFractionalDigits,
  c.CharType, c.ColumnUDTName, c.ColumnFormat, TRIM(c.Nullable) AS Nullable, c.CommentString"""


@statement(*_BOTH)
def columns(permitted: bool) -> Sql:
    """All columns of a database, in order; a view's have no type here."""
    return Sql(
        "columns",
        f"""SELECT c.TableName, c.ColumnName, {_TYPE_COLUMNS}
FROM {_view("Columns", permitted)} AS c
WHERE c.DatabaseName = ?
ORDER BY c.TableName, c.ColumnId""",
    )


@statement()
def view_columns() -> Sql:
    """All columns of a database with the types of view columns, where QVCI is on."""
    return Sql(
        "view_columns",
        f"""SELECT c.TableName, c.ColumnName, {_TYPE_COLUMNS}
FROM DBC.ColumnsJQV AS c
WHERE c.DatabaseName = ?
ORDER BY c.TableName, c.ColumnId""",
    )


@statement(*_BOTH)
def keys(permitted: bool) -> Sql:
    """Columns of the keys of a database: declared ones (K), else unique primary indexes (P, Q)."""
    return Sql(
        "keys",
        f"""SELECT i.TableName, i.ColumnName, TRIM(i.IndexType) AS IndexType
FROM {_view("Indices", permitted)} AS i
WHERE i.DatabaseName = ? AND i.UniqueFlag = 'Y' AND i.IndexType IN ('K', 'P', 'Q')
ORDER BY i.TableName, i.IndexNumber, i.ColumnPosition""",
    )


@statement()
def row_counts() -> Sql:
    """The newest estimate per table of a database; the view has no twin that heeds rights."""
    return Sql(
        "row_counts",
        f"""SELECT s.TableName, s.RowCount, {in_utc("s.LastCollectTimeStamp", "CollectedUtc")}
FROM DBC.TableStatsV AS s
WHERE s.DatabaseName = ? AND s.RowCount IS NOT NULL
QUALIFY ROW_NUMBER() OVER (PARTITION BY s.TableName ORDER BY s.LastCollectTimeStamp DESC) = 1""",
    )


@statement(*_BOTH)
def sizes(permitted: bool) -> Sql:
    """Bytes per table of a database, over all AMPs."""
    return Sql(
        "sizes",
        f"""SELECT z.TableName, SUM(z.CurrentPerm) AS SizeBytes
FROM {_view("TableSize", permitted)} AS z
WHERE z.DatabaseName = ?
GROUP BY z.TableName""",
    )


@statement(*_BOTH)
def request_text(permitted: bool) -> Sql:
    """The last DDL request on an object, up to 12,500 characters of it."""
    return Sql(
        "request_text",
        f"""SELECT t.RequestText
FROM {_view("Tables", permitted)} AS t
WHERE t.DatabaseName = ? AND t.TableName = ?""",
    )


@statement(*_BOTH)
def long_text(permitted: bool) -> Sql:
    """The same in full, in rows to be joined in their order."""
    return Sql(
        "long_text",
        f"""SELECT x.LineNo, x.RequestText
FROM {_view("TableText", permitted)} AS x
WHERE x.DatabaseName = ? AND x.TableName = ?
ORDER BY x.LineNo""",
    )


@statement((True, 1), (False, 8001))
def long_text_piece(permitted: bool, start: int) -> Sql:
    """A piece of each row of it from a character on, where whole rows are too wide to be sent."""
    return Sql(
        "long_text_piece",
        f"""SELECT x.LineNo, SUBSTR(x.RequestText, {int(start)}, {TEXT_PIECE}) AS Piece
FROM {_view("TableText", permitted)} AS x
WHERE x.DatabaseName = ? AND x.TableName = ?
ORDER BY x.LineNo""",
    )


@statement()
def create_text() -> Sql:
    """An object's definition as the parser keeps it: every name with its database. Few may read these tables."""
    return Sql(
        "create_text",
        """SELECT v.CreateText
FROM DBC.TVM AS v
INNER JOIN DBC.DBase AS d ON d.DatabaseId = v.DatabaseId
WHERE d.DatabaseName = ? AND v.TVMName = ?""",
    )


@statement(("TABLE", "Sales", 'odd "name"'), ("VIEW", "Sales", "v"), ("MACRO", "S", "m"), ("PROCEDURE", "S", "p"))
def show(kind: str, database: str, name: str) -> Sql:
    """The text of an object as the database tells it.

    Raises:
        ValueError: another kind of object.
    """
    if kind not in ("TABLE", "VIEW", "MACRO", "PROCEDURE", "JOIN INDEX"):
        raise ValueError(kind)
    return Sql("show", f"SHOW {kind} {dotted(database, name)}")


@statement(("Sales", "v"))
def help_columns(database: str, view: str) -> Sql:
    """The columns of a view with their types."""
    return Sql("help_columns", f"HELP COLUMN {dotted(database, view)}.*")


@statement(("Sales", "v"))
def help_derived_columns(database: str, view: str) -> Sql:
    """The same through a query, which needs SELECT on the view."""
    return Sql(
        "help_derived_columns",
        f"HELP COLUMN d.* FROM (SELECT v.* FROM {dotted(database, view)} AS v WHERE 1 = 0) AS d",
    )
