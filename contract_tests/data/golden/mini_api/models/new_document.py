# Generated from tools/mini.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import (
    Any,
    ClassVar,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..types import UNSET, File, FileTypes, Unset, datetime_text, decimal_text

T = TypeVar("T", bound="NewDocument")


@_attrs_define(kw_only=True)
class NewDocument:
    """
    Attributes:
        title (str): Title of the document. At most 50 characters. Example: Minutes.
        public (bool): Whether everyone may read it.
        price (str): What it costs.
        file (File): The document as PDF.
        note (None | str | Unset): A remark.
        filed (str | Unset): When it came in.
        archived (bool | None | Unset): Whether it is put away. If left out, the server uses false.
        cover (File | Unset): A picture of it. [inferred: name]
        annexes (list[File] | Unset): What belongs to it.
        labels (list[str] | Unset): Words to find it by.
    """

    title: str
    public: bool
    price: str = _attrs_field(converter=decimal_text)
    file: File
    note: None | str | Unset = UNSET
    filed: str | Unset = _attrs_field(default=UNSET, converter=datetime_text)
    archived: bool | None | Unset = UNSET
    cover: File | Unset = UNSET
    annexes: list[File] | Unset = UNSET
    labels: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "title": "title",
        "public": "public",
        "price": "price",
        "file": "file",
        "note": "note",
        "filed": "filed",
        "archived": "archived",
        "cover": "cover",
        "annexes": "annexes",
        "labels": "labels",
    }

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        public = self.public

        price = self.price

        file: FileTypes | Unset = UNSET
        if not isinstance(self.file, Unset):
            file = self.file.to_tuple()

        note: None | str | Unset
        if isinstance(self.note, Unset):
            note = UNSET
        else:
            note = self.note

        filed = self.filed

        archived: bool | None | Unset
        if isinstance(self.archived, Unset):
            archived = UNSET
        else:
            archived = self.archived

        cover: FileTypes | Unset = UNSET
        if not isinstance(self.cover, Unset):
            cover = self.cover.to_tuple()

        annexes: list[FileTypes] | Unset = UNSET
        if not isinstance(self.annexes, Unset):
            annexes = []
            for annexes_item_data in self.annexes:
                annexes_item = annexes_item_data.to_tuple()

                annexes.append(annexes_item)

        labels: list[str] | Unset = UNSET
        if not isinstance(self.labels, Unset):
            labels = self.labels

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(title, Unset):
            field_dict["title"] = title
        if not isinstance(public, Unset):
            field_dict["public"] = public
        if not isinstance(price, Unset):
            field_dict["price"] = price
        if not isinstance(file, Unset):
            field_dict["file"] = file
        if note is not UNSET:
            field_dict["note"] = note
        if filed is not UNSET:
            field_dict["filed"] = filed
        if archived is not UNSET:
            field_dict["archived"] = archived
        if cover is not UNSET:
            field_dict["cover"] = cover
        if annexes is not UNSET:
            field_dict["annexes"] = annexes
        if labels is not UNSET:
            field_dict["labels"] = labels

        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("title", (None, types.as_text(self.title).encode(), "text/plain")))

        files.append(("public", (None, types.as_text(self.public).encode(), "text/plain")))

        files.append(("price", (None, types.as_text(self.price).encode(), "text/plain")))

        files.append(("file", self.file.to_tuple()))

        if not isinstance(self.note, Unset):
            if isinstance(self.note, str):
                files.append(("note", (None, types.as_text(self.note).encode(), "text/plain")))
            else:
                pass

        if not isinstance(self.filed, Unset):
            files.append(("filed", (None, types.as_text(self.filed).encode(), "text/plain")))

        if not isinstance(self.archived, Unset):
            if isinstance(self.archived, bool):
                files.append(("archived", (None, types.as_text(self.archived).encode(), "text/plain")))
            else:
                pass

        if not isinstance(self.cover, Unset):
            files.append(("cover", self.cover.to_tuple()))

        if not isinstance(self.annexes, Unset):
            for annexes_item_element in self.annexes:
                files.append(("annexes", annexes_item_element.to_tuple()))

        if not isinstance(self.labels, Unset):
            for labels_item_element in self.labels:
                files.append(("labels", (None, types.as_text(labels_item_element).encode(), "text/plain")))

        for prop_name, prop in self.additional_properties.items():
            if prop is not None:
                files.append((prop_name, (None, types.as_text(prop).encode(), "text/plain")))

        return files

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        title = d.pop("title")

        public = d.pop("public")

        price = d.pop("price")

        file = File(payload=BytesIO(d.pop("file")))

        def _parse_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        note = _parse_note(d.pop("note", UNSET))

        filed = d.pop("filed", UNSET)

        def _parse_archived(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        archived = _parse_archived(d.pop("archived", UNSET))

        _cover = d.pop("cover", UNSET)
        cover: File | Unset
        if isinstance(_cover, Unset):
            cover = UNSET
        else:
            cover = File(payload=BytesIO(_cover))

        _annexes = d.pop("annexes", UNSET)
        annexes: list[File] | Unset = UNSET
        if _annexes is not UNSET:
            annexes = []
            if not isinstance(_annexes, list):
                raise TypeError("annexes must be a list")
            for annexes_item_data in _annexes:
                annexes_item = File(payload=BytesIO(annexes_item_data))

                annexes.append(annexes_item)

        labels = cast(list[str] | Unset, d.pop("labels", UNSET))

        _self = cls(
            title=title,
            public=public,
            price=price,
            file=file,
            note=note,
            filed=filed,
            archived=archived,
            cover=cover,
            annexes=annexes,
            labels=labels,
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
