"""Models of requests read and write JSON that differs from a full one in any place, at every level."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from contract_tests.harness.callers import body_of
from contract_tests.harness.constraints import variations
from contract_tests.harness.operations import Operation, all_operations


@pytest.mark.parametrize("operation", all_operations(), ids=repr)
def test_each_variation_round_trips(operation: Operation) -> None:
    full, content, seen = operation.example(full=True), operation.content, operation.request
    if content is None or not operation.is_exploded() or operation.file_fields():
        return
    model: Any = type(body_of(operation, full))
    for label, body in variations(seen, content.schema, full.body):
        written = model.from_dict(copy.deepcopy(body)).to_dict()
        assert seen.canonical(content.schema, body) == seen.canonical(content.schema, written), label
