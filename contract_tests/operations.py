"""The operations of the specs, and how each is called: found in the specs, so that a new one needs no line here."""

from __future__ import annotations

import importlib
import inspect
import io
import json
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import attrs
import httpx
from klantkit_dev.spec import Spec

SPECS = Path(__file__).resolve().parents[1] / "specs"

#: A real invoice of one page.
INVOICE = Path(__file__).with_name("data") / "invoice.pdf"


@dataclass(frozen=True)
class Operation:
    """One operation of one spec.

    Attributes:
        spec: The spec that declares it.
        path: As in the spec.
        method: In lower case.
        object: The Operation Object of OpenAPI.

    """

    spec: Spec
    path: str
    method: str
    object: dict[str, Any]

    @property
    def vendor(self) -> str:
        """The spec's name without its ending."""
        return self.spec.path.stem

    @property
    def name(self) -> str:
        """The operationId."""
        return str(self.object["operationId"])

    @property
    def resource(self) -> str:
        """The attribute of the client that has the operation."""
        return str(self.object["tags"][0]).replace("-", "_")

    @property
    def method_name(self) -> str:
        """The method of the resource: the operationId without the resource's name."""
        return self.name.removesuffix(f"_{self.resource}").removesuffix(f"_{self.resource.removesuffix('s')}")

    @property
    def module(self) -> ModuleType:
        """The module of the function style."""
        return importlib.import_module(f"{self.vendor}_api.api.{self.resource}.{self.name}")

    @property
    def body_type(self) -> Any:
        """The model of the request body; None when there is none."""
        return get_type_hints(self.module._get_kwargs).get("body")  # noqa: SLF001 - no other hint tells it

    @property
    def media_type(self) -> str:
        """The media type of the request body."""
        return str(next(iter(self.object["requestBody"]["content"])))

    @property
    def successes(self) -> dict[str, dict[str, Any]]:
        """The Response Objects of the declared successes, by status."""
        return {status: answer for status, answer in self.object["responses"].items() if status.startswith("2")}

    @property
    def secured(self) -> bool:
        """Whether the operation wants credentials."""
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
        """The fields of the body that are files."""
        schema = self.object["requestBody"]["content"][self.media_type]["schema"]
        if "$ref" in schema:
            schema = self.spec.document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return {name for name, field in schema["properties"].items() if field.get("format") == "binary"}

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
        """The example parameters by the name that Python has for them."""
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


def of_spec(path: Path) -> list[Operation]:
    """Every operation of one spec, in its order."""
    spec = Spec(path)
    return [
        Operation(spec, operation_path, method, operation) for operation_path, method, operation in spec.operations()
    ]


def all_operations() -> list[Operation]:
    """Every operation of every spec."""
    return [operation for path in sorted(SPECS.glob("*.yaml")) for operation in of_spec(path)]


def example_request(operation: Operation, base_url: str) -> httpx.Request:
    """The spec's example as a request, made without the generated client."""
    is_json = operation.media_type.endswith("json")
    return httpx.Request(
        operation.method.upper(),
        base_url + operation.path,
        params={name: json.dumps(value) for name, value in operation.example_parameters().items()},
        headers={"Authorization": "Bearer test"} if operation.secured else {},
        json=operation.example_body() if is_json else None,
        data=None if is_json else operation.example_body(),
    )
