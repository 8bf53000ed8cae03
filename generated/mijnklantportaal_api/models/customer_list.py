# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
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
    from ..models.customer import Customer


T = TypeVar("T", bound="CustomerList")


@_attrs_define(kw_only=True)
class CustomerList:
    """One page of the list of customers. [inferred: required]

    Attributes:
        current_page (int): Number of this page. Example: 1.
        data (list[Customer]): The customers on this page. [inferred: countryCode]
        first_page_url (str): Address of the first page.
        from_ (int | None): Position in the list of the first item on this page, counted from 1; null on an empty page.
            [inferred: position, null] Example: 1.
        path (str): Address of the list, without a page.
        per_page (int): Number of items on a full page, 15 by default. Example: 15.
        to (int | None): Position in the list of the last item on this page, counted from 1; null on an empty page.
            [inferred: position, null] Example: 15.
        next_page_url (None | str | Unset): Address of the next page, which ends in its number; null on the last page.
        prev_page_url (None | str | Unset): Address of the previous page; null on the first page.
    """

    current_page: int
    data: list[Customer]
    first_page_url: str
    from_: int | None
    path: str
    per_page: int
    to: int | None
    next_page_url: None | str | Unset = UNSET
    prev_page_url: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "current_page": "current_page",
        "data": "data",
        "first_page_url": "first_page_url",
        "from_": "from",
        "path": "path",
        "per_page": "per_page",
        "to": "to",
        "next_page_url": "next_page_url",
        "prev_page_url": "prev_page_url",
    }

    def to_dict(self) -> dict[str, Any]:
        current_page = self.current_page

        data: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.data, Unset):
            data = []
            for data_item_data in self.data:
                data_item = data_item_data.to_dict()
                data.append(data_item)

        first_page_url = self.first_page_url

        from_: int | None | Unset
        if isinstance(self.from_, Unset):
            from_ = UNSET
        else:
            from_ = self.from_

        path = self.path

        per_page = self.per_page

        to: int | None | Unset
        if isinstance(self.to, Unset):
            to = UNSET
        else:
            to = self.to

        next_page_url: None | str | Unset
        if isinstance(self.next_page_url, Unset):
            next_page_url = UNSET
        else:
            next_page_url = self.next_page_url

        prev_page_url: None | str | Unset
        if isinstance(self.prev_page_url, Unset):
            prev_page_url = UNSET
        else:
            prev_page_url = self.prev_page_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(current_page, Unset):
            field_dict["current_page"] = current_page
        if not isinstance(data, Unset):
            field_dict["data"] = data
        if not isinstance(first_page_url, Unset):
            field_dict["first_page_url"] = first_page_url
        if not isinstance(from_, Unset):
            field_dict["from"] = from_
        if not isinstance(path, Unset):
            field_dict["path"] = path
        if not isinstance(per_page, Unset):
            field_dict["per_page"] = per_page
        if not isinstance(to, Unset):
            field_dict["to"] = to
        if next_page_url is not UNSET:
            field_dict["next_page_url"] = next_page_url
        if prev_page_url is not UNSET:
            field_dict["prev_page_url"] = prev_page_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.customer import Customer  # noqa: PLC0415

        d = dict(src_dict.items())
        current_page = d.pop("current_page")

        _data = d.pop("data")
        data = []
        if not isinstance(_data, list):
            raise TypeError("data must be a list")
        for data_item_data in _data:
            data_item = Customer.from_dict(data_item_data)

            data.append(data_item)

        first_page_url = d.pop("first_page_url")

        def _parse_from_(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        from_ = _parse_from_(d.pop("from"))

        path = d.pop("path")

        per_page = d.pop("per_page")

        def _parse_to(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        to = _parse_to(d.pop("to"))

        def _parse_next_page_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        next_page_url = _parse_next_page_url(d.pop("next_page_url", UNSET))

        def _parse_prev_page_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        prev_page_url = _parse_prev_page_url(d.pop("prev_page_url", UNSET))

        _self = cls(
            current_page=current_page,
            data=data,
            first_page_url=first_page_url,
            from_=from_,
            path=path,
            per_page=per_page,
            to=to,
            next_page_url=next_page_url,
            prev_page_url=prev_page_url,
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
