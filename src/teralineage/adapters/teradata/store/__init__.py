"""The lineage store in a site's own Teradata database: OL_* tables, hand-written SQL, the same answers as any store."""
