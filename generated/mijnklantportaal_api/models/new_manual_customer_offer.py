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
    from ..models.offer_line import OfferLine


T = TypeVar("T", bound="NewManualCustomerOffer")


@_attrs_define(kw_only=True)
class NewManualCustomerOffer:
    """An offer for the portal to make out of lines.

    Attributes:
        customer_id (str): Identifier of the customer who gets the offer. [inferred: pattern] Example:
            cst_abc12345def678.
        offer_number (str): Offer number, as text. Example: 2024-001.
        issued_at (datetime.date): Day on which the offer was issued, as YYYY-mm-dd. Example: 2025-04-14.
        expires_at (datetime.date): The offer's expiry day, as YYYY-mm-dd. Example: 2025-04-30.
        lines (list[OfferLine]): The products or services that make up the offer. Example: [{'description': 'Website
            template', 'amountExclVat': '12.95', 'vatRate': 21}].
        send_notification (bool | Unset): Whether the portal sends the customer a notification of this offer. What
            happens when it is left out is not documented. Example: True.
    """

    customer_id: str
    offer_number: str
    issued_at: datetime.date
    expires_at: datetime.date
    lines: list[OfferLine]
    send_notification: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "customer_id": "customerId",
        "offer_number": "offerNumber",
        "issued_at": "issuedAt",
        "expires_at": "expiresAt",
        "lines": "lines",
        "send_notification": "sendNotification",
    }

    def to_dict(self) -> dict[str, Any]:
        customer_id = self.customer_id

        offer_number = self.offer_number

        issued_at: str | Unset = UNSET
        if not isinstance(self.issued_at, Unset):
            issued_at = self.issued_at.isoformat()

        expires_at: str | Unset = UNSET
        if not isinstance(self.expires_at, Unset):
            expires_at = self.expires_at.isoformat()

        lines: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.lines, Unset):
            lines = []
            for lines_item_data in self.lines:
                lines_item = lines_item_data.to_dict()
                lines.append(lines_item)

        send_notification = self.send_notification

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(customer_id, Unset):
            field_dict["customerId"] = customer_id
        if not isinstance(offer_number, Unset):
            field_dict["offerNumber"] = offer_number
        if not isinstance(issued_at, Unset):
            field_dict["issuedAt"] = issued_at
        if not isinstance(expires_at, Unset):
            field_dict["expiresAt"] = expires_at
        if not isinstance(lines, Unset):
            field_dict["lines"] = lines
        if send_notification is not UNSET:
            field_dict["sendNotification"] = send_notification

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.offer_line import OfferLine  # noqa: PLC0415

        d = dict(src_dict.items())
        customer_id = d.pop("customerId")

        offer_number = d.pop("offerNumber")

        issued_at = datetime.date.fromisoformat(d.pop("issuedAt"))

        expires_at = datetime.date.fromisoformat(d.pop("expiresAt"))

        _lines = d.pop("lines")
        lines = []
        if not isinstance(_lines, list):
            raise TypeError("lines must be a list")
        for lines_item_data in _lines:
            lines_item = OfferLine.from_dict(lines_item_data)

            lines.append(lines_item)

        send_notification = d.pop("sendNotification", UNSET)

        _self = cls(
            customer_id=customer_id,
            offer_number=offer_number,
            issued_at=issued_at,
            expires_at=expires_at,
            lines=lines,
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
