# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewCustomer")


@_attrs_define(kw_only=True)
class NewCustomer:
    """A customer to add to the portal.

    Attributes:
        company_name (str): The customer's name. Example: Test Company BV.
        address (str): Street and house number, in one text. Example: Teststreet 123.
        zip_code (str): The customer's postal code. Example: 1234AB.
        city (str): The customer's town or city. Example: Amsterdam.
        primary_email (str): The customer's main e-mail address, to which the portal mails its notifications. Example:
            john.doe@test.com.
        country_code (str | Unset): Country of the customer as an ISO 3166-1 alpha-2 code. Exactly 2 characters. If left
            out, the server uses "NL". Example: NL.
    """

    company_name: str
    address: str
    zip_code: str
    city: str
    primary_email: str
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
        if not isinstance(company_name, Unset):
            field_dict["companyName"] = company_name
        if not isinstance(address, Unset):
            field_dict["address"] = address
        if not isinstance(zip_code, Unset):
            field_dict["zipCode"] = zip_code
        if not isinstance(city, Unset):
            field_dict["city"] = city
        if not isinstance(primary_email, Unset):
            field_dict["primaryEmail"] = primary_email
        if country_code is not UNSET:
            field_dict["countryCode"] = country_code

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        company_name = d.pop("companyName")

        address = d.pop("address")

        zip_code = d.pop("zipCode")

        city = d.pop("city")

        primary_email = d.pop("primaryEmail")

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
