# Generated from specs/next.yaml by make generate. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    ClassVar,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewToken")


@_attrs_define(kw_only=True)
class NewToken:
    """An OAuth2 password grant, in which user name and password have the vendor's own meanings. [inferred: required]

    Attributes:
        grant_type (Literal['password']): Kind of grant, always the same. [inferred: name and const, default] Default:
            'password'.
        username (str): Database number of the tenant, which is its customer number with the vendor. [inferred: name and
            meaning] Example: 123456.
        password (str): One-time API key, made in the tenant's NEXT and used up by the first call. [inferred: name and
            meaning] Example: your-one-time-api-key.
        client_id (str): Identifier of the integrator, the same for all tenants. [inferred: name and meaning] Example:
            your-client-id.
        client_secret (str): Secret of the integrator, the same for all tenants. [inferred: name and meaning] Example:
            your-client-secret.
        scope (str | Unset): Empty, as the API has no scopes. If left out, the server uses "". [inferred: name and
            default, no scopes]
    """

    username: str
    password: str
    client_id: str
    client_secret: str
    grant_type: Literal["password"] = "password"
    scope: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _wire_names: ClassVar[dict[str, str]] = {
        "grant_type": "grant_type",
        "username": "username",
        "password": "password",
        "client_id": "client_id",
        "client_secret": "client_secret",
        "scope": "scope",
    }

    def to_dict(self) -> dict[str, Any]:
        grant_type = self.grant_type

        username = self.username

        password = self.password

        client_id = self.client_id

        client_secret = self.client_secret

        scope = self.scope

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if not isinstance(grant_type, Unset):
            field_dict["grant_type"] = grant_type
        if not isinstance(username, Unset):
            field_dict["username"] = username
        if not isinstance(password, Unset):
            field_dict["password"] = password
        if not isinstance(client_id, Unset):
            field_dict["client_id"] = client_id
        if not isinstance(client_secret, Unset):
            field_dict["client_secret"] = client_secret
        if scope is not UNSET:
            field_dict["scope"] = scope

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict.items())
        grant_type = cast(Literal["password"], d.pop("grant_type"))
        if grant_type != "password":
            raise ValueError(f"grant_type must match const 'password', got '{grant_type}'")

        username = d.pop("username")

        password = d.pop("password")

        client_id = d.pop("client_id")

        client_secret = d.pop("client_secret")

        scope = d.pop("scope", UNSET)

        _self = cls(
            grant_type=grant_type,
            username=username,
            password=password,
            client_id=client_id,
            client_secret=client_secret,
            scope=scope,
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
