# Generated from specs/notify.yaml by make generate. Do not edit.
"""Contains some shared types for properties"""

from collections.abc import Mapping, MutableMapping
from typing import (
    IO,
    TYPE_CHECKING,
    Any,
    BinaryIO,
    Generic,
    TypeVar,
    cast,
    overload,
)

from attrs import define
from klantkit_types import UNSET, Unset

if TYPE_CHECKING:
    from decimal import Decimal

# The types that `httpx.Client(files=)` can accept, copied from that library.
FileContent = IO[bytes] | bytes | str
FileTypes = (
    # (filename, file (or bytes), content_type)
    tuple[str | None, FileContent, str | None]
    # (filename, file (or bytes), content_type, headers)
    | tuple[str | None, FileContent, str | None, Mapping[str, str]]
)
RequestFiles = list[tuple[str, FileTypes]]


@define
class File:
    """Contains information for file uploads"""

    payload: BinaryIO
    file_name: str | None = None
    mime_type: str | None = None

    def to_tuple(self) -> FileTypes:
        """Return a tuple representation that httpx will accept for multipart/form-data"""
        return self.file_name, self.payload, self.mime_type


T = TypeVar("T")


@define
class Response(Generic[T]):
    """A response from an endpoint"""

    status_code: int
    content: bytes
    headers: MutableMapping[str, str]
    parsed: T | None


__all__ = ["UNSET", "File", "FileTypes", "RequestFiles", "Response", "Unset"]


def as_text(value: Any) -> str:
    """Write a value as text in a path, a query, a header or a form."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return str.__str__(value)  # of an enum too, whose own text may be its name
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        return float.__repr__(value)
    if hasattr(value, "isoformat"):  # a date or a date-time
        return str(value.isoformat())
    return str(value)


def as_parameter(value: Any, delimiter: str = "") -> str | list[str] | None:
    """Write the value of a parameter; a list as one text if there is a delimiter.

    Returns:
        None for no value, which leaves the parameter out.
    """
    if value is None or isinstance(value, Unset):
        return None
    if isinstance(value, list):
        given: list[Any] = value
        items = [as_text(item) for item in given if item is not None]
        return delimiter.join(items) if delimiter else items
    return as_text(value)


@overload
def decimal_text(value: "str | Decimal") -> str: ...
@overload
def decimal_text(value: Unset) -> Unset: ...
def decimal_text(value: "str | Decimal | Unset") -> str | Unset:
    """Write a finite decimal as digits, never with an exponent; anything else stays as it is."""
    if not isinstance(value, str | Unset):
        from decimal import Decimal  # slow to import, and most callers give text

        if isinstance(value, Decimal) and value.is_finite():
            return format(value, "f")
    return cast(str, value)


@overload
def bytes_text(value: "str | bytes") -> str: ...
@overload
def bytes_text(value: Unset) -> Unset: ...
def bytes_text(value: "str | bytes | Unset") -> str | Unset:
    """Write bytes in Base64; anything else stays as it is."""
    if isinstance(value, bytes):
        from base64 import b64encode

        return b64encode(value).decode()
    return value
