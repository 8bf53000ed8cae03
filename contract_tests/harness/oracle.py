"""Check requests against the spec, independently of Prism, and describe disagreements."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
from jsonschema import Draft202012Validator, FormatChecker

from .operations import Operation
from .readers import Sent, UnreadableError, read
from .recording import curl_command
from .shapes import closed, from_form

_FORMATS = FormatChecker(["date", "date-time", "email", "uuid"])

_BEARER = re.compile(r"Bearer [A-Za-z0-9._~+/-]+=*")  # RFC 6750, 2.1


def violations(operation: Operation, request: httpx.Request) -> list[tuple[str, str]]:
    """Every field of a request that breaks the spec, with the keyword that it breaks (`name`, `maxLength`).

    Stricter than Prism, which accepts unknown fields (keyword `unknown` here), a file that is empty, has no name or
    the wrong media type, and a malformed credential.
    """
    if operation.method.upper() != request.method or not request.url.path.endswith(operation.path):
        return [("", "path")]
    try:
        sent = read(request)
    except UnreadableError:
        return [("", "unreadable")]
    if sent.media_type != operation.media_type:
        return [("", "media type")]
    found = list(_of_body(operation, sent)) + list(_of_query(operation, sent))
    if len(sent.authorization) != operation.secured or not all(map(_BEARER.fullmatch, sent.authorization)):
        found.append(("Authorization", "security"))
    return found


def _of_body(operation: Operation, sent: Sent) -> Iterator[tuple[str, str]]:
    schema = operation.resolve(operation.body_schema)
    body = sent.body
    if sent.media_type != "application/json":
        body = {}
        for name, values in sent.body.items():
            if len(values) != 1:
                yield name, "repeated"
            body[name] = from_form(schema["properties"].get(name, {}), values[0])
    for file in sent.files:
        if file.name in body:
            yield file.name, "repeated"
        body[file.name] = ""
        wanted = operation.object["requestBody"]["content"][sent.media_type]["encoding"][file.name]["contentType"]
        if file.media_type != wanted:
            yield file.name, "contentType"
        if not file.content:
            yield file.name, "empty"
        if not file.disposition.get(b"filename"):
            yield file.name, "filename"
    for name in operation.file_fields() & body.keys() - {file.name for file in sent.files}:
        yield name, "filename"  # without a file name, most servers treat the part as text
    yield from _of_schema(operation, operation.body_schema, body)


def _of_query(operation: Operation, sent: Sent) -> Iterator[tuple[str, str]]:
    parameters = {one["name"]: one for one in operation.object.get("parameters", ())}
    for name, values in sent.query.items():
        if name not in parameters:
            yield name, "unknown"
        elif len(values) != 1:
            yield name, "repeated"
        else:
            schema = parameters[name]["schema"]
            yield from ((name, keyword) for _, keyword in _of_schema(operation, schema, from_form(schema, values[0])))
    for name in parameters.keys() - sent.query.keys():
        if parameters[name].get("required"):
            yield name, "required"


def _of_schema(operation: Operation, schema: dict[str, Any], value: Any) -> Iterator[tuple[str, str]]:
    whole = {**schema, "components": {"schemas": _closed_schemas(operation)}}
    for error in Draft202012Validator(whole, format_checker=_FORMATS).iter_errors(value):
        field = "".join(f".{key}" if isinstance(key, str) else "[]" for key in error.absolute_path).removeprefix(".")
        match error.validator:
            case "required":
                (name,) = (name for name in error.validator_value if f"'{name}' is" in error.message)
                yield f"{field}.{name}".removeprefix("."), "required"
            case "additionalProperties":
                for name in error.instance.keys() - error.schema["properties"].keys():
                    yield f"{field}.{name}".removeprefix("."), "unknown"
            case _:
                yield field, str(error.validator)


@functools.cache
def _closed_schemas(operation: Operation) -> dict[str, Any]:
    found: dict[str, Any] = closed(operation.spec.document["components"]["schemas"])
    return found


def bug(operation: Operation, style: str, field: str, request: httpx.Request, *, given: object, arrived: object) -> str:
    """Describe a disagreement with everything needed to reproduce it.

    Args:
        operation: The operation that was called.
        style: How it was called.
        field: The field's path; empty for the request as a whole.
        request: The request as sent.
        given: The value passed by the caller or required by the spec.
        arrived: The value that an independent reader found in the request.

    """
    place, rule = operation.rule(field)
    told = {key: value for key, value in rule.items() if key not in ("description", "x-inferred", "properties")}
    return "\n".join(
        [
            f"{operation.method.upper()} {operation.path} of {operation.vendor} ({operation.name}, {style})",
            f"  field    {field or 'the request as a whole'}",
            f"  given    {given!r}",
            f"  arrived  {arrived!r}",
            f"  rule     {place}: {json.dumps(told, ensure_ascii=False)[:300]}",
            f"  page     {operation.page}",
            f"  request  {curl_command(request)}",
        ]
    )
