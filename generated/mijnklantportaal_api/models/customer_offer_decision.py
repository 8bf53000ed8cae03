# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset, datetime_text

T = TypeVar("T", bound="CustomerOfferDecision")


@_attrs_define(kw_only=True)
class CustomerOfferDecision:
    """The customer's decision on an offer.

    Attributes:
        accepted_at (str | Unset): Moment at which the offer was accepted, as YYYY-mm-dd HH:mm:ss in the portal's local
            time, without offset. Not together with rejectedAt. [inferred: pattern, local time, not together] Example:
            2024-05-04 20:51:50.
        accepted_via_ip (str | Unset): IP address from which the offer was accepted. Ignored without acceptedAt.
            Example: 203.0.113.9.
        accepted_via_user_agent (str | Unset): User-Agent text of the client with which the offer was accepted. Ignored
            without acceptedAt. Example: Mozilla/5.0 (X11; Linux x86_64).
        rejected_at (str | Unset): Moment at which the offer was rejected, as YYYY-mm-dd HH:mm:ss in the portal's local
            time, without offset. Not together with acceptedAt. [inferred: pattern, local time, not together] Example:
            2024-05-04 20:51:50.
    """

    accepted_at: str | Unset = _attrs_field(default=UNSET, converter=datetime_text)
    accepted_via_ip: str | Unset = UNSET
    accepted_via_user_agent: str | Unset = UNSET
    rejected_at: str | Unset = _attrs_field(default=UNSET, converter=datetime_text)
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "accepted_at": "acceptedAt",
        "accepted_via_ip": "acceptedViaIp",
        "accepted_via_user_agent": "acceptedViaUserAgent",
        "rejected_at": "rejectedAt",
    }

    def to_dict(self) -> dict[str, Any]:
        accepted_at = self.accepted_at

        accepted_via_ip = self.accepted_via_ip

        accepted_via_user_agent = self.accepted_via_user_agent

        rejected_at = self.rejected_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if accepted_at is not UNSET:
            field_dict["acceptedAt"] = accepted_at
        if accepted_via_ip is not UNSET:
            field_dict["acceptedViaIp"] = accepted_via_ip
        if accepted_via_user_agent is not UNSET:
            field_dict["acceptedViaUserAgent"] = accepted_via_user_agent
        if rejected_at is not UNSET:
            field_dict["rejectedAt"] = rejected_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        accepted_at = d.pop("acceptedAt", UNSET)

        accepted_via_ip = d.pop("acceptedViaIp", UNSET)

        accepted_via_user_agent = d.pop("acceptedViaUserAgent", UNSET)

        rejected_at = d.pop("rejectedAt", UNSET)

        _self = cls(
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
