"""What depends on the whole document: how requests and responses differ, and which values tell unions apart."""

from __future__ import annotations

from typing import Any

from .schemas import Node, nodes, reached
from .spec import Spec, pointer_of


class Surroundings:
    """Facts about schemas that depend on the rest of the document.

    Attributes:
        discriminators: By component, the fields that tell it apart in unions, with their values.
        sensitive: The components that differ between requests and responses.
        sides: By component, where it is used: in a `request`, in a `response`, or in both.
    """

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self.discriminators: dict[str, dict[str, list[Any]]] = {}
        self.sides: dict[str, set[str]] = {}
        schemas = self._spec.document.get("components", {}).get("schemas", {})
        for node in nodes(self._spec.document):
            if isinstance(node.get("discriminator"), dict):
                self._discriminate(node)
        sided = {
            name
            for name, schema in schemas.items()
            if any(_is_sided(node) for node in nodes(_without(schema, self.discriminators.get(name, {}))))
        }
        self.sensitive = {name for name, schema in schemas.items() if ({name} | reached(schema, self.referred)) & sided}
        for path, _, operation in self._spec.operations():
            item = self._spec.resolve(self._spec.document["paths"][path])
            sent = [item.get("parameters", []), operation.get("parameters", []), operation.get("requestBody", {})]
            for side, part in ("request", sent), ("response", operation.get("responses", {})):
                for name in reached(part, self.referred):
                    self.sides.setdefault(name, set()).add(side)

    def referred(self, reference: str) -> Any:
        """What a reference leads to."""
        return self._spec.resolve({"$ref": reference})

    def _discriminate(self, node: Node) -> None:
        """Note the values by which the members of a union are told apart."""
        field, mapping = node["discriminator"].get("propertyName"), node["discriminator"].get("mapping", {})
        for member in (*node.get("oneOf", ()), *node.get("anyOf", ())):
            if isinstance(member, dict) and str(member.get("$ref", "")).startswith("#/components/schemas/"):
                name = pointer_of(member["$ref"])[2]
                values = [value for value, to in mapping.items() if to in (member["$ref"], name)] or [name]
                known = self.discriminators.setdefault(name, {}).setdefault(field, [])
                known += [value for value in values if value not in known]


def _is_sided(node: Node) -> bool:
    """Whether a schema differs between requests and responses: a value may be unknown in a response."""
    return node.get("readOnly") is True or node.get("writeOnly") is True or "enum" in node or "const" in node


def _without(schema: Any, fields: dict[str, Any]) -> Any:
    """A schema, and those that it consists of, without some fields."""
    if not fields or not isinstance(schema, dict):
        return schema
    kept = {name: field for name, field in schema.get("properties", {}).items() if name not in fields}
    return {**schema, "properties": kept, "allOf": [_without(part, fields) for part in schema.get("allOf", ())]}
