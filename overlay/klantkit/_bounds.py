"""Bound the time and the size of a response.

httpx's read timeout only bounds silence: a server that sends a byte every few seconds keeps a call open for ever.
Here the read timeout runs from the last byte of the request to the last byte of the response, and a response has a
maximum size, on the wire and unpacked.
"""

from __future__ import annotations

import time
import zlib
from typing import Any

import httpcore
import httpx

#: Maximum size of a response in bytes, as received and after unpacking.
MAX_ANSWER = 10 * 1024 * 1024

#: The content encodings that `unpack` supports. By itself httpx also asks for those it finds libraries for.
ACCEPT_ENCODING = "gzip, deflate"


def bound_connections(http: httpx.Client | httpx.AsyncClient) -> None:
    """Bound every response that `http` receives over its connection pools.

    httpx has no public access to the bytes of a connection, so this uses four private names: `_transport` and
    `_mounts` of the client, `_pool` of its transports, and `_network_backend` of httpcore's pools. If one of them
    goes away, the tests with a dripping server fail.
    """
    transports = [http._transport, *http._mounts.values()]  # noqa: SLF001 - see above
    for transport in transports:
        pool = getattr(transport, "_pool", None)  # a custom transport has none
        if isinstance(pool, httpcore.ConnectionPool):
            pool._network_backend = _Backend(pool._network_backend)  # noqa: SLF001 - see above
        elif isinstance(pool, httpcore.AsyncConnectionPool):
            pool._network_backend = _AsyncBackend(pool._network_backend)  # noqa: SLF001 - see above


def is_early(response: httpx.Response) -> bool:
    """Whether a response was received before its request was sent.

    It then came with the previous response on the same connection, and httpcore takes it for the response to this
    request.
    """
    stream = response.extensions.get("network_stream")
    return isinstance(stream, _Stream | _AsyncStream) and stream.bounds.is_untouched


def unpack(content: bytes, encoding: str) -> bytes:
    """Undo the content encodings of a body; `encoding` is the value of its `Content-Encoding`.

    Raises:
        ValueError: An encoding is unsupported, the content is broken, or it unpacks to more than `MAX_ANSWER` bytes.
    """
    for name in reversed(encoding.lower().split(",")):
        match name.strip():
            case "" | "identity":
                pass
            case "gzip" | "x-gzip":
                content = _inflate(content, zlib.MAX_WBITS + 16)
            case "deflate":  # with a zlib header (RFC 9110, 8.4.1.2); some servers send it without
                content = _inflate(content, zlib.MAX_WBITS, -zlib.MAX_WBITS)
            case _:
                raise ValueError("its content encoding is not one that was asked for")
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
    """Time and size left for one response."""

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Start again, because more of the request was sent."""
        self._since = time.monotonic()
        self._size = 0

    @property
    def is_untouched(self) -> bool:
        """Whether nothing of the response was received."""
        return self._size == 0

    def left(self, timeout: float | None) -> float | None:
        """Seconds left of `timeout`."""
        if timeout is None:
            return None
        left = self._since + timeout - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the response took too long")
        return left

    def count(self, data: bytes) -> bytes:
        """Count `data`, and return it."""
        self._size += len(data)
        if self._size > MAX_ANSWER:
            raise httpcore.ReadError(f"the response is longer than {MAX_ANSWER} bytes")
        return data


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner
        self.bounds = _Bounds()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.bounds.count(self._inner.read(max_bytes, self.bounds.left(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)
        self.bounds.restart()

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(*args, **kwargs))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, inner: httpcore.NetworkBackend) -> None:
        self._inner = inner

    def connect_tcp(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        return _Stream(self._inner.connect_tcp(*args, **kwargs))

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        return _Stream(self._inner.connect_unix_socket(*args, **kwargs))

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _AsyncStream(httpcore.AsyncNetworkStream):
    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self.bounds = _Bounds()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's signature
        return self.bounds.count(await self._inner.read(max_bytes, self.bounds.left(timeout)))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's signature
        await self._inner.write(buffer, timeout)
        self.bounds.restart()

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(self, *args: Any, **kwargs: Any) -> httpcore.AsyncNetworkStream:
        return _AsyncStream(await self._inner.start_tls(*args, **kwargs))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _AsyncBackend(httpcore.AsyncNetworkBackend):
    def __init__(self, inner: httpcore.AsyncNetworkBackend) -> None:
        self._inner = inner

    async def connect_tcp(self, *args: Any, **kwargs: Any) -> httpcore.AsyncNetworkStream:
        return _AsyncStream(await self._inner.connect_tcp(*args, **kwargs))

    async def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.AsyncNetworkStream:
        return _AsyncStream(await self._inner.connect_unix_socket(*args, **kwargs))

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)
