# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import decimal_text

T = TypeVar("T", bound="OfferLine")


@_attrs_define
class OfferLine:
    """One line of an offer, with a single amount and no quantity. [inferred]

    Attributes:
        description (str): What the line is about. [inferred] Example: Website template.
        amount_excl_vat (str): Amount of the line in euros without VAT, a decimal string with a dot as separator and two
            decimals. [inferred] Example: 12.95.
        vat_rate (int): VAT rate in percent. [inferred] Example: 21.
    """

    description: str
    amount_excl_vat: str = _attrs_field(converter=decimal_text)
    vat_rate: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        description = self.description

        amount_excl_vat = self.amount_excl_vat

        vat_rate = self.vat_rate

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "description": description,
                "amountExclVat": amount_excl_vat,
                "vatRate": vat_rate,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        description = d.pop("description")

        amount_excl_vat = d.pop("amountExclVat")

        vat_rate = d.pop("vatRate")

        offer_line = cls(
            description=description,
            amount_excl_vat=amount_excl_vat,
            vat_rate=vat_rate,
        )

        offer_line.additional_properties = d
        return offer_line

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
