# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset, decimal_text

T = TypeVar("T", bound="NewPayment")


@_attrs_define(kw_only=True)
class NewPayment:
    """A payment of an invoice. Amounts have no currency. [inferred: required, spelling]

    Attributes:
        invoice (UUID): Notify's own id of the invoice, not its number. [inferred: UUID] Example:
            5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21.
        date (str): Day of the payment, as DD-MM-YYYY. Example: 28-01-2021.
        amount (str): Amount that was paid, a decimal string with a dot as separator and always two decimals. [inferred:
            minus] Example: 100.00.
        method (str | Unset): How the invoice was paid, as a code such as banktransfer. [inferred: values, optional]
            Example: banktransfer.
    """

    invoice: UUID
    date: str
    amount: str = _attrs_field(converter=decimal_text)
    method: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "invoice": "Invoice",
        "date": "Date",
        "amount": "Amount",
        "method": "Method",
    }

    def to_dict(self) -> dict[str, Any]:
        invoice: str | Unset = UNSET
        if not isinstance(self.invoice, Unset):
            invoice = str(self.invoice)

        date = self.date

        amount = self.amount

        method = self.method

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(invoice, Unset):
            field_dict["Invoice"] = invoice
        if not isinstance(date, Unset):
            field_dict["Date"] = date
        if not isinstance(amount, Unset):
            field_dict["Amount"] = amount
        if method is not UNSET:
            field_dict["Method"] = method

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        invoice = UUID(d.pop("Invoice"))

        date = d.pop("Date")

        amount = d.pop("Amount")

        method = d.pop("Method", UNSET)

        _self = cls(
            invoice=invoice,
            date=date,
            amount=amount,
            method=method,
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
