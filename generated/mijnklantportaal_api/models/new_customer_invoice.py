# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from io import BytesIO
from typing import Any, ClassVar, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..types import UNSET, File, FileTypes, Unset, datetime_text, decimal_text

T = TypeVar("T", bound="NewCustomerInvoice")


@_attrs_define(kw_only=True)
class NewCustomerInvoice:
    """An invoice to add to a customer's portal, sent as a multipart form.

    Attributes:
        customer_id (str): Identifier of the customer who gets the invoice. [inferred: pattern] Example:
            cst_abc12345def678.
        invoice_number (str): Invoice number, as text. Example: 2024-001.
        issued_at (datetime.date): Day on which the invoice was issued, as YYYY-mm-dd. Example: 2024-04-30.
        amount (str): Amount of the invoice in euros (EUR, the only currency so far), a decimal string with a dot as
            separator and two decimals. [inferred: pattern, separator and decimals] Example: 12.95.
        pdf (File): The invoice itself, as a PDF file. [inferred: content type]
        paid_at (str | Unset): Moment at which the invoice was paid, as YYYY-mm-dd HH:mm:ss in the portal's local time,
            without offset. Leave it out while the invoice is unpaid. [inferred: local time, leaving it out] Example:
            2024-05-11 12:59:00.
        send_notification (bool | Unset): Whether the portal sends the customer a notification of this invoice; the text
            true or false in the form. What happens when it is left out is not documented. [inferred: wire form] Example:
            True.
    """

    customer_id: str
    invoice_number: str
    issued_at: datetime.date
    amount: str = _attrs_field(converter=decimal_text)
    pdf: File
    paid_at: str | Unset = _attrs_field(default=UNSET, converter=datetime_text)
    send_notification: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "customer_id": "customerId",
        "invoice_number": "invoiceNumber",
        "issued_at": "issuedAt",
        "amount": "amount",
        "pdf": "pdf",
        "paid_at": "paidAt",
        "send_notification": "sendNotification",
    }

    def to_dict(self) -> dict[str, Any]:
        customer_id = self.customer_id

        invoice_number = self.invoice_number

        issued_at: str | Unset = UNSET
        if not isinstance(self.issued_at, Unset):
            issued_at = self.issued_at.isoformat()

        amount = self.amount

        pdf: FileTypes | Unset = UNSET
        if not isinstance(self.pdf, Unset):
            pdf = self.pdf.to_tuple()

        paid_at = self.paid_at

        send_notification = self.send_notification

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(customer_id, Unset):
            field_dict["customerId"] = customer_id
        if not isinstance(invoice_number, Unset):
            field_dict["invoiceNumber"] = invoice_number
        if not isinstance(issued_at, Unset):
            field_dict["issuedAt"] = issued_at
        if not isinstance(amount, Unset):
            field_dict["amount"] = amount
        if not isinstance(pdf, Unset):
            field_dict["pdf"] = pdf
        if paid_at is not UNSET:
            field_dict["paidAt"] = paid_at
        if send_notification is not UNSET:
            field_dict["sendNotification"] = send_notification

        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("customerId", (None, types.as_text(self.customer_id).encode(), "text/plain")))

        files.append(("invoiceNumber", (None, types.as_text(self.invoice_number).encode(), "text/plain")))

        files.append(("issuedAt", (None, self.issued_at.isoformat().encode(), "text/plain")))

        files.append(("amount", (None, types.as_text(self.amount).encode(), "text/plain")))

        files.append(("pdf", self.pdf.to_tuple()))

        if not isinstance(self.paid_at, Unset):
            files.append(("paidAt", (None, types.as_text(self.paid_at).encode(), "text/plain")))

        if not isinstance(self.send_notification, Unset):
            files.append(("sendNotification", (None, types.as_text(self.send_notification).encode(), "text/plain")))

        for prop_name, prop in self.additional_properties.items():
            if prop is not None:
                files.append((prop_name, (None, types.as_text(prop).encode(), "text/plain")))

        return files

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        customer_id = d.pop("customerId")

        invoice_number = d.pop("invoiceNumber")

        issued_at = datetime.date.fromisoformat(d.pop("issuedAt"))

        amount = d.pop("amount")

        pdf = File(payload=BytesIO(d.pop("pdf")))

        paid_at = d.pop("paidAt", UNSET)

        send_notification = d.pop("sendNotification", UNSET)

        _self = cls(
            customer_id=customer_id,
            invoice_number=invoice_number,
            issued_at=issued_at,
            amount=amount,
            pdf=pdf,
            paid_at=paid_at,
            send_notification=send_notification,
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
