"""Test your own code without a network: a mock of each vendor, as a pytest fixture.

`pytest_plugins = ["klantkit.testing"]` in a `conftest.py` brings a fixture per vendor, such as `notify_mock`. It is
a `VendorMock`, which answers with the examples of the vendor's spec and records its requests.

Needs the extra `klantkit[testing]`.
"""

from __future__ import annotations

import copy
import importlib.resources
import json
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from email import message_from_string
from typing import Any, NamedTuple, TypedDict
from urllib.parse import unquote

import httpx
import pytest

from ._errors import ConfigurationError


class MockOptions(TypedDict):
    """The options of a client that talks to a mock, sync or async."""

    transport: httpx.MockTransport
    rate_limit: None
    max_retries: int


class ReceivedFile(NamedTuple):
    """A file of a multipart request.

    Attributes:
        field: The name of its form field.
        name: Its file name.
        content: Its content.
        media_type: Its media type.
    """

    field: str
    name: str
    content: bytes
    media_type: str


class ReceivedRequest(httpx.Request):
    """A request that a mock received, with its content decoded.

    The texts of a form or a query are converted to the types of the spec, such as `"true"` to `True`.

    Attributes:
        fields: The decoded JSON, or the fields of the form except the files, by their names in the spec. If the body
            is declared as JSON and is not, its bytes.
        query: The query parameters, by their names in the spec.
        files: The files of a multipart form, in order.
    """

    fields: Any
    query: dict[str, Any]
    files: list[ReceivedFile]


class VendorMock:
    """Answers every operation of one vendor with the example in its spec.

    From the second time on, the `id` in the example of a POST is counted up, so that no two are equal. A request
    that breaks the spec is refused with 422 and the reason, also when another response was set for it; that
    response is kept for the next valid request. Unknown fields and missing credentials are accepted.

    Attributes:
        options: The options of a client that talks to it, as in `Notify(api_key="test", **notify_mock.options)`: its
            transport, no rate limit, and no retries, so that no test waits.
        requests: The received requests, oldest first, including those that were refused.

    Args:
        vendor: The name of the vendor's spec, such as `notify`.

    Raises:
        ConfigurationError: The extra `klantkit[testing]` is not installed.
    """

    def __init__(self, vendor: str) -> None:
        try:
            from jsonschema import Draft202012Validator
        except ImportError as error:
            raise ConfigurationError("VendorMock needs the extra: pip install 'klantkit[testing]'.") from error
        self._validator = Draft202012Validator
        spec = importlib.resources.files(f"{vendor}_api") / "openapi.json"
        self._vendor = vendor
        self._document: dict[str, Any] = json.loads(spec.read_bytes())
        self._received = {**self._document, "components": _as_received(self._document.get("components", {}))}
        # Paths without parameters first: `/customers/search` is not the customer `search`.
        self._operations: dict[str, tuple[str, re.Pattern[str], dict[str, Any]]] = {
            operation["operationId"]: (
                method.upper(),
                _pattern(path),
                {**_as_received(_with_parameters(item, operation)), "x-path": re.findall(r"\{([^}]+)\}", path)},
            )
            for path, item in sorted(self._document["paths"].items(), key=lambda pair: pair[0].count("{"))
            for method, operation in item.items()
            if "operationId" in operation
        }
        self._counts: Counter[str] = Counter()
        self._next: dict[str, list[httpx.Response | Exception]] = {}
        self.requests: list[ReceivedRequest] = []
        self.options = MockOptions(transport=httpx.MockTransport(self._answer), rate_limit=None, max_retries=0)

    def example(self, operation: str, status: int | None = None) -> Any:
        """A copy of the spec's example of a response, as in `mock.example("create_customer") | {"name": "B"}`.

        Args:
            operation: Its operationId, such as `create_customer`.
            status: The HTTP status, by default that of the success. The example is None if the spec has none.

        Raises:
            ValueError: There is no such operation; the text lists those that exist.
        """
        return copy.deepcopy(self._declared(operation, status)[2])

    def answer(
        self, operation: str, status: int, json: object = None, headers: Mapping[str, str] | None = None
    ) -> None:
        """Set the response to the next valid call of an operation; called twice, to the next two.

        Args:
            operation: Its operationId, such as `create_customer`.
            status: The HTTP status.
            json: The body; by default the spec's example for the status, or no body if the spec has none.
            headers: Headers of the response.

        Raises:
            ValueError: There is no such operation; the text lists those that exist.
        """
        response = self._response(operation, status, json)
        response.headers.update(headers or {})
        self._next.setdefault(operation, []).append(response)

    def fail(self, operation: str, error: httpx.TransportError) -> None:
        """Fail the next valid call of an operation, as with `httpx.ReadTimeout("slow")`; called twice, the next two.

        Raises:
            ValueError: There is no such operation; the text lists those that exist.
        """
        self._named(operation)
        self._next.setdefault(operation, []).append(error)

    def _named(self, operation: str) -> dict[str, Any]:
        if operation not in self._operations:
            raise ValueError(f"{self._vendor} has no operation {operation!r}; it has {', '.join(self._operations)}.")
        return self._operations[operation][2]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        for name, (method, path, operation) in self._operations.items():
            if method == request.method and (found := path.search(request.url.path)):
                if faults := self._receive(operation, request, found.groups()):
                    return self._response(name, 422, self._refusal(name, faults))
                planned = self._next.get(name)
                outcome = planned.pop(0) if planned else self._response(name, None, None)
                if isinstance(outcome, Exception):
                    raise outcome
                return outcome
        # Raises a BaseException, which neither httpx nor klantkit turns into a connection error.
        pytest.fail(f"{self._vendor} has no operation {request.method} {request.url.path}.")

    def _declared(self, name: str, status: int | None) -> tuple[int, str, Any]:
        """Status, media type and example of a response; by default of the success, whose status is 200 for `2XX`."""
        responses = self._named(name)["responses"]
        success = min((key for key in responses if key.startswith("2")), default="200").replace("X", "0")
        status = status or int(success)
        keys = (str(status), f"{status // 100}XX", "default")
        declared = self._resolve(next((responses[key] for key in keys if key in responses), {}))
        contents = declared.get("content", {})
        for media_type in sorted(contents, key=lambda one: "json" not in one):
            content = contents[media_type]
            examples = [self._resolve(example).get("value") for example in content.get("examples", {}).values()]
            return status, media_type.partition(";")[0], content.get("example", next(iter(examples), None))
        return status, "application/json", None

    def _response(self, name: str, status: int | None, body: object) -> httpx.Response:
        """A response with `body`, or with the spec's example for the status."""
        status, media_type, content = self._declared(name, status)
        if body is not None:
            content = body
        elif isinstance(content, dict) and "id" in content and self._operations[name][0] == "POST":
            content = {**content, "id": _counted_up(content["id"], self._counts[name])}
            self._counts[name] += 1
        if content is None:
            return httpx.Response(status)
        headers = {"Content-Type": media_type.replace("*/*", "application/json")}
        if media_type.endswith("json") or not isinstance(content, str | bytes):
            return httpx.Response(status, json=content, headers=headers)
        return httpx.Response(status, content=content, headers=headers)

    def _refusal(self, name: str, faults: list[dict[str, Any]]) -> dict[str, Any]:
        """The spec's example for a 422 with these faults as its message."""
        reason = "; ".join(fault["msg"] for fault in faults)
        body: dict[str, Any] = self._declared(name, 422)[2] or {"message": ""}
        told = {"message": reason, "detail": faults if isinstance(body.get("detail"), list) else reason}
        return {field: told.get(field, value) for field, value in body.items()}

    def _receive(
        self, operation: dict[str, Any], request: httpx.Request, in_path: tuple[str, ...]
    ) -> list[dict[str, Any]]:
        """Decode and record a request; returns everything that breaks the spec, described with the members of NEXT."""
        declared = self._resolve(operation.get("requestBody", {}))
        contents = declared.get("content", {}) if request.content or declared.get("required") else {}
        absent = "" if request.content else next(iter(contents), "")  # an empty form has no media type
        media_type = str(request.headers.get("Content-Type", absent)).partition(";")[0]
        body_schema = contents.get(media_type, {}).get("schema", {})
        parameters = [self._resolve(parameter) for parameter in operation.get("parameters", ())]
        query = [parameter for parameter in parameters if parameter["in"] == "query"]
        schemas = {
            place: {
                "properties": {one["name"]: one["schema"] for one in parameters if one["in"] == place},
                "required": [one["name"] for one in parameters if one["in"] == place and one.get("required")],
            }
            for place in ("query", "path")
        }
        stream = httpx.ByteStream(request.content)  # with `content=`, httpx would add headers
        received = ReceivedRequest(request.method, request.url, headers=request.headers, stream=stream)
        received.read()
        texts, received.files = _form(received, media_type)
        is_json = media_type.endswith("json")
        is_form = media_type in ("", "application/x-www-form-urlencoded", "multipart/form-data")
        received.fields = _json(request.content) if is_json else self._values(texts, body_schema)
        received.fields = received.fields if is_json or is_form else request.content
        separators = {"spaceDelimited": " ", "pipeDelimited": "|"}
        joined = {
            parameter["name"]: separators.get(parameter.get("style", ""), ",")
            for parameter in query
            if not parameter.get("explode", parameter.get("style", "form") == "form")
        }
        pairs = request.url.params.multi_items()
        texts = [
            (name, part) for name, text in pairs for part in (text.split(joined[name]) if name in joined else [text])
        ]
        received.query = self._values(texts, schemas["query"])
        self.requests.append(received)
        body = received.fields
        if received.files:
            body = {**body, **{file.field: "" for file in received.files}}
        body = {} if isinstance(body, bytes) and not is_json else body
        path = self._values(zip(operation["x-path"], in_path, strict=True), schemas["path"])
        sent = {"Content-Type": media_type, "query": received.query, "path": path, "body": body}
        allowed = {"Content-Type": {"enum": [*contents] or [media_type]}, **schemas, "body": body_schema}
        schema = {"properties": allowed, "components": self._received["components"]}
        errors = self._validator(schema, format_checker=self._validator.FORMAT_CHECKER).iter_errors(sent)
        return [
            {"loc": [*error.path], "msg": f"{'.'.join(map(str, error.path))}: {error.message}", "type": error.validator}
            for error in errors
        ]

    def _values(self, texts: Iterable[tuple[str, str]], schema: dict[str, Any]) -> dict[str, Any]:
        """The fields of a form or a query as the types of the schema."""
        rules = {name: self._resolve(rule) for name, rule in self._resolve(schema).get("properties", {}).items()}
        values: dict[str, Any] = {}
        for name, text in texts:
            rule = rules.get(name, {})
            if "array" in (rule.get("type") or ()):
                item = self._resolve(rule.get("items", {}))
                values[name] = [*values.get(name, ()), _typed(text, item)]
            else:
                values[name] = _typed(text, rule)
        return values

    def _resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in node:
            _, *keys = node["$ref"].split("/")
            node = self._received
            for key in keys:
                node = node[unquote(key).replace("~1", "/").replace("~0", "~")]
        return node


def _typed(text: str, rule: dict[str, Any]) -> Any:
    return text if "string" in (rule.get("type") or "string") else _json(text)


def _with_parameters(item: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    """An operation with the parameters of its path item."""
    return {**operation, "parameters": [*item.get("parameters", ()), *operation.get("parameters", ())]}


def _as_received(node: Any) -> Any:
    """A part of the spec, in which no `readOnly` field is required."""
    if isinstance(node, list):
        return [_as_received(item) for item in node]
    if not isinstance(node, dict):
        return node
    copied = {key: _as_received(value) for key, value in node.items()}
    if isinstance(fields := node.get("properties"), dict) and isinstance(node.get("required"), list):
        sent = [
            name
            for name in node["required"]
            if not (isinstance(fields.get(name), dict) and fields[name].get("readOnly"))
        ]
        copied["required"] = sent
    return copied


def _pattern(path: str) -> re.Pattern[str]:
    """A pattern for the end of a URL, with any host and version."""
    return re.compile("([^/]+)".join(re.escape(part) for part in re.split(r"\{[^}]+\}", path)) + "$")


def _counted_up(identifier: Any, count: int) -> Any:
    """An id that is `count` higher and of the same type: an integer, a UUID, or text that ends in digits."""
    if not count:
        return identifier
    if isinstance(identifier, int):
        return identifier + count
    with suppress(ValueError):
        return str(uuid.UUID(int=uuid.UUID(identifier).int + count))
    return re.sub(r"\d*$", lambda end: f"{int(end[0] or 0) + count:0{len(end[0])}}", identifier, count=1)


def _json(text: str | bytes) -> Any:
    """The decoded JSON; other text as it is, which then breaks the schema."""
    with suppress(ValueError):
        return json.loads(text)
    return text


def _form(request: httpx.Request, media_type: str) -> tuple[list[tuple[str, str]], list[ReceivedFile]]:
    """The fields and the files of a form, urlencoded or multipart; both are empty for other media types."""
    if media_type == "application/x-www-form-urlencoded":
        return httpx.QueryParams(request.content.decode()).multi_items(), []
    texts: list[tuple[str, str]] = []
    files: list[ReceivedFile] = []
    if media_type == "multipart/form-data":
        boundary = message_from_string(f"Content-Type: {request.headers['Content-Type']}").get_boundary("")
        for part in (b"\r\n" + request.content).split(b"\r\n--" + boundary.encode())[1:-1]:
            head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
            headers = message_from_string(head.decode())
            field, name = str(headers.get_param("name", "", "Content-Disposition")), headers.get_filename()
            if name is None:
                texts.append((field, content.decode()))
            else:
                files.append(ReceivedFile(field, name, content, headers.get_content_type()))
    return texts, files


@pytest.fixture
def mijnklantportaal_mock() -> VendorMock:
    """A mock of MijnKlantportaal, new for each test."""
    return VendorMock("mijnklantportaal")


@pytest.fixture
def next_mock() -> VendorMock:
    """A mock of NEXT, new for each test."""
    return VendorMock("next")


@pytest.fixture
def notify_mock() -> VendorMock:
    """A mock of Notify, new for each test."""
    return VendorMock("notify")
