"""Check requests against the spec, independently of Prism and the clients, and describe disagreements."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote, unquote, urlencode

import httpx

from .callers import BASIC, TOKEN
from .operations import Content, Input, Operation
from .readers import Sent, UnreadableError, read
from .recording import curl_command
from .shapes import GONE, as_text, types

_BEARER = re.compile(r"Bearer [A-Za-z0-9._~+/-]+=*")  # RFC 6750, 2.1
_BASIC = re.compile(r"Basic [A-Za-z0-9+/]+=*")  # RFC 7617, 2


#: Maximum length of a line of a description.
_LONGEST = 20_000


def violations(operation: Operation, request: httpx.Request) -> list[tuple[str, str]]:
    """Every field of a request that breaks the spec, with the keyword that it breaks (`name`, `maxLength`).

    Stricter than Prism, which accepts unknown fields (keyword `unknown` here), a file that is empty, has no name or
    the wrong media type, and a malformed credential.
    """
    try:
        sent = read(request)
        arrived, found = arrived_input(operation, sent)
    except UnreadableError as error:
        return [("", str(error).partition(":")[0])]
    for parameter in operation.parameters:
        key = f"{parameter.place} {parameter.name}"
        if key in arrived.parameters:
            errors = operation.request.errors(parameter.schema, arrived.parameters[key])
            found += [(parameter.name, keyword) for _, keyword in errors]
        elif parameter.required:
            found.append((parameter.name, "required"))
    content = operation.content
    if content is not None and arrived.body is not GONE and content.kind != "binary":
        found += operation.request.errors(content.schema, arrived.body)
    elif content is not None and content.required and arrived.body is GONE:
        found.append(("", "required"))
    return [*found, *_of_credential(operation, sent)]


def _of_credential(operation: Operation, sent: Sent) -> list[tuple[str, str]]:
    kind, name = operation.credential or ("", "")
    expected = {
        "": not sent.authorization,
        "bearer": len(sent.authorization) == 1 and bool(_BEARER.fullmatch(sent.authorization[0])),
        "basic": len(sent.authorization) == 1 and bool(_BASIC.fullmatch(sent.authorization[0])),
        "header": not sent.authorization and bool(sent.headers.get(name.lower())),
        "query": not sent.authorization and bool(sent.query.get(name)),
    }
    return [] if expected[kind] else [(name or "Authorization", "security")]


def arrived_input(operation: Operation, sent: Sent) -> tuple[Input, list[tuple[str, str]]]:
    """The input that arrived, and every violation that has no place in it.

    Raises:
        UnreadableError: Method, path or media type is another one.
    """
    template = re.sub(r"\\\{([^{}]+?)\\\}", r"([^/]*)", re.escape(operation.path))
    matched = re.search(f"{template}$", sent.path)
    if operation.method.upper() != sent.method or not matched:
        raise UnreadableError("path")
    names = re.findall(r"\{([^{}]+)\}", operation.path)
    texts = {
        f"path {name}": [unquote(text, errors="strict")] for name, text in zip(names, matched.groups(), strict=True)
    }
    texts |= {f"query {name}": list(values) for name, values in sent.query.items()}
    credential = operation.credential
    if credential is not None and credential.kind == "query":
        texts.pop(f"query {credential.name}", None)
    found: list[tuple[str, str]] = []
    parameters: dict[str, Any] = {}
    for one in operation.parameters:
        key = f"{one.place} {one.name}"
        values = texts.pop(key, None)
        if one.place == "header" and one.name.lower() in sent.headers:
            values = [sent.headers[one.name.lower()]]
        if values is None:
            continue
        scalar = set(types(operation.request.flat(one.schema))) & {"string", "integer", "number", "boolean"}
        several = values[0].split(one.separator) if one.separator and not scalar else values
        parameters[key] = value = operation.request.read(one.schema, several)
        found += [(one.name, "repeated")] if len(values) != 1 and not isinstance(value, list) else []
    found += [(key.partition(" ")[2], "unknown") for key in texts]
    body, wrong = _body(operation, sent)
    return Input(body, parameters), [*found, *wrong]


def _body(operation: Operation, sent: Sent) -> tuple[Any, list[tuple[str, str]]]:
    content = operation.content
    if content is None or (sent.body is None and not sent.media_type):
        if sent.body is not None:
            raise UnreadableError("media type")
        # An empty form may have no media type, and is then no different from none.
        return ({} if content is not None and content.kind == "form" and content.required else GONE), []
    if sent.media_type != content.media_type.partition(";")[0]:
        raise UnreadableError("media type")
    return _fields(operation, content, sent) if content.kind in ("form", "multipart") else (sent.body, [])


def _fields(operation: Operation, content: Content, sent: Sent) -> tuple[Any, list[tuple[str, str]]]:
    found: list[tuple[str, str]] = []
    fields = operation.request.flat(content.schema).get("properties", {})
    body: dict[str, Any] = {}
    for name, texts in sent.body.items():
        body[name] = value = operation.request.read(fields.get(name, {}), texts)
        found += [(name, "repeated")] if len(texts) != 1 and not isinstance(value, list) else []
    for file in sent.files:
        is_list = types(operation.request.flat(fields.get(file.name, {})))[:1] == ["array"]
        if file.name in body and not is_list:
            found.append((file.name, "repeated"))
        body[file.name] = [*body.get(file.name, ()), file.content] if is_list else file.content
        wanted = content.object.get("encoding", {}).get(file.name, {}).get("contentType", "")
        if wanted and file.media_type not in [one.strip() for one in wanted.split(",")]:
            found.append((file.name, "contentType"))
        if not file.content:
            found.append((file.name, "empty"))
        if not file.disposition.get(b"filename"):
            found.append((file.name, "filename"))
    for name in operation.file_fields() & body.keys() - {file.name for file in sent.files}:
        found.append((name, "filename"))  # without a file name, most servers treat the part as text
    return body, found


def request(operation: Operation, base_url: str, given: Input, credential: str | None = TOKEN) -> httpx.Request:
    """Build a request without the generated client; `credential` is sent if the operation requires one."""
    path, query, headers = operation.path, list[tuple[str, str]](), dict[str, str]()
    for one in operation.parameters:
        key = f"{one.place} {one.name}"
        if key not in given.parameters:
            continue
        value = given.parameters[key]
        texts = [as_text(item) for item in (value if isinstance(value, list) else [value])]
        if one.place == "path":
            path = path.replace(f"{{{one.name}}}", quote(one.separator.join(texts), safe=""))
        elif one.place == "header":
            headers[one.name] = one.separator.join(texts)
        else:
            query += [(one.name, text) for text in ([one.separator.join(texts)] if one.separator else texts)]
    match operation.credential if credential is not None else None:
        case ("bearer", _):
            headers["Authorization"] = f"Bearer {credential}"
        case ("basic", _):
            headers["Authorization"] = f"Basic {BASIC}"
        case ("header", name):
            headers[name] = str(credential)
        case ("query", name):
            query.append((name, str(credential)))
    url = f"{base_url}{path}" + (f"?{urlencode(query)}" if query else "")
    made = httpx.Request(operation.method.upper(), url, **_encoded(operation, given, headers))
    made.read()
    return made


def _encoded(operation: Operation, given: Input, headers: dict[str, str]) -> dict[str, Any]:
    content = operation.content
    if content is None or given.body is GONE:
        return {"headers": headers}
    match content.kind:
        case "json":
            headers["Content-Type"] = content.media_type
            return {"headers": headers, "content": json.dumps(given.body).encode()}
        case "multipart":
            parts = [
                (name, (given.file_name, item, "application/pdf") if type(item) is bytes else (None, as_text(item)))
                for name, value in given.body.items()
                for item in (value if isinstance(value, list) else [value])
            ]
            return {"headers": headers, "files": parts}
        case "form":
            data = {
                name: [*map(as_text, value)] if isinstance(value, list) else as_text(value)
                for name, value in given.body.items()
            }
            return {"headers": headers, "data": data}
    headers["Content-Type"] = content.media_type
    return {"headers": headers, "content": given.body if isinstance(given.body, bytes) else str(given.body).encode()}


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
    lines = [
        f"{operation.method.upper()} {operation.path} of {operation.vendor} ({operation.name}, {style})",
        f"  field    {field or 'the request as a whole'}",
        f"  given    {given!r}",
        f"  arrived  {arrived!r}",
        f"  rule     {operation.place(field)}",
        f"  page     {operation.page}",
        f"  request  {curl_command(request)}",
    ]
    return "\n".join(
        line if len(line) < _LONGEST else f"{line[:_LONGEST]}... ({len(line)} characters)" for line in lines
    )
