"""What went over the wire: a recording transport, and ways to show a request to a person."""

from __future__ import annotations

import base64
import json
import shlex
import ssl
from dataclasses import dataclass, field
from typing import Any

import httpx


@dataclass
class Exchange:
    """One request and what came back.

    Attributes:
        request: The request, its body read.
        response: The answer's status and headers.

    """

    request: httpx.Request
    response: httpx.Response

    @property
    def violations(self) -> list[dict[str, Any]]:
        """What Prism holds against the request; empty when the spec allows it.

        The status does not tell: a broken request may get a declared 422 that looks like any other.
        """
        found: list[dict[str, Any]] = json.loads(self.response.headers.get("sl-violations", "[]"))
        return found


#: For those who talk to a mock, in plain HTTP: it spares each client the certificates, which take 16 ms to load.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass
class RecordingTransport(httpx.BaseTransport):
    """Sends by httpx's own transport and keeps what went over the wire."""

    exchanges: list[Exchange] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._inner = httpx.HTTPTransport(verify=NO_TLS)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request` and keep it with its answer."""
        request.read()
        response = self._inner.handle_request(request)
        self.exchanges.append(Exchange(request, response))
        return response

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


@dataclass
class AsyncRecordingTransport(httpx.AsyncBaseTransport):
    """`RecordingTransport` for asynchronous clients."""

    exchanges: list[Exchange] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._inner = httpx.AsyncHTTPTransport(verify=NO_TLS)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request` and keep it with its answer."""
        await request.aread()
        response = await self._inner.handle_async_request(request)
        self.exchanges.append(Exchange(request, response))
        return response

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


def curl_command(request: httpx.Request) -> str:
    """A shell line that sends the same method, address, body and headers by curl."""
    words = ["curl", "-i", "-X", request.method, str(request.url)]
    for name, value in request.headers.items():
        if name in ("authorization", "content-type", "accept"):
            words += ["-H", f"{name}: {value}"]
    body = request.read()
    if not body:
        return shlex.join(words)
    try:
        return shlex.join([*words, "--data-binary", body.decode()])
    except UnicodeDecodeError:
        encoded = base64.b64encode(body).decode()
        return f"echo {encoded} | base64 -d | {shlex.join([*words, '--data-binary', '@-'])}"


def show_request(request: httpx.Request, max_line: int = 100, max_part: int = 4) -> str:
    """The request as it stands on the wire, shortened, the credential masked.

    Args:
        request: With its body read.
        max_line: Characters of a line that are shown.
        max_part: Lines of one part of a multipart body that are shown.

    """
    lines = [f"{request.method} {request.url.raw_path.decode()} HTTP/1.1"]
    for name, value in request.headers.raw:
        masked = b"Bearer ***" if name.lower() == b"authorization" else value
        lines.append(f"{name.decode()}: {masked.decode()}")
    lines.append("")
    boundary = request.headers.get("content-type", "").partition("boundary=")[2]
    in_content, shown, hidden = False, 0, 0
    for line in request.read().split(b"\r\n"):
        if boundary and line.startswith(f"--{boundary}".encode()):
            in_content, shown = False, 0
        if in_content:
            for piece in line.split(b"\n"):
                if shown < max_part:
                    lines.append(_printable(piece, max_line))
                else:
                    hidden += len(piece) + 1
                shown += 1
        else:
            if hidden:
                lines.append(f"... {hidden} bytes more")
                hidden = 0
            lines.append(_printable(line, max_line))
            in_content = not line
    return "\n".join(lines)


def _printable(line: bytes, length: int) -> str:
    text = "".join(character if character.isprintable() else "." for character in line.decode("latin-1"))
    return text if len(text) <= length else text[:length] + " ..."
