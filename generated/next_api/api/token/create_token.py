# Generated from specs/next.yaml by make generate. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ...models.access_token import AccessToken
from ...models.error import Error
from ...models.new_token import NewToken
from ...types import Response
from ...types import as_parameter as _as_parameter

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client


def _get_kwargs(
    *,
    body: NewToken,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/token",
    }

    _kwargs["data"] = {name: _as_parameter(value) for name, value in body.to_dict().items()}

    _headers: dict[str, Any] = {}

    _headers["Content-Type"] = "application/x-www-form-urlencoded"
    _kwargs["headers"] = _headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> AccessToken | Error | None:
    if response.status_code == 400:
        if not response.content:
            return None
        response_400 = Error.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        if not response.content:
            return None
        response_401 = Error.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        if not response.content:
            return None
        response_403 = Error.from_dict(response.json())

        return response_403

    if response.status_code == 422:
        if not response.content:
            return None
        response_422 = Error.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        if not response.content:
            return None
        response_429 = Error.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        if not response.content:
            return None
        response_503 = Error.from_dict(response.json())

        return response_503

    if 200 <= response.status_code <= 299:
        if not response.content:
            return None
        response_2xx = AccessToken.from_dict(response.json())

        return response_2xx

    if 500 <= response.status_code <= 599:
        if not response.content:
            return None
        response_5xx = Error.from_dict(response.json())

        return response_5xx

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[AccessToken | Error]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: NewToken,
) -> Response[AccessToken | Error]:
    """Create an access token

     Turns a one-time API key into an access token for one tenant, by way of an OAuth2 password grant:
    the user name is the tenant's database number and the password is the key. The first call uses the
    key up, so the same call fails when repeated; a lost token requires a new key, made in NEXT. The
    token lasts until the key is deleted in NEXT, and there is nothing to refresh. [inferred: whole
    operation]

    Args:
        body (NewToken): An OAuth2 password grant, in which user name and password have the
            vendor's own meanings. [inferred: required]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AccessToken | Error]
    """

    _kwargs = _get_kwargs(
        body=body,
    )

    _response = client.get_httpx_client().request(
        **_kwargs,
    )

    return _build_response(client=client, response=_response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: NewToken,
) -> AccessToken | Error | None:
    """Create an access token

     Turns a one-time API key into an access token for one tenant, by way of an OAuth2 password grant:
    the user name is the tenant's database number and the password is the key. The first call uses the
    key up, so the same call fails when repeated; a lost token requires a new key, made in NEXT. The
    token lasts until the key is deleted in NEXT, and there is nothing to refresh. [inferred: whole
    operation]

    Args:
        body (NewToken): An OAuth2 password grant, in which user name and password have the
            vendor's own meanings. [inferred: required]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AccessToken | Error
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: NewToken,
) -> Response[AccessToken | Error]:
    """Create an access token

     Turns a one-time API key into an access token for one tenant, by way of an OAuth2 password grant:
    the user name is the tenant's database number and the password is the key. The first call uses the
    key up, so the same call fails when repeated; a lost token requires a new key, made in NEXT. The
    token lasts until the key is deleted in NEXT, and there is nothing to refresh. [inferred: whole
    operation]

    Args:
        body (NewToken): An OAuth2 password grant, in which user name and password have the
            vendor's own meanings. [inferred: required]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AccessToken | Error]
    """

    _kwargs = _get_kwargs(
        body=body,
    )

    _response = await client.get_async_httpx_client().request(**_kwargs)

    return _build_response(client=client, response=_response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: NewToken,
) -> AccessToken | Error | None:
    """Create an access token

     Turns a one-time API key into an access token for one tenant, by way of an OAuth2 password grant:
    the user name is the tenant's database number and the password is the key. The first call uses the
    key up, so the same call fails when repeated; a lost token requires a new key, made in NEXT. The
    token lasts until the key is deleted in NEXT, and there is nothing to refresh. [inferred: whole
    operation]

    Args:
        body (NewToken): An OAuth2 password grant, in which user name and password have the
            vendor's own meanings. [inferred: required]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AccessToken | Error
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
