"""Compare the specs with the vendors' pages, both as tables with the same columns and terms.

`pages/` is a second transcription of the pages, made without looking at the specs: a table per operation, a row per
field, and `operations.csv` for facts about a vendor or an operation as a whole.

An empty cell means that the page does not say, and that the spec has nothing there. `?` before a value means that the
page does not say and the spec decides; `?` alone, that the spec has nothing since the page's statement cannot be true.
The column `said` is `inferred` if the spec has `x-inferred` there: at a decided place or around it, or at a place whose
meaning is a guess. Everywhere else it is `page`, and the spec must not have `x-inferred`.

Nested fields are written with dots, a list's items with `[]`, an alternative of `anyOf` with `<1>`, and the object that
is the whole body with `{}`. The row without a field is the request body or the response itself, and its type is the
media type, empty for a response without a body. Responses with a field in common share its row. `anyOf` of a schema and
null is read as that schema, which may be null.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from klantkit_dev.spec import METHODS, pointer_of, resolve

from contract_tests.paths import PAGES

Pointer = tuple[str | int, ...]


class Place(NamedTuple):
    """What a row describes.

    Attributes:
        operation: The operationId; empty for the vendor as a whole.
        where: `body`, `path`, `query`, `header`, a status, or a status and `/headers`; in `operations.csv`, the fact,
            such as `server`, or the name of an extension without its `x-`, such as `pagination`.
        field: The field's path, as above.
    """

    operation: str
    where: str
    field: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in self if part)


class Row(NamedTuple):
    """A row as read from a spec.

    Attributes:
        cells: The cells by column.
        pointer: The path in the document.
    """

    cells: dict[str, str]
    pointer: Pointer


class Difference(NamedTuple):
    """A difference between a page and a spec.

    Attributes:
        pointer: The path in the document, or of the nearest enclosing place.
        text: The operation, the field, and what spec and page say.
    """

    pointer: Pointer
    text: str


def tables(vendor: str) -> dict[Place, dict[str, str]]:
    """Read the rows of one vendor, `?` included.

    Raises:
        ValueError: A place has two rows, or a row has the wrong number of cells.
    """
    written: dict[Place, dict[str, str]] = {}
    for path in (PAGES / "operations.csv", *sorted(PAGES.glob(f"{vendor}-*.csv"))):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, strict=True):
                if None in row or None in row.values():
                    raise ValueError(f"{path.name}: a row does not have one cell per column: {row}")
                if row.pop("vendor", vendor) != vendor:
                    continue
                operation = row.pop("operation", path.stem.removeprefix(f"{vendor}-"))
                field = row.pop("field", "")
                for where in row.pop("where").split():
                    # The name or status itself may have a `?`, which is compared as a cell too.
                    place = Place(operation, said(where), said(field))
                    if place in written:
                        raise ValueError(f"{path.name}: {place} has two rows")
                    written[place] = {"where": where, "field": field, **row}
    return written


def enclosing(place: Place) -> Iterator[Place]:
    """The places that enclose a place, nearest first."""
    field = place.field
    while inner := re.search(r"(\.[^.<[]+|\[\]|<\d+>)$", field):
        field = field[: inner.start()]
        yield place._replace(field=field)
    if field not in ("", "{}"):
        yield place._replace(field="{}")
    yield place._replace(field="")
    yield place._replace(where=place.where.removesuffix("/headers"), field="")
    yield Place(place.operation, "request")


def said(cell: str) -> str:
    """A cell without its `?`."""
    return cell.removeprefix("?")


def differences(document: dict[str, Any], written: dict[Place, dict[str, str]]) -> list[Difference]:
    """Every difference between a spec and the rows of its vendor's tables."""
    told: dict[Place, Row] = {}
    found = []
    for place, row in _Reader(document).rows():
        if told.setdefault(place, row).cells != row.cells:  # such as two media types with different schemas
            found.append(Difference(row.pointer, f"{place}: the spec contradicts itself"))
    for place, (cells, pointer) in told.items():
        if place not in written:
            found.append(Difference(pointer, f"{place}: in the spec, but not on the page"))
            continue
        for column, cell in cells.items():
            if cell != said(written[place][column]):
                found.append(Difference(pointer, f"{place}: {_unlike(column, cell, written[place][column])}"))
    for place in written.keys() - told.keys():
        around = [told[outer].pointer for outer in enclosing(place) if outer in told]
        found.append(Difference((*around, ())[0], f"{place}: on the page, but not in the spec"))
    return sorted(found, key=lambda difference: difference.text)


def _unlike(column: str, told: str, written: str) -> str:
    if column == "said":
        return "x-inferred is missing" if told == "page" else "x-inferred, although the page says everything"
    source = "by decision" if written.startswith("?") else "on the page"
    return f"{column} is {told or 'nothing'} in the spec, {said(written) or 'nothing'} {source}"


#: Keywords for readers, which are not compared. Examples are checked against their schemas elsewhere.
_FOR_PEOPLE = {"description", "summary", "title", "example", "tags"}


class _Reader:
    """Reads a document into rows. Keywords without a column of their own go into `limit` unchanged, so none is lost."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    def rows(self) -> Iterator[tuple[Place, Row]]:
        """Each place and its row; a place may be yielded twice."""
        document = self._document
        about, source = document.get("info", {}), document.get("externalDocs", {})
        rest = [*_rest(document, "openapi", "info", "externalDocs", "servers", "paths", "components")]
        rest += _rest(about, "version")
        yield self._whole("", "version", [about.get("version", ""), *rest], about, ("info",))
        yield self._whole(
            "", "documentation", [source.get("url", ""), *_rest(source, "url")], source, ("externalDocs",)
        )
        for server in document.get("servers", ()):
            yield self._whole("", "server", [server.get("url", ""), *_rest(server, "url")], server, ("servers",))
        for path, item in document.get("paths", {}).items():
            for method in METHODS:
                if method in item:
                    request = [f"{method.upper()} {path}", *_rest(item, *METHODS)]
                    yield from self._operation(request, item[method], ("paths", path, method))

    def _operation(self, request: list[str], node: dict[str, Any], pointer: Pointer) -> Iterator[tuple[Place, Row]]:
        name = node.get("operationId", "")
        extensions = {key: value for key, value in node.items() if key.startswith("x-") and key != "x-inferred"}
        own = ("operationId", "externalDocs", "security", "parameters", "requestBody", "responses", *extensions)
        yield self._whole(name, "request", [*request, *_rest(node, *own)], node, pointer)
        page = node.get("externalDocs", {})
        yield self._whole(name, "page", [page.get("url", ""), *_rest(page, "url")], page, (*pointer, "externalDocs"))
        yield self._security(name, node, (*pointer, "security"))
        for key, value in extensions.items():
            told = sorted(_flat(value)) if isinstance(value, dict) else [_text(value)]
            flagged = value if isinstance(value, dict) else {}
            yield self._whole(name, key.removeprefix("x-"), told, flagged, (*pointer, key))
        for index, parameter in enumerate(node.get("parameters", ())):
            where = self._resolved(parameter, ())[0].get("in", "")
            yield from self._named(name, where, parameter, (*pointer, "parameters", index))
        if "requestBody" in node:
            yield from self._content(name, "body", node["requestBody"], (*pointer, "requestBody"))
        for status, answer in node.get("responses", {}).items():
            yield from self._content(name, status, answer, (*pointer, "responses", status))

    def _whole(
        self, operation: str, what: str, value: list[str], node: dict[str, Any], pointer: Pointer
    ) -> tuple[Place, Row]:
        """A row of `operations.csv`."""
        return Place(operation, what), Row({"value": " ".join(value), "said": _flag(node)}, pointer)

    def _security(self, operation: str, node: dict[str, Any], pointer: Pointer) -> tuple[Place, Row]:
        """The credentials as described by the security schemes, without the schemes' names, which are ours."""
        schemes = self._document.get("components", {}).get("securitySchemes", {})
        ways: list[str] = []
        flagged: dict[str, Any] = {}
        for way in node.get("security", ()):
            needed = []
            for name, scopes in way.items():
                scheme = schemes.get(name, {})
                flagged |= scheme
                pointer = ("components", "securitySchemes", name)
                needed.append(" ".join([*_flat(scheme), *scopes]))
            ways.append(" and ".join(needed) or "optional")
        told = " or ".join(ways) or ("none" if "security" in node else "")
        return self._whole(operation, "security", [told], flagged, pointer)

    def _resolved(self, node: dict[str, Any], pointer: Pointer) -> tuple[dict[str, Any], Pointer]:
        """A node with its reference resolved (keywords beside `$ref` included), and its path."""
        if "$ref" in node:
            pointer = pointer_of(node["$ref"])
        try:
            return resolve(self._document, node), pointer
        except LookupError:  # reported by the check of the spec
            return {}, pointer

    def _content(
        self, operation: str, where: str, node: dict[str, Any], pointer: Pointer
    ) -> Iterator[tuple[Place, Row]]:
        """A request body or a response: its media types, headers and fields."""
        node, pointer = self._resolved(node, pointer)
        content = node.get("content", {})
        rest = _rest(node, "content", "headers", "required")
        rest += [told for media in content.values() for told in _rest(media, "schema", "encoding")]
        required = _yes(node.get("required")) if where == "body" else ""
        cells = _cells(type=" or ".join(content), required=required, limit=" and ".join(rest), said=_flag(node))
        yield Place(operation, where), Row(cells, pointer)
        for name, header in node.get("headers", {}).items():
            yield from self._named(operation, f"{where}/headers", {"name": name, **header}, (*pointer, "headers", name))
        for media_type, media in content.items():
            inside = (*pointer, "content", media_type, "schema")
            parts = media.get("encoding", {})
            yield from self._schema(Place(operation, where, "{}"), media.get("schema", {}), inside, parts=parts)

    def _named(self, operation: str, where: str, node: dict[str, Any], pointer: Pointer) -> Iterator[tuple[Place, Row]]:
        """A parameter or a header: its schema and the keywords around it."""
        node, pointer = self._resolved(node, pointer)
        around = {key: value for key, value in node.items() if key not in ("name", "in", "required", "schema")}
        yield from self._schema(
            Place(operation, where, node.get("name", "")),
            {**node.get("schema", {}), **around},
            pointer,
            required=_yes(node.get("required")),
        )

    def _schema(
        self,
        place: Place,
        node: dict[str, Any],
        pointer: Pointer,
        *,
        required: str = "",
        part: dict[str, Any] | None = None,
        parts: dict[str, Any] | None = None,
    ) -> Iterator[tuple[Place, Row]]:
        """A schema and those inside it; `part` is the Encoding Object of the field, `parts` those of its fields."""
        node, pointer = self._resolved(node, pointer)
        kinds = [(kind, (*pointer, "anyOf", index)) for index, kind in enumerate(node.get("anyOf", ()))]
        either = [self._resolved(*kind) for kind in kinds if kind[0] != {"type": "null"}]
        if len(either) == 1 < len(kinds) and isinstance(either[0][0].get("type"), str):
            around = {key: value for key, value in node.items() if key != "anyOf"}
            node, pointer = {**either[0][0], **around, "type": [either[0][0]["type"], "null"]}, either[0][1]
        types = node.get("type", [])
        types = [types] if isinstance(types, str) else types
        named = [_kind(one, node, self._resolved(node.get("items", {}), ())[0]) for one in types if one != "null"]
        part = part or {}
        form = [node.get(key, "") for key in ("format", "x-accepts", "contentEncoding", "contentMediaType")]
        form += [part.get("contentType", "")]
        values = node.get("enum", [node["const"]] if "const" in node else [])
        cells = _cells(
            type=" or ".join(named or ["any"] * ("anyOf" in node)),
            required=required,
            null=_yes("null" in types) if types else "",
            limit=" and ".join([*_length(node), *_rest(node, *_COLUMNS), *_rest(part, "contentType")]),
            format=" ".join(one for one in form if one and one != "binary"),
            pattern=node.get("pattern", ""),
            values="|".join(map(_text, values)),
            default=_text(node["default"]) if "default" in node else "",
            said=_flag(node),
        )
        yield place, Row(cells, pointer)
        before = "" if place.field == "{}" else f"{place.field}."
        needed = node.get("required", ())
        fields = node.get("properties", {})
        for name in (*fields, *(name for name in needed if name not in fields)):
            yield from self._schema(
                place._replace(field=before + name),
                fields.get(name, {}),
                (*pointer, "properties", name),
                required=_yes(name in needed),
                part=(parts or {}).get(name),
            )
        if "items" in node:
            yield from self._schema(place._replace(field=f"{place.field}[]"), node["items"], (*pointer, "items"))
        for index, (kind, inside) in enumerate(kinds if "anyOf" in node else ()):
            yield from self._schema(place._replace(field=f"{place.field}<{index + 1}>"), kind, inside)


#: The keywords of a schema with a column or rows of their own; all others go into `limit`.
_COLUMNS = (
    "type", "format", "x-accepts", "contentEncoding", "contentMediaType", "pattern", "enum", "const", "default",
    "minLength", "maxLength", "minimum", "maximum", "required", "properties", "items", "anyOf",
    "x-argument",  # a name in Python, of which the pages know nothing
)  # fmt: skip


def _cells(**told: str) -> dict[str, str]:
    columns = ("type", "required", "null", "limit", "format", "pattern", "values", "default", "said")
    return {column: told.get(column, "") for column in columns}


def _kind(type_: str, node: dict[str, Any], items: dict[str, Any]) -> str:
    """A type in the terms of the pages: `file`, `object[]`."""
    if type_ == "string" and node.get("format") == "binary":
        return "file"
    inner = items.get("type", "any")
    return f"{inner if isinstance(inner, str) else ' or '.join(inner)}[]" if type_ == "array" else type_


def _length(node: dict[str, Any]) -> list[str]:
    least, most = node.get("minLength"), node.get("maxLength")
    if least is not None and least == most:
        return [f"{most} characters"]
    lengths = [f"{sign} {count} characters" for sign, count in ((">=", least), ("<=", most)) if count is not None]
    bounds = ((">=", node.get("minimum")), ("<=", node.get("maximum")))
    return lengths + [f"{sign} {bound}" for sign, bound in bounds if bound is not None]


def _rest(node: dict[str, Any], *known: str) -> list[str]:
    """The keywords that are not in `known`, unchanged, in the order of their names."""
    return [
        f"{key} {json.dumps(value, sort_keys=True)}"
        for key, value in sorted(node.items())
        if key not in known and key not in _FOR_PEOPLE and key != "x-inferred"
    ]


def _flat(node: dict[str, Any], before: str = "") -> list[str]:
    """The values of an object and its nested objects, as `name=value`."""
    told = []
    for key, value in node.items():
        if isinstance(value, dict) and value:
            told += _flat(value, f"{before}{key}.")
        elif before or key not in (*_FOR_PEOPLE, "x-inferred"):
            told.append(f"{before}{key}={_text(value)}")
    return told


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _flag(node: dict[str, Any]) -> str:
    return "inferred" if node.get("x-inferred") else "page"


def _text(value: Any) -> str:
    """A JSON value as written in a cell: a string without quotes, unless it would parse as another value."""
    if isinstance(value, str) and value:
        try:
            json.loads(value)
        except ValueError:
            return value
    return json.dumps(value)
