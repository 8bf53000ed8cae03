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
    from ..models.list_link import ListLink


T = TypeVar("T", bound="ListLinks")


@_attrs_define(kw_only=True)
class ListLinks:
    """The pages before and after this one. [inferred: required, null]

    Attributes:
        previous (ListLink | None): The page before this one; null on the first.
        next_ (ListLink | None): The page after this one; null on the last.
    """

    previous: ListLink | None
    next_: ListLink | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "previous": "previous",
        "next_": "next",
    }

    def to_dict(self) -> dict[str, Any]:
        from ..models.list_link import ListLink  # noqa: PLC0415

        previous: dict[str, Any] | None | Unset
        if isinstance(self.previous, Unset):
            previous = UNSET
        elif isinstance(self.previous, ListLink):
            previous = self.previous.to_dict()
        else:
            previous = self.previous

        next_: dict[str, Any] | None | Unset
        if isinstance(self.next_, Unset):
            next_ = UNSET
        elif isinstance(self.next_, ListLink):
            next_ = self.next_.to_dict()
        else:
            next_ = self.next_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(previous, Unset):
            field_dict["previous"] = previous
        if not isinstance(next_, Unset):
            field_dict["next"] = next_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.list_link import ListLink  # noqa: PLC0415

        d = dict(src_dict.items())

        def _parse_previous(data: object) -> ListLink | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                previous_type_0 = ListLink.from_dict(data)

                return previous_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            raise TypeError("previous has none of its types")

        previous = _parse_previous(d.pop("previous"))

        def _parse_next_(data: object) -> ListLink | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                next_type_0 = ListLink.from_dict(data)

                return next_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            raise TypeError("next has none of its types")

        next_ = _parse_next_(d.pop("next"))

        _self = cls(
            previous=previous,
            next_=next_,
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
