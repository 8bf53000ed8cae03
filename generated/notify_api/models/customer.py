# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    TypeVar,
)
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.customer_address import CustomerAddress


T = TypeVar("T", bound="Customer")


@_attrs_define(kw_only=True)
class Customer:
    """A customer as Notify stores it. Text that has not been set comes back as an empty string. [inferred: required, empty
    strings]

        Attributes:
            resource (str): Kind of record, which is customer in the page's example. Example: customer.
            id (UUID): Notify's own id of the customer, to be used when creating invoices. [inferred: UUID] Example:
                a0f0660d-6c8d-422b-8114-e363b260521e.
            customer_code (str): Your own code for the customer, as sent. Example: 10001.
            name (str): Name of the customer. Example: Creditpartners B.V..
            address (CustomerAddress): Address of a customer: the four flat address fields of the request, gathered in one
                object. [inferred: required]
            contact (str): First and last name of the person to contact.
            phone (str): Telephone number.
            mobile (str): Mobile telephone number.
            email (str): E-mail address. Example: demo@notify.nl.
            invoice_email (str): E-mail address that is used for nothing but invoices.
            registration_number (str): Number of the customer in the Chamber of Commerce register.
            language (str): Language of the customer, as a word. Example: dutch.
    """

    resource: str
    id: UUID
    customer_code: str
    name: str
    address: CustomerAddress
    contact: str
    phone: str
    mobile: str
    email: str
    invoice_email: str
    registration_number: str
    language: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "resource": "resource",
        "id": "id",
        "customer_code": "customerCode",
        "name": "name",
        "address": "address",
        "contact": "contact",
        "phone": "phone",
        "mobile": "mobile",
        "email": "email",
        "invoice_email": "invoiceEmail",
        "registration_number": "registrationNumber",
        "language": "language",
    }

    def to_dict(self) -> dict[str, Any]:
        resource = self.resource

        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        customer_code = self.customer_code

        name = self.name

        address: dict[str, Any] | Unset = UNSET
        if not isinstance(self.address, Unset):
            address = self.address.to_dict()

        contact = self.contact

        phone = self.phone

        mobile = self.mobile

        email = self.email

        invoice_email = self.invoice_email

        registration_number = self.registration_number

        language = self.language

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(resource, Unset):
            field_dict["resource"] = resource
        if not isinstance(id, Unset):
            field_dict["id"] = id
        if not isinstance(customer_code, Unset):
            field_dict["customerCode"] = customer_code
        if not isinstance(name, Unset):
            field_dict["name"] = name
        if not isinstance(address, Unset):
            field_dict["address"] = address
        if not isinstance(contact, Unset):
            field_dict["contact"] = contact
        if not isinstance(phone, Unset):
            field_dict["phone"] = phone
        if not isinstance(mobile, Unset):
            field_dict["mobile"] = mobile
        if not isinstance(email, Unset):
            field_dict["email"] = email
        if not isinstance(invoice_email, Unset):
            field_dict["invoiceEmail"] = invoice_email
        if not isinstance(registration_number, Unset):
            field_dict["registrationNumber"] = registration_number
        if not isinstance(language, Unset):
            field_dict["language"] = language

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.customer_address import CustomerAddress  # noqa: PLC0415

        d = dict(src_dict.items())
        resource = d.pop("resource")

        id = UUID(d.pop("id"))

        customer_code = d.pop("customerCode")

        name = d.pop("name")

        address = CustomerAddress.from_dict(d.pop("address"))

        contact = d.pop("contact")

        phone = d.pop("phone")

        mobile = d.pop("mobile")

        email = d.pop("email")

        invoice_email = d.pop("invoiceEmail")

        registration_number = d.pop("registrationNumber")

        language = d.pop("language")

        _self = cls(
            resource=resource,
            id=id,
            customer_code=customer_code,
            name=name,
            address=address,
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
