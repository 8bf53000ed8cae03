# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    ClassVar,
    TypeVar,
)
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.new_invoice_invoice_status import (
    NewInvoiceInvoiceStatus,
    check_new_invoice_invoice_status,
)
from ..types import UNSET, Unset, decimal_text

T = TypeVar("T", bound="NewInvoice")


@_attrs_define(kw_only=True)
class NewInvoice:
    """An invoice to create. Amounts have no currency. Field names are those of the page's table of fields. [inferred:
    required, spelling]

        Attributes:
            customer (UUID): Notify's own id of the customer, not your code. [inferred: UUID] Example:
                a0f0660d-6c8d-422b-8114-e363b260521e.
            invoice_number (str): Number of the invoice in your own books, different for each invoice. At most 100
                characters. Example: 20210001.
            invoice_date (str): Day on which the invoice was issued, as DD-MM-YYYY. Example: 21-01-2021.
            invoice_duedate (str): Day by which the invoice has to be paid, as DD-MM-YYYY. Example: 21-02-2021.
            invoice_total (str): Amount of the invoice, a decimal string with a dot as separator and always two decimals.
                [inferred: minus, limit] Example: 480.00.
            invoice_balance (str | Unset): Amount that is still to be paid, in the form of InvoiceTotal. The total is taken
                when it is left out. [inferred: minus, limit] Example: 480.00.
            invoice_status (NewInvoiceInvoiceStatus | Unset): Status of the invoice: concept, open, paid or canceled. Notify
                does nothing more about an invoice that is paid or canceled. The status without it is not documented. [inferred:
                spelling, optional, nothing more] Example: open.
    """

    customer: UUID
    invoice_number: str
    invoice_date: str
    invoice_duedate: str
    invoice_total: str = _attrs_field(converter=decimal_text)
    invoice_balance: str | Unset = _attrs_field(default=UNSET, converter=decimal_text)
    invoice_status: NewInvoiceInvoiceStatus | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "customer": "Customer",
        "invoice_number": "InvoiceNumber",
        "invoice_date": "InvoiceDate",
        "invoice_duedate": "InvoiceDuedate",
        "invoice_total": "InvoiceTotal",
        "invoice_balance": "InvoiceBalance",
        "invoice_status": "InvoiceStatus",
    }

    def to_dict(self) -> dict[str, Any]:
        customer: str | Unset = UNSET
        if not isinstance(self.customer, Unset):
            customer = str(self.customer)

        invoice_number = self.invoice_number

        invoice_date = self.invoice_date

        invoice_duedate = self.invoice_duedate

        invoice_total = self.invoice_total

        invoice_balance = self.invoice_balance

        invoice_status = self.invoice_status

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(customer, Unset):
            field_dict["Customer"] = customer
        if not isinstance(invoice_number, Unset):
            field_dict["InvoiceNumber"] = invoice_number
        if not isinstance(invoice_date, Unset):
            field_dict["InvoiceDate"] = invoice_date
        if not isinstance(invoice_duedate, Unset):
            field_dict["InvoiceDuedate"] = invoice_duedate
        if not isinstance(invoice_total, Unset):
            field_dict["InvoiceTotal"] = invoice_total
        if invoice_balance is not UNSET:
            field_dict["InvoiceBalance"] = invoice_balance
        if invoice_status is not UNSET:
            field_dict["InvoiceStatus"] = invoice_status

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        customer = UUID(d.pop("Customer"))

        invoice_number = d.pop("InvoiceNumber")

        invoice_date = d.pop("InvoiceDate")

        invoice_duedate = d.pop("InvoiceDuedate")

        invoice_total = d.pop("InvoiceTotal")

        invoice_balance = d.pop("InvoiceBalance", UNSET)

        _invoice_status = d.pop("InvoiceStatus", UNSET)
        invoice_status: NewInvoiceInvoiceStatus | Unset
        if isinstance(_invoice_status, Unset):
            invoice_status = UNSET
        else:
            invoice_status = check_new_invoice_invoice_status(_invoice_status)

        _self = cls(
            customer=customer,
            invoice_number=invoice_number,
            invoice_date=invoice_date,
            invoice_duedate=invoice_duedate,
            invoice_total=invoice_total,
            invoice_balance=invoice_balance,
            invoice_status=invoice_status,
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
