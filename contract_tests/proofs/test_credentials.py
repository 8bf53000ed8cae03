"""Credentials are sent once, in the Authorization header, to the vendor's host only; without one, a 401 is an error."""

from __future__ import annotations

import importlib
import json
from typing import Any

import httpx
import klantkit
import pytest
from klantkit_dev.spec import Spec

from contract_tests.harness.callers import BASE_URL, STYLES, TOKEN, Capture, Style, call, example_input
from contract_tests.harness.operations import Operation, all_operations
from contract_tests.harness.prism import Mock

OPERATIONS = [operation for operation in all_operations() if operation.secured]

pytestmark = [
    pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: f"{operation.vendor} {operation.name}"),
]


class _Without(httpx.HTTPTransport):
    """Removes the credential before sending."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        del request.headers["authorization"]
        return super().handle_request(request)


class _AsyncWithout(httpx.AsyncHTTPTransport):
    """`_Without` for asynchronous clients."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        del request.headers["authorization"]
        return await super().handle_async_request(request)


@pytest.mark.parametrize("style", STYLES)
def test_absent(style: Style, operation: Operation, vendor_mocks: dict[str, Mock]) -> None:
    transport = _AsyncWithout() if "async" in style else _Without()
    url = vendor_mocks[operation.vendor].url
    answer: Any
    if "function" in style:
        answer = call(style, operation, example_input(operation), transport, url)
    else:
        with pytest.raises(klantkit.AuthenticationError) as raised:
            call(style, operation, example_input(operation), transport, url)
        assert 401 == raised.value.status
        answer = raised.value.error
    _, content = operation.answer("401")
    assert operation.model(content["schema"]) is type(answer)
    assert content["example"] == answer.to_dict()


def test_a_function_style_client_without_a_credential(operation: Operation, vendor_mocks: dict[str, Mock]) -> None:
    package = importlib.import_module(f"{operation.vendor}_api")
    with package.Client(vendor_mocks[operation.vendor].url) as client:
        arguments = {**operation.parameters(), "body": operation.body()}
        assert 401 == operation.module.sync_detailed(client=client, **arguments).status_code


@pytest.mark.parametrize("style", STYLES)
def test_sent_in_the_authorization_header_only(style: Style, operation: Operation) -> None:
    media_type, content = operation.answer("401")
    capture = Capture(401, json.dumps(content["example"]).encode(), media_type)
    _ended(style, operation, capture)
    request = capture.request
    held = [name for name, value in request.headers.raw if TOKEN.encode() in value]
    assert [b"authorization"] == [name.lower() for name in held]
    assert f"Bearer {TOKEN}" == request.headers["authorization"]
    assert TOKEN not in str(request.url)
    assert TOKEN.encode() not in request.content


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("style", STYLES)
def test_sent_to_the_vendor_s_host_only(style: Style, status: int, operation: Operation) -> None:
    hosts: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        hosts.append(request.url.host)
        return httpx.Response(status, headers={"Location": "https://elsewhere.invalid/"})

    _ended(style, operation, httpx.MockTransport(answer))
    assert [httpx.URL(BASE_URL).host] == hosts


def _ended(style: Style, operation: Operation, transport: Any) -> None:
    """Make the example call, which fails in class style."""
    if "function" in style:
        call(style, operation, example_input(operation), transport)
    else:
        with pytest.raises(klantkit.KlantkitError):
            call(style, operation, example_input(operation), transport)


def test_the_default_host_is_the_spec_s(operation: Operation) -> None:
    spec: Spec = operation.spec
    (server,) = spec.document["servers"]
    with operation.kind(TOKEN) as client:
        assert server["url"] == client._own_sender.settings.base_url
