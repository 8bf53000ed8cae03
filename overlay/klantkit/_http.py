"""Open httpx clients and read their responses: the same headers and bounds for API calls and OAuth."""

from __future__ import annotations

import os
import ssl
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, closing
from pathlib import Path
from typing import Any, TypeVar

import httpx

from ._bounds import MAX_ANSWER, Bounds, kept_alone
from ._call import CallNote
from ._errors import ConfigurationError
from ._version import __version__

T = TypeVar("T")
HttpT = TypeVar("HttpT", httpx.Client, httpx.AsyncClient)

#: Sent with every request. By itself httpx also asks for the content encodings that it finds libraries for.
HEADERS = {"User-Agent": f"klantkit/{__version__}", "Accept-Encoding": "gzip, deflate"}

#: The environment variables that httpx and Python read, some also in lower case.
_VARIABLES = {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"}

#: Maximum number of content encodings of a response, and of gzip members in one of them: each costs time.
_MAX_LAYERS, _MAX_MEMBERS = 3, 100

#: The extension of a response that holds its headers as received.
_RECEIVED = "klantkit_headers"


def open_http(kind: type[HttpT], transport: Any) -> HttpT:
    """Open a client of httpx without cookies; `transport` replaces httpx's own."""
    hooks = {"response": [_hide_location if kind is httpx.Client else _hide_location_async]}
    http = opened(kind, transport=transport, headers=HEADERS, event_hooks=hooks)
    # No API needs cookies, reading them is slow, and a non-ASCII one would prevent the next request from being built.
    vars(http.cookies)["extract_cookies"] = lambda _: None
    return http


def opened(kind: Callable[..., T], **options: Any) -> T:
    """Open a client, or a transport, of httpx. It reads the environment unless it has a `transport`."""
    try:
        if options.get("transport") is None:
            for name in ("SSL_CERT_FILE", "SSLKEYLOGFILE"):
                if Path(os.environ.get(name, "")).is_fifo():  # opening it may block
                    raise OSError(f"{name} is a pipe")  # noqa: TRY301 - reported as those of httpx
            options["verify"] = tls_context()
        return kind(**options)
    except Exception as error:  # noqa: BLE001 - httpx's own, ValueError, ImportError, OSError ...
        names = sorted(name for name in os.environ if name.upper() in _VARIABLES)
        reason = type(error).__name__
        if isinstance(error, OSError | ImportError):  # the text of others may hold the password of a proxy
            reason += f": {error}"
        raise ConfigurationError(
            f"No HTTP client can be opened ({reason}). Check the environment variables for proxies and certificates: "
            f"{', '.join(names) or 'none is set'}."
        ) from None


#: The TLS context of this process, by the trust settings that it was created with.
_contexts: dict[tuple[object, ...], ssl.SSLContext] = {}


def tls_context() -> ssl.SSLContext:
    """The TLS context of httpx for the trust settings in the environment, shared by all clients that ask for the same.

    Loading the certificates takes 15 ms and 0.8 MB. They are loaded again if a variable or the file that it names has
    changed since, if `ssl` is patched, as by truststore, and in a forked process, since OpenSSL has locks.
    """
    values = [os.environ.get(name) for name in ("SSLKEYLOGFILE", "SSL_CERT_FILE", "SSL_CERT_DIR")]
    stats = [path.stat() for path in map(Path, filter(None, values[1:])) if path.exists()]
    files = [(stat.st_ino, stat.st_size, stat.st_mtime_ns) for stat in stats]
    key = (os.getpid(), ssl.SSLContext, ssl.create_default_context, *values, *files)
    context = _contexts.get(key)
    if context is None:
        context = httpx.create_ssl_context()
        context.set_alpn_protocols(["http/1.1"])
        # httpcore sets the same before each handshake, which could free it while another thread is copying it.
        vars(context)["set_alpn_protocols"] = lambda _: None
        context = kept_alone(_contexts, key, context)
    return context


def _hide_location(response: httpx.Response) -> None:
    """Hide `Location` from httpx, which builds the next request even for a redirect that it does not follow.

    That may raise anything if the URL is invalid.
    """
    if response.has_redirect_location:
        response.extensions[_RECEIVED] = response.headers
        response.headers = httpx.Headers([field for field in response.headers.raw if field[0].lower() != b"location"])


async def _hide_location_async(response: httpx.Response) -> None:
    _hide_location(response)


def read(response: httpx.Response, note: CallNote | None = None) -> httpx.Response:
    """Read, close and unpack a streamed response; if it cannot be unpacked, it is empty and `note` has the reason."""
    _bound(response, note or CallNote())
    with closing(response):
        response.read()
    return response


async def read_async(response: httpx.Response, note: CallNote | None = None) -> httpx.Response:
    """`read` for asynchronous code."""
    _bound(response, note or CallNote())
    async with aclosing(response):
        await response.aread()
    return response


def _bound(response: httpx.Response, note: CallNote) -> None:
    response.headers = response.extensions.pop(_RECEIVED, response.headers)
    note.unpack_error = None
    if not response.is_stream_consumed:  # by a custom transport
        response.stream = _Body(response, note)


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The unpacked body of a response. httpx unpacks without bounds: 10 MB of gzip can hold 10 GB."""

    def __init__(self, response: httpx.Response, note: CallNote) -> None:
        self._inner: Any = response.stream
        self._note = note
        self._headers = response.headers
        # Otherwise httpx would decompress it.
        self._encoding = self._headers.pop("content-encoding") if "content-encoding" in self._headers else ""
        self._timeout = response.request.extensions.get("timeout", {}).get("read")
        self._bounds = Bounds(httpx)  # custom transports have no others
        self._parts: list[bytes] = []

    def __iter__(self) -> Iterator[bytes]:
        for data in self._inner:
            self._add(data)
        yield self._unpacked()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for data in self._inner:
            self._add(data)
        yield self._unpacked()

    def close(self) -> None:
        self._inner.close()

    async def aclose(self) -> None:
        await self._inner.aclose()

    def _add(self, data: bytes) -> None:
        self._bounds.left(self._timeout)
        self._parts.append(self._bounds.count(data))

    def _unpacked(self) -> bytes:
        content = b"".join(self._parts)
        if self._encoding:
            try:
                content = unpack(content, self._encoding)
            except ValueError as error:
                content, self._note.unpack_error = b"", error
            self._headers["content-length"] = str(len(content))
        return content


def unpack(content: bytes, encoding: str) -> bytes:
    """Undo the content encodings of a body, named in `encoding`; raise `ValueError` if that is not possible."""
    names = [name for part in encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if len(names) > _MAX_LAYERS:
        raise ValueError(f"it has more than {_MAX_LAYERS} content encodings")
    for name in reversed(names if content else ()):
        match name:
            case "gzip" | "x-gzip":
                content = _inflate(content, zlib.MAX_WBITS + 16)
            case "deflate":  # with a zlib header (RFC 9110, 8.4.1.2); some servers send it without
                content = _inflate(content, zlib.MAX_WBITS, -zlib.MAX_WBITS)
            case _:
                raise ValueError("its content encoding is not one that was asked for")
    return content


def _inflate(content: bytes, *formats: int) -> bytes:
    for window_bits in formats:
        rest, unpacked = content, bytearray()
        try:
            for _ in range(_MAX_MEMBERS):
                member = zlib.decompressobj(window_bits)
                unpacked += member.decompress(rest, MAX_ANSWER + 1 - len(unpacked))
                if len(unpacked) > MAX_ANSWER:
                    raise ValueError(f"unpacked it is longer than {MAX_ANSWER} bytes")
                rest = member.unused_data.lstrip(b"\0")  # padding, as gzip reads it
                if not member.eof:
                    break
                if not rest:
                    return bytes(unpacked)
        except zlib.error:
            continue
    raise ValueError("its content encoding is broken or incomplete")
