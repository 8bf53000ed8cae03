# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="InvoiceReference")


@_attrs_define(kw_only=True)
class InvoiceReference:
    """The invoice of a payment, in short. [inferred: required]

    Attributes:
        id (UUID): Notify's own id of the invoice. [inferred: UUID] Example: 5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21.
        number (str): Number of the invoice in your own books. Example: 20210001.
        invoice_total (str): Amount of the invoice, a decimal string with two decimals. Example: 480.00.
        invoice_balance (str): Amount of the invoice that is still to be paid, a decimal string with two decimals.
            Example: 380.00.
    """

    id: UUID
    number: str
    invoice_total: str
    invoice_balance: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "id": "id",
        "number": "number",
        "invoice_total": "invoiceTotal",
        "invoice_balance": "invoiceBalance",
    }

    def to_dict(self) -> dict[str, Any]:
        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        number = self.number

        invoice_total = self.invoice_total

        invoice_balance = self.invoice_balance

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(id, Unset):
            field_dict["id"] = id
        if not isinstance(number, Unset):
            field_dict["number"] = number
        if not isinstance(invoice_total, Unset):
            field_dict["invoiceTotal"] = invoice_total
        if not isinstance(invoice_balance, Unset):
            field_dict["invoiceBalance"] = invoice_balance

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        id = UUID(d.pop("id"))

        number = d.pop("number")

        invoice_total = d.pop("invoiceTotal")

        invoice_balance = d.pop("invoiceBalance")

        _self = cls(
            id=id,
            number=number,
            invoice_total=invoice_total,
            invoice_balance=invoice_balance,
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
