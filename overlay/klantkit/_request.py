"""What the spec lacks: whole operations for `client.request`, and `extra_body=` and `extra_query=` for those it has."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from klantkit_types.resources import Operation

from ._files import Uploads
from ._typecheck import Mismatch, argument_of, kind_of


def _build(
    *,
    method: str,
    path: str,
    params: Mapping[str, Any] | None,
    json: Any,
    data: Mapping[str, Any] | None,
    files: Mapping[str, Any] | None,
    upload: Uploads,
) -> dict[str, Any]:
    """What `_get_kwargs` is for the operations of the spec."""
    if not re.fullmatch(r"[A-Za-z]+", method):
        raise Mismatch("method must be an HTTP method, such as GET")
    outside = not path.startswith("/") or path.startswith("//") or ".." in re.split(r"[/\\]", unquote(path))
    if outside or not path.isprintable() or set(path) & set("\\?#"):
        raise Mismatch(
            "path must start with one / and hold no scheme, host, .. segment, ? or #: it is appended to "
            "base_url, and the query goes into params="
        )
    if json is not None and (data or files):
        raise Mismatch("json cannot be combined with data= or files=")
    parts = {"method": method, "url": path, "params": _sendable("params", params or {}), "json": json}
    parts["data"] = _sendable("data", data or {})
    uploads = {name: upload(name, file, "application/octet-stream") for name, file in (files or {}).items()}
    if uploads:
        parts["files"] = {name: (filename, content, kind) for name, (content, filename, kind) in uploads.items()}
    return parts


def any_operation(method: str, path: str) -> Operation[Any]:
    """An operation that the spec lacks; any 2xx is its success, with any body."""
    return Operation("request", "request", method, path, source="", secured=True, answers=(), query={}, build=_build)


def check_path(template: str, path: str) -> None:
    """Check that each segment with a parameter stays a segment; servers take `..` for the parent."""
    for declared, segment in zip(template.split("/"), path.split("/"), strict=True):
        if segment in ("", ".", "..") and "{" in declared:
            raise Mismatch(f"{declared} in the path must not be {'empty' if not segment else repr(segment)}")


def add_extra(
    operation: Operation[object], parts: dict[str, Any], arguments: Mapping[str, Any], options: Mapping[str, object]
) -> None:
    """Add `extra_body` and `extra_query` to the parts of a request, in the encoding of its operation."""
    if "extra_query" in options:
        declared = {argument_of(name): wire for name, wire in operation.query.items()}
        sent = parts.get("params", {})
        parts["params"] = sent | _beside("extra_query", options["extra_query"], declared, sent)
    if "extra_body" in options:
        kind = "json" if parts.get("json") is not None else "data"  # beside files, httpx makes parts of `data`
        sent = parts.get(kind, {})
        if not isinstance(sent, dict) or not {kind, "files"} & parts.keys():
            raise Mismatch("extra_body cannot be sent: the operation has no body with fields")
        declared = {argument_of(name, arguments): wire for name, wire in wire_names(arguments.get("body")).items()}
        parts[kind] = sent | _beside("extra_body", options["extra_body"], declared, sent, json=kind == "json")


def wire_names(body: object) -> Mapping[str, str]:
    """The names in Python and on the wire of the fields of a generated model; empty for any other body."""
    names: Mapping[str, str] = getattr(body, "_wire_names", {})
    return names


def _beside(
    option: str, values: object, declared: Mapping[str, str], sent: dict[str, Any], *, json: bool = False
) -> dict[str, Any]:
    """The values of an option, after a check that they go beside the declared and the sent ones."""
    arguments = {name: name for name in sent} | {wire: argument for argument, wire in declared.items()}
    extra = _sendable(option, values, json=json)
    for name in extra:
        if name in arguments:
            raise Mismatch(f"{option} holds {name!r}, which is the argument {arguments[name]}=")
    return extra


def _sendable(option: str, values: object, *, json: bool = False) -> dict[str, Any]:
    """The values of an option, after a check that they can be sent; outside of JSON, a list repeats its field."""
    if not isinstance(values, Mapping) or not all(isinstance(name, str) for name in values):
        raise Mismatch(f"{option} must be a mapping of names (str) to values")
    if json:
        return dict(values)
    sendable = {}
    for name, value in values.items():
        items = value if isinstance(value, list | tuple) else [value]
        for item in items:
            if not isinstance(item, str | int) and not (isinstance(item, float) and math.isfinite(item)):
                expected = "text, a boolean, a finite number or a list of these"
                raise Mismatch(f"{option}[{name!r}] must be {expected}, not {kind_of(item)}")
        sendable[_plain(name)] = [*map(_plain, items)] if items is value else _plain(value)
    return sendable


def _plain(value: Any) -> Any:
    """The value of a member of an enumeration, which httpx would send as its name; others as they are."""
    if isinstance(value, str):
        return str.__str__(value)
    return value if isinstance(value, bool) else int(value) if isinstance(value, int) else float(value)
