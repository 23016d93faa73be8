"""The `DBC` tables of the emulated dictionary, and short ways to fill them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from tests.emulated_dictionary.emulator import Emulator

VIEWS = {
    "DBCInfoV": "InfoKey VARCHAR, InfoData VARCHAR",
    "DatabasesV": "DatabaseName VARCHAR, DBKind VARCHAR, CreatorName VARCHAR, OwnerName VARCHAR, CommentString VARCHAR,"
    " CreateTimeStamp TIMESTAMP, LastAlterTimeStamp TIMESTAMP",
    "TablesV": "DatabaseName VARCHAR, TableName VARCHAR, TableKind VARCHAR, CreatorName VARCHAR, RequestText VARCHAR,"
    " RequestTxtOverFlow VARCHAR, CommentString VARCHAR, CreateTimeStamp TIMESTAMP, LastAlterTimeStamp TIMESTAMP",
    "TableTextV": "DatabaseName VARCHAR, TableName VARCHAR, TableKind VARCHAR, RequestText VARCHAR, LineNo INTEGER",
    "ColumnsV": "DatabaseName VARCHAR, TableName VARCHAR, ColumnName VARCHAR, ColumnId INTEGER, ColumnType VARCHAR,"
    " ColumnUDTName VARCHAR, ColumnLength INTEGER, ColumnFormat VARCHAR, CharType INTEGER, DecimalTotalDigits INTEGER,"
    " DecimalFractionalDigits INTEGER, Nullable VARCHAR, CommentString VARCHAR",
    "IndicesV": "DatabaseName VARCHAR, TableName VARCHAR, IndexNumber INTEGER, IndexType VARCHAR, UniqueFlag VARCHAR,"
    " IndexName VARCHAR, ColumnName VARCHAR, ColumnPosition INTEGER",
    "TableSizeV": "Vproc INTEGER, DatabaseName VARCHAR, TableName VARCHAR, CurrentPerm BIGINT, PeakPerm BIGINT",
    "TableStatsV": "DatabaseName VARCHAR, TableName VARCHAR, ColumnName VARCHAR, StatsId INTEGER, RowCount BIGINT,"
    " LastCollectTimeStamp TIMESTAMP",
    "QryLogV": "ProcID DECIMAL(5,0), QueryID DECIMAL(18,0), CollectTimeStamp TIMESTAMP, StartTime TIMESTAMP,"
    " UserName VARCHAR, DefaultDatabase VARCHAR, SessionID INTEGER, LogicalHostID INTEGER, LogonDateTime TIMESTAMP,"
    " RequestNum INTEGER, InternalRequestNum INTEGER, StatementType VARCHAR, Statements INTEGER, ErrorCode INTEGER,"
    " QueryBand VARCHAR",
    "QryLogSQLV": "ProcID DECIMAL(5,0), CollectTimeStamp TIMESTAMP, QueryID DECIMAL(18,0), SqlRowNo INTEGER,"
    " SqlTextInfo VARCHAR",
}
WITH_TWIN = ("DatabasesV", "TablesV", "TableTextV", "ColumnsV", "IndicesV", "TableSizeV")
THEN = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 - the dictionary's times have no zone


class EmulatedDictionary(Emulator):
    """A system with the dictionary's views, empty. QVCI is off, as sites mostly have it."""

    def __init__(self) -> None:
        super().__init__()
        self.database.execute("CREATE SCHEMA DBC")
        for view, columns in VIEWS.items():
            # Names are NOT CASESPECIFIC: sorted without regard to case, whatever a comparison heeds (see the shim).
            columns = re.sub(r"((?:Database|Table|Column)Name VARCHAR)", r"\1 COLLATE NOCASE", columns)  # noqa: PLW2901 - as said
            self.database.execute(f"CREATE TABLE DBC.{view} ({columns})")
            if view in WITH_TWIN:
                self.database.execute(f"CREATE VIEW DBC.{view}X AS SELECT * FROM DBC.{view}")
        self.database.execute("CREATE VIEW DBC.ColumnsJQV AS SELECT * FROM DBC.ColumnsV")
        self.refused["DBC.ColumnsJQV"] = 9719
        self.database.execute("CREATE TABLE DBC.DBase (DatabaseId INTEGER, DatabaseName VARCHAR)")
        self.database.execute("CREATE TABLE DBC.TVM (DatabaseId INTEGER, TVMName VARCHAR, CreateText VARCHAR)")
        self.refused["DBC.TVM"] = 3523  # as it is for most

    def insert(self, view: str, **values: Any) -> None:
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        self.database.execute(f"INSERT INTO DBC.{view} ({names}) VALUES ({marks})", list(values.values()))

    def add(
        self,
        name: str,
        kind: str,
        text: str | None = None,
        *columns: dict[str, Any],
        overflow: bool = False,
        altered: datetime = THEN,
        **more: Any,
    ) -> None:
        """An object with its columns; `text` is its RequestText."""
        database, _, table = name.partition(".")
        self.insert(
            "TablesV",
            DatabaseName=database,
            TableName=table,
            TableKind=kind,
            CreatorName="dba",
            RequestText=text,
            RequestTxtOverFlow="R" if overflow else None,
            CreateTimeStamp=THEN,
            LastAlterTimeStamp=altered,
            **more,
        )
        if not self.database.execute("SELECT 1 FROM DBC.DatabasesV WHERE DatabaseName = ?", [database]).fetchone():
            self.insert("DatabasesV", DatabaseName=database, DBKind="D")
        for number, column in enumerate(columns, 1):
            self.insert("ColumnsV", DatabaseName=database, TableName=table, ColumnId=1024 + number, **column)

    def drop(self, name: str) -> None:
        for view in ("TablesV", "ColumnsV"):
            where = "DatabaseName = ? AND TableName = ?"
            self.database.execute(f"DELETE FROM DBC.{view} WHERE {where}", list(name.split(".")))

    def alter(self, name: str, text: str, altered: datetime) -> None:
        self.database.execute(
            "UPDATE DBC.TablesV SET RequestText = ?, LastAlterTimeStamp = ? WHERE DatabaseName = ? AND TableName = ?",
            [text, altered, *name.split(".")],
        )


def column(name: str, code: str | None = "I", length: int | None = 4, **more: Any) -> dict[str, Any]:
    """A column; INTEGER unless told otherwise."""
    return {"ColumnName": name, "ColumnType": code, "ColumnLength": length, "Nullable": "Y", **more}


def help_record(name: str, code: str, **more: Any) -> dict[str, Any]:
    """A row of HELP COLUMN's answer."""
    return {
        "Column Name": name.ljust(30),
        "Type": code.ljust(4),
        "Nullable": "N ",
        "Format": "X(5)",
        "Max Length": 4,
        "Decimal Total Digits": None,
        "Decimal Fractional Digits": None,
        "Char Type": None,
        **more,
    }
