"""The generated packages used directly, without klantkit: clients, models, responses and types."""

from __future__ import annotations

import importlib
import inspect
import io
import itertools
import ssl
from datetime import date, datetime
from typing import Any

import attrs
import httpx
import pytest
from klantkit_dev.spec import Spec

from contract_tests.harness.callers import Capture, example_input
from contract_tests.harness.operations import Operation, all_operations, numbers
from contract_tests.harness.shapes import arguments, python_name
from contract_tests.paths import SPECS, VENDORS

OPERATIONS = [pytest.param(operation, id=f"{operation.vendor} {operation.name}") for operation in all_operations()]


def _models() -> list[Any]:
    found = []
    for vendor in VENDORS:
        models = importlib.import_module(f"{vendor}_api.models")
        found += [pytest.param(getattr(models, name), id=f"{vendor} {name}") for name in models.__all__]
    return found


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
    for package, name in ((f"{vendor}_api", "Client"), (f"{vendor}_api.models", "Error")):
        module = importlib.import_module(package)
        assert getattr(module, name) is vars(module)[name]
        with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
            module.Nothing  # noqa: B018 - the access raises
        assert {name, "__all__"} <= set(dir(module))


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("prefix", ["", "Async"])
def test_a_resource_describes_its_operation(prefix: str, operation: Operation) -> None:
    """The resource passes the operation to its sender as the spec declares it."""
    told: list[Any] = []

    class Sender:
        def send(self, operation: Any, _: Any, /, **__: Any) -> Any:
            told.append(operation)

        def uploads(self) -> Any:
            raise LookupError  # for uploads, only the constant below is checked

    module = importlib.import_module(f"{operation.vendor}_api.api.{operation.resource}")
    told.append(getattr(module, f"_{operation.name.upper()}"))
    expected = {
        "name": operation.name,
        "call": f"{operation.resource}.{operation.method_name}",
        "method": operation.method.upper(),
        "path": operation.path,
        "source": operation.page,
        "secured": operation.secured,
        "answers": tuple(
            (
                range(numbers(status)[0], numbers(status)[-1] + 1),
                operation.model(operation.answer(status)[1]["schema"]),
                operation.answer(status)[0],
            )
            for status in sorted(operation.object["responses"], key=lambda status: status.endswith("XX"))
        ),
        "query": {python_name(name): name for name in operation.example_parameters()},
        "build": operation.module._get_kwargs,
    }
    resources = getattr(importlib.import_module(f"{operation.vendor}_api.api"), f"{prefix}Resources")(Sender())
    resource = getattr(resources, operation.resource)
    assert resource is getattr(resources, operation.resource), "made once"
    if not operation.file_fields() and not prefix:
        getattr(resource, operation.method_name)(**operation.arguments())
    for one in told:
        assert expected == one._asdict()


@pytest.mark.parametrize("model", _models())
def test_a_model_knows_the_names_of_its_fields_on_the_wire(model: Any) -> None:
    """By these an overlay reads a response, and refuses an `extra_body` that repeats an argument."""
    vendor = model.__module__.partition("_api")[0]
    schema = Spec(SPECS / f"{vendor}.yaml").document["components"]["schemas"][model.__name__]
    assert {python_name(name): name for name in schema["properties"]} == model._wire_names


# Responses


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_a_detailed_response_is_complete(operation: Operation, *, asynchronous: bool) -> None:
    ((status, _),) = operation.successes.items()
    number = numbers(status)[0]
    media_type, content = operation.answer(status)
    body = httpx.Response(200, json=content["example"]).content
    package = importlib.import_module(f"{operation.vendor}_api")
    client = package.AuthenticatedClient(
        "http://vendor.invalid", token="k", httpx_args={"transport": Capture(number, body, media_type)}
    )
    given = {"client": client, "body": operation.body(), **operation.parameters()}
    if asynchronous:
        answer = await operation.module.asyncio_detailed(**given)
        parsed = await operation.module.asyncio(**given)
    else:
        answer = operation.module.sync_detailed(**given)
        parsed = operation.module.sync(**given)
    assert (number, body, media_type) == (answer.status_code, answer.content, answer.headers["content-type"])
    assert content["example"] == answer.parsed.to_dict() == parsed.to_dict()


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_undeclared_status_raises_if_enabled(operation: Operation) -> None:
    package = importlib.import_module(f"{operation.vendor}_api")
    unexpected = importlib.import_module(f"{operation.vendor}_api.errors").UnexpectedStatus
    """Also the nearest neighbours of declared ranges."""
    declared = [numbers(status) for status in operation.object["responses"]]
    found = [one for one in (200, 299, 300, 399, 418, 499, 500, 599) if not any(a[0] <= one <= a[-1] for a in declared)]
    for raises, status in itertools.product((True, False), found):
        transport = Capture(status, b"teapot \xff", "text/plain")
        client = package.AuthenticatedClient(
            "http://vendor.invalid", token="k", raise_on_unexpected_status=raises, httpx_args={"transport": transport}
        )
        given = {"client": client, "body": operation.body(), **operation.parameters()}
        if raises:
            with pytest.raises(unexpected, match=rf"{status}\s+Response content:\s+teapot") as raised:
                operation.module.sync_detailed(**given)
            assert (status, b"teapot \xff") == (raised.value.status_code, raised.value.content)
        else:
            answer = operation.module.sync_detailed(**given)
            assert (status, None) == (answer.status_code, answer.parsed)


# Models


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_request_body_round_trips_through_json(operation: Operation) -> None:
    """For each optional field alone: `from_dict` equals the caller's model, and `to_dict` returns the same JSON."""
    schema = operation.resolve(operation.body_schema)
    full = example_input(operation).body
    full |= {
        name: field["example"]
        for name, field in schema["properties"].items()
        if name not in full and field.get("example") is not None
    }
    required = {name: full[name] for name in schema.get("required", ())}
    model = operation.model(operation.body_schema)
    files = operation.file_fields()
    for name in full:
        body = {**required, name: full[name], "unknown": 1}
        read = model.from_dict(body)
        without_files = {wire: value for wire, value in body.items() if wire not in files}
        assert without_files == {wire: value for wire, value in read.to_dict().items() if wire not in files}
        if not files:
            made = model(**arguments(operation, operation.body_schema, {**required, name: full[name]}))
            made["unknown"] = 1
            assert made == read
        for wire in body.keys() & files:
            assert body[wire] == getattr(read, python_name(wire)).payload.read()
        absent = [
            other for other, field in schema["properties"].items() if other not in body and "default" not in field
        ]
        assert {"Unset"} >= {type(getattr(read, python_name(other))).__name__ for other in absent}
        assert body == {"unknown": 1, **required, name: full[name]}, "from_dict must not change its argument"


@pytest.mark.parametrize("model", _models())
def test_unknown_fields_are_a_mapping(model: Any) -> None:
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


@pytest.mark.parametrize("operation", [one for one in all_operations() if one.media_type == "multipart/form-data"])
def test_unknown_fields_of_a_multipart_body_are_parts(operation: Operation) -> None:
    body = operation.body()
    body.additional_properties = {"yes": True, "no": False, "none": None, "number": 1.5, "Text": "Text"}
    parts = {name: content[1] for name, content in body.to_multipart() if name not in operation.example_body()}
    assert {"yes": b"true", "no": b"false", "number": b"1.5", "Text": b"Text"} == parts


# Types


@pytest.mark.parametrize("vendor", VENDORS)
def test_unset_is_false_and_a_file_is_a_tuple(vendor: str) -> None:
    types = importlib.import_module(f"{vendor}_api.types")
    assert not types.UNSET
    payload = io.BytesIO(b"x")
    assert ("a.pdf", payload, "text/plain") == types.File(payload, "a.pdf", "text/plain").to_tuple()
    assert (None, payload, None) == types.File(payload).to_tuple()


def test_formatting_of_decimals_and_date_times() -> None:
    from decimal import Decimal

    from mijnklantportaal_api.types import UNSET, datetime_text, decimal_text

    texts: Any = decimal_text
    assert ["12.95", "1" + "0" * 21, "x", 5] == [texts(one) for one in (Decimal("12.95"), Decimal("1E21"), "x", 5)]
    assert texts(UNSET) is UNSET is datetime_text(UNSET)
    assert Decimal("Infinity") == texts(Decimal("Infinity")), "passed unchanged, to be refused later"
    assert "2024-05-11 12:59:01" == datetime_text(datetime(2024, 5, 11, 12, 59, 1, 999))  # noqa: DTZ001 - local time
    assert date(2024, 5, 11) == datetime_text(date(2024, 5, 11))  # type: ignore[call-overload]
