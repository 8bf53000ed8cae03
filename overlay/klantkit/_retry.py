"""Whether a request is retried, and after how long: first the decisions as pure functions, then the retry loop."""

from __future__ import annotations

import email.utils
import logging
import math
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import UTC
from typing import Any, NamedTuple

import anyio
import httpx

from ._call import CallNote

logger = logging.getLogger("klantkit")
logger.addHandler(logging.NullHandler())

#: Seconds of the first wait if the server does not specify one; each further wait is twice as long, up to the longest.
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 8.0

#: The errors after which no request was carried out.
_UNCONNECTED = (httpx.ConnectError, httpx.ConnectTimeout)

#: The errors after which nothing was sent, whatever the transport.
UNSENT = (*_UNCONNECTED, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)

#: Methods that have the same effect sent twice as sent once (RFC 9110, 9.2.2), and what they are also retried after.
_IDEMPOTENT = frozenset({"GET", "HEAD", "PUT", "DELETE"})
_UNAVAILABLE = frozenset({502, 503, 504})
_BROKEN = (httpx.ReadTimeout, httpx.WriteTimeout, httpx.NetworkError, httpx.RemoteProtocolError)


class RetryPolicy(NamedTuple):
    """Which requests are retried, how often, and after how long.

    - Any request is retried after a 429, and if there was no connection (`httpx.ConnectError`,
      `httpx.ConnectTimeout`): it was not carried out.
    - GET, HEAD, PUT and DELETE are also retried after a timeout while sending or receiving, a broken connection,
      and a 502, 503 or 504: sent twice, they have the effect of once (RFC 9110, 9.2.2). A DELETE that is then answered
      404 counts as done by an earlier attempt; without a repeat, it is a `NotFoundError`.
    - POST, PATCH and all others are not, not even after a 503 with `Retry-After`: the first attempt may have been
      carried out, and no vendor has idempotency keys, so a second one could bill a customer twice.
    - No request is retried after any other status or error.
    - The wait is the one the server asks for (`Retry-After` in seconds or as a date; after a 429 also
      `X-RateLimit-Reset` as a UNIX time), else 0.5 s, 1 s, 2 s ... reduced by up to half at random.
    - If the wait would be longer than `max_wait`, the error is raised at once, with the time.
    - A body that cannot be read twice is not sent twice.

    Attributes:
        max_retries: The maximum number of retries after the first attempt.
        max_wait: The maximum number of seconds of one wait.
    """

    max_retries: int = 2
    max_wait: float = 60.0


def retry_after(status: int, headers: Mapping[str, str], now: float) -> float | None:
    """Seconds that the server asks to wait; None if it does not, or not in a readable form. `now` is UNIX time."""
    if value := headers.get("retry-after"):  # RFC 9110, 10.2.3
        if (seconds := _number(value)) is not None:
            return max(0.0, seconds)
        with suppress(ValueError, OverflowError, OSError):
            date = email.utils.parsedate_to_datetime(value)
            return max(0.0, date.replace(tzinfo=date.tzinfo or UTC).timestamp() - now)
    if status != httpx.codes.TOO_MANY_REQUESTS:  # servers send the next header whether or not the limit is reached
        return None
    reset = _number(headers.get("x-ratelimit-reset", ""))
    return None if reset is None else max(0.0, reset - now)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def wait_before_retry(
    policy: RetryPolicy, method: str, attempt: int, outcome: httpx.Response | Exception, *, now: float, jitter: float
) -> float | None:
    """Seconds until the next attempt; None if there is none.

    `attempt` counts from 1, `now` is UNIX time, and `jitter` a random number from 0 to 1.
    """
    if attempt > policy.max_retries:
        return None
    asked: float | None = None
    idempotent = method in _IDEMPOTENT
    if isinstance(outcome, httpx.Response):
        status = outcome.status_code
        if status != httpx.codes.TOO_MANY_REQUESTS and not (idempotent and status in _UNAVAILABLE):
            return None
        asked = retry_after(status, outcome.headers, now)
    elif not isinstance(outcome, (*_UNCONNECTED, *_BROKEN) if idempotent else _UNCONNECTED):
        return None
    if asked is None:
        asked = min(_FIRST_WAIT * 2.0 ** min(attempt - 1, 10), _LONGEST_WAIT) * (1 - jitter / 2)
    return asked if asked <= policy.max_wait else None


def is_replayable(request: httpx.Request) -> bool:
    """Whether the body can be sent a second time. httpx would send a file that cannot be rewound as empty."""
    if isinstance(request.stream, httpx.ByteStream):
        return True
    fields = getattr(request.stream, "fields", None)  # multipart
    if fields is None:
        return False
    files = [field.file for field in fields if hasattr(field, "file")]
    return all(isinstance(file, str | bytes) or (hasattr(file, "seekable") and file.seekable()) for file in files)


async def _sleep_async(seconds: float) -> None:
    await anyio.sleep(seconds)  # a function of its own, as anyio imports its backend on first use


class Retrying(NamedTuple):
    """A retry loop. Clock, sleep and randomness can be replaced in tests."""

    policy: RetryPolicy
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], Any] = time.sleep
    sleep_async: Callable[[float], Awaitable[Any]] = _sleep_async
    random: Callable[[], float] = random.random

    def run(self, request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        """Send a request, with retries as in the policy; return the last response or raise the last error."""
        attempt = 0
        while True:
            attempt += 1
            started = time.perf_counter()
            try:
                response = send()
            except httpx.TransportError as error:
                if (wait := self._next(request, attempt, error, started)) is None:
                    raise
            else:
                if (wait := self._next(request, attempt, response, started)) is None:
                    return response
                response.close()
            self.sleep(wait)

    async def run_async(self, request: httpx.Request, send: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
        """`run` for asynchronous code."""
        attempt = 0
        while True:
            attempt += 1
            started = time.perf_counter()
            try:
                response = await send()
            except httpx.TransportError as error:
                if (wait := self._next(request, attempt, error, started)) is None:
                    raise
            else:
                if (wait := self._next(request, attempt, response, started)) is None:
                    return response
                await response.aclose()
            await self.sleep_async(wait)

    def _next(
        self, request: httpx.Request, attempt: int, outcome: httpx.Response | Exception, started: float
    ) -> float | None:
        """Seconds until the next attempt, None if this was the last; the attempt is logged."""
        policy, note = self.policy, CallNote.of(request)
        if note.max_retries not in (None, policy.max_retries):
            policy = policy._replace(max_retries=note.max_retries)
        if isinstance(outcome, httpx.Response):
            refused = outcome.status_code == httpx.codes.TOO_MANY_REQUESTS  # and so not carried out
            note.sent = not refused or note.repeated or None
        elif note.sent is None and not isinstance(outcome, UNSENT):  # a custom transport
            note.sent = True
        wait = wait_before_retry(policy, request.method, attempt, outcome, now=self.clock(), jitter=self.random())
        if wait is not None and not is_replayable(request):
            wait = None
            note.not_replayable = True
        note.repeated |= wait is not None and note.sent is True
        # Method, path, status, time, attempt and request ID; never a query, header or body.
        status = outcome.status_code if isinstance(outcome, httpx.Response) else type(outcome).__name__
        milliseconds = (time.perf_counter() - started) * 1000
        logger.log(
            logging.INFO if wait is None else logging.WARNING,
            "%s %s: %s in %.0f ms, attempt %d%s",
            *(request.method, note.path or request.url.path, status, milliseconds, attempt),
            "" if wait is None else f", next in {wait:.1f} s",
            extra={"request_id": note.request_id or None},
        )
        return wait
