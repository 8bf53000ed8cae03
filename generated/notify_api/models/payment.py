# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    TypeVar,
)
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.customer_reference import CustomerReference
    from ..models.invoice_reference import InvoiceReference


T = TypeVar("T", bound="Payment")


@_attrs_define(kw_only=True)
class Payment:
    """A payment in a list. The method is not in it. [inferred: required]

    Attributes:
        resource (str): Kind of record, which is payments in the page's example. Example: payments.
        id (UUID): Notify's own id of the payment. [inferred: UUID] Example: c9a4f2d7-61b8-4f3a-8c15-2e7d90ab4163.
        date (str): Day of the payment, as DD-MM-YYYY. Example: 28-01-2021.
        amount (str): Amount that was paid, a decimal string with two decimals. Example: 100.00.
        invoice (InvoiceReference): The invoice of a payment, in short. [inferred: required]
        customer (CustomerReference): The customer of an invoice or a payment, in short. [inferred: required]
    """

    resource: str
    id: UUID
    date: str
    amount: str
    invoice: InvoiceReference
    customer: CustomerReference
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "resource": "resource",
        "id": "id",
        "date": "date",
        "amount": "amount",
        "invoice": "invoice",
        "customer": "customer",
    }

    def to_dict(self) -> dict[str, Any]:
        resource = self.resource

        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        date = self.date

        amount = self.amount

        invoice: dict[str, Any] | Unset = UNSET
        if not isinstance(self.invoice, Unset):
            invoice = self.invoice.to_dict()

        customer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.customer, Unset):
            customer = self.customer.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(resource, Unset):
            field_dict["resource"] = resource
        if not isinstance(id, Unset):
            field_dict["id"] = id
        if not isinstance(date, Unset):
            field_dict["date"] = date
        if not isinstance(amount, Unset):
            field_dict["amount"] = amount
        if not isinstance(invoice, Unset):
            field_dict["invoice"] = invoice
        if not isinstance(customer, Unset):
            field_dict["customer"] = customer

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.customer_reference import CustomerReference  # noqa: PLC0415
        from ..models.invoice_reference import InvoiceReference  # noqa: PLC0415

        d = dict(src_dict.items())
        resource = d.pop("resource")

        id = UUID(d.pop("id"))

        date = d.pop("date")

        amount = d.pop("amount")

        invoice = InvoiceReference.from_dict(d.pop("invoice"))

        customer = CustomerReference.from_dict(d.pop("customer"))

        _self = cls(
            resource=resource,
            id=id,
            date=date,
            amount=amount,
            invoice=invoice,
            customer=customer,
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
