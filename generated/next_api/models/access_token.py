# Generated from specs/next.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import Unset

T = TypeVar("T", bound="AccessToken")


@_attrs_define(kw_only=True)
class AccessToken:
    """An access token for one tenant. [inferred: required]

    Attributes:
        access_token (str): Token for the Authorization header of all other calls, after the word Bearer. It is opaque
            and has no maximum life; it ends when its API key is deleted in NEXT. [inferred: name and life] Example:
            00000000-0000-0000-0000-000000000000.
        token_type (str): Kind of token, bearer. [inferred: name and value] Example: bearer.
    """

    access_token: str
    token_type: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "access_token": "access_token",
        "token_type": "token_type",
    }

    def to_dict(self) -> dict[str, Any]:
        access_token = self.access_token

        token_type = self.token_type

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(access_token, Unset):
            field_dict["access_token"] = access_token
        if not isinstance(token_type, Unset):
            field_dict["token_type"] = token_type

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        access_token = d.pop("access_token")

        token_type = d.pop("token_type")

        _self = cls(
            access_token=access_token,
            token_type=token_type,
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
