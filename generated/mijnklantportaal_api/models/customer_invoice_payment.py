# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import Unset, datetime_text

T = TypeVar("T", bound="CustomerInvoicePayment")


@_attrs_define(kw_only=True)
class CustomerInvoicePayment:
    """The payment of an invoice.

    Attributes:
        paid_at (str): Moment at which the invoice was paid, as YYYY-mm-dd HH:mm:ss in the portal's local time, without
            offset. [inferred: local time, time of day] Example: 2024-04-30 14:00:00.
    """

    paid_at: str = _attrs_field(converter=datetime_text)
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "paid_at": "paidAt",
    }

    def to_dict(self) -> dict[str, Any]:
        paid_at = self.paid_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(paid_at, Unset):
            field_dict["paidAt"] = paid_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        paid_at = d.pop("paidAt")

        _self = cls(
            paid_at=paid_at,
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
