"""Keep to a vendor's published rate limit, counted in this process or in Redis: wait instead of being refused."""

from __future__ import annotations

import collections
import functools
import hashlib
import importlib
import math
import os
import threading
import time
from typing import Any, cast

import anyio
import attrs

from ._errors import ConfigurationError, LimitStoreError

#: The window is longer by this factor, because the server counts requests on arrival: a slow request and a later
#: fast one must not fall into one window there.
_SLACK = 1.04

#: Seconds to wait for a connection to Redis, and for its answer.
REDIS_TIMEOUT = 5.0


@attrs.frozen
class RateLimit:
    """At most `calls` requests in any `seconds`, per token.

    The limit is shared by all clients of a token in this process. With `redis_url` (a `redis://`, `rediss://` or
    `unix://` URL, and `pip install klantkit[redis]`) it is shared by all processes and machines that use the same
    Redis. Where the token is not text, but a callable or an `httpx.Auth`, they recognize it by `key`: any text, the
    same everywhere, and another for each token.

    Raises:
        ConfigurationError: An argument is invalid.
    """

    calls: int
    seconds: float
    redis_url: str | None = attrs.field(default=None, repr=False)  # it may hold a password
    key: str | None = None

    def __attrs_post_init__(self) -> None:
        if type(self.calls) is not int or self.calls < 1:
            raise ConfigurationError("RateLimit: calls= must be a whole number of at least 1.")
        if type(self.seconds) not in (int, float) or not 0 < self.seconds < math.inf:
            raise ConfigurationError("RateLimit: seconds= must be a number above 0.")
        if self.redis_url is not None and not str(self.redis_url).startswith(("redis://", "rediss://", "unix://")):
            raise ConfigurationError("RateLimit: redis_url= must be a Redis URL as text.")
        if self.key is not None and not (isinstance(self.key, str) and self.key):
            raise ConfigurationError("RateLimit: key= must be text.")
        try:  # now: a fork while a call of another thread imports it would leave the lock of the import held
            _ = self.redis_url is None or importlib.import_module("redis")
        except ImportError as error:
            raise ConfigurationError("RateLimit: redis_url= needs the extra: pip install 'klantkit[redis]'.") from error


#: `Limiter._take` inside Redis, which runs it whole before anything else: no lock, and no clock but its own.
_TAKE = """
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local first = redis.call("LINDEX", KEYS[1], ARGV[1] - 1)
local wait = first and first + ARGV[2] - now or 0
if wait > 0 and wait < 2 * ARGV[2] then return wait end  -- longer if the clock of Redis was set back
redis.call("LPUSH", KEYS[1], now)
redis.call("LTRIM", KEYS[1], 0, ARGV[1] - 1)
redis.call("PEXPIRE", KEYS[1], ARGV[2])
return 0
"""


@attrs.frozen(cache_hash=True)
class Limiter:
    """Applies a limit to one token; `key` identifies the token, and is never the token itself.

    A token that is an object is `held`, so that no other gets its `id`.
    """

    limit: RateLimit
    key: str
    held: object = attrs.field(default=None, eq=False, repr=False)

    def wait(self) -> None:
        """Wait until the next request may be sent."""
        while delay := self._take_shared() if self.limit.redis_url else self._take(time.monotonic()):
            time.sleep(delay)

    async def wait_async(self) -> None:
        """`wait` for asynchronous code. Redis is asked in a thread, so that one connection serves every event loop."""
        if self.limit.redis_url is None:
            while delay := self._take(time.monotonic()):
                await anyio.sleep(delay)
            return
        from anyio import to_thread  # slow to import

        while delay := await to_thread.run_sync(self._take_shared, abandon_on_cancel=True):
            await anyio.sleep(delay)

    def _take(self, now: float) -> float:
        """Take a slot: 0 if one was free, else the seconds until one may be."""
        with _lock:
            times = _times.pop(self, collections.deque[float](maxlen=self.limit.calls))
            while _times and _times[oldest := next(iter(_times))][-1] + oldest.limit.seconds * _SLACK <= now:
                del _times[oldest]
            _times[self] = times
            if len(times) == self.limit.calls and (wait := times[0] + self.limit.seconds * _SLACK - now) > 0:
                return wait
            times.append(now)  # this drops the oldest
            return 0.0

    def _take_shared(self) -> float:
        """`_take` by the clock of Redis."""
        from redis import RedisError

        window = math.ceil(self.limit.seconds * 1000 * _SLACK)
        try:
            redis = _redis_at(cast(str, self.limit.redis_url))
            return int(redis.eval(_TAKE, 1, self._redis_name(), self.limit.calls, window)) / 1000
        except Exception as error:  # noqa: BLE001 - a malformed URL raises anything, with its parts in the text
            raise LimitStoreError(
                f"The Redis of the shared rate limit does not answer ({type(error).__name__}); "
                "nothing was sent. Start it, or set another rate_limit=."
            ) from (error if isinstance(error, RedisError) else None)

    def _redis_name(self) -> str:
        return f"klantkit:{self.key}:{self.limit.calls}:{self.limit.seconds:g}"


@functools.lru_cache(maxsize=8)
def _redis_at(url: str) -> Any:
    from redis import Redis

    return Redis.from_url(url, socket_timeout=REDIS_TIMEOUT, socket_connect_timeout=REDIS_TIMEOUT, retry=None)


#: The times of the last requests within each limit of this process, the most recently used limit last.
_times: dict[Limiter, collections.deque[float]] = {}
_lock = threading.Lock()


def _renew_lock() -> None:
    """After a fork: the thread that held the lock is not in this process."""
    global _lock  # noqa: PLW0603 - a lock cannot be reset
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=_renew_lock)


def limiter_of(limit: RateLimit, vendor: str, credential: object) -> Limiter:
    """The limiter of a credential, given as the text of its header, or as the object itself."""
    held: object = None
    if not isinstance(credential, str):
        if limit.redis_url is not None and limit.key is None:
            raise ConfigurationError(
                "RateLimit: redis_url= needs key= if the token is a callable or an httpx.Auth: any text, the same in "
                "all processes, and another for each token."
            )
        held = credential
        if not isinstance(held, tuple):  # a bound method is new each time
            credential = id(getattr(held, "__self__", held)), getattr(held, "__name__", "")
        credential = f"object {credential!r}"
    name = f"key {limit.key}" if limit.key and credential else credential
    return Limiter(limit, f"{vendor}:{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}", held)
