# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    TypeVar,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.customer_invoice_links import CustomerInvoiceLinks


T = TypeVar("T", bound="CustomerInvoice")


@_attrs_define(kw_only=True)
class CustomerInvoice:
    """An invoice as the portal holds it. [inferred: required]

    Attributes:
        id (str): The portal's identifier of the invoice, which begins with inv_. Example: inv_abc12345def678.
        customer_id (str): Identifier of the customer to whom the invoice belongs. [inferred: pattern] Example:
            cst_abc12345def678.
        invoice_number (str): Invoice number, as text. Example: 2024-001.
        issued_at (datetime.date): Day on which the invoice was issued, as YYYY-mm-dd. Example: 2024-04-30.
        currency (str): Currency of the amount, an ISO 4217 code. [inferred: ISO 4217] Example: EUR.
        amount (str): Amount of the invoice in the currency given beside it, a decimal string with a dot as separator
            and two decimals. [inferred: pattern, separator and decimals] Example: 12.95.
        created_at (datetime.datetime): Moment at which the invoice came into the portal, in RFC 3339 with an offset
            (PHP's ATOM). Example: 2024-05-28T21:00:00+02:00.
        links (CustomerInvoiceLinks): Addresses of what belongs to an invoice. [inferred: names and types, required,
            onlinePaymentLink]
        paid_at (datetime.datetime | None | Unset): Moment at which the invoice was marked as paid, in RFC 3339 with an
            offset (PHP's ATOM), or null while it is unpaid. [inferred: meaning of null] Example: 2024-05-11T12:59:00+02:00.
    """

    id: str
    customer_id: str
    invoice_number: str
    issued_at: datetime.date
    currency: str
    amount: str
    created_at: datetime.datetime
    links: CustomerInvoiceLinks
    paid_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "id": "id",
        "customer_id": "customerId",
        "invoice_number": "invoiceNumber",
        "issued_at": "issuedAt",
        "currency": "currency",
        "amount": "amount",
        "created_at": "createdAt",
        "links": "links",
        "paid_at": "paidAt",
    }

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        customer_id = self.customer_id

        invoice_number = self.invoice_number

        issued_at: str | Unset = UNSET
        if not isinstance(self.issued_at, Unset):
            issued_at = self.issued_at.isoformat()

        currency = self.currency

        amount = self.amount

        created_at: str | Unset = UNSET
        if not isinstance(self.created_at, Unset):
            created_at = self.created_at.isoformat()

        links: dict[str, Any] | Unset = UNSET
        if not isinstance(self.links, Unset):
            links = self.links.to_dict()

        paid_at: None | str | Unset
        if isinstance(self.paid_at, Unset):
            paid_at = UNSET
        elif isinstance(self.paid_at, datetime.datetime):
            paid_at = self.paid_at.isoformat()
        else:
            paid_at = self.paid_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(id, Unset):
            field_dict["id"] = id
        if not isinstance(customer_id, Unset):
            field_dict["customerId"] = customer_id
        if not isinstance(invoice_number, Unset):
            field_dict["invoiceNumber"] = invoice_number
        if not isinstance(issued_at, Unset):
            field_dict["issuedAt"] = issued_at
        if not isinstance(currency, Unset):
            field_dict["currency"] = currency
        if not isinstance(amount, Unset):
            field_dict["amount"] = amount
        if not isinstance(created_at, Unset):
            field_dict["createdAt"] = created_at
        if not isinstance(links, Unset):
            field_dict["links"] = links
        if paid_at is not UNSET:
            field_dict["paidAt"] = paid_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.customer_invoice_links import CustomerInvoiceLinks  # noqa: PLC0415

        d = dict(src_dict.items())
        id = d.pop("id")

        customer_id = d.pop("customerId")

        invoice_number = d.pop("invoiceNumber")

        issued_at = datetime.date.fromisoformat(d.pop("issuedAt"))

        currency = d.pop("currency")

        amount = d.pop("amount")

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        links = CustomerInvoiceLinks.from_dict(d.pop("links"))

        def _parse_paid_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError
                paid_at_type_0 = datetime.datetime.fromisoformat(data)

                return paid_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            raise TypeError("paidAt has none of its types")

        paid_at = _parse_paid_at(d.pop("paidAt", UNSET))

        _self = cls(
            id=id,
            customer_id=customer_id,
            invoice_number=invoice_number,
            issued_at=issued_at,
            currency=currency,
            amount=amount,
            created_at=created_at,
            links=links,
            paid_at=paid_at,
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
