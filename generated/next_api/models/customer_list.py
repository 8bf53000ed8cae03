# Generated from specs/next.yaml by make generate. Do not edit.
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
    from ..models.customer_record import CustomerRecord


T = TypeVar("T", bound="CustomerList")


@_attrs_define(kw_only=True)
class CustomerList:
    """One page of the customers. [inferred: whole schema, required]

    Attributes:
        items (list[CustomerRecord]): The customers of this page. [inferred: name and type]
        total (int): Number of customers on all pages. [inferred: name and meaning] Example: 1.
        page (int): Number of this page, from 1. [inferred: name and meaning] Example: 1.
        size (int): Number of customers on a full page. [inferred: name and meaning] Example: 50.
    """

    items: list[CustomerRecord]
    total: int
    page: int
    size: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "items": "items",
        "total": "total",
        "page": "page",
        "size": "size",
    }

    def to_dict(self) -> dict[str, Any]:
        items: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.items, Unset):
            items = []
            for items_item_data in self.items:
                items_item = items_item_data.to_dict()
                items.append(items_item)

        total = self.total

        page = self.page

        size = self.size

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(items, Unset):
            field_dict["items"] = items
        if not isinstance(total, Unset):
            field_dict["total"] = total
        if not isinstance(page, Unset):
            field_dict["page"] = page
        if not isinstance(size, Unset):
            field_dict["size"] = size

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.customer_record import CustomerRecord  # noqa: PLC0415

        d = dict(src_dict.items())
        _items = d.pop("items")
        items = []
        if not isinstance(_items, list):
            raise TypeError("items must be a list")
        for items_item_data in _items:
            items_item = CustomerRecord.from_dict(items_item_data)

            items.append(items_item)

        total = d.pop("total")

        page = d.pop("page")

        size = d.pop("size")

        _self = cls(
            items=items,
            total=total,
            page=page,
            size=size,
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
