"""How things are counted and complained about; knows nothing of lineage."""
