# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Document")


@_attrs_define(kw_only=True)
class Document:
    """The file that was stored for an invoice. [inferred: required]

    Attributes:
        resource (str): Kind of record, which is document. Example: document.
        invoice (UUID): Notify's own id of the invoice. [inferred: UUID] Example: 5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21.
        filename (str): Name of the file. Example: invoice-20210001.pdf.
    """

    resource: str
    invoice: UUID
    filename: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "resource": "resource",
        "invoice": "invoice",
        "filename": "filename",
    }

    def to_dict(self) -> dict[str, Any]:
        resource = self.resource

        invoice: str | Unset = UNSET
        if not isinstance(self.invoice, Unset):
            invoice = str(self.invoice)

        filename = self.filename

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(resource, Unset):
            field_dict["resource"] = resource
        if not isinstance(invoice, Unset):
            field_dict["invoice"] = invoice
        if not isinstance(filename, Unset):
            field_dict["filename"] = filename

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        resource = d.pop("resource")

        invoice = UUID(d.pop("invoice"))

        filename = d.pop("filename")

        _self = cls(
            resource=resource,
            invoice=invoice,
            filename=filename,
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
