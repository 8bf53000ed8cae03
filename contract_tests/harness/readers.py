"""Parse requests as a vendor's server would, independently of the client code: JSON, forms and multipart."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header


class UnreadableError(Exception):
    """The body does not match its media type."""


@dataclass
class Part:
    """A part of a multipart body."""

    headers: list[tuple[str, bytes]] = field(default_factory=list)
    content: bytes = b""

    @property
    def disposition(self) -> dict[bytes, bytes]:
        """The parameters of its Content-Disposition."""
        kind, parameters = parse_options_header(dict(self.headers)["content-disposition"])
        assert kind == b"form-data"
        return parameters

    @property
    def name(self) -> str:
        """The name of the form field."""
        return self.disposition[b"name"].decode()

    @property
    def media_type(self) -> str:
        """The part's Content-Type, unparsed; empty if it has none."""
        return dict(self.headers).get("content-type", b"").decode()


@dataclass
class Sent:
    """A request as it arrived.

    Attributes:
        method: The HTTP method in upper case.
        path: The path, still percent-encoded.
        query: The values of each query parameter.
        media_type: The media type of the body, without parameters.
        headers: The value of each header, by its name in lower case.
        authorization: Every value of the Authorization header.
        body: The JSON value, or the values of each form field; for multipart, of the parts that are not files; the
            text or the bytes of any other body; None for none.
        files: The parts with a file name or a media type other than `text/plain`.
    """

    method: str
    path: str
    query: dict[str, list[str]]
    media_type: str
    headers: dict[str, str]
    authorization: list[str]
    body: Any
    files: list[Part]


def read(request: httpx.Request) -> Sent:
    """Parse a request whose body was already read from its stream.

    Raises:
        UnreadableError: The body does not match its media type.
    """
    target = urlsplit(request.url.raw_path.decode("ascii"))
    content_type = request.headers.get("content-type", "")
    media_type = content_type.partition(";")[0]
    body: Any = None
    files: list[Part] = []
    try:
        match media_type:
            case "" if not request.content:
                pass
            case _ if media_type == "application/json" or media_type.endswith("+json"):
                body = json.loads(request.content, parse_constant=_refuse, object_pairs_hook=_object)
            case "application/x-www-form-urlencoded":
                body = _read_pairs(request.content.decode("ascii"))
            case "multipart/form-data":
                body = {}
                for part in read_multipart(content_type, request.content):
                    if b"filename" in part.disposition or part.media_type not in ("", "text/plain"):
                        files.append(part)
                    else:
                        body.setdefault(part.name, []).append(part.content.decode())
            case "text/plain":
                body = request.content.decode()
            case _:
                body = request.content
    except (ValueError, FormParserError) as error:
        raise UnreadableError(f"{media_type}: {error}") from error
    return Sent(
        method=request.method,
        path=target.path,
        query=_read_pairs(target.query),
        media_type=media_type,
        headers={name.lower(): value for name, value in request.headers.items()},
        authorization=request.headers.get_list("authorization"),
        body=body,
        files=files,
    )


def read_multipart(content_type: str, body: bytes) -> list[Part]:
    """The parts of a multipart body, in order.

    Raises:
        ValueError: The body has no end boundary, or several.
        FormParserError: The body is not multipart.
    """
    parts: list[Part] = []
    name, value = bytearray(), bytearray()
    ended: list[bool] = []

    def add_header() -> None:
        parts[-1].headers.append((name.decode().lower(), bytes(value)))
        name.clear()
        value.clear()

    def add_data(data: bytes, start: int, end: int) -> None:
        parts[-1].content += data[start:end]

    _, parameters = parse_options_header(content_type)
    parser = MultipartParser(
        parameters[b"boundary"],
        {
            "on_part_begin": lambda: parts.append(Part()),
            "on_header_field": lambda data, start, end: name.extend(data[start:end]),
            "on_header_value": lambda data, start, end: value.extend(data[start:end]),
            "on_header_end": add_header,
            "on_part_data": add_data,
            "on_end": lambda: ended.append(True),
        },
    )
    parser.write(body)
    parser.finalize()
    if ended != [True]:
        raise ValueError("the body does not have exactly one end boundary")
    return parts


def _read_pairs(text: str) -> dict[str, list[str]]:
    return parse_qs(text, keep_blank_values=True, strict_parsing=bool(text), errors="strict")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object (RFC 8259, section 4)")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not valid JSON (RFC 8259, section 6)")
