"""Models read and write JSON that differs from a full one in any place, and have the types that they declare."""

from __future__ import annotations

import copy
import importlib
from typing import Any, Literal, get_origin

import attrs
import httpx
import pytest
from klantkit._typecheck import check_model, members_of, types_of

from contract_tests.harness.callers import answering, body_of, function_client
from contract_tests.harness.constraints import variations
from contract_tests.harness.operations import Operation, all_operations, spec_of, view
from contract_tests.harness.shapes import class_name
from contract_tests.paths import SPECS, VENDORS


@pytest.mark.parametrize("operation", all_operations(), ids=repr)
def test_each_variation_round_trips(operation: Operation) -> None:
    full, content, seen = operation.example(full=True), operation.content, operation.request
    if content is None or not operation.is_exploded() or operation.file_fields():
        return
    model: Any = type(body_of(operation, full))
    for label, body in variations(seen, content.schema, full.body):
        written = model.from_dict(copy.deepcopy(body)).to_dict()
        assert seen.canonical(content.schema, body) == seen.canonical(content.schema, written), label


@pytest.mark.parametrize("operation", all_operations(), ids=repr)
def test_each_field_of_a_response_has_its_type(operation: Operation) -> None:
    for status in operation.answers:
        number, content, media_type = answering(operation, status, operation.example_answer(status)).answer
        response = httpx.Response(number, content=content, headers={"Content-Type": media_type})
        parsed = operation.module._parse_response(client=function_client(operation), response=response)
        for one in parsed if isinstance(parsed, list) else [parsed]:
            if attrs.has(type(one)):
                check_model(one)


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_value_that_a_field_cannot_have(vendor: str) -> None:
    """A constant tells the members of a union apart."""
    spec, models = spec_of(SPECS / f"{vendor}.yaml"), importlib.import_module(f"{vendor}_api.models")
    for name in spec.document.get("components", {}).get("schemas", {}):
        model: Any = getattr(models, class_name(name), None)
        for python, wire in getattr(model, "_wire_names", {}).items():
            kinds = [get_origin(member) or member for member in members_of(types_of(model)[python])]
            if Literal in kinds and not {str, int} & {*kinds}:  # an enum that is open has those too
                body = view(spec, "writeOnly").full({"$ref": f"#/components/schemas/{name}"}) | {wire: "strange"}
                with pytest.raises((ValueError, TypeError), match=r"must match const|Unexpected value"):
                    model.from_dict(body)
