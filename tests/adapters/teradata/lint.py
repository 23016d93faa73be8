"""Rules that every statement of the adapter keeps, as Teradata's documentation states them. Parsers are too lenient.

`problems(text)` names the rules a statement breaks. Each rule is proven by a sample that breaks it.
"""

from __future__ import annotations

import re

FORBIDDEN = {
    r"\bLIMIT\b": "LIMIT",
    r"\bOFFSET\b": "OFFSET",
    r"::": "a cast with ::",
    r"\bON\s+CONFLICT\b": "ON CONFLICT",
    r"\bRETURNING\b": "RETURNING",
    r"\bI?LIKE\b(?!.*\bESCAPE\b)": "LIKE without ESCAPE",
    r"\bILIKE\b": "ILIKE",
    r"\b(TEXT|BOOLEAN|JSONB|SERIAL|BIGSERIAL|DATETIME)\b": "a type Teradata has not",
    r"\b(TRUE|FALSE)\b": "a truth value",
    r"\bIF\s+(NOT\s+)?EXISTS\b": "IF EXISTS",
    r"\bUSING\s+\(\s*SELECT\s+\?": "a marker in the select list of a MERGE",
    r"\b(BT|ET)\b\s*;?\s*$": "BT or ET",
    r"\bFLUSH\s+QUERY\s+LOGGING\b": "FLUSH QUERY LOGGING",
    r"\bCOUNT\s*\(\s*\*\s*\)\s+FROM\s+(?!\"?(DBC|OL_))": "COUNT(*) of a customer's table",
    r";": "a semicolon",
    r"--|/\*": "a comment",
}

_WORDS = """
    ACCOUNT ACTION ADD ALL ALTER AND ANY AS ASC AT BEGIN BETWEEN BY CASE CAST CHECK COLUMN COMMENT COMMIT CONSTRAINT
    CREATE CROSS CURRENT CURSOR DATABASE DATE DAY DEFAULT DELETE DESC DISTINCT DROP END ERROR EXCEPT EXISTS EXPLAIN
    FALLBACK FORMAT FROM FULL GRANT GROUP HAVING HOUR IN INDEX INNER INSERT INTERSECT INTO IS JOIN KEY LEADING LEFT
    LEVEL LIKE LOCK LOCKING MACRO MERGE MINUS MINUTE MODE MONTH NATURAL NO NOT NULL OBJECT ON OPTION OR ORDER OUTER
    OVER PARTITION PASSWORD PERCENT POSITION PRIMARY PROCEDURE QUALIFY RANGE_N RANK REPLACE RESTART RIGHT ROLLBACK
    ROW ROWS SAMPLE SECOND SELECT SESSION SET SHOW SOME START SUM SUMMARY TABLE TIME TIMESTAMP TITLE TO TOP TRAILING
    TRIGGER TYPE UNION UNIQUE UPDATE USER USING VALUE VALUES VIEW VOLATILE WHEN WHERE WITH WORK YEAR ZONE
"""
RESERVED = frozenset(_WORDS.split())

DICTIONARY = {
    "DBCInfoV": "InfoKey InfoData",
    "DatabasesV": "DatabaseName DBKind CreatorName OwnerName CommentString CreateTimeStamp LastAlterTimeStamp",
    "TablesV": "DatabaseName TableName TableKind CreatorName RequestText RequestTxtOverFlow CommentString "
    "CreateTimeStamp LastAlterName LastAlterTimeStamp QueueFlag",
    "TableTextV": "DatabaseName TableName TableKind RequestText LineNo",
    "ColumnsV": "DatabaseName TableName ColumnName ColumnId ColumnType ColumnUDTName ColumnLength ColumnFormat "
    "CharType DecimalTotalDigits DecimalFractionalDigits Nullable DefaultValue CommentString IdColType "
    "ArrayColElementType",
    "IndicesV": "DatabaseName TableName IndexNumber IndexType UniqueFlag IndexName ColumnName ColumnPosition",
    "TableSizeV": "Vproc DatabaseName TableName CurrentPerm PeakPerm",
    "TableStatsV": "DatabaseName TableName ColumnName StatsId RowCount LastCollectTimeStamp",
    "QryLogV": "ProcID QueryID CollectTimeStamp StartTime FirstStepTime FirstRespTime UserName DefaultDatabase "
    "SessionID LogicalHostID LogonDateTime RequestNum InternalRequestNum StatementType StatementGroup Statements "
    "ErrorCode ErrorText QueryBand AppID AMPCPUTime NumResultRows QueryText",
    "QryLogSQLV": "ProcID CollectTimeStamp QueryID SqlRowNo SqlTextInfo",
}
DICTIONARY["TVM"] = "DatabaseId TVMName CreateText"
DICTIONARY["DBase"] = "DatabaseId DatabaseName"
DICTIONARY["ColumnsJQV"] = DICTIONARY["ColumnsV"]
HISTORY = " LogDate"

_STRINGS = re.compile(r"'(?:[^']|'')*'")
_NAMES = re.compile(r'"(?:[^"]|"")*"')
_SOURCE = re.compile(r"(?:FROM|JOIN)\s+(?:DBC\.)(\w+?)(X?)\s+AS\s+(\w+)", re.IGNORECASE)


def problems(text: str) -> list[str]:
    """The rules a statement breaks; strings and quoted names are looked past."""
    bare = _NAMES.sub('"n"', _STRINGS.sub("''", text))
    found = [name for pattern, name in FORBIDDEN.items() if re.search(pattern, bare, re.IGNORECASE | re.DOTALL)]
    for rule in (_tops, _merges, _ddl, _recursion, _sizes, _values):
        found += rule(bare, text)
    found += _dictionary(bare)
    return found


def _tops(bare: str, _text: str) -> list[str]:
    found = []
    if re.search(r"\bTOP\b", bare, re.IGNORECASE):
        found += [
            f"TOP with {word}" for word in ("DISTINCT", "QUALIFY", "SAMPLE", "UNION", "MINUS") if _has(bare, word)
        ]
        if not re.search(r"\bTOP\s+\d+\b", bare, re.IGNORECASE):
            found.append("TOP without a number")
        if not _has(bare, "ORDER") and not re.search(r"WHERE\s+1\s*=\s*0", bare):
            found.append("TOP without ORDER BY")
    elif re.search(r"\(\s*SELECT[^()]*\bORDER\s+BY\b", bare, re.IGNORECASE) and not _has(bare, "OVER"):
        found.append("ORDER BY in a derived table")
    return found


def _merges(bare: str, text: str) -> list[str]:
    if not bare.upper().startswith("MERGE"):
        return []
    found = []
    on = re.search(r"\bON\s+(.*?)\s+WHEN\b", bare, re.IGNORECASE | re.DOTALL)
    if not on or re.search(r"[|+*/]|\w\(", on[1]):
        found.append("MERGE whose ON is no plain equality")
    insert = re.search(r"INSERT\s*\(([^)]*)\)\s*VALUES\s*\(([^)]*)\)", text, re.IGNORECASE | re.DOTALL)
    if insert and on:
        columns = [column.strip() for column in insert[1].split(",")]
        values = [value.strip() for value in insert[2].split(",")]
        found += [
            f"MERGE that does not insert the {target} it matches by"
            for target in re.findall(r"\bt\.(\w+)\s*=", on[1])
            if target not in columns or values[columns.index(target)] != f"s.{target}"
        ]
    return found


def _ddl(bare: str, text: str) -> list[str]:
    found = []
    if re.match(r"\s*(CREATE|DROP|ALTER|GRANT|SET|SHOW|HELP)\b", bare, re.IGNORECASE) and "?" in bare:
        found.append("a marker where none may be")
    if re.match(r"\s*CREATE\s+(MULTISET\s+|SET\s+)?(VOLATILE\s+)?TABLE", bare, re.IGNORECASE):
        if not re.match(r"\s*CREATE\s+(MULTISET|SET)\b", bare, re.IGNORECASE):
            found.append("a table whose kind the session decides")
        if not re.search(r"PRIMARY\s+INDEX", bare, re.IGNORECASE):
            found.append("a table without a stated primary index")
        body = text[text.index("(") + 1 : text.rindex(")")]
        for line in re.split(r",\s*\n", body):
            name = line.split()[0].strip('"') if line.split() else ""
            if name.upper() in RESERVED:
                found.append(f"the reserved word {name} as a name")
            if re.search(r"\b(VAR)?CHAR\(", line) and not re.search(r"CHARACTER SET \w+ (NOT )?CASESPECIFIC", line):
                found.append(f"{name} without character set and case rule")
    if re.match(r"\s*CREATE\s+INDEX", bare, re.IGNORECASE) and re.search(r"INDEX\s+\S+\s+ON\b", bare, re.IGNORECASE):
        found.append("CREATE INDEX with ON before its columns")
    return found


def _recursion(bare: str, _text: str) -> list[str]:
    if not re.search(r"\bRECURSIVE\b", bare, re.IGNORECASE):
        return []
    second = bare.upper().partition("UNION ALL")[2].partition(")")[0]
    return [
        f"{word} in recursion" for word in ("DISTINCT", "GROUP BY", "HAVING", "OVER", "NOT IN", "TOP") if word in second
    ]


def _sizes(bare: str, text: str) -> list[str]:
    found = []
    if bare.count("?") > 500:
        found.append("more than 500 markers")
    if len(text.encode()) > 64_000:
        found.append("a text of more than 64,000 bytes")
    return found


def _values(bare: str, _text: str) -> list[str]:
    return ["several rows of VALUES"] if re.search(r"VALUES\s*\([^()]*\)\s*,\s*\(", bare, re.IGNORECASE) else []


def _dictionary(bare: str) -> list[str]:
    """Columns of dictionary views that were never declared."""
    found = []
    for view, _x, alias in _SOURCE.findall(bare):
        if view not in DICTIONARY:
            found.append(f"the undeclared view {view}")
            continue
        known = set(DICTIONARY[view].split())
        used = set(re.findall(rf"\b{alias}\.(\w+)", bare))
        found += [f"the undeclared column {view}.{name}" for name in sorted(used - known)]
    return found


def _has(bare: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", bare, re.IGNORECASE) is not None
