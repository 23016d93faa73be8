"""A cache on anything that speaks the Redis protocol."""
