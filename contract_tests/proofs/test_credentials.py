"""Credentials are sent once, where the spec says, to the vendor's host only; without one, a 401 is an error."""

from __future__ import annotations

import importlib
from typing import Any

import httpx
import klantkit
import pytest

from contract_tests.harness.callers import (
    BASE_URL,
    BASIC,
    STYLES,
    TOKEN,
    Style,
    call,
    client_class,
    function_arguments,
    success,
)
from contract_tests.harness.operations import Operation, all_operations
from contract_tests.harness.prism import Mock

SECURED = [operation for operation in all_operations() if operation.credential is not None]

#: Those that do not answer without it.
REQUIRED = [one for one in SECURED if {} not in one.object.get("security", one.spec.document.get("security", ()))]

#: The first operation of each vendor with a credential: what it proves does not depend on the operation.
FIRST = list({operation.vendor: operation for operation in reversed(REQUIRED)}.values())


class _Without(httpx.HTTPTransport):
    """Removes the credential before sending."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.headers.pop(self._name, None)
        request.url = request.url.copy_remove_param(self._name)
        return super().handle_request(request)


@pytest.mark.parametrize("operation", REQUIRED, ids=repr)
def test_absent(operation: Operation, vendor_mocks: dict[str, Mock]) -> None:
    assert operation.credential is not None
    transport = _Without(operation.credential.name)
    with pytest.raises(klantkit.StatusError) as raised:
        call("class", operation, operation.example(), transport, vendor_mocks[operation.vendor].url)
    assert 401 == raised.value.status
    assert type(raised.value) is klantkit.AuthenticationError


@pytest.mark.parametrize("operation", FIRST, ids=repr)
def test_a_function_style_client_without_a_credential(operation: Operation, vendor_mocks: dict[str, Mock]) -> None:
    package = importlib.import_module(f"{operation.vendor}_api")
    with package.Client(vendor_mocks[operation.vendor].url) as client:
        arguments = function_arguments(operation, operation.example())
        assert 401 == operation.module.sync_detailed(client=client, **arguments).status_code


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("operation", all_operations(), ids=repr)
def test_sent_where_the_spec_says_and_nowhere_else(style: Style, operation: Operation) -> None:
    capture = success(operation)
    call(style, operation, operation.example(), capture)
    request = capture.request
    held = [
        (name.decode().lower(), value.decode())
        for name, value in request.headers.raw
        if any(secret in value.decode() for secret in (TOKEN, BASIC))
    ]
    in_query = [(name, value) for name, value in request.url.params.multi_items() if TOKEN in value]
    kind, name = operation.credential or ("", "")
    expected = {"bearer": [("authorization", f"Bearer {TOKEN}")], "header": [(name.lower(), TOKEN)]}
    expected["basic"] = [("authorization", f"Basic {BASIC}")]
    assert expected.get(kind, []) == held
    assert ([(name, TOKEN)] if kind == "query" else []) == in_query
    assert TOKEN.encode() not in request.content
    assert TOKEN not in request.url.path


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("operation", FIRST, ids=repr)
def test_sent_to_the_vendor_s_host_only(status: int, operation: Operation) -> None:
    for style in STYLES:
        hosts: list[str] = []

        def answer(request: httpx.Request, hosts: list[str] = hosts) -> httpx.Response:
            hosts.append(request.url.host)
            return httpx.Response(status, headers={"Location": "https://elsewhere.invalid/"})

        _ended(style, operation, httpx.MockTransport(answer))
        assert [httpx.URL(BASE_URL).host] == hosts


def _ended(style: Style, operation: Operation, transport: Any) -> None:
    """Make the example call, which fails in class style."""
    if "function" in style:
        call(style, operation, operation.example(), transport)
    else:
        with pytest.raises(klantkit.KlantkitError):
            call(style, operation, operation.example(), transport)


@pytest.mark.parametrize("operation", FIRST, ids=repr)
def test_the_default_host_is_the_spec_s(operation: Operation) -> None:
    if client_class(operation).__name__ in klantkit.__all__:
        (server,) = operation.spec.document["servers"]
        with client_class(operation)(TOKEN) as client:
            assert server["url"] == client.base_url
