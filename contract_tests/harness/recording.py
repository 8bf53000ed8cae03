"""A transport that records requests and responses, and functions that print a request."""

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
    """A request and its response.

    Attributes:
        request: The request, with its body read.
        response: The response's status and headers.
    """

    request: httpx.Request
    response: httpx.Response

    @property
    def violations(self) -> list[dict[str, Any]]:
        """Prism's findings about the request; empty if it is valid.

        The status is not enough: Prism may answer an invalid request with a declared 422, like a real one.
        """
        found: list[dict[str, Any]] = json.loads(self.response.headers.get("sl-violations", "[]"))
        if not found and b"stoplight.io/prism/errors#UNPROCESSABLE_ENTITY" in self.response.content:
            # The spec declares no response for it, so Prism makes one.
            problem = self.response.json()["validation"]
            found = [{**violation, "location": ["request", *violation.get("location", ())]} for violation in problem]
        return found


#: For clients of a mock, which speaks plain HTTP: saves 16 ms of loading certificates per client.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass
class RecordingTransport(httpx.BaseTransport):
    """Sends with httpx's transport and records each exchange."""

    exchanges: list[Exchange] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._inner = httpx.HTTPTransport(verify=NO_TLS)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request` and record the exchange."""
        request.read()
        response = self._inner.handle_request(request)
        self.exchanges.append(Exchange(request, response))
        return response

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def curl_command(request: httpx.Request) -> str:
    """A shell command that sends the same method, URL, body and main headers with curl."""
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


#: Maximum number of characters shown per line, and of lines shown per part of a multipart body.
_LINE, _PART = 100, 4


def show_request(request: httpx.Request) -> str:
    """The request as sent, shortened and with the credential masked."""
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
                if shown < _PART:
                    lines.append(_printable(piece))
                else:
                    hidden += len(piece) + 1
                shown += 1
        else:
            if hidden:
                lines.append(f"... {hidden} bytes more")
                hidden = 0
            lines.append(_printable(line))
            in_content = not line
    return "\n".join(lines)


def _printable(line: bytes) -> str:
    text = "".join(character if character.isprintable() else "." for character in line.decode("latin-1"))
    return text if len(text) <= _LINE else text[:_LINE] + " ..."
