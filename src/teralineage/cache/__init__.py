"""Cache policy: keys, times to live, single flight, staleness. Knows ports and domain only."""
