"""Keep to a vendor's published rate limit: wait before a request instead of being refused.

Requests are counted in this process, or for several processes in Redis, by pyrate-limiter.
"""

from __future__ import annotations

import collections
import contextlib
import hashlib
import math
import os
import threading
import time
from collections.abc import Generator
from typing import Any, cast

import anyio
import attrs

from ._errors import ConfigurationError, LimitStoreError

#: The window is longer by this factor, because the server counts requests on arrival: a slow request and a later
#: fast one must not fall into one window there.
_SLACK = 1.04


@attrs.frozen
class RateLimit:
    """At most `calls` requests in any `seconds`, per token.

    The limit is shared by all clients of a token in this process. With `redis_url` (a `redis://` or `unix://` URL,
    and `pip install klantkit[redis]`) it is shared by all processes and machines that use the same Redis.

    Raises:
        ConfigurationError: An argument is invalid.
    """

    calls: int
    seconds: float
    redis_url: str | None = attrs.field(default=None, repr=False)  # it may hold a password

    def __attrs_post_init__(self) -> None:
        if type(self.calls) is not int or self.calls < 1:
            raise ConfigurationError("RateLimit: calls= must be a whole number of at least 1.")
        if type(self.seconds) not in (int, float) or not 0 < self.seconds < math.inf:
            raise ConfigurationError("RateLimit: seconds= must be a number above 0.")
        if self.redis_url is not None and not isinstance(self.redis_url, str):
            raise ConfigurationError("RateLimit: redis_url= must be the URL of a Redis as text.")


class _Window:
    """The times of the last requests, as many as are allowed in `seconds`.

    pyrate-limiter has a window as well, but its import takes a quarter of the time of a first call.
    """

    def __init__(self, calls: int, seconds: float) -> None:
        self._calls = calls
        self._seconds = seconds
        self._times: collections.deque[float] = collections.deque(maxlen=calls)

    def take(self, now: float) -> float:
        """Take a slot: 0 if one was free, else the seconds until one may be."""
        if len(self._times) == self._calls and (wait := self._times[0] + self._seconds - now) > 0:
            return wait
        self._times.append(now)  # this drops the oldest
        return 0.0


class Limiter:
    """Applies a limit to one token; `key` identifies the token, and is never the token itself."""

    def __init__(self, limit: RateLimit, key: str) -> None:
        self._limit = limit
        self._key = key
        self._lock = threading.Lock()
        self._window = _Window(limit.calls, limit.seconds * _SLACK)
        self._redis: Any = None

    def wait(self) -> None:
        """Wait until the next request may be sent.

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

            # A connection belongs to one event loop, so it is closed after the call.
            async with Redis.from_url(self._limit.redis_url) as redis:
                while delay := await self._take_shared_async(redis):
                    await anyio.sleep(delay)

    def _take(self) -> float:
        """Take a slot: 0 if one was free, else the seconds until one may be."""
        with self._lock:
            return self._window.take(time.monotonic())

    # Shared slots are taken under a lock and by the clock of Redis: pyrate-limiter counts the slots before a given
    # time, and would miss later ones, taken by another process or by a machine whose clock is ahead.

    def _take_shared(self) -> float:
        with _redis_errors():
            from redis import Redis

            if self._redis is None:
                self._redis = Redis.from_url(cast(str, self._limit.redis_url))
            with self._redis.lock(**self._redis_lock()):
                bucket = self._make_bucket(self._redis)
                item = self._item(self._redis.time())
                bucket.leak(item.timestamp)
                return 0.0 if bucket.put(item) else _seconds(bucket.waiting(item))

    async def _take_shared_async(self, redis: Any) -> float:
        async with redis.lock(**self._redis_lock()):
            bucket = await self._make_bucket(redis)
            item = self._item(await redis.time())
            await bucket.leak(item.timestamp)
            return 0.0 if await bucket.put(item) else _seconds(bucket.waiting(item))

    def _redis_lock(self) -> dict[str, Any]:
        """The arguments of the lock. If its holder dies, others wait up to `timeout` seconds."""
        return {"name": f"{self._redis_name()}:lock", "timeout": 5, "sleep": 0.005}

    def _redis_name(self) -> str:
        return f"klantkit:{self._key}:{self._limit.calls}:{self._limit.seconds:g}"

    def _make_bucket(self, redis: Any) -> Any:
        from pyrate_limiter import Rate, RedisBucket

        rate = Rate(self._limit.calls, math.ceil(self._limit.seconds * 1000 * _SLACK))
        return RedisBucket.init([rate], redis, self._redis_name())

    def _item(self, now: tuple[int, int]) -> Any:
        from pyrate_limiter import RateItem

        seconds, microseconds = now
        return RateItem(self._key, seconds * 1000 + microseconds // 1000)


def _seconds(milliseconds: Any) -> float:
    """The wait in seconds; at least 1 ms, because the slot must be requested again."""
    return max(int(milliseconds), 1) / 1000


@contextlib.contextmanager
def _redis_errors() -> Generator[None]:
    try:
        import pyrate_limiter  # noqa: F401  # pyright: ignore[reportUnusedImport] - both are in the extra
        from redis.exceptions import RedisError
    except ImportError as error:
        raise ConfigurationError("RateLimit: redis_url= needs the extra: pip install 'klantkit[redis]'.") from error
    try:
        yield
    except (RedisError, OSError, ValueError) as error:
        raise LimitStoreError(
            f"The Redis of the shared rate limit does not answer ({type(error).__name__}); "
            "nothing was sent. Start it, or set another rate_limit=."
        ) from error


_limiters: dict[tuple[str, RateLimit], Limiter] = {}
_limiters_lock = threading.Lock()


def limiter_of(limit: RateLimit, vendor: str, authorization: str) -> Limiter:
    """The limiter shared by all clients of a credential in this process."""
    key = f"{vendor}:{hashlib.sha256(authorization.encode()).hexdigest()[:32]}"
    with _limiters_lock:
        return _limiters.setdefault((key, limit), Limiter(limit, key))


def _free_locks() -> None:
    """Free the locks in a forked process: threads that exist in its parent alone may hold them."""
    global _limiters_lock  # noqa: PLW0603 - nothing else runs yet
    _limiters_lock = threading.Lock()
    for limiter in _limiters.values():
        limiter._lock = threading.Lock()  # noqa: SLF001 - of this module


if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=_free_locks)
