"""Models read and write JSON that differs from a full one in any place, and have the types that they declare."""

from __future__ import annotations

import copy
import importlib
import inspect
from typing import Any, Literal, get_args, get_origin

import attrs
import httpx
import pytest
from klantkit import UNSET, Unset
from klantkit._typecheck import check_model, members_of, types_of

from contract_tests.harness.callers import answering, body_of, function_client, to_argument
from contract_tests.harness.constraints import variations
from contract_tests.harness.operations import Operation, all_operations, spec_of, view
from contract_tests.harness.shapes import GONE, class_name, python_name
from contract_tests.paths import SPECS, VENDORS


def _models(vendor: str) -> dict[str, Any]:
    models = importlib.import_module(f"{vendor}_api.models")
    return {name: getattr(models, name) for name in models.__all__ if attrs.has(getattr(models, name))}


@pytest.mark.parametrize("operation", all_operations(), ids=repr)
def test_each_variation_round_trips(operation: Operation) -> None:
    full, content, seen = operation.example(full=True), operation.content, operation.request
    if content is None or not operation.is_exploded() or operation.file_fields():
        return
    model: Any = type(body_of(operation, full))
    for label, body in variations(seen, content.schema, full.body):
        written = model.from_dict(copy.deepcopy(body)).to_dict()
        assert seen.canonical(content.schema, body) == seen.canonical(content.schema, written), label


# Responses


#: Of no type that any field has.
STRANGE = [[["strange"]]]


def _parsed(operation: Operation, number: int, content: bytes, media_type: str) -> Any:
    """What the function style makes of a response."""
    response = httpx.Response(number, content=content, headers={"Content-Type": media_type})
    return operation.module._parse_response(client=function_client(operation), response=response)


@pytest.mark.parametrize("operation", all_operations(), ids=repr)
def test_each_field_of_a_response_has_its_type(operation: Operation) -> None:
    for status in operation.answers:
        parsed = _parsed(operation, *answering(operation, status, operation.example_answer(status)).answer)
        for one in parsed if isinstance(parsed, list) else [parsed]:
            if attrs.has(type(one)):
                check_model(one)


@pytest.mark.parametrize("operation", all_operations(), ids=repr)
def test_a_value_of_another_type_is_kept_or_refused(operation: Operation) -> None:
    """The function style does not check all types, but never replaces a value by another."""
    seen = operation.response
    for status, content in operation.answers.items():
        if content is None or content.kind != "json":
            continue
        for place in seen.places(content.schema, operation.example_answer(status), every=True):
            number, sent, media_type = answering(operation, status, body := place.put(STRANGE)).answer
            try:
                written = _json(_parsed(operation, number, sent, media_type))
            except (TypeError, ValueError, AttributeError, KeyError):
                continue  # refused
            assert seen.canonical(content.schema, body) == seen.canonical(content.schema, written)


def _json(parsed: Any) -> Any:
    if isinstance(parsed, list):
        return [_json(item) for item in parsed]
    return parsed.to_dict() if attrs.has(type(parsed)) else parsed


# Fields


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_model_knows_the_names_of_its_fields_on_the_wire(vendor: str) -> None:
    """By these an overlay reads a response, and refuses an `extra_body` that repeats an argument."""
    models, found = _models(vendor), 0
    for model in models.values():  # also those without a schema of their own: of a request alone, or inline
        assert model._wire_names == {python_name(wire): wire for wire in model._wire_names.values()}
    spec = spec_of(SPECS / f"{vendor}.yaml")
    for name in spec.document.get("components", {}).get("schemas", {}):
        model = models.get(class_name(name))
        if model is None:
            continue  # nothing that is not refused needs it
        found += 1
        reference = {"$ref": f"#/components/schemas/{name}"}
        names = [view(spec, hidden).flat(reference).get("properties", {}) for hidden in ("readOnly", "writeOnly")]
        assert model._wire_names in [{python_name(wire): wire for wire in properties} for properties in names], name
    assert found or not models or vendor not in ("next", "notify", "mijnklantportaal")


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


# Bodies


@pytest.mark.parametrize("operation", all_operations(), ids=repr)
def test_a_request_body_round_trips_through_json(operation: Operation) -> None:
    """For each optional field alone: `from_dict` equals the caller's model, and `to_dict` returns the same JSON."""
    full = operation.example(full=True)
    if operation.content is None or not operation.is_exploded():
        return
    seen, schema = operation.request, operation.content.schema
    flat = seen.flat(schema)
    required = {name: full.body[name] for name in flat.get("required", ())}
    model = type(body_of(operation, full))
    files = operation.file_fields()
    unknown = {} if flat.get("additionalProperties") is False else {"unknown": 1}
    for name in full.body:
        body = {**required, name: full.body[name], **unknown}
        kept = dict(body)
        read = model.from_dict(body)
        without_files = {wire: value for wire, value in body.items() if wire not in files}
        written = {wire: value for wire, value in read.to_dict().items() if wire not in files}
        assert seen.canonical(schema, without_files) == seen.canonical(schema, written)
        if not files:
            made = to_argument(seen, schema, {**required, name: full.body[name]}, model)
            if unknown:
                made["unknown"] = 1
            assert made == read
        for wire in body.keys() & files:
            payload = getattr(read, python_name(wire))
            assert body[wire] == (
                [one.payload.read() for one in payload] if isinstance(payload, list) else payload.payload.read()
            )
        absent = [
            other
            for other, field in flat["properties"].items()
            if other not in body and "const" not in seen.flat(field)
        ]
        assert {"Unset"} >= {type(getattr(read, python_name(other))).__name__ for other in absent}
        assert kept == body, "from_dict must not change its argument"


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_field_that_may_be_unset_is_unset_by_default(vendor: str) -> None:
    for model in _models(vendor).values():
        for field in attrs.fields(model):
            declared = types_of(model)[field.name]
            defaults = [UNSET] if Unset in members_of(declared) else [attrs.NOTHING, *get_args(declared)]
            assert not field.init or field.default in defaults  # of a constant, the one value that it may have


@pytest.mark.parametrize("vendor", VENDORS)
def test_unknown_fields_are_a_mapping(vendor: str) -> None:
    for model in _models(vendor).values():
        if "additional_properties" not in attrs.fields_dict(model):
            continue
        assert "additional_properties" not in inspect.signature(model).parameters
        made = model.__new__(model)
        made.additional_properties = {}
        made["one"] = 1
        assert ["one"] == made.additional_keys
        assert 1 == made["one"]
        assert "one" in made
        assert "two" not in made
        del made["one"]
        assert [] == made.additional_keys


@pytest.mark.parametrize("operation", all_operations(), ids=repr)
def test_unknown_fields_of_a_multipart_body_are_parts(operation: Operation) -> None:
    given = operation.example()
    if operation.content is None or operation.content.kind != "multipart" or given.body is GONE:
        return
    body = body_of(operation, given)
    body.additional_properties = {"yes": True, "no": False, "none": None, "number": 1.5, "Text": "Text"}
    parts = {name: content for name, content in body.to_multipart() if name not in given.body}
    texts = {"yes": b"true", "no": b"false", "number": b"1.5", "Text": b"Text"}
    assert {name: (None, text, "text/plain") for name, text in texts.items()} == parts
