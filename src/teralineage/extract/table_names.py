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
        mark = "#" if node.this.args.get("temporary") else ""  # SQL Server's #work
        return scope.reader.session.qualify(None, mark + node.name)
    prefix = f"{catalog.name}." if catalog is not None else ""
    return scope.reader.session.qualify(prefix + database.name, node.name)
