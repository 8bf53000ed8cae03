# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import Unset

T = TypeVar("T", bound="ListLink")


@_attrs_define(kw_only=True)
class ListLink:
    """The address of another page of the list. [inferred: required]

    Attributes:
        href (str): Address of the page. Its query has the place in the list. Example:
            https://api.notify.cm/v2/customers?limit=250&from=b1a27f36-94d1-4c5e-8f0a-7d2e6c3b9a10.
        type_ (str): Media type of the page. Example: application/hal+json.
    """

    href: str
    type_: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "href": "href",
        "type_": "type",
    }

    def to_dict(self) -> dict[str, Any]:
        href = self.href

        type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(href, Unset):
            field_dict["href"] = href
        if not isinstance(type_, Unset):
            field_dict["type"] = type_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        href = d.pop("href")

        type_ = d.pop("type")

        _self = cls(
            href=href,
            type_=type_,
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
