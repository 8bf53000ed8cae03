"""Read a request as the vendor's side would, with none of the code that wrote it: JSON, forms and multipart."""

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
    """The body is not what its media type says."""


@dataclass
class Part:
    """One part of a multipart body."""

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
        """The field that it is."""
        return self.disposition[b"name"].decode()

    @property
    def media_type(self) -> str:
        """Its own Content-Type, as it stands."""
        return dict(self.headers).get("content-type", b"").decode()


@dataclass
class Sent:
    """A request as it arrived.

    Attributes:
        method: In capitals.
        path: As on the wire.
        query: Each parameter's values.
        media_type: Of the body, without parameters.
        headers: The names of all headers, in lower case.
        authorization: Every value of that header.
        body: What a JSON body says; of a form, each field's values; of a multipart body those of the parts that are
            no file.
        files: The parts that have a file name, or a media type of their own.

    """

    method: str
    path: str
    query: dict[str, list[str]]
    media_type: str
    headers: set[str]
    authorization: list[str]
    body: Any
    files: list[Part]


def read(request: httpx.Request) -> Sent:
    """Read a request, whose body has been read from its stream.

    Raises:
        UnreadableError: The body is not what its media type says.

    """
    target = urlsplit(request.url.raw_path.decode("ascii"))
    content_type = request.headers.get("content-type", "")
    media_type = content_type.partition(";")[0]
    body: Any = None
    files: list[Part] = []
    try:
        match media_type:
            case "application/json":
                body = json.loads(request.content, parse_constant=_refuse)
            case "application/x-www-form-urlencoded":
                body = _read_pairs(request.content.decode("ascii"))
            case "multipart/form-data":
                body = {}
                for part in read_multipart(content_type, request.content):
                    if b"filename" in part.disposition or part.media_type not in ("", "text/plain"):
                        files.append(part)
                    else:
                        body.setdefault(part.name, []).append(part.content.decode())
            case _:
                raise UnreadableError(f"a body of media type {media_type!r}, which no reader here knows")
    except (ValueError, FormParserError) as error:
        raise UnreadableError(f"{media_type}: {error}") from error
    return Sent(
        method=request.method,
        path=target.path,
        query=_read_pairs(target.query),
        media_type=media_type,
        headers={name.lower() for name in request.headers},
        authorization=request.headers.get_list("authorization"),
        body=body,
        files=files,
    )


def read_multipart(content_type: str, body: bytes) -> list[Part]:
    """The parts of a multipart body, in order.

    Args:
        content_type: The header, with the boundary.
        body: Whole.

    Raises:
        ValueError: It has no end.
        FormParserError: It is no multipart body.

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
        raise ValueError("the body has no end, or more than one")
    return parts


def _read_pairs(text: str) -> dict[str, list[str]]:
    return parse_qs(text, keep_blank_values=True, strict_parsing=bool(text), errors="strict")


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON (RFC 8259, 6)")
