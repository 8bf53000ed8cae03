# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

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
    from ..models.link import Link


T = TypeVar("T", bound="CustomerInvoiceLinks")


@_attrs_define(kw_only=True)
class CustomerInvoiceLinks:
    """Addresses of what belongs to an invoice. [inferred: names and types, required, onlinePaymentLink]

    Attributes:
        customer (Link): One address. [inferred: names and types, required]
        online_payment_link (Link | Unset): One address. [inferred: names and types, required]
    """

    customer: Link
    online_payment_link: Link | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "customer": "customer",
        "online_payment_link": "onlinePaymentLink",
    }

    def to_dict(self) -> dict[str, Any]:
        customer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.customer, Unset):
            customer = self.customer.to_dict()

        online_payment_link: dict[str, Any] | Unset = UNSET
        if not isinstance(self.online_payment_link, Unset):
            online_payment_link = self.online_payment_link.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(customer, Unset):
            field_dict["customer"] = customer
        if online_payment_link is not UNSET:
            field_dict["onlinePaymentLink"] = online_payment_link

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.link import Link  # noqa: PLC0415

        d = dict(src_dict.items())
        customer = Link.from_dict(d.pop("customer"))

        _online_payment_link = d.pop("onlinePaymentLink", UNSET)
        online_payment_link: Link | Unset
        if isinstance(_online_payment_link, Unset):
            online_payment_link = UNSET
        else:
            online_payment_link = Link.from_dict(_online_payment_link)

        _self = cls(
            customer=customer,
            online_payment_link=online_payment_link,
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
