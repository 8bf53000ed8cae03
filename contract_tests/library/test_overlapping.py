"""Calls at the same time, in threads and in tasks: none gets anything of another."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import klantkit
import pytest
from klantkit import AsyncNotify, Notify

from contract_tests.library.samples import NOTIFY_CUSTOMER

CALLS = 8


def _body(request: httpx.Request) -> httpx.QueryParams:
    return httpx.QueryParams(request.content.decode())


def _response(request: httpx.Request) -> httpx.Response:
    """A response that repeats the number of its call everywhere: a success for even ones, a refusal for odd ones."""
    number = int(request.url.params["number"])
    headers = {"X-Request-Id": f"id-{number}", "X-Number": f"{number}"}
    if number % 2:
        return httpx.Response(422, json={"message": f"message {number}"}, headers=headers)
    customer = NOTIFY_CUSTOMER | {"customerCode": _body(request)["CustomerCode"]}
    return httpx.Response(200 + number, json=customer, headers=headers)


def _arguments(number: int) -> dict[str, Any]:
    return {
        "customer_code": f"code-{number}",
        "name": "A",
        "timeout": number + 1,
        "headers": {"X-Sent": f"{number}"},
        "extra_query": {"number": number},
        "extra_body": {"own": number},
    }


def _check_outcome(number: int, outcome: Any) -> None:
    if number % 2:
        assert isinstance(outcome, klantkit.StatusError)
        assert (422, f"id-{number}") == (outcome.status, outcome.request_id)
        assert f"message {number}" in outcome.body
        assert f"{number}" == outcome.headers["x-number"]
    else:
        assert (200 + number, f"id-{number}") == (outcome.status, outcome.request_id)
        assert f"{number}" == outcome.headers["x-number"]
        assert f"code-{number}" == outcome.value.customer_code


def _check_requests(requests: list[httpx.Request]) -> None:
    seen = [
        (
            int(request.url.params["number"]),
            int(request.headers["x-sent"]),
            int(_body(request)["own"]),
            _body(request)["CustomerCode"],
            request.extensions["timeout"]["read"],
        )
        for request in requests
    ]
    assert [(number, number, number, f"code-{number}", number + 1) for number in range(CALLS)] == sorted(seen)


def test_threads() -> None:
    requests: list[httpx.Request] = []
    together = threading.Barrier(CALLS, timeout=30)

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        together.wait()  # all calls are at this point at the same time
        return _response(request)

    def call(number: int) -> Any:
        try:
            return client.raw(client.customers.create, **_arguments(number))
        except klantkit.StatusError as error:
            return error

    with Notify("key", transport=httpx.MockTransport(answer)) as client, ThreadPoolExecutor(CALLS) as pool:
        for number, outcome in enumerate(pool.map(call, range(CALLS))):
            _check_outcome(number, outcome)
    _check_requests(requests)


@pytest.mark.parametrize("order", [lambda number: number, lambda number: -number], ids=["in order", "last first"])
def test_tasks(order: Callable[[int], int]) -> None:
    requests: list[httpx.Request] = []
    together = asyncio.Event()

    async def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        if len(requests) == CALLS:
            together.set()
        await together.wait()  # all calls are at this point at the same time
        for _ in range(10 * (order(int(request.url.params["number"])) % CALLS)):
            await asyncio.sleep(0)  # the responses come in this order
        return _response(request)

    async def run() -> list[Any]:
        async with AsyncNotify("key", transport=httpx.MockTransport(answer)) as client:
            calls = [client.raw(client.customers.create, **_arguments(number)) for number in range(CALLS)]
            return await asyncio.gather(*calls, return_exceptions=True)

    for number, outcome in enumerate(asyncio.run(run())):
        _check_outcome(number, outcome)
    _check_requests(requests)


def test_a_call_within_a_call() -> None:
    """A token that another call fetches: `raw` of the outer call is the outer response."""

    def token() -> str:
        raw = other.raw(other.customers.create, **_arguments(2))
        assert (202, "id-2") == (raw.status, raw.request_id)
        other.customers.create(**_arguments(6))
        return "fetched"

    with (
        Notify("key", transport=httpx.MockTransport(_response)) as other,
        Notify(token, transport=httpx.MockTransport(_response)) as client,
    ):
        _check_outcome(4, client.raw(client.customers.create, **_arguments(4)))


def test_walks_over_one_list_at_the_same_time() -> None:
    """Each walk has its own place in the list, also with copies of the client."""

    def answer(request: httpx.Request) -> httpx.Response:
        start = int(request.url.params.get("from", "0"))
        link = None if start >= 4 else {"href": f"https://api.notify.cm/v2/customers?from={start + 2}", "type": "text"}
        items = [NOTIFY_CUSTOMER | {"customerCode": f"{start + number}"} for number in range(2)]
        return httpx.Response(200, json={"customers": items, "count": 2, "links": {"previous": None, "next": link}})

    with Notify("key", transport=httpx.MockTransport(answer)) as client:
        walks = [client.customers.list(), client.customers.list(), client.with_options(timeout=1).customers.list()]
        rows = list(zip(*walks, strict=True))
    assert [(f"{number}",) * 3 for number in range(6)] == [tuple(item.customer_code for item in row) for row in rows]
