"""The specs are valid, and so are their examples; patterns compile in Python and Node; every flag has a reason."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from klantkit_dev.spec import Spec, mappings

from contract_tests.harness.operations import numbers
from contract_tests.harness.prism import NODE
from contract_tests.paths import SPECS

PATHS = sorted(SPECS.glob("*.yaml"))
FORMATS = FormatChecker(["date", "date-time", "uuid"])

Pointer = tuple[str | int, ...]


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def spec(request: pytest.FixtureRequest) -> Spec:
    return Spec(request.param)


def _walk(document: Any) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Every object of a document with its pointer, except those inside examples and defaults."""
    return (each for each in mappings(document) if {"example", "default"}.isdisjoint(each[0]))


def _validator(spec: Spec, schema: dict[str, Any]) -> Draft202012Validator:
    whole = {**schema, "components": spec.document["components"]}  # so that references resolve
    return Draft202012Validator(whole, format_checker=FORMATS)


def test_valid_openapi(spec: Spec) -> None:
    spec.check()
    assert spec.document["openapi"].startswith("3.1.")


def test_every_example_is_valid(spec: Spec) -> None:
    found, faults = 0, []
    for pointer, node in _walk(spec.document):
        if "example" not in node:
            continue
        found += 1
        schema = node if "type" in node or "anyOf" in node else node.get("schema", {})
        if schema.get("format") == "binary":
            continue
        faults += [
            f"{spec.place((*pointer, 'example'))}: {error.message}"
            for error in _validator(spec, schema).iter_errors(node["example"])
        ]
    assert [] == faults
    assert found > 0


def test_every_body_has_an_example(spec: Spec) -> None:
    faults = []
    for path, method, operation in spec.operations():
        contents: dict[Pointer, dict[str, Any]] = {("requestBody",): operation.get("requestBody", {})}
        contents |= {("responses", status): answer for status, answer in operation["responses"].items()}
        for pointer, content in contents.items():
            where = ("paths", path, method, *pointer)
            media_types = spec.resolve(content).get("content", {}).values()
            faults += [spec.place(where) for media_type in media_types if "example" not in media_type]
    assert [] == faults


def test_every_pattern_compiles_in_both_engines(spec: Spec) -> None:
    patterns = [node["pattern"] for _, node in _walk(spec.document) if isinstance(node.get("pattern"), str)]
    for pattern in patterns:
        re.compile(pattern)
    script = "for (const pattern of JSON.parse(process.argv[1])) new RegExp(pattern, 'u')"
    subprocess.run([NODE, "-e", script, json.dumps(patterns)], check=True)


def test_every_inference_names_what_is_inferred_and_gives_its_reason(spec: Spec) -> None:
    """`limit: the reason; name: the reason`, for docstrings to say `[inferred: limit, name]`."""
    flags = list(spec.inferences())
    shape = re.compile(r"[^:;]{3,40}: [^:]{8,}(; [^:;]{3,40}: [^:]{8,})*")
    assert [] == [spec.place(pointer) for pointer, why in flags if not shape.fullmatch(why)]


def test_every_error_is_that_of_its_status(spec: Spec) -> None:
    """No two statuses share a component, and an example that repeats the status repeats that of its answer."""
    shared: dict[str, set[str]] = {}
    faults = []
    for path, method, operation in spec.operations():
        for status, answer in operation["responses"].items():
            if status.startswith("2"):
                continue
            if "$ref" in answer:
                shared.setdefault(answer["$ref"], set()).add(status)
            for media_type in spec.resolve(answer).get("content", {}).values():
                repeated = {media_type["example"].get(name, numbers(status)[0]) for name in ("status", "code")}
                if repeated != {numbers(status)[0]}:
                    faults.append(f"{spec.place(('paths', path, method, 'responses', status))}: {repeated}")
    assert [] == faults
    assert {} == {reference: statuses for reference, statuses in shared.items() if len(statuses) > 1}


def test_descriptions_are_sentences(spec: Spec) -> None:
    faults = [
        spec.place((*pointer, "description"))
        for pointer, node in _walk(spec.document)
        if isinstance(node.get("description"), str)
        and not (node["description"].rstrip().endswith((".", ")")) and node["description"][:1].isupper())
        and "url" not in node  # the text of a link
    ]
    assert [] == faults


def test_layout(spec: Spec) -> None:
    text = spec.path.read_text(encoding="utf-8")
    assert "\t" not in text
    assert text.endswith("\n")
    assert [] == [
        number for number, line in enumerate(text.splitlines(), 1) if len(line) > 110 or line != line.rstrip()
    ]


@pytest.mark.parametrize(
    ("vendor", "schema", "field"),
    [
        ("mijnklantportaal", "NewCustomerInvoice", "issuedAt"),  # 2024-04-31
        ("mijnklantportaal", "NewManualCustomerOffer", "expiresAt"),  # 2025-04-31
        ("mijnklantportaal", "NewCustomerInvoice", "paidAt"),  # two formats
        ("mijnklantportaal", "CustomerOffer", "acceptedViaIp"),  # 123.456.7.8.9
        ("next", "NewCustomer", "constructioncompany"),  # excludes novat
        ("next", "NewCustomer", "novat"),
        ("next", "Customer", "creditrisk"),  # null on the way back
        ("next", "Customer", "changed"),  # a date-time without offset
        ("notify", "NewCustomer", None),  # three spellings
        ("notify", "NewCustomer", "Address"),  # flat in, nested out
        ("notify", "Error", "status"),  # 405 inside a 400
    ],
)
def test_decisions_stand_beside_their_fields(vendor: str, schema: str, field: str | None) -> None:
    """Where a page contradicts itself, or cannot be right, a comment at the field records the decision."""
    spec = Spec(SPECS / f"{vendor}.yaml")
    line = spec.line(("components", "schemas", schema, *(("properties", field) if field else ())))
    around = spec.path.read_text(encoding="utf-8").splitlines()[line - 6 : line + 5]
    assert [near for near in around if "# Decision:" in near], "\n".join(around)


def test_mutually_exclusive_fields_at_next() -> None:
    spec = Spec(SPECS / "next.yaml")
    validator = _validator(spec, {"$ref": "#/components/schemas/NewCustomer"})
    customer = {"name": "A", "customertypeid": 1}
    assert validator.is_valid(customer | {"novat": True, "constructioncompany": False})
    assert validator.is_valid(customer | {"novat": False, "constructioncompany": True})
    assert validator.is_valid(customer | {"novat": False, "constructioncompany": False})
    assert validator.is_valid(customer | {"constructioncompany": True})
    assert validator.is_valid(customer | {"novat": True})
    assert not validator.is_valid(customer | {"novat": True, "constructioncompany": True})
