"""Call an operation in each of four styles: class and function style, synchronous and asynchronous."""

from __future__ import annotations

import asyncio
import importlib
import io
from typing import Any, Literal, NamedTuple, get_args

import httpx
import klantkit

from contract_tests.paths import INVOICE

from .operations import Operation
from .shapes import arguments, python_name

Style = Literal["class", "async class", "function", "async function"]
STYLES: tuple[Style, ...] = get_args(Style)
CLASS_STYLES: tuple[Style, ...] = ("class", "async class")

TOKEN = "a-token"  # noqa: S105 - made up
BASE_URL = "http://vendor.invalid/v0"


class Input(NamedTuple):
    """The input of one call.

    Attributes:
        body: The fields as JSON types; a file field holds the bytes of the file.
        query: The query parameters as JSON types, by their names on the wire.
        file_name: The name given to every file.

    """

    body: dict[str, Any]
    query: dict[str, Any]
    file_name: str = "invoice.pdf"


def example_input(operation: Operation) -> Input:
    """The spec's own example, with a real PDF."""
    files = dict.fromkeys(operation.file_fields(), INVOICE.read_bytes())
    return Input({**operation.example_body(), **files}, operation.example_parameters())


def full_input(operation: Operation) -> Input:
    """An input with every field of the body, taken from the spec's examples."""
    example = operation.example_body()
    schema = operation.resolve(operation.body_schema)
    body = {name: example.get(name, field.get("example")) for name, field in schema["properties"].items()}
    body |= dict.fromkeys(operation.file_fields(), INVOICE.read_bytes())
    return Input(body, operation.example_parameters())


def call(
    style: Style,
    operation: Operation,
    given: Input,
    transport: Any,
    base_url: str = BASE_URL,
    *,
    strict: bool = True,
    **options: Any,
) -> Any:
    """Make a call and return its result.

    Args:
        style: How to call it.
        operation: The operation to call.
        given: The input.
        transport: The httpx transport, synchronous or asynchronous to match the style.
        base_url: The base URL to call.
        strict: Whether a response that departs from the spec is an error; class style only.
        **options: Options of the call, such as `headers=`; class style only.

    """
    files = operation.file_fields()
    plain = {name: value for name, value in given.body.items() if name not in files}
    fields = arguments(operation, operation.body_schema, plain)
    file_type = importlib.import_module(f"{operation.vendor}_api.types").File
    for name in files & given.body.keys():
        fields[python_name(name)] = file_type(io.BytesIO(given.body[name]), given.file_name, "application/pdf")
    parameters = {python_name(name): value for name, value in given.query.items()}
    if "class" in style:
        settings = {"base_url": base_url, "transport": transport, "strict_answers": strict}
        return _call_class(style, operation, {**fields, **parameters, **options}, settings)
    body = operation.model(operation.body_schema)(**fields)
    return _call_function(style, operation, {"body": body, **parameters}, transport, base_url)


def _call_class(style: Style, operation: Operation, arguments: dict[str, Any], settings: dict[str, Any]) -> Any:
    options: dict[str, Any] = {**settings, "rate_limit": None, "max_retries": 0}
    if style == "class":
        with operation.kind(TOKEN, **options) as client:
            return getattr(getattr(client, operation.resource), operation.method_name)(**arguments)

    async def run() -> Any:
        async with getattr(klantkit, f"Async{operation.kind.__name__}")(TOKEN, **options) as client:
            return await getattr(getattr(client, operation.resource), operation.method_name)(**arguments)

    return asyncio.run(run())


def _call_function(style: Style, operation: Operation, arguments: dict[str, Any], transport: Any, base_url: str) -> Any:
    package = importlib.import_module(f"{operation.vendor}_api")
    settings: dict[str, Any] = {"httpx_args": {"transport": transport}}
    client = (
        package.AuthenticatedClient(base_url, token=TOKEN, **settings)
        if operation.secured
        else package.Client(base_url, **settings)
    )
    if style == "function":
        with client:
            return operation.module.sync(client=client, **arguments)

    async def run() -> Any:
        async with client:
            return await operation.module.asyncio(client=client, **arguments)

    return asyncio.run(run())


class Capture(httpx.MockTransport):
    """Records requests and answers each with the same response; for sync and async clients."""

    def __init__(self, status: int, content: bytes, media_type: str) -> None:
        self.requests: list[httpx.Request] = []
        self._answer = status, content, media_type
        super().__init__(self._handle)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        status, content, media_type = self._answer
        return httpx.Response(status, content=content, headers={"Content-Type": media_type})

    @property
    def request(self) -> httpx.Request:
        """The only request that was made."""
        (request,) = self.requests
        return request
