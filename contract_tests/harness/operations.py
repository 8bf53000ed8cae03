"""The operations of the specs, and how to call each. Read from the specs, so a new operation needs no code here."""

from __future__ import annotations

import functools
import importlib
import inspect
import io
import json
import operator
import os
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import attrs
import httpx
import klantkit
from klantkit_dev.spec import Spec, SpecError, method_name, pointer_of

from contract_tests.paths import INVOICE, SPECS


@dataclass(frozen=True, eq=False)
class Operation:
    """One operation of one spec.

    Attributes:
        spec: The spec that declares it.
        path: The path template, as in the spec.
        method: The HTTP method in lower case.
        object: The OpenAPI Operation Object.

    """

    spec: Spec
    path: str
    method: str
    object: dict[str, Any]

    @property
    def vendor(self) -> str:
        """The file name of the spec without its extension."""
        return self.spec.path.stem

    @property
    def name(self) -> str:
        """The operationId."""
        return str(self.object["operationId"])

    @property
    def resource(self) -> str:
        """The attribute of the client with the operation's resource."""
        return str(self.object["tags"][0]).replace("-", "_")

    @property
    def method_name(self) -> str:
        """The method's name: the operationId without the resource's name."""
        return method_name(self.name, self.resource)

    @property
    def module(self) -> ModuleType:
        """The generated module with the functions for the operation."""
        return importlib.import_module(f"{self.vendor}_api.api.{self.resource}.{self.name}")

    @property
    def kind(self) -> Any:
        """The synchronous client class of klantkit; the asynchronous one has the prefix `Async`."""
        (name,) = (name for name in klantkit.__all__ if name.lower() == self.vendor)
        return getattr(klantkit, name)

    @property
    def page(self) -> str:
        """The address of the vendor page that the operation was transcribed from."""
        return str(self.object["externalDocs"]["url"])

    @property
    def body_type(self) -> Any:
        """The model of the request body; None if there is no body."""
        return get_type_hints(self.module._get_kwargs).get("body")  # noqa: SLF001 - the only precise type hint

    @property
    def media_type(self) -> str:
        """The media type of the request body."""
        return str(next(iter(self.object["requestBody"]["content"])))

    @property
    def successes(self) -> dict[str, dict[str, Any]]:
        """The Response Objects of the declared 2xx statuses, by status."""
        return {status: answer for status, answer in self.object["responses"].items() if status.startswith("2")}

    @property
    def body_schema(self) -> dict[str, Any]:
        """The schema of the request body, which may be a reference."""
        schema: dict[str, Any] = self.object["requestBody"]["content"][self.media_type]["schema"]
        return schema

    def resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        """`node` with its reference resolved."""
        found: dict[str, Any] = self.spec.resolve(node)
        return found

    def response(self, status: str) -> dict[str, Any]:
        """The Response Object of a declared status (`404`, `5XX`)."""
        return self.resolve(self.object["responses"][status])

    def answer(self, status: str) -> tuple[str, dict[str, Any]]:
        """The media type of a response and its Media Type Object; every response has exactly one."""
        ((media_type, content),) = self.response(status)["content"].items()
        return media_type, content

    def model(self, schema: dict[str, Any]) -> Any:
        """The generated class of a schema given as a reference."""
        models = importlib.import_module(f"{self.vendor}_api.models")
        return getattr(models, schema["$ref"].rpartition("/")[2])

    def rule(self, field: str) -> tuple[str, dict[str, Any]]:
        """Where the spec defines a field of the request (`file:line`), and the schema there.

        Args:
            field: The path of a body field, such as `lines[].vatRate`, or the name of a parameter.

        """
        for index, parameter in enumerate(self.object.get("parameters", ())):
            if field == parameter["name"]:
                return self._place("paths", self.path, self.method, "parameters", index), parameter["schema"]
        pointer: list[str | int] = [
            "paths",
            self.path,
            self.method,
            "requestBody",
            "content",
            self.media_type,
            "schema",
        ]
        node = self.body_schema
        for name in field.replace("[]", ".[]").split("."):
            if "$ref" in node:
                pointer, node = list[str | int](pointer_of(node["$ref"])), self.resolve(node)
            keys = ["items"] if name == "[]" else ["properties", name]
            if keys[-1] not in functools.reduce(operator.getitem, keys[:-1], node):
                break  # the spec does not know the field: use the enclosing object
            node = functools.reduce(operator.getitem, keys, node)
            pointer += keys
        return self._place(*pointer), node

    def _place(self, *pointer: str | int) -> str:
        return os.path.relpath(self.spec.place(pointer), SPECS.parent)

    @property
    def secured(self) -> bool:
        """Whether the operation requires credentials."""
        return bool(self.object["security"])

    def example_body(self) -> Any:
        """The spec's own example of the request body, as JSON types."""
        return self.object["requestBody"]["content"][self.media_type]["example"]

    def example_parameters(self) -> dict[str, Any]:
        """The spec's own examples of the parameters, by name."""
        found = {}
        for parameter in self.object.get("parameters", ()):
            found[parameter["name"]] = parameter.get("example", parameter["schema"].get("example"))
        return found

    def file_fields(self) -> set[str]:
        """The names of the body's file fields."""
        fields = self.resolve(self.body_schema)["properties"]
        return {name for name, field in fields.items() if field.get("format") == "binary"}

    def body(self) -> Any:
        """The example body as the generated model, its files with content, name and media type."""
        files = self.file_fields()
        example = {name: b"" if name in files else value for name, value in self.example_body().items()}
        body = self.body_type.from_dict(example)
        for field in attrs.fields(self.body_type):
            value = getattr(body, field.name)
            if hasattr(value, "to_tuple"):
                value.payload, value.file_name, value.mime_type = (
                    io.BytesIO(INVOICE.read_bytes()),
                    INVOICE.name,
                    "application/pdf",
                )
        return body

    def parameters(self) -> dict[str, Any]:
        """The example parameters by their Python names."""
        names = [
            name for name in inspect.signature(self.module.sync_detailed).parameters if name not in ("body", "client")
        ]
        return dict(zip(names, self.example_parameters().values(), strict=True))

    def arguments(self) -> dict[str, Any]:
        """The example as keyword arguments of the class style: the body's fields and the parameters."""
        body = self.body()
        fields = {
            field.name: getattr(body, field.name)
            for field in attrs.fields(self.body_type)
            if field.init and type(getattr(body, field.name)).__name__ != "Unset"
        }
        return {**fields, **self.parameters()}


def numbers(status: str) -> list[int]:
    """Statuses that a declared one stands for: of a range (`2XX`) the ends, a known one and an unregistered one."""
    first = int(status.replace("X", "0"))
    return [first, first + 3, first + 20, first + 99] if status.endswith("XX") else [first]


def of_spec(path: Path) -> list[Operation]:
    """Every operation of one spec, in the spec's order.

    Raises:
        SpecError: The suite cannot test one of them.

    """
    spec = Spec(path)
    found = [Operation(spec, *operation) for operation in spec.operations()]
    for operation in found:
        _check_testable(operation)
    return found


def _check_testable(operation: Operation) -> None:
    """Reject an operation that the suite cannot test, instead of silently skipping it.

    Raises:
        SpecError: It has no body, a parameter outside the query, or not exactly one success.

    """
    contents = [answer.get("content", {}) for answer in map(operation.response, operation.successes)]
    parameters = map(operation.resolve, operation.object.get("parameters", ()))
    kinds = {
        "without a body": "requestBody" not in operation.object,
        "with a parameter outside the query": any(parameter["in"] != "query" for parameter in parameters),
        "with more or less than one success that has a body": [len(content) for content in contents] != [1],
    }
    if untested := [kind for kind, holds in kinds.items() if holds]:
        place = operation.spec.place(("paths", operation.path, operation.method))
        raise SpecError(f"{place}: the suite cannot test an operation {', '.join(untested)}; it has to learn it first.")


@functools.cache
def all_operations() -> list[Operation]:
    """Every operation of every spec."""
    return [operation for path in sorted(SPECS.glob("*.yaml")) for operation in of_spec(path)]


def request(
    operation: Operation,
    base_url: str,
    body: dict[str, Any],
    query: dict[str, Any],
    authorization: str | None = "Bearer test",
) -> httpx.Request:
    """Build a request without the generated client.

    Args:
        operation: The operation to request.
        base_url: The base URL to send to.
        body: The fields as JSON types; bytes are the content of a file.
        query: The query parameters as JSON types.
        authorization: The Authorization header, sent if the operation requires credentials; None to omit it.

    """
    content: dict[str, Any]
    match operation.media_type:
        case "application/json":
            content = {"json": body}
        case "multipart/form-data":
            content = {
                "files": {
                    name: ("invoice.pdf", value, "application/pdf") if type(value) is bytes else (None, _text(value))
                    for name, value in body.items()
                }
            }
        case _:
            content = {"data": {name: _text(value) for name, value in body.items()}}
    made = httpx.Request(
        operation.method.upper(),
        base_url + operation.path,
        params={name: _text(value) for name, value in query.items()},
        headers={"Authorization": authorization} if operation.secured and authorization is not None else {},
        **content,
    )
    made.read()
    return made


def example_request(operation: Operation, base_url: str) -> httpx.Request:
    """The spec's example as a request, built without the generated client."""
    return request(operation, base_url, operation.example_body(), operation.example_parameters())


def _text(value: Any) -> str:
    """A JSON value as text in a form or a query."""
    return value if isinstance(value, str) else json.dumps(value)
