"""A server that does wrong: raw sockets on 127.0.0.1, one thread a connection, and one small function a fault.

    with FaultServer(cut_inside_the_body) as server:
        ...  # call server.url
    assert 1 == len(server.requests)

A fault is called for each connection, after its first request was read, or before that with `read=False`. When
it returns, the connection is closed. None of them lasts longer than `LONGEST`, so a client that hangs shows as a
test that is late, never as a run that stands still.
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

#: Seconds after which every fault gives up: far more than any call here may take.
LONGEST = 6.0

#: Seconds between the bytes of a drip: far less than any read timeout here, so no single read ever times out.
DRIP = 0.02


@dataclass
class Request:
    """One request as it came in.

    Attributes:
        head: The request line and the header fields.
        body: The body; shorter than announced when the connection ended before.

    """

    head: bytes
    body: bytes = b""


@dataclass
class Connection:
    """One connection, for a fault to mistreat.

    Attributes:
        socket: The socket.
        server: The server, which keeps the requests.

    """

    socket: socket.socket
    server: FaultServer
    _unread: bytearray = field(default_factory=bytearray)

    def send(self, *parts: bytes) -> None:
        """Send `parts`, each for itself."""
        for part in parts:
            self.socket.sendall(part)

    def drip(self, data: Iterable[bytes]) -> None:
        """Send `data` bit by bit, until the client has gone or `LONGEST` is over."""
        end = time.monotonic() + LONGEST
        for part in data:
            self.send(part)
            if self.server.stopping.wait(DRIP) or time.monotonic() > end:
                return

    def flood(self, data: bytes) -> None:
        """Send `data` over and over as fast as it goes, until the client has gone or `LONGEST` is over."""
        end = time.monotonic() + LONGEST
        block = data * (1 + 65536 // len(data))
        while not self.server.stopping.is_set() and time.monotonic() < end:
            self.send(block)

    def hold(self) -> None:
        """Say nothing and read nothing, until the server ends or `LONGEST` is over."""
        self.server.stopping.wait(LONGEST)

    def reset(self) -> None:
        """End the connection with a RST in place of a FIN."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def read_head(self) -> Request | None:
        """The head of the next request, which is then among the server's; None when there is none."""
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
        """The next request, which is then among the server's; None when there is none."""
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
        url: Where it is.
        requests: Those that came in, on whichever connection.
        connections: How many there were.
        stopping: Set when the server ends.

    """

    def __init__(self, fault: Fault, *, read: bool = True, receive_buffer: int | None = None) -> None:
        """Make a server.

        Args:
            fault: What it does to each connection.
            read: Whether the first request is read before.
            receive_buffer: Bytes that the system may keep unread; its own choice by default.

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
        # The client may go at any time: that ends a fault, and is none of the test's concern.
        with accepted, contextlib.suppress(OSError):
            accepted.settimeout(LONGEST)
            connection = Connection(accepted, self)
            if not self._read or connection.read_request() is not None:
                self._fault(connection)


# What goes right, to build on.


def head(status: int | str = 201, **fields: str | int) -> bytes:
    """A status line and header fields; `_` in a name stands for `-`."""
    lines = [f"HTTP/1.1 {status} X", *(f"{name.replace('_', '-')}: {value}" for name, value in fields.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def answer(status: int | str = 201, body: object = b"", **fields: str | int) -> bytes:
    """A whole answer of a body, given as bytes or as what JSON is made of."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    usual: dict[str, str | int] = {"Content_Type": "application/json", "Content_Length": len(content)}
    return head(status, **(usual | fields)) + content


def answers(*data: bytes) -> Fault:
    """Sends `data` and closes."""

    def send_and_close(connection: Connection) -> None:
        connection.send(*data)

    return send_and_close


def answers_each(*data: bytes) -> Fault:
    """Sends one of `data` for each request on a connection that is kept open; the last one for ever after."""

    def send_for_each(connection: Connection) -> None:
        for one in itertools.chain(data, itertools.repeat(data[-1])):
            connection.send(one)
            if connection.read_request() is None:
                return

    return send_for_each


def stops_after(*data: bytes) -> Fault:
    """Sends `data` and then nothing, with the connection kept open."""

    def send_and_hold(connection: Connection) -> None:
        connection.send(*data)
        connection.hold()

    return send_and_hold


def resets_after(*data: bytes) -> Fault:
    """Sends `data`, leaves the client time to read it, and resets the connection."""

    def send_and_reset(connection: Connection) -> None:
        connection.send(*data)
        connection.server.stopping.wait(0.05)  # a RST overtakes what was not read yet
        connection.reset()

    return send_and_reset


# Faults of their own.


def silence(connection: Connection) -> None:
    """Never answers."""
    connection.hold()


def close_at_once(connection: Connection) -> None:
    """Closes without a word."""
    connection.socket.close()


def reset_at_once(connection: Connection) -> None:
    """Resets without a word."""
    connection.reset()


def reset_after_a_byte(connection: Connection) -> None:
    """Resets when the first byte has come."""
    connection.socket.recv(1)
    connection.reset()


def echo(connection: Connection) -> None:
    """Sends back what it got."""
    connection.send(connection.server.requests[-1].head, b"\r\n\r\n")


def drip_status_line(connection: Connection) -> None:
    """A status line whose reason never ends."""
    connection.send(b"HTTP/1.1 201 ")
    connection.drip(itertools.repeat(b"x"))


def drip_headers(connection: Connection) -> None:
    """Header fields without end, letter by letter."""
    connection.send(b"HTTP/1.1 201 Created\r\n")
    connection.drip(itertools.cycle([b"X", b"-", b"A", b":", b" ", b"1", b"\r\n"]))


def drip_body(connection: Connection) -> None:
    """A body of known length, a blank at a time."""
    connection.send(head(Content_Type="application/json", Content_Length=10_000))
    connection.drip(itertools.repeat(b" "))


def drip_body_without_length(connection: Connection) -> None:
    """A body that ends with the connection, which does not end."""
    connection.send(head(Content_Type="application/json"))
    connection.drip(itertools.repeat(b" "))


def drip_chunks(connection: Connection) -> None:
    """Chunks without end."""
    connection.send(head(Content_Type="application/json", Transfer_Encoding="chunked"))
    connection.drip(itertools.repeat(b"1\r\n \r\n"))


def drip_chunk_size(connection: Connection) -> None:
    """A chunk whose extension never ends."""
    connection.send(head(Content_Type="application/json", Transfer_Encoding="chunked"), b"1;")
    connection.drip(itertools.repeat(b"x"))


def drip_trailers(connection: Connection) -> None:
    """A body that is there, with trailer fields that never end."""
    connection.send(head(Content_Type="application/json", Transfer_Encoding="chunked"), b"2\r\n{}\r\n0\r\n")
    connection.drip(itertools.repeat(b"X: 1\r\n"))


def drip_continues(connection: Connection) -> None:
    """100 Continue, again and again."""
    connection.drip(itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n"))


def flood_continues(connection: Connection) -> None:
    """100 Continue, as often as the line carries."""
    connection.flood(b"HTTP/1.1 100 Continue\r\n\r\n")


def flood_headers(connection: Connection) -> None:
    """Header fields without end."""
    connection.send(b"HTTP/1.1 201 Created\r\n")
    connection.flood(b"X-Filler: " + b"x" * 100 + b"\r\n")


def flood_one_header(connection: Connection) -> None:
    """One header field without end."""
    connection.send(b"HTTP/1.1 201 Created\r\nX-Filler: ")
    connection.flood(b"x" * 1000)


def flood_status_line(connection: Connection) -> None:
    """A status line without end."""
    connection.send(b"HTTP/1.1 201 ")
    connection.flood(b"x" * 1000)


def flood_body(connection: Connection) -> None:
    """A body without length and without end."""
    connection.send(head(Content_Type="application/json"))
    connection.flood(b" " * 1000)


def flood_body_of_known_length(connection: Connection) -> None:
    """A body of 8 EiB."""
    connection.send(head(Content_Type="application/json", Content_Length=2**63))
    connection.flood(b" " * 1000)


def flood_chunks(connection: Connection) -> None:
    """Chunks without end."""
    connection.send(head(Content_Type="application/json", Transfer_Encoding="chunked"))
    connection.flood(b"400\r\n" + b" " * 1024 + b"\r\n")


def flood_tiny_chunks(connection: Connection) -> None:
    """Chunks of one byte without end, which cost the client most."""
    connection.send(head(Content_Type="application/json", Transfer_Encoding="chunked"))
    connection.flood(b"1\r\n \r\n")


def flood_trailers(connection: Connection) -> None:
    """Trailer fields without end."""
    connection.send(head(Content_Type="application/json", Transfer_Encoding="chunked"), b"2\r\n{}\r\n0\r\n")
    connection.flood(b"X-Filler: " + b"x" * 100 + b"\r\n")


# Faults while the request is still being sent. All but the head of it is theirs to read: `read=False`.


def never_reads(connection: Connection) -> None:
    """Takes the connection and reads nothing, not even the head."""
    connection.hold()


def reads_the_head_only(connection: Connection) -> None:
    """Reads the head, and then nothing."""
    connection.read_head()
    connection.hold()


def reads_slowly(connection: Connection) -> None:
    """Reads the request in bits, slower than it comes but without ever standing still; then a 500."""
    connection.read_head()
    connection.socket.settimeout(0.3)
    with contextlib.suppress(TimeoutError):
        while connection.socket.recv(256 * 1024):
            time.sleep(DRIP)
    connection.send(answer(500))


def refuses_early_and_reads_on(connection: Connection) -> None:
    """A 413 after the head; takes the rest of the request, then closes, as RFC 9112 (9.6) wants it."""
    connection.read_head()
    connection.send(answer(413, Connection="close"))
    connection.socket.shutdown(socket.SHUT_WR)
    while connection.socket.recv(65536):
        pass


def refuses_early_and_closes(connection: Connection) -> None:
    """A 413 after the head, and the door: the rest of the request runs into a reset."""
    connection.read_head()
    connection.send(answer(413, Connection="close"))


def closes_inside_the_request(connection: Connection) -> None:
    """Reads the head, and closes while the body is coming."""
    connection.read_head()


def resets_inside_the_request(connection: Connection) -> None:
    """Reads the head, and resets while the body is coming."""
    connection.read_head()
    connection.reset()
