"""Test your own code without a network: a mock of each vendor, as a pytest fixture.

`pytest_plugins = ["klantkit.testing"]` in a `conftest.py` provides a fixture per vendor, such as `notify_mock`. It is
a `VendorMock`, which answers with the examples of the vendor's spec, keeps what is created, and records its requests.

Needs the extra `klantkit[testing]`.
"""

from __future__ import annotations

import copy
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from email import message_from_string
from typing import Any, NamedTuple, TypedDict
from urllib.parse import unquote

import httpx
import pytest

from ._errors import ConfigurationError
from ._mock_records import Records, _json


class MockOptions(TypedDict):
    """The options of a client that talks to a mock, sync or async."""

    transport: httpx.MockTransport
    rate_limit: None
    max_retries: int


class ReceivedFile(NamedTuple):
    """A file of a multipart request: the `field` of the form, the file `name`, the `content` and the `media_type`."""

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


class VendorMock(Records):
    """Answers every operation of one vendor with the example in its spec, and keeps what is created.

    A created record is found, listed, changed and deleted, and another id is answered with 404. Until a record is
    created, that of the example exists, under any id. Fields that were not sent are those of the example, with a new
    `id`; nothing is computed. A request that breaks the spec is refused with 422 and the reason, also when another
    response was set for it; that response is kept for the next valid request. Unknown fields and missing credentials
    are accepted.

    Attributes:
        options: The options of a client that talks to it, as in `Notify(api_key="test", **notify_mock.options)`: its
            transport, no rate limit, and no retries, so that no test waits.
        requests: The received requests, oldest first, including those that were refused.

    Args:
        vendor: The name of the vendor's spec, such as `notify`.

    Raises:
        ConfigurationError: The extra `klantkit[testing]` is not installed.
        ValueError: From the methods: there is no such operation; the text lists those that exist.
    """

    def __init__(self, vendor: str) -> None:
        try:
            from jsonschema import Draft202012Validator
        except ImportError as error:
            raise ConfigurationError("VendorMock needs the extra: pip install 'klantkit[testing]'.") from error
        self._validator = Draft202012Validator
        super().__init__(vendor)
        self._lock = threading.Lock()
        self._next: defaultdict[str, list[tuple[bool, int | None, Any, Mapping[str, str] | None]]] = defaultdict(list)
        self.requests: list[ReceivedRequest] = []
        self.options = MockOptions(transport=httpx.MockTransport(self._answer), rate_limit=None, max_retries=0)

    def example(self, operation: str, status: int | None = None) -> Any:
        """A copy of the spec's example of a response, as in `mock.example("create_customer") | {"name": "B"}`.

        Args:
            operation: Its operationId, such as `create_customer`.
            status: The HTTP status, by default that of the success. The example is None if the spec has none.
        """
        return copy.deepcopy(self._declared(operation, status)[2])

    def answer(
        self, operation: str, status: int, json: object = None, headers: Mapping[str, str] | None = None
    ) -> None:
        """Set the response to the next valid call of an operation; called twice, to the next two.

        A success is carried out, and the record has the fields of `json`; an error is not.

        Args:
            operation: Its operationId, such as `create_customer`.
            status: The HTTP status.
            json: The body; by default the spec's example for the status, or no body if the spec has none.
            headers: Headers of the response.
        """
        self._named(operation)
        self._next[operation].append((status < 300, status, json, headers))  # noqa: PLR2004 - the successes

    def fail(self, operation: str, error: httpx.TransportError, *, carried_out: bool = False) -> None:
        """Fail the next valid call of an operation, as with `httpx.ReadTimeout("slow")`; called twice, the next two.

        Args:
            operation: Its operationId, such as `create_customer`.
            error: The error.
            carried_out: Whether the call is carried out all the same, and only its response is lost.

        Raises:
            TypeError: `error` is not an instance of an exception.
        """
        if not isinstance(error, Exception):
            raise TypeError(f"error must be an exception, such as httpx.ReadTimeout('slow'), not {error!r}.")
        self._named(operation)
        self._next[operation].append((carried_out, None, error, None))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        for name, (method, path, operation) in self._operations.items():
            if method == request.method and (found := path.search(request.url.raw_path.partition(b"?")[0].decode())):
                with self._lock:
                    sent, faults = self._receive(operation, request, map(unquote, found.groups()))
                    if faults:
                        return self._response(name, 422, self._refusal(name, faults))
                    planned = self._next[name].pop(0) if self._next[name] else (True, None, None, None)
                    carried_out, status, body, headers = planned
                    done, content = self._carry_out(name, request.url, sent, body) if carried_out else (status, body)
                if isinstance(body, Exception):
                    raise body
                status = status or done
                response = self._response(name, status, content if body is None and status == done else body)
                response.headers.update(headers or {})
                return response
        # Raises a BaseException, which neither httpx nor klantkit turns into a connection error.
        pytest.fail(f"{self._vendor} has no operation {request.method} {request.url.path}.")

    def _response(self, name: str, status: int | None, body: object) -> httpx.Response:
        """A response with `body`, or with the spec's example for the status."""
        status, media_type, content, _ = self._declared(name, status)
        content = content if body is None else body
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
        reasons = {"message": reason, "detail": faults if isinstance(body.get("detail"), list) else reason}
        return {field: reasons.get(field, value) for field, value in body.items()}

    def _receive(
        self, operation: dict[str, Any], request: httpx.Request, in_path: Iterable[str]
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Decode and record a request; returns its parts, and its violations of the spec as NEXT's errors have them."""
        declared = self._resolve(operation.get("requestBody", {}))
        contents = declared.get("content", {}) if request.content or declared.get("required") else {}
        absent = "" if request.content else next(iter(contents), "")  # an empty form has no media type
        media_type = str(request.headers.get("Content-Type", absent)).partition(";")[0]
        body_schema = contents.get(media_type, {}).get("schema", {})
        parameters = operation["parameters"]
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
        body = _json(request.content) if is_json else self._values(texts, body_schema)
        received.fields = body if is_json or is_form else request.content
        separators = {"spaceDelimited": " ", "pipeDelimited": "|"}
        joined = {
            one["name"]: separators.get(one.get("style", ""), ",")
            for one in parameters
            if one["in"] == "query" and not one.get("explode", one.get("style", "form") == "form")
        }
        pairs = request.url.params.multi_items()
        texts = [
            (name, part) for name, text in pairs for part in (text.split(joined[name]) if name in joined else [text])
        ]
        received.query = self._values(texts, schemas["query"])
        self.requests.append(received)
        if received.files:
            body = {**body, **{file.field: "" for file in received.files}}
        path = self._values(zip(operation["x-path"], in_path, strict=True), schemas["path"])
        sent = {"Content-Type": media_type, "query": received.query, "path": path, "body": body}
        allowed = {"Content-Type": {"enum": [*contents] or [media_type]}, **schemas, "body": body_schema}
        schema = {"properties": allowed, "components": self._received["components"]}
        errors = self._validator(schema, format_checker=self._validator.FORMAT_CHECKER).iter_errors(sent)
        return sent, [
            {"loc": [*error.path], "msg": f"{'.'.join(map(str, error.path))}: {error.message}", "type": error.validator}
            for error in errors
        ]

    def _values(self, texts: Iterable[tuple[str, str]], schema: dict[str, Any]) -> dict[str, Any]:
        """The fields of a form or a query as the types of the schema."""
        rules = self._properties(schema)
        values: dict[str, Any] = {}
        for name, text in texts:
            rule = rules.get(name, {})
            if "array" in (rule.get("type") or ()):
                item = self._resolve(rule.get("items", {}))
                values[name] = [*values.get(name, ()), _typed(text, item)]
            else:
                values[name] = _typed(text, rule)
        return values


def _typed(text: str, rule: dict[str, Any]) -> Any:
    return text if "string" in (rule.get("type") or "string") else _json(text)


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
