"""The operations of the specs under test: what each takes and answers. A new operation needs no code here."""

from __future__ import annotations

import functools
import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, get_type_hints

from klantkit_dev.spec import Spec, SpecError, pointer_of

from contract_tests.paths import INVOICE, PACKAGES, SPECS

from .shapes import GONE, Schema, View, as_text, types

Pointer = tuple[str | int, ...]


class Parameter(NamedTuple):
    """A parameter of an operation.

    Attributes:
        name: The name on the wire.
        place: `path`, `query` or `header`.
        required: Whether it must be sent.
        schema: Its schema.
        separator: The text between the items of a list; empty if the parameter is repeated instead.
        given: The spec's own example; `GONE` for none.
        pointer: Its place in the spec.
    """

    name: str
    place: str
    required: bool
    schema: Schema
    separator: str
    given: Any
    pointer: Pointer


class Content(NamedTuple):
    """The body of a request or a response, in the first media type that the clients speak.

    Attributes:
        media_type: The media type.
        kind: `json`, `form`, `multipart`, `text` or `binary`.
        schema: Its schema.
        object: The Media Type Object.
        required: Whether it must be sent.
        pointer: The place of the Media Type Object in the spec.
    """

    media_type: str
    kind: str
    schema: Schema
    object: dict[str, Any]
    required: bool
    pointer: Pointer

    @property
    def given(self) -> Any:
        """The spec's own example; `GONE` for none."""
        return self.object.get("example", GONE)


class Credential(NamedTuple):
    """The security scheme of an operation: `bearer`, `basic`, or `header` or `query` with the name of an API key."""

    kind: str
    name: str = "Authorization"


class Input(NamedTuple):
    """The input of one call.

    Attributes:
        body: The body as JSON types, in which a file is its bytes; `GONE` for no body.
        parameters: The parameters as JSON types, by `query limit`.
        file_name: The name given to every file.
    """

    body: Any
    parameters: dict[str, Any]
    file_name: str = "invoice.pdf"


#: The preferred way to speak a request body, and to read a response.
_REQUEST, _RESPONSE = ["json", "form multipart", "text binary"], ["json", "text binary"]


def kind_of(media_type: str, schema: Schema) -> str:
    """How the body of a media type is spoken: `json`, `form`, `multipart`, `text` or `binary`; empty for not at all."""
    name = media_type.partition(";")[0].strip().lower()
    main, _, sub = name.partition("/")
    is_file = schema.get("format") == "binary"
    is_any = sub == "*" and main in ("*", "application")
    if name == "application/json" or name.endswith("+json") or (is_any and not is_file):
        return "json"
    if name in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return "multipart" if main == "multipart" else "form"
    if main == "multipart" or (sub.endswith("xml") and main != "image"):
        return ""
    if main == "text" and not is_file:
        return "text"
    is_text = is_file or not schema or types(schema) == ["string"]
    return "binary" if is_text or main in ("image", "audio", "video", "font") else ""


@dataclass(frozen=True, eq=False)
class Operation:
    """One operation of one spec.

    Attributes:
        spec: The spec that declares it.
        path: The path template, as in the spec.
        method: The HTTP method in lower case.
        object: The OpenAPI Operation Object.
        parameters: Its parameters, those of the path item too; those in the path first, in their order there.
        content: The request body; None if there is none.
        answers: The body of each response by status; None for no body.
        credential: The credential that it requires; None for none.
    """

    spec: Spec
    path: str
    method: str
    object: dict[str, Any]
    parameters: list[Parameter]
    content: Content | None
    answers: dict[str, Content | None]
    credential: Credential | None

    def __repr__(self) -> str:
        return f"{self.vendor} {self.name}"

    @property
    def vendor(self) -> str:
        """The file name of the spec without its extension."""
        return self.spec.path.stem

    @property
    def name(self) -> str:
        """The operationId; without one, method and path."""
        return str(self.object.get("operationId", f"{self.method.upper()} {self.path}"))

    @property
    def page(self) -> str:
        """The address of the vendor page that the operation was transcribed from; empty without one."""
        return str(self.object.get("externalDocs", {}).get("url", ""))

    @property
    def request(self) -> View:
        """The spec as a caller sees it."""
        return view(self.spec, "readOnly")

    @property
    def response(self) -> View:
        """The spec as the server sees it."""
        return view(self.spec, "writeOnly")

    @property
    def successes(self) -> dict[str, Content | None]:
        """The bodies of the declared 2xx statuses, by status."""
        return {status: content for status, content in self.answers.items() if status.startswith("2")}

    def answer_to(self, status: int) -> tuple[str, bool]:
        """The declared status that a status falls under; for an undeclared success the first success; else empty.

        Returns:
            The declared status, and whether the status is declared.
        """
        for name in (str(status), f"{status // 100}XX"):
            if name in self.answers:
                return name, True
        return next(iter(self.successes), "") if 200 <= status < 300 else "", False  # noqa: PLR2004 - the successes

    # The generated code

    @property
    def generated(self) -> Any:
        """The constant of the generated package that describes the operation.

        Raises:
            LookupError: The package has no such operation.
        """
        return _generated(self.vendor)[self.method.upper(), self.path]

    @property
    def resource(self) -> str:
        """The attribute of the client with the operation's resource."""
        return str(self.generated.call.partition(".")[0])

    @property
    def method_name(self) -> str:
        """The name of the resource's method."""
        return str(self.generated.call.partition(".")[2])

    @property
    def module(self) -> ModuleType:
        """The generated module with the functions for the operation."""
        return sys.modules[self.generated.build.__module__]

    @property
    def body_type(self) -> Any:
        """The declared type of the request body; None if there is no body."""
        return get_type_hints(self.generated.build).get("body")

    # Examples

    def is_exploded(self) -> bool:
        """Whether the fields of the body are arguments of their own."""
        if self.content is None or self.content.kind in ("text", "binary"):
            return False
        return len(self.request.variants(self.content.schema)) == 1 and "properties" in self.request.flat(
            self.content.schema
        )

    def file_fields(self) -> set[str]:
        """The names of the body's file fields."""
        if self.content is None or self.content.kind != "multipart":
            return set()
        fields = self.request.flat(self.content.schema).get("properties", {})
        return {name for name, field in fields.items() if is_file(self.request, field)}

    def example(self, *, full: bool = False) -> Input:
        """The spec's own example, with a real PDF as file; or one made from the schema, with every field if `full`."""
        make = self.request.full if full else self.request.example
        body: Any = GONE
        if self.content is not None:
            body = b"%PDF-1.7\n" if self.content.kind == "binary" else make(self.content.schema, self.content.given)
            if files := self.file_fields():
                pdf = INVOICE.read_bytes()
                body |= {name: [pdf] if isinstance(body[name], list) else pdf for name in files & body.keys()}
            if self.content.kind in ("form", "multipart"):
                for name, value in body.items():
                    if any(isinstance(item, dict | list) for item in (value if isinstance(value, list) else [value])):
                        raise LookupError(f"the field {name} of a form is an object")
        return Input(body, {f"{one.place} {one.name}": self.example_of(one) for one in self.parameters})

    def example_of(self, parameter: Parameter) -> Any:
        """A valid value of a parameter, never null."""
        value = self.request.example(parameter.schema, parameter.given, hint=parameter.name)
        if parameter.separator and isinstance(value, list):
            value = [item.replace(parameter.separator, "-") if isinstance(item, str) else item for item in value]
        if not self.can_send(parameter, value) and self.request.is_valid(parameter.schema, "a"):
            return "a"
        return value

    def example_answer(self, status: str) -> Any:
        """The spec's own example of a response, or one made from the schema; `GONE` for no body."""
        content = self.answers[status]
        if content is None:
            return GONE
        if content.kind == "binary":
            return b"%PDF-1.7\n"
        return self.response.example(content.schema, content.given)

    def can_send(self, parameter: Parameter, value: Any) -> bool:
        """Whether a value arrives as it is: nothing is sent for none, and no item may hold what separates items."""
        texts = [as_text(item) for item in (value if isinstance(value, list) else [value])]
        is_split = isinstance(value, list) and parameter.separator and parameter.separator in "".join(texts)
        if value is None or value == [] or is_split:
            return False
        match parameter.place:
            case "path":
                return value not in ("", ".", "..")
            case "header":
                return all(text.isascii() and text.isprintable() and text.strip() == text != "" for text in texts)
        return True

    def can_write(self, body: Any) -> bool:
        """Whether a body arrives as it is: in a form, nothing is sent for an empty list."""
        if self.content is None or self.content.kind not in ("form", "multipart"):
            return True
        return all(body.get(name) != [] for name in self.request.flat(self.content.schema).get("required", ()))

    # The spec

    def place(self, field: str = "", status: str = "") -> str:
        """Where the spec defines a parameter, a field of the body, or one of a response (`file:line`)."""
        pointer: Pointer = ("paths", self.path, self.method)
        content = self.answers[status] if status else self.content
        if status:
            pointer = (*pointer, "responses", status)
        for parameter in self.parameters:
            if field == parameter.name and not status:
                return self._line(parameter.pointer)
        if content is not None:
            pointer = located(self.spec.document, (*content.pointer, "schema"), field)
        return self._line(pointer)

    def _line(self, pointer: Pointer) -> str:
        return os.path.relpath(self.spec.place(pointer), SPECS.parent)


def is_file(seen: View, schema: Schema) -> bool:
    """Whether a schema is that of a file, or of a list of files."""
    flat = seen.flat(schema)
    if types(flat) == ["array"]:
        return is_file(seen, flat.get("items", {}))
    return flat.get("format") == "binary" or "contentMediaType" in flat


def is_base64_file(flat: Schema) -> bool:
    """Whether a schema is that of a file in a text, which methods take as a file."""
    return types(flat) == ["string"] and flat.get("contentEncoding") == "base64" and "contentMediaType" in flat


def located(document: dict[str, Any], pointer: Pointer, field: str) -> Pointer:
    """The place of a field, such as `lines[].vatRate`, below the schema at `pointer`, as deep as the spec knows it."""
    node = at(document, pointer)
    while isinstance(node, dict) and "$ref" in node:
        pointer, node = pointer_of(node["$ref"]), at(document, pointer_of(node["$ref"]))
    first, _, rest = field.replace("[]", ".[]").strip(".").partition(".")
    if not first or not isinstance(node, dict):
        return pointer
    keys: Pointer = ("items",) if first == "[]" else ("properties", first)
    if keys[0] in node and (first == "[]" or first in node["properties"]):
        return located(document, (*pointer, *keys), rest)
    if first != "[]" and isinstance(node.get("additionalProperties"), dict):
        return located(document, (*pointer, "additionalProperties"), rest)
    inside = [(key, index) for key in ("allOf", "anyOf", "oneOf") for index in range(len(node.get(key, ())))]
    for key, index in inside:
        found = located(document, (*pointer, key, index), field)
        if found[-1] in (first, "items"):
            return found
    return pointer


def at(node: Any, pointer: Sequence[str | int]) -> Any:
    """The part of a document at a pointer."""
    for key in pointer:
        node = node[int(key) if isinstance(node, list) else key]
    return node


@functools.cache
def view(spec: Spec, hidden: str) -> View:
    """A spec without the fields that are hidden from a side: `readOnly` or `writeOnly`."""
    return View(spec.document, hidden)


@functools.cache
def _generated(vendor: str) -> dict[tuple[str, str], Any]:
    """The constants that describe the operations of a generated package, by method and path."""
    package = importlib.import_module(f"{vendor}_api.api")
    found = {}
    for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        for value in vars(importlib.import_module(info.name)).values():
            if type(value).__name__ == "Operation":
                found[value.method, value.path] = value
    return found


def numbers(status: str) -> list[int]:
    """Statuses that a declared one stands for: of a range (`2XX`) the ends, a known one and an unregistered one."""
    first = int(status.upper().replace("X", "0"))
    return [first, first + 3, first + 20, first + 99] if status.upper().endswith("XX") else [first]


def _operation(spec: Spec, path: str, method: str) -> Operation:
    item = spec.resolve(spec.document["paths"][path])
    operation = item[method]
    declared = {str(status): str(status) for status in operation.get("responses", {})}
    if "default" in declared:  # a success only if there is no other
        del declared["default"]
        is_success = not any(status.startswith("2") for status in declared)
        declared = {**dict.fromkeys(["2XX"] * is_success + ["4XX", "5XX"], "default"), **declared}
    answers: dict[str, Content | None] = {}
    for status, key in declared.items():
        answer = spec.resolve(operation["responses"][key])
        pointer = followed(spec, ("paths", path, method, "responses", key))
        is_empty = method == "head" or status in ("204", "205", "304")
        answers[status] = None if is_empty else _content(spec, "writeOnly", answer, pointer, status)
    body = spec.resolve(operation["requestBody"]) if "requestBody" in operation else {}
    pointer = followed(spec, ("paths", path, method, "requestBody"))
    content = _content(spec, "readOnly", body, pointer)
    parameters, credential = _parameters(spec, path, method), _credential(spec, operation)
    return Operation(spec, path, method, operation, parameters, content, answers, credential)


def followed(spec: Spec, pointer: Pointer) -> Pointer:
    """`pointer`, or where the reference there leads."""
    node: Any = spec.document
    for index, key in enumerate(pointer):
        if isinstance(node, dict) and "$ref" in node:
            return followed(spec, (*pointer_of(node["$ref"]), *pointer[index:]))
        try:
            node = at(node, [key])
        except LookupError:
            return pointer
    return followed(spec, pointer_of(node["$ref"])) if isinstance(node, dict) and "$ref" in node else pointer


def _content(spec: Spec, hidden: str, node: dict[str, Any], pointer: Pointer, status: str = "2") -> Content | None:
    """The body in the media type that is spoken; None for none.

    Raises:
        LookupError: No media type of a request or a success is spoken.
    """
    contents = node.get("content", {})
    kinds = {
        media_type: kind_of(media_type, spec.resolve(contents[media_type].get("schema", {}))) for media_type in contents
    }
    order = _REQUEST if hidden == "readOnly" else _RESPONSE
    spoken = [media_type for rank in order for media_type, kind in kinds.items() if kind and kind in rank]
    if not spoken:
        if contents and status.startswith("2"):
            raise LookupError(f"no client speaks {', '.join(contents)}")
        return None
    place: Pointer = (*pointer, "content", spoken[0])
    found = {**at(view(spec, hidden).document, place)}
    if "example" not in found and found.get("examples"):
        first = spec.resolve(next(iter(found["examples"].values())))
        found |= {"example": first["value"]} if "value" in first else {}
    return Content(spoken[0], kinds[spoken[0]], found.get("schema", {}), found, bool(node.get("required")), place)


def _parameters(spec: Spec, path: str, method: str) -> list[Parameter]:
    found: dict[tuple[str, str], Parameter] = {}
    for place in (("paths", path), ("paths", path, method)):
        node = followed(spec, place)
        owner = at(spec.document, node)
        for index in range(len(owner.get("parameters", ()))):
            pointer = followed(spec, (*node, "parameters", index))
            one = at(view(spec, "readOnly").document, pointer)
            if one["in"] == "header" and one["name"].lower() in ("accept", "content-type", "authorization"):
                continue  # OpenAPI 3.1: ignored
            if "schema" not in one:
                raise LookupError(f"the parameter {one['name']} has a media type")
            if one["in"] == "path" and "." in one["name"]:
                raise LookupError(f"Prism finds no path with the parameter {one['name']}")
            examples = [spec.resolve(example).get("value") for example in one.get("examples", {}).values()]
            given = one.get("example", examples[0] if examples else GONE)
            style = one.get("style", "form" if one["in"] in ("query", "cookie") else "simple")
            separator = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}.get(style)
            if separator is None or one["in"] == "cookie":
                raise LookupError(
                    f"the parameter {one['name']} is {'a cookie' if separator else f'of the style {style}'}"
                )
            if one["in"] == "query" and one.get("explode", style == "form"):
                separator = ""
            found[one["in"], one["name"]] = Parameter(
                one["name"], one["in"], bool(one.get("required")), one["schema"], separator, given, pointer
            )
    order = {"path": 0, "query": 1, "header": 2}
    return sorted(found.values(), key=lambda one: (order[one.place], path.find(f"{{{one.name}}}")))


def _credential(spec: Spec, operation: dict[str, Any]) -> Credential | None:
    """The credential of the client, if the operation takes it: the first one in the spec that a client speaks."""
    schemes = spec.document.get("components", {}).get("securitySchemes", {})
    known = {name: _spoken(spec.resolve(scheme)) for name, scheme in schemes.items()}

    def singles(owner: dict[str, Any]) -> list[Credential]:
        alternatives = owner.get("security", spec.document.get("security", ()))
        return [found for one in alternatives if len(one) == 1 and (found := known[next(iter(one))])]

    first = [found for owner in ({}, *(one for _, _, one in spec.operations())) for found in singles(owner)][:1]
    return next((found for found in singles(operation) if found in first), None)


def _spoken(scheme: dict[str, Any]) -> Credential | None:
    match scheme["type"], scheme.get("scheme", "").lower(), scheme.get("in"):
        case "apiKey", _, ("header" | "query") as place:
            return Credential(place, scheme["name"])
        case "http", "basic", _:
            return Credential("basic")
        case ("http", "bearer", _) | (("oauth2" | "openIdConnect"), _, _):
            return Credential("bearer")
    return None


@functools.cache
def spec_of(path: Path) -> Spec:
    """The spec in a file, read once."""
    return Spec(path)


def of_spec(path: Path) -> list[Operation]:
    """Every operation of one spec that is not refused, in the spec's order; see `refused` for the others."""
    return [operation for operation in _tried(path).values() if isinstance(operation, Operation)]


def refused(path: Path) -> dict[str, str]:
    """Why an operation of one spec is left out, by method and path: `file:line: GET /path is left out: ...`."""
    return {name: reason for name, reason in _tried(path).items() if isinstance(reason, str)}


@functools.cache
def _tried(path: Path) -> dict[str, Operation | str]:
    spec = spec_of(path)
    found: dict[str, Operation | str] = {}
    record = PACKAGES / f"{path.stem}_api" / "GENERATED.json"
    by_generator = json.loads(record.read_text(encoding="utf-8")).get("refused", {}) if record.exists() else {}
    for template, method, _ in spec.operations():
        name = f"{method.upper()} {template}"
        if name in by_generator:
            found[name] = by_generator[name]
            continue
        try:
            found[name] = operation = _operation(spec, template, method)
            operation.example(full=True)
            for status in operation.answers:
                operation.example_answer(status)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other operations go on
            place = spec.place(("paths", template, method))
            found[name] = f"{place}: {name} is left out: the suite cannot test it: {error}"
    return found


@functools.cache
def all_operations() -> list[Operation]:
    """Every operation of every spec under test.

    Raises:
        SpecError: There is none.
    """
    found = [operation for path in sorted(SPECS.glob("*.yaml")) for operation in of_spec(path)]
    if not found:
        raise SpecError(f"{SPECS}: there is no operation to test")
    return found


def encoded(content: Content | None, value: Any) -> bytes:
    """A response body on the wire."""
    if content is None or value is GONE:
        return b""
    if content.kind == "json":
        return json.dumps(value).encode()
    return value if isinstance(value, bytes) else str(value).encode()
