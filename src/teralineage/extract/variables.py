"""Template variables in SQL text: filled from a mapping, or kept as names that SQL can carry.

=================  =======================================================
spelling           from
=================  =======================================================
`${X}` `$X`        shells; `${X:-default}` too, `$(X)` and `$$X` elsewhere
`%%X%%` `%%X`      schedulers
`{{ x }}`          templates of Jinja's kind
`{x}`              Python's format
`&X` `&X.`         load utilities, whose dot ends the name
`@X`               TPT's job variables
`<X>` `%X%` `#X#`  people and other tools
=================  =======================================================

What looks alike and is none stays as it is: `a<b AND c>d`, `acct$x`, `t@server`, `a&b`, braces in strings. Inside a
string only variables with a known value are replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from teralineage.domain.model import Span
from teralineage.extract.mapped import MappedText
from teralineage.extract.placeholders import CLOSE, OPEN
from teralineage.extract.printed import blank_out
from teralineage.extract.tokens import Lexis, comment_end, line_comment_pattern, quoted_pattern, string_pattern

_SHIFT = 0xE100  # a character that no name may hold is kept, this much higher, in the private use area
_SHIFTED = re.compile("[\ue100-\ue1ff]")
_MARKS = re.compile(f"[{OPEN}{CLOSE}\ue100-\ue1ff]")

_NAME = r"[^\W\d]\w*"
_JINJA = r"\{\{(?:(?:'[^']*+'|\"[^\"]*+\"|[^{}'\"]|\{[^{}]*+\})*+\}\}|[^\r\n]{0,300}?\}\})"
_FORMS = (
    rf"(?P<brace>[$\#@]\{{[^{{}}\r\n]*\}}|{_JINJA})"
    r"|(?P<call>\$\([^()\r\n]*\)|\$\(\([^()\r\n]*\)\))"
    rf"|(?P<percent>%%\w+%%|%%{_NAME})"
    rf"|(?P<dollar>\$\$?{_NAME}|\$\d)"
    rf"|(?P<ampersand>&&?{_NAME})"
    rf"|(?P<at>@{_NAME})"
    rf"|(?P<angle><<?{_NAME}(?:-\w+)*>>?)"
    rf"|(?P<curly>\{{(?:{_NAME}(?:\.\w+|\[[^\]\r\n]*\])*(?:![rsa])?(?::[^{{}}\r\n\s]*)?|\d*)\}})"
    rf"|(?P<fence>\#\$?{_NAME}\#|%{_NAME}%|%\({_NAME}\)[sd]|%[sd]\b)"
)
_FORM = re.compile(_FORMS)
_SAFE_FORM = re.compile(rf"\$\{{[^{{}}\r\n]*\}}|{_JINJA}|%%\w+%%")
_ODD_BLANK = re.compile("[\u00a0\u2007\u202f\u200b\u2060\ufeff\u3000]")  # as editors and web pages leave them in SQL
_MAY_HOLD = re.compile(r"[$%{&@<#`\\]")
_KEY = re.compile(rf"[\W]*({_NAME}|\d+)")
_DEFAULT = re.compile(rf"\$\{{{_NAME}:?[-=]([^{{}}]*)\}}")
_ALIKE = re.compile(rf"\$(?:\{{({_NAME})\}}|({_NAME}))|\{{\{{\s*([\w.]+)\s*\}}\}}|%%(\w+?)(?:%%)?")
"""Spellings that differ in braces, blanks or closing marks alone."""
_QUALIFIED = re.compile(r"\w+\.\w")
_ENDS_NAME = re.compile(r"[._\s,;)']|\Z")
_PLAIN_CALL = re.compile(r"\$\(\w+\)")
_NEVER_AFTER = {"ampersand": "&)", "at": '")@', "angle": ")"}
_DEEPEST = 8  # values may name other variables, this deep


@dataclass(frozen=True, slots=True)
class Variables:
    """Values by name. A name is looked up as it is spelled, then without regard to case.

    A variable without a value may be spelled in several ways, `$X` and `${X}`: its placeholder has the spelling that
    was met first, so that what is made under one is found under the other.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    spellings: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _folded: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        plain = {_key(name): value for name, value in self.values.items()}
        object.__setattr__(self, "values", plain)
        object.__setattr__(self, "_folded", {name.casefold(): value for name, value in plain.items()})

    def get(self, name: str) -> str | None:
        """The value of a variable, or None where nobody gave one."""
        value = self.values.get(name)
        return self._folded.get(name.casefold()) if value is None else value

    def with_values(self, values: Mapping[str, str]) -> Variables:
        """These variables and more; of two values, the one given here stands."""
        return Variables({**self.values, **values}, self.spellings) if values else self

    def behind(self, values: Mapping[str, str]) -> Variables:
        """These variables, and others where these have no value."""
        return Variables({**values, **self.values}, self.spellings) if values else self

    def placeholder(self, spelling: str) -> str:
        """The placeholder of a variable that has no value."""
        match = _ALIKE.fullmatch(spelling)
        if match is None:
            return placeholder(spelling)
        key = spelling[0] + next(filter(None, match.groups()))
        return placeholder(self.spellings.setdefault(key, spelling))


def _key(spelling: str) -> str:
    match = _KEY.fullmatch(spelling.strip(" ${}%&@<>#()."))
    return match[1] if match else spelling


def placeholder(spelling: str) -> str:
    """A name for an unfilled variable: one word to any tokenizer, and `spelled` gives the spelling back."""
    inside = (c if c.isalnum() or c == "_" or ord(c) > 0xFF else chr(_SHIFT + ord(c)) for c in spelling)  # noqa: PLR2004 - Latin-1 ends there
    return f"{OPEN}{''.join(inside)}{CLOSE}"


def spelled(name: str) -> str:
    """A name with its placeholders as the script spells them."""
    if not _MARKS.search(name):
        return name
    plain = name.replace(OPEN, "").replace(CLOSE, "")
    return _SHIFTED.sub(lambda match: chr(ord(match[0]) - _SHIFT), plain)


@dataclass(frozen=True, slots=True)
class Filling:
    """How to fill: the variables, the dialect's lexis, whether only the safest spellings count, and the shell."""

    variables: Variables
    lexis: Lexis
    cautious: bool = False  # other dialects use `@x`, `$1`, `a<b>` and `{…}` for things of their own
    shell: bool = False


def fill(source: MappedText, filling: Filling, blanks: tuple[Span, ...] = ()) -> MappedText:
    """Replace each variable by its value, or by a placeholder; blank out `blanks`, spans of `source.text`."""
    if _ODD_BLANK.search(source.text):
        source = replace(source, text=_ODD_BLANK.sub(" ", source.text))
    if not blanks and not _MAY_HOLD.search(source.text):
        return source
    if blanks:
        source = _blanked(source, blanks)
    parts: list[MappedText] = []
    position = 0
    for span, text in _replacements(source.text, filling):
        if span.start > position:
            parts.append(source.slice(position, span.start))
        origin = source.origin(span)
        parts.append(MappedText.standing_for(text, origin))
        position = span.end
    if not parts:
        return source
    if position < len(source.text):
        parts.append(source.slice(position, len(source.text)))
    return MappedText.joined(parts)


def _blanked(source: MappedText, blanks: tuple[Span, ...]) -> MappedText:
    text = source.text
    for blank in blanks:
        gap = blank_out(text[blank.start : blank.end])
        text = text[: blank.start] + gap + text[blank.end :]
    return replace(source, text=text)


@cache
def _scan_pattern(lexis: Lexis) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<string>{string_pattern(lexis)})|(?P<quoted>{quoted_pattern(lexis)})"
        rf"|(?P<comment>{line_comment_pattern(lexis)}|/\*|\{{[%\#])|(?P<escape>\\(?:[$`]|\r\n?|\n))|(?P<tick>`[^`\r\n]+`)"
        rf"|{_FORMS}",
        re.IGNORECASE,
    )


def _replacements(text: str, filling: Filling) -> Iterator[tuple[Span, str]]:
    """Each stretch of the text to be replaced, in order, with what replaces it."""
    pattern = _scan_pattern(filling.lexis)
    position = 0
    while match := pattern.search(text, position):
        position = match.end()
        form = match.lastgroup
        span = Span(match.start(), match.end())
        if form == "comment":
            position = comment_end(text, span.start, len(text))
        elif form in {"string", "tag"}:
            yield from _inside(text, span, filling, _FORM, known_only=True)
        elif form == "quoted":
            yield from _inside(text, span, filling, _SAFE_FORM, known_only=False)
        elif form in {"escape", "tick"}:
            if filling.shell:
                yield (span, placeholder(match[0])) if form == "tick" else (Span(span.start, span.start + 1), " ")
        else:
            end = _name_end(text, match)
            new = _value(match[0], filling)
            if new is None and _is_variable(text, match, filling):
                new = filling.variables.placeholder(match[0])
            if new is not None:
                yield Span(span.start, end), new
                position = end


def _inside(
    text: str, span: Span, filling: Filling, pattern: re.Pattern[str], *, known_only: bool
) -> Iterator[tuple[Span, str]]:
    position = span.start
    while match := pattern.search(text, position, span.end):
        position = match.end()
        value = _value(match[0], filling)
        if value is not None:
            if not (match[0][0] in "&@" and _is_word(text, match.start() - 1)):
                position = _name_end(text, match)
                yield Span(match.start(), position), value
        elif not known_only:
            yield Span(match.start(), match.end()), filling.variables.placeholder(match[0])


def _value(spelling: str, filling: Filling, depth: int = 0) -> str | None:
    key = _KEY.match(spelling)
    if key is None or depth > _DEEPEST:
        return None
    inner = spelling[key.end(1) :].strip(" })>%#s")
    if inner and spelling[:1] == "{" and inner[:1] not in {"", "|"}:
        # `{{ params.db }}`, `{conf[db]}`: known by the whole or by the last part
        whole = spelling.strip("{} ")
        value = filling.variables.get(whole)
        if value is None:
            last = re.findall(r"\w+", whole)
            value = filling.variables.get(last[-1]) if last else None
    else:
        value = filling.variables.get(key[1])
    if value is None:
        default = _DEFAULT.fullmatch(spelling)
        value = default[1] if default else None
    if value is None or not _MAY_HOLD.search(value):
        return value
    return _FORM.sub(lambda match: _or_same(_value(match[0], filling, depth + 1), match[0]), value)


def _or_same(value: str | None, spelling: str) -> str:
    """What a variable inside a value stands for: its own value, or its name where it has none."""
    if value is not None:
        return value
    return placeholder(spelling) if _SAFE_FORM.fullmatch(spelling) else spelling


def _name_end(text: str, match: re.Match[str]) -> int:
    """Where a variable ends, with the dot that ends a load utility's `&X.` or a scheduler's `%%X.`."""
    spelling, end = match[0], match.end()
    if spelling[0] not in "&%" or spelling.endswith("%") or text[end : end + 1] != ".":
        return end
    joins = _ENDS_NAME.match(text, end + 1) or _QUALIFIED.match(text, end + 1)
    return end + 1 if joins else end


def _is_variable(text: str, match: re.Match[str], filling: Filling) -> bool:
    """Whether an unfilled spelling stands for a variable rather than for SQL of its own."""
    form = match.lastgroup or ""
    if form == "percent" or match[0].startswith(("${", "{{")):
        return True
    if filling.cautious:
        return False
    if form in {"brace", "curly"}:
        return True
    if form == "call":
        return filling.shell or _PLAIN_CALL.fullmatch(match[0]) is not None
    before = text[match.start() - 1 : match.start()]
    if before and before in _NEVER_AFTER.get(form, ""):
        return False
    return not _is_word(text, match.start() - 1) or _may_be_glued(form, before, text[match.end() :][:2], filling)


def _may_be_glued(form: str, before: str, after: str, filling: Filling) -> bool:
    """Whether a variable that directly follows a name is part of it: `STG_&ENV..t` is, `a&b` is not."""
    if form == "dollar":
        return filling.shell
    return form in {"ampersand", "angle"} and (before == "_" or (form == "ampersand" and after == ".."))


def _is_word(text: str, position: int) -> bool:
    return position >= 0 and (text[position].isalnum() or text[position] in "_$#")
