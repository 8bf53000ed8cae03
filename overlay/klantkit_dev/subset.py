"""Rewrite a spec into the part of OpenAPI that the generator processes correctly.

Operations get one name, one tag, one media type per body and response, and all parameters; schemas get one type each,
without `allOf`, and with a name for each class. An operation with anything else is left out, with the reason.
"""

from __future__ import annotations

import re

from .classes import Classes
from .schemas import Node, Pointer, Refusal, is_object, kind_of, members_of, types_of, with_notes
from .spec import METHODS, Spec, names_of, pointer_of, python_name

#: Options of a call, which no argument may be called.
OPTIONS = ("timeout", "max_retries", "headers", "extra_body", "extra_query")

#: How a body may be written and read, the preferred way first.
_SENT, _READ = "json form/multipart text/binary", "json text/binary"


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
        self._classes = Classes(spec)
        self.facts: Node = {"operations": {}}
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
        names = self.document["components"]["schemas"]
        self.facts["accepts"] = {name: accepts for name in names if (accepts := self._classes.accepts.get(name))}
        self.facts["tags"] = {name: tags for name in names if (tags := self._classes.tags_of.get(name))}
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
                    path = self.facts["operations"][made["operationId"]]["path"]
                    endpoint, place = f"{method.upper()} {path}", self._spec.place(self._spec.pointer_to(path, method))
                    found[endpoint] = f"{place}: {endpoint} is left out: openapi-python-client does not support it"
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
        for name, wire in facts["wire"].items():  # no two parameters have one name
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
            "description": with_notes(operation).get("description", ""),
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
        rank = {"path": 0, "query": 1, "header": 2, "cookie": 3}
        ranked = sorted(found.items(), key=lambda one: (rank[one[0][0]], path.find(f"{{{one[0][1]}}}")))
        made: list[Node] = []
        facts: Node = {"arguments": {}, "wire": {}, "delimiters": {}}
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
            made.append({"name": name, "in": location, "required": parameter.get("required", False), "schema": schema})
        return made, facts

    def _parameter(self, parameter: Node, pointer: Pointer, hint: str) -> tuple[Node, str]:
        """The schema of a parameter, and the delimiter of an array's items; empty if its name is repeated."""
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
        flat = [*members_of(schema)]
        if any(
            is_object(self._classes.target(one)) for part in flat for one in (part, *members_of(part.get("items", {})))
        ):
            raise Refusal(pointer, f"the parameter {wire} has objects")
        if any(kind_of(one) == "array" for part in flat for one in members_of(part.get("items", {}))):
            raise Refusal(pointer, f"the parameter {wire} has arrays in an array")
        if location != "query":
            flat = [one for one in flat if kind_of(one) != "null"]
            schema = {**schema, "anyOf": flat} if "anyOf" in schema else schema
        if parameter.get("explode", style == "form") and location == "query":
            delimiter = ""
        description = with_notes(parameter).get("description") or schema.get("description", "")
        example = parameter.get("example", schema.get("example"))
        schema = {**schema, "description": description} | ({} if example is None else {"example": example})
        return schema, delimiter if any(kind_of(one) == "array" for one in flat) else ""

    def _body(self, operation: Node, pointer: Pointer, hint: str, arguments: dict[str, str]) -> tuple[Node, Node]:
        """The request body, and the facts about it."""
        facts: Node = {"body_media_type": None, "body_kind": None, "fields": {}, "file_media_types": {}, "base64": {}}
        if "requestBody" not in operation:
            return {}, facts
        node, at = self._spec.resolve(operation["requestBody"]), (*pointer, "requestBody")
        if isinstance(reference := operation["requestBody"].get("$ref"), str):
            at, hint = pointer_of(reference), pointer_of(reference)[-1]
        media_type, kind = self._spoken(node["content"], _SENT, pointer, "the body")
        if not kind:
            raise Refusal(at, f"the media types of the body are not supported: {', '.join(node['content'])}")
        content, at = node["content"][media_type], (*at, "content", media_type, "schema")
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

    def _spoken(self, contents: Node, order: str, pointer: Pointer, part: str) -> tuple[str, str]:
        """The media type that is taken for a body, and how it is read and written; both are empty for none."""
        kinds = {}
        for name, content in contents.items():
            schema = self._spec.resolve(content.get("schema", {}))
            kinds[name] = _media_kind(name, schema if isinstance(schema, dict) else {})
        ranks = {kind: rank for rank, same in enumerate(order.split()) for kind in same.split("/")}
        name = min((name for name in kinds if kinds[name] in ranks), key=lambda name: ranks[kinds[name]], default="")
        if name and (others := [other for other in contents if other != name]):
            self.notes.append(f"{self._spec.place(pointer)}: {part} is {name}; left out: {', '.join(others)}")
        return name, kinds.get(name, "")

    def _check_form(self, target: Node, pointer: Pointer, kind: str) -> None:
        if "properties" not in target:
            raise Refusal(pointer, "a form must be an object with properties")
        for name, field in target["properties"].items():
            for part in members_of(field):
                for one in (part, *members_of(part.get("items", {}))):
                    if kind == "form" and is_object(self._classes.target(one)):
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
            media_type, kind = self._spoken(contents, _READ, pointer, f"the response {status}")
            if contents and not kind and status.startswith("2"):
                raise Refusal(at, f"the media types of the response are not supported: {', '.join(contents)}")
            response: Node = {"description": with_notes(node).get("description", "")}
            media_types[status] = None
            if kind:
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


def _argument(wire: str) -> str:
    name = python_name(wire)
    return f"{name}_" if name in OPTIONS else name


def _base64_file(wire: str, field: Node) -> dict[str, tuple[str, int | None]]:
    """Media type and maximum length, by name, of a field with a file in a text; empty for any other field."""
    is_file = field.get("contentEncoding") == "base64" and "contentMediaType" in field and types_of(field) == ["string"]
    return {wire: (field["contentMediaType"], field.get("maxLength"))} if is_file else {}


def _pagination(operation: Node, pointer: Pointer, wire: Node, responses: Node, classes: Classes) -> Node | None:
    """How a list goes on (`x-pagination`), with every key and the argument for the place; None for no list."""
    declared = operation.get("x-pagination")
    if not isinstance(declared, dict):
        return None
    made = {key: declared.get(key, "") for key in ("items", "parameter", "next", "total", "size")}
    arguments = [name for name, of in wire.items() if of == made["parameter"]]
    fields: list[Node] = [
        classes.target(content["schema"]).get("properties", {}).get(made["items"], {})
        for status, answer in responses.items()
        for content in answer.get("content", {}).values()
        if status.startswith("2")
    ]
    if not arguments or not fields or any(kind_of(classes.target(field)) != "array" for field in fields):
        raise Refusal((*pointer, "x-pagination"), "x-pagination names no array of the response or no query parameter")
    return {**made, "argument": arguments[0]}
