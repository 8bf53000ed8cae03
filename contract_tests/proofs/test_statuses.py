"""Which statuses are expected: those that the spec declares, and no other."""

from __future__ import annotations

import itertools

import httpx
import pytest

from contract_tests.harness.callers import answering, function_arguments, function_client
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
def test_an_error_without_a_body_is_none(operation: Operation) -> None:
    for status in operation.answers.keys() - operation.successes:
        response = httpx.Response(numbers(status)[0])
        assert operation.module._parse_response(client=function_client(operation), response=response) is None
