"""A misbehaving server: raw sockets on 127.0.0.1, one thread per connection and one small function per fault.

    with FaultServer(cut_inside_the_body) as server:
        ...  # call server.url
    assert 1 == len(server.requests)

A fault is called for each connection, after its first request was read, or before that with `read=False`. When
it returns, the connection is closed. No fault lasts longer than `LONGEST`, so a client that waits for it forever
makes one test slow instead of blocking the run.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Self

#: Seconds after which every fault ends: far more than any call here may take.
LONGEST = 6.0

#: Seconds between the bytes of a drip: far less than any read timeout here, so no single read ever times out.
DRIP = 0.02


@dataclass
class Request:
    """A request as received.

    Attributes:
        head: The request line and the header fields.
        body: The body; shorter than its Content-Length if the connection ended early.

    """

    head: bytes
    body: bytes = b""


@dataclass
class Connection:
    """A connection, as passed to a fault.

    Attributes:
        socket: The socket.
        server: The server, which records the requests.

    """

    socket: socket.socket
    server: FaultServer
    _unread: bytearray = field(default_factory=bytearray)

    def send(self, *parts: bytes) -> None:
        """Send each of `parts` with a call of its own."""
        for part in parts:
            self.socket.sendall(part)

    def drip(self, data: Iterable[bytes]) -> None:
        """Send `data` slowly, until the client disconnects or `LONGEST` has passed."""
        end = time.monotonic() + LONGEST
        for part in data:
            self.send(part)
            if self.server.stopping.wait(DRIP) or time.monotonic() > end:
                return

    def flood(self, data: bytes) -> None:
        """Send `data` repeatedly at full speed, until the client disconnects or `LONGEST` has passed."""
        end = time.monotonic() + LONGEST
        block = data * (1 + 65536 // len(data))
        while not self.server.stopping.is_set() and time.monotonic() < end:
            self.send(block)

    def hold(self) -> None:
        """Neither send nor read, until the server stops or `LONGEST` has passed."""
        self.server.stopping.wait(LONGEST)

    def reset(self) -> None:
        """Close the connection with RST instead of FIN."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def read_head(self) -> Request | None:
        """Read the head of the next request and record it; None at the end of the connection."""
        while b"\r\n\r\n" not in self._unread:
            data = self.socket.recv(65536)
            if not data:
                return None
            self._unread += data
        head, _, rest = bytes(self._unread).partition(b"\r\n\r\n")
        self._unread[:] = rest
        request = Request(head)
        self.server.requests.append(request)
        return request

    def read_request(self) -> Request | None:
        """Read the next request and record it; None at the end of the connection."""
        request = self.read_head()
        if request is None:
            return None
        fields = dict(line.lower().split(b": ", 1) for line in request.head.split(b"\r\n")[1:])
        length = int(fields.get(b"content-length", 0))
        while len(self._unread) < length:
            data = self.socket.recv(65536)
            if not data:
                break
            self._unread += data
        request.body = bytes(self._unread[:length])
        del self._unread[:length]
        return request


Fault = Callable[[Connection], None]


class FaultServer:
    """A server with a fault, as a context manager.

    Attributes:
        url: The server's base URL.
        requests: The requests received, over all connections.
        connections: The number of connections accepted.
        stopping: Set when the server stops.

    """

    def __init__(self, fault: Fault, *, read: bool = True, receive_buffer: int | None = None) -> None:
        """Prepare a server; entering the context starts it.

        Args:
            fault: Called for each connection.
            read: Whether to read the first request before calling `fault`.
            receive_buffer: Size of the socket's receive buffer in bytes; the system's default if None.

        """
        self.requests: list[Request] = []
        self.connections = 0
        self.stopping = threading.Event()
        self._fault = fault
        self._read = read
        self._receive_buffer = receive_buffer
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._listener = socket.socket()
        if self._receive_buffer is not None:
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._receive_buffer)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(32)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        with socket.create_connection(("127.0.0.1", self.port)):  # wakes accept()
            self._accepting.join(LONGEST)
        self._listener.close()
        for thread in self._threads:
            thread.join(2 * LONGEST)
            assert not thread.is_alive(), "a fault did not end"

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self.stopping.is_set():
                connection.close()
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, accepted: socket.socket) -> None:
        # The client may disconnect at any time, which ends the fault.
        with accepted, contextlib.suppress(OSError):
            accepted.settimeout(LONGEST)
            connection = Connection(accepted, self)
            if not self._read or connection.read_request() is not None:
                self._fault(connection)


# Building blocks for faults.


def head(status: int | str = 201, **fields: str | int) -> bytes:
    """A status line and header fields; each `_` in a name becomes `-`."""
    lines = [f"HTTP/1.1 {status} X", *(f"{name.replace('_', '-')}: {value}" for name, value in fields.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def answer(status: int | str = 201, body: object = b"", **fields: str | int) -> bytes:
    """A complete response; a body that is not bytes is encoded as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    usual: dict[str, str | int] = {"Content_Type": "application/json", "Content_Length": len(content)}
    return head(status, **(usual | fields)) + content


def answers(*data: bytes) -> Fault:
    """Sends `data` and closes."""

    def send_and_close(connection: Connection) -> None:
        connection.send(*data)

    return send_and_close


def answers_each(*data: bytes) -> Fault:
    """Sends one of `data` per request on an open connection; the last is repeated for all further requests."""

    def send_for_each(connection: Connection) -> None:
        for one in itertools.chain(data, itertools.repeat(data[-1])):
            connection.send(one)
            if connection.read_request() is None:
                return

    return send_for_each


def stops_after(*data: bytes) -> Fault:
    """Sends `data` and then nothing, but keeps the connection open."""

    def send_and_hold(connection: Connection) -> None:
        connection.send(*data)
        connection.hold()

    return send_and_hold


def resets_after(*data: bytes) -> Fault:
    """Sends `data`, gives the client time to read it, and resets the connection."""

    def send_and_reset(connection: Connection) -> None:
        connection.send(*data)
        connection.server.stopping.wait(0.05)  # an RST discards data that was not read yet
        connection.reset()

    return send_and_reset


# Faults.


def silence(connection: Connection) -> None:
    """Never answers."""
    connection.hold()


def close_at_once(connection: Connection) -> None:
    """Closes without sending anything."""
    connection.socket.close()


def reset_at_once(connection: Connection) -> None:
    """Resets without sending anything."""
    connection.reset()


def reset_after_a_byte(connection: Connection) -> None:
    """Resets after sending one byte."""
    connection.socket.recv(1)
    connection.reset()


def echo(connection: Connection) -> None:
    """Sends back the bytes received."""
    connection.send(connection.server.requests[-1].head, b"\r\n\r\n")


def _endless(name: str, send: Callable[[Connection], object], *start: bytes) -> Fault:
    """A fault that sends `start`, and then without end."""

    def fault(connection: Connection) -> None:
        connection.send(*start)
        send(connection)

    fault.__name__ = name
    return fault


def _drip(name: str, start: bytes, *parts: bytes) -> Fault:
    return _endless(f"drip_{name}", lambda connection: connection.drip(itertools.cycle(parts)), start)


def _flood(name: str, start: bytes, data: bytes) -> Fault:
    return _endless(f"flood_{name}", lambda connection: connection.flood(data), start)


_STATUS, _CONTINUE, _FILLER = b"HTTP/1.1 201 Created\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", b"X-Filler: "
_PLAIN = head(Content_Type="application/json")
_CHUNKED = head(Content_Type="application/json", Transfer_Encoding="chunked")
_ENDED = _CHUNKED + b"2\r\n{}\r\n0\r\n"  # a complete body, before the trailer fields

# Slowly, part by part.
drip_status_line = _drip("status_line", b"HTTP/1.1 201 ", b"x")
drip_headers = _drip("headers", _STATUS, b"X", b"-", b"A", b":", b" ", b"1", b"\r\n")
drip_body = _drip("body", head(Content_Type="application/json", Content_Length=10_000), b" ")
drip_body_without_length = _drip("body_without_length", _PLAIN, b" ")
drip_chunks = _drip("chunks", _CHUNKED, b"1\r\n \r\n")
drip_chunk_size = _drip("chunk_size", _CHUNKED + b"1;", b"x")
drip_trailers = _drip("trailers", _ENDED, b"X: 1\r\n")
drip_continues = _drip("continues", b"", _CONTINUE)

# At full speed.
flood_continues = _flood("continues", b"", _CONTINUE)
flood_headers = _flood("headers", _STATUS, _FILLER + b"x" * 100 + b"\r\n")
flood_one_header = _flood("one_header", _STATUS + _FILLER, b"x" * 1000)
flood_status_line = _flood("status_line", b"HTTP/1.1 201 ", b"x" * 1000)
flood_body = _flood("body", _PLAIN, b" " * 1000)
flood_body_of_known_length = _flood(  # of 8 EiB
    "body_of_known_length", head(Content_Type="application/json", Content_Length=2**63), b" " * 1000
)
flood_chunks = _flood("chunks", _CHUNKED, b"400\r\n" + b" " * 1024 + b"\r\n")
flood_tiny_chunks = _flood("tiny_chunks", _CHUNKED, b"1\r\n \r\n")  # the most expensive kind to parse
flood_trailers = _flood("trailers", _ENDED, _FILLER + b"x" * 100 + b"\r\n")


# Faults while the request is still being sent. They read it themselves: `read=False`.


def never_reads(connection: Connection) -> None:
    """Accepts the connection and reads nothing, not even the head."""
    connection.hold()


def reads_the_head_only(connection: Connection) -> None:
    """Reads the head, and then nothing."""
    connection.read_head()
    connection.hold()


def reads_slowly(connection: Connection) -> None:
    """Reads the request slowly but steadily, then sends a 500."""
    connection.read_head()
    connection.socket.settimeout(0.3)
    with contextlib.suppress(TimeoutError):
        while connection.socket.recv(256 * 1024):
            time.sleep(DRIP)
    connection.send(answer(500))


def refuses_early_and_reads_on(connection: Connection) -> None:
    """A 413 after the head; reads the rest of the request, then closes, as RFC 9112 (9.6) requires."""
    connection.read_head()
    connection.send(answer(413, Connection="close"))
    connection.socket.shutdown(socket.SHUT_WR)
    while connection.socket.recv(65536):
        pass


def refuses_early_and_closes(connection: Connection) -> None:
    """A 413 after the head, then closes at once, so that the rest of the request meets a reset."""
    connection.read_head()
    connection.send(answer(413, Connection="close"))


def closes_inside_the_request(connection: Connection) -> None:
    """Reads the head, and closes while the body is being sent."""
    connection.read_head()


def resets_inside_the_request(connection: Connection) -> None:
    """Reads the head, and resets while the body is being sent."""
    connection.read_head()
    connection.reset()
