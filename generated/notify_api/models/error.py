# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import Unset

T = TypeVar("T", bound="Error")


@_attrs_define(kw_only=True)
class Error:
    """What went wrong, with a status. [inferred: required]

    Attributes:
        status (int): HTTP status as repeated in the body. Rely on the status line instead: the page's own example
            disagrees with it. Example: 400.
        title (str): Name of the status. Example: Bad Request.
        detail (str): What was wrong, in words. Fields are named in camelCase, as in answers. [inferred: camelCase]
            Example: Field email in wrong format.
    """

    status: int
    title: str
    detail: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "status": "status",
        "title": "title",
        "detail": "detail",
    }

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        title = self.title

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(status, Unset):
            field_dict["status"] = status
        if not isinstance(title, Unset):
            field_dict["title"] = title
        if not isinstance(detail, Unset):
            field_dict["detail"] = detail

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        status = d.pop("status")

        title = d.pop("title")

        detail = d.pop("detail")

        _self = cls(
            status=status,
            title=title,
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
