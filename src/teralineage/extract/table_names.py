"""What a table is called in full."""

from __future__ import annotations

from sqlglot import exp

from teralineage.domain.ids import DatasetName
from teralineage.extract.scopes import Scope


def table_name(node: exp.Expr, scope: Scope) -> DatasetName:
    """The full name of a table as written; a catalog part before the database belongs to the database's name."""
    database = node.args.get("db")
    catalog = node.args.get("catalog")
    if database is None:
        return scope.reader.session.qualify(None, node.name)
    prefix = f"{catalog.name}." if catalog is not None else ""
    return scope.reader.session.qualify(prefix + database.name, node.name)
