"""Expressions that stock sqlglot has no class for."""

from __future__ import annotations

from typing import ClassVar

from sqlglot import exp


class Phrase(exp.Expression, exp.Condition):
    """`a (INTEGER, FORMAT '9')`: a value with phrases behind it; `casts` where one of them changes the value."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "casts": False}


class Typed(exp.Expression, exp.Condition):
    """`CAST(a AS …)` and `(a - b) DAY(4)`: a value made into another type, whose words carry no column."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True}


class Variables(exp.Expression):
    """`INTO :a, b`: the variables that take the columns of a SELECT."""

    arg_types: ClassVar[dict[str, bool]] = {"expressions": True}


class Summary(exp.Expression):
    """`WITH SUM(b) BY a`: summary lines between the rows."""

    arg_types: ClassVar[dict[str, bool]] = {"expressions": True, "by": False}


class Expand(exp.Expression):
    """`EXPAND ON p AS q BY INTERVAL '1' DAY FOR r`: a row per piece of a period, which is the new column `q`."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "alias": False, "period": False}


class OperatorInput(exp.Expression):
    """`ON t AS a PARTITION BY x ORDER BY y`: one input of a table operator, as a FROM item."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "partition_by": False, "order": False, "dimension": False}


class OperatorOption(exp.Expression):
    """`USING Name('value', …)`: one option of a table operator; `texts` are its literals and names.

    What nPath is told in SQL has `parts` as well: each a call or a predicate, under the name behind AS.
    """

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "texts": False, "parts": False}


class OperatorTarget(exp.Expression):
    """`OUT VOLATILE TABLE Name(db.t)`: a table that an operator writes besides what it yields."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "volatile": False}


class TableOperator(exp.Expression, exp.UDTF):
    """`f(ON t … USING k('v')) AS d` or `TABLE(f(t.a) RETURNS (b INTEGER)) AS d`.

    `arguments` are column expressions handed to a table function; `returns` are the columns it is said to return.
    """

    arg_types: ClassVar[dict[str, bool]] = {
        "this": True,
        "inputs": False,
        "options": False,
        "arguments": False,
        "returns": False,
        "targets": False,
        "alias": False,
    }


class FunctionRun(exp.Expression):
    """`EXECUTE FUNCTION INTO ART(x) f(SERIES_SPEC(TABLE_NAME(t), …))`: a time series function run by itself.

    `this` is the call as a table operator with inputs and targets.
    """

    arg_types: ClassVar[dict[str, bool]] = {"this": True}


class External(exp.Expression, exp.UDTF):
    """`(LOCATION='/s3/…') AS d`: data outside the database."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "alias": False}


class Quiet(exp.Expression):
    """A statement that makes no lineage; `this` is its kind."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True}


class Rename(exp.Expression):
    """`RENAME TABLE a TO b`."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "to": True}


class Alteration(exp.Expression):
    """`ALTER TABLE t ADD c INTEGER, DROP d, RENAME e TO f`: declarations to add, names to drop, pairs to rename."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "added": False, "dropped": False, "renamed": False}


class Database(exp.Expression):
    """`DATABASE x`, `SET SESSION DATABASE x`: the default database from here on."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True}


class Definition(exp.Expression):
    """CREATE or REPLACE of a dataset.

    `kind` is TABLE, VIEW, VOLATILE TABLE, GLOBAL TEMPORARY TABLE, JOIN INDEX or FOREIGN TABLE; `columns` are column
    definitions or names, `query` fills it, `like` is copied, `empty` says WITH NO DATA.
    """

    arg_types: ClassVar[dict[str, bool]] = {
        "this": True,
        "kind": True,
        "columns": False,
        "query": False,
        "like": False,
        "empty": False,
        "recursive": False,
        "location": False,
    }


class FieldDeclaration(exp.Expression):
    """A column of a definition: its name and the words of its type."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "type": False, "nullable": False, "key": False}
