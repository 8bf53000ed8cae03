"""When a request is sent again, and after how long. Pure decisions first, the loops that follow them below."""

from __future__ import annotations

import email.utils
import logging
import math
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple

import anyio
import httpx

logger = logging.getLogger("klantkit")
logger.addHandler(logging.NullHandler())

#: Seconds of the first wait where the server names none; each further one doubles it, up to the longest.
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 8.0

TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE = 429, 503


class RetryPolicy(NamedTuple):
    """What is sent again, how often, and after how long.

    - Failures to connect, a 429, and a 503 that says when to come back: those alone, since nothing was done yet.
      Never a timeout, a broken connection or another 5xx after sending: no vendor has idempotency keys, so a
      second try could bill a customer twice.
    - The wait is what the server says (`Retry-After` in seconds or as a date, `X-RateLimit-Reset` as a UNIX
      time), else 0.5 s, 1 s, 2 s ... with up to half of it taken off at random.
    - A wait above `max_wait` is no wait: the error comes at once and carries the time.
    - A body that cannot be read twice is not sent twice.

    Attributes:
        max_retries: How often at most, after the first try.
        max_wait: Seconds that one wait may take at most.
    """

    max_retries: int = 2
    max_wait: float = 60.0


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds that the server asks to wait; None when it does not say, or says nothing that can be read.

    Args:
        headers: The headers of its answer.
        now: The time as UNIX time.
    """
    if value := headers.get("retry-after"):  # RFC 9110, 10.2.3
        if (seconds := _number(value)) is not None:
            return max(0.0, seconds)
        try:
            return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - now)
        except (ValueError, OverflowError, OSError):
            pass
    if (reset := _number(headers.get("x-ratelimit-reset", ""))) is not None:
        return max(0.0, reset - now)
    return None


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def wait_before_retry(
    policy: RetryPolicy,
    attempt: int,
    outcome: httpx.Response | Exception,
    *,
    now: float,
    jitter: float,
) -> float | None:
    """Seconds until the next try; None when there is none.

    Args:
        policy: The rules.
        attempt: Which try this was, from 1.
        outcome: Its answer, or what httpx raised.
        now: The time as UNIX time.
        jitter: A random number from 0 to 1.
    """
    if attempt > policy.max_retries:
        return None
    asked: float | None = None
    if isinstance(outcome, httpx.Response):
        if outcome.status_code not in (TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE):
            return None
        asked = retry_after(outcome.headers, now)
        if outcome.status_code == SERVICE_UNAVAILABLE and asked is None:
            return None
    elif not isinstance(outcome, httpx.ConnectError | httpx.ConnectTimeout):
        return None
    if asked is not None:
        return asked if asked <= policy.max_wait else None
    wait: float = min(_FIRST_WAIT * 2 ** (attempt - 1), _LONGEST_WAIT) * (1 - jitter / 2)
    return wait if wait <= policy.max_wait else None


def is_replayable(request: httpx.Request) -> bool:
    """Whether the body can be sent a second time; of a file that cannot be rewound httpx would send nothing."""
    if isinstance(request.stream, httpx.ByteStream):
        return True
    fields = getattr(request.stream, "fields", None)  # of a multipart body
    if fields is None:
        return False
    files = [field.file for field in fields if hasattr(field, "file")]
    return all(isinstance(file, str | bytes) or (hasattr(file, "seekable") and file.seekable()) for file in files)


async def _sleep_async(seconds: float) -> None:
    await anyio.sleep(seconds)  # which loads what it is in, so not before somebody waits


class Retrying(NamedTuple):
    """Follows a policy. Clock, sleep and randomness can be replaced, for tests."""

    policy: RetryPolicy
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], Any] = time.sleep
    sleep_async: Callable[[float], Awaitable[Any]] = _sleep_async
    random: Callable[[], float] = random.random

    def run(self, request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        """Send, again where the policy says so, and give the last answer or raise the last error."""
        attempt = 1
        while True:
            started = time.perf_counter()
            outcome: httpx.Response | Exception
            try:
                outcome = send()
            except httpx.TransportError as error:
                outcome = error
            wait = self._next(request, attempt, outcome, started)
            if wait is None:
                return _give(outcome)
            if isinstance(outcome, httpx.Response):
                outcome.close()
            self.sleep(wait)
            attempt += 1

    async def run_async(self, request: httpx.Request, send: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
        """`run` for asynchronous code."""
        attempt = 1
        while True:
            started = time.perf_counter()
            outcome: httpx.Response | Exception
            try:
                outcome = await send()
            except httpx.TransportError as error:
                outcome = error
            wait = self._next(request, attempt, outcome, started)
            if wait is None:
                return _give(outcome)
            if isinstance(outcome, httpx.Response):
                await outcome.aclose()
            await self.sleep_async(wait)
            attempt += 1

    def _next(
        self, request: httpx.Request, attempt: int, outcome: httpx.Response | Exception, started: float
    ) -> float | None:
        """The wait before the next try, None when this was the last; put into the log as well."""
        policy = self.policy
        if "klantkit_max_retries" in request.extensions:
            policy = policy._replace(max_retries=request.extensions["klantkit_max_retries"])
        wait = wait_before_retry(policy, attempt, outcome, now=self.clock(), jitter=self.random())
        if wait is not None and not is_replayable(request):
            wait = None
            request.extensions["klantkit_not_replayable"] = True
        if logger.isEnabledFor(logging.WARNING if wait is not None else logging.INFO):
            _log(request, attempt, outcome, wait, time.perf_counter() - started)
        return wait


def _give(outcome: httpx.Response | Exception) -> httpx.Response:
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _log(
    request: httpx.Request, attempt: int, outcome: httpx.Response | Exception, wait: float | None, seconds: float
) -> None:
    """One record for each try: method, path, status, time, attempt, request id; never a query, header or body."""
    path = request.extensions.get("klantkit_path", request.url.path)
    status = outcome.status_code if isinstance(outcome, httpx.Response) else type(outcome).__name__
    logger.log(
        logging.INFO if wait is None else logging.WARNING,
        "%s %s: %s in %.0f ms, attempt %d%s",
        request.method,
        path,
        status,
        seconds * 1000,
        attempt,
        "" if wait is None else f", next in {wait:.1f} s",
        extra={"request_id": request.extensions.get("klantkit_request_id")},
    )
