# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    Any,
    ClassVar,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Customer")


@_attrs_define(kw_only=True)
class Customer:
    """A customer as the portal holds it. [inferred: required]

    Attributes:
        id (str): The portal's identifier of the customer, which begins with cst_. Example: cst_abc12345def678.
        company_name (str): The customer's name. Example: Test Company BV.
        address (str): Street and house number, in one text. Example: Teststreet 123.
        zip_code (str): The customer's postal code. Example: 1234AB.
        city (str): The customer's town or city. Example: Amsterdam.
        country_code (str): Country of the customer as an ISO 3166-1 alpha-2 code. Exactly 2 characters. Example: NL.
        primary_email (str): The customer's main e-mail address, to which the portal mails its notifications. Example:
            john.doe@test.com.
        customer_groups (list[str]): Identifiers of the customer groups to which the customer belongs. Example:
            ['cug_123abc567'].
        created_at (datetime.datetime): Moment at which the customer came into the portal, in RFC 3339 with an offset
            (PHP's ATOM). Example: 2024-04-28T21:00:00+02:00.
        phone (None | str | Unset): Telephone number with its country code, or null when the portal has none. Example:
            +312012345678.
        integration (None | str | Unset): Identifier of the bookkeeping integration to which the customer is linked, or
            null without a link. Example: acumulus.
        integration_id (None | str | Unset): Identifier that the customer has inside that bookkeeping integration, or
            null without a link. Example: 123456789.
    """

    id: str
    company_name: str
    address: str
    zip_code: str
    city: str
    country_code: str
    primary_email: str
    customer_groups: list[str]
    created_at: datetime.datetime
    phone: None | str | Unset = UNSET
    integration: None | str | Unset = UNSET
    integration_id: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "id": "id",
        "company_name": "companyName",
        "address": "address",
        "zip_code": "zipCode",
        "city": "city",
        "country_code": "countryCode",
        "primary_email": "primaryEmail",
        "customer_groups": "customerGroups",
        "created_at": "createdAt",
        "phone": "phone",
        "integration": "integration",
        "integration_id": "integrationId",
    }

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        company_name = self.company_name

        address = self.address

        zip_code = self.zip_code

        city = self.city

        country_code = self.country_code

        primary_email = self.primary_email

        customer_groups: list[str] | Unset = UNSET
        if not isinstance(self.customer_groups, Unset):
            customer_groups = self.customer_groups

        created_at: str | Unset = UNSET
        if not isinstance(self.created_at, Unset):
            created_at = self.created_at.isoformat()

        phone: None | str | Unset
        if isinstance(self.phone, Unset):
            phone = UNSET
        else:
            phone = self.phone

        integration: None | str | Unset
        if isinstance(self.integration, Unset):
            integration = UNSET
        else:
            integration = self.integration

        integration_id: None | str | Unset
        if isinstance(self.integration_id, Unset):
            integration_id = UNSET
        else:
            integration_id = self.integration_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(id, Unset):
            field_dict["id"] = id
        if not isinstance(company_name, Unset):
            field_dict["companyName"] = company_name
        if not isinstance(address, Unset):
            field_dict["address"] = address
        if not isinstance(zip_code, Unset):
            field_dict["zipCode"] = zip_code
        if not isinstance(city, Unset):
            field_dict["city"] = city
        if not isinstance(country_code, Unset):
            field_dict["countryCode"] = country_code
        if not isinstance(primary_email, Unset):
            field_dict["primaryEmail"] = primary_email
        if not isinstance(customer_groups, Unset):
            field_dict["customerGroups"] = customer_groups
        if not isinstance(created_at, Unset):
            field_dict["createdAt"] = created_at
        if phone is not UNSET:
            field_dict["phone"] = phone
        if integration is not UNSET:
            field_dict["integration"] = integration
        if integration_id is not UNSET:
            field_dict["integrationId"] = integration_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        id = d.pop("id")

        company_name = d.pop("companyName")

        address = d.pop("address")

        zip_code = d.pop("zipCode")

        city = d.pop("city")

        country_code = d.pop("countryCode")

        primary_email = d.pop("primaryEmail")

        customer_groups = cast(list[str], d.pop("customerGroups"))

        created_at = datetime.datetime.fromisoformat(d.pop("createdAt"))

        def _parse_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone = _parse_phone(d.pop("phone", UNSET))

        def _parse_integration(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        integration = _parse_integration(d.pop("integration", UNSET))

        def _parse_integration_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        integration_id = _parse_integration_id(d.pop("integrationId", UNSET))

        _self = cls(
            id=id,
            company_name=company_name,
            address=address,
            zip_code=zip_code,
            city=city,
            country_code=country_code,
            primary_email=primary_email,
            customer_groups=customer_groups,
            created_at=created_at,
            phone=phone,
            integration=integration,
            integration_id=integration_id,
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
