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

T = TypeVar("T", bound="NewCustomerOffer")


@_attrs_define(kw_only=True)
class NewCustomerOffer:
    """An offer to add to a customer's portal, sent as a multipart form.

    Attributes:
        customer_id (str): Identifier of the customer who gets the offer. [inferred: pattern] Example:
            cst_abc12345def678.
        offer_number (str): Offer number, as text. Example: 2024-001.
        issued_at (datetime.date): Day on which the offer was issued, as YYYY-mm-dd. Example: 2024-04-29.
        expires_at (datetime.date): The offer's expiry day, as YYYY-mm-dd. Example: 2024-05-29.
        amount (str): Amount of the offer in euros (EUR, the only currency so far), a decimal string with a dot as
            separator and two decimals. Whether VAT is in it is not documented. [inferred: pattern, separator and decimals]
            Example: 12.95.
        pdf (File): The offer itself, as a PDF file. [inferred: content type]
        send_notification (bool | Unset): Whether the portal sends the customer a notification of this offer; the text
            true or false in the form. What happens when it is left out is not documented. [inferred: wire form] Example:
            True.
        accepted_at (str | Unset): Moment at which the offer was accepted, as YYYY-mm-dd HH:mm:ss in the portal's local
            time, without offset. Leave it out while the customer has not decided. Not together with rejectedAt. [inferred:
            local time, leaving it out, not together] Example: 2024-05-11 12:59:00.
        accepted_via_ip (str | Unset): IP address from which the offer was accepted. Ignored without acceptedAt.
            Example: 203.0.113.9.
        accepted_via_user_agent (str | Unset): User-Agent text of the client with which the offer was accepted. Ignored
            without acceptedAt. Example: Mozilla/5.0 (X11; Linux x86_64).
        rejected_at (str | Unset): Moment at which the offer was rejected, as YYYY-mm-dd HH:mm:ss in the portal's local
            time, without offset. Leave it out while the customer has not decided. Not together with acceptedAt. [inferred:
            local time, leaving it out, not together] Example: 2024-05-11 12:59:00.
    """

    customer_id: str
    offer_number: str
    issued_at: datetime.date
    expires_at: datetime.date
    amount: str = _attrs_field(converter=decimal_text)
    pdf: File
    send_notification: bool | Unset = UNSET
    accepted_at: str | Unset = _attrs_field(default=UNSET, converter=datetime_text)
    accepted_via_ip: str | Unset = UNSET
    accepted_via_user_agent: str | Unset = UNSET
    rejected_at: str | Unset = _attrs_field(default=UNSET, converter=datetime_text)
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "customer_id": "customerId",
        "offer_number": "offerNumber",
        "issued_at": "issuedAt",
        "expires_at": "expiresAt",
        "amount": "amount",
        "pdf": "pdf",
        "send_notification": "sendNotification",
        "accepted_at": "acceptedAt",
        "accepted_via_ip": "acceptedViaIp",
        "accepted_via_user_agent": "acceptedViaUserAgent",
        "rejected_at": "rejectedAt",
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

        amount = self.amount

        pdf: FileTypes | Unset = UNSET
        if not isinstance(self.pdf, Unset):
            pdf = self.pdf.to_tuple()

        send_notification = self.send_notification

        accepted_at = self.accepted_at

        accepted_via_ip = self.accepted_via_ip

        accepted_via_user_agent = self.accepted_via_user_agent

        rejected_at = self.rejected_at

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
        if not isinstance(amount, Unset):
            field_dict["amount"] = amount
        if not isinstance(pdf, Unset):
            field_dict["pdf"] = pdf
        if send_notification is not UNSET:
            field_dict["sendNotification"] = send_notification
        if accepted_at is not UNSET:
            field_dict["acceptedAt"] = accepted_at
        if accepted_via_ip is not UNSET:
            field_dict["acceptedViaIp"] = accepted_via_ip
        if accepted_via_user_agent is not UNSET:
            field_dict["acceptedViaUserAgent"] = accepted_via_user_agent
        if rejected_at is not UNSET:
            field_dict["rejectedAt"] = rejected_at

        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("customerId", (None, types.as_text(self.customer_id).encode(), "text/plain")))

        files.append(("offerNumber", (None, types.as_text(self.offer_number).encode(), "text/plain")))

        files.append(("issuedAt", (None, self.issued_at.isoformat().encode(), "text/plain")))

        files.append(("expiresAt", (None, self.expires_at.isoformat().encode(), "text/plain")))

        files.append(("amount", (None, types.as_text(self.amount).encode(), "text/plain")))

        files.append(("pdf", self.pdf.to_tuple()))

        if not isinstance(self.send_notification, Unset):
            files.append(("sendNotification", (None, types.as_text(self.send_notification).encode(), "text/plain")))

        if not isinstance(self.accepted_at, Unset):
            files.append(("acceptedAt", (None, types.as_text(self.accepted_at).encode(), "text/plain")))

        if not isinstance(self.accepted_via_ip, Unset):
            files.append(("acceptedViaIp", (None, types.as_text(self.accepted_via_ip).encode(), "text/plain")))

        if not isinstance(self.accepted_via_user_agent, Unset):
            files.append(
                ("acceptedViaUserAgent", (None, types.as_text(self.accepted_via_user_agent).encode(), "text/plain"))
            )

        if not isinstance(self.rejected_at, Unset):
            files.append(("rejectedAt", (None, types.as_text(self.rejected_at).encode(), "text/plain")))

        for prop_name, prop in self.additional_properties.items():
            if prop is not None:
                files.append((prop_name, (None, types.as_text(prop).encode(), "text/plain")))

        return files

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        customer_id = d.pop("customerId")

        offer_number = d.pop("offerNumber")

        issued_at = datetime.date.fromisoformat(d.pop("issuedAt"))

        expires_at = datetime.date.fromisoformat(d.pop("expiresAt"))

        amount = d.pop("amount")

        pdf = File(payload=BytesIO(d.pop("pdf")))

        send_notification = d.pop("sendNotification", UNSET)

        accepted_at = d.pop("acceptedAt", UNSET)

        accepted_via_ip = d.pop("acceptedViaIp", UNSET)

        accepted_via_user_agent = d.pop("acceptedViaUserAgent", UNSET)

        rejected_at = d.pop("rejectedAt", UNSET)

        _self = cls(
            customer_id=customer_id,
            offer_number=offer_number,
            issued_at=issued_at,
            expires_at=expires_at,
            amount=amount,
            pdf=pdf,
            send_notification=send_notification,
            accepted_at=accepted_at,
            accepted_via_ip=accepted_via_ip,
            accepted_via_user_agent=accepted_via_user_agent,
            rejected_at=rejected_at,
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
