"""Everything that the spec declares for an operation, as a list of items that the suite must exercise."""

from __future__ import annotations

from .constraints import broken_inputs
from .exercised import Kind
from .operations import Operation


def declared(operation: Operation) -> dict[Kind, list[str]]:
    """Every item of an operation, by the column of the coverage matrix.

    Parameters by name; body fields as `present`, and as `absent` and `null` where the schema allows it; responses by
    status and media type; constraints as field and keyword, such as `lines[].vatRate: type`.
    """
    schema = operation.resolve(operation.body_schema)
    body = []
    for name, field in schema["properties"].items():
        body.append(f"{name} present")
        if name not in schema.get("required", ()):
            body.append(f"{name} absent")
        if "null" in field.get("type", ()):
            body.append(f"{name} null")
    return {
        "parameter": [parameter["name"] for parameter in operation.object.get("parameters", ())],
        "body": body,
        "response": [f"{status} {operation.answer(status)[0]}" for status in operation.object["responses"]],
        "constraint": list(dict.fromkeys(broken.name for broken in broken_inputs(operation))),
    }
