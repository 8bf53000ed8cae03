"""Which statuses are expected: those that the spec declares, and no other."""

from __future__ import annotations

import importlib
import itertools
from typing import Any

import httpx
import pytest

from contract_tests.harness.callers import Capture, answering, function_arguments, function_client
from contract_tests.harness.operations import Operation, all_operations, numbers

OPERATIONS = [pytest.param(operation, id=repr(operation)) for operation in all_operations()]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_declared_status_never_raises(operation: Operation) -> None:
    for status, which in itertools.product(operation.answers, (0, -1)):
        transport = answering(operation, status, operation.example_answer(status), numbers(status)[which])
        client = function_client(operation, raise_on_unexpected_status=True, httpx_args={"transport": transport})
        answer = operation.module.sync_detailed(client=client, **function_arguments(operation, operation.example()))
        assert numbers(status)[which] == answer.status_code


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_response_without_a_body_is_none(operation: Operation) -> None:
    """Unless its status alone promises one."""
    for status in [one for one in operation.answers if one not in operation.successes or one == "2XX"]:
        response = httpx.Response(numbers(status)[0])
        assert operation.module._parse_response(client=function_client(operation), response=response) is None


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
