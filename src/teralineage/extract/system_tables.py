"""Views that every Teradata system has: scripts use them, and no schema that is given describes them."""

from __future__ import annotations

from teralineage.domain.ids import DatasetName
from teralineage.domain.model import DatasetDefinition, FieldDefinition, SourceType

_CALENDAR = """
    calendar_date day_of_week day_of_month day_of_year day_of_calendar weekday_of_month week_of_month week_of_year
    week_of_calendar month_of_quarter month_of_year month_of_calendar quarter_of_year quarter_of_calendar
    year_of_calendar
"""


def _view(database: str, name: str, columns: str) -> DatasetDefinition:
    fields = tuple(FieldDefinition(column) for column in columns.split())
    return DatasetDefinition(DatasetName(database, name), SourceType.VIEW, fields)


SYSTEM_TABLES = {view.name: view for view in (_view("Sys_Calendar", "CALENDAR", _CALENDAR),)}
"""The system's views by name; the columns are those that Teradata documents."""
