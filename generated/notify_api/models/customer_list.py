# Generated from specs/notify.yaml by make generate. Do not edit.
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
    from ..models.customer import Customer
    from ..models.list_links import ListLinks


T = TypeVar("T", bound="CustomerList")


@_attrs_define(kw_only=True)
class CustomerList:
    """One page of the customers. [inferred: required]

    Attributes:
        customers (list[Customer]): The customers of this page.
        count (int): Number of customers on this page. [inferred: meaning] Example: 1.
        links (ListLinks): The pages before and after this one. [inferred: required, null]
    """

    customers: list[Customer]
    count: int
    links: ListLinks
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "customers": "customers",
        "count": "count",
        "links": "links",
    }

    def to_dict(self) -> dict[str, Any]:
        customers: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.customers, Unset):
            customers = []
            for customers_item_data in self.customers:
                customers_item = customers_item_data.to_dict()
                customers.append(customers_item)

        count = self.count

        links: dict[str, Any] | Unset = UNSET
        if not isinstance(self.links, Unset):
            links = self.links.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(customers, Unset):
            field_dict["customers"] = customers
        if not isinstance(count, Unset):
            field_dict["count"] = count
        if not isinstance(links, Unset):
            field_dict["links"] = links

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.customer import Customer  # noqa: PLC0415
        from ..models.list_links import ListLinks  # noqa: PLC0415

        d = dict(src_dict.items())
        _customers = d.pop("customers")
        customers = []
        if not isinstance(_customers, list):
            raise TypeError("customers must be a list")
        for customers_item_data in _customers:
            customers_item = Customer.from_dict(customers_item_data)

            customers.append(customers_item)

        count = d.pop("count")

        links = ListLinks.from_dict(d.pop("links"))

        _self = cls(
            customers=customers,
            count=count,
            links=links,
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
