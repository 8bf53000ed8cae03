"""The wrappers that bound a connection in time and size pass everything else through."""

from __future__ import annotations

import inspect
import io
import socket
import ssl
import time
import types
import zlib
from collections.abc import Iterator
from typing import Any

import anyio
import anyio.abc
import anyio.lowlevel
import httpcore
import httpx
import klantkit
import pytest
from httpcore._backends.anyio import AnyIOStream
from httpcore._utils import is_socket_readable
from klantkit import _bounds
from klantkit._call import CallNote
from klantkit._files import PDF, Uploads
from klantkit._http import unpack
from klantkit._retry import _sleep_async

pytestmark = pytest.mark.anyio


class Inner:
    """A fake network backend and stream, sync or async, that records its calls."""

    def __init__(self, *, asynchronous: bool) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self._asynchronous = asynchronous

    def _answer(self, *asked: Any, answer: Any = None) -> Any:
        self.asked.append(asked)
        if not self._asynchronous:
            return answer

        async def answered() -> Any:
            await anyio.lowlevel.checkpoint()
            return answer

        return answered()

    def connect_tcp(self, *arguments: Any) -> Any:
        return self._answer("connect_tcp", *arguments, answer=self)

    def connect_unix_socket(self, *arguments: Any) -> Any:
        return self._answer("connect_unix_socket", *arguments, answer=self)

    def start_tls(self, *arguments: Any) -> Any:
        return self._answer("start_tls", *arguments, answer=self)

    def sleep(self, *arguments: Any) -> Any:
        return self._answer("sleep", *arguments)

    def read(self, *arguments: Any) -> Any:
        return self._answer("read", arguments[0], answer=b"data")

    def write(self, *arguments: Any) -> Any:
        return self._answer("write", *arguments)

    def close(self) -> Any:
        return self._answer("close")

    aclose = close

    def get_extra_info(self, name: str) -> str:
        return f"{name} of the connection"


async def _ended(outcome: Any) -> Any:
    return await outcome if inspect.isawaitable(outcome) else outcome


def test_a_clock_that_is_set_changes_no_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds = _bounds.Bounds()
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert 4 < (bounds.left(5) or 0) <= 5
    bounds.restart()
    monkeypatch.setattr(time, "time", lambda: 1e12)
    assert 4 < (bounds.left(5) or 0) <= 5


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
async def test_every_call_is_passed_through(*, asynchronous: bool) -> None:
    inner: Any = Inner(asynchronous=asynchronous)
    backend: Any = _bounds._Backend(inner, _bounds._wrap_async if asynchronous else _bounds._SyncStream)
    options = [(1, 2, 3)]
    tcp = await _ended(backend.connect_tcp("host", 443, 5.0, "127.0.0.2", options))
    unix = await _ended(backend.connect_unix_socket("/socket", 5.0, options))
    await _ended(backend.sleep(0.5))
    context = ssl.create_default_context()
    tls = await _ended(tcp.start_tls(context, "host", 5.0))
    kind = _bounds._AsyncStream if asynchronous else _bounds._SyncStream
    for stream in (tcp, unix, tls):
        assert kind is type(stream)
        assert 0 == stream.bounds.size
        assert b"data" == await _ended(stream.read(10, 5.0))
        assert stream.bounds.size
        await _ended(stream.write(b"x", 5.0))
        assert 0 == stream.bounds.size
        assert "socket of the connection" == stream.get_extra_info("socket")
        await _ended(stream.aclose() if asynchronous else stream.close())
    used = [("read", 10), ("write", b"x", 5.0), ("close",)]
    assert inner.asked == [
        ("connect_tcp", "host", 443, 5.0, "127.0.0.2", options),
        ("connect_unix_socket", "/socket", 5.0, options),
        ("sleep", 0.5),
        ("start_tls", context, "host", 5.0),
        *used * 3,
    ]


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize(
    ("data", "sent"),
    [
        (b"CONNECT api.invalid:443 HTTP/1.1\r\n", False),
        (b"\5\2\0\2", False),  # SOCKS5: the methods of authentication (RFC 1928, 3), and the request (4)
        (b"\5\1\0\3\x0bapi.invalid\1\xbb", False),
        (b"\1\2me\6s3cret", False),  # the password (RFC 1929, 2)
        (b"", False),
        (b"POST /customers HTTP/1.1\r\n", True),
    ],
)
async def test_what_a_proxy_gets_is_no_part_of_the_request(data: bytes, *, sent: bool, asynchronous: bool) -> None:
    inner: Any = Inner(asynchronous=asynchronous)
    stream: Any = (_bounds._AsyncStream if asynchronous else _bounds._SyncStream)(inner)
    note = CallNote(sent=False)
    token = _bounds._note.set(note)
    await _ended(stream.write(data, 5.0))
    _bounds._note.reset(token)
    assert sent == note.sent


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
async def test_a_read_without_a_timeout_has_that_of_connecting(*, asynchronous: bool) -> None:
    """Httpcore reads the replies of a SOCKS proxy so."""
    inner: Any = httpcore.AnyIOBackend() if asynchronous else httpcore.SyncBackend()
    backend: Any = _bounds._Backend(inner, _bounds._wrap_async if asynchronous else _bounds._SyncStream)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host, port = silent.getsockname()
        stream = await _ended(backend.connect_tcp(host=host, port=port, timeout=0.2))
        with pytest.raises(httpcore.ReadTimeout), anyio.fail_after(30):
            await _ended(stream.read(max_bytes=1))
        await _ended(stream.aclose() if asynchronous else stream.close())


async def test_each_connection_of_each_transport_is_bounded() -> None:
    with klantkit.Notify("k", transport=httpx.HTTPTransport(uds="/nowhere")) as client:
        pool = client._own_sender.http._transport._pool  # type: ignore[attr-defined]
        assert isinstance(pool, _bounds._Pool)
    async with klantkit.AsyncNotify("k", transport=httpx.AsyncHTTPTransport(uds="/nowhere")) as twin:
        pool = twin._own_sender.http._transport._pool  # type: ignore[attr-defined]
        assert isinstance(pool, _bounds._AsyncPool)


@pytest.mark.parametrize("kind", [list, tuple, lambda several: dict(enumerate(several))], ids=["list", "tuple", "dict"])
def test_each_of_several_transports_of_a_transport_is_bounded(kind: Any) -> None:
    several = [httpx.HTTPTransport(uds="/nowhere") for _ in range(2)]
    transport = httpx.MockTransport(lambda _: httpx.Response(201))
    transport.several = kind(several)  # type: ignore[attr-defined]
    with klantkit.Notify("k", transport=transport):
        assert all(isinstance(one._pool, _bounds._Pool) for one in several)


def test_one_value_is_kept_for_a_process() -> None:
    class Kept(dict[Any, Any]):
        def __iter__(self) -> Iterator[Any]:
            return iter([(1, "dropped by another thread"), *super().__iter__()])

    kept = Kept({(1, "before"): "a", (2, "before"): "of the parent"})
    assert ["b", "b"] == [_bounds.kept_alone(kept, (1, "now"), value) for value in ("b", "c")]
    assert {(1, "now"): "b", (2, "before"): "of the parent"} == dict(kept.items())


@pytest.mark.parametrize("tls", [False, True], ids=["plain", "TLS"])
async def test_bytes_in_a_buffer_of_the_event_loop_are_seen(*, tls: bool) -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        stream: Any = AnyIOStream(await anyio.abc.SocketStream.from_socket(ours))
        if tls:
            stream = AnyIOStream(types.SimpleNamespace(transport_stream=stream._stream))  # type: ignore[arg-type]
        inner = stream._stream.transport_stream if tls else stream._stream
        sizes = _bounds._buffers_of(_bounds._AsyncStream(stream))
        theirs.send(b"more")
        assert b"m" == await inner.receive(1)
        assert not is_socket_readable(ours)
        assert any(size() for size in sizes)
        assert b"ore" == await inner.receive()
        assert not any(size() for size in sizes)
        await inner.aclose()


def test_time_left_without_and_with_a_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds = _bounds.Bounds()
    assert bounds.left(None) is None
    left = bounds.left(60)
    assert left is not None
    assert 0 < left <= 60
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)  # exactly no time left is too little
    bounds.restart()
    with pytest.raises(httpcore.ReadTimeout, match="took too long"):
        bounds.left(0)


def test_the_size_limit_is_inclusive() -> None:
    bounds = _bounds.Bounds()
    whole = bytes(_bounds.MAX_ANSWER)
    assert whole is bounds.count(whole)
    with pytest.raises(httpcore.ProtocolError, match="longer than 10485760 bytes"):
        bounds.count(b"x")
    assert len(whole) == len(unpack(zlib.compress(whole), "deflate"))
    with pytest.raises(ValueError, match="longer than 10485760 bytes"):
        unpack(zlib.compress(whole + b"x"), "deflate")


async def test_asynchronous_waits_use_anyio_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(anyio, "sleep", sleep)
    await _sleep_async(1.5)
    assert [1.5] == waited


def test_an_upload_s_content_is_seekable() -> None:
    with Uploads() as upload:
        content, name, media_type = upload("pdf", io.BytesIO(b"%PDF-1.7 abc"), PDF)
    assert ("pdf.pdf", PDF) == (name, media_type)
    assert content.seekable()
    assert (12, 3) == (content.seek(0, io.SEEK_END), content.seek(3))
    assert (3, b"F-", 5) == (content.tell(), content.read(2), content.tell())
    assert (0, b"%PDF-1.7 abc", b"") == (content.seek(0), content.read(100), content.read(1))
