"""Test your own code without a network: a mock of each vendor, as a pytest fixture.

`pytest_plugins = ["klantkit.testing"]` in a `conftest.py` brings a fixture per vendor, such as `notify_mock`. It is
a `VendorMock`, which answers with the examples of the vendor's spec and records its requests.
"""

from __future__ import annotations

import importlib.resources
import json
import re
from collections.abc import Mapping
from typing import Any, TypedDict

import httpx
import pytest


class MockOptions(TypedDict):
    """The options of a client that talks to a mock, sync or async."""

    transport: httpx.MockTransport
    rate_limit: None
    max_retries: int


class VendorMock:
    """Answers every operation of one vendor with the example in its spec.

    It only looks at method and path: it accepts requests that the real vendor would refuse.

    Attributes:
        options: The options of a client that talks to it, as in `Notify(api_key="test", **notify_mock.options)`: its
            transport, no rate limit, and no retries, so that no test waits.
        requests: The received requests, oldest first, with their bodies.

    Args:
        vendor: The name of the vendor's spec, such as `notify`.
    """

    def __init__(self, vendor: str) -> None:
        spec = importlib.resources.files(f"{vendor}_api") / "openapi.json"
        self._vendor = vendor
        self._document: dict[str, Any] = json.loads(spec.read_bytes())
        self._operations: dict[str, tuple[str, re.Pattern[str], dict[str, Any]]] = {
            operation["operationId"]: (method.upper(), _pattern(path), operation["responses"])
            for path, item in self._document["paths"].items()
            for method, operation in item.items()
            if "operationId" in operation
        }
        self._next: dict[str, list[httpx.Response | Exception]] = {}
        self.requests: list[httpx.Request] = []
        self.options: MockOptions = {
            "transport": httpx.MockTransport(self._answer),
            "rate_limit": None,
            "max_retries": 0,
        }

    def answer(
        self, operation: str, status: int, json: object = None, headers: Mapping[str, str] | None = None
    ) -> None:
        """Set the response to the next call of an operation; called twice, to the next two calls.

        Args:
            operation: Its operationId, such as `create_customer`.
            status: The HTTP status.
            json: The body; by default the spec's example for the status, or no body if the spec has none.
            headers: Headers of the response.

        Raises:
            ValueError: There is no such operation; the text lists those that exist.
        """
        response = self._response(self._named(operation)[2], status, json)
        response.headers.update(headers or {})
        self._next.setdefault(operation, []).append(response)

    def fail(self, operation: str, error: httpx.TransportError) -> None:
        """Fail the next call of an operation, for example with `httpx.ReadTimeout("slow")`; called twice, the next two.

        Raises:
            ValueError: There is no such operation; the text lists those that exist.
        """
        self._named(operation)
        self._next.setdefault(operation, []).append(error)

    def _named(self, operation: str) -> tuple[str, re.Pattern[str], dict[str, Any]]:
        if operation not in self._operations:
            raise ValueError(f"{self._vendor} has no operation {operation!r}; it has {', '.join(self._operations)}.")
        return self._operations[operation]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        for name, (method, path, responses) in self._operations.items():
            if method == request.method and path.search(request.url.path):
                planned = self._next.get(name)
                outcome = (
                    planned.pop(0)
                    if planned
                    else self._response(responses, int(min(responses).replace("X", "0")), None)
                )
                if isinstance(outcome, Exception):
                    raise outcome
                return outcome
        # Raises a BaseException, which neither httpx nor klantkit turns into a connection error.
        pytest.fail(f"{self._vendor} has no operation {request.method} {request.url.path}.")

    def _response(self, responses: dict[str, Any], status: int, body: object) -> httpx.Response:
        """A response with `body`, or with the spec's example for the status."""
        declared = responses.get(str(status)) or responses.get(f"{status // 100}XX") or {}
        if "$ref" in declared:
            declared = self._document["components"]["responses"][declared["$ref"].rpartition("/")[2]]
        kinds = [(media_type, content.get("example")) for media_type, content in declared.get("content", {}).items()]
        media_type, example = kinds[0] if kinds else ("application/json", None)
        content = example if body is None else body
        if content is None:
            return httpx.Response(status)
        return httpx.Response(status, json=content, headers={"Content-Type": media_type})


def _pattern(path: str) -> re.Pattern[str]:
    """A pattern for the end of a URL, with any host and version."""
    return re.compile("[^/]+".join(re.escape(part) for part in re.split(r"\{[^}]+\}", path)) + "$")


@pytest.fixture
def mijnklantportaal_mock() -> VendorMock:
    """A mock of MijnKlantportaal, new for each test."""
    return VendorMock("mijnklantportaal")


@pytest.fixture
def next_mock() -> VendorMock:
    """A mock of NEXT, new for each test."""
    return VendorMock("next")


@pytest.fixture
def notify_mock() -> VendorMock:
    """A mock of Notify, new for each test."""
    return VendorMock("notify")
