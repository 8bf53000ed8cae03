"""The generated packages used directly, without klantkit: clients, and operations as resources describe them."""

from __future__ import annotations

import importlib
import inspect
import ssl
from typing import Any

import attrs
import httpx
import pytest
from klantkit._files import Uploads

from contract_tests.harness.callers import (
    argument_name,
    arguments,
    function_arguments,
    function_client,
    success,
)
from contract_tests.harness.operations import Operation, all_operations, numbers
from contract_tests.paths import VENDORS

OPERATIONS = [pytest.param(operation, id=repr(operation)) for operation in all_operations()]


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
    settings = tuple(given[1][name] for name in ("timeout", "verify", "follow_redirects"))
    assert (httpx.Timeout(5), True, False) == settings, "with the timeout of httpx"
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
