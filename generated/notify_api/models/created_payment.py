# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CreatedPayment")


@_attrs_define(kw_only=True)
class CreatedPayment:
    """A payment that was just registered. [inferred: required]

    Attributes:
        resource (str): Kind of record, which is payment. Example: payment.
        id (UUID): Notify's own id of the payment. [inferred: UUID] Example: c9a4f2d7-61b8-4f3a-8c15-2e7d90ab4163.
        invoice (UUID): Notify's own id of the invoice. [inferred: UUID] Example: 5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21.
        date (str): Day of the payment, as DD-MM-YYYY. Example: 28-01-2021.
        amount (str): Amount that was paid, a decimal string with two decimals. Example: 100.00.
        invoice_total (str): Amount of the invoice, a decimal string with two decimals. Example: 480.00.
        invoice_balance (str): Amount of the invoice that is still to be paid, a decimal string with two decimals.
            Example: 380.00.
    """

    resource: str
    id: UUID
    invoice: UUID
    date: str
    amount: str
    invoice_total: str
    invoice_balance: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "resource": "resource",
        "id": "id",
        "invoice": "invoice",
        "date": "date",
        "amount": "amount",
        "invoice_total": "invoiceTotal",
        "invoice_balance": "invoiceBalance",
    }

    def to_dict(self) -> dict[str, Any]:
        resource = self.resource

        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        invoice: str | Unset = UNSET
        if not isinstance(self.invoice, Unset):
            invoice = str(self.invoice)

        date = self.date

        amount = self.amount

        invoice_total = self.invoice_total

        invoice_balance = self.invoice_balance

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(resource, Unset):
            field_dict["resource"] = resource
        if not isinstance(id, Unset):
            field_dict["id"] = id
        if not isinstance(invoice, Unset):
            field_dict["invoice"] = invoice
        if not isinstance(date, Unset):
            field_dict["date"] = date
        if not isinstance(amount, Unset):
            field_dict["amount"] = amount
        if not isinstance(invoice_total, Unset):
            field_dict["invoiceTotal"] = invoice_total
        if not isinstance(invoice_balance, Unset):
            field_dict["invoiceBalance"] = invoice_balance

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        resource = d.pop("resource")

        id = UUID(d.pop("id"))

        invoice = UUID(d.pop("invoice"))

        date = d.pop("date")

        amount = d.pop("amount")

        invoice_total = d.pop("invoiceTotal")

        invoice_balance = d.pop("invoiceBalance")

        _self = cls(
            resource=resource,
            id=id,
            invoice=invoice,
            date=date,
            amount=amount,
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
