# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CustomerReference")


@_attrs_define(kw_only=True)
class CustomerReference:
    """The customer of an invoice or a payment, in short. [inferred: required]

    Attributes:
        id (UUID): Notify's own id of the customer. [inferred: UUID] Example: a0f0660d-6c8d-422b-8114-e363b260521e.
        number (str): Your own code for the customer, which is its customerCode. [inferred: meaning] Example: 10001.
        name (str): Name of the customer. Example: Creditpartners B.V..
    """

    id: UUID
    number: str
    name: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "id": "id",
        "number": "number",
        "name": "name",
    }

    def to_dict(self) -> dict[str, Any]:
        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        number = self.number

        name = self.name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(id, Unset):
            field_dict["id"] = id
        if not isinstance(number, Unset):
            field_dict["number"] = number
        if not isinstance(name, Unset):
            field_dict["name"] = name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        id = UUID(d.pop("id"))

        number = d.pop("number")

        name = d.pop("name")

        _self = cls(
            id=id,
            number=number,
            name=name,
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
