"""Everything that the spec declares for an operation, as a list of items that the suite must exercise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .constraints import broken_inputs
from .exercised import Kind
from .operations import Operation
from .shapes import GONE, types


def declared(operation: Operation) -> dict[Kind, list[str]]:
    """Every item of an operation, by the column of the coverage matrix.

    Parameters by name; body fields as `present`, and as `absent` and `null` where the schema allows it; responses by
    status and media type; constraints as field and keyword, such as `lines[].vatRate: type`.
    """
    return {
        "parameter": [one.name for one in operation.parameters],
        "body": list(_body(operation)),
        "response": [response(operation, status) for status in operation.answers],
        "constraint": list(dict.fromkeys(broken.name for broken in broken_inputs(operation))),
    }


def response(operation: Operation, status: str) -> str:
    """A response's name in the report: its status and media type."""
    content = operation.answers[status]
    return f"{status} {content.media_type}" if content else status


def _body(operation: Operation) -> Iterator[str]:
    if operation.content is None:
        return
    if not operation.is_exploded():
        yield "body present"
        return
    schema = operation.request.flat(operation.content.schema)
    for name, field in schema["properties"].items():
        yield f"{name} present"
        if name not in schema.get("required", ()):
            yield f"{name} absent"
        if operation.content.kind == "json" and "null" in types(operation.request.flat(field)):
            yield f"{name} null"


def sent_items(operation: Operation, body: Any) -> Iterator[str]:
    """The items of the column `body` that a body exercises."""
    if operation.content is None or not operation.is_exploded():
        yield from ["body present"] if body is not GONE else []
        return
    given = body if isinstance(body, dict) else {}
    for name in operation.request.flat(operation.content.schema)["properties"]:
        yield f"{name} {'absent' if name not in given else 'null' if given[name] is None else 'present'}"
