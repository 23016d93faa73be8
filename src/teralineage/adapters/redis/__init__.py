"""A cache on anything that speaks the Redis protocol."""

from teralineage.adapters.redis.cache import RedisCache
from teralineage.adapters.redis.config import RedisConfig

__all__ = ["RedisCache", "RedisConfig"]
