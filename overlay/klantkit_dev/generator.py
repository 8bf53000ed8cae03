"""Run openapi-python-client with the types of property that it lacks: `python -m klantkit_dev.generator`."""

from __future__ import annotations

from typing import Any, ClassVar
from unittest.mock import patch

from attrs import define, fields
from openapi_python_client import strings
from openapi_python_client.cli import app
from openapi_python_client.parser import properties
from openapi_python_client.parser.properties import AnyProperty, LiteralEnumProperty, ModelProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.schema import Schema
from openapi_python_client.strings import PythonCode

from .spec import VARIABLES


@define
class BytesProperty(AnyProperty):
    """The content of a response as it is."""

    _type_string: ClassVar[str] = "bytes"
    _json_type_string: ClassVar[str] = "bytes"


@define
class DictProperty(ListProperty):
    """An object without fields of its own: a `dict` with values of one type."""

    template: ClassVar[str] = "dict_property.py.jinja"

    def get_base_type_string(self) -> PythonCode:
        """The type in annotations."""
        return PythonCode(f"dict[str, {self.inner_property.get_type_string().as_unembedded_code()}]")

    def get_base_json_type_string(self) -> PythonCode:
        """The type in JSON."""
        return PythonCode(f"dict[str, {self.inner_property.get_type_string(json=True).as_unembedded_code()}]")

    def get_instance_type_string(self) -> PythonCode:
        """The type in `isinstance`."""
        return PythonCode("dict")


_build_model = ModelProperty.build
_build_text = properties._string_based_property  # noqa: SLF001 - where the generator decides by format


def _model(*, data: Schema, roots: Any, process_properties: bool, **context: Any) -> tuple[Any, Any]:
    """A class for an object with fields, else a `dict`."""
    if data.properties:
        return _build_model(data=data, roots=roots, process_properties=process_properties, **context)
    more = data.additionalProperties
    items = Schema() if more is None or isinstance(more, bool) else more
    found, schemas = ListProperty.build(
        data=data.model_copy(update={"items": items}), roots=roots, process_properties=process_properties, **context
    )
    if isinstance(found, ListProperty):
        found = DictProperty(**{field.name: getattr(found, field.name) for field in fields(ListProperty)})
    return found, schemas


def _text(name: Any, required: bool, data: Schema, config: Any) -> Any:  # noqa: FBT001 - as the generator calls it
    found = _build_text(name, required, data, config)
    if data.schema_format == "x-content":
        return BytesProperty(**{field.name: getattr(found, field.name) for field in fields(BytesProperty)})
    return found


def main() -> None:
    """Generate as the command line says."""
    strings.RESERVED_WORDS.update(VARIABLES)
    with (
        patch.object(ModelProperty, "build", _model),
        patch.object(properties, "_string_based_property", _text),
        patch.object(LiteralEnumProperty, "get_base_json_type_string", LiteralEnumProperty.get_base_type_string),
        patch.object(PropertyProtocol, "validate_location", lambda *_: None),  # checked when the spec was rewritten
    ):
        app()


if __name__ == "__main__":
    main()
