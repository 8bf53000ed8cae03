"""Convert the schemas of a spec into those that the generator takes: one type each, and a name for each class."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .schemas import (
    ANNOTATIONS,
    JSON_TYPES,
    Node,
    Pointer,
    Refusal,
    bare,
    is_object,
    is_of,
    joined,
    kind_of,
    members_of,
    merged,
    nodes,
    reached,
    types_of,
    with_notes,
)
from .spec import Spec, pointer_of, python_name
from .surroundings import Surroundings

#: Keywords of a member of `anyOf` that is a rule for its siblings rather than a type.
_RULES = {"required", "not", "description", "title", "minProperties", "maxProperties"}

#: Names that the generated modules have from elsewhere.
_TAKEN = {
    "Answer", "Any", "AsyncSender", "AuthenticatedClient", "BinaryIO", "BytesIO", "CallOptions", "ClassVar", "Client",
    "Decimal", "File", "Generator", "HTTPStatus", "List", "Literal", "Mapping", "Operation", "Response", "Sender",
    "Sequence", "T", "TextIO", "TypeVar", "UNSET", "UUID", "Unpack", "Unset", "Upload",
}  # fmt: skip

#: The types that arguments accept besides text, by the format of the text.
_ACCEPTED = {"decimal": "decimal", "byte": "bytes"}


class Classes:
    """Converts schemas, and collects those that become classes under their names.

    Attributes:
        accepts: By class and field, the type that an argument accepts besides text.
        tags_of: By class, the values of its discriminators.
    """

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self._schemas: dict[str, Node] = {}
        self._made: dict[tuple[str, str], Node | Refusal] = {}
        self._open: list[tuple[str, str]] = []
        self._modules: dict[str, Pointer] = {}
        self.accepts: dict[str, dict[str, str]] = {}
        self.tags_of: dict[str, dict[str, list[Any]]] = {}
        self._bad: dict[str, Refusal] = {}
        self._unions: dict[frozenset[str], Pointer] = {}
        self._around = Surroundings(spec)

    # Names

    def _name(self, pointer: Pointer, parts: list[str], *, component: bool = False) -> str:
        """A name for a class: that of a component as it is, else the first that is free."""
        name = "".join(map(_pascal, parts))
        name = name if name and not name[0].isdigit() else f"Field{name}"
        name += "Model" * (name in _TAKEN or name.removeprefix("Async").endswith("Resource"))
        for attempt in (name, *(f"{name}{count}" for count in range(2, 1000))):
            owner = self._modules.setdefault(python_name(attempt), pointer)
            if owner == pointer:
                return attempt
            if component:
                where = self._spec.place(owner)
                raise Refusal(pointer, f"the schema would be the class {attempt} like the schema at {where}")
        raise Refusal(pointer, f"too many schemas would be called {name}")

    def target(self, schema: Node) -> Node:
        """The class that a converted schema refers to; any other schema itself."""
        return self._schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema

    def reachable(self, part: Any) -> dict[str, Node]:
        """The classes that a part of the rewritten document refers to, in the order of their creation."""
        found = reached(part, lambda reference: self.target({"$ref": reference}))
        return {name: schema for name, schema in self._schemas.items() if name in found}

    # Schemas

    def convert(self, node: Any, pointer: Pointer, hint: list[str], side: str) -> Node:
        """The schema as the generator takes it: a reference to a class, a scalar, an array, a map or a union.

        Args:
            node: The schema.
            pointer: Its place.
            hint: The parts of the name of its class, if it becomes a class.
            side: `request`, `multipart` or `response`.

        Raises:
            Refusal: It is not supported.
        """
        if node is False:
            raise Refusal(pointer, "a schema that no value matches")
        if node is True:
            return {}
        rest = {key for key in node if key not in ANNOTATIONS and not key.startswith("x-")}
        if rest == {"allOf"} and len(node["allOf"]) == 1 and isinstance(node["allOf"][0], dict):
            made = self.convert(node["allOf"][0], (*pointer, "allOf", 0), hint, side)
        elif rest == {"$ref"} and isinstance(node["$ref"], str):
            made = self._referenced(node["$ref"], pointer, hint, side)
        else:
            return self._typed(self._flat(node, pointer, ()), pointer, hint, side, None)
        return made if "$ref" in made else {**made, **with_notes(node)}

    def _referenced(self, reference: str, pointer: Pointer, hint: list[str], side: str) -> Node:
        target = pointer_of(reference)
        component = target[2] if target[:2] == ("components", "schemas") and len(target) == 3 else None  # noqa: PLR2004
        if component is not None:
            hint = [component]
            both = len(self._around.sides.get(component, ())) > 1
            is_enum = "enum" in self._around.referred(reference)
            hint += ["Request"] * (side != "response" and both and component in self._around.sensitive and not is_enum)
        key = (
            reference,
            side if component is None or component in self._around.sensitive else "multipart" * (side == "multipart"),
        )
        if key not in self._made:
            if key in self._open:
                raise Refusal(pointer, f"{reference} contains itself, and is not an object with properties")
            self._open.append(key)
            try:
                node = self._around.referred(reference)
                flat = {} if node is True else self._flat(node, target, (reference,))
                self._made[key] = self._typed(
                    flat, target, hint, side, component, lambda made: self._made.setdefault(key, made)
                )
            except Refusal as refusal:
                self._made[key] = refusal
            finally:
                self._open.pop()
        made = self._made[key]
        if isinstance(made, Refusal):
            raise made
        return made

    def _flat(self, node: Node, pointer: Pointer, above: tuple[str, ...]) -> Node:
        """A schema without `$ref` and `allOf` at its top."""
        flat: Node = {}
        if isinstance(reference := node.get("$ref"), str):
            if reference in above:
                raise Refusal(pointer, f"{reference} is a part of itself")
            flat = self._flat(self._around.referred(reference), pointer_of(reference), (*above, reference))
        for index, part in enumerate(node.get("allOf", ())):
            if isinstance(part, dict):
                flat = merged(flat, self._flat(part, (*pointer, "allOf", index), above), pointer)
        own = {key: value for key, value in node.items() if key not in ("$ref", "allOf")}
        return merged(flat, own, pointer)

    def _typed(  # noqa: C901, PLR0911, PLR0912, PLR0917 - a table of cases
        self, flat: Node, pointer: Pointer, hint: list[str], side: str, component: str | None,
        register: Callable[[Node], object] = lambda _: None,
    ) -> Node:  # fmt: skip
        docs = with_notes(flat)
        for key in ("oneOf", "anyOf"):
            members = [one for one in flat.get(key, ()) if isinstance(one, dict)]
            if types_of(flat) == ["object"] and all(one.keys() <= _RULES for one in members):
                continue  # rules for the fields beside it
            if members:
                rest = {
                    name: value
                    for name, value in flat.items()
                    if name not in (key, "discriminator", *ANNOTATIONS) and not name.startswith("x-")
                }
                whole = [
                    one
                    if not rest or one == {"type": "null"} or ("$ref" in one and rest.keys() <= {"type"})
                    else {"allOf": [rest, one]}
                    for one in members
                ]
                return self._union(whole, (*pointer, key), hint, side, docs)
            if key in flat:
                return docs
        if "const" in flat or "enum" in flat:
            return self._enum(flat, pointer, hint, side, docs)
        types = types_of(flat)
        if len(types) > 1:
            null = [{"type": "null"}] * ("null" in types)
            single = {**flat, "type": [one for one in types if one != "null"]}
            if len(single["type"]) == 1:
                made = self._typed(
                    single, pointer, hint, side, component, lambda made: register({"anyOf": [made, *null], **docs})
                )
                return {"anyOf": [*members_of(made), *null], **docs}
            parts = [self._typed({**flat, "type": one}, pointer, hint, side, None) for one in single["type"]]
            return joined([*parts, *null], docs)
        if not types:
            return docs
        match types[0]:
            case "object" if flat.get("properties"):
                return self._class(flat, pointer, hint, side, component, register)
            case "object":
                place, more = (*pointer, "additionalProperties"), flat.get("additionalProperties") or True
                more = self.convert(more, place, [*hint, "AdditionalProperty"], side)
                return {"type": "object", "additionalProperties": more, **docs}
            case "array":
                items = [
                    ((*pointer, "prefixItems", index), one) for index, one in enumerate(flat.get("prefixItems", ()))
                ]
                items += [((*pointer, "items"), flat.get("items"))] * isinstance(flat.get("items"), dict)
                parts = [self.convert(one, place, [*hint, "Item"], side) for place, one in items]
                return {"type": "array", "items": {"anyOf": parts} if parts[1:] else parts[0] if parts else {}, **docs}
            case "string":
                return self._string(flat, side) | docs
            case other:
                return {"type": other, **docs}

    def _string(self, flat: Node, side: str) -> Node:
        made: Node = {"type": "string"}
        if side == "multipart" and "contentMediaType" in flat and "contentEncoding" not in flat:
            made["format"] = "binary"
        elif flat.get("format") in ("date", "date-time", "uuid", *["binary"] * (side == "multipart")):
            made["format"] = flat["format"]
        else:
            encoding = "byte" if flat.get("contentEncoding") == "base64" else flat.get("format")
            accepted = flat.get("x-accepts", _ACCEPTED.get(str(encoding)))
            made |= {"x-accepts": accepted} if accepted else {}
        return made

    def _enum(self, flat: Node, pointer: Pointer, hint: list[str], side: str, docs: Node) -> Node:
        values = [flat["const"]] if "const" in flat else flat["enum"]
        types = types_of({"type": flat["type"]}) if "type" in flat else []
        values = [one for one in values if not types or any(is_of(one, kind) for kind in types)] or values
        strict = flat.get("x-strict") or side != "response"
        members: list[Node] = []
        by_kind: dict[str, list[Any]] = {}
        for value in values:
            kind = JSON_TYPES.get(type(value), "any")
            kind = "number" if kind == "integer" and float in map(type, values) else kind
            if value not in by_kind.setdefault(kind, []):
                by_kind[kind].append(value)
        for kind, same in by_kind.items():
            if kind == "any":
                return docs
            # The generator doubles the escapes in a constant, but not those in an enum.
            plain = kind == "integer" or (kind == "string" and not re.search(r'["\\]|[^ -~]', same[0]))
            if plain and len(same) == 1:
                default = {"default": same[0]} if flat.get("default") == same[0] and "const" in flat and strict else {}
                members.append({"const": same[0], "type": kind, **default})
            elif kind in ("string", "integer"):
                name = self._name(pointer, hint)
                self._schemas[name] = {"type": kind, "enum": same, **docs}
                members.append({"$ref": f"#/components/schemas/{name}"})
            elif kind == "boolean" and len(same) == 1 and strict:
                members.append({"const": same[0], "type": kind})
            else:
                members.append({"type": kind})
            if kind in ("string", "integer") and not strict:
                members.append({"type": kind})
        return joined(members, docs)

    def _union(self, nodes: list[Node], pointer: Pointer, hint: list[str], side: str, docs: Node) -> Node:
        made = []
        several = len([one for one in nodes if one != {"type": "null"}]) > 1
        for index, node in enumerate(nodes):
            name = [*hint, node.get("title", f"Type {index}")] if several else hint
            made.append(self.convert(node, (*pointer, index), name, side))
        members: list[Node] = []
        for one in (part for whole in made for part in members_of(whole)):
            if bare(one) not in map(bare, members):
                members.append(one)
        if any(kind_of(self.target(one)) == "any" and "const" not in self.target(one) for one in members):
            return docs
        plain = {"type": "string"} in [bare(whole) for whole in made if "anyOf" not in whole]
        if plain:  # any text is valid, so that an enum beside it says nothing
            members = [
                one for one in members if kind_of(self.target(one)) != "string" or bare(one) == {"type": "string"}
            ]
        self._check_told_apart(members, pointer)
        return joined(members, docs)

    def _check_told_apart(self, members: list[Node], pointer: Pointer) -> None:
        kinds = [kind_of(self.target(one)) for one in members]
        maps = [one for one in members if kind_of(one) == "object"]
        if kinds.count("array") > 1:
            raise Refusal(pointer, "nothing tells the arrays of a union apart")
        if maps and kinds.count("object") > 1:
            raise Refusal(pointer, "nothing tells the objects of a union apart")
        if len(names := self._objects(members)) > 1:
            self._unions[frozenset(names)] = pointer

    def _objects(self, members: list[Node]) -> list[str]:
        """The classes with fields among the members of a union."""
        return [one["$ref"].rpartition("/")[2] for one in members if "$ref" in one and is_object(self.target(one))]

    def check(self, part: Any) -> None:
        """Check the classes of a part of the rewritten document, now that all of them are complete.

        Raises:
            Refusal: One of them is not supported, or nothing tells two of them apart.
        """
        schemas = self.reachable(part)
        for name in schemas:
            if name in self._bad:
                raise self._bad[name]
        for node in nodes([part, list(schemas.values())]):
            names = self._objects(node["anyOf"]) if isinstance(node.get("anyOf"), list) else []
            for index, one in enumerate(names):
                for other in names[index + 1 :]:
                    if not self._differ(one, other):
                        raise Refusal(self._unions[frozenset(names)], f"nothing tells {one} and {other} apart")
            if names:  # the most specific is tried first
                node["anyOf"].sort(key=lambda one: -len(self.target(one).get("required", ())))

    def _differ(self, one: str, other: str) -> bool:
        """Whether an object of one class is never taken for one of the other."""
        tags, others = self.tags_of.get(one, {}), self.tags_of.get(other, {})
        if any(set(map(str, tags[name])).isdisjoint(map(str, others[name])) for name in tags.keys() & others.keys()):
            return True
        first, second = self._schemas[one], self._schemas[other]
        for mine, its in (first, second), (second, first):
            if set(mine.get("required", ())) - its.get("properties", {}).keys():
                return True
        for name in set(first.get("required", ())) & set(second.get("required", ())):
            values = [self._values(schema["properties"].get(name, {})) for schema in (first, second)]
            if values[0] and values[1] and not values[0] & values[1]:
                return True
        return False

    def _values(self, schema: Node) -> set[str]:
        """The constants of a field."""
        found = [self.target(one) for one in members_of(schema)]
        return {str(value) for one in found for value in one.get("enum", [one["const"]] if "const" in one else [])}

    def _class(  # noqa: PLR0917 - all of a schema
        self, flat: Node, pointer: Pointer, hint: list[str], side: str, component: str | None,
        register: Callable[[Node], object],
    ) -> Node:  # fmt: skip
        name = self._name(pointer, hint, component=component is not None)
        reference = {"$ref": f"#/components/schemas/{name}"}
        if name in self._schemas:
            return reference
        register(reference)
        self._schemas[name] = made = {"type": "object", **with_notes(flat)}
        try:
            self._fill(made, name, flat, pointer, side, self._around.discriminators.get(component or "", {}))
        except Refusal as refusal:
            self._bad[name] = refusal
            raise
        return reference

    def _fill(  # noqa: PLR0917 - all of a schema
        self, made: Node, name: str, flat: Node, pointer: Pointer, side: str, discriminators: dict[str, list[Any]]
    ) -> None:
        """Convert the fields of a class."""
        hidden = "writeOnly" if side == "response" else "readOnly"
        tags = {field: values for field, values in discriminators.items() if field in flat["properties"]}
        self.tags_of[name] = tags
        properties: Node = {}
        accepts: dict[str, str] = {}
        names: dict[str, str] = {}
        for wire, node in flat["properties"].items():
            if self.flat(node).get(hidden) is True:
                continue
            place = (*pointer, "properties", wire)
            if (known := names.setdefault(python_name(wire), wire)) != wire:
                raise Refusal(place, f"the field {wire} would be called {python_name(wire)} like the field {known}")
            field = node
            if wire in tags and isinstance(node, dict):
                field = {"type": "string", "enum": tags[wire], "x-strict": True}
                field |= {key: node[key] for key in ("description", "example") if key in node}
            properties[wire] = self.convert(field, place, [name, wire], side)
            if accepted := properties[wire].pop("x-accepts", None):
                accepts[wire] = accepted
        made["properties"] = properties
        made["required"] = [wire for wire in dict.fromkeys(flat.get("required", ())) if wire in properties]
        more = flat.get("additionalProperties")
        if isinstance(more, dict):
            made["additionalProperties"] = self.convert(
                more, (*pointer, "additionalProperties"), [name, "AdditionalProperty"], side
            )
        if accepts:
            self.accepts[name] = accepts

    def flat(self, node: Node | bool) -> Node:  # noqa: FBT001 - a schema
        """A schema without references at its top; empty for a boolean, and for one that is left out."""
        try:
            return self._flat(node, (), ()) if isinstance(node, dict) else {}
        except Refusal:
            return {}


def _pascal(text: str) -> str:
    """A name in PascalCase, as openapi-python-client makes it."""
    clean = "".join(char if char.isidentifier() or char.isdecimal() else " " for char in text).replace("_", " ")
    if any(char.isupper() for char in clean):
        clean = " ".join(re.split("([A-Z]?[a-z]+)", clean))
    return "".join(word if word.isupper() else word.capitalize() for word in clean.split())
