# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ...models.customer_list import CustomerList
from ...models.error import Error
from ...types import UNSET, Response, Unset
from ...types import as_parameter as _as_parameter

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client


def _get_kwargs(
    *,
    page: int | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/customers",
    }

    _params = {
        "page": _as_parameter(page),
    }
    _kwargs["params"] = {name: value for name, value in _params.items() if value is not None}
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CustomerList | Error | None:
    if response.status_code == 200:
        response_200 = CustomerList.from_dict(response.json())

        return response_200

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

    if 500 <= response.status_code <= 599:
        if not response.content:
            return None
        response_5xx = Error.from_dict(response.json())

        return response_5xx

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[CustomerList | Error]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    page: int | Unset = UNSET,
) -> Response[CustomerList | Error]:
    """List the customers

     Reads the customers of the portal, page by page. The vendor documents no filter and no page size.
    The token needs the scope customers.read. [inferred: scope]

    Args:
        page (int | Unset): Number of the page to read, from 1 on. The first page is read when it
            is left out. [inferred: whole parameter, left out] Example: 1.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerList | Error]
    """

    _kwargs = _get_kwargs(
        page=page,
    )

    _response = client.get_httpx_client().request(
        **_kwargs,
    )

    return _build_response(client=client, response=_response)


def sync(
    *,
    client: AuthenticatedClient,
    page: int | Unset = UNSET,
) -> CustomerList | Error | None:
    """List the customers

     Reads the customers of the portal, page by page. The vendor documents no filter and no page size.
    The token needs the scope customers.read. [inferred: scope]

    Args:
        page (int | Unset): Number of the page to read, from 1 on. The first page is read when it
            is left out. [inferred: whole parameter, left out] Example: 1.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerList | Error
    """

    return sync_detailed(
        client=client,
        page=page,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    page: int | Unset = UNSET,
) -> Response[CustomerList | Error]:
    """List the customers

     Reads the customers of the portal, page by page. The vendor documents no filter and no page size.
    The token needs the scope customers.read. [inferred: scope]

    Args:
        page (int | Unset): Number of the page to read, from 1 on. The first page is read when it
            is left out. [inferred: whole parameter, left out] Example: 1.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerList | Error]
    """

    _kwargs = _get_kwargs(
        page=page,
    )

    _response = await client.get_async_httpx_client().request(**_kwargs)

    return _build_response(client=client, response=_response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    page: int | Unset = UNSET,
) -> CustomerList | Error | None:
    """List the customers

     Reads the customers of the portal, page by page. The vendor documents no filter and no page size.
    The token needs the scope customers.read. [inferred: scope]

    Args:
        page (int | Unset): Number of the page to read, from 1 on. The first page is read when it
            is left out. [inferred: whole parameter, left out] Example: 1.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerList | Error
    """

    return (
        await asyncio_detailed(
            client=client,
            page=page,
        )
    ).parsed
