"""Call an operation in each of four styles: class and function style, synchronous and asynchronous."""

from __future__ import annotations

import asyncio
import base64
import functools
import importlib
import io
from typing import Any, Literal, get_args, get_origin

import attrs
import httpx
import klantkit
from klantkit._client import AsyncClient, SyncClient
from klantkit._settings import Vendor
from klantkit._typecheck import types_of

from .operations import Content, Credential, Input, Operation, Parameter, encoded, is_base64_file, numbers
from .shapes import GONE, View, class_name, python_name, to_python

Style = Literal["class", "async class", "function", "async function"]
STYLES: tuple[Style, ...] = get_args(Style)
CLASS_STYLES: tuple[Style, ...] = ("class", "async class")

TOKEN = "a-token"  # noqa: S105 - made up
BASE_URL = "http://vendor.invalid/v0"

#: User name and password of HTTP Basic, and how they are sent (RFC 7617).
USER = "a-user"
BASIC = base64.b64encode(f"{USER}:{TOKEN}".encode()).decode()

#: Arguments of every method, which no other argument may shadow.
OPTIONS = ("timeout", "max_retries", "headers", "extra_body", "extra_query")


def argument_name(wire_name: str) -> str:
    """The argument of a method for a parameter or a field."""
    name = python_name(wire_name)
    return f"{name}_" if name in OPTIONS else name


def argument_names(operation: Operation) -> dict[str, str]:
    """The arguments of the operation's method, by `query limit` and `body name`; of another body, by `body`."""
    found = {f"{one.place} {one.name}": argument_name(one.name) for one in operation.parameters}
    taken = set(found.values())
    if operation.is_exploded() and operation.content is not None:
        for name, field in operation.request.flat(operation.content.schema)["properties"].items():
            argument = operation.request.flat(field).get("x-argument") or argument_name(name)
            found[f"body {name}"] = f"body_{python_name(name)}" if argument in taken else argument
    elif operation.content is not None:
        found["body"] = "body"
    return found


def client_class(operation: Operation, prefix: str = "") -> Any:
    """The client of klantkit for the operation's vendor; one made from the spec if it has none."""
    named = [name for name in klantkit.__all__ if name.lower() == f"{prefix}{operation.vendor}".lower()]
    return getattr(klantkit, named[0]) if named else _made_class(operation, prefix)


@functools.cache
def _made_class(operation: Operation, prefix: str) -> Any:
    resources = getattr(importlib.import_module(f"{operation.vendor}_api.api"), f"{prefix}Resources")
    vendor = vendor_of(operation)

    def initialise(self: Any, credential: Any = TOKEN, **options: Any) -> None:
        super(made, self).__init__(credential, options)

    base = AsyncClient if prefix else SyncClient
    made: Any = type(
        f"{prefix}{class_name(operation.vendor)}", (base, resources), {"_vendor": vendor, "__init__": initialise}
    )
    return made


def vendor_of(operation: Operation) -> Vendor:
    """The facts of a vendor without a client in klantkit, from its spec alone."""
    kind, name = operation.credential or ("bearer", "")
    scheme = (kind, name) if kind in ("header", "query") else (kind,)
    return Vendor(operation.vendor, BASE_URL, credential="token", unauthorized="The token is wrong.", scheme=scheme)


def secret_of(operation: Operation) -> str:
    """The credential that a client is made with."""
    return f"{USER}:{TOKEN}" if operation.credential == Credential("basic") else TOKEN


def to_argument(view: View, schema: Any, value: Any, hint: Any) -> Any:
    """The Python value of a JSON value: models of the declared type `hint`, and scalars by their format."""
    flat = view.pick(schema, value)
    if isinstance(value, dict):
        model = _model_in(hint, flat, value)
        fields = flat.get("properties", {})
        if model is None or not fields:
            return {
                name: to_argument(view, view.field(flat, name) or {}, inner, _inner_hint(hint, dict))
                for name, inner in value.items()
            }
        hints = types_of(model)
        known = {
            python_name(name): to_argument(view, fields[name], inner, hints.get(python_name(name)))
            for name, inner in value.items()
            if name in fields
        }
        made = model(**known)
        for name in value:
            if name not in fields:
                made[name] = value[name]
        return made
    if isinstance(value, list):
        inner = _inner_hint(hint, list)
        return [to_argument(view, flat.get("items", {}), item, inner) for item in value]
    return to_python(flat, value)


def _members(hint: Any) -> tuple[Any, ...]:
    """The members of a union."""
    is_union = type(hint).__name__ in ("UnionType", "Union", "_UnionGenericAlias")
    return tuple(inner for member in get_args(hint) for inner in _members(member)) if is_union else (hint,)


def _inner_hint(hint: Any, kind: type) -> Any:
    return next((get_args(member)[-1] for member in _members(hint) if get_origin(member) is kind), None)


def _model_in(hint: Any, flat: dict[str, Any], value: dict[str, Any]) -> Any:
    models: list[Any] = [member for member in _members(hint) if attrs.has(member)]
    named = [model for model in models if model.__name__ == class_name(flat.get("x-name", ""))]
    fitting = [model for model in models if value.keys() <= set(model._wire_names.values())]  # noqa: SLF001 - generated
    return next(iter([*named, *fitting, *models]), None)


def arguments(operation: Operation, given: Input) -> dict[str, Any]:
    """The input as keyword arguments of the operation's method."""
    names, view, content = argument_names(operation), operation.request, operation.content
    schemas = {f"{one.place} {one.name}": one.schema for one in operation.parameters}
    found = {
        names.get(key, key): to_argument(view, schemas.get(key, {}), value, None)
        for key, value in given.parameters.items()
    }
    if content is None or given.body is GONE:
        return found
    if not operation.is_exploded() or not isinstance(given.body, dict):
        return {**found, "body": _plain_body(operation, content, given, operation.body_type)}
    model = _model_in(operation.body_type, view.flat(content.schema), {})
    hints = types_of(model)
    fields = view.flat(content.schema)["properties"]
    for name in given.body:
        hint = hints.get(python_name(name))
        value = _field(operation, given, name, fields.get(name, {}), hint)
        if is_base64_file(view.flat(fields.get(name, {}))) and isinstance(value, str):
            value = base64.b64decode(value)  # methods take the file
        found[names.get(f"body {name}", str(name))] = value
    return found


def _field(operation: Operation, given: Input, name: str, schema: Any, hint: Any) -> Any:
    value = given.body[name]
    if name in operation.file_fields():
        files = [_file(operation, item, given.file_name) for item in (value if isinstance(value, list) else [value])]
        return files if isinstance(value, list) else files[0]
    return to_argument(operation.request, schema, value, hint)


def _file(operation: Operation, content: bytes, name: str | None) -> Any:
    kind = importlib.import_module(f"{operation.vendor}_api.types").File
    return kind(io.BytesIO(content), name, "application/pdf") if name else kind(io.BytesIO(content))


def _plain_body(operation: Operation, content: Content, given: Input, hint: Any) -> Any:
    if content.kind in ("text", "binary"):
        return given.body
    return to_argument(operation.request, content.schema, given.body, hint)


def body_of(operation: Operation, given: Input) -> Any:
    """The body of an input as the function style takes it: a generated model, or another value."""
    content = operation.content
    assert content is not None
    if content.kind == "binary":
        return _file(operation, given.body, None)
    if not operation.is_exploded():
        return _plain_body(operation, content, given, operation.body_type)
    view = operation.request
    model = _model_in(operation.body_type, view.flat(content.schema), {})
    hints, fields = types_of(model), view.flat(content.schema)["properties"]
    return model(
        **{
            python_name(name): _field(operation, given, name, fields[name], hints.get(python_name(name)))
            for name in given.body
        }
    )


def function_argument(parameter: Parameter) -> str:
    """The argument of a generated function for a parameter."""
    name = python_name(parameter.name)
    return f"{name}_{parameter.place}" if name in ("body", "client", "url") else name


def function_arguments(operation: Operation, given: Input) -> dict[str, Any]:
    """The input as arguments of the functions of the generated module."""
    found = {
        function_argument(one): to_argument(operation.request, one.schema, given.parameters[key], None)
        for one in operation.parameters
        if (key := f"{one.place} {one.name}") in given.parameters
    }
    if operation.content is not None and given.body is not GONE:
        found["body"] = body_of(operation, given)
    return found


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
    if "class" in style:
        settings = {"base_url": base_url, "transport": transport, "strict_answers": strict}
        return _call_class(style, operation, {**arguments(operation, given), **options}, settings)
    return _call_function(style, operation, function_arguments(operation, given), transport, base_url)


def _call_class(style: Style, operation: Operation, given: dict[str, Any], settings: dict[str, Any]) -> Any:
    options: dict[str, Any] = {**settings, "rate_limit": None, "max_retries": 0}
    if style == "class":
        with client_class(operation)(secret_of(operation), **options) as client:
            value = getattr(getattr(client, operation.resource), operation.method_name)(**given)
            return value.response if "x-pagination" in operation.object else value

    async def run() -> Any:
        async with client_class(operation, "Async")(secret_of(operation), **options) as client:
            value = await getattr(getattr(client, operation.resource), operation.method_name)(**given)
            return value.response if "x-pagination" in operation.object else value

    return asyncio.run(run())


def function_client(operation: Operation, base_url: str = BASE_URL, **options: Any) -> Any:
    """A client of the function style with the operation's credential."""
    package = importlib.import_module(f"{operation.vendor}_api")
    match operation.credential:
        case None:
            return package.Client(base_url, **options)
        case Credential("basic"):
            return package.AuthenticatedClient(base_url, BASIC, "Basic", **options)
        case Credential("header", name):
            return package.AuthenticatedClient(base_url, TOKEN, "", name, **options)
        case Credential("query", str(name)):
            options["httpx_args"] = {**options.get("httpx_args", {}), "params": {name: TOKEN}}
            return package.Client(base_url, **options)
    return package.AuthenticatedClient(base_url, TOKEN, **options)


def _call_function(style: Style, operation: Operation, given: dict[str, Any], transport: Any, base_url: str) -> Any:
    client = function_client(operation, base_url, httpx_args={"transport": transport})
    module: Any = operation.module  # where there is nothing to parse, it has the detailed functions alone
    if style == "function":
        with client:
            if hasattr(module, "sync"):
                return module.sync(client=client, **given)
            return module.sync_detailed(client=client, **given).parsed

    async def run() -> Any:
        async with client:
            if hasattr(module, "asyncio"):
                return await module.asyncio(client=client, **given)
            return (await module.asyncio_detailed(client=client, **given)).parsed

    return asyncio.run(run())


class Capture(httpx.MockTransport):
    """Records requests and answers each with the same response; for sync and async clients."""

    def __init__(self, status: int, content: bytes, media_type: str) -> None:
        self.requests: list[httpx.Request] = []
        self.answer = status, content, media_type
        super().__init__(self._handle)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        status, content, media_type = self.answer
        return httpx.Response(status, content=content, headers={"Content-Type": media_type} if media_type else {})

    @property
    def request(self) -> httpx.Request:
        """The only request that was made."""
        (request,) = self.requests
        return request


def answering(operation: Operation, status: str, value: Any, number: int | None = None) -> Capture:
    """Answers with a declared response, whose `number` is by default the first that the status stands for."""
    content = operation.answers[status]
    media_type = content.media_type if content else ""
    return Capture(number or numbers(status)[0], encoded(content, value), media_type)


def success(operation: Operation) -> Capture:
    """Answers with the example of the first success."""
    status = next(iter(operation.successes))
    return answering(operation, status, operation.example_answer(status))
