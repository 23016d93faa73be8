"""Reads the control language of a routine's body: blocks, branches, loops, cursors, handlers.

SQL statements and expressions are not looked into. Where the text is not what the grammar says, a statement simply
ends at its semicolon: nothing raises.
"""

from __future__ import annotations

from collections.abc import Sequence

from teralineage.domain.model import Span
from teralineage.extract import bodies
from teralineage.extract.token_reader import TokenReader
from teralineage.extract.tokens import Kind, Token, words

_LABELLED = words("BEGIN LOOP WHILE FOR REPEAT")
_WITHOUT_LINEAGE = words("LEAVE ITERATE SIGNAL RESIGNAL GET PRINT CLOSE DEALLOCATE RETURN")
_QUERIES = words("SELECT SEL")
_DYNAMIC = words("SYSEXECSQL")
_STATEMENTS = words("BEGIN IF CASE WHILE LOOP REPEAT FOR DECLARE SET OPEN FETCH PREPARE EXECUTE CALL")


def parse_body(tokens: Sequence[Token], text: str) -> bodies.Block:
    """The body that the tokens spell, from its first statement on."""
    return _Parser(tokens, text).block(frozenset())


class _Parser(TokenReader):
    """Reads statements from left to right."""

    def block(self, ends: frozenset[str]) -> bodies.Block:
        """Statements up to one of the words in `ends`, which is left standing."""
        nodes: list[bodies.Node] = []
        handlers: list[bodies.Block] = []
        while self._index < len(self._tokens):
            word = self._word()
            if word in ends:
                break
            if word == ";":
                self._index += 1
            elif word == "DECLARE" and "HANDLER" in (self._word(2), self._word(1)):
                handlers.append(self._handler())
            else:
                before = self._index
                nodes.extend(self._statement(word))
                self._index = max(self._index, before + 1)
        return bodies.Block(tuple(nodes), tuple(handlers))

    def _statement(self, word: str) -> list[bodies.Node]:
        if self._word(1) == ":" and self._word(2) in _LABELLED:
            self._index += 2
            word = self._word()
        special = getattr(self, f"_{word.lower()}", None) if word in _STATEMENTS else None
        if special is not None:
            found: list[bodies.Node] = special()
            return found
        if word in _WITHOUT_LINEAGE or (word == "END" and self._index):
            self._to_semicolon()
            return []
        return [bodies.Sql(self._to_semicolon())]

    # --- compound statements

    def _begin(self) -> list[bodies.Node]:
        if self._word(1) in {"TRANSACTION", ";"}:
            self._to_semicolon()
            return []
        self._index += 2 if self._word(1) in {"ATOMIC", "REQUEST"} else 1
        block = self.block(frozenset({"END"}))
        self._end()
        return [block]

    def _if(self) -> list[bodies.Node]:
        asked: list[bodies.Node] = []
        arms: list[bodies.Block] = []
        complete = False
        while self._word() in {"IF", "ELSEIF", "ELSE"}:
            complete = self._word() == "ELSE"
            self._index += 1
            if not complete:
                asked += self._asked("IF", "THEN")
            arms.append(self.block(frozenset({"ELSEIF", "ELSE", "END"})))
        self._end()
        return [*asked, bodies.Branch(tuple(arms), complete)]

    def _case(self) -> list[bodies.Node]:
        arms: list[bodies.Block] = []
        complete = False
        self._index += 1
        asked = self._asked("CASE", "WHEN")
        self._index -= 1
        while self._word() in {"WHEN", "ELSE"}:
            complete = self._word() == "ELSE"
            self._index += 1
            if not complete:
                asked += self._asked("CASE", "THEN")
            arms.append(self.block(frozenset({"WHEN", "ELSE", "END"})))
        self._end()
        return [*asked, bodies.Branch(tuple(arms), complete)]

    def _while(self) -> list[bodies.Node]:
        self._index += 1
        return [*self._asked("WHILE", "DO"), *self._loop_body()]

    def _loop(self) -> list[bodies.Node]:
        self._index += 1
        return self._loop_body()

    def _loop_body(self) -> list[bodies.Node]:
        body = self.block(frozenset({"END"}))
        self._end()
        return [bodies.Loop(body)]

    def _repeat(self) -> list[bodies.Node]:
        self._index += 1
        body = self.block(frozenset({"UNTIL", "END"}))
        asked: list[bodies.Node] = []
        if self._word() == "UNTIL":
            self._index += 1
            asked = self._asked("REPEAT", "END")
            self._index -= 1
        self._end()
        return [bodies.Loop(body), *asked]

    def _for(self) -> list[bodies.Node]:
        name = self._name(1)
        self._index += 3 if self._word(2) == "AS" else 2
        for offset in range(6):
            if self._word(offset) == "CURSOR":
                self._index += offset
                self._past("FOR")
                break
        start = self._index
        self._past("DO")
        query = self._span(start, self._index - 1)
        body = self.block(frozenset({"END"}))
        self._end()
        return [bodies.For(name, query, body)]

    def _handler(self) -> bodies.Block:
        self._past("HANDLER")
        if self._word() == "FOR":
            self._index += 1
        while self._condition():
            self._index += 1
        return bodies.Block(tuple(self._statement(self._word())))

    def _condition(self) -> bool:
        """Past one of the conditions of a handler; whether a comma, and another one, follows."""
        words = 2 if self._word() == "NOT" else 1
        if self._word() == "SQLSTATE":
            words = 3 if self._word(1) == "VALUE" else 2
        self._index += words
        return self._word() == ","

    def _asked(self, kind: str, end: str) -> list[bodies.Node]:
        """Past the next `end`; what the condition before it reads, if it holds a query."""
        start = self._index
        self._past(end)
        behind = self._index - 1
        if not any(token.upper in _QUERIES for token in self._tokens[start:behind]):
            return []
        return [bodies.Condition(kind, self._span(start, behind))]

    # --- simple statements

    def _declare(self) -> list[bodies.Node]:
        start = self._index + 1
        end = self._semicolon()
        tokens = self._tokens[start:end]
        upper = [token.upper for token in tokens]
        self._index = end
        if "CURSOR" in upper[:4]:
            return self._cursor(start, end, upper)
        if "CONDITION" in upper[:2]:
            return []
        names = [self._text_of(tokens[0])] if tokens else []
        position = 1
        while upper[position : position + 1] == [","] and position + 1 < len(tokens):
            names.append(self._text_of(tokens[position + 1]))
            position += 2
        if "DEFAULT" in upper:
            value = self._span(start + upper.index("DEFAULT") + 1, end)
            return [bodies.Declare(tuple(names)), *(bodies.Assign(name, value) for name in names)]
        return [bodies.Declare(tuple(names))]

    def _cursor(self, start: int, end: int, upper: list[str]) -> list[bodies.Node]:
        if "FOR" not in upper:
            return []
        begin = start + upper.index("FOR") + 1
        prepared = self._text_of(self._tokens[begin]) if end - begin == 1 else None
        head = upper[: upper.index("FOR")]
        returns = "RETURN" in head and "WITHOUT" not in head
        return [bodies.Cursor(self._text_of(self._tokens[start]), self._span(begin, end), prepared, returns)]

    def _set(self) -> list[bodies.Node]:
        colon = 1 if self._word(1) == ":" else 0
        if self._word(2 + colon) not in {"=", ":="} or self._word(1) == "QUERY_BAND":
            return [bodies.Sql(self._to_semicolon())]
        name = self._name(1 + colon)
        self._index += 3 + colon
        return [bodies.Assign(name, self._to_semicolon())]

    def _open(self) -> list[bodies.Node]:
        name = self._name(1)
        return [bodies.Open(name, self._to_semicolon())]

    def _fetch(self) -> list[bodies.Node]:
        start = self._index
        end = self._semicolon()
        tokens = [token for token in self._tokens[start:end] if token.kind in {Kind.WORD, Kind.QUOTED}]
        upper = [token.upper for token in tokens]
        self._index = end
        if "INTO" not in upper:
            return []
        into = upper.index("INTO")
        names = tuple(self._text_of(token) for token in tokens[into + 1 :])
        return [bodies.Fetch(self._text_of(tokens[into - 1]), names)]

    def _prepare(self) -> list[bodies.Node]:
        name = self._name(1)
        self._index += 3
        return [bodies.Prepare(name, self._to_semicolon())]

    def _execute(self) -> list[bodies.Node]:
        start = self._index
        if self._word(1) == "IMMEDIATE":
            self._index += 2
            text = self._to_semicolon()
            return [bodies.Execute(Span(self._tokens[start].start, text.end), text)]
        name = self._name(1)
        span = self._to_semicolon()
        words = [token for token in self._tokens[start : self._index] if token.kind in {Kind.WORD, Kind.QUOTED}]
        given = tuple(self._text_of(token) for token in words[3:]) if words[2:3] and words[2].upper == "USING" else ()
        return [bodies.Execute(span, span, name, given)]

    def _call(self) -> list[bodies.Node]:
        start = self._index
        end = self._semicolon()
        tokens = self._tokens[start:end]
        self._index = end
        opening = next((i for i, token in enumerate(tokens) if token.upper == "("), None)
        span = self._span(start, end)
        if opening is None or tokens[opening - 1].upper.strip('"') not in _DYNAMIC:
            return [bodies.Sql(span)]
        first = start + opening + 1
        return [bodies.Execute(span, self._span(first, self._argument_end(first, end - 1)))]
