# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ...models.error import Error
from ...models.payment_list import PaymentList
from ...types import UNSET, Response, Unset
from ...types import as_parameter as _as_parameter

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client


def _get_kwargs(
    *,
    limit: int | Unset = UNSET,
    from_: str | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/payments",
    }

    _params = {
        "limit": _as_parameter(limit),
        "from": _as_parameter(from_),
    }
    _kwargs["params"] = {name: value for name, value in _params.items() if value is not None}
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Error | PaymentList | None:
    if response.status_code == 200:
        response_200 = PaymentList.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Error | PaymentList]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = UNSET,
    from_: str | Unset = UNSET,
) -> Response[Error | PaymentList]:
    """List the payments

     Answers with one page of the payments. The vendor documents no filter.

    Args:
        limit (int | Unset): Number of payments on a page, at most 250. The number without it is
            not documented. [inferred: integer, least number, spelling] Example: 250.
        from_ (str | Unset): Id of the payment with which the page begins; that payment is
            included. [inferred: spelling] Example: c9a4f2d7-61b8-4f3a-8c15-2e7d90ab4163.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Error | PaymentList]
    """

    _kwargs = _get_kwargs(
        limit=limit,
        from_=from_,
    )

    _response = client.get_httpx_client().request(
        **_kwargs,
    )

    return _build_response(client=client, response=_response)


def sync(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = UNSET,
    from_: str | Unset = UNSET,
) -> Error | PaymentList | None:
    """List the payments

     Answers with one page of the payments. The vendor documents no filter.

    Args:
        limit (int | Unset): Number of payments on a page, at most 250. The number without it is
            not documented. [inferred: integer, least number, spelling] Example: 250.
        from_ (str | Unset): Id of the payment with which the page begins; that payment is
            included. [inferred: spelling] Example: c9a4f2d7-61b8-4f3a-8c15-2e7d90ab4163.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Error | PaymentList
    """

    return sync_detailed(
        client=client,
        limit=limit,
        from_=from_,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = UNSET,
    from_: str | Unset = UNSET,
) -> Response[Error | PaymentList]:
    """List the payments

     Answers with one page of the payments. The vendor documents no filter.

    Args:
        limit (int | Unset): Number of payments on a page, at most 250. The number without it is
            not documented. [inferred: integer, least number, spelling] Example: 250.
        from_ (str | Unset): Id of the payment with which the page begins; that payment is
            included. [inferred: spelling] Example: c9a4f2d7-61b8-4f3a-8c15-2e7d90ab4163.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Error | PaymentList]
    """

    _kwargs = _get_kwargs(
        limit=limit,
        from_=from_,
    )

    _response = await client.get_async_httpx_client().request(**_kwargs)

    return _build_response(client=client, response=_response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = UNSET,
    from_: str | Unset = UNSET,
) -> Error | PaymentList | None:
    """List the payments

     Answers with one page of the payments. The vendor documents no filter.

    Args:
        limit (int | Unset): Number of payments on a page, at most 250. The number without it is
            not documented. [inferred: integer, least number, spelling] Example: 250.
        from_ (str | Unset): Id of the payment with which the page begins; that payment is
            included. [inferred: spelling] Example: c9a4f2d7-61b8-4f3a-8c15-2e7d90ab4163.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Error | PaymentList
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            from_=from_,
        )
    ).parsed
