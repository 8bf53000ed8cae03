"""Read a spec: its document, and the line of each part in the YAML."""

from __future__ import annotations

import builtins
import functools
import keyword
import operator
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class SpecError(Exception):
    """A spec is invalid; the text names the file, the line and the fault."""


def resolve(document: dict[str, Any], node: Any) -> Any:
    """Follow the `$ref` of a node, and those of its targets, to what they stand for.

    Args:
        document: The whole OpenAPI document, which references point into.
        node: Any part of it. A keyword beside `$ref` overrides the same keyword of the target, as OpenAPI 3.1 allows.

    Returns:
        The node itself where it has no `$ref`; the target itself where it has nothing else.

    Raises:
        LookupError: A reference leads to no part of this document, or back to itself.
    """
    followed: set[str] = set()
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        if node["$ref"] in followed:
            raise LookupError(f"{node['$ref']} leads back to itself")
        followed.add(node["$ref"])
        target: Any = document
        for key in pointer_of(node["$ref"]):
            try:
                target = target[int(key) if isinstance(target, list) else key]
            except (LookupError, TypeError, ValueError):
                raise LookupError(f"{node['$ref']} leads nowhere") from None
        beside = {key: value for key, value in node.items() if key != "$ref"}
        node = {**target, **beside} if beside and isinstance(target, dict) else target
    return node


def pointer_of(reference: str) -> tuple[str, ...]:
    """The keys of a JSON pointer (RFC 6901): `#/paths/~1token/post` leads through `paths`, `/token` and `post`.

    Raises:
        LookupError: The reference points into another document.
    """
    start, *keys = reference.split("/")
    if start != "#":
        raise LookupError(f"{reference} leads to another document")
    return tuple(unquote(key).replace("~1", "/").replace("~0", "~") for key in keys)


#: Words that the generator does not accept as names, because they are Python's own.
_RESERVED = {*dir(builtins), *keyword.kwlist, "self", "true", "false", "datetime"} - {"id"}

#: Keywords whose value is data; a `$ref` in it means nothing.
_DATA = {"const", "default", "enum", "example", "value"}

#: Names that the methods of generated models have for variables and attributes.
VARIABLES = {
    "additional_keys", "additional_properties", "cast", "cls", "d", "field_dict", "from_dict", "prop", "prop_dict",
    "prop_name", "src_dict", "to_dict", "to_multipart",
}  # fmt: skip

#: Attributes of every client, which a resource cannot have as its name.
_CLIENT = {"base_url", "close", "from_env", "raw", "request", "with_options"}

#: Types in the signatures of methods, which no method beside them may hide.
_TYPES = {"bool", "bytes", "dict", "float", "int", "str", "type"}


def python_name(name: str, prefix: str = "field") -> str:
    """A name in snake_case that Python takes, as openapi-python-client makes it.

    Args:
        name: Any text, such as `companyName`, `a-b` or `class`.
        prefix: The start of a name that would otherwise begin with a digit or an underscore.
    """
    clean = "".join(char for char in name if char.isidentifier() or char.isdecimal() or char in ". _-")
    words = re.split("([A-Z]?[a-z]+)" if any(char.isupper() for char in clean) else "[. _-]", clean)
    snake = "_".join(re.findall(r"[^. _-]+", " ".join(words))).lower()
    snake += "_" * (snake in _RESERVED | VARIABLES)
    return snake if snake.isidentifier() and not clean.startswith("_") else f"{prefix}_{snake}"


def _forms(noun: str) -> list[str]:
    """A noun as it is, in the plural and in the singular."""
    if noun.endswith("ies"):
        return [noun, f"{noun[:-3]}y"]
    if noun.endswith(("sses", "uses", "xes", "ches", "shes")):
        return [noun, noun[:-2]]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return [noun, noun[:-1]]
    return [f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s", f"{noun}es", noun]


def method_name(operation: str, resource: str) -> str:
    """The method of an operation: its name without the words of its resource, in the plural or the singular.

    Args:
        operation: Its name in snake_case, such as `create_customer`.
        resource: The name of its resource, such as `customers`.
    """
    forms = _forms(resource)
    if operation == f"get_{forms[0]}" and forms[0] != forms[-1]:
        return "list"
    for form in forms:
        name, found, rest = f"_{operation}_".rpartition(f"_{form}_")
        if found:
            operation = f"{name}_{rest}".strip("_") or operation
            break
    return f"{operation}_" if operation in _TYPES or keyword.iskeyword(operation) else operation


class Names(NamedTuple):
    """The names of an operation in Python.

    Attributes:
        operation: Its module: the operationId in snake_case, else the HTTP method and the words of the path.
        resource: The attribute of the client: its first tag in snake_case, else `default`.
        method: The method of the resource.
    """

    operation: str
    resource: str
    method: str


def names_of(path: str, method: str, operation: dict[str, Any]) -> Names:
    """The names of an operation, given its path, its method in lower case, and its object."""
    tag, *_ = operation.get("tags") or ["default"]
    resource = python_name(re.sub(r"\W+", " ", tag), "tag")
    resource += "_resource" * (resource in _CLIENT)
    name = python_name(re.sub(r"\W+", "_", operation.get("operationId") or f"{method} {path}").strip("_"))
    return Names(name, resource, method_name(name.rstrip("_"), resource.rstrip("_")))


class _Constructor(RoundTripConstructor):
    """Reads dates as the text in the document, like JSON and the core schema of YAML 1.2."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", RoundTripConstructor.construct_yaml_str)


class Spec:
    """One OpenAPI document in YAML.

    Attributes:
        path: The file.
        document: Its content as plain JSON types.

    Raises:
        SpecError: It is missing, not YAML, repeats a key, or holds a value that JSON has no type for.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            yaml = YAML(typ="rt")
            yaml.Constructor = _Constructor
            self._tree = yaml.load(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise SpecError(f"{path}: cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise SpecError(f"{path}: is not UTF-8: {error.reason} at byte {error.start}") from error
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
            problem = (error.problem or str(error)).splitlines()[0]
            raise SpecError(f"{place}: not valid YAML: {problem}") from error
        except YAMLError as error:
            raise SpecError(f"{path}: not valid YAML: {error}") from error
        if not isinstance(self._tree, CommentedMap):
            raise SpecError(f"{path}:1: an OpenAPI document must be a mapping")
        self.document: dict[str, Any] = self._plain(self._tree, ())

    def _plain(self, node: Any, pointer: tuple[str | int, ...]) -> Any:
        if isinstance(node, CommentedMap):
            return {str(key): self._plain(value, (*pointer, key)) for key, value in node.items()}
        if isinstance(node, CommentedSeq):
            return [self._plain(value, (*pointer, index)) for index, value in enumerate(node)]
        if node is None or isinstance(node, bool):
            return node
        for type_ in (str, int, float):
            if isinstance(node, type_):
                return type_(node)
        raise SpecError(f"{self.place(pointer)}: JSON has no value of the type {type(node).__name__}")

    def line(self, pointer: Sequence[str | int]) -> int:
        """The line, counted from 1, of the deepest part of `pointer` that exists."""
        node, line = self._tree, 1
        for key in pointer:
            if isinstance(node, CommentedMap):
                # A status may be written 201 or "201"; in a pointer from JSON it is always text.
                found = next((candidate for candidate in node if str(candidate) == str(key)), None)
                if found is None:
                    return line
                line, node = node.lc.key(found)[0] + 1, node[found]
            elif isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
                line, node = node.lc.item(key)[0] + 1, node[key]
            else:
                return line
        return line

    def place(self, pointer: Sequence[str | int]) -> str:
        """`file:line` of `pointer`, as editors and terminals link it."""
        return f"{self.path}:{self.line(pointer)}"

    def resolve(self, node: Any) -> Any:
        """Follow the `$ref` of a part of this document; see `resolve` of this module."""
        return resolve(self.document, node)

    def operations(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Every operation: its path, its method in lower case, and its object."""
        for path, reference in self.document.get("paths", {}).items():
            item = self.resolve(reference)
            for method in METHODS:
                if method in item:
                    yield path, method, item[method]

    def pointer_to(self, path: str, *keys: str | int) -> tuple[str | int, ...]:
        """The place of a part of a path item, which may be in `components/pathItems`."""
        item = self.document["paths"][path]
        if keys and keys[0] not in item and "$ref" in item:
            return (*pointer_of(item["$ref"]), *keys)
        return ("paths", path, *keys)

    def inferences(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every fact that the vendor's pages do not state: its place, and the reason for it (`x-inferred`)."""
        for pointer, node in mappings(self.document):
            if "x-inferred" in node:
                yield pointer, str(node["x-inferred"])

    def check(self, *, house: bool = True) -> None:
        """Check that the document is valid OpenAPI 3.1.

        Args:
            house: Whether its operations must also have what the project requires of its own specs.

        Raises:
            SpecError: With every fault found, one per line.
        """
        from openapi_spec_validator import OpenAPIV31SpecValidator

        faults = list(self._broken_references())
        if not faults:  # the validator raises on such references
            for outer in OpenAPIV31SpecValidator(self.document).iter_errors():
                error = _innermost(outer)
                pointer = self._located(error) if error.absolute_path else self._found(error)
                message, *_ = error.message.splitlines()  # the other lines repeat the schema
                faults.append(f"{self.place(pointer)}: {'/'.join(map(str, pointer)) or 'document'}: {message}")
        if house and not faults:  # the rest needs a valid document
            for path, method, operation in self.operations():
                for needed in ("operationId", "externalDocs", "security", "tags", "summary", "description"):
                    if needed not in operation:
                        place = self.place(self.pointer_to(path, method))
                        faults.append(f"{place}: {method.upper()} {path} has no {needed}")
        if faults:
            raise SpecError("\n".join(faults))

    def _located(self, error: Any) -> tuple[str | int, ...]:
        """The place of an error, whose path is that within a schema if a schema is not valid."""
        path = tuple(error.absolute_path)
        for pointer, node in mappings(self.document):
            with suppress(LookupError, TypeError):
                if functools.reduce(operator.getitem, path, node) == error.instance:
                    return (*pointer, *path)
        return path

    def _found(self, error: Any) -> tuple[str | int, ...]:
        """The place of an error for which the validator gives none: a default that its schema does not take."""
        operation: tuple[str | int, ...] = ()
        for pointer, node in mappings(self.document):
            if "default" in node and node["default"] is error.instance and node == error.schema:
                return (*pointer, "default")
            if pointer[:1] == ("paths",) and {f"'{key}'" in error.message for key in pointer[1:]} == {True}:
                operation = pointer
        return operation

    def _broken_references(self) -> Iterator[str]:
        for pointer, node in mappings(self.document):
            data = any(str(key).startswith("x-") or key in _DATA for key in pointer)
            if not data and isinstance(reference := node.get("$ref"), str):
                try:
                    self.resolve({"$ref": reference})
                except LookupError as error:
                    yield f"{self.place((*pointer, '$ref'))}: {error}"


def mappings(node: Any, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """Every mapping in a part of a document, with its place."""
    if isinstance(node, dict):
        yield pointer, node
        for key, value in node.items():
            yield from mappings(value, (*pointer, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from mappings(value, (*pointer, index))


def _innermost(error: Any) -> Any:
    """The deepest cause of a schema error; OpenAPI's own schema is nested, and outer errors are vague."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return error
