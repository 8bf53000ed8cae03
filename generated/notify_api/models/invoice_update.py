# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    ClassVar,
    TypeVar,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.invoice_update_invoice_status import (
    InvoiceUpdateInvoiceStatus,
    check_invoice_update_invoice_status,
)
from ..types import UNSET, Unset, decimal_text

T = TypeVar("T", bound="InvoiceUpdate")


@_attrs_define(kw_only=True)
class InvoiceUpdate:
    """Changes to an invoice. Field names are those of the page's table; its curl command has camelCase. [inferred: nothing
    required, at least one, spelling]

        Attributes:
            invoice_date (str | Unset): Day on which the invoice was issued, as DD-MM-YYYY. Example: 21-01-2021.
            invoice_duedate (str | Unset): Day by which the invoice has to be paid, as DD-MM-YYYY. Example: 21-02-2021.
            invoice_total (str | Unset): Amount of the invoice, a decimal string with a dot as separator and always two
                decimals. [inferred: minus, limit] Example: 480.00.
            invoice_balance (str | Unset): Amount that is still to be paid, in the form of InvoiceTotal. [inferred: minus,
                limit] Example: 0.00.
            invoice_status (InvoiceUpdateInvoiceStatus | Unset): Status of the invoice, which is concept, open, paid or
                cancelled. Example: paid.
    """

    invoice_date: str | Unset = UNSET
    invoice_duedate: str | Unset = UNSET
    invoice_total: str | Unset = _attrs_field(default=UNSET, converter=decimal_text)
    invoice_balance: str | Unset = _attrs_field(default=UNSET, converter=decimal_text)
    invoice_status: InvoiceUpdateInvoiceStatus | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "invoice_date": "InvoiceDate",
        "invoice_duedate": "InvoiceDuedate",
        "invoice_total": "InvoiceTotal",
        "invoice_balance": "InvoiceBalance",
        "invoice_status": "InvoiceStatus",
    }

    def to_dict(self) -> dict[str, Any]:
        invoice_date = self.invoice_date

        invoice_duedate = self.invoice_duedate

        invoice_total = self.invoice_total

        invoice_balance = self.invoice_balance

        invoice_status = self.invoice_status

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if invoice_date is not UNSET:
            field_dict["InvoiceDate"] = invoice_date
        if invoice_duedate is not UNSET:
            field_dict["InvoiceDuedate"] = invoice_duedate
        if invoice_total is not UNSET:
            field_dict["InvoiceTotal"] = invoice_total
        if invoice_balance is not UNSET:
            field_dict["InvoiceBalance"] = invoice_balance
        if invoice_status is not UNSET:
            field_dict["InvoiceStatus"] = invoice_status

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        invoice_date = d.pop("InvoiceDate", UNSET)

        invoice_duedate = d.pop("InvoiceDuedate", UNSET)

        invoice_total = d.pop("InvoiceTotal", UNSET)

        invoice_balance = d.pop("InvoiceBalance", UNSET)

        _invoice_status = d.pop("InvoiceStatus", UNSET)
        invoice_status: InvoiceUpdateInvoiceStatus | Unset
        if isinstance(_invoice_status, Unset):
            invoice_status = UNSET
        else:
            invoice_status = check_invoice_update_invoice_status(_invoice_status)

        _self = cls(
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
