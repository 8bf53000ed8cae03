# Generated from specs/next.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.error_detail import ErrorDetail


T = TypeVar("T", bound="Error")


@_attrs_define(kw_only=True)
class Error:
    """What went wrong. [inferred: whole schema]

    Attributes:
        detail (ErrorDetail | list[ErrorDetail] | str | Unset): What went wrong, as a text, as one fault or as a list of
            faults. [inferred: one fault, list, text]
    """

    detail: ErrorDetail | list[ErrorDetail] | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "detail": "detail",
    }

    def to_dict(self) -> dict[str, Any]:
        from ..models.error_detail import ErrorDetail  # noqa: PLC0415

        detail: dict[str, Any] | list[dict[str, Any]] | str | Unset
        if isinstance(self.detail, Unset):
            detail = UNSET
        elif isinstance(self.detail, ErrorDetail):
            detail = self.detail.to_dict()
        elif isinstance(self.detail, list):
            detail = []
            for detail_type_2_item_data in self.detail:
                detail_type_2_item = detail_type_2_item_data.to_dict()
                detail.append(detail_type_2_item)

        else:
            detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if detail is not UNSET:
            field_dict["detail"] = detail

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.error_detail import ErrorDetail  # noqa: PLC0415

        d = dict(src_dict.items())

        def _parse_detail(data: object) -> ErrorDetail | list[ErrorDetail] | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                detail_type_1 = ErrorDetail.from_dict(data)

                return detail_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, list):
                    raise TypeError
                _detail_type_2 = data
                detail_type_2 = []
                if not isinstance(_detail_type_2, list):
                    raise TypeError("detail_type_2 must be a list")
                for detail_type_2_item_data in _detail_type_2:
                    detail_type_2_item = ErrorDetail.from_dict(detail_type_2_item_data)

                    detail_type_2.append(detail_type_2_item)

                return detail_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ErrorDetail | list[ErrorDetail] | str | Unset, data)

        detail = _parse_detail(d.pop("detail", UNSET))

        _self = cls(
            detail=detail,
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
