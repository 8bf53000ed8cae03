# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CustomerMatch")


@_attrs_define(kw_only=True)
class CustomerMatch:
    """The customer that a search has found, with its id and code only. [inferred: required]

    Attributes:
        resource (str): Kind of record, which is customer in the page's example. Example: customer.
        id (UUID): Notify's own id of the customer, to be used when creating invoices. [inferred: UUID] Example:
            a0f0660d-6c8d-422b-8114-e363b260521e.
        customer_code (str): Your own code for the customer. Example: 10001.
    """

    resource: str
    id: UUID
    customer_code: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "resource": "resource",
        "id": "id",
        "customer_code": "customerCode",
    }

    def to_dict(self) -> dict[str, Any]:
        resource = self.resource

        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        customer_code = self.customer_code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(resource, Unset):
            field_dict["resource"] = resource
        if not isinstance(id, Unset):
            field_dict["id"] = id
        if not isinstance(customer_code, Unset):
            field_dict["customerCode"] = customer_code

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        resource = d.pop("resource")

        id = UUID(d.pop("id"))

        customer_code = d.pop("customerCode")

        _self = cls(
            resource=resource,
            id=id,
            customer_code=customer_code,
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
