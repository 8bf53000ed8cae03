# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    Any,
    ClassVar,
    TypeVar,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="FileLink")


@_attrs_define(kw_only=True)
class FileLink:
    """A link to a file, which expires. [inferred: required]

    Attributes:
        link (str): Address of the file, to be fetched with GET and without the token. [inferred: without the token]
            Example: https://files.example.com/inv_abc12345def678.pdf.
        expires_at (datetime.datetime): Moment from which the link does not work any more, in RFC 3339 with an offset
            (PHP's ATOM); presumably five minutes later. [inferred: five minutes] Example: 2025-04-29T21:00:00+02:00.
    """

    link: str
    expires_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "link": "link",
        "expires_at": "expiresAt",
    }

    def to_dict(self) -> dict[str, Any]:
        link = self.link

        expires_at: str | Unset = UNSET
        if not isinstance(self.expires_at, Unset):
            expires_at = self.expires_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(link, Unset):
            field_dict["link"] = link
        if not isinstance(expires_at, Unset):
            field_dict["expiresAt"] = expires_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        link = d.pop("link")

        expires_at = datetime.datetime.fromisoformat(d.pop("expiresAt"))

        _self = cls(
            link=link,
            expires_at=expires_at,
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
