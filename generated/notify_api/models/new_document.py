# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    ClassVar,
    Literal,
    TypeVar,
    cast,
)
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset, bytes_text

T = TypeVar("T", bound="NewDocument")


@_attrs_define(kw_only=True)
class NewDocument:
    """The PDF of an invoice, with its name. [inferred: required, spelling]

    Attributes:
        invoice (UUID): Notify's own id of the invoice, the same as in the path. [inferred: UUID] Example:
            5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21.
        filename (str): Name of the file, with its ending. At most 250 characters. Example: invoice-20210001.pdf.
        mediatype (Literal['application/pdf']): Media type of the file, always that of PDF. [inferred: default, limit]
            Default: 'application/pdf'.
        content (str): The PDF, sent as Base64 text; so it may have at most 3932160 bytes. At most 5242880 characters.
            [inferred: limit, padding and alphabet] Example: JVBERi0xLjQK.
    """

    invoice: UUID
    filename: str
    content: str = _attrs_field(converter=bytes_text)
    mediatype: Literal["application/pdf"] = "application/pdf"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "invoice": "Invoice",
        "filename": "Filename",
        "mediatype": "Mediatype",
        "content": "Content",
    }

    def to_dict(self) -> dict[str, Any]:
        invoice: str | Unset = UNSET
        if not isinstance(self.invoice, Unset):
            invoice = str(self.invoice)

        filename = self.filename

        mediatype = self.mediatype

        content = self.content

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(invoice, Unset):
            field_dict["Invoice"] = invoice
        if not isinstance(filename, Unset):
            field_dict["Filename"] = filename
        if not isinstance(mediatype, Unset):
            field_dict["Mediatype"] = mediatype
        if not isinstance(content, Unset):
            field_dict["Content"] = content

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        invoice = UUID(d.pop("Invoice"))

        filename = d.pop("Filename")

        mediatype = cast(Literal["application/pdf"], d.pop("Mediatype"))
        if mediatype != "application/pdf":
            raise ValueError(f"Mediatype must match const 'application/pdf', got '{mediatype}'")

        content = d.pop("Content")

        _self = cls(
            invoice=invoice,
            filename=filename,
            mediatype=mediatype,
            content=content,
        )

        _self.additional_properties = d
        return _self

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
