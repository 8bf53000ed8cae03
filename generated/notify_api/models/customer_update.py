# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CustomerUpdate")


@_attrs_define(kw_only=True)
class CustomerUpdate:
    """Changes to a customer: the fields of a new customer, except its code. Field names are those of the page's table; its
    curl command and its answer spell them differently. [inferred: nothing required, at least one, spelling]

        Attributes:
            name (str | Unset): Name of the customer. At most 250 characters. Example: Creditpartners B.V..
            address (str | Unset): Address line; postal code, city and country have fields of their own. At most 250
                characters. Example: Teststraat 123.
            postalcode (str | Unset): Postal code of the address, spelt with a lower-case c on the wire. At most 10
                characters. Example: 1234 AB.
            city (str | Unset): City of the address. At most 250 characters. Example: Amsterdam.
            country (str | Unset): Country code from the vendor's list. Exactly 2 characters. [inferred: any characters]
                Example: NL.
            contact (str | Unset): First and last name of the person to contact. At most 250 characters. Example: Jan Post.
            phone (str | Unset): Telephone number, in any notation. At most 20 characters. [inferred: notation] Example:
                0201234567.
            mobile (str | Unset): Mobile telephone number, in any notation. At most 20 characters. [inferred: notation]
                Example: 0612345678.
            email (str | Unset): E-mail address. At most 250 characters. Example: demo@notify.nl.
            invoice_email (str | Unset): E-mail address that is used for nothing but invoices. At most 250 characters.
                Example: invoices@example.com.
            registration_number (str | Unset): Number of the customer in the Chamber of Commerce register, of at most 10
                characters. [inferred: limit] Example: 12345678.
            language (str | Unset): Language of the customer, as a word of at most 10 characters: dutch, english, german or
                french. [inferred: values, limit] Example: dutch.
    """

    name: str | Unset = UNSET
    address: str | Unset = UNSET
    postalcode: str | Unset = UNSET
    city: str | Unset = UNSET
    country: str | Unset = UNSET
    contact: str | Unset = UNSET
    phone: str | Unset = UNSET
    mobile: str | Unset = UNSET
    email: str | Unset = UNSET
    invoice_email: str | Unset = UNSET
    registration_number: str | Unset = UNSET
    language: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "name": "Name",
        "address": "Address",
        "postalcode": "Postalcode",
        "city": "City",
        "country": "Country",
        "contact": "Contact",
        "phone": "Phone",
        "mobile": "Mobile",
        "email": "Email",
        "invoice_email": "InvoiceEmail",
        "registration_number": "RegistrationNumber",
        "language": "Language",
    }

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        address = self.address

        postalcode = self.postalcode

        city = self.city

        country = self.country

        contact = self.contact

        phone = self.phone

        mobile = self.mobile

        email = self.email

        invoice_email = self.invoice_email

        registration_number = self.registration_number

        language = self.language

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if name is not UNSET:
            field_dict["Name"] = name
        if address is not UNSET:
            field_dict["Address"] = address
        if postalcode is not UNSET:
            field_dict["Postalcode"] = postalcode
        if city is not UNSET:
            field_dict["City"] = city
        if country is not UNSET:
            field_dict["Country"] = country
        if contact is not UNSET:
            field_dict["Contact"] = contact
        if phone is not UNSET:
            field_dict["Phone"] = phone
        if mobile is not UNSET:
            field_dict["Mobile"] = mobile
        if email is not UNSET:
            field_dict["Email"] = email
        if invoice_email is not UNSET:
            field_dict["InvoiceEmail"] = invoice_email
        if registration_number is not UNSET:
            field_dict["RegistrationNumber"] = registration_number
        if language is not UNSET:
            field_dict["Language"] = language

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        name = d.pop("Name", UNSET)

        address = d.pop("Address", UNSET)

        postalcode = d.pop("Postalcode", UNSET)

        city = d.pop("City", UNSET)

        country = d.pop("Country", UNSET)

        contact = d.pop("Contact", UNSET)

        phone = d.pop("Phone", UNSET)

        mobile = d.pop("Mobile", UNSET)

        email = d.pop("Email", UNSET)

        invoice_email = d.pop("InvoiceEmail", UNSET)

        registration_number = d.pop("RegistrationNumber", UNSET)

        language = d.pop("Language", UNSET)

        _self = cls(
            name=name,
            address=address,
            postalcode=postalcode,
            city=city,
            country=country,
            contact=contact,
            phone=phone,
            mobile=mobile,
            email=email,
            invoice_email=invoice_email,
            registration_number=registration_number,
            language=language,
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
