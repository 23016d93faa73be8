from __future__ import annotations

from teralineage.domain.model import Coverage, Extraction, LineageBatch
from teralineage.extract.extractor import extract
from teralineage.extract.includes import Includes
from teralineage.ports import Catalog
from teralineage.services.ingest import AMBIGUOUS_COLUMN, Reading, Script, ingest, read_scripts
from teralineage.services.reading import GrowingCatalog


class KeepingWriter:
    """Keeps the batches it was given, in order."""

    def __init__(self) -> None:
        self.batches: list[LineageBatch] = []

    def write(self, batch: LineageBatch) -> None:
        """Keep a batch."""
        self.batches.append(batch)

    def fingerprints(self, namespace_uri: str) -> dict[str, str]:
        """Of the jobs of the batches kept."""
        return {
            job.name: job.fingerprint or ""
            for batch in self.batches
            if batch.namespace_uri == namespace_uri
            for job in batch.jobs
        }


def teradata(text: str, catalog: Catalog, *, includes: Includes | None = None) -> Extraction:
    return extract(text, catalog, includes=includes)


def stored(*scripts: tuple[str, str]) -> tuple[LineageBatch, tuple[Coverage, ...]]:
    writer = KeepingWriter()
    coverage = ingest([Script(*script) for script in scripts], "teradata://td:1025", teradata, writer).coverage
    (batch,) = writer.batches
    return batch, coverage


def edges(batch: LineageBatch) -> set[str]:
    return {
        f"{edge.source} -> {edge.target} {edge.subtype}"
        for job in batch.jobs
        for statement in job.statements
        for edge in statement.edges
    }


def test_a_script_is_read_again_when_a_later_one_defines_what_it_needs() -> None:
    batch, _ = stored(
        ("1_top.sql", "CREATE VIEW d.top AS SELECT * FROM d.middle"),
        ("2_middle.sql", "CREATE VIEW d.middle AS SELECT * FROM d.base"),
        ("3_base.sql", "CREATE TABLE d.base (a INTEGER)"),
    )
    assert edges(batch) == {"d.base.a -> d.middle.a IDENTITY", "d.middle.a -> d.top.a IDENTITY"}


def test_a_dataset_keeps_the_text_that_made_it_not_what_altered_it() -> None:
    view = "-- for the board\nREPLACE VIEW d.v AS SELECT a FROM d.t"
    batch, _ = stored(("1.sql", f"CREATE TABLE d.t (a INTEGER);\nALTER TABLE d.t ADD b INTEGER;\n{view};"))
    texts = {str(dataset.name): dataset.ddl for dataset in batch.datasets}
    assert texts["d.t"] == "CREATE TABLE d.t (a INTEGER)"
    assert (texts["d.v"] or "").endswith("REPLACE VIEW d.v AS SELECT a FROM d.t")


def test_reading_again_ends_on_views_that_need_each_other() -> None:
    batch, _ = stored(
        ("1.sql", "CREATE VIEW d.v1 AS SELECT a FROM d.v2"), ("2.sql", "CREATE VIEW d.v2 AS SELECT a FROM d.v1")
    )
    assert edges(batch) == {"d.v2.a -> d.v1.a IDENTITY", "d.v1.a -> d.v2.a IDENTITY"}


def test_one_sessions_volatile_table_is_not_seen_by_another_script() -> None:
    catalog = GrowingCatalog()
    scripts = [
        Script("1.sql", "DATABASE d; CREATE VOLATILE TABLE vt AS (SELECT a FROM t) WITH DATA ON COMMIT PRESERVE ROWS;"),
        Script("2.sql", "DATABASE d; CREATE VIEW v AS SELECT * FROM vt;"),
    ]
    read_scripts(scripts, teradata, catalog)
    assert {str(dataset.name) for dataset in catalog.datasets()} == {"d.v"}


def test_spans_point_into_the_statement_that_is_kept_as_evidence() -> None:
    batch, _ = stored(("v.sql", "-- a comment;\nSELECT 1;\nCREATE VIEW d.v AS SELECT a + 1 AS b FROM d.t;"))
    (statement,) = (s for s in batch.jobs[0].statements if s.edges)
    (edge,) = statement.edges
    assert statement.text[edge.span.start : edge.span.end] == "a + 1"
    assert (statement.file, statement.line) == ("v.sql", 3)


def test_what_a_bare_select_shows_is_no_lineage() -> None:
    batch, coverage = stored(("s.sql", "SELECT a FROM d.t"))
    assert edges(batch) == set()
    assert [row.parsed for row in coverage] == [1]
    assert all("result" not in str(name) for job in batch.jobs for s in job.statements for name in s.outputs)


def test_a_column_that_may_be_one_of_several_is_a_gap_and_no_edge() -> None:
    batch, coverage = stored(("v.sql", "CREATE VIEW d.v AS SELECT x FROM d.t, d.u"))
    assert edges(batch) == set()
    assert [(row.partly, row.reasons) for row in coverage] == [(1, {AMBIGUOUS_COLUMN: 1})]


def test_progress_is_told_of_every_script_and_of_those_read_again() -> None:
    class Tally:
        """Counts what it is told."""

        expected = 0
        advanced = 0

        def expect(self, scripts: int) -> None:
            self.expected += scripts

        def advance(self, reading: Reading) -> None:
            assert reading.extraction.statements
            self.advanced += 1

    tally = Tally()
    scripts = [
        Script("1.sql", "CREATE VIEW d.v AS SELECT * FROM d.t"),
        Script("2.sql", "CREATE TABLE d.t (a INTEGER)"),
    ]
    read_scripts(scripts, teradata, GrowingCatalog(), tally)
    assert (tally.expected, tally.advanced) == (3, 3)
