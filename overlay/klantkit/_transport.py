"""Retries and rate limits as transports, for the function style of the generated packages and for plain httpx.

    client = next_api.AuthenticatedClient(BASE_URL, token=token, httpx_args={"transport": RetryTransport()})

The clients of klantkit have both built in.

The default transport is httpx's own, with httpx's timeouts and without a maximum size: a transport cannot know whether
its caller reads the whole response or streams it.
"""

from __future__ import annotations

import httpx

from ._http import opened
from ._rate_limit import RateLimit, limiter_of
from ._retry import Retrying, RetryPolicy


class RetryTransport(httpx.BaseTransport):
    """Retries by method and outcome as `RetryPolicy` says, and keeps to a rate limit.

    If a connection breaks while the caller reads the body of a response, the caller gets the error: only failures up to
    the headers of the response are retried.

    Args:
        policy: Which requests are retried, how often, and after how long.
        rate_limit: The limit per token; None for no limit.
        transport: The transport that sends; httpx's own by default.
    """

    def __init__(
        self,
        policy: RetryPolicy | None = None,
        rate_limit: RateLimit | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._retrying = Retrying(policy or RetryPolicy())
        self._limit = rate_limit
        self._inner = transport or opened(httpx.HTTPTransport)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`, with retries, and return the last response."""

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
        self._inner = transport or opened(httpx.AsyncHTTPTransport)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`, with retries, and return the last response."""

        async def send() -> httpx.Response:
            if self._limit is not None:
                limiter = limiter_of(self._limit, request.url.host, request.headers.get("authorization", ""))
                await limiter.wait_async()
            return await self._inner.handle_async_request(request)

        return await self._retrying.run_async(request, send)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()
