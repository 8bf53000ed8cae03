# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import Unset, decimal_text

T = TypeVar("T", bound="InvoiceLine")


@_attrs_define(kw_only=True)
class InvoiceLine:
    """One line of an invoice, with a single amount and no quantity. [inferred: required, names and types, no quantity]

    Attributes:
        description (str): What the line is about. [inferred: meaning] Example: Website template.
        amount_excl_vat (str): Amount of the line in euros without VAT, a decimal string with a dot as separator and two
            decimals. [inferred: pattern, separator and decimals, euros, without VAT] Example: 12.95.
        vat_rate (int): VAT rate in percent. [inferred: type, values, percent] Example: 21.
    """

    description: str
    amount_excl_vat: str = _attrs_field(converter=decimal_text)
    vat_rate: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "description": "description",
        "amount_excl_vat": "amountExclVat",
        "vat_rate": "vatRate",
    }

    def to_dict(self) -> dict[str, Any]:
        description = self.description

        amount_excl_vat = self.amount_excl_vat

        vat_rate = self.vat_rate

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(description, Unset):
            field_dict["description"] = description
        if not isinstance(amount_excl_vat, Unset):
            field_dict["amountExclVat"] = amount_excl_vat
        if not isinstance(vat_rate, Unset):
            field_dict["vatRate"] = vat_rate

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        description = d.pop("description")

        amount_excl_vat = d.pop("amountExclVat")

        vat_rate = d.pop("vatRate")

        _self = cls(
            description=description,
            amount_excl_vat=amount_excl_vat,
            vat_rate=vat_rate,
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
