"""Recorded calls in a HAR 1.2 file, which is refused as a whole if it may hold a credential."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote_plus, urlsplit

from jsonschema import Draft202012Validator

from .inferences import Answer
from .operations import Operation

#: The largest file, in bytes.
LARGEST = 64 * 2**20

_TEXT = {"type": "string"}
_HEADERS = {
    "type": "array",
    "items": {"type": "object", "required": ["name", "value"], "properties": {"name": _TEXT, "value": _TEXT}},
}
_REQUEST = {
    "type": "object",
    "required": ["method", "url", "headers"],
    "properties": {
        "method": _TEXT,
        "url": {"type": "string", "pattern": "^https?://[^/?#]"},
        "headers": _HEADERS,
        "postData": {"type": "object", "properties": {"mimeType": _TEXT, "text": _TEXT}},
    },
}
_CONTENT = {"type": "object", "properties": {"size": {"type": "integer"}, "mimeType": _TEXT, "text": _TEXT}}
_RESPONSE = {
    "type": "object",
    "required": ["status", "headers", "content"],
    "properties": {
        "status": {"type": "integer", "minimum": 0, "maximum": 599},
        "headers": _HEADERS,
        "content": {**_CONTENT, "not": {"required": ["encoding"]}},
    },
}
_ENTRY = {
    "type": "object",
    "required": ["startedDateTime", "request", "response"],
    "properties": {
        "startedDateTime": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\dT"},
        "request": _REQUEST,
        "response": _RESPONSE,
    },
}
_LOG = {"type": "object", "required": ["entries"], "properties": {"entries": {"type": "array", "items": _ENTRY}}}
_HAR: Any = Draft202012Validator({"type": "object", "required": ["log"], "properties": {"log": _LOG}})

#: Names of headers, cookies, parameters and fields of bodies that hold credentials.
_SECRET = re.compile(
    r"authori[sz]ation$|cookies?$|cookie2$|token$|secret|passw(or)?d$|pwd$|(api|access|private|subscription)[-_]?key$"
    r"|credentials?$|assertion$|code[-_]verifier$|session[-_]?id$|jwt|^key$|(^|[-_.])(auth|sig|signature|otp)($|[-_.])",
    re.IGNORECASE,
)

#: Names in the query of an address and in forms, also inside other texts.
_PAIR = re.compile(r"(?:^|[?&#])([^=&?#\s]{1,100})=[^&\s]|\bname=\"([^\"]{1,100})\"")

#: Credentials in texts: in an address, as a JSON Web Token, or after the name of their scheme.
_IN_TEXT = re.compile(r"://[^/\s?#]+@|\beyJ[\w-]{8,}\.eyJ|\bbearer\s+(?=\S*\d)\S{8}", re.IGNORECASE)
_SCHEME = re.compile(r"(?:bearer|basic|digest|token)\s+\S", re.IGNORECASE)


class HarError(Exception):
    """A HAR file cannot be used; the text says why, and quotes nothing from it but names."""


class Call(NamedTuple):
    """A call with its response.

    Attributes:
        operation: The operation that was called.
        answer: The response.
        day: The day of the call, as `2026-11-21`.
        violations: Prism's findings about it.
    """

    operation: Operation
    answer: Answer
    day: str
    violations: Sequence[dict[str, Any]] = ()


def read(path: Path, operations: Sequence[Operation], bases: Mapping[str, Sequence[str]]) -> list[Call]:
    """The calls in a file that are calls of operations, by method, base URL and path; others are left out.

    Args:
        path: The file.
        operations: The operations of all vendors.
        bases: The base URLs of each vendor.

    Raises:
        HarError: It is not a HAR file in UTF-8, may hold a credential, or has no such call.
    """
    try:
        log = _parsed(path)["log"]
        names = {one.lower() for operation in operations for one in _names_of_keys(operation)}
        if place := next(_secrets(log, "log", names), ""):
            raise HarError(f"{path.name}: {place} may hold a credential; remove it. Nothing in the file was compared.")
    except RecursionError:
        raise HarError(f"{path.name}: is nested too deeply.") from None
    calls = []
    for number, entry in enumerate(log["entries"]):
        operation = _operation(entry["request"], operations, bases)
        if operation is not None and entry["response"]["status"]:  # 0: no response
            calls.append(_call(f"{path.name}: log.entries[{number}]", entry, operation))
    if not calls:
        below = [base for each in bases.values() for base in each]
        raise HarError(f"{path.name}: no entry is a call of an operation below {', '.join(below)}.")
    return calls


def _parsed(path: Path) -> Any:
    har = _loaded(path)
    for error in _HAR.iter_errors(har):
        place = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in error.absolute_path).lstrip(".")
        rule = f"{error.validator}: {json.dumps(error.validator_value)}"
        if error.validator == "not":
            rule = "the body as text, without an encoding such as Base64"
        raise HarError(f"{path.name}: {place or 'the file'} must have {rule}.")
    return har


def _loaded(path: Path) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise HarError(f"{path.name}: an object has the same key twice.")
        return dict(pairs)

    try:
        if path.exists() and not path.is_file():  # such as a pipe, which might never end
            raise HarError(f"{path}: is not a file.")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise HarError(f"{path}: cannot be read: {error.strerror}.") from None
    if len(content) > LARGEST:
        raise HarError(f"{path.name}: is larger than {LARGEST // 2**20} MiB; export fewer calls.")
    if content[:2] == b"\x1f\x8b":
        raise HarError(f"{path.name}: is compressed with gzip; unpack it first.")
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=once)
    except UnicodeDecodeError as error:
        raise HarError(f"{path.name}: is not UTF-8, see byte {error.start}.") from None
    except json.JSONDecodeError as error:
        raise HarError(f"{path.name}:{error.lineno}:{error.colno}: is not JSON.") from None
    except ValueError:
        raise HarError(f"{path.name}: is not JSON: a number is too long.") from None


def _names_of_keys(operation: Operation) -> Iterator[str]:
    """The names of the headers, parameters and cookies of the security schemes of a spec."""
    for scheme in operation.spec.document.get("components", {}).get("securitySchemes", {}).values():
        if "name" in (found := operation.spec.resolve(scheme)):
            yield found["name"]


def _secrets(node: Any, place: str, names: set[str]) -> Iterator[str]:
    """The places that may hold a credential, by their names or their form."""
    if isinstance(node, dict):
        name, value = node.get("name"), node.get("value")
        if isinstance(name, str) and value is not None and (_is_secret(name, names) or _SCHEME.match(str(value))):
            yield f"{place} ({name})"
        for key, child in node.items():
            if _is_secret(key, names) and child not in (None, "", [], {}):
                yield f"{place}.{key}"
            yield from _secrets(child, f"{place}.{key}", names)
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from _secrets(child, f"{place}[{index}]", names)
    elif isinstance(node, str):
        yield from _secrets_of_text(node, place, names)


def _is_secret(name: str, names: set[str]) -> bool:
    name = name.lower()
    return name in names or (_SECRET.search(name) is not None and not name.startswith("access-control-"))


def _secrets_of_text(text: str, place: str, names: set[str]) -> Iterator[str]:
    for found in _PAIR.findall(text):
        name = unquote_plus("".join(found))
        if _is_secret(name, names) or (name == "code" and place.lower().endswith("url")):
            yield f"{place} ({name})"
    if _IN_TEXT.search(text):
        yield place
    if text.lstrip()[:1] in ("{", "["):
        try:
            body = json.loads(text)
        except ValueError:
            return
        yield from _secrets(body, place, names)


def _operation(
    request: dict[str, Any], operations: Sequence[Operation], bases: Mapping[str, Sequence[str]]
) -> Operation | None:
    """The operation that a request calls: of several, the one with the fewest parameters in its path."""
    called = _address(request["url"])
    for operation in sorted(operations, key=lambda one: one.path.count("{")):
        template = re.sub(r"\\{.*?\\}", "[^/]+", re.escape(operation.path))
        for base in bases[operation.vendor]:
            host, path = _address(base)
            if (host, request["method"].lower()) == (called[0], operation.method) and re.fullmatch(
                re.escape(path.rstrip("/")) + template, called[1]
            ):
                return operation
    return None


def _address(url: str) -> tuple[tuple[str | None, int | None], str]:
    """Host, port and path of a URL; nothing for one that is broken."""
    try:
        parts = urlsplit(url)
        return (parts.hostname, parts.port or {"http": 80}.get(parts.scheme, 443)), parts.path
    except ValueError:
        return (None, None), ""


def _call(place: str, entry: dict[str, Any], operation: Operation) -> Call:
    request, response = entry["request"], entry["response"]
    content = response["content"]
    if "text" not in content and content.get("size", 0) > 0:
        raise HarError(f"{place}.response.content has no text: record the call with its body.")
    headers = {header["name"].lower(): header["value"] for header in response["headers"]}
    if content.get("text"):
        headers.setdefault("content-type", content.get("mimeType", ""))
    try:
        day = date.fromisoformat(entry["startedDateTime"][:10]).isoformat()
    except ValueError:
        raise HarError(f"{place}.startedDateTime must be a date and a time.") from None
    sent = request.get("postData", {}).get("mimeType", "").partition(";")[0].strip().lower()
    answer = Answer(response["status"], headers, content.get("text", "").encode(), sent)
    return Call(operation, answer, day)
