"""The generated packages used directly, without klantkit: clients, models, responses and types."""

from __future__ import annotations

import functools
import importlib
import inspect
import io
import itertools
import json
import ssl
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from operator import getitem
from typing import Any, get_args

import attrs
import httpx
import pytest
from klantkit import UNSET, Unset
from klantkit._files import Uploads
from klantkit._typecheck import members_of, types_of

from contract_tests.harness.callers import (
    Capture,
    answering,
    argument_name,
    arguments,
    body_of,
    function_arguments,
    function_client,
    success,
    to_argument,
)
from contract_tests.harness.operations import Operation, all_operations, numbers, spec_of, view
from contract_tests.harness.shapes import GONE, class_name, python_name
from contract_tests.paths import SPECS, VENDORS

OPERATIONS = [pytest.param(operation, id=repr(operation)) for operation in all_operations()]


def _models(vendor: str) -> dict[str, Any]:
    models = importlib.import_module(f"{vendor}_api.models")
    return {name: getattr(models, name) for name in models.__all__ if attrs.has(getattr(models, name))}


# Clients


@pytest.fixture(params=["Client", "AuthenticatedClient"])
def make(request: pytest.FixtureRequest, vendor: str) -> Any:
    """A factory for clients of either class."""
    kind = getattr(importlib.import_module(f"{vendor}_api"), request.param)

    def make(**options: Any) -> Any:
        token = {"token": "s3cret"} if request.param == "AuthenticatedClient" else {}
        return kind(base_url="http://vendor.invalid/v0", **token, **options)

    return make


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
def test_client_options_reach_httpx(make: Any, monkeypatch: pytest.MonkeyPatch, *, asynchronous: bool) -> None:
    given: list[dict[str, Any]] = []

    class Kept(httpx.AsyncClient if asynchronous else httpx.Client):  # type: ignore[misc]
        def __init__(self, **options: Any) -> None:
            given.append({name: dict(value) if isinstance(value, dict) else value for name, value in options.items()})
            super().__init__(**options)

    monkeypatch.setattr(httpx, "AsyncClient" if asynchronous else "Client", Kept)
    context = ssl.create_default_context()
    options = {
        "headers": {"X-One": "1"}, "cookies": {"a": "b"}, "timeout": httpx.Timeout(3), "follow_redirects": True,
    }  # fmt: skip
    client = make(**options, verify_ssl=context, httpx_args={"max_redirects": 7})
    http = client.get_async_httpx_client() if asynchronous else client.get_httpx_client()
    assert http is (client.get_async_httpx_client() if asynchronous else client.get_httpx_client()), "made once"
    told = {"Authorization": "Bearer s3cret"} if hasattr(client, "token") else {}
    headers = {"headers": {"X-One": "1", **told}}
    rest = {"base_url": "http://vendor.invalid/v0", "verify": context, "max_redirects": 7}
    assert [{**options, **rest, **headers}] == given
    default = make()
    assert default.raise_on_unexpected_status is False
    default.get_async_httpx_client() if asynchronous else default.get_httpx_client()
    assert (None, True, False) == tuple(given[1][name] for name in ("timeout", "verify", "follow_redirects"))
    assert ({}, told) == (given[1]["cookies"], given[1]["headers"])


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.anyio
async def test_copies_of_a_client(make: Any) -> None:
    timeout = httpx.Timeout(9)
    for client in (make(headers={"X-One": "1"}, cookies={"a": "b"}), make(headers={"X-One": "1"}, cookies={"a": "b"})):
        http, twin = client.get_httpx_client(), client.get_async_httpx_client()
        copy = client.with_headers({"X-Two": "2"}).with_cookies({"c": "d"}).with_timeout(timeout)
        for own in (http, twin):  # the generator's behaviour: existing clients change as well
            assert "2" == own.headers["x-two"]
        made = copy.get_httpx_client()
        assert made is not http
        assert ("1", "2", timeout) == (made.headers["x-one"], made.headers["x-two"], made.timeout)
        assert {"a": "b", "c": "d"} == dict(made.cookies)
        client.with_cookies({"e": "f"})
        client.with_timeout(timeout)
        for own in (http, twin):
            assert ("f", timeout) == (own.cookies["e"], own.timeout)
        http.close()
        made.close()
        await twin.aclose()
    fresh = make().with_headers({"X-Two": "2"}).with_cookies({"c": "d"}).with_timeout(timeout)
    assert "2" == fresh.get_httpx_client().headers["x-two"]


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.anyio
async def test_a_client_is_a_context_manager_and_accepts_the_caller_s_httpx_client(make: Any) -> None:
    http, twin = httpx.Client(), httpx.AsyncClient()
    client = make()
    assert client is client.set_httpx_client(http)
    assert client is client.set_async_httpx_client(twin)
    with client as entered:
        assert client is entered
        assert http is client.get_httpx_client()
        with pytest.raises(RuntimeError, match="more than once"):
            http.__enter__()
    async with client as entered:
        assert client is entered
        assert twin is client.get_async_httpx_client()
        with pytest.raises(RuntimeError, match="more than once"):
            await twin.__aenter__()
    assert http.is_closed
    assert twin.is_closed


@pytest.mark.parametrize("vendor", VENDORS)
def test_the_token_s_header_can_be_changed(vendor: str) -> None:
    kind = importlib.import_module(f"{vendor}_api").AuthenticatedClient
    client = kind("http://vendor.invalid", token="k", prefix="", auth_header_name="X-Key")
    assert "k" == client.get_httpx_client().headers["x-key"]
    assert "k" == client.get_async_httpx_client().headers["x-key"]
    assert ("Bearer", "Authorization") == tuple(
        attrs.fields_dict(kind)[name].default for name in ("prefix", "auth_header_name")
    )


@pytest.mark.parametrize("vendor", VENDORS)
def test_client_options_are_keyword_only(make: Any, vendor: str) -> None:
    for name in ("Client", "AuthenticatedClient"):
        parameters = inspect.signature(getattr(importlib.import_module(f"{vendor}_api"), name)).parameters
        positional = [one.name for one in parameters.values() if one.kind is one.POSITIONAL_OR_KEYWORD]
        assert ["base_url", "token", "prefix", "auth_header_name"][: 1 if name == "Client" else 4] == positional
        assert {one.name for one in parameters.values() if one.kind is one.KEYWORD_ONLY} == {
            "raise_on_unexpected_status", "cookies", "headers", "timeout", "verify_ssl", "follow_redirects",
            "httpx_args",
        }  # fmt: skip
    assert make() == make()
    assert make() != make(headers={"a": "b"})


@pytest.mark.parametrize("vendor", VENDORS)
def test_repr_of_a_client_hides_secrets(make: Any) -> None:
    secret = {"name": "s3cret"}
    client = make(headers=secret, cookies=secret, httpx_args=secret)
    assert "s3cret" not in repr(client)
    assert "base_url='http://vendor.invalid/v0'" in repr(client)


@pytest.mark.parametrize("vendor", VENDORS)
def test_lazily_loaded_names_are_cached(vendor: str) -> None:
    for package in (f"{vendor}_api", f"{vendor}_api.models"):
        module = importlib.import_module(package)
        for name in module.__all__[:1]:
            assert getattr(module, name) is vars(module)[name]
            assert {name, "__all__"} <= set(dir(module))
        with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
            module.Nothing  # noqa: B018 - the access raises


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("prefix", ["", "Async"])
def test_a_resource_describes_its_operation(prefix: str, operation: Operation) -> None:
    """The resource passes the operation to its sender as the spec declares it."""
    told: list[Any] = []

    class Sender:
        def send(self, operation: Any, _: Any, /, **__: Any) -> Any:
            told.append(operation)

        def pages(self, operation: Any, _: Any, __: Any, /, **___: Any) -> Any:
            told.append(operation)

        def uploads(self) -> Any:
            return Uploads()

    told.append(operation.generated)
    expected = {
        "method": operation.method.upper(),
        "path": operation.path,
        "source": operation.page,
        "secured": operation.credential is not None,
        "query": {argument_name(one.name): one.name for one in operation.parameters if one.place == "query"},
        "build": operation.module._get_kwargs,
    }
    answers = {
        (numbers(status)[0], numbers(status)[-1], content and content.media_type.partition(";")[0].lower())
        for status, content in operation.answers.items()
    }
    resources = getattr(importlib.import_module(f"{operation.vendor}_api.api"), f"{prefix}Resources")(Sender())
    resource = getattr(resources, operation.resource)
    assert resource is getattr(resources, operation.resource), "made once"
    if not prefix:
        getattr(resource, operation.method_name)(**arguments(operation, operation.example()))
        assert 2 == len(told)
    for one in told:
        assert expected == {name: getattr(one, name) for name in expected}
        assert answers == {(answer.statuses[0], answer.statuses[-1], answer.media_type) for answer in one.answers}
        assert one.name == operation.module.__name__.rpartition(".")[2]


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_model_knows_the_names_of_its_fields_on_the_wire(vendor: str) -> None:
    """By these an overlay reads a response, and refuses an `extra_body` that repeats an argument."""
    models, found = _models(vendor), 0
    for model in models.values():  # also those without a schema of their own: of a request alone, or inline
        assert model._wire_names == {python_name(wire): wire for wire in model._wire_names.values()}
    spec = spec_of(SPECS / f"{vendor}.yaml")
    for name in spec.document.get("components", {}).get("schemas", {}):
        model = models.get(class_name(name))
        if model is None:
            continue  # nothing that is not refused needs it
        found += 1
        reference = {"$ref": f"#/components/schemas/{name}"}
        names = [view(spec, hidden).flat(reference).get("properties", {}) for hidden in ("readOnly", "writeOnly")]
        assert model._wire_names in [{python_name(wire): wire for wire in properties} for properties in names], name
    assert found or not models or vendor not in ("next", "notify", "mijnklantportaal")


# Responses


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_a_detailed_response_is_complete(operation: Operation, *, asynchronous: bool) -> None:
    transport = success(operation)
    number, body, media_type = transport.answer
    given = {"client": function_client(operation, httpx_args={"transport": transport})}
    given |= function_arguments(operation, operation.example())
    if asynchronous:
        answer = await operation.module.asyncio_detailed(**given)
    else:
        answer = operation.module.sync_detailed(**given)
    assert (number, body, media_type) == (answer.status_code, answer.content, answer.headers.get("content-type", ""))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_undeclared_status_raises_if_enabled(operation: Operation) -> None:
    """Also the nearest neighbours of declared ranges."""
    unexpected = importlib.import_module(f"{operation.vendor}_api.errors").UnexpectedStatus
    declared = [numbers(status) for status in operation.answers]
    found = [one for one in (200, 299, 300, 399, 418, 499, 500, 599) if not any(a[0] <= one <= a[-1] for a in declared)]
    for raises, status in itertools.product((True, False), found):
        transport = Capture(status, b"teapot \xff", "text/plain")
        options: dict[str, Any] = {"raise_on_unexpected_status": raises, "httpx_args": {"transport": transport}}
        given = {"client": function_client(operation, **options), **function_arguments(operation, operation.example())}
        if raises:
            with pytest.raises(unexpected, match=rf"{status}\s+Response content:\s+teapot") as raised:
                operation.module.sync_detailed(**given)
            assert (status, b"teapot \xff") == (raised.value.status_code, raised.value.content)
        else:
            answer = operation.module.sync_detailed(**given)
            assert (status, None) == (answer.status_code, answer.parsed)


#: Of no type that any field has.
STRANGE = [[["strange"]]]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_value_of_another_type_is_kept_or_refused(operation: Operation) -> None:
    """The function style trusts the server: it never puts another value in the place of one."""
    client = function_client(operation)
    for status in operation.answers:
        number, content, media_type = answering(operation, status, operation.example_answer(status)).answer
        for place in _places(json.loads(content)) if "json" in media_type and content else ():
            body = json.loads(content)
            *within, last = place
            functools.reduce(getitem, within, body)[last] = STRANGE
            response = httpx.Response(number, json=body, headers={"Content-Type": media_type})
            try:
                written = _json(operation.module._parse_response(client=client, response=response))
            except (TypeError, ValueError, AttributeError, KeyError):
                continue  # refused
            assert STRANGE == functools.reduce(getitem, place, written)


def _places(body: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in body.items() if isinstance(body, dict) else enumerate(body if isinstance(body, list) else ()):
        yield (*place, key)
        yield from _places(value, (*place, key))


def _json(parsed: Any) -> Any:
    return (
        list(map(_json, parsed))
        if isinstance(parsed, list)
        else parsed.to_dict()
        if attrs.has(type(parsed))
        else parsed
    )


# Models


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_request_body_round_trips_through_json(operation: Operation) -> None:
    """For each optional field alone: `from_dict` equals the caller's model, and `to_dict` returns the same JSON."""
    full = operation.example(full=True)
    if operation.content is None or not operation.is_exploded():
        return
    seen, schema = operation.request, operation.content.schema
    flat = seen.flat(schema)
    required = {name: full.body[name] for name in flat.get("required", ())}
    model = type(body_of(operation, full))
    files = operation.file_fields()
    unknown = {} if flat.get("additionalProperties") is False else {"unknown": 1}
    for name in full.body:
        body = {**required, name: full.body[name], **unknown}
        kept = dict(body)
        read = model.from_dict(body)
        without_files = {wire: value for wire, value in body.items() if wire not in files}
        written = {wire: value for wire, value in read.to_dict().items() if wire not in files}
        assert seen.canonical(schema, without_files) == seen.canonical(schema, written)
        if not files:
            made = to_argument(seen, schema, {**required, name: full.body[name]}, model)
            if unknown:
                made["unknown"] = 1
            assert made == read
        for wire in body.keys() & files:
            payload = getattr(read, python_name(wire))
            assert body[wire] == (
                [one.payload.read() for one in payload] if isinstance(payload, list) else payload.payload.read()
            )
        absent = [
            other
            for other, field in flat["properties"].items()
            if other not in body and "const" not in seen.flat(field)
        ]
        assert {"Unset"} >= {type(getattr(read, python_name(other))).__name__ for other in absent}
        assert kept == body, "from_dict must not change its argument"


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_field_that_may_be_unset_is_unset_by_default(vendor: str) -> None:
    for model in _models(vendor).values():
        for field in attrs.fields(model):
            declared = types_of(model)[field.name]
            defaults = [UNSET] if Unset in members_of(declared) else [attrs.NOTHING, *get_args(declared)]
            assert not field.init or field.default in defaults  # of a constant, the one value that it may have


@pytest.mark.parametrize("vendor", VENDORS)
def test_unknown_fields_are_a_mapping(vendor: str) -> None:
    for model in _models(vendor).values():
        if "additional_properties" not in attrs.fields_dict(model):
            continue
        assert "additional_properties" not in inspect.signature(model).parameters
        made = model.__new__(model)
        made.additional_properties = {}
        made["one"] = 1
        assert ["one"] == made.additional_keys
        assert 1 == made["one"]
        assert "one" in made
        assert "two" not in made
        del made["one"]
        assert [] == made.additional_keys


@pytest.mark.parametrize("operation", OPERATIONS)
def test_unknown_fields_of_a_multipart_body_are_parts(operation: Operation) -> None:
    given = operation.example()
    if operation.content is None or operation.content.kind != "multipart" or given.body is GONE:
        return
    body = body_of(operation, given)
    body.additional_properties = {"yes": True, "no": False, "none": None, "number": 1.5, "Text": "Text"}
    parts = {name: content[1] for name, content in body.to_multipart() if name not in given.body}
    assert {"yes": b"true", "no": b"false", "number": b"1.5", "Text": b"Text"} == parts


# Types


#: What each converter of a model's fields writes as text.
WRITTEN: dict[str, dict[Any, str]] = {
    "decimal_text": {Decimal("12.50"): "12.50", Decimal("1E21"): "1" + "0" * 21},
    "datetime_text": {datetime(2024, 5, 11, 12, 59, 1, 999): "2024-05-11 12:59:01"},  # noqa: DTZ001 - local time
    "bytes_text": {b"\0\xff": "AP8=", b"": ""},
}
ODD = [UNSET, "x", 5, 12.95, date(2024, 5, 11), *map(Decimal, ("Infinity", "-Infinity", "NaN", "sNaN"))]


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("converter", WRITTEN)
def test_a_value_is_written_as_text(converter: str, vendor: str) -> None:
    write: Any = getattr(importlib.import_module(f"{vendor}_api.types"), converter, None)
    if write is None:
        return  # no field of this package needs it
    assert [*WRITTEN[converter].values()] == [write(value) for value in WRITTEN[converter]]
    for odd in ODD:
        assert odd is write(odd), "passed unchanged, to be refused later"


@pytest.mark.parametrize("vendor", VENDORS)
def test_unset_is_false_and_a_file_is_a_tuple(vendor: str) -> None:
    types = importlib.import_module(f"{vendor}_api.types")
    assert not types.UNSET
    payload = io.BytesIO(b"x")
    assert ("a.pdf", payload, "text/plain") == types.File(payload, "a.pdf", "text/plain").to_tuple()
    assert (None, payload, None) == types.File(payload).to_tuple()
