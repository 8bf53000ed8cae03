"""Servers for the benchmarks, each in a process of its own: `python -m contract_tests.bench.server KIND`.

It prints its URL, serves MijnKlantportaal's responses, and ends when its standard input is closed.

- `plain` answers every request with a customer or an invoice, and discards the request's body.
- `limit` is `plain` with a rate limit: it answers requests above the limit with 429 and counts them. A GET returns the
  counts and resets them.
"""

from __future__ import annotations

import collections
import json
import os
import socket
import sys
import threading
import time

#: The number of requests that `limit` accepts in any window, and the window's length in seconds.
LIMIT, WINDOW = 25, 1.0

CUSTOMER = {
    "id": "cst_abc12345def678", "companyName": "Test Company BV", "address": "Teststreet 123", "zipCode": "1234AB",
    "city": "Amsterdam", "countryCode": "NL", "primaryEmail": "john.doe@test.com", "phone": None,
    "integration": None, "integrationId": None, "customerGroups": ["cug_123abc567"],
    "createdAt": "2024-04-28T21:00:00+02:00",
}  # fmt: skip
INVOICE = {
    "id": "inv_abc12345def678", "customerId": "cst_abc12345def678", "invoiceNumber": "2024-001",
    "issuedAt": "2024-04-29", "currency": "EUR", "amount": "12.95", "paidAt": None,
    "createdAt": "2024-04-29T21:00:00+02:00",
}  # fmt: skip
REFUSAL = {"status": 429, "title": "Too Many Requests", "detail": "Wait."}

_BUFFER = 1 << 20


def _answer(status: str, body: object) -> bytes:
    content = json.dumps(body).encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n"
    if status.startswith("429"):
        head += f"Retry-After: {WINDOW:.0f}\r\n"
    return head.encode() + b"\r\n" + content


_CUSTOMER, _INVOICE = _answer("201 Created", CUSTOMER), _answer("201 Created", INVOICE)
_REFUSAL = _answer("429 Too Many Requests", REFUSAL)


class Window:
    """Accepts at most `LIMIT` requests in any `WINDOW`, by time of arrival."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._arrivals: collections.deque[float] = collections.deque()
        self._counts = {"taken": 0, "refused": 0}

    def take(self) -> bool:
        """Whether to accept a request that arrives now."""
        with self._lock:
            now = time.monotonic()
            while self._arrivals and self._arrivals[0] <= now - WINDOW:
                self._arrivals.popleft()
            taken = len(self._arrivals) < LIMIT
            if taken:
                self._arrivals.append(now)
            self._counts["taken" if taken else "refused"] += 1
            return taken

    def restart(self) -> dict[str, int]:
        """Return the counts so far, and reset."""
        with self._lock:
            counts, self._counts = self._counts, {"taken": 0, "refused": 0}
            self._arrivals.clear()
            return counts


def _serve(connection: socket.socket, window: Window | None) -> None:
    """Answer the requests on a connection until it is closed."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    buffer = memoryview(bytearray(_BUFFER))
    pending = b""
    with connection:
        while True:
            while b"\r\n\r\n" not in pending:
                data = connection.recv(_BUFFER)
                if not data:
                    return
                pending += data
            head, _, pending = pending.partition(b"\r\n\r\n")
            line, *headers = head.lower().split(b"\r\n")
            length = next((int(header[15:]) for header in headers if header.startswith(b"content-length:")), 0)
            left = length - len(pending)
            while left > 0:
                left -= connection.recv_into(buffer, min(left, _BUFFER)) or left
            pending = pending[length:]
            connection.sendall(_reply(line, window))


def _reply(line: bytes, window: Window | None) -> bytes:
    if window is not None:
        if line.startswith(b"get "):
            return _answer("200 OK", window.restart())
        if not window.take():
            return _REFUSAL
    return _INVOICE if b"invoices" in line else _CUSTOMER


def main() -> int:
    """Serve until standard input ends."""
    window = Window() if sys.argv[1] == "limit" else None

    def accept(listener: socket.socket) -> None:
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_serve, args=(connection, window), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        threading.Thread(target=accept, args=(listener,), daemon=True).start()
        print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        sys.stdin.read()
        os._exit(0)  # the threads still wait for requests


if __name__ == "__main__":
    sys.exit(main())
