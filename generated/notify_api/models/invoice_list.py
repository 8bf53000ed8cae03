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
    from ..models.invoice import Invoice
    from ..models.list_links import ListLinks


T = TypeVar("T", bound="InvoiceList")


@_attrs_define(kw_only=True)
class InvoiceList:
    """One page of the invoices. [inferred: required]

    Attributes:
        invoices (list[Invoice]): The invoices of this page.
        count (int): Number of invoices on this page. [inferred: meaning] Example: 1.
        links (ListLinks): The pages before and after this one. [inferred: required, null]
    """

    invoices: list[Invoice]
    count: int
    links: ListLinks
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "invoices": "invoices",
        "count": "count",
        "links": "links",
    }

    def to_dict(self) -> dict[str, Any]:
        invoices: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.invoices, Unset):
            invoices = []
            for invoices_item_data in self.invoices:
                invoices_item = invoices_item_data.to_dict()
                invoices.append(invoices_item)

        count = self.count

        links: dict[str, Any] | Unset = UNSET
        if not isinstance(self.links, Unset):
            links = self.links.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(invoices, Unset):
            field_dict["invoices"] = invoices
        if not isinstance(count, Unset):
            field_dict["count"] = count
        if not isinstance(links, Unset):
            field_dict["links"] = links

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.invoice import Invoice  # noqa: PLC0415
        from ..models.list_links import ListLinks  # noqa: PLC0415

        d = dict(src_dict.items())
        _invoices = d.pop("invoices")
        invoices = []
        if not isinstance(_invoices, list):
            raise TypeError("invoices must be a list")
        for invoices_item_data in _invoices:
            invoices_item = Invoice.from_dict(invoices_item_data)

            invoices.append(invoices_item)

        count = d.pop("count")

        links = ListLinks.from_dict(d.pop("links"))

        _self = cls(
            invoices=invoices,
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
