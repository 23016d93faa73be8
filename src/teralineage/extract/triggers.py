"""Triggers: rows and tables of transition are those of the table the trigger watches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from teralineage.domain.ids import DatasetName, FieldName
from teralineage.domain.model import ColumnEdge, SourceType, Span
from teralineage.extract.body_parser import parse_body
from teralineage.extract.conditions import as_query, filtered
from teralineage.extract.mapped import MappedText
from teralineage.extract.procedures import Reader, run_body
from teralineage.extract.session import Session
from teralineage.extract.statement import Reading
from teralineage.extract.tokens import Token, name_of, words
from teralineage.extract.told import Told
from teralineage.extract.writes import distinct

_TRANSITIONS = words("NEW OLD NEW_TABLE OLD_TABLE NEW_ROW OLD_ROW")
_SET = re.compile(r"\s*SET\s+(?P<row>\w+)\s*\.\s*\w+\s*=", re.IGNORECASE)
_BODY_STARTS = words("BEGIN INSERT INS UPDATE UPD DELETE DEL SELECT SEL MERGE CALL LOCKING ABORT ROLLBACK SET (")


@dataclass(frozen=True, slots=True)
class _Trigger:
    """What a trigger watches, under which names its rows are known, and where its action begins."""

    database: str | None
    table: str
    aliases: tuple[str, ...]
    body: int
    when: Span | None = None


def read_trigger(text: MappedText, tokens: Sequence[Token], session: Session, reader: Reader) -> list[Told]:
    """What the action of `TRIGGER t AFTER INSERT ON subject REFERENCING NEW AS n FOR EACH ROW (action;)` does.

    Args:
        text: the whole definition.
        tokens: its tokens, from the one behind the trigger's name on.
        session: where the subject table is looked up.
        reader: how the action's SQL is read.
    """
    trigger = _trigger(tokens, text.text)
    if trigger is None:
        return []
    body = _action(tokens[trigger.body :])
    subject = session.qualify(trigger.database, trigger.table)
    names = {session.qualify(None, alias) for alias in trigger.aliases}
    known = session.find(subject)
    if known is not None:
        for name in names:
            session.define(replace(known, name=name, source_type=SourceType.TABLE))
    setting = replace(reader, static=lambda piece: reader.static(_row_set(piece, trigger)))
    told = run_body(parse_body(body, text.text), text, (), session, setting)
    if trigger.when is not None:
        told = _conditional(told, text.slice(trigger.when.start, trigger.when.end), trigger, session, reader)
    if known is not None:
        subject = known.name
        for name in names:
            session.drop(name)
    return [(piece, _renamed(reading, names, subject)) for piece, reading in told]


def _row_set(text: MappedText, trigger: _Trigger) -> MappedText:
    """`SET new.a = …` of a BEFORE trigger as the UPDATE of its row that it is."""
    match = _SET.match(text.text)
    if match is None or match["row"] not in trigger.aliases:
        return text
    row = re.compile(rf"(^\s*SET\s+|,\s*){re.escape(match['row'])}\s*\.\s*(?=\w+\s*=)", re.IGNORECASE)
    parts = [MappedText.standing_for(f"UPDATE {match['row']} ", text.origin(Span(0, 0)))]
    position = 0
    for found in row.finditer(text.text):
        parts.append(text.slice(position, found.end(1)))
        position = found.end()
    return MappedText.joined((*parts, text.slice(position, len(text.text))))


def _action(tokens: Sequence[Token]) -> Sequence[Token]:
    """The statements of an action, out of the BEGIN ATOMIC … END and the parentheses around them."""
    if [token.upper for token in tokens[:2]] == ["BEGIN", "ATOMIC"] and tokens[-1].upper == "END":
        tokens = tokens[2:-1]
    if tokens and tokens[0].upper == "(" and tokens[-1].upper == ")":
        return tokens[1:-1]
    return tokens


def _conditional(
    told: list[Told], condition: MappedText, trigger: _Trigger, session: Session, reader: Reader
) -> list[Told]:
    """The statements of an action, which only rows run that WHEN names."""
    names = trigger.aliases or (trigger.table,)
    query = as_query(condition, ", ".join(f'"{name}"' for name in names))
    found = reader.static(query)
    return [
        (piece, filtered((piece, reading), found[0][1], session) if reading.targets else reading)
        for piece, reading in told
    ]


def _trigger(tokens: Sequence[Token], text: str) -> _Trigger | None:
    upper = [token.upper for token in tokens]
    if "ON" not in upper:
        return None
    index = upper.index("ON") + 1
    parts = [name_of(token, text) for token in tokens[index : index + 1]]
    while index + 2 < len(tokens) and upper[index + 1] == ".":
        index += 2
        parts.append(name_of(tokens[index], text))
    index += 1
    aliases: list[str] = []
    when = None
    while index < len(tokens) and upper[index] not in _BODY_STARTS:
        if upper[index] in _TRANSITIONS:
            index += 1
            while index < len(tokens) - 1 and upper[index] in {"AS", "ROW", "TABLE"}:
                index += 1
            aliases.extend(name_of(token, text) for token in tokens[index : index + 1])
        elif upper[index] == "WHEN":
            start, index = index + 1, _behind_parentheses(upper, index + 1) - 1
            when = Span(tokens[start].start, tokens[index].end) if start < index else None
        index += 1
    database = parts[-2] if len(parts) > 1 else None
    return _Trigger(database, parts[-1] if parts else "", tuple(aliases), index, when)


def _behind_parentheses(upper: Sequence[str], index: int) -> int:
    depth = 0
    for position in range(index, len(upper)):
        depth += (upper[position] == "(") - (upper[position] == ")")
        if depth == 0:
            return position + 1
    return len(upper)


def _renamed(reading: Reading, names: set[DatasetName], subject: DatasetName) -> Reading:
    sources = tuple(dict.fromkeys(subject if name in names else name for name in reading.sources))
    targets = tuple(dict.fromkeys(subject if name in names else name for name in reading.targets))
    edges = distinct([_of_subject(edge, names, subject) for edge in reading.edges])
    return replace(reading, edges=edges, sources=sources, targets=targets)


def _of_subject(edge: ColumnEdge, names: set[DatasetName], subject: DatasetName) -> ColumnEdge:
    source, target = (
        FieldName(subject, field.name) if field.dataset in names else field for field in (edge.source, edge.target)
    )
    return edge if (source, target) == (edge.source, edge.target) else replace(edge, source=source, target=target)
