"""`parse --batch`: JSON lines in, JSON lines out, one for one and in order, whatever stands in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from teralineage.cli.documents import statement_document
from teralineage.cli.parse_inputs import Inputs, check_dialect
from teralineage.domain.errors import TeraLineageError
from teralineage.extract.catalog import InMemoryCatalog, catalog_from_schema
from teralineage.extract.extractor import extract
from teralineage.ports import Catalog

_DEFAULTS = Inputs()


def answer_lines(lines: Iterable[bytes], defaults: Inputs = _DEFAULTS, catalog: Catalog | None = None) -> Iterator[str]:
    """The answer to each line that is not blank.

    Args:
        lines: one JSON object each.
        defaults: what holds where a request does not say it.
        catalog: serves requests without a schema of their own.
    """
    for line in lines:
        if line.strip():
            yield json.dumps(answer(line, defaults, catalog))


def answer(line: bytes, defaults: Inputs = _DEFAULTS, catalog: Catalog | None = None) -> dict[str, Any]:
    """The answer to one request; what is wrong with it stands in `error`."""
    identity: Any = None
    try:
        request = json.loads(line.decode("utf-8-sig", errors="replace"))
        if not isinstance(request, dict):
            return _refused(None, "a request is a JSON object")
        identity = request.get("id")
        return {"id": identity, "statements": _statements(request, defaults, catalog), "error": None}
    except ValueError as error:
        return _refused(identity, f"not JSON: {error}")
    except TeraLineageError as error:
        return _refused(identity, str(error))
    except _Refused as error:
        return _refused(identity, str(error))
    except (Exception, RecursionError, MemoryError) as error:  # noqa: BLE001 - one request never costs the next
        return _refused(identity, f"internal: {type(error).__name__}: {error}")


class _Refused(Exception):  # noqa: N818 - a refusal, told to the caller
    """The request says something that cannot be done."""


def _statements(request: Mapping[str, Any], defaults: Inputs, catalog: Catalog | None) -> list[dict[str, Any]]:
    sql = request.get("sql")
    if not isinstance(sql, str):
        raise _Refused("sql must be a string")
    dialect = check_dialect(str(request.get("dialect") or defaults.dialect))
    default_database = request.get("default_database") or defaults.default_database
    if not isinstance(default_database, str | None):
        raise _Refused("default_database must be a string")
    given = {name: str(value) for name, value in _object(request, "variables").items() if value is not None}
    variables = {**defaults.variables, **given}
    schema = _object(request, "schema")
    known = catalog_from_schema(schema, default_database) if schema else catalog or InMemoryCatalog()
    found = extract(sql, known, variables=variables, default_database=default_database, dialect=dialect)
    return [statement_document(statement) for statement in found.statements]


def _object(request: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = request.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _Refused(f"{name} must be an object")
    return value


def _refused(identity: Any, message: str) -> dict[str, Any]:
    return {"id": identity, "statements": [], "error": message}
