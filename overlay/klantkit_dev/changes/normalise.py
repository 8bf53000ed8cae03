"""Lay out what a spec says of each operation, so that one edit of the spec is one difference.

References are resolved, words for people gathered under `docs`, and each field carries whether it is required. A
field reads `{"name": ..., "required": ..., "schema": ...}`, so that "made required" is a difference of the field, and
not of a list elsewhere.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from typing import Any

from klantkit_dev.spec import METHODS, resolve

Node = dict[str, Any]

#: Words for people. So is every `x-` of ours but `x-accepts`, which decides what Python takes.
_DOCS = {"description", "summary", "example", "examples", "title", "externalDocs", "$comment"}


#: Schemas that are lists of schemas; laid out, each of those has a name.
OPTIONS = ("anyOf", "oneOf", "allOf")

#: Objects whose keys are names.
_NAMES = {"properties", *OPTIONS}


def lay_out(document: Node) -> dict[str, Node]:
    """The operations of a document by operationId; under the empty name, what it says of them all."""
    return _Layout(document).operations()


def bare(node: Any) -> Any:
    """A part of a document, as it is written or laid out, without words for people."""
    if isinstance(node, list):
        return [bare(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: {name: bare(one) for name, one in value.items()}
        if key in _NAMES and isinstance(value, dict)
        else bare(value)
        for key, value in node.items()
        if not _is_docs(key) and key not in {"docs", "component"}
    }


def as_text(node: Any) -> str:
    """The same text for the same value, whatever its order of keys."""
    return json.dumps(node, sort_keys=True)


def _is_docs(key: str) -> bool:
    return key in _DOCS or (key.startswith("x-") and key != "x-accepts")


def _docs(node: Node) -> Node:
    return {"docs": {key: value for key, value in node.items() if _is_docs(key)}}


class _Layout:
    """One document being laid out."""

    def __init__(self, document: Node) -> None:
        self._document = document
        self._resolve = functools.partial(resolve, document)
        self._schemas: dict[str, Node | None] = {}  # by reference; None while one is being laid out

    def operations(self) -> dict[str, Node]:
        document = self._document
        laid = {
            operation["operationId"]: self._operation(path, method, item, operation)
            for path, item in document.get("paths", {}).items()
            for method, operation in item.items()
            if method in METHODS
        }
        used = {reference.rpartition("/")[2] for reference in self._schemas}
        unused = document.get("components", {}).get("schemas", {})
        about = {key: document.get(key) for key in ("info", "externalDocs", "openapi")}
        about["tags"] = {tag["name"]: tag.get("description") for tag in document.get("tags", ())}
        laid[""] = {
            "docs": about,
            **_servers(document),
            "unused": {name: schema for name, schema in unused.items() if name not in used},
        }
        return laid

    def _operation(self, path: str, method: str, item: Node, operation: Node) -> Node:
        tag, *other_tags = operation.get("tags") or [""]
        security = operation.get("security", self._document.get("security", []))
        docs = {**_docs(operation)["docs"], "tags": other_tags, "security": [sorted(one) for one in security or ()]}
        parameters = [self._resolve(one) for one in (*item.get("parameters", ()), *operation.get("parameters", ()))]
        laid = {
            "docs": docs,
            "operationId": operation["operationId"],
            "path": path,
            "method": method.upper(),
            "resource": tag,
            "deprecated": operation.get("deprecated", False),
            "security": [self._security(one) for one in security or ()],
            **_servers(operation if "servers" in operation else item),
            "parameters": {one["name"]: self._parameter(one["name"], one) for one in parameters},
            "responses": {
                str(status): self._response(str(status), answer) for status, answer in operation["responses"].items()
            },
        }
        if "requestBody" in operation:
            body = self._resolve(operation["requestBody"])
            laid["request"] = {
                "required": body.get("required", False),
                "content": self._content(body),
                **_component(operation["requestBody"]),
                **_docs(body),
            }
        return laid

    def _security(self, alternative: Node) -> str:
        """What must be given together, as text; the names that the spec has for it are nobody's business."""
        schemes = self._document.get("components", {}).get("securitySchemes", {})
        told = [
            ", ".join(sorted(_leaves({**bare(self._resolve(schemes.get(name, {}))), "needs": scopes})))
            for name, scopes in alternative.items()
        ]
        return " and ".join(sorted(told)) or "none"

    def _parameter(self, name: str, about: Node) -> Node:
        """A parameter or a header."""
        told = {key: value for key, value in about.items() if not _is_docs(key) and key not in {"schema", "content"}}
        (schema,) = [one.get("schema", {}) for one in about.get("content", {}).values()] or [about.get("schema", {})]
        return {
            **told,
            "name": name,
            "required": about.get("required", False),
            "deprecated": about.get("deprecated", False),
            "schema": self._schema(schema),
            **_docs(about),
        }

    def _response(self, status: str, answer: Node) -> Node:
        about = self._resolve(answer)
        return {
            "status": status,
            "headers": {
                name: self._parameter(name, self._resolve(header)) for name, header in about.get("headers", {}).items()
            },
            "content": self._content(about),
            **_component(answer),
            **_docs(about),
        }

    def _content(self, about: Node) -> Node:
        return {
            name: {
                "media type": name,
                "schema": self._schema(media_type.get("schema", {})),
                "encoding": {
                    field: {key: value for key, value in encoding.items() if not _is_docs(key)}
                    for field, encoding in media_type.get("encoding", {}).items()
                },
                **_docs(media_type),
            }
            for name, media_type in about.get("content", {}).items()
        }

    def _schema(self, node: Any) -> Node:  # noqa: C901 - a table of cases
        if isinstance(node, bool):
            return {} if node else {"not": {}}
        if "$ref" in node:
            return self._referred(node)
        required = node.get("required", ())
        fields: Node = {name: {} for name in required} | node.get("properties", {})
        docs: Node = {}
        laid: Node = {
            "properties": {
                name: {"name": name, "required": name in required, "schema": self._schema(field)}
                for name, field in fields.items()
            },
            "docs": docs,
        }
        for key, value in node.items():
            match key:
                case "type":
                    laid["type"] = [value] if isinstance(value, str) else list(value)
                case "const":  # an enum of one
                    laid["enum"] = [value]
                case "items":
                    laid[key] = self._schema(value)
                case "additionalProperties":
                    if value is not True:  # which says no more than nothing at all
                        laid[key] = value if value is False else self._schema(value)
                case "anyOf" | "oneOf" | "allOf":
                    laid[key] = _named([self._schema(one) for one in value])
                case "properties" | "required":
                    pass
                case _:
                    (docs if _is_docs(key) else laid)[key] = value
        return _one_type(laid) if "anyOf" in laid or "oneOf" in laid else laid

    def _referred(self, node: Node) -> Node:
        reference = node["$ref"]
        component = {"component": reference.rpartition("/")[2]}
        if len(node) > 1:  # OpenAPI 3.1 allows more beside a reference
            return {**self._schema(self._resolve(node)), **component}
        if reference not in self._schemas:
            self._schemas[reference] = None
            self._schemas[reference] = {**self._schema(self._resolve(node)), **component}
        return self._schemas[reference] or component  # a schema inside itself ends at its name


def _leaves(node: Any, place: str = "") -> Iterator[str]:
    """Each value within a part of a document, as `place value`."""
    if not isinstance(node, dict):
        if node not in ([], ""):
            yield f"{place} {node}"
        return
    for key, value in node.items():
        yield from _leaves(value, f"{place}.{key}".removeprefix("."))


def _component(node: Node) -> Node:
    return {"component": node["$ref"].rpartition("/")[2]} if "$ref" in node else {}


def _servers(node: Node) -> Node:
    """The address that is called, and the others."""
    first, *others = [server["url"] for server in node.get("servers", ())] or [None]
    return {"address": first, "other addresses": others}


def _named(options: list[Node]) -> dict[str, Node]:
    """Options by what they are, for their order says nothing, and a difference within one is none of the list."""
    named: dict[str, Node] = {}
    for option in options:
        name = _name(option)
        alike = sum(name == other.partition(" (")[0] for other in named)
        named[f"{name} ({alike + 1})" if alike else name] = option
    return named


def _name(schema: Node) -> str:
    if "component" in schema:
        return str(schema["component"])
    kinds = " or ".join(sorted(schema.get("type", ["anything"])))
    return f"{kinds} of {_name(schema['items'])}" if "items" in schema else kinds


def _one_type(schema: Node) -> Node:
    """`anyOf: [{type: string}, {type: "null"}]` as `type: [string, "null"]`."""
    for key in ("anyOf", "oneOf"):
        options = [bare(option) for option in schema.get(key, {}).values()]
        if (
            options
            and "type" not in schema
            and all(option == {**_ANYTHING, "type": option.get("type")} for option in options)
        ):
            types = dict.fromkeys(kind for option in options for kind in option["type"])
            schema = {other: value for other, value in schema.items() if other != key} | {"type": list(types)}
    return schema


#: What a schema without a keyword is, laid out and bare.
_ANYTHING: Node = {"properties": {}}
