# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import Unset

T = TypeVar("T", bound="CustomerAddress")


@_attrs_define(kw_only=True)
class CustomerAddress:
    """Address of a customer: the four flat address fields of the request, gathered in one object. [inferred: required]

    Attributes:
        address (str): Address line.
        postalcode (str): Postal code, spelt with a lower-case c on the wire.
        city (str): City.
        country (str): Country code; NL in the page's example, where no country was sent. Example: NL.
    """

    address: str
    postalcode: str
    city: str
    country: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "address": "address",
        "postalcode": "postalcode",
        "city": "city",
        "country": "country",
    }

    def to_dict(self) -> dict[str, Any]:
        address = self.address

        postalcode = self.postalcode

        city = self.city

        country = self.country

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(address, Unset):
            field_dict["address"] = address
        if not isinstance(postalcode, Unset):
            field_dict["postalcode"] = postalcode
        if not isinstance(city, Unset):
            field_dict["city"] = city
        if not isinstance(country, Unset):
            field_dict["country"] = country

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        address = d.pop("address")

        postalcode = d.pop("postalcode")

        city = d.pop("city")

        country = d.pop("country")

        _self = cls(
            address=address,
            postalcode=postalcode,
            city=city,
            country=country,
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
