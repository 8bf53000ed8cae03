"""Rewrite a spec into the part of OpenAPI that the generator processes right.

Operations get one name, one tag, one media type per body and response, and all parameters; schemas get one type each,
without `allOf`, and with a name for each class. An operation with anything else is left out, with the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from .spec import METHODS, Spec, names_of, pointer_of, python_name

Node = dict[str, Any]
Pointer = tuple[str | int, ...]

#: Options of a call, which no argument may be called.
OPTIONS = ("timeout", "max_retries", "headers", "extra_body", "extra_query")

#: Keywords beside `$ref` that do not change its type.
_ANNOTATIONS = {
    "description", "title", "example", "examples", "deprecated", "default", "readOnly", "writeOnly", "xml", "nullable",
}  # fmt: skip

#: Keywords of a member of `anyOf` that is a rule for its siblings rather than a type.
_RULES = {"required", "not", "description", "title", "minProperties", "maxProperties"}

#: Names that the generated modules have from elsewhere.
_TAKEN = {
    "Answer", "Any", "AsyncSender", "AuthenticatedClient", "BinaryIO", "BytesIO", "CallOptions", "ClassVar", "Client",
    "Decimal", "File", "Generator", "HTTPStatus", "List", "Literal", "Mapping", "Operation", "Response", "Sender",
    "Sequence", "T", "TextIO", "TypeVar", "UNSET", "UUID", "Unpack", "Unset", "Upload",
}  # fmt: skip

_JSON_TYPES: dict[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}

#: What text of a format is accepted as besides text, in arguments.
_ACCEPTED = {"decimal": "decimal", "byte": "bytes"}


class Refusal(Exception):  # noqa: N818 - not an error: the operation is left out
    """An operation says something that is not taken.

    Attributes:
        pointer: The place.
        reason: What is not taken.
    """

    def __init__(self, pointer: Pointer, reason: str) -> None:
        super().__init__(reason)
        self.pointer, self.reason = pointer, reason


class Subset:
    """A spec in the form that the generator processes.

    Attributes:
        document: The rewritten document.
        facts: What the templates need besides it; see `overlay/templates/README.md`.
        refused: The operations that are left out, as `GET /path`, with the reason and its place.
        failed: Those of them that the generator failed on.
        notes: Media types that are left out.
    """

    def __init__(self, spec: Spec, failed: dict[str, str] | None = None) -> None:
        self._spec = spec
        self.failed = failed or {}
        self.refused = dict(self.failed)
        self.notes: list[str] = []
        self.credential = _Credential(spec)
        self._classes = _Classes(spec)
        self.facts: Node = {"operations": {}, "accepts": {}, "tags": {}}
        self._names: dict[tuple[str, ...], tuple[str, str]] = {}
        paths: Node = {}
        for path, method, operation in spec.operations():
            endpoint = f"{method.upper()} {path}"
            if endpoint in self.refused:
                continue
            try:
                made, url = self._operation(path, method, operation)
                paths.setdefault(url, {})[method] = made
            except Refusal as refusal:
                place = spec.place(refusal.pointer)
                self.refused[endpoint] = f"{place}: {endpoint} is left out: {refusal.reason}"
        self.document: Node = {
            "openapi": "3.1.0",
            "info": {key: spec.document["info"][key] for key in ("title", "version")},
            "paths": paths,
            "components": {"schemas": self._classes.reachable(paths)},
        }
        for name in self.document["components"]["schemas"]:
            if accepts := self._classes.accepts.get(name):
                self.facts["accepts"][name] = accepts
            if tags := self._classes.tags_of.get(name):
                self.facts["tags"][name] = tags
        self._endpoints = {
            f"{method.upper()} {url}": f"{method.upper()} {self.facts['operations'][made['operationId']]['path']}"
            for url, item in paths.items()
            for method, made in item.items()
        }
        kinds = {kind for fields in self.facts["accepts"].values() for kind in fields.values()}
        self.facts["accepted_kinds"] = sorted(kinds)

    def blamed(self, failure: str) -> dict[str, str]:
        """The operations that a failure of the generator is about, like `refused`."""
        words = set(re.findall(r"[\w/{}.-]+", failure))
        found: dict[str, str] = {}
        for url, item in self.document["paths"].items():
            for method, made in item.items():
                classes = self._classes.reachable(made)
                if f"parsing {method.upper()} {url} " in failure or words & {
                    f"/components/schemas/{name}" for name in classes
                }:
                    endpoint = self._endpoints[f"{method.upper()} {url}"]
                    _, _, path = endpoint.partition(" ")
                    place = self._spec.place(self._spec.pointer_to(path, method))
                    found[endpoint] = f"{place}: {endpoint} is left out: openapi-python-client does not take it"
        return found

    def original(self) -> Node:
        """The spec as it is, without the operations that are left out; every other one has an operationId."""
        paths: Node = {}
        for path, method, operation in self._spec.operations():
            if f"{method.upper()} {path}" not in self.refused:
                item = self._spec.resolve(self._spec.document["paths"][path])
                kept = paths.setdefault(path, {key: value for key, value in item.items() if key not in METHODS})
                kept[method] = {
                    **operation,
                    "operationId": operation.get("operationId") or names_of(path, method, operation)[0],
                }
        return {**self._spec.document, "paths": paths}

    def _claim(self, pointer: Pointer, owner: str, *key: str) -> None:
        """Take a name for its owner; refuse if there is another owner."""
        other, where = self._names.setdefault(key, (owner, self._spec.place(pointer)))
        if other != owner:
            raise Refusal(pointer, f"its {key[0]} {key[-1]} would be that of {other} ({where})")

    def _operation(self, path: str, method: str, operation: Node) -> tuple[Node, str]:
        pointer = self._spec.pointer_to(path, method)
        if method in ("options", "trace"):
            raise Refusal(pointer, f"the method {method.upper()} is not supported")
        names = names_of(path, method, operation)
        tag, *_ = operation.get("tags") or ["default"]
        hint = names.operation
        secured = self.credential.needed_by(operation, pointer)
        parameters, facts = self._parameters(path, method, operation, hint)
        body, body_facts = self._body(operation, pointer, hint, facts["arguments"])
        responses, media_types = self._responses(method, operation, pointer, hint)
        self._classes.check([parameters, body, responses])
        endpoint = f"{method.upper()} {path}"
        self._claim(pointer, f"the tag {tag!r}", "resource", names.resource)
        self._claim(pointer, endpoint, "name", names.operation)
        self._claim(pointer, endpoint, "method", names.resource, names.method)
        url = path
        for wire, name in facts["path_names"].items():
            url = url.replace(f"{{{wire}}}", f"{{{name}}}")
        self.facts["operations"][names.operation] = {
            "path": path,
            "method": names.method,
            "source": operation.get("externalDocs", {}).get("url", ""),
            "deprecated": operation.get("deprecated") is True,
            "media_types": media_types,
            "pagination": _pagination(operation, pointer, facts["wire"], responses, self._classes),
            **facts,
            **body_facts,
        }
        return {
            "operationId": names.operation,
            "tags": [names.resource],
            "summary": operation.get("summary", ""),
            "description": _with_notes(operation).get("description", ""),
            "security": [{"credential": []}] if secured else [],
            "parameters": parameters,
            **body,
            "responses": responses,
        }, url

    def _parameters(self, path: str, method: str, operation: Node, hint: str) -> tuple[list[Node], Node]:
        """The parameters of an operation and its path item, and the facts about them."""
        found: dict[tuple[str, str], tuple[Pointer, Node]] = {}
        item = self._spec.resolve(self._spec.document["paths"][path])
        for keys, owner in ((), item), ((method,), operation):
            for index, node in enumerate(owner.get("parameters", ())):
                parameter = self._spec.resolve(node)
                place = self._spec.pointer_to(path, *keys, "parameters", index)
                found[parameter["in"], parameter["name"]] = place, parameter
        order = re.findall(r"{([^{}]+)}", path)
        rank = {"path": 0, "query": 1, "header": 2, "cookie": 3}
        ranked = sorted(
            found.items(), key=lambda one: (rank[one[0][0]], order.index(one[0][1]) if one[0][1] in order else 0)
        )
        made: list[Node] = []
        facts: Node = {"arguments": {}, "wire": {}, "delimiters": {}, "path_names": {}}
        places: dict[str, Pointer] = {}
        for (location, wire), (pointer, parameter) in ranked:
            if location == "header" and wire.lower() in {"accept", "content-type", "authorization"}:
                continue  # OpenAPI: such definitions shall be ignored
            schema, delimiter = self._parameter(parameter, pointer, hint)
            argument = _argument(wire)
            if argument in places:
                where = self._spec.place(places[argument])
                raise Refusal(
                    pointer, f"the parameter {wire} would be the argument {argument}= like the parameter at {where}"
                )
            places[argument] = pointer
            name = python_name(wire)
            name += f"_{location}" * (name in {"body", "client", "url"})
            facts["arguments"][name] = argument
            facts["wire"][name] = wire
            if delimiter:
                facts["delimiters"][name] = delimiter
            if location == "path":
                facts["path_names"][wire] = name
            made.append({"name": name, "in": location, "required": parameter.get("required", False), "schema": schema})
        return made, facts

    def _parameter(self, parameter: Node, pointer: Pointer, hint: str) -> tuple[Node, str]:
        """The schema of a parameter, and what stands between the items of an array; empty if its name is repeated."""
        location, wire = parameter["in"], parameter["name"]
        if location == "cookie":
            raise Refusal(pointer, f"the parameter {wire} is a cookie")
        if "schema" not in parameter:
            raise Refusal(pointer, f"the parameter {wire} has a media type of its own")
        style = parameter.get("style", "form" if location == "query" else "simple")
        delimiter = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}.get(style, "")
        if not delimiter:
            raise Refusal(pointer, f"the style {style} of the parameter {wire} is not supported")
        schema = self._classes.convert(parameter["schema"], (*pointer, "schema"), [hint, wire], "request")
        flat = [*_members(schema)]
        if any(
            _is_object(self._classes.target(one)) for part in flat for one in (part, *_members(part.get("items", {})))
        ):
            raise Refusal(pointer, f"the parameter {wire} has objects")
        if any(_kind(one) == "array" for part in flat for one in _members(part.get("items", {}))):
            raise Refusal(pointer, f"the parameter {wire} has arrays in an array")
        if location != "query":
            flat = [one for one in flat if _kind(one) != "null"]
            schema = {**schema, "anyOf": flat} if "anyOf" in schema else schema
        if parameter.get("explode", style == "form") and location == "query":
            delimiter = ""
        description = _with_notes(parameter).get("description") or schema.get("description", "")
        example = parameter.get("example", schema.get("example"))
        schema = {**schema, "description": description} | ({} if example is None else {"example": example})
        return schema, delimiter if any(_kind(one) == "array" for one in flat) else ""

    def _body(self, operation: Node, pointer: Pointer, hint: str, arguments: dict[str, str]) -> tuple[Node, Node]:
        """The request body, and the facts about it."""
        facts: Node = {"body_media_type": None, "body_kind": None, "fields": {}, "file_media_types": {}, "base64": {}}
        if "requestBody" not in operation:
            return {}, facts
        node, at = self._spec.resolve(operation["requestBody"]), (*pointer, "requestBody")
        if isinstance(reference := operation["requestBody"].get("$ref"), str):
            at, hint = pointer_of(reference), pointer_of(reference)[-1]
        ranked = ((_request_rank(name, self._plain(node, name)), name) for name in node["content"])
        found = sorted((rank, index, name) for index, (rank, name) in enumerate(ranked) if rank is not None)
        if not found:
            raise Refusal(at, f"the media types of the body are not supported: {', '.join(node['content'])}")
        media_type = found[0][2]
        self._note(pointer, "the body", media_type, node["content"])
        content, at = node["content"][media_type], (*at, "content", media_type, "schema")
        kind = _media_kind(media_type, self._plain(node, media_type))
        required = node.get("required", False)
        if kind in ("text", "binary"):
            schema: Node = {"type": "string"} | ({"format": "binary"} if kind == "binary" else {})
            made = {"content": {"application/octet-stream": {"schema": schema}}, "required": required}
        else:
            direction = "multipart" if kind == "multipart" else "request"
            schema = self._classes.convert(content.get("schema", {}), at, [hint, "Body"], direction)
            target = self._classes.target(schema)
            if kind != "json":
                self._check_form(target, at, kind)
            canonical = {"json": "application/json", "form": "application/x-www-form-urlencoded"}
            canonical_type = canonical.get(kind, "multipart/form-data")
            made = {"content": {canonical_type: {"schema": schema}}, "required": required}
            declared = self._classes.flat(content.get("schema", {})).get("properties", {})
            for wire in target.get("properties", {}) if "$ref" in schema else ():
                field = self._classes.flat(declared[wire])
                argument = field.get("x-argument") or _argument(wire)
                facts["base64"] |= _base64_file(wire, field)
                argument = f"body_{python_name(wire)}" if argument in arguments.values() else argument
                if argument in {*arguments.values(), *facts["fields"].values()}:
                    raise Refusal(
                        at, f"the field {wire} would be the argument {argument}= like another field or parameter"
                    )
                facts["fields"][wire] = argument
            encodings = content.get("encoding", {}).items()
            facts["file_media_types"] = {name: one["contentType"] for name, one in encodings if "contentType" in one}
        if "body" in arguments.values() and not facts["fields"]:
            raise Refusal(at, "the body would be the argument body= like a parameter")
        facts |= {"body_media_type": "application/octet-stream" if "*" in media_type else media_type, "body_kind": kind}
        if kind == "json" and "*" in media_type:
            facts["body_media_type"] = "application/json"
        return {"requestBody": made}, facts

    def _plain(self, node: Node, media_type: str) -> Node:
        schema: Node = self._spec.resolve(node["content"][media_type].get("schema", {}))
        return schema if isinstance(schema, dict) else {}

    def _check_form(self, target: Node, pointer: Pointer, kind: str) -> None:
        if "properties" not in target:
            raise Refusal(pointer, "a form must be an object with properties")
        for name, field in target["properties"].items():
            for part in _members(field):
                for one in (part, *_members(part.get("items", {}))):
                    if kind == "form" and _is_object(self._classes.target(one)):
                        raise Refusal(pointer, f"the field {name} of a form is an object")

    def _responses(self, method: str, operation: Node, pointer: Pointer, hint: str) -> tuple[Node, Node]:
        """The responses by status, and the media type of each."""
        declared = {str(status): (str(status), node) for status, node in operation.get("responses", {}).items()}
        if "default" in declared:  # is a success only if there is no other
            _, node = declared.pop("default")
            successes = any(status.startswith("2") for status in declared)
            for status in ("4XX", "5XX") if successes else ("2XX", "4XX", "5XX"):
                declared.setdefault(status, ("default", node))
        if not any(status.startswith("2") for status in declared):
            raise Refusal((*pointer, "responses"), "it declares no success")
        made: Node = {}
        media_types: Node = {}
        for status, (key, reference) in declared.items():
            node, at, name = self._spec.resolve(reference), (*pointer, "responses", key), [hint, f"Response {status}"]
            if isinstance(reference.get("$ref"), str):
                at = pointer_of(reference["$ref"])
                name = [str(at[-1]), "Response"]
            contents = {} if method == "head" or status in ("204", "205", "304") else node.get("content", {})
            ranked = ((_response_rank(name, self._plain(node, name)), name) for name in contents)
            found = sorted((rank, index, name) for index, (rank, name) in enumerate(ranked) if rank is not None)
            if contents and not found and status.startswith("2"):
                raise Refusal(at, f"the media types of the response are not supported: {', '.join(contents)}")
            response: Node = {"description": _with_notes(node).get("description", "")}
            media_types[status] = None
            if found:
                media_type = found[0][2]
                self._note(pointer, f"the response {status}", media_type, contents)
                kind = _media_kind(media_type, self._plain(node, media_type))
                schema: Node = {"type": "string"}
                if kind == "binary":
                    schema["format"] = "x-content"
                elif kind == "json":
                    place = (*at, "content", media_type, "schema")
                    schema = contents[media_type].get("schema", {})
                    schema = self._classes.convert(schema, place, name, "response")
                canonical = {"json": "application/json", "text": "text/plain"}
                response["content"] = {canonical.get(kind, "application/octet-stream"): {"schema": schema}}
                media_types[status] = media_type.partition(";")[0].strip().lower()
            made[status] = response
        return made, media_types

    def _note(self, pointer: Pointer, part: str, media_type: str, contents: Node) -> None:
        if others := [name for name in contents if name != media_type]:
            self.notes.append(f"{self._spec.place(pointer)}: {part} is {media_type}; left out: {', '.join(others)}")


class _Credential:
    """The one credential of a client: the first scheme in use that klantkit speaks."""

    def __init__(self, spec: Spec) -> None:
        self._default = spec.document.get("security", [])
        components = spec.document.get("components", {}).get("securitySchemes", {})
        self._schemes = {name: _spoken(spec.resolve(scheme)) for name, scheme in components.items()}
        used = [self._default, *(operation.get("security", []) for _, _, operation in spec.operations())]
        alternatives = [one for requirement in used for one in requirement]
        singles = [next(iter(one)) for one in alternatives if len(one) == 1]
        self.scheme = next((self._schemes[name] for name in singles if self._schemes.get(name)), None)

    def needed_by(self, operation: Node, pointer: Pointer) -> bool:
        """Whether an operation needs the credential."""
        alternatives = operation.get("security", self._default)
        if any(
            len(one) == 1 and self._schemes.get(next(iter(one))) == self.scheme for one in alternatives if self.scheme
        ):
            return True
        if not alternatives or {} in alternatives:
            return False
        names = " or ".join(" and ".join(one) for one in alternatives)
        raise Refusal((*pointer, "security"), f"it needs another credential than the client has: {names}")


def _spoken(scheme: Node) -> tuple[str, ...] | None:
    """A security scheme as klantkit speaks it; None if it does not."""
    match scheme:
        case {"type": "http", "scheme": str(name)} if name.lower() in ("bearer", "basic"):
            return (name.lower(),)
        case {"type": "oauth2" | "openIdConnect"}:
            return ("bearer",)
        case {"type": "apiKey", "in": "header" | "query" as location, "name": str(name)}:
            return (location, name)
    return None


def _media_kind(media_type: str, schema: Node) -> str:  # noqa: PLR0911 - a table of types
    """How a body is read and written: `json`, `form`, `multipart`, `text` or `binary`; empty if it is not supported."""
    name = media_type.partition(";")[0].strip().lower()
    is_binary = schema.get("format") == "binary" or not schema or schema.get("type") == "string"
    if name == "application/json" or name.endswith("+json"):
        return "json"
    if name in ("*/*", "application/*"):
        return "binary" if schema.get("format") == "binary" else "json"
    if name in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return "form" if name.startswith("application") else "multipart"
    if name.endswith(("/xml", "+xml")) and name != "image/svg+xml":
        return ""
    if schema.get("format") == "binary" or (is_binary and not name.startswith("text/")):
        return "" if name.startswith("multipart/") else "binary"
    if name.startswith("text/"):
        return "text"
    return "binary" if name.partition("/")[0] in ("image", "audio", "video", "font") else ""


def _request_rank(media_type: str, schema: Node) -> int | None:
    ranks = {"json": 0, "form": 1, "multipart": 1, "text": 2, "binary": 2}
    return ranks.get(_media_kind(media_type, schema))


def _response_rank(media_type: str, schema: Node) -> int | None:
    return {"json": 0, "text": 1, "binary": 1}.get(_media_kind(media_type, schema))


def _base64_file(wire: str, field: Node) -> dict[str, tuple[str, int | None]]:
    """Media type and maximum length, by name, of a field with a file in a text; empty for any other field."""
    is_file = field.get("contentEncoding") == "base64" and "contentMediaType" in field and _types(field) == ["string"]
    return {wire: (field["contentMediaType"], field.get("maxLength"))} if is_file else {}


def _argument(wire: str) -> str:
    name = python_name(wire)
    return f"{name}_" if name in OPTIONS else name


def inferred(reason: str) -> list[str]:
    """What an `x-inferred` names as inferred: `limit` and `default` of "limit: why; also why; default: why"."""
    return re.findall(r"(?:^|; )([^:;]+): ", reason)


def _with_notes(node: Node) -> Node:
    """A description, with the limits and the default, which the generator would drop, as sentences for docstrings.

    The server applies defaults: a client that did would send fields that its caller left out.
    """
    notes = []
    if isinstance(node.get("type"), str | list):
        if isinstance(node.get("minLength"), int) and node.get("minLength") == node.get("maxLength"):
            notes.append(f"Exactly {node['maxLength']} characters.")
        elif isinstance(node.get("maxLength"), int):
            notes.append(f"At most {node['maxLength']} characters.")
        if isinstance(node.get("default"), bool | int | float | str) and "const" not in node:
            notes.append(f"When left out, the server takes {json.dumps(node['default'])}.")
    if isinstance(node.get("x-inferred"), str):
        notes.append(f"[inferred: {', '.join(inferred(node['x-inferred']))}]")
    text = " ".join([str(node.get("description", "")).strip(), *notes]).strip()
    return ({"description": text} if text else {}) | ({"example": node["example"]} if "example" in node else {})


def _members(schema: Node) -> Iterator[Node]:
    """The members of a converted union; of anything else, itself."""
    yield from schema.get("anyOf", [schema])


def _kind(schema: Node) -> str:
    return str(schema.get("type", "any"))


def _is_object(schema: Node) -> bool:
    return any(_kind(one) == "object" for one in _members(schema))


class _Classes:
    """Converts schemas, and collects those that become classes under their names.

    Attributes:
        accepts: By class and field, what text is accepted as besides text.
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
        self._discriminators: dict[str, dict[str, list[Any]]] = {}
        self._sides: dict[str, set[str]] = {}
        self._sensitive: set[str] = set()
        self._look_around()

    # Which components differ between requests and responses

    def _look_around(self) -> None:
        schemas = self._spec.document.get("components", {}).get("schemas", {})
        for node in _nodes(self._spec.document):
            if isinstance(node.get("discriminator"), dict):
                self._discriminate(node)
        references = {name: set(_references(schema)) for name, schema in schemas.items()}
        own = {
            name
            for name, schema in schemas.items()
            if any(_is_sided(node) for node in _nodes(_without(schema, self._discriminators.get(name, {}))))
        }
        while more := {name for name in schemas if references[name] & own} - own:
            own |= more
        self._sensitive = own
        for path, _, operation in self._spec.operations():
            item = self._spec.resolve(self._spec.document["paths"][path])
            sent = [item.get("parameters", []), operation.get("parameters", []), operation.get("requestBody", {})]
            for side, part in ("request", sent), ("response", operation.get("responses", {})):
                for name in self._reached(part):
                    self._sides.setdefault(name, set()).add(side)

    def _reached(self, part: Any) -> set[str]:
        """The components of schemas that a part of the document refers to, directly or not."""
        found: set[str] = set()
        pending = [part]
        seen: set[str] = set()
        while pending:
            for node in _nodes(pending.pop()):
                reference = node.get("$ref")
                if isinstance(reference, str) and reference not in seen:
                    seen.add(reference)
                    pending.append(self._spec.resolve({"$ref": reference}))
                    if reference.startswith("#/components/schemas/"):
                        found.add(pointer_of(reference)[2])
        return found

    def _discriminate(self, node: Node) -> None:
        """Note the values by which the members of a union are told apart."""
        field, mapping = node["discriminator"].get("propertyName"), node["discriminator"].get("mapping", {})
        for member in (*node.get("oneOf", ()), *node.get("anyOf", ())):
            if isinstance(member, dict) and str(member.get("$ref", "")).startswith("#/components/schemas/"):
                name = pointer_of(member["$ref"])[2]
                values = [value for value, to in mapping.items() if to in (member["$ref"], name)] or [name]
                known = self._discriminators.setdefault(name, {}).setdefault(field, [])
                known += [value for value in values if value not in known]

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
        found: set[str] = set()
        pending = [part]
        while pending:
            for reference in _references(pending.pop()):
                if reference not in found:
                    found.add(reference)
                    pending.append(self._schemas[reference])
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
        reference = node.get("$ref")
        rest = {key for key in node if key not in _ANNOTATIONS and not key.startswith("x-")}
        if rest == {"allOf"} and len(node["allOf"]) == 1 and isinstance(node["allOf"][0], dict):
            inner = self.convert(node["allOf"][0], (*pointer, "allOf", 0), hint, side)
            return inner if "$ref" in inner else {**inner, **_with_notes(node)}
        if isinstance(reference, str) and rest == {"$ref"}:
            made = self._referenced(reference, pointer, hint, side)
            return made if "$ref" in made else {**made, **_with_notes(node)}
        flat = self._flat(node, pointer, ())
        return self._typed(flat, pointer, hint, side, None)

    def _referenced(self, reference: str, pointer: Pointer, hint: list[str], side: str) -> Node:
        target = pointer_of(reference)
        component = target[2] if target[:2] == ("components", "schemas") and len(target) == 3 else None  # noqa: PLR2004
        if component is not None:
            hint = [component]
            both = len(self._sides.get(component, ())) > 1
            is_enum = "enum" in self._spec.resolve({"$ref": reference})
            hint += ["Request"] * (side != "response" and both and component in self._sensitive and not is_enum)
        key = (
            reference,
            side if component is None or component in self._sensitive else "multipart" * (side == "multipart"),
        )
        if key not in self._made:
            if key in self._open:
                raise Refusal(pointer, f"{reference} contains itself, and is no object with properties")
            self._open.append(key)
            try:
                node = self._spec.resolve({"$ref": reference})
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
            flat = self._flat(self._spec.resolve({"$ref": reference}), pointer_of(reference), (*above, reference))
        for index, part in enumerate(node.get("allOf", ())):
            if isinstance(part, dict):
                flat = _merged(flat, self._flat(part, (*pointer, "allOf", index), above), pointer)
        own = {key: value for key, value in node.items() if key not in ("$ref", "allOf")}
        return _merged(flat, own, pointer)

    def _typed(  # noqa: C901, PLR0911, PLR0912, PLR0917 - a table of cases
        self, flat: Node, pointer: Pointer, hint: list[str], side: str, component: str | None,
        register: Callable[[Node], object] = lambda _: None,
    ) -> Node:  # fmt: skip
        docs = _with_notes(flat)
        for key in ("oneOf", "anyOf"):
            members = [one for one in flat.get(key, ()) if isinstance(one, dict)]
            if _types(flat) == ["object"] and all(one.keys() <= _RULES for one in members):
                continue  # rules for the fields beside it
            if members:
                rest = {
                    name: value
                    for name, value in flat.items()
                    if name not in (key, "discriminator", *_ANNOTATIONS) and not name.startswith("x-")
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
        types = _types(flat)
        if len(types) > 1:
            null = [{"type": "null"}] * ("null" in types)
            single = {**flat, "type": [one for one in types if one != "null"]}
            if len(single["type"]) == 1:
                made = self._typed(
                    single, pointer, hint, side, component, lambda made: register({"anyOf": [made, *null], **docs})
                )
                return {"anyOf": [*_members(made), *null], **docs}
            parts = [self._typed({**flat, "type": one}, pointer, hint, side, None) for one in single["type"]]
            return {"anyOf": [*parts, *null], **docs}
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
        types = _types({"type": flat["type"]}) if "type" in flat else []
        values = [one for one in values if not types or any(_is_of(one, kind) for kind in types)] or values
        strict = flat.get("x-strict") or side != "response"
        members: list[Node] = []
        by_kind: dict[str, list[Any]] = {}
        for value in values:
            kind = _JSON_TYPES.get(type(value), "any")
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
        return (
            {"anyOf": members, **docs} if len(members) > 1 else {**members[0], **({} if "$ref" in members[0] else docs)}
        )

    def _union(self, nodes: list[Node], pointer: Pointer, hint: list[str], side: str, docs: Node) -> Node:
        made = []
        several = len([one for one in nodes if one != {"type": "null"}]) > 1
        for index, node in enumerate(nodes):
            name = [*hint, node.get("title", f"Type {index}")] if several else hint
            made.append(self.convert(node, (*pointer, index), name, side))
        members: list[Node] = []
        for one in (part for whole in made for part in _members(whole)):
            if _bare(one) not in map(_bare, members):
                members.append(one)
        if any(_kind(self.target(one)) == "any" and "const" not in self.target(one) for one in members):
            return docs
        plain = {"type": "string"} in [_bare(whole) for whole in made if "anyOf" not in whole]
        if plain:  # any text is valid, so that an enum beside it says nothing
            members = [
                one for one in members if _kind(self.target(one)) != "string" or _bare(one) == {"type": "string"}
            ]
        self._check_told_apart(members, pointer)
        return (
            {"anyOf": members, **docs} if len(members) > 1 else {**members[0], **({} if "$ref" in members[0] else docs)}
        )

    def _check_told_apart(self, members: list[Node], pointer: Pointer) -> None:
        kinds = [_kind(self.target(one)) for one in members]
        maps = [one for one in members if _kind(one) == "object"]
        if kinds.count("array") > 1:
            raise Refusal(pointer, "nothing tells the arrays of a union apart")
        if maps and kinds.count("object") > 1:
            raise Refusal(pointer, "nothing tells the objects of a union apart")
        if len(names := self._objects(members)) > 1:
            self._unions[frozenset(names)] = pointer

    def _objects(self, members: list[Node]) -> list[str]:
        """The classes with fields among the members of a union."""
        return [one["$ref"].rpartition("/")[2] for one in members if "$ref" in one and _is_object(self.target(one))]

    def check(self, part: Any) -> None:
        """Check the classes of a part of the rewritten document, now that all of them are complete.

        Raises:
            Refusal: One of them is not supported, or nothing tells two of them apart.
        """
        schemas = self.reachable(part)
        for name in schemas:
            if name in self._bad:
                raise self._bad[name]
        for node in _nodes([part, list(schemas.values())]):
            names = self._objects(node["anyOf"]) if isinstance(node.get("anyOf"), list) else []
            for index, one in enumerate(names):
                for other in names[index + 1 :]:
                    if not self._differ(one, other):
                        raise Refusal(self._unions[frozenset(names)], f"nothing tells {one} and {other} apart")
            if names:  # the most specific is tried first
                node["anyOf"].sort(key=lambda one: -len(self.target(one).get("required", ())))

    def _differ(self, one: str, other: str) -> bool:
        """Whether an object of one class is never taken for one of the other."""
        tags = self.tags_of.get(one, {}), self.tags_of.get(other, {})
        if any(
            not set(map(str, tags[0][name])) & set(map(str, tags[1][name])) for name in tags[0].keys() & tags[1].keys()
        ):
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
        found = [self.target(one) for one in _members(schema)]
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
        self._schemas[name] = made = {"type": "object", **_with_notes(flat)}
        try:
            self._fill(made, name, flat, pointer, side, self._discriminators.get(component or "", {}))
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
            if isinstance(node, dict) and self.flat(node).get(hidden) is True:
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


def _pagination(operation: Node, pointer: Pointer, wire: Node, responses: Node, classes: _Classes) -> Node | None:
    """How a list goes on (`x-pagination`), with every key and the argument for the place; None for no list."""
    declared = operation.get("x-pagination")
    if not isinstance(declared, dict):
        return None
    made = {key: declared.get(key, "") for key in ("items", "parameter", "next", "total", "size")}
    arguments = [name for name, of in wire.items() if of == made["parameter"]]
    successes = [answer for status, answer in responses.items() if status.startswith("2")]
    fields: list[Node] = [
        classes.target(content["schema"]).get("properties", {}).get(made["items"], {})
        for answer in successes
        for content in answer.get("content", {}).values()
    ]
    if not arguments or not fields or any(_kind(classes.target(field)) != "array" for field in fields):
        raise Refusal((*pointer, "x-pagination"), "x-pagination names no array of the response or no query parameter")
    return {**made, "argument": arguments[0]}


def _bare(schema: Node) -> Node:
    return {key: value for key, value in schema.items() if key not in ("description", "example")}


def _pascal(text: str) -> str:
    """A name in PascalCase, as openapi-python-client makes it."""
    clean = "".join(char if char.isidentifier() or char.isdecimal() else " " for char in text).replace("_", " ")
    if any(char.isupper() for char in clean):
        clean = " ".join(re.split("([A-Z]?[a-z]+)", clean))
    return "".join(word if word.isupper() else word.capitalize() for word in clean.split())


def _types(schema: Node) -> list[str]:
    """The types of a schema; those that its keywords imply if it names none."""
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return [one for one in dict.fromkeys(types) if not (one == "integer" and "number" in types)]
    if schema.keys() & {"properties", "additionalProperties", "patternProperties"}:
        return ["object"]
    return ["array"] if schema.keys() & {"items", "prefixItems"} else []


def _is_of(value: Any, kind: str) -> bool:
    own = _JSON_TYPES.get(type(value))
    return own == kind or (own == "integer" and kind == "number")


def _merged(one: Node, other: Node, pointer: Pointer) -> Node:
    """Both schemas at once, as `allOf` has it; text for readers is that of the second."""
    both = {**one, **other}
    if "properties" in one and "properties" in other:
        shared = one["properties"].keys() & other["properties"].keys()
        both["properties"] = {**one["properties"], **other["properties"]} | {
            name: {"allOf": [one["properties"][name], other["properties"][name]]}
            for name in shared
            if one["properties"][name] != other["properties"][name]
        }
    if "required" in one and "required" in other:
        both["required"] = [*one["required"], *other["required"]]
    if "type" in one and "type" in other:
        mine, its = _types({"type": one["type"]}), _types({"type": other["type"]})
        types = [kind for kind in mine if kind in its or (kind == "integer" and "number" in its)]
        types += [kind for kind in its if kind == "integer" and "number" in mine]
        if not types:
            raise Refusal(pointer, f"the types of its parts exclude each other: {', '.join(mine)} and {', '.join(its)}")
        both["type"] = types if len(types) > 1 else types[0]
    if "enum" in one and "enum" in other:
        both["enum"] = [value for value in one["enum"] if value in other["enum"]] or other["enum"]
    for key in ("oneOf", "anyOf"):
        if key in one and key in other and one[key] != other[key]:
            raise Refusal(pointer, f"two {key} at once")
    if one.get("additionalProperties") is False or other.get("additionalProperties") is False:
        both.pop("additionalProperties", None)
    return both


def _nodes(node: Any) -> Iterator[Node]:
    """Every mapping in a part of a document."""
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            if key == "properties" and isinstance(value, dict):  # whose keys are names
                yield from _nodes(list(value.values()))
            elif key not in ("example", "examples", "default", "not"):
                yield from _nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value)


def _references(node: Any) -> Iterator[str]:
    """The components of schemas that a part of a document refers to itself."""
    for one in _nodes(node):
        if str(one.get("$ref", "")).startswith("#/components/schemas/"):
            yield pointer_of(one["$ref"])[2]


def _is_sided(node: Node) -> bool:
    """Whether a schema differs between requests and responses: a value may be unknown in a response."""
    return node.get("readOnly") is True or node.get("writeOnly") is True or "enum" in node or "const" in node


def _without(schema: Any, fields: dict[str, Any]) -> Any:
    """A schema, and those that it consists of, without some fields."""
    if not fields or not isinstance(schema, dict):
        return schema
    kept = {name: field for name, field in schema.get("properties", {}).items() if name not in fields}
    return {**schema, "properties": kept, "allOf": [_without(part, fields) for part in schema.get("allOf", ())]}
