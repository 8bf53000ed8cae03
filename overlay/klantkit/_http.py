"""Open httpx clients and read their responses: the same headers and bounds for API calls and OAuth."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from typing import Any

import httpx

from ._bounds import ACCEPT_ENCODING, bound_body, bound_connections, unpack
from ._call import CallNote
from ._errors import ConfigurationError
from ._version import __version__

#: Sent with every request.
HEADERS = {"User-Agent": f"klantkit/{__version__}", "Accept-Encoding": ACCEPT_ENCODING}

#: The environment variables that httpx reads, also in small letters.
_VARIABLES = frozenset({"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"})


class NoCookies(CookieJar):
    """Accepts no cookies: no API needs them, and a non-ASCII one would prevent the next request from being built."""

    def extract_cookies(self, response: Any, request: Any) -> None:
        """Ignore the cookies of `response`."""


class _WithoutLocation(httpx.Headers):
    """Response headers without `Location`.

    httpx builds the next request of a redirect even when it does not follow it, and may raise anything if the URL is
    invalid.

    Attributes:
        received: The headers as received.
    """

    def __init__(self, received: httpx.Headers) -> None:
        super().__init__([field for field in received.raw if field[0].lower() != b"location"])
        self.received = received


def open_client(transport: httpx.BaseTransport | None) -> httpx.Client:
    """Open a client whose responses are bounded in time and size; `transport` replaces httpx's own.

    Raises:
        ConfigurationError: An environment variable for proxies or certificates is invalid, or no file can be opened.
    """
    with _opening():
        hooks = {"response": [_check_head]}
        http = httpx.Client(transport=transport, headers=HEADERS, cookies=NoCookies(), event_hooks=hooks)
    bound_connections(http)
    return http


def open_async_client(transport: httpx.AsyncBaseTransport | None) -> httpx.AsyncClient:
    """`open_client` for asynchronous code."""
    with _opening():
        hooks = {"response": [_check_head_async]}
        http = httpx.AsyncClient(transport=transport, headers=HEADERS, cookies=NoCookies(), event_hooks=hooks)
    bound_connections(http)
    return http


@contextmanager
def _opening() -> Generator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001 - httpx's own, ValueError, ImportError, OSError ...
        names = sorted(name for name in os.environ if name.upper() in _VARIABLES)
        # The text of the others may hold the password of a proxy.
        reason = (
            f"{type(error).__name__}: {error}" if isinstance(error, OSError | ImportError) else type(error).__name__
        )
        raise ConfigurationError(
            f"No HTTP client can be opened ({reason}). Check the environment variables for proxies and certificates: "
            f"{', '.join(names) or 'none is set'}."
        ) from None


def read(response: httpx.Response, note: CallNote | None = None) -> httpx.Response:
    """Read and close a streamed response.

    Returns:
        The response with its body unpacked. If it cannot be unpacked within bounds, the body is empty and `note`
        holds the reason.
    """
    encoding = _take_encoding(response)
    bound_body(response)
    try:
        response.read()
    finally:
        response.close()
    return _unpacked(response, encoding, note or CallNote())


async def read_async(response: httpx.Response, note: CallNote | None = None) -> httpx.Response:
    """`read` for asynchronous code."""
    encoding = _take_encoding(response)
    bound_body(response)
    try:
        await response.aread()
    finally:
        await response.aclose()
    return _unpacked(response, encoding, note or CallNote())


def _check_head(response: httpx.Response) -> None:
    """Check the head of a response before httpx acts on it."""
    if "location" in response.headers:
        response.headers = _WithoutLocation(response.headers)


async def _check_head_async(response: httpx.Response) -> None:
    _check_head(response)


def _take_encoding(response: httpx.Response) -> str:
    """Remove the content encoding of an unread response, so that httpx does not unpack it.

    httpx unpacks without bounds: 10 MB of gzip can hold 10 GB.
    """
    if isinstance(response.headers, _WithoutLocation):
        response.headers = response.headers.received
    if response.is_stream_consumed or "content-encoding" not in response.headers:
        return ""
    encoding: str = response.headers.pop("content-encoding")
    return encoding


def _unpacked(response: httpx.Response, encoding: str, note: CallNote) -> httpx.Response:
    note.unpack_error = None
    if not encoding:
        return response
    try:
        content = unpack(response.content, encoding)
    except ValueError as error:
        content = b""
        note.unpack_error = error
    headers = [field for field in response.headers.raw if field[0].lower() != b"content-length"]
    return httpx.Response(
        response.status_code,
        headers=headers,
        content=content,
        request=response.request,
        extensions=response.extensions,
    )
