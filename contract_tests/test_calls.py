"""Each operation of each spec, through the class, its asynchronous twin and the function style, against Prism."""

from __future__ import annotations

import importlib
from typing import Any

import klantkit
import pytest

from .mock import Mock
from .operations import Operation, all_operations
from .wire import AsyncRecordingTransport, Exchange, RecordingTransport

CLASSES = {name.lower(): name for name in klantkit.__all__}

pytestmark = pytest.mark.parametrize("operation", all_operations(), ids=lambda op: f"{op.vendor}-{op.name}")


def _client(operation: Operation, prefix: str, mock: Mock, transport: object) -> Any:
    """A klantkit client of the operation's vendor."""
    return getattr(klantkit, prefix + CLASSES[operation.vendor])("secret", base_url=mock.url, transport=transport)


def _generated_client(operation: Operation, mock: Mock, transport: object) -> Any:
    """A client of the function style."""
    package = importlib.import_module(f"{operation.vendor}_api")
    if operation.secured:
        return package.AuthenticatedClient(mock.url, token="secret", httpx_args={"transport": transport})
    return package.Client(mock.url, httpx_args={"transport": transport})


def _check(operation: Operation, exchanges: list[Exchange], answer: Any) -> None:
    """One request, as the spec wants it, and its answer read into what the spec's example says."""
    (exchange,) = exchanges
    assert [] == exchange.violations
    assert operation.method.upper() == exchange.request.method
    assert operation.path == exchange.request.url.path
    assert exchange.request.headers["content-type"].startswith(operation.media_type)
    assert (["Bearer secret"] if operation.secured else []) == exchange.request.headers.get_list("authorization")
    ((status, response),) = operation.successes.items()
    assert int(status) == exchange.response.status_code
    (content,) = response["content"].values()
    assert content["schema"]["$ref"].rpartition("/")[2] == type(answer).__name__
    assert content["example"] == answer.to_dict()


def test_class(operation: Operation, vendor_mocks: dict[str, Mock]) -> None:
    transport = RecordingTransport()
    with _client(operation, "", vendor_mocks[operation.vendor], transport) as client:
        answer = getattr(getattr(client, operation.resource), operation.method_name)(**operation.arguments())
    _check(operation, transport.exchanges, answer)


@pytest.mark.anyio
async def test_async_class(operation: Operation, vendor_mocks: dict[str, Mock]) -> None:
    transport = AsyncRecordingTransport()
    async with _client(operation, "Async", vendor_mocks[operation.vendor], transport) as client:
        answer = await getattr(getattr(client, operation.resource), operation.method_name)(**operation.arguments())
    _check(operation, transport.exchanges, answer)


def test_function(operation: Operation, vendor_mocks: dict[str, Mock]) -> None:
    transport = RecordingTransport()
    with _generated_client(operation, vendor_mocks[operation.vendor], transport) as client:
        answer = operation.module.sync(client=client, body=operation.body(), **operation.parameters())
    _check(operation, transport.exchanges, answer)


@pytest.mark.anyio
async def test_async_function(operation: Operation, vendor_mocks: dict[str, Mock]) -> None:
    transport = AsyncRecordingTransport()
    async with _generated_client(operation, vendor_mocks[operation.vendor], transport) as client:
        answer = await operation.module.asyncio(client=client, body=operation.body(), **operation.parameters())
    _check(operation, transport.exchanges, answer)


def test_no_credentials_is_401(operation: Operation, vendor_mocks: dict[str, Mock]) -> None:
    if not operation.secured:
        pytest.skip("this operation wants none")
    package = importlib.import_module(f"{operation.vendor}_api")
    transport = RecordingTransport()
    with package.Client(vendor_mocks[operation.vendor].url, httpx_args={"transport": transport}) as client:
        answer = operation.module.sync(client=client, body=operation.body(), **operation.parameters())
    assert "Error" == type(answer).__name__
    assert 401 == transport.exchanges[0].response.status_code


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_declared_errors_raise(
    operation: Operation, vendor_mocks: dict[str, Mock], *, asynchronous: bool
) -> None:
    """Each declared error status, answered by the mock, raises its error with the vendor's words decoded."""
    mock = vendor_mocks[operation.vendor]
    for declared in (status for status in operation.object["responses"] if not status.startswith("2")):
        status = int(declared.replace("XX", "02"))
        with pytest.raises(klantkit.StatusError) as raised:
            await _call_preferring(operation, mock, status, asynchronous=asynchronous)
        error = raised.value
        assert status == error.status
        assert type(error) is not klantkit.StatusError
        assert type(error.error).__name__.endswith("Error")
        assert operation.path in str(error)


async def _call_preferring(operation: Operation, mock: Mock, status: int, *, asynchronous: bool) -> None:
    """Call the operation and ask the mock to answer with `status`."""
    arguments = {**operation.arguments(), "headers": {"Prefer": f"code={status}"}}
    if asynchronous:
        async with _client(operation, "Async", mock, None) as client:
            await getattr(getattr(client, operation.resource), operation.method_name)(**arguments)
    else:
        with _client(operation, "", mock, None) as client:
            getattr(getattr(client, operation.resource), operation.method_name)(**arguments)
