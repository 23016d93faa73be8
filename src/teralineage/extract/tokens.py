"""Characters to tokens: where strings, names and comments begin and end, in Teradata and its neighbours.

Nothing here knows SQL's grammar. The scanner never fails: a quote that nobody closes is a token of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from teralineage.extract.placeholders import CLOSE, OPEN
from teralineage.extract.templates import template_tag_end

_STATEMENT_LINE = (
    r"(?:\.[ \t]*[a-z]|(?:sel(?:ect)?|ins(?:ert)?|upd(?:ate)?|del(?:ete)?|create|replace|drop|merge|with|database"
    r"|collect|locking|alter|grant|call|exec|rename|commit|bt|et)\b)"
)
_STRING = r"'[^']*+(?:''[^']*+)*+'"
_STRING_BACKSLASH = r"'(?:[^'\\]|\\.|'')*+'"
# A string that ends before a semicolon at the end of a line with a statement on the next: for texts that miss a quote.
_STRING_SHORT = rf"'(?:[^';]|''|;(?!\s*[\r\n]\s*{_STATEMENT_LINE}))*+'"
_PLACEHOLDER = f"{OPEN}[^{CLOSE}]*+{CLOSE}"
_COMMENT_EDGE = re.compile(r"/\*|\*/")


@dataclass(frozen=True, slots=True)
class Lexis:
    """How a dialect spells strings, names and comments. `short_strings`: see `tokens_of` on missing quotes."""

    backticks: bool = False  # `name`
    brackets: bool = False  # [name]
    backslashes: bool = False  # 'it\'s'
    double_quoted_strings: bool = False  # "text", over several lines too
    dollar_quotes: bool = False  # $$ text $$
    hash_comments: bool = False  # from # to the end of the line, anywhere
    hash_names: bool = False  # a line may begin with a name like #work
    short_strings: bool = False


_LEXIS = {
    "bigquery": Lexis(backticks=True, backslashes=True, double_quoted_strings=True, hash_comments=True),
    "clickhouse": Lexis(backticks=True, backslashes=True),
    "databricks": Lexis(backticks=True, backslashes=True, double_quoted_strings=True),
    "hive": Lexis(backticks=True, backslashes=True, double_quoted_strings=True),
    "mysql": Lexis(backticks=True, backslashes=True, double_quoted_strings=True, hash_comments=True),
    "postgres": Lexis(dollar_quotes=True),
    "redshift": Lexis(dollar_quotes=True),
    "snowflake": Lexis(backslashes=True, dollar_quotes=True),
    "spark": Lexis(backticks=True, backslashes=True, double_quoted_strings=True),
    "sqlite": Lexis(backticks=True, brackets=True),
    "tsql": Lexis(brackets=True, hash_names=True),
}


def lexis_of(dialect: str) -> Lexis:
    """The lexical rules of a dialect; those of Teradata where nothing else is known."""
    return _LEXIS.get(dialect.lower(), Lexis())


def words(text: str) -> frozenset[str]:
    """The words of a text, for tables of keywords."""
    return frozenset(text.split())


class Kind:
    """What a token is."""

    WORD = "word"
    STRING = "string"
    QUOTED = "quoted"
    COMMENT = "comment"
    SYMBOL = "symbol"


class Token(NamedTuple):
    """A stretch of text; `upper` is its text in capitals, for words and symbols."""

    kind: str
    start: int
    end: int
    upper: str


def name_of(token: Token, text: str) -> str:
    """A name as it is meant: without the quotes around it."""
    name = text[token.start : token.end]
    return name[1:-1].replace('""', '"') if token.kind == Kind.QUOTED else name


def string_pattern(lexis: Lexis) -> str:
    """A regular expression for a whole string literal."""
    if lexis.short_strings:
        return _STRING_SHORT
    pattern = _STRING_BACKSLASH if lexis.backslashes else _STRING
    if lexis.double_quoted_strings:
        pattern += "|" + pattern.replace("'", '"')
    if lexis.dollar_quotes:
        pattern += r"|(?P<tag>\$\w*\$)(?s:.*?)(?P=tag)"
    return pattern


def quoted_pattern(lexis: Lexis) -> str:
    """A regular expression for a whole quoted name; names stay on their line, so a stray quote does little harm."""
    pattern = r'"[^"\r\n]*+(?:""[^"\r\n]*+)*+"'
    if lexis.backticks:
        pattern += r"|`[^`\r\n]*+`"
    if lexis.brackets:
        pattern += r"|\[[^\]\r\n]*+\]"
    return pattern


def line_comment_pattern(lexis: Lexis) -> str:
    """A regular expression for a comment up to the end of its line."""
    return r"(?:--|\#)[^\r\n]*+" if lexis.hash_comments else r"--[^\r\n]*+"


@cache
def _token_pattern(lexis: Lexis) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<string>(?i:{string_pattern(lexis)}))|(?P<quoted>{quoted_pattern(lexis)})"
        rf"|(?P<comment>{line_comment_pattern(lexis)}|/\*|\{{[%\#])"
        rf"|(?P<word>(?:[\w$\#]|{_PLACEHOLDER})++)|(?P<symbol>\|\||:=|<>|<=|>=|\S)"
    )


def tokens_of(text: str, start: int, end: int, lexis: Lexis) -> Iterator[Token]:
    """Every token of `text[start:end]` but blanks and comments, in order.

    With `lexis.short_strings`, a string cannot reach over a semicolon that ends a line before another statement: so
    a missing quote spoils one statement and not the rest of the script.
    """
    pattern = _token_pattern(lexis)
    position = start
    while match := pattern.search(text, position, end):
        kind = match.lastgroup or Kind.SYMBOL
        position = match.end()
        if kind == Kind.COMMENT:
            position = comment_end(text, match.start(), end)
            continue
        if kind == "tag":
            kind = Kind.STRING
        yield Token(kind, match.start(), position, match[0].upper() if kind in {Kind.WORD, Kind.SYMBOL} else "")


def comment_end(text: str, start: int, end: int) -> int:
    """Where the comment that starts at `start` ends.

    Bracketed comments nest in some tools and not in others, and in the field `/* a /* b */` stands alone as often as
    `/* a /* b */ c */` does. An inner comment counts as nested only where another end follows before another start.
    """
    if text.startswith("/*", start):
        return _block_end(text, start, end)
    if text.startswith("{", start):
        return template_tag_end(text, start, end)
    match = re.compile(r"[\r\n]|\Z").search(text, start, end)
    return match.start() if match else end


def _block_end(text: str, start: int, end: int) -> int:
    depth = 1
    position = start + 2
    while depth and (edge := _COMMENT_EDGE.search(text, position, end)):
        position = edge.end()
        if edge[0] == "/*":
            depth += 1
            continue
        depth -= 1
        following = _COMMENT_EDGE.search(text, position, end)
        if following is None or following[0] == "/*":
            return position
    return end if depth else position
