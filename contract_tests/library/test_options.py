"""Each option of each client, in each place where it may be given, sync and async: it has its effect, there alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, get_type_hints

import httpx
import klantkit
import pytest
from klantkit import AsyncNotify, Notify, RateLimit
from klantkit._settings import AsyncOptions, CopyOptions, SyncOptions
from klantkit_types.resources import CallOptions, RequestOptions

from contract_tests.library.samples import NOTIFY_CUSTOMER

FIELDS = {"customerCode": "1", "name": "A"}


class Server:
    """A transport, sync and async, that records the requests and answers with `response`."""

    def __init__(self, response: Callable[[], httpx.Response]) -> None:
        self.requests: list[httpx.Request] = []
        self.times: list[float] = []
        self._response = response
        self.transport = httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.times.append(time.monotonic())
        self.requests.append(request)
        return self._response()


def _created() -> httpx.Response:
    return httpx.Response(201, json=NOTIFY_CUSTOMER)


def _refused() -> httpx.Response:
    return httpx.Response(429, headers={"Retry-After": "0.01"})


def _odd() -> httpx.Response:
    return httpx.Response(201, json=NOTIFY_CUSTOMER | {"name": 5})


class Case(NamedTuple):
    """An option: its value, what it changes, with it and without it, and the response with which that is seen."""

    value: Any
    seen: Callable[[Server, list[Any]], Any]
    with_it: Any
    without_it: Any
    response: Callable[[], httpx.Response] = _created
    calls: int = 1


def _pause(server: Server, _: list[Any]) -> bool:
    """Whether the second request was held back for the 0.2 seconds of the limit."""
    return server.times[1] - server.times[0] >= 0.2  # a lower bound, which load cannot break


#: Each option, except those that replace the transport.
CASES = {
    "base_url": Case(
        "https://test.invalid/v9",
        lambda server, _: f"{server.requests[0].url}",
        "https://test.invalid/v9/customers",
        "https://api.notify.cm/v2/customers",
    ),
    "timeout": Case(7, lambda server, _: server.requests[0].extensions["timeout"]["read"], 7, 30),
    "headers": Case({"X-Own": "yes"}, lambda server, _: server.requests[0].headers.get("x-own"), "yes", None),
    "max_retries": Case(1, lambda server, _: len(server.requests), 2, 3, _refused),
    "max_wait": Case(0.005, lambda server, _: len(server.requests), 1, 3, _refused),
    "rate_limit": Case(RateLimit(1, 0.2), _pause, with_it=True, without_it=False, calls=2),
    "strict_answers": Case(
        value=True,
        seen=lambda _, outcomes: isinstance(outcomes[0], klantkit.ContractError),
        with_it=True,
        without_it=False,
        response=_odd,
    ),
    "extra_body": Case(
        {"vip": "1"}, lambda server, _: b"vip=1" in server.requests[0].content, with_it=True, without_it=False
    ),
    "extra_query": Case({"dry": "yes"}, lambda server, _: server.requests[0].url.params.get("dry"), "yes", None),
}

#: The places where an option may be given, and the options that may be given there.
PLACES: dict[str, Any] = {
    "constructor": SyncOptions,
    "asynchronous constructor": AsyncOptions,
    "from_env": SyncOptions,
    "with_options": CopyOptions,
    "a copy of a copy": CopyOptions,
    "call": CallOptions,
    "raw": CallOptions,
    "request": RequestOptions,
}
CELLS = [
    (place, option)
    for place, options in PLACES.items()
    for option in sorted(get_type_hints(options))
    if option not in ("transport", "http_client")
]


async def _client(kind: Any, server: Server, place: str, option: Mapping[str, Any]) -> Any:
    """A client with an option that is given in a place; without it if that place is a call."""
    if place == "from_env":
        return kind.from_env(transport=server.transport, **option)
    own = option if "constructor" in place else {}
    client = kind("token-of-the-matrix", transport=server.transport, **own)
    if place == "with_options":
        return client.with_options(**option)
    return client.with_options(**option).with_options() if place == "a copy of a copy" else client


async def _call(client: Any, place: str, option: Mapping[str, Any]) -> Any:
    """The outcome of a call, with an option if the place is one of a call."""
    try:
        if place == "request":
            outcome = client.request("POST", "/customers", json=FIELDS, **option)
        elif place == "raw":
            outcome = client.raw(client.customers.create, customer_code="1", name="A", **option)
        else:
            outcome = client.customers.create(customer_code="1", name="A", **(option if place == "call" else {}))
        return await outcome if isinstance(client, AsyncNotify) else outcome
    except klantkit.KlantkitError as error:
        return error


def test_each_option_has_a_case() -> None:
    assert {*CASES, "transport", "http_client"} == {name for place in PLACES.values() for name in get_type_hints(place)}


@pytest.mark.parametrize("kind", [Notify, AsyncNotify])
@pytest.mark.parametrize(("place", "option"), CELLS)
@pytest.mark.anyio
async def test_an_option_has_its_effect(place: str, option: str, kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_API_KEY", "token-of-the-matrix")
    case = CASES[option]
    for given in (True, False):
        monkeypatch.setattr(klantkit._rate_limit, "_times", {})  # each run counts by itself
        server = Server(case.response)
        named = {option: case.value} if given else {}
        client = await _client(kind, server, place, named)
        outcomes = [await _call(client, place, named) for _ in range(case.calls)]
        assert (case.with_it if given else case.without_it) == case.seen(server, outcomes)


@pytest.mark.parametrize("kind", [Notify, AsyncNotify])
@pytest.mark.parametrize(("place", "option"), [cell for cell in CELLS if cell[0] in ("call", "raw", "request")])
@pytest.mark.anyio
async def test_the_option_of_one_call_is_not_that_of_the_next(place: str, option: str, kind: Any) -> None:
    case = CASES[option]
    server = Server(case.response)
    client = kind("token-of-the-matrix", transport=server.transport)
    await _call(client, place, {option: case.value})
    server.requests.clear()
    outcomes = [await _call(client, place, {})]
    assert case.without_it == case.seen(server, outcomes)


@pytest.mark.parametrize("kind", [Notify, AsyncNotify])
@pytest.mark.parametrize("option", sorted({option for place, option in CELLS if place == "with_options"}))
@pytest.mark.anyio
async def test_the_option_of_a_copy_is_not_that_of_the_original(option: str, kind: Any) -> None:
    case = CASES[option]
    server = Server(case.response)
    client = kind("another-token", transport=server.transport)
    client.with_options(**{option: case.value})
    outcomes = [await _call(client, "constructor", {}) for _ in range(case.calls)]
    assert case.without_it == case.seen(server, outcomes)


@pytest.mark.parametrize("kind", [Notify, AsyncNotify])
@pytest.mark.parametrize("place", ["constructor", "from_env"])
@pytest.mark.parametrize("option", ["transport", "http_client"])
@pytest.mark.anyio
async def test_requests_go_over_the_given_transport(
    option: str, place: str, kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTIFY_API_KEY", "key")
    server = Server(_created)
    http = httpx.AsyncClient if kind is AsyncNotify else httpx.Client
    given: dict[str, Any] = {option: http(transport=server.transport) if option == "http_client" else server.transport}
    client = kind.from_env(**given) if place == "from_env" else kind("key", **given)
    await _call(client, place, {})
    assert 1 == len(server.requests)


@pytest.mark.parametrize("kind", [Notify, AsyncNotify])
@pytest.mark.anyio
async def test_an_argument_wins_over_the_environment(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_API_KEY", "of-the-environment")
    monkeypatch.setenv("NOTIFY_BASE_URL", "https://environment.invalid/v1")
    server = Server(_created)
    for options in ({}, {"base_url": "https://argument.invalid/v1"}, {"api_key": "of-the-argument"}):
        await _call(kind.from_env(transport=server.transport, **options), "constructor", {})
    assert ["environment.invalid", "argument.invalid", "environment.invalid"] == [
        request.url.host for request in server.requests
    ]
    assert ["Bearer of-the-environment", "Bearer of-the-environment", "Bearer of-the-argument"] == [
        request.headers["authorization"] for request in server.requests
    ]
