# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.customer_offer_links import CustomerOfferLinks


T = TypeVar("T", bound="CustomerOffer")


@_attrs_define(kw_only=True)
class CustomerOffer:
    """An offer as the portal holds it. Its lines do not come back. [inferred: required, no lines]

    Attributes:
        id (str): The portal's identifier of the offer, which begins with off_. Example: off_abc12345def678.
        customer_id (str): Identifier of the customer to whom the offer belongs. [inferred: pattern] Example:
            cst_abc12345def678.
        offer_number (str): Offer number, as text. Example: 2024-001.
        issued_at (datetime.date): Day on which the offer was issued, as YYYY-mm-dd. Example: 2025-04-14.
        expires_at (datetime.date): The offer's expiry day, as YYYY-mm-dd. Example: 2025-04-30.
        currency (str): Currency of the amount, an ISO 4217 code. [inferred: ISO 4217] Example: EUR.
        amount (str): Amount of the offer in the currency given beside it, a decimal string with a dot as separator and
            two decimals. Whether VAT is in it is not documented. [inferred: pattern, separator and decimals] Example:
            12.95.
        created_at (datetime.datetime): Moment at which the offer came into the portal, in RFC 3339 with an offset
            (PHP's ATOM). Example: 2025-04-14T21:00:00+02:00.
        links (CustomerOfferLinks): Addresses of what belongs to an offer. [inferred: names and types, required]
        accepted_at (datetime.datetime | None | Unset): Moment at which the offer was marked as accepted, in RFC 3339
            with an offset (PHP's ATOM), or null. Not filled together with rejectedAt. [inferred: not together] Example:
            2025-04-24T21:00:00+02:00.
        accepted_via_ip (None | str | Unset): IP address that was used to accept the offer, or null. Example:
            203.0.113.9.
        accepted_via_user_agent (None | str | Unset): User-Agent text of the client that was used to accept the offer,
            or null. Example: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/51.0.2704.103
            Safari/537.36.
        acceptance_signature (None | str | Unset): Signature given on acceptance, a PNG image in a base64 data URI, or
            null. Example: data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR42mNoAAAAggCB2kUIOwA
            AAABJRU5ErkJggg==.
        rejected_at (datetime.datetime | None | Unset): Moment at which the offer was marked as rejected, in RFC 3339
            with an offset (PHP's ATOM), or null. Not filled together with acceptedAt. [inferred: not together] Example:
            2025-04-24T21:00:00+02:00.
    """

    id: str
    customer_id: str
    offer_number: str
    issued_at: datetime.date
    expires_at: datetime.date
    currency: str
    amount: str
    created_at: datetime.datetime
    links: CustomerOfferLinks
    accepted_at: datetime.datetime | None | Unset = UNSET
    accepted_via_ip: None | str | Unset = UNSET
    accepted_via_user_agent: None | str | Unset = UNSET
    acceptance_signature: None | str | Unset = UNSET
    rejected_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "id": "id",
        "customer_id": "customerId",
        "offer_number": "offerNumber",
        "issued_at": "issuedAt",
        "expires_at": "expiresAt",
        "currency": "currency",
        "amount": "amount",
        "created_at": "createdAt",
        "links": "links",
        "accepted_at": "acceptedAt",
        "accepted_via_ip": "acceptedViaIp",
        "accepted_via_user_agent": "acceptedViaUserAgent",
        "acceptance_signature": "acceptanceSignature",
        "rejected_at": "rejectedAt",
    }

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        customer_id = self.customer_id

        offer_number = self.offer_number

        issued_at: str | Unset = UNSET
        if not isinstance(self.issued_at, Unset):
            issued_at = self.issued_at.isoformat()

        expires_at: str | Unset = UNSET
        if not isinstance(self.expires_at, Unset):
            expires_at = self.expires_at.isoformat()

        currency = self.currency

        amount = self.amount

        created_at: str | Unset = UNSET
        if not isinstance(self.created_at, Unset):
            created_at = self.created_at.isoformat()

        links: dict[str, Any] | Unset = UNSET
        if not isinstance(self.links, Unset):
            links = self.links.to_dict()

        accepted_at: None | str | Unset
        if isinstance(self.accepted_at, Unset):
            accepted_at = UNSET
        elif isinstance(self.accepted_at, datetime.datetime):
            accepted_at = self.accepted_at.isoformat()
        else:
            accepted_at = self.accepted_at

        accepted_via_ip: None | str | Unset
        if isinstance(self.accepted_via_ip, Unset):
            accepted_via_ip = UNSET
        else:
            accepted_via_ip = self.accepted_via_ip

        accepted_via_user_agent: None | str | Unset
        if isinstance(self.accepted_via_user_agent, Unset):
            accepted_via_user_agent = UNSET
        else:
            accepted_via_user_agent = self.accepted_via_user_agent

        acceptance_signature: None | str | Unset
        if isinstance(self.acceptance_signature, Unset):
            acceptance_signature = UNSET
        else:
            acceptance_signature = self.acceptance_signature

        rejected_at: None | str | Unset
        if isinstance(self.rejected_at, Unset):
            rejected_at = UNSET
        elif isinstance(self.rejected_at, datetime.datetime):
            rejected_at = self.rejected_at.isoformat()
        else:
            rejected_at = self.rejected_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(id, Unset):
            field_dict["id"] = id
        if not isinstance(customer_id, Unset):
            field_dict["customerId"] = customer_id
        if not isinstance(offer_number, Unset):
            field_dict["offerNumber"] = offer_number
        if not isinstance(issued_at, Unset):
            field_dict["issuedAt"] = issued_at
        if not isinstance(expires_at, Unset):
            field_dict["expiresAt"] = expires_at
        if not isinstance(currency, Unset):
            field_dict["currency"] = currency
        if not isinstance(amount, Unset):
            field_dict["amount"] = amount
        if not isinstance(created_at, Unset):
            field_dict["createdAt"] = created_at
        if not isinstance(links, Unset):
            field_dict["links"] = links
        if accepted_at is not UNSET:
            field_dict["acceptedAt"] = accepted_at
        if accepted_via_ip is not UNSET:
            field_dict["acceptedViaIp"] = accepted_via_ip
        if accepted_via_user_agent is not UNSET:
            field_dict["acceptedViaUserAgent"] = accepted_via_user_agent
        if acceptance_signature is not UNSET:
            field_dict["acceptanceSignature"] = acceptance_signature
        if rejected_at is not UNSET:
            field_dict["rejectedAt"] = rejected_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.customer_offer_links import CustomerOfferLinks  # noqa: PLC0415

        d = dict(src_dict.items())
        id = d.pop("id")

        customer_id = d.pop("customerId")

        offer_number = d.pop("offerNumber")

        issued_at = datetime.date.fromisoformat(d.pop("issuedAt"))

        expires_at = datetime.date.fromisoformat(d.pop("expiresAt"))

        currency = d.pop("currency")

        amount = d.pop("amount")

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        links = CustomerOfferLinks.from_dict(d.pop("links"))

        def _parse_accepted_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError
                accepted_at_type_0 = datetime.datetime.fromisoformat(data)

                return accepted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            raise TypeError("acceptedAt has none of its types")

        accepted_at = _parse_accepted_at(d.pop("acceptedAt", UNSET))

        def _parse_accepted_via_ip(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        accepted_via_ip = _parse_accepted_via_ip(d.pop("acceptedViaIp", UNSET))

        def _parse_accepted_via_user_agent(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        accepted_via_user_agent = _parse_accepted_via_user_agent(d.pop("acceptedViaUserAgent", UNSET))

        def _parse_acceptance_signature(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        acceptance_signature = _parse_acceptance_signature(d.pop("acceptanceSignature", UNSET))

        def _parse_rejected_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError
                rejected_at_type_0 = datetime.datetime.fromisoformat(data)

                return rejected_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            raise TypeError("rejectedAt has none of its types")

        rejected_at = _parse_rejected_at(d.pop("rejectedAt", UNSET))

        _self = cls(
            id=id,
            customer_id=customer_id,
            offer_number=offer_number,
            issued_at=issued_at,
            expires_at=expires_at,
            currency=currency,
            amount=amount,
            created_at=created_at,
            links=links,
            accepted_at=accepted_at,
            accepted_via_ip=accepted_via_ip,
            accepted_via_user_agent=accepted_via_user_agent,
            acceptance_signature=acceptance_signature,
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
