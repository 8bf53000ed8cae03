"""Bring a spec into a form in which one edit of the spec is one difference.

References are resolved, text for readers is moved under `docs`, and each field carries whether it is required, as in
`{"name": ..., "required": ..., "schema": ...}`: a field that becomes required differs itself, not a list elsewhere.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from typing import Any

from klantkit_dev.spec import METHODS, names_of, resolve

Node = dict[str, Any]

#: Keywords for readers. So is every `x-` keyword except those that decide types.
_DOCS = {"description", "summary", "example", "examples", "title", "externalDocs", "$comment"}

#: Keywords whose value is a list of schemas; a normalised schema has an object of named schemas instead.
OPTIONS = ("anyOf", "oneOf", "allOf")

#: Keywords whose value is an object with names as keys.
_NAMES = {"properties", *OPTIONS}


def normalise(document: Node) -> dict[str, Node]:
    """The operations of a document by operationId; the empty key has what applies to all of them."""
    return _Normaliser(document).operations()


def bare(node: Any) -> Any:
    """A part of a document, normalised or not, without text for readers and names of components."""
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
    """The same text for equal values, whatever the order of their keys."""
    return json.dumps(node, sort_keys=True)


def _is_docs(key: str) -> bool:
    return key in _DOCS or (key.startswith("x-") and key not in {"x-accepts", "x-pagination"})


def _docs(node: Node) -> Node:
    return {"docs": {key: value for key, value in node.items() if _is_docs(key)}}


#: Keywords whose value is a schema.
_SCHEMAS = {
    "additionalProperties", "contains", "else", "if", "items", "not", "propertyNames", "then", "unevaluatedItems",
    "unevaluatedProperties",
}  # fmt: skip


class _Normaliser:
    """Normalises one document."""

    def __init__(self, document: Node) -> None:
        self._document = document
        self._resolve = functools.partial(resolve, document)
        self._used: set[str] = set()  # the references of operations to schemas
        self._open: set[str] = set()  # those that are being normalised

    def operations(self) -> dict[str, Node]:
        document = self._document
        operations = {
            str(operation.get("operationId") or names_of(path, method, operation).operation): self._operation(
                path, method, item, operation
            )
            for path, item in ((path, self._resolve(item)) for path, item in document.get("paths", {}).items())
            for method, operation in item.items()
            if method in METHODS
        }
        used = {reference.rpartition("/")[2] for reference in self._used}
        schemas = document.get("components", {}).get("schemas", {})
        docs = {key: document.get(key) for key in ("info", "externalDocs", "openapi")}
        docs["tags"] = {tag["name"]: tag.get("description") for tag in document.get("tags", ())}
        unused = {name: schema for name, schema in schemas.items() if name not in used}
        return {**operations, "": {"docs": docs, **_servers(document), "unused": unused}}

    def _operation(self, path: str, method: str, item: Node, operation: Node) -> Node:
        _, *other_tags = operation.get("tags") or [""]
        names = names_of(path, method, operation)
        security = operation.get("security", self._document.get("security", []))
        docs = {**_docs(operation)["docs"], "tags": other_tags, "security": [sorted(one) for one in security or ()]}
        parameters = [self._resolve(one) for one in (*item.get("parameters", ()), *operation.get("parameters", ()))]
        normalised = {
            "docs": docs,
            "operationId": names.operation,
            "path": path,
            "method": method.upper(),
            "resource": names.resource,
            "deprecated": operation.get("deprecated", False),
            "security": [self._security(one) for one in security or ()],
            **_servers(operation if "servers" in operation else item),
            "parameters": {one["name"]: self._parameter(one["name"], one) for one in parameters},
            "responses": {
                str(status): self._response(str(status), response)
                for status, response in operation.get("responses", {}).items()
            },
        }
        if "requestBody" in operation:
            body = self._resolve(operation["requestBody"])
            normalised["request"] = {
                "required": body.get("required", False),
                "content": self._content(body),
                **_component(operation["requestBody"]),
                **_docs(body),
            }
        return normalised

    def _security(self, alternative: Node) -> str:
        """The schemes that are required together, as text without their names, which do not matter to callers."""
        schemes = self._document.get("components", {}).get("securitySchemes", {})
        required = [
            ", ".join(sorted(_leaves({**bare(self._resolve(schemes.get(name, {}))), "needs": scopes})))
            for name, scopes in alternative.items()
        ]
        return " and ".join(sorted(required)) or "none"

    def _parameter(self, name: str, node: Node) -> Node:
        """A parameter or a header."""
        rest = {key: value for key, value in node.items() if not _is_docs(key) and key not in {"schema", "content"}}
        schema, *_ = [one.get("schema", {}) for one in node.get("content", {}).values()] or [node.get("schema", {})]
        style = "form" if node.get("in") in ("query", "cookie") else "simple"
        defaults = ("style", style), ("explode", node.get("style", style) == "form")
        return {
            "required": False,
            "deprecated": False,
            **{key: value for key, value in rest.items() if (key, value) not in defaults},
            "name": name,
            "schema": self._schema(schema),
            **_docs(node),
        }

    def _response(self, status: str, node: Node) -> Node:
        response = self._resolve(node)
        headers = response.get("headers", {}).items()
        return {
            "status": status,
            "headers": {name: self._parameter(name, self._resolve(header)) for name, header in headers},
            "content": self._content(response),
            **_component(node),
            **_docs(response),
        }

    def _content(self, node: Node) -> Node:
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
            for name, media_type in node.get("content", {}).items()
        }

    def _schema(self, node: Any) -> Node:  # noqa: C901, PLR0912 - a table of cases
        if isinstance(node, bool):
            return {} if node else {"not": {}}
        if "$ref" in node:
            return self._referenced(node)
        only = node["allOf"][0] if len(node.get("allOf", ())) == 1 else {}
        if "$ref" in only and all(key == "allOf" or _is_docs(key) for key in node):  # the same as the reference
            return self._referenced({**only, **{key: value for key, value in node.items() if key != "allOf"}})
        required = node.get("required", ())
        fields: Node = {name: {} for name in required} | node.get("properties", {})
        normalised: Node = {
            "properties": {
                name: {"name": name, "required": name in required, "schema": self._schema(field)}
                for name, field in fields.items()
            },
            **_docs(node),
        }
        for key, value in node.items():
            match key:
                case "type":
                    normalised[key] = [value] if isinstance(value, str) else list(value)
                case "const":  # the same as an enum with one value
                    normalised["enum"] = [value]
                case "minLength" | "minItems" | "minProperties" if value == 0:  # the same as no keyword
                    pass
                case "additionalProperties" if value is True or value == {}:  # the same as no keyword
                    pass
                case _ if key in _SCHEMAS and isinstance(value, dict):
                    normalised[key] = self._schema(value)
                case "prefixItems":
                    normalised[key] = {str(index): self._schema(one) for index, one in enumerate(value)}
                case "patternProperties" | "dependentSchemas":
                    normalised[key] = {name: self._schema(one) for name, one in value.items()}
                case "anyOf" | "oneOf" | "allOf":
                    normalised[key] = _named([self._schema(one) for one in value])
                case "properties" | "required":
                    pass
                case _ if not _is_docs(key):
                    normalised[key] = value
        return _as_types(normalised)

    def _referenced(self, node: Node) -> Node:
        reference, target = node["$ref"], self._resolve(node)
        if reference in self._open:  # a recursive schema ends at its name and type
            target = {key: value for key, value in target.items() if key == "type" or key in node}
            return {**self._schema(target), **_component(node)}
        self._used.add(reference)
        self._open.add(reference)
        schema = {**self._schema(target), **_component(node)}
        self._open.remove(reference)
        return schema


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
    """Options by name, since their order does not matter and a change inside an option is not a change of the list."""
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


def _as_types(schema: Node) -> Node:
    """`anyOf: [{type: string}, {type: "null"}]` as `type: [string, "null"]`."""
    for key in ("anyOf", "oneOf"):
        options = [bare(option) for option in schema.get(key, {}).values()]
        are_types = all(one == {"properties": {}, "type": one.get("type")} for one in options)
        if options and are_types and "type" not in schema:
            types = dict.fromkeys(kind for option in options for kind in option["type"])
            schema = {other: value for other, value in schema.items() if other != key} | {"type": list(types)}
    return schema
