"""Retries and limits as transports, for the function style of the generated packages and for bare httpx.

    client = next_api.Client(BASE_URL, httpx_args={"auth": BearerAuth(token), "transport": RetryTransport()})

The classes `MijnKlantportaal`, `Next` and `Notify` have all of this built in.
"""

from __future__ import annotations

import httpx

from ._rate_limit import RateLimit, limiter_of
from ._retry import Retrying, RetryPolicy


class RetryTransport(httpx.BaseTransport):
    """Sends again where that is safe (see `RetryPolicy`), and keeps a rate limit.

    Args:
        policy: What is sent again, how often, after how long.
        rate_limit: The limit to keep for each token; None for none.
        transport: What carries the requests; httpx's own by default.
    """

    def __init__(
        self,
        policy: RetryPolicy | None = None,
        rate_limit: RateLimit | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._retrying = Retrying(policy or RetryPolicy())
        self._limit = rate_limit
        self._inner = transport or httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`, again if need be, and give the last answer."""

        def send() -> httpx.Response:
            if self._limit is not None:
                limiter_of(self._limit, request.url.host, request.headers.get("authorization", "")).wait()
            return self._inner.handle_request(request)

        return self._retrying.run(request, send)

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


class AsyncRetryTransport(httpx.AsyncBaseTransport):
    """`RetryTransport` for asynchronous clients."""

    def __init__(
        self,
        policy: RetryPolicy | None = None,
        rate_limit: RateLimit | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._retrying = Retrying(policy or RetryPolicy())
        self._limit = rate_limit
        self._inner = transport or httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`, again if need be, and give the last answer."""

        async def send() -> httpx.Response:
            if self._limit is not None:
                limiter = limiter_of(self._limit, request.url.host, request.headers.get("authorization", ""))
                await limiter.wait_async()
            return await self._inner.handle_async_request(request)

        return await self._retrying.run_async(request, send)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()
