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


T = TypeVar("T", bound="Invoice")


@_attrs_define(kw_only=True)
class Invoice:
    """An invoice as Notify stores it. [inferred: required]

    Attributes:
        resource (str): Kind of record, which is invoice. Example: invoice.
        id (UUID): Notify's own id of the invoice. [inferred: UUID] Example: 5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21.
        status (str): Status of the invoice, such as open or paid. Example: open.
        invoice_number (str): Number of the invoice in your own books. Example: 20210001.
        invoice_date (str): Day on which the invoice was issued, as DD-MM-YYYY. Example: 21-01-2021.
        invoice_duedate (str): Day by which the invoice has to be paid, as DD-MM-YYYY. Example: 21-02-2021.
        invoice_total (str): Amount of the invoice, a decimal string with two decimals. Example: 480.00.
        invoice_balance (str): Amount that is still to be paid, a decimal string with two decimals. Example: 480.00.
        customer (CustomerReference): The customer of an invoice or a payment, in short. [inferred: required]
        document (str | Unset): File name of the PDF at Notify, if one was uploaded. It is no address, and not the name
            that was sent. [inferred: if uploaded, not the name sent] Example: 36cf1c0d-53fe-4c73-8a46-f9f40cd99b65.pdf.
    """

    resource: str
    id: UUID
    status: str
    invoice_number: str
    invoice_date: str
    invoice_duedate: str
    invoice_total: str
    invoice_balance: str
    customer: CustomerReference
    document: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "resource": "resource",
        "id": "id",
        "status": "status",
        "invoice_number": "invoiceNumber",
        "invoice_date": "invoiceDate",
        "invoice_duedate": "invoiceDuedate",
        "invoice_total": "invoiceTotal",
        "invoice_balance": "invoiceBalance",
        "customer": "customer",
        "document": "document",
    }

    def to_dict(self) -> dict[str, Any]:
        resource = self.resource

        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        status = self.status

        invoice_number = self.invoice_number

        invoice_date = self.invoice_date

        invoice_duedate = self.invoice_duedate

        invoice_total = self.invoice_total

        invoice_balance = self.invoice_balance

        customer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.customer, Unset):
            customer = self.customer.to_dict()

        document = self.document

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(resource, Unset):
            field_dict["resource"] = resource
        if not isinstance(id, Unset):
            field_dict["id"] = id
        if not isinstance(status, Unset):
            field_dict["status"] = status
        if not isinstance(invoice_number, Unset):
            field_dict["invoiceNumber"] = invoice_number
        if not isinstance(invoice_date, Unset):
            field_dict["invoiceDate"] = invoice_date
        if not isinstance(invoice_duedate, Unset):
            field_dict["invoiceDuedate"] = invoice_duedate
        if not isinstance(invoice_total, Unset):
            field_dict["invoiceTotal"] = invoice_total
        if not isinstance(invoice_balance, Unset):
            field_dict["invoiceBalance"] = invoice_balance
        if not isinstance(customer, Unset):
            field_dict["customer"] = customer
        if document is not UNSET:
            field_dict["document"] = document

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.customer_reference import CustomerReference  # noqa: PLC0415

        d = dict(src_dict.items())
        resource = d.pop("resource")

        id = UUID(d.pop("id"))

        status = d.pop("status")

        invoice_number = d.pop("invoiceNumber")

        invoice_date = d.pop("invoiceDate")

        invoice_duedate = d.pop("invoiceDuedate")

        invoice_total = d.pop("invoiceTotal")

        invoice_balance = d.pop("invoiceBalance")

        customer = CustomerReference.from_dict(d.pop("customer"))

        document = d.pop("document", UNSET)

        _self = cls(
            resource=resource,
            id=id,
            status=status,
            invoice_number=invoice_number,
            invoice_date=invoice_date,
            invoice_duedate=invoice_duedate,
            invoice_total=invoice_total,
            invoice_balance=invoice_balance,
            customer=customer,
            document=document,
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
