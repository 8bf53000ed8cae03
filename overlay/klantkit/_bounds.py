"""Bound the time and the size of a response, and keep the connections of processes and event loops apart.

httpx's read timeout only bounds silence: a server that sends a byte every few seconds keeps a call open for ever.
Here the read timeout runs from the last byte of the request to the last byte of the response, and a response has a
maximum size, on the wire and unpacked. HTTP/1.1 has nothing that ties a response to its request, so a connection on
which anything was received that no request asked for is not used again.
"""

# ruff: noqa: SLF001
# httpx has no public access to its connections. The private names are all in this module, and tests guard them.

from __future__ import annotations

import copy
import functools
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextvars import ContextVar, Token
from types import ModuleType
from typing import Any, TypeVar

import httpcore
import httpx
from httpcore._utils import is_socket_readable

from ._call import EXTENSION, CallNote

T = TypeVar("T")

#: Maximum size of a response in bytes, as received and after unpacking.
MAX_ANSWER = 10 * 1024 * 1024

#: The note on the request that is being sent.
_note: ContextVar[CallNote] = ContextVar("klantkit_note")


@functools.cache
def _loop() -> Any:
    """The `RunVar` with an object for the running event loop."""
    from anyio.lowlevel import RunVar  # noqa: PLC0415 - slow to import, and synchronous code has no loop

    return RunVar("klantkit_loop")


def bound_connections(http: httpx.Client | httpx.AsyncClient) -> None:
    """Bound the responses to klantkit's requests that `http` receives over its connection pools."""
    transports: list[Any] = [http._transport, *http._mounts.values()]
    for transport in transports:
        pool = getattr(transport, "_pool", None)  # a custom transport has none
        if isinstance(pool, httpcore.ConnectionPool):
            transport._pool = _Pool(pool)
        elif isinstance(pool, httpcore.AsyncConnectionPool):
            transport._pool = _AsyncPool(pool)
        inner = [*getattr(transport, "__dict__", {}).values()]  # such as that of `RetryTransport`
        for several in [one for one in inner if isinstance(one, dict | list | tuple)]:
            inner += several.values() if isinstance(several, dict) else several
        kinds = httpx.BaseTransport | httpx.AsyncBaseTransport
        transports += [one for one in inner if isinstance(one, kinds) and one not in transports]


class Bounds:
    """Time and size left for one response; `errors` is the module whose exceptions are raised."""

    def __init__(self, errors: ModuleType = httpcore) -> None:
        self._errors = errors
        self.restart()

    def restart(self) -> None:
        """Start again, because more of the request was sent."""
        self._since = time.monotonic()
        self.size = 0  # of what was received

    def left(self, timeout: float | None) -> float | None:
        """Seconds left of `timeout`."""
        if timeout is None:
            return None
        left = self._since + timeout - time.monotonic()
        if left <= 0:
            raise self._errors.ReadTimeout("the response took too long")
        return left

    def count(self, data: bytes) -> bytes:
        """Count `data`, and return it."""
        self.size += len(data)
        if self.size > MAX_ANSWER:  # not retried: it would be as long again
            raise self._errors.ProtocolError(f"the response is longer than {MAX_ANSWER} bytes")
        return data


class _Stream:
    """A connection, whose reads and writes its subclasses bound."""

    def __init__(self, inner: Any, timeout: float | None = None) -> None:
        self._inner = inner
        self._timeout = timeout  # to connect, also to a SOCKS proxy, whose replies httpcore reads without a timeout
        self._socket: Any = None
        self.bounds = Bounds()  # of the response that is due
        self.parser: Any = None  # the h11 connection, once there was a response
        self.buffered: list[Callable[[], int]] = []  # how much was received and not read, layer by layer
        self.was_answered = False  # whether a response began before the request was sent to its end

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def get_extra_info(self, info: str) -> Any:
        """Like that of httpcore, which drops an idle connection that is readable."""
        if info != "is_readable" or self.parser is None:
            return self._inner.get_extra_info(info)
        if self.parser.trailing_data[0] or any(size() for size in self.buffered):
            return True
        if self._socket is None:
            self._socket = self._inner.get_extra_info("socket")  # kept: anyio asks for its addresses each time
        return is_socket_readable(self._socket)

    def check_write(self, buffer: bytes) -> None:
        """Note that a part of the request is sent."""
        if self.parser is not None:
            self.was_answered = bool(self.get_extra_info("is_readable"))
            if self.was_answered and self.bounds.size:  # before the first part, so no request asked for it
                raise httpcore.ConnectionNotAvailable  # httpcore closes the connection and takes another
        # Neither a request to a proxy nor the greeting of SOCKS is a part of the request.
        if not buffer.startswith((b"CONNECT ", b"\1", b"\5")) and (note := _note.get(None)):
            note.sent = True


class _SyncStream(_Stream):
    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.bounds.count(self._inner.read(max_bytes, self.bounds.left(timeout or self._timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if buffer:
            self.check_write(buffer)
            self._inner.write(buffer, timeout)
            self.bounds.restart()

    def start_tls(self, *args: Any, **kwargs: Any) -> _SyncStream:
        return _SyncStream(self._inner.start_tls(*args, **kwargs))


class _AsyncStream(_Stream):
    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's signature
        return self.bounds.count(await self._inner.read(max_bytes, self.bounds.left(timeout or self._timeout)))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's signature
        if buffer:
            self.check_write(buffer)
            await self._inner.write(buffer, timeout)
            self.bounds.restart()

    async def start_tls(self, *args: Any, **kwargs: Any) -> _AsyncStream:
        return _AsyncStream(await self._inner.start_tls(*args, **kwargs))


class _Backend:
    """A network backend, sync or async, whose connections are wrapped by `wrap`."""

    def __init__(self, inner: Any, wrap: Callable[[Any, float | None], Any]) -> None:
        self._inner = inner
        self._wrap = wrap

    def __getattr__(self, name: str) -> Any:
        inner = getattr(self._inner, name)
        if name == "sleep":
            return inner
        return lambda *args, **kwargs: self._wrap(inner(*args, **kwargs), kwargs.get("timeout"))


async def _wrap_async(connecting: Awaitable[Any], timeout: float | None) -> _AsyncStream:  # noqa: ASYNC109 - kept
    return _AsyncStream(await connecting, timeout)


def kept_alone(kept: dict[tuple[Any, ...], T], key: tuple[Any, ...], value: T) -> T:
    """Keep `value`, or that of a faster thread, and drop the others of this process, whose ID begins each key.

    Those of a parent process stay: it may still use them, and in a forked process, their locks may be held for ever.
    """
    value = kept.setdefault(key, value)
    for other in [*kept]:
        if other != key and other[0] == key[0]:
            kept.pop(other, None)  # unless another thread did
    return value


class _Pools:
    """Stands in for the connection pool of an httpx transport, which it leaves alone.

    klantkit's requests go over a bounded copy, so that the requests of other users of the transport stay as they are.
    Each process and each event loop gets a copy of its own: in a forked process, connections and locks are those of the
    parent, and in another event loop, those of a loop that has ended.
    """

    _wrap: Callable[[Any, float | None], Any]

    def __init__(self, pool: Any) -> None:
        self._pool = pool
        self._copies: dict[tuple[Any, ...], Any] = {}

    def _home(self) -> tuple[int, object]:
        return os.getpid(), None

    def _copy(self) -> Any:
        """The copy of this process and event loop, with connections of its own, which speak HTTP/1.1."""
        home = self._home()
        if (pool := self._copies.get(home)) is None:
            pool = copy.copy(self._pool)
            pool._connections, pool._requests = [], []
            pool._optional_thread_lock = type(pool._optional_thread_lock)()
            pool._http1, pool._http2 = True, False
            pool._network_backend = _Backend(pool._network_backend, self._wrap)
            pool = kept_alone(self._copies, home, pool)
        return pool


def _noted(request: httpcore.Request) -> Token[CallNote]:
    note = CallNote.of(request)
    note.sent = bool(note.sent)
    return _note.set(note)


class _Pool(_Pools):
    _wrap = staticmethod(_SyncStream)

    def handle_request(self, request: httpcore.Request) -> Any:
        if EXTENSION not in request.extensions:
            return self._pool.handle_request(request)
        pool = self._copy()
        token = _noted(request)
        try:
            response = pool.handle_request(request)
        except BaseException:
            pool._close_connections(_orphans_of(pool))
            raise
        finally:
            _note.reset(token)
        if _is_unasked(response):
            response.close()
            raise httpcore.RemoteProtocolError("the response was there before its request")
        return response

    def close(self) -> None:
        self._pool.close()
        self._copy().close()

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None:
        self.close()


class _AsyncPool(_Pools):
    _wrap = staticmethod(_wrap_async)

    def _home(self) -> tuple[int, object]:
        loop = _loop().get(None)
        if loop is None:
            _loop().set(loop := object())
        return os.getpid(), loop

    async def handle_async_request(self, request: httpcore.Request) -> Any:
        if EXTENSION not in request.extensions:
            return await self._pool.handle_async_request(request)
        pool = self._copy()
        token = _noted(request)
        try:
            response = await pool.handle_async_request(request)
        except BaseException:
            await pool._close_connections(_orphans_of(pool))  # it shields itself from cancellation
            raise
        finally:
            _note.reset(token)
        is_unasked = _is_unasked(response)
        if hasattr(response.stream, "_pool"):  # not that of respx, which stands in for the pools of httpcore
            response.stream = _Released(response.stream)
        if is_unasked:
            await response.aclose()
            raise httpcore.RemoteProtocolError("the response was there before its request")
        return response

    async def aclose(self) -> None:
        await self._pool.aclose()
        await self._copy().aclose()

    async def __aenter__(self) -> None: ...

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


class _Released:
    """A body that frees its place in the pool even if its task is cancelled while it is closed."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for data in self._inner:
            yield data

    async def aclose(self) -> None:
        try:
            await self._inner.aclose()
        finally:  # httpcore shields that from the cancellation of anyio, not from that of asyncio
            pool, request = self._inner._pool, self._inner._pool_request
            if request in pool._requests:
                pool._requests.remove(request)
                await pool._close_connections(_orphans_of(pool))


def _orphans_of(pool: Any) -> list[Any]:
    """Connections to close: those that a cancelled request leaves in the pool for ever (encode/httpcore#1093)."""
    with pool._optional_thread_lock:
        owned = [request.connection for request in pool._requests]
        kept = [one for one in pool._connections if one in owned or one.is_idle() or one.is_closed()]
        orphans = [one for one in pool._connections if one not in kept]
        pool._connections = kept
        return orphans + pool._assign_requests_to_connections() if orphans else []


def _is_unasked(response: Any) -> bool:
    """Whether a success came before the end of its request, and so answers no request; an error may come as early."""
    stream = response.extensions.get("network_stream")
    if not isinstance(stream, _Stream):
        return False
    if stream.parser is None:
        stream.parser = response.stream._stream._connection._h11_state
        stream.buffered = _buffers_of(stream._inner)
    return stream.was_answered and httpx.codes.is_success(response.status)


def _buffers_of(stream: Any) -> list[Callable[[], int]]:
    """For `stream` and each that it wraps, a function that counts the bytes or pieces received and not yet read."""
    found: list[Callable[[], int]] = []
    while stream is not None:
        bio = getattr(stream, "_read_bio", getattr(stream, "_incoming", None))  # TLS of anyio; of trio and httpcore
        found += [functools.partial(getattr, bio, "pending")] if hasattr(bio, "pending") else []
        queue = getattr(getattr(stream, "_protocol", None), "read_queue", None)
        found += [queue.__len__] if queue is not None else []
        above, stream = stream, getattr(stream, "_inner", None)  # ours; of anyio and trio; of httpcore
        stream = stream or getattr(above, "transport_stream", getattr(above, "_stream", None))
    return found
