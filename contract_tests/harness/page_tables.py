"""What the vendors' pages say, and what a spec says, told in the same words, so that the two can be compared.

`pages/` is a second transcription of the pages, made without a look at the specs: a table an operation, a row a field,
and `operations.csv` for what concerns a vendor or an operation as a whole.

A blank means that the page does not say, and that the spec has nothing there. A value behind a `?` is one that the page
does not say and the spec decides; a `?` alone, that the spec has nothing where the page says something that cannot be.
`said` is `inferred` where the spec has its `x-inferred`, which stands at such a place or around it, or at a place whose
meaning is a guess. Everywhere else it is `page`, and a flag would be one too many.

A field inside another is written with dots, a list's items with `[]`, one of several kinds with `<1>`, and the object
that is the whole body with `{}`. The row without a field is the request body or the answer itself, and its type is the
media type. Answers that have a field in common share its row.
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
    """What a row is about.

    Attributes:
        operation: The operationId; nothing for the whole vendor.
        where: `body`, `query`, a status, a status and `/headers`; or, in `operations.csv`, what is told.
        field: With dots and brackets, as above.

    """

    operation: str
    where: str
    field: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in self if part)


class Told(NamedTuple):
    """What a spec tells of a place, and where.

    Attributes:
        cells: By the names of the tables' columns.
        pointer: Where it stands in the document.

    """

    cells: dict[str, str]
    pointer: Pointer


class Difference(NamedTuple):
    """A page and a spec that do not agree.

    Attributes:
        pointer: Where in the document, or the nearest place that there is.
        text: Operation, field, what the spec says and what the page says.

    """

    pointer: Pointer
    text: str


def tables(vendor: str) -> dict[Place, dict[str, str]]:
    """The rows of one vendor as they are written, their `?` included.

    Raises:
        ValueError: A place has two rows, or a row is cut off; the text says which.

    """
    written: dict[Place, dict[str, str]] = {}
    for path in (PAGES / "operations.csv", *sorted(PAGES.glob(f"{vendor}-*.csv"))):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, strict=True):
                if None in row or None in row.values():
                    raise ValueError(f"{path.name}: a row has not as many cells as there are columns: {row}")
                if row.pop("vendor", vendor) != vendor:
                    continue
                operation = row.pop("operation", path.stem.removeprefix(f"{vendor}-"))
                field = row.pop("field", "")
                for where in row.pop("where").split():
                    # A name or a status that the page does not say is told by its cell as well.
                    place = Place(operation, said(where), said(field))
                    if place in written:
                        raise ValueError(f"{path.name}: {place} has two rows")
                    written[place] = {"where": where, "field": field, **row}
    return written


def enclosing(place: Place) -> Iterator[Place]:
    """The places that a place is a part of, from the nearest on."""
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
    """A cell of a table without the mark of what the page does not say."""
    return cell.removeprefix("?")


def differences(document: dict[str, Any], written: dict[Place, dict[str, str]]) -> list[Difference]:
    """Whatever a spec says otherwise than the tables, says in addition, or lacks.

    Args:
        document: Of the spec.
        written: The `tables` of its vendor.

    """
    told: dict[Place, Told] = {}
    found = []
    for place, row in _Reader(document).rows():
        if told.setdefault(place, row).cells != row.cells:  # of two media types, say
            found.append(Difference(row.pointer, f"{place}: the spec says two things"))
    for place, (cells, pointer) in told.items():
        if place not in written:
            found.append(Difference(pointer, f"{place}: the spec has it, the page has not"))
            continue
        for column, cell in cells.items():
            if cell != said(written[place][column]):
                found.append(Difference(pointer, f"{place}: {_unlike(column, cell, written[place][column])}"))
    for place in written.keys() - told.keys():
        around = [told[outer].pointer for outer in enclosing(place) if outer in told]
        found.append(Difference((*around, ())[0], f"{place}: the page has it, the spec has not"))
    return sorted(found, key=lambda difference: difference.text)


def _unlike(column: str, told: str, written: str) -> str:
    if column == "said":
        return "x-inferred is missing" if told == "page" else "x-inferred, though the page says all of it"
    whose = "as was decided" if written.startswith("?") else "by the page"
    return f"{column} is {told or 'nothing'}, {whose} it is {said(written) or 'nothing'}"


#: What is for people, and compared nowhere. Examples are checked against their schemas elsewhere.
_FOR_PEOPLE = {"description", "summary", "title", "example", "tags"}


class _Reader:
    """Reads a document into rows. A keyword that has no column of its own is told as it stands, so none is lost."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    def rows(self) -> Iterator[tuple[Place, Told]]:
        """Each place and what is told of it; a place may come twice."""
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

    def _operation(self, request: list[str], node: dict[str, Any], pointer: Pointer) -> Iterator[tuple[Place, Told]]:
        name = node.get("operationId", "")
        own = ("operationId", "externalDocs", "security", "parameters", "requestBody", "responses")
        yield self._whole(name, "request", [*request, *_rest(node, *own)], node, pointer)
        page = node.get("externalDocs", {})
        yield self._whole(name, "page", [page.get("url", ""), *_rest(page, "url")], page, (*pointer, "externalDocs"))
        yield self._security(name, node, (*pointer, "security"))
        for index, parameter in enumerate(node.get("parameters", ())):
            yield from self._named(name, parameter.get("in", ""), parameter, (*pointer, "parameters", index))
        if "requestBody" in node:
            yield from self._content(name, "body", node["requestBody"], (*pointer, "requestBody"))
        for status, answer in node.get("responses", {}).items():
            yield from self._content(name, status, answer, (*pointer, "responses", status))

    def _whole(
        self, operation: str, what: str, value: list[str], node: dict[str, Any], pointer: Pointer
    ) -> tuple[Place, Told]:
        """A row of `operations.csv`."""
        return Place(operation, what), Told({"value": " ".join(value), "said": _flag(node)}, pointer)

    def _security(self, operation: str, node: dict[str, Any], pointer: Pointer) -> tuple[Place, Told]:
        """Credentials as the schemes describe them: their names are ours."""
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
        """What a node refers to, with what stands beside the reference, and its place."""
        if "$ref" in node:
            pointer = pointer_of(node["$ref"])
        try:
            return resolve(self._document, node), pointer
        except LookupError:  # the check of the spec reports it
            return {}, pointer

    def _content(
        self, operation: str, where: str, node: dict[str, Any], pointer: Pointer
    ) -> Iterator[tuple[Place, Told]]:
        """A request body or an answer: its media types, its headers, its fields."""
        node, pointer = self._resolved(node, pointer)
        content = node.get("content", {})
        rest = _rest(node, "content", "headers", "required")
        rest += [told for media in content.values() for told in _rest(media, "schema", "encoding")]
        required = _yes(node.get("required")) if where == "body" else ""
        cells = _cells(type=" or ".join(content), required=required, limit=" and ".join(rest), said=_flag(node))
        yield Place(operation, where), Told(cells, pointer)
        for name, header in node.get("headers", {}).items():
            yield from self._named(operation, f"{where}/headers", {"name": name, **header}, (*pointer, "headers", name))
        for media_type, media in content.items():
            inside = (*pointer, "content", media_type, "schema")
            parts = media.get("encoding", {})
            yield from self._schema(Place(operation, where, "{}"), media.get("schema", {}), inside, parts=parts)

    def _named(
        self, operation: str, where: str, node: dict[str, Any], pointer: Pointer
    ) -> Iterator[tuple[Place, Told]]:
        """A parameter or a header: a schema that has a little around it."""
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
    ) -> Iterator[tuple[Place, Told]]:
        """A schema and all that is inside it; `part` is the Encoding Object of a field of a form, `parts` of all."""
        node, pointer = self._resolved(node, pointer)
        types = node.get("type", [])
        types = [types] if isinstance(types, str) else types
        kinds = [_kind(one, node, self._resolved(node.get("items", {}), ())[0]) for one in types if one != "null"]
        part = part or {}
        form = [node.get("format", ""), node.get("x-accepts", ""), part.get("contentType", "")]
        values = node.get("enum", [node["const"]] if "const" in node else [])
        yield (
            place,
            Told(
                _cells(
                    type=" or ".join(kinds or ["any"] * ("anyOf" in node)),
                    required=required,
                    null=_yes("null" in types) if types else "",
                    limit=" and ".join([*_length(node), *_rest(node, *_COLUMNS), *_rest(part, "contentType")]),
                    format=" ".join(one for one in form if one and one != "binary"),
                    pattern=node.get("pattern", ""),
                    values="|".join(map(_text, values)),
                    default=_text(node["default"]) if "default" in node else "",
                    said=_flag(node),
                ),
                pointer,
            ),
        )
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
        for index, kind in enumerate(node.get("anyOf", ())):
            inside = place._replace(field=f"{place.field}<{index + 1}>")
            yield from self._schema(inside, kind, (*pointer, "anyOf", index))


#: The keywords of a schema that have a column or rows; all others stand in `limit`.
_COLUMNS = (
    "type", "format", "x-accepts", "pattern", "enum", "const", "default", "minLength", "maxLength", "required",
    "properties", "items", "anyOf",
)  # fmt: skip


def _cells(**told: str) -> dict[str, str]:
    columns = ("type", "required", "null", "limit", "format", "pattern", "values", "default", "said")
    return {column: told.get(column, "") for column in columns}


def _kind(type_: str, node: dict[str, Any], items: dict[str, Any]) -> str:
    """A type in the words of the pages: `file`, `object[]`."""
    if type_ == "string" and node.get("format") == "binary":
        return "file"
    inner = items.get("type", "any")
    return f"{inner if isinstance(inner, str) else ' or '.join(inner)}[]" if type_ == "array" else type_


def _length(node: dict[str, Any]) -> list[str]:
    least, most = node.get("minLength"), node.get("maxLength")
    if least is not None and least == most:
        return [f"{most} characters"]
    return [f"{sign} {count} characters" for sign, count in ((">=", least), ("<=", most)) if count is not None]


def _rest(node: dict[str, Any], *known: str) -> list[str]:
    """The keywords that are told nowhere else, as they stand."""
    return [
        f"{key} {json.dumps(value, sort_keys=True)}"
        for key, value in node.items()
        if key not in known and key not in _FOR_PEOPLE and key != "x-inferred"
    ]


def _flat(node: dict[str, Any], before: str = "") -> list[str]:
    """The values of an object and of those inside it, each behind its name."""
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
    """A JSON value as it is written in a cell: text without quotes, unless it would look like another value."""
    if isinstance(value, str) and value:
        try:
            json.loads(value)
        except ValueError:
            return value
    return json.dumps(value)
