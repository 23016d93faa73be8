"""The example warehouse as an emulated system would hold it: its dictionary, and a query log of its BTEQ scripts."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from tests.emulated_dictionary.dictionary import EmulatedDictionary, column
from tests.examples.warehouse import ROOT, catalog

from teralineage.domain.model import SourceType
from teralineage.extract.extractor import extract

KINDS = {SourceType.TABLE: "T", SourceType.VIEW: "V", SourceType.GLOBAL_TEMPORARY_TABLE: "T"}
STARTED = datetime(2026, 3, 1, 2)  # noqa: DTZ001 - the log's times have no zone
LOGGED = {"INSERT": "Insert", "UPDATE": "Update", "MERGE": "Merge Into", "DELETE": "Delete"}


def retail_system() -> EmulatedDictionary:
    """Types of tables are there, those of views are not; nothing was altered twice."""
    system = EmulatedDictionary()
    texts = definitions()
    for dataset in catalog().datasets():
        view = dataset.source_type is SourceType.VIEW
        name = str(dataset.name)
        columns = [column(f.name, None, None) if view else column(f.name, "I") for f in dataset.fields]
        system.add(name, KINDS[dataset.source_type], texts[name], *columns)
        if view:
            system.refused[f'HELP COLUMN "{dataset.name.database}"."{dataset.name.name}"'] = 3523
    for kind, folder in (("M", "macros"), ("P", "procedures")):
        for path in sorted((ROOT / folder).glob("*.sql")):
            text = path.read_text(encoding="utf-8")
            named = re.search(r"REPLACE (?:MACRO|PROCEDURE) (\w+\.\w+)", text)
            assert named is not None
            system.add(named[1], kind, text)
    return system


def definitions() -> dict[str, str]:
    """The statement of every table and view, as the dictionary keeps it: with carriage returns."""
    known = catalog()
    return {
        str(statement.defines[0].name): statement.text.replace("\n", "\r")
        for folder in ("ddl", "views")
        for path in sorted((ROOT / folder).glob("*.sql"))
        for statement in extract(path.read_text(encoding="utf-8"), known).statements
        if statement.defines
    }


def log_script(system: EmulatedDictionary, script: str, session: int, at: datetime = STARTED) -> None:
    """A BTEQ script as the log tells it: a row a statement, the default database beside it, long texts in rows."""
    database = "ETL_BATCH"
    for number, statement in enumerate(extract((ROOT / script).read_text(encoding="utf-8"), catalog()).statements, 1):
        chosen = re.match(r"DATABASE\s+(\w+)", statement.text)
        database = chosen[1] if chosen else database
        started = at + timedelta(seconds=number)
        key = {"ProcID": 1, "QueryID": session * 1000 + number, "CollectTimeStamp": started}
        system.insert(
            "QryLogV",
            **key,
            StartTime=started,
            UserName="etl_batch",
            DefaultDatabase=database,
            SessionID=session,
            LogicalHostID=1,
            LogonDateTime=at,
            RequestNum=number,
            InternalRequestNum=0,
            StatementType=LOGGED.get(statement.kind, "Create Table"),
            Statements=1,
            ErrorCode=0,
        )
        parts = [statement.text[start : start + 300] for start in range(0, len(statement.text), 300)]
        for row, part in enumerate(parts, 1):
            system.insert("QryLogSQLV", **key, SqlRowNo=row, SqlTextInfo=part)
