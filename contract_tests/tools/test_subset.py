"""What of a spec is given to the generator, and which operations are left out."""

from __future__ import annotations

import contextlib
import datetime
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar, Literal

import attrs
import httpx
import pytest
from klantkit import ArgumentError
from klantkit._client import SyncClient
from klantkit._reading import read
from klantkit._settings import Vendor
from klantkit_dev import generate
from klantkit_dev.spec import Names, Spec, SpecError, method_name, names_of, python_name
from klantkit_dev.subset import Subset

OK = {"200": {"description": "All is well."}}

TEXT = {"type": "string"}
DAY = {"type": "string", "format": "date-time"}


def _spec(tmp_path: Path, paths: dict[str, Any], **parts: Any) -> Spec:
    """A spec with these paths, a line per key."""
    info = {"title": "Tried API", "version": "1"}
    text = json.dumps({"openapi": "3.1.0", "info": info, "paths": paths, **parts}, indent=1)
    (tmp_path / "tried.yaml").write_text(text)
    spec = Spec(tmp_path / "tried.yaml")
    spec.check(house=False)
    return spec


def _answering(schema: Any, media_type: str = "application/json") -> dict[str, Any]:
    return {"200": {"description": "All is well.", "content": {media_type: {"schema": schema}}}}


def _taking(schema: Any, media_type: str = "application/json") -> dict[str, Any]:
    return {"requestBody": {"content": {media_type: {"schema": schema}}}, "responses": OK}


def _with(**parameter: Any) -> dict[str, Any]:
    return {"parameters": [parameter], "responses": OK}


@pytest.mark.parametrize(
    ("operation", "resource", "method"),
    [
        ("create_customer", "customers", "create"),
        ("create_manual_customer_offer", "customer_offers", "create_manual"),
        ("get_bookings", "bookings", "list"),
        ("get_booking", "bookings", "get"),
        ("get_companies", "companies", "list"),
        ("get_company", "companies", "get"),
        ("get_address", "addresses", "get"),
        ("get_status", "status", "get"),
        ("get_bookings", "booking", "list"),
        ("add_ship_paper", "ships", "add_paper"),
        ("get_museum_hours", "operations", "get_museum_hours"),
        ("bookings", "bookings", "bookings"),
        ("import_booking", "bookings", "import_"),
        ("type_booking", "bookings", "type_"),
    ],
)
def test_the_name_of_a_method(operation: str, resource: str, method: str) -> None:
    assert method == method_name(operation, resource)


@pytest.mark.parametrize(
    ("path", "operation", "names"),
    [
        ("/a/{b-c}/d.e", {}, Names("get_a_b_c_d_e", "default", "get_a_b_c_d_e")),
        ("/", {"operationId": "repos/get-branch", "tags": ["repos"]}, Names("repos_get_branch", "repos", "get_branch")),
        (
            "/",
            {"operationId": "getHTTPCode", "tags": ["Port calls"]},
            Names("get_http_code", "port_calls", "get_http_code"),
        ),
        ("/", {"operationId": "import", "tags": ["Raw"]}, Names("import_", "raw_resource", "import_")),
        ("/", {"operationId": "x", "tags": ["2FA"]}, Names("x", "tag_2fa", "x")),
    ],
)
def test_the_names_of_an_operation(path: str, operation: dict[str, Any], names: Names) -> None:
    assert names == names_of(path, "get", operation)


@pytest.mark.parametrize(
    "name", ["companyName", "a-b", "class", "_x", "1st", "naïve", "$ref", "x.y", "日本", "id", "A_B", "HTTPCode", ""]
)
def test_names_are_those_of_the_generator(name: str) -> None:
    from openapi_python_client.strings import PythonIdentifier

    assert PythonIdentifier(name, "field_") == python_name(name)


A, B = ({"type": "object", "properties": {"a": {"type": kind}}} for kind in ("string", "integer"))

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a cookie": (_with(name="c", **{"in": "cookie"}, schema={}), "the parameter c is a cookie"),
    "deepObject": (_with(name="q", **{"in": "query"}, style="deepObject", schema={}), "the style deepObject of"),
    "a matrix": (_with(name="x", **{"in": "path"}, required=True, style="matrix", schema={}), "the style matrix of"),
    "an object": (_with(name="q", **{"in": "query"}, schema={"type": "object"}), "the parameter q has objects"),
    "JSON": (_with(name="q", **{"in": "query"}, content={"application/json": {}}), "a media type of its own"),
    "XML": (_taking(A, "application/xml"), "media types of the body are not supported: application/xml"),
    "XML back": ({"responses": _answering(A, "text/xml")}, "media types of the response are not supported: text/xml"),
    "no success": ({"responses": {"404": {"description": "None."}}}, "it declares no success"),
    "a union": (_taking({"oneOf": [A, {**B, "description": "Other."}]}), "nothing tells "),
    "maps": (_taking({"oneOf": [{"type": "object"}, A]}), "nothing tells the objects of a union apart"),
    "arrays": (_taking({"anyOf": [{"type": "array", "items": A}, {"type": "array"}]}), "nothing tells the arrays"),
    "a form": (_taking({"type": "array", "items": {}}, "application/x-www-form-urlencoded"), "must be an object with"),
    "a nested form": (
        _taking({"type": "object", "properties": {"a": A}}, "application/x-www-form-urlencoded"),
        "the field a of a form is an object",
    ),
    "types": ({"responses": _answering({"allOf": [A, {"type": "string"}]})}, "exclude each other: object and "),
    "never": ({"responses": _answering({"properties": {"a": False}})}, "a schema that no value matches"),
    "an array of itself": ({"responses": _answering({"$ref": "#/components/schemas/Endless"})}, "contains itself"),
    "fields": (
        _taking({"type": "object", "properties": {"aB": {}, "a_b": {}}}),
        "the field a_b would be called a_b like the field aB",
    ),
    "arguments": (
        {**_with(name="body", **{"in": "query"}, schema={}), **_taking({"type": "array", "items": {}})},
        "the body would be the argument body= like a parameter",
    ),
    "classes": ({"responses": _answering({"$ref": "#/components/schemas/a_b"})}, "would be the class AB like "),
    "a credential": ({"responses": OK, "security": [{"other": []}]}, "another credential than the client has: other"),
}  # fmt: skip


@pytest.mark.parametrize("shape", REFUSED)
def test_one_operation_is_left_out_by_name(tmp_path: Path, shape: str) -> None:
    operation, reason = REFUSED[shape]
    path = "/refused/{x}" if operation.get("parameters", [{}])[0].get("in") == "path" else "/refused"
    schemas = {
        "AB": A,
        "a_b": A,
        "Endless": {"type": "array", "items": {"$ref": "#/components/schemas/Endless"}},
    }
    schemes = {"key": {"type": "http", "scheme": "basic"}, "other": {"type": "apiKey", "in": "header", "name": "X"}}
    taken = {
        "operationId": "taken",
        "responses": _answering({"$ref": "#/components/schemas/AB"}),
        "security": [{"key": []}],
    }
    components = {"schemas": schemas, "securitySchemes": schemes}
    subset = Subset(_spec(tmp_path, {"/taken": {"get": taken}, path: {"post": operation}}, components=components))
    assert ["/taken"] == list(subset.document["paths"])
    ((endpoint, text),) = subset.refused.items()
    assert f"POST {path}" == endpoint
    assert reason in text
    assert text.startswith(f"{tmp_path}/tried.yaml:")
    assert "\n" not in text
    assert f"POST {path} is left out: " in text
    assert ["/taken"] == list(subset.original()["paths"])


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (
            {"operationId": "getB", "tags": ["bs"]},
            {"operationId": "get_b", "tags": ["bs"]},
            "its name get_b would be that of GET /a",
        ),
        (
            {"operationId": "list_bs", "tags": ["bs"]},
            {"operationId": "get_bs", "tags": ["bs"]},
            "its method list would be that of GET /a",
        ),
        (
            {"operationId": "a", "tags": ["b c"]},
            {"operationId": "b", "tags": ["b-c"]},
            "its resource b_c would be that of the tag 'b c'",
        ),
    ],
)
def test_a_name_twice(tmp_path: Path, first: dict[str, Any], second: dict[str, Any], reason: str) -> None:
    spec = _spec(tmp_path, {"/a": {"get": first | {"responses": OK}}, "/b": {"get": second | {"responses": OK}}})
    subset = Subset(spec)
    assert ["GET /b"] == list(subset.refused)
    assert reason in subset.refused["GET /b"]
    assert f"({spec.place(('paths', '/a', 'get'))})" in subset.refused["GET /b"]
    assert subset.refused["GET /b"].startswith(f"{spec.place(('paths', '/b', 'get'))}: ")


def test_dates_without_quotes_are_text(tmp_path: Path) -> None:
    (tmp_path / "dates.yaml").write_text("a: [2024-04-30, 2024-04-31, 2024-04-30T10:00:00Z, 2024-04-30 10:00:00]")
    expected = ["2024-04-30", "2024-04-31", "2024-04-30T10:00:00Z", "2024-04-30 10:00:00"]
    assert expected == Spec(tmp_path / "dates.yaml").document["a"]


def test_a_wrong_default_has_its_own_line(tmp_path: Path) -> None:
    field = {"type": "integer", "default": "many"}
    paths = {
        "/a": {
            "get": {"responses": _answering({"type": "object", "properties": {"a": {"type": "integer"}, "b": field}})}
        }
    }
    with pytest.raises(SpecError) as raised:
        _spec(tmp_path, paths)
    line = next(
        number for number, text in enumerate((tmp_path / "tried.yaml").read_text().splitlines(), 1) if "many" in text
    )
    assert str(raised.value).startswith(f"{tmp_path}/tried.yaml:{line}: paths//a/get/")


@pytest.mark.parametrize(
    ("schemes", "requirement", "expected"),
    [
        ({"a": {"type": "http", "scheme": "Bearer"}}, [{"a": []}], ("bearer",)),
        ({"a": {"type": "http", "scheme": "basic"}}, [{"a": []}], ("basic",)),
        ({"a": {"type": "oauth2", "flows": {}}}, [{"a": ["read"]}], ("bearer",)),
        ({"a": {"type": "apiKey", "in": "query", "name": "key"}}, [{"a": []}], ("query", "key")),
        (
            {"a": {"type": "http", "scheme": "digest"}, "b": {"type": "apiKey", "in": "header", "name": "X-Key"}},
            [{"a": []}, {"b": []}],
            ("header", "X-Key"),
        ),
        ({"a": {"type": "http", "scheme": "bearer"}}, [], None),
    ],
)
def test_the_first_credential_that_we_speak(tmp_path: Path, schemes: Any, requirement: Any, expected: Any) -> None:
    spec = _spec(
        tmp_path, {"/a": {"get": {"responses": OK}}}, security=requirement, components={"securitySchemes": schemes}
    )
    subset = Subset(spec)
    assert expected == subset.credential.scheme
    assert bool(expected) == bool(subset.document["paths"]["/a"]["get"]["security"])


def test_the_words_of_the_generator_have_no_addresses() -> None:
    output = "Error in A\nFound conflicting properties named <UntrustedString object at 0x7f2a>\nlast\n"
    assert "  Error in A\n  last" == generate._cleaned(output)


ITEM = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
BOOKING = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "name": {"type": "string"},
        "items": {"type": "array", "items": ITEM},
        "headers": {"type": "string"},
        "labels": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
}
REFERENCE = {"$ref": "#/components/schemas/Booking"}
PATHS: dict[str, Any] = {
    "/bookings": {
        "get": {
            "operationId": "get_bookings",
            "tags": ["bookings"],
            "parameters": [
                {
                    "name": "ids",
                    "in": "query",
                    "explode": False,
                    "schema": {"type": "array", "items": {"type": "integer"}},
                },
                {"name": "late", "in": "query", "schema": {"type": "boolean"}},
            ],
            "responses": _answering({"type": "array", "items": REFERENCE}),
        },
        "post": {
            "operationId": "create_booking",
            "tags": ["bookings"],
            "requestBody": {
                "content": {
                    "application/x-www-form-urlencoded": {"schema": REFERENCE},
                    "application/json": {"schema": REFERENCE},
                }
            },
            "responses": {"2XX": _answering(REFERENCE)["200"], "default": {"description": "It failed."}},
        },
    },
    "/quotes/{quote}/{codes}:cancel": {
        "put": {
            "operationId": "cancel_quote",
            "tags": ["quotes"],
            "parameters": [
                {"name": "quote", "in": "path", "required": True, "schema": {"type": "string"}},
                {"name": "codes", "in": "path", "required": True, "schema": {"type": "array", "items": TEXT}},
                {"name": "as_text", "in": "query", "schema": {"type": "array", "items": {"type": ["string", "null"]}}},
            ],
            "requestBody": {"content": {"application/json": {"schema": {"oneOf": [TEXT, {"type": "integer"}]}}}},
            "responses": OK,
        }
    },
    "/prices": {
        "post": {
            "operationId": "send_prices",
            "tags": ["prices"],
            "responses": OK,
            "requestBody": {
                "required": True,
                "content": {
                    "multipart/form-data": {
                        "schema": {
                            "type": "object",
                            "properties": {
                                "types": TEXT,
                                "prices": {"type": "object", "additionalProperties": REFERENCE},
                                "days": {"type": "array", "items": {"type": "object", "additionalProperties": DAY}},
                            },
                        }
                    }
                },
            },
        }
    },
    "/bookings/{booking-id}": {
        "parameters": [{"name": "booking-id", "in": "path", "required": True, "schema": {"type": "string"}}],
        "get": {"operationId": "get_booking", "tags": ["bookings"], "responses": _answering(REFERENCE)},
        "put": {
            "operationId": "store_photo",
            "requestBody": {"content": {"image/png": {}}, "required": True},
            "responses": _answering({"type": "string", "format": "binary"}, "image/png"),
        },
    },
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The package generated from `PATHS`, importable as `tried_api`, and one operation that is left out."""
    folder = tmp_path_factory.mktemp("tried")
    (folder / "specs").mkdir()
    refused = {"/x": {"get": REFUSED["XML back"][0]}}
    _spec(folder / "specs", PATHS | refused, components={"schemas": {"Booking": BOOKING}})
    generate.generate(folder / "specs", folder / "generated", house=False)
    sys.path.insert(0, str(folder / "generated"))
    yield folder
    sys.path.remove(str(folder / "generated"))


def _client(answer: httpx.Response, requests: list[httpx.Request]) -> Any:
    """A client of the package."""
    api = importlib.import_module("tried_api.api")

    class Tried(SyncClient, api.Resources):  # type: ignore[misc, name-defined]  # generated by the test
        _vendor = Vendor("tried", "https://tried.invalid", "token", "Take another one.")

    def send(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return answer

    return Tried("test", {"transport": httpx.MockTransport(send)})


def test_the_list_and_the_item_of_a_resource_are_two_methods(package: Path) -> None:
    assert package
    requests: list[httpx.Request] = []
    client = _client(httpx.Response(200, json=[{"name": "A", "items": [{"id": 1}]}]), requests)
    (booking,) = client.bookings.list(ids=[1, 2], late=False)
    assert ("A", 1) == (booking.name, booking.items[0].id)
    assert {"ids": "1,2", "late": "false"} == dict(requests[0].url.params)
    client = _client(httpx.Response(200, json={"name": "B"}), requests)
    assert "B" == client.bookings.get("a/b ?#%é").name
    assert b"/bookings/a%2Fb%20%3F%23%25%C3%A9" == requests[1].url.raw_path


def test_names_of_parameters_hide_nothing_and_an_array_is_a_segment(package: Path) -> None:
    assert package
    requests: list[httpx.Request] = []
    client = _client(httpx.Response(200), requests)
    client.quotes.cancel("a/b", ["p", "q,r"], as_text=["x", None], body="one")
    client.quotes.cancel("c", ["p"], body=2)
    client.quotes.cancel("c", ["p"])
    assert [b"/quotes/a%2Fb/p,q%2Cr:cancel?as_text=x", *[b"/quotes/c/p:cancel"] * 2] == [
        request.url.raw_path for request in requests
    ]
    assert [b'"one"', b"2", b""] == [request.content for request in requests]


def test_models_and_times_in_a_map_are_json_in_a_form(package: Path) -> None:
    assert package
    requests: list[httpx.Request] = []
    booking = importlib.import_module("tried_api.models").BookingRequest(name="A", items=[])
    at = datetime.datetime(2024, 1, 2, tzinfo=datetime.UTC)
    _client(httpx.Response(200), requests).prices.send(types="t", prices={"a": booking}, days=[{"b": at}])
    for part in (b'{"a": {"name": "A", "items": []}}', b'{"b": "2024-01-02T00:00:00+00:00"}', b"\r\n\r\nt\r\n"):
        assert part in requests[0].content


@pytest.mark.parametrize("paths", [{}, {"/x": {"get": {**_with(**{"name": "s", "in": "cookie", "schema": {}})}}}])
def test_a_spec_without_an_operation_to_generate(tmp_path: Path, paths: Any) -> None:
    for name in ("specs", "generated"):
        (tmp_path / name).mkdir()
    _spec(tmp_path / "specs", paths)
    with pytest.raises(generate.GenerateError, match=r"tried\.yaml: it has no operation to generate") as raised:
        generate.generate(tmp_path / "specs", tmp_path / "generated", house=False)
    assert bool(paths) == ("GET /x is left out: the parameter s is a cookie" in str(raised.value))


def test_a_spec_without_a_model(tmp_path: Path) -> None:
    for name in ("specs", "generated"):
        (tmp_path / name).mkdir()
    _spec(tmp_path / "specs", {"/x": {"get": {"responses": OK}}})
    (package,) = generate.generate(tmp_path / "specs", tmp_path / "generated", house=False)
    models = (package.target / "models" / "__init__.py").read_text()
    assert "_MODULES: dict[str, str] = {}" in models
    assert "if TYPE_CHECKING" not in models


@pytest.mark.parametrize("segment", ["", ".", ".."])
def test_a_segment_that_leads_elsewhere_is_not_sent(package: Path, segment: str) -> None:
    assert package
    requests: list[httpx.Request] = []
    with pytest.raises(ArgumentError, match=r"bookings.get: {booking-id} in the path must not be"):
        _client(httpx.Response(200), requests).bookings.get(segment)
    assert [] == requests


def test_json_or_a_form_is_json_and_may_be_left_out(package: Path) -> None:
    requests: list[httpx.Request] = []
    client = _client(httpx.Response(201, json={"id": 4, "name": "A"}), requests)
    created = client.bookings.create(name="A", headers_="B", labels={"a": 1})
    assert 4 == created.id
    assert {"name": "A", "headers": "B", "labels": {"a": 1}} == json.loads(requests[0].content)
    client.bookings.create()
    assert (b"", None) == (requests[1].content, requests[1].headers.get("content-type"))
    with pytest.raises(ArgumentError, match=r"labels\['a'\] must be int, not str"):
        client.bookings.create(name="A", labels={"a": "1"})
    with pytest.raises(ArgumentError, match="has no argument id="):
        client.bookings.create(name="A", id=3)
    record = json.loads((package / "generated" / "tried_api" / generate.RECORD).read_text())
    (note,) = record["notes"]
    assert note.endswith("the body is application/json; left out: application/x-www-form-urlencoded")


def test_a_file_is_a_body_and_bytes_an_answer(package: Path, tmp_path: Path) -> None:
    assert package
    requests: list[httpx.Request] = []
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"\x89PNG" * 50_000)
    client = _client(httpx.Response(200, content=b"\x89PNG", headers={"content-type": "image/png"}), requests)
    assert b"\x89PNG" == client.default.store_photo("1", body=photo)
    assert (photo.read_bytes(), "image/png") == (requests[0].content, requests[0].headers["content-type"])


def test_the_function_style_reads_an_empty_success(package: Path) -> None:
    assert package
    module = importlib.import_module("tried_api.api.bookings.create_booking")
    client = importlib.import_module("tried_api").Client("https://tried.invalid")
    client.set_httpx_client(
        httpx.Client(base_url="https://x.invalid", transport=httpx.MockTransport(lambda _: httpx.Response(204)))
    )
    assert module.sync(client=client) is None


@pytest.mark.parametrize("items", ["", {}, 0])
def test_the_function_style_reads_no_list_from_anything_else(package: Path, items: object) -> None:
    assert package
    with pytest.raises(TypeError):
        importlib.import_module("tried_api.models").Booking.from_dict({"name": "A", "items": items})


def test_left_out_operations_must_be_listed(package: Path) -> None:
    specs = package / "specs"
    left_out = generate.left_out(generate.packages(specs, package / "generated"))
    (fault,) = generate.unlisted(specs, left_out)
    assert "GET /x is left out: the media types of the response are not supported: text/xml" in fault
    with contextlib.ExitStack() as stack:
        stack.callback((specs / "refused.toml").unlink)
        (specs / "refused.toml").write_text('[tried]\n"GET /x" = "XML"\n"GET /y" = "gone"\n[none]\n')
        expected = [
            f"{specs}/refused.toml: tried: GET /y is not left out",
            f"{specs}/refused.toml: there is no none.yaml",
        ]
        assert expected == generate.unlisted(specs, left_out)
        (specs / "refused.toml").write_text('[tried]\n"GET /x" = "XML"\n')
        assert [] == generate.unlisted(specs, left_out)


@attrs.define(kw_only=True)
class Bulk:
    """A model like those that are generated for a union with a discriminator."""

    kind: str
    goods: str
    additional_properties: dict[str, Any] = attrs.field(init=False, factory=dict)
    _wire_names: ClassVar[dict[str, str]] = {"kind": "kind", "goods": "goods"}
    _tags: ClassVar[dict[str, tuple[str, ...]]] = {"kind": ("bulk",)}


@attrs.define(kw_only=True)
class Box:
    """Another one."""

    kind: str
    size: int
    additional_properties: dict[str, Any] = attrs.field(init=False, factory=dict)
    _wire_names: ClassVar[dict[str, str]] = {"kind": "kind", "size": "size"}
    _tags: ClassVar[dict[str, tuple[str, ...]]] = {"kind": ("box", "crate")}


@pytest.mark.parametrize(("kind", "model"), [("bulk", Bulk), ("crate", Box), ("bag", Box)])
def test_the_discriminator_decides(kind: str, model: type) -> None:
    value, _ = read(Box | Bulk, {"kind": kind, "size": 3})
    assert model is type(value)


def test_enums_are_open_and_maps_are_read() -> None:
    value, problems = read(dict[str, Literal["a", "b"] | str], {"x": "a", "y": "c"})  # noqa: PYI051 - as it is generated
    assert {"x": "a", "y": "c"} == value
    assert [("y", "must be one of 'a', 'b'")] == [(problem.field, problem.rule) for problem in problems]


def test_a_parameter_of_an_operation_wins_over_that_of_its_path(tmp_path: Path) -> None:
    own = {"name": "page", "in": "query", "required": True, "schema": {"type": "string"}}
    shared = {"name": "page", "in": "query", "schema": {"type": "integer"}}
    item = {"parameters": [shared], "get": {"parameters": [own], "responses": OK}, "put": {"responses": OK}}
    document = Subset(_spec(tmp_path, {"/a": item})).document
    assert {"get": [("page", "string", True)], "put": [("page", "integer", False)]} == {
        method: [(one["name"], one["schema"]["type"], one["required"]) for one in operation["parameters"]]
        for method, operation in document["paths"]["/a"].items()
    }
