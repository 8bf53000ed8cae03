# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CustomerUpdate")


@_attrs_define(kw_only=True)
class CustomerUpdate:
    """The changes to a customer, at least one.

    Attributes:
        company_name (str | Unset): The customer's name. Example: Test Company BV.
        address (str | Unset): Street and house number, in one text. Example: Teststreet 123.
        zip_code (str | Unset): The customer's postal code. Example: 1234AB.
        city (str | Unset): The customer's town or city. Example: Amsterdam.
        primary_email (str | Unset): The customer's main e-mail address, to which the portal mails its notifications.
            Example: john.doe@test.com.
        country_code (str | Unset): Country of the customer as an ISO 3166-1 alpha-2 code. Exactly 2 characters.
            [inferred: whole field] Example: NL.
    """

    company_name: str | Unset = UNSET
    address: str | Unset = UNSET
    zip_code: str | Unset = UNSET
    city: str | Unset = UNSET
    primary_email: str | Unset = UNSET
    country_code: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "company_name": "companyName",
        "address": "address",
        "zip_code": "zipCode",
        "city": "city",
        "primary_email": "primaryEmail",
        "country_code": "countryCode",
    }

    def to_dict(self) -> dict[str, Any]:
        company_name = self.company_name

        address = self.address

        zip_code = self.zip_code

        city = self.city

        primary_email = self.primary_email

        country_code = self.country_code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if company_name is not UNSET:
            field_dict["companyName"] = company_name
        if address is not UNSET:
            field_dict["address"] = address
        if zip_code is not UNSET:
            field_dict["zipCode"] = zip_code
        if city is not UNSET:
            field_dict["city"] = city
        if primary_email is not UNSET:
            field_dict["primaryEmail"] = primary_email
        if country_code is not UNSET:
            field_dict["countryCode"] = country_code

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        company_name = d.pop("companyName", UNSET)

        address = d.pop("address", UNSET)

        zip_code = d.pop("zipCode", UNSET)

        city = d.pop("city", UNSET)

        primary_email = d.pop("primaryEmail", UNSET)

        country_code = d.pop("countryCode", UNSET)

        _self = cls(
            company_name=company_name,
            address=address,
            zip_code=zip_code,
            city=city,
            primary_email=primary_email,
            country_code=country_code,
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
