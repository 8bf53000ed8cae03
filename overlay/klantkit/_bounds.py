"""Bound how long and how large an answer may be, and what in it may lead httpx astray.

httpx's timeouts only bound silence: a server that sends a byte every few seconds would keep a call for ever. Here
the read timeout counts from the last byte of the request to the last byte of the answer, and an answer has a
largest size, on the wire and unpacked.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterable
from http.cookiejar import CookieJar
from typing import Any

import httpcore
import httpx

#: Bytes of one answer that are taken, as they come in and after unpacking.
MAX_ANSWER = 10 * 1024 * 1024

#: The content encodings that `unpack` knows, whatever libraries for others httpx finds installed.
ACCEPT_ENCODING = "gzip, deflate"


def bound_answers(http: httpx.Client | httpx.AsyncClient) -> None:
    """Bound the answers that this client takes, and look at each before httpx does.

    httpx has no public way to a connection's bytes, so this reaches for two private names of it and httpcore's;
    the tests with a dripping server fail when they go.
    """
    http.event_hooks = {"response": [_look_at if isinstance(http, httpx.Client) else _look_at_async]}
    transports = [http._transport, *http._mounts.values()]  # noqa: SLF001 - see above
    for transport in transports:
        pool = getattr(transport, "_pool", None)  # a transport of the caller's own has none
        if isinstance(pool, httpcore.ConnectionPool):
            pool._network_backend = _Backend(pool._network_backend)  # noqa: SLF001
        elif isinstance(pool, httpcore.AsyncConnectionPool):
            pool._network_backend = _AsyncBackend(pool._network_backend)  # noqa: SLF001


def _look_at(response: httpx.Response) -> None:
    """Look at the head of an answer before httpx does."""
    stream = response.extensions.get("network_stream")
    if isinstance(stream, _Stream | _AsyncStream) and stream.is_untouched:
        # It came along with the answer before it. To httpcore it would be the answer to this request.
        raise httpx.RemoteProtocolError("the answer was there before its request", request=response.request)
    if "location" in response.headers:
        # httpx builds the request that a redirect asks for although it is not to be followed, and raises what it
        # likes where the address is none.
        response.extensions["klantkit_headers"] = response.headers
        response.headers = httpx.Headers([one for one in response.headers.raw if one[0].lower() != b"location"])


async def _look_at_async(response: httpx.Response) -> None:
    _look_at(response)


class NoCookies(CookieJar):
    """Takes no cookie: an API has none, and one that is not ASCII would keep the next request from being built."""

    def extract_cookies(self, response: Any, request: Any) -> None:
        """Leave the cookies of `response` alone."""


def take_encoding(response: httpx.Response) -> str:
    """The content encoding of an answer that is about to be read; httpx then leaves the body as it is.

    Its own unpacking knows no bounds: 10 MB of gzip can hold 10 GB.
    """
    response.headers = response.extensions.pop("klantkit_headers", response.headers)
    if response.is_stream_consumed or "content-encoding" not in response.headers:
        return ""
    encoding: str = response.headers.pop("content-encoding")
    return encoding


def unpack(content: bytes, encoding: str) -> bytes:
    """`content` without its content encodings.

    Raises:
        ValueError: They are unknown or broken, or there is more in it than `MAX_ANSWER`.
    """
    for name in reversed(encoding.lower().split(",")):
        match name.strip():
            case "" | "identity":
                pass
            case "gzip" | "x-gzip":
                content = _inflate(content, zlib.MAX_WBITS + 16)
            case "deflate":  # with the header of zlib (RFC 9110, 8.4.1.2), or as some send it, without
                content = _inflate(content, zlib.MAX_WBITS, -zlib.MAX_WBITS)
            case _:
                raise ValueError("its content encoding is none that was asked for")
    return content


def _inflate(content: bytes, *formats: int) -> bytes:
    for window_bits in formats:
        try:
            unpacked = zlib.decompressobj(window_bits).decompress(content, MAX_ANSWER + 1)
        except zlib.error:
            continue
        if len(unpacked) > MAX_ANSWER:
            raise ValueError(f"unpacked it is longer than {MAX_ANSWER} bytes")
        return unpacked
    raise ValueError("its content encoding is broken")


class _Bounds:
    """Time and size that are left of one answer."""

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """The request goes on; the answer has not begun."""
        self._since = time.monotonic()
        self._size = 0

    @property
    def is_untouched(self) -> bool:
        """Whether nothing of the answer has come."""
        return self._size == 0

    def left(self, timeout: float | None) -> float | None:
        if timeout is None:
            return None
        left = self._since + timeout - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer took too long")
        return left

    def count(self, data: bytes) -> bytes:
        self._size += len(data)
        if self._size > MAX_ANSWER:
            raise httpcore.ReadError(f"the answer is longer than {MAX_ANSWER} bytes")
        return data


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner
        self._bounds = _Bounds()

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was read since the last write."""
        return self._bounds.is_untouched

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._bounds.count(self._inner.read(max_bytes, self._bounds.left(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)
        self._bounds.restart()

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, inner: httpcore.NetworkBackend) -> None:
        self._inner = inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.connect_tcp(host, port, timeout, local_address, socket_options))

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.connect_unix_socket(path, timeout, socket_options))

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _AsyncStream(httpcore.AsyncNetworkStream):
    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self._bounds = _Bounds()

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was read since the last write."""
        return self._bounds.is_untouched

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's own
        return self._bounds.count(await self._inner.read(max_bytes, self._bounds.left(timeout)))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's own
        await self._inner.write(buffer, timeout)
        self._bounds.restart()

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own
    ) -> httpcore.AsyncNetworkStream:
        return _AsyncStream(await self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _AsyncBackend(httpcore.AsyncNetworkBackend):
    def __init__(self, inner: httpcore.AsyncNetworkBackend) -> None:
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return _AsyncStream(await self._inner.connect_tcp(host, port, timeout, local_address, socket_options))

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return _AsyncStream(await self._inner.connect_unix_socket(path, timeout, socket_options))

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)
