# Generated from tools/mini.yaml by make generate. Do not edit.
"""Contains all the data models used in inputs/outputs."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .document import Document
    from .error import Error
    from .new_document import NewDocument

_MODULES: dict[str, str] = {
    "Document": ".document",
    "Error": ".error",
    "NewDocument": ".new_document",
}

__all__ = (
    "Document",
    "Error",
    "NewDocument",
)


def __getattr__(name: str) -> object:
    """Load a model."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    model: object = getattr(importlib.import_module(_MODULES[name], __name__), name)
    globals()[name] = model
    return model


def __dir__() -> list[str]:
    return [*{*globals(), *__all__}]
