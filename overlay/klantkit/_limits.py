"""Keep a vendor's published limit on our side: wait before a request instead of being refused.

The counting is pyrate-limiter's: a moving window in this process, or in Redis for several processes.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
import threading
import time
from collections.abc import Awaitable, Iterator
from typing import TYPE_CHECKING, Any, cast

import anyio
import attrs

from ._errors import ConfigurationError, LimitStoreError

if TYPE_CHECKING:  # loaded with the first limited request
    from pyrate_limiter import AbstractBucket

#: The server counts requests when they arrive, not when they leave here. The window is this much longer, so that
#: one that was slow and one that is fast do not meet in the same window there.
_SLACK = 1.03


@attrs.frozen
class RateLimit:
    """At most `calls` requests in any `seconds`, for each token.

    All clients of a token in this process share it; with `redis_url` (a `redis://` or `unix://` address, and
    `pip install klantkit[redis]`) all processes and machines that name the same Redis do.

    Raises:
        ConfigurationError: Something that is no limit.
    """

    calls: int
    seconds: float
    redis_url: str | None = attrs.field(default=None, repr=False)  # it may hold a password

    def __attrs_post_init__(self) -> None:
        if type(self.calls) is not int or self.calls < 1:
            raise ConfigurationError("RateLimit: calls= is to be a whole number from 1.")
        if type(self.seconds) not in (int, float) or not 0 < self.seconds < math.inf:
            raise ConfigurationError("RateLimit: seconds= is to be a number above 0.")
        if self.redis_url is not None and not isinstance(self.redis_url, str):
            raise ConfigurationError("RateLimit: redis_url= is to be the address of a Redis as text.")


class Limiter:
    """Keeps one limit for one token.

    Args:
        limit: The limit.
        key: Tells the token from others; never the token itself.
    """

    def __init__(self, limit: RateLimit, key: str) -> None:
        self._limit = limit
        self._key = key
        self._lock = threading.Lock()
        self._bucket: AbstractBucket | None = None

    def wait(self) -> None:
        """Wait until the next request may go.

        Raises:
            LimitStoreError: The shared Redis cannot be reached.
        """
        while delay := self._take_shared() if self._limit.redis_url else self._take():
            time.sleep(delay)

    async def wait_async(self) -> None:
        """`wait` for asynchronous code."""
        if self._limit.redis_url is None:
            while delay := self._take():
                await anyio.sleep(delay)
            return
        with _redis_errors():
            from redis.asyncio import Redis

            # A connection belongs to one event loop, so it does not outlive the call.
            async with Redis.from_url(self._limit.redis_url) as redis:
                bucket = await cast("Awaitable[Any]", self._make_bucket(redis))
                while delay := await self._take_async(bucket):
                    await anyio.sleep(delay)

    def _take(self) -> float:
        """Take the next place: 0 when there is one, else the seconds until there may be."""
        if self._bucket is None:
            from pyrate_limiter import InMemoryBucket

            self._bucket = InMemoryBucket([self._rate()])
        return self._take_from(self._bucket)

    def _take_shared(self) -> float:
        with _redis_errors():
            if self._bucket is None:
                from redis import Redis

                self._bucket = self._make_bucket(Redis.from_url(cast(str, self._limit.redis_url)))
            return self._take_from(self._bucket)

    def _take_from(self, bucket: AbstractBucket) -> float:
        with self._lock:  # a bucket remembers the last wait only
            item = self._item(bucket)
            bucket.leak(item.timestamp)
            return 0.0 if bucket.put(item) else _seconds(bucket.waiting(item))

    async def _take_async(self, bucket: AbstractBucket) -> float:
        item = self._item(bucket)
        await cast("Awaitable[Any]", bucket.leak(item.timestamp))
        if await cast("Awaitable[bool]", bucket.put(item)):
            return 0.0
        waiting: Any = bucket.waiting(item)
        return _seconds(await waiting if hasattr(waiting, "__await__") else waiting)

    def _item(self, bucket: Any) -> Any:
        from pyrate_limiter import RateItem

        return RateItem(self._key, bucket.now())

    def _rate(self) -> Any:
        from pyrate_limiter import Rate

        return Rate(self._limit.calls, math.ceil(self._limit.seconds * 1000 * _SLACK))

    def _make_bucket(self, redis: Any) -> Any:
        from pyrate_limiter import RedisBucket

        name = f"klantkit:{self._key}:{self._limit.calls}:{self._limit.seconds:g}"
        return RedisBucket.init([self._rate()], redis, name)


def _seconds(milliseconds: Any) -> float:
    """The wait as seconds, never none at all: the place has to be asked for again."""
    return max(int(milliseconds), 1) / 1000


@contextlib.contextmanager
def _redis_errors() -> Iterator[None]:
    try:
        from redis.exceptions import RedisError
    except ImportError as error:
        raise ConfigurationError("RateLimit: redis_url= needs the extra: pip install 'klantkit[redis]'.") from error
    try:
        yield
    except (RedisError, OSError, ValueError) as error:
        raise LimitStoreError(
            f"The Redis that the rate limit is shared through does not answer ({type(error).__name__}); "
            "nothing was sent. Start it, or set another rate_limit=."
        ) from error


_limiters: dict[tuple[str, RateLimit], Limiter] = {}
_limiters_lock = threading.Lock()


def limiter_of(limit: RateLimit, vendor: str, authorization: str) -> Limiter:
    """The limiter that all clients of a credential share in this process."""
    key = f"{vendor}:{hashlib.sha256(authorization.encode()).hexdigest()[:32]}"
    with _limiters_lock:
        return _limiters.setdefault((key, limit), Limiter(limit, key))
