"""The specs themselves: valid, every example true, every pattern readable by both engines, every guess flagged."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from klantkit_dev.spec import Spec

from .mock import NODE, SPECS
from .operations import all_operations, of_spec

pytestmark = pytest.mark.contract

PATHS = sorted(SPECS.glob("*.yaml"))
FORMATS = FormatChecker(["date", "date-time", "uuid"])

Pointer = tuple[str | int, ...]


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def spec(request: pytest.FixtureRequest) -> Spec:
    return Spec(request.param)


def _walk(node: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Every object of a document with its place; what examples hold is no part of the document."""
    if isinstance(node, dict):
        yield pointer, node
        for key, value in node.items():
            if key not in ("example", "default"):
                yield from _walk(value, (*pointer, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _walk(value, (*pointer, index))


def _validator(spec: Spec, schema: dict[str, Any]) -> Draft202012Validator:
    whole = {**schema, "components": spec.document["components"]}  # so that references lead somewhere
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
    assert found > 20


def test_every_body_has_an_example(spec: Spec) -> None:
    faults = []
    for operation in of_spec(spec.path):
        contents: dict[Pointer, dict[str, Any]] = {("requestBody",): operation.object["requestBody"]}
        contents |= {("responses", status): answer for status, answer in operation.object["responses"].items()}
        for pointer, content in contents.items():
            where = ("paths", operation.path, operation.method, *pointer)
            if "$ref" in content:
                content = spec.document["components"]["responses"][content["$ref"].rpartition("/")[2]]  # noqa: PLW2901
            faults += [spec.place(where) for media_type in content["content"].values() if "example" not in media_type]
    assert [] == faults


def test_every_pattern_compiles_in_both_engines(spec: Spec) -> None:
    patterns = [node["pattern"] for _, node in _walk(spec.document) if isinstance(node.get("pattern"), str)]
    for pattern in patterns:
        re.compile(pattern)
    script = "for (const pattern of JSON.parse(process.argv[1])) new RegExp(pattern, 'u')"
    subprocess.run([NODE, "-e", script, json.dumps(patterns)], check=True)


def test_every_inference_gives_its_reason(spec: Spec) -> None:
    flags = [(pointer, node["x-inferred"]) for pointer, node in _walk(spec.document) if "x-inferred" in node]
    assert [] == [spec.place(pointer) for pointer, why in flags if not isinstance(why, str) or len(why) < 15]
    assert len(flags) > 10


def test_what_is_inferred_is_on_the_list() -> None:
    """A flag goes only when the vendor says the thing: the line goes then too. A new one gets a line."""
    listed = (Path(__file__).with_name("data") / "inferred.txt").read_text(encoding="utf-8").splitlines()
    flagged = [
        f"{path.name} {'/'.join(map(str, pointer))}"
        for path in PATHS
        for pointer, node in _walk(Spec(path).document)
        if "x-inferred" in node
    ]
    assert sorted(listed) == sorted(flagged)


def test_undocumented_statuses_are_flagged() -> None:
    """The pages print one status line between them: Notify's 201 and 400. Every other status is inferred."""
    faults = []
    for operation in all_operations():
        for status, answer in operation.object["responses"].items():
            if "$ref" in answer:
                answer = operation.spec.document["components"]["responses"][answer["$ref"].rpartition("/")[2]]  # noqa: PLW2901
            if (operation.vendor, status) not in {("notify", "201"), ("notify", "400")} and "x-inferred" not in answer:
                faults.append(operation.spec.place(("paths", operation.path, operation.method, "responses", status)))
    assert [] == faults


def test_descriptions_are_sentences(spec: Spec) -> None:
    faults = [
        spec.place((*pointer, "description"))
        for pointer, node in _walk(spec.document)
        if isinstance(node.get("description"), str)
        and not (node["description"].rstrip().endswith((".", ")")) and node["description"][:1].isupper())
        and "url" not in node  # the words of a link
    ]
    assert [] == faults


def test_sources_are_linked(spec: Spec) -> None:
    """The document names the vendor's pages, and each operation the one that it was transcribed from."""
    pages = [spec.document["externalDocs"]["url"], *(one["externalDocs"]["url"] for _, _, one in spec.operations())]
    assert len(pages) == len(set(pages))
    assert [] == [page for page in pages if not page.startswith("https://docs.") and "readme.io/" not in page]


def test_layout(spec: Spec) -> None:
    text = spec.path.read_text(encoding="utf-8")
    assert "\t" not in text
    assert text.endswith("\n")
    assert [] == [
        number for number, line in enumerate(text.splitlines(), 1) if len(line) > 110 or line != line.rstrip()
    ]


def _fields(vendor: str, schema: str) -> dict[str, dict[str, Any]]:
    fields: dict[str, dict[str, Any]] = Spec(SPECS / f"{vendor}.yaml").document["components"]["schemas"][schema][
        "properties"
    ]
    return fields


#: What the pages print, field by field and in their order: name, type, and null, default, limit where they say so.
PAGES: dict[tuple[str, str], str] = {
    ("mijnklantportaal", "NewCustomer"): """
        companyName! string | address! string | zipCode! string | city! string | primaryEmail! string
        countryCode string =NL <=2 >=2""",
    ("mijnklantportaal", "Customer"): """
        id string | companyName string | address string | zipCode string | city string
        countryCode string <=2 >=2 | primaryEmail string | phone string,null | integration string,null
        integrationId string,null | customerGroups array | createdAt string""",
    ("mijnklantportaal", "NewCustomerInvoice"): """
        customerId! string | invoiceNumber! string | issuedAt! string | amount! string | pdf! string
        paidAt string | sendNotification boolean""",
    ("mijnklantportaal", "CustomerInvoice"): """
        id string | customerId string | invoiceNumber string | issuedAt string | currency string | amount string
        paidAt string,null | createdAt string | links ref""",
    ("mijnklantportaal", "NewManualCustomerOffer"): """
        customerId! string | offerNumber! string | issuedAt! string | expiresAt! string | lines! array
        sendNotification boolean""",
    ("mijnklantportaal", "CustomerOffer"): """
        id string | customerId string | offerNumber string | issuedAt string | expiresAt string | currency string
        amount string | acceptedAt string,null | acceptedViaIp string,null | acceptedViaUserAgent string,null
        acceptanceSignature string,null | rejectedAt string,null | createdAt string | links ref""",
    ("notify", "NewCustomer"): """
        CustomerCode string <=250 | Name string <=250 | Address string <=250 | Postalcode string <=10
        City string <=250 | Country string <=2 >=2 | Contact string <=250 | Phone string <=20 | Mobile string <=20
        Email string <=250 | InvoiceEmail string <=250 | RegistrationNumber string | Language string""",
    ("notify", "Customer"): """
        resource string | id string | customerCode string | name string | address ref | contact string
        phone string | mobile string | email string | invoiceEmail string | registrationNumber string
        language string""",
    ("notify", "CustomerAddress"): "address string | postalcode string | city string | country string",
    ("notify", "Error"): "status integer | title string | detail string",
}  # fmt: skip

#: NEXT's page has no names, so its types, nulls, defaults, limits and marks are told in their order.
NEXT_REQUEST = """
    boolean =true | string,null * 9 | integer,null | string,null | boolean =false | string,null | boolean =false
    integer | string,null * 2 | integer! | integer,null | string,null * 5 | integer,null | string,null * 3
    integer,null | boolean =false | number,null | string,null | string! <=50 | boolean =false | string,null * 2
    boolean =false | string,null * 2 | boolean =false | string,null * 2"""
NEXT_RESPONSE = """
    integer! | string! | integer! | string! | integer!
    boolean =true | string,null * 9 | string,null | integer,null | string,null | boolean =false | string,null
    boolean,null =false | string! <=3 | integer | string,null * 2 | integer! | string! <=50 | integer,null
    string,null * 5 | integer,null | boolean * 2 | string,null * 3 | integer,null | string,null | boolean =false
    number,null | string,null | string! <=50 | boolean =false | string,null * 2 | boolean =false | string,null * 2
    boolean =false | string,null * 2"""


def _told(schema: dict[str, Any], name: str, *, marks: bool) -> str:
    """A field of a spec in the notation above."""
    field = schema["properties"][name]
    types = field.get("type", "ref")
    told = types if isinstance(types, str) else ",".join(types)
    told += "!" if marks and name in schema.get("required", ()) else ""
    if "default" in field:
        told += f" ={field['default'] if isinstance(field['default'], str) else json.dumps(field['default'])}"
    told += f" <={field['maxLength']}" if "maxLength" in field else ""
    return told + (f" >={field['minLength']}" if "minLength" in field else "")


def _lines(text: str) -> list[str]:
    told = []
    for line in re.split(r"[|\n]", text):
        field, _, count = line.strip().partition(" * ")
        told += [field] * int(count or 1) if field else []
    return told


@pytest.mark.parametrize(("vendor", "name"), PAGES)
def test_fields_are_the_pages(vendor: str, name: str) -> None:
    schema = Spec(SPECS / f"{vendor}.yaml").document["components"]["schemas"][name]
    marks = vendor == "mijnklantportaal" and name.startswith("New")  # nothing else on these pages has marks
    told = []
    for field in schema["properties"]:
        mark = "!" if marks and field in schema["required"] else ""
        told.append(f"{field}{mark} {_told(schema, field, marks=False)}")
    assert _lines(PAGES[vendor, name]) == told


@pytest.mark.parametrize(
    ("name", "page", "count"), [("NewCustomer", NEXT_REQUEST, 43), ("Customer", NEXT_RESPONSE, 54)]
)
def test_fields_of_next_are_the_page_s(name: str, page: str, count: int) -> None:
    schema = Spec(SPECS / "next.yaml").document["components"]["schemas"][name]
    told = [_told(schema, field, marks=True) for field in schema["properties"]]
    assert count == len(told)
    assert _lines(page) == told


def test_names_of_next_are_flagged() -> None:
    """The page names two fields in its text; every other name comes from elsewhere, and says from where."""
    for schema in ("NewCustomer", "Customer"):
        unflagged = {name for name, field in _fields("next", schema).items() if "x-inferred" not in field}
        assert unflagged <= {"novat", "constructioncompany"}


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
    """Where a page contradicts itself, or cannot be, a comment at the field says what was decided."""
    spec = Spec(SPECS / f"{vendor}.yaml")
    line = spec.line(("components", "schemas", schema, *(("properties", field) if field else ())))
    around = spec.path.read_text(encoding="utf-8").splitlines()[line - 6 : line + 5]
    assert [near for near in around if "# Decision:" in near], "\n".join(around)


def test_what_excludes_each_other_at_next() -> None:
    spec = Spec(SPECS / "next.yaml")
    validator = _validator(spec, {"$ref": "#/components/schemas/NewCustomer"})
    customer = {"name": "A", "customertypeid": 1}
    assert validator.is_valid(customer | {"novat": True, "constructioncompany": False})
    assert validator.is_valid(customer | {"novat": False, "constructioncompany": True})
    assert validator.is_valid(customer | {"novat": False, "constructioncompany": False})
    assert validator.is_valid(customer | {"constructioncompany": True})
    assert validator.is_valid(customer | {"novat": True})
    assert not validator.is_valid(customer | {"novat": True, "constructioncompany": True})
