"""Redirect requests for the vendors' hosts to mocks, so that examples run unchanged.

Imports only httpx, because it also runs in an environment with the wheel and without the checkout.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from unittest import mock

import httpx


@contextmanager
def led(
    urls: Mapping[str, str], answer: Callable[[httpx.Request], httpx.Response | None] = lambda _: None
) -> Generator[list[httpx.URL]]:
    """Send requests for `host` to `urls[host]` instead, and yield the list of the original URLs.

    Args:
        urls: The mock's base URL per vendor host.
        answer: Called first with each request; may change it, or return a response in place of the mock's.
    """
    sent: list[httpx.URL] = []
    send, send_async = httpx.HTTPTransport.handle_request, httpx.AsyncHTTPTransport.handle_async_request

    def lead(request: httpx.Request) -> None:
        sent.append(request.url)
        _, _, path = request.url.raw_path.decode().split("/", 2)
        request.url = httpx.URL(f"{urls[request.url.host]}/{path}")

    def checked(response: httpx.Response) -> httpx.Response:
        assert "sl-violations" not in response.headers, response.headers["sl-violations"]
        return response

    def to_mock(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        if (response := answer(request)) is not None:
            return response
        lead(request)
        return checked(send(transport, request))

    async def to_mock_async(transport: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        if (response := answer(request)) is not None:
            return response
        lead(request)
        return checked(await send_async(transport, request))

    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(httpx.HTTPTransport, "handle_request", to_mock))
        stack.enter_context(mock.patch.object(httpx.AsyncHTTPTransport, "handle_async_request", to_mock_async))
        yield sent
