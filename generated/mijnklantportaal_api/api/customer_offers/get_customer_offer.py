# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote as _quote

import httpx

from ... import errors
from ...models.customer_offer import CustomerOffer
from ...models.error import Error
from ...types import Response
from ...types import as_text as _as_text

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client


def _get_kwargs(
    offer_id: str,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/customer-offers/{offer_id}".format(
            offer_id=_quote(_as_text(offer_id), safe=""),
        ),
    }
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CustomerOffer | Error | None:
    if response.status_code == 200:
        response_200 = CustomerOffer.from_dict(response.json())

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

    if response.status_code == 404:
        if not response.content:
            return None
        response_404 = Error.from_dict(response.json())

        return response_404

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
) -> Response[CustomerOffer | Error]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    offer_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[CustomerOffer | Error]:
    """Get a customer offer

     Reads one offer, for example to see whether it was accepted. The token needs the scope offers.read.
    [inferred: scope]

    Args:
        offer_id (str): Identifier of the offer to read, which begins with off_. [inferred:
            pattern] Example: off_abc12345def678.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerOffer | Error]
    """

    _kwargs = _get_kwargs(
        offer_id=offer_id,
    )

    _response = client.get_httpx_client().request(
        **_kwargs,
    )

    return _build_response(client=client, response=_response)


def sync(
    offer_id: str,
    *,
    client: AuthenticatedClient,
) -> CustomerOffer | Error | None:
    """Get a customer offer

     Reads one offer, for example to see whether it was accepted. The token needs the scope offers.read.
    [inferred: scope]

    Args:
        offer_id (str): Identifier of the offer to read, which begins with off_. [inferred:
            pattern] Example: off_abc12345def678.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerOffer | Error
    """

    return sync_detailed(
        offer_id=offer_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    offer_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[CustomerOffer | Error]:
    """Get a customer offer

     Reads one offer, for example to see whether it was accepted. The token needs the scope offers.read.
    [inferred: scope]

    Args:
        offer_id (str): Identifier of the offer to read, which begins with off_. [inferred:
            pattern] Example: off_abc12345def678.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerOffer | Error]
    """

    _kwargs = _get_kwargs(
        offer_id=offer_id,
    )

    _response = await client.get_async_httpx_client().request(**_kwargs)

    return _build_response(client=client, response=_response)


async def asyncio(
    offer_id: str,
    *,
    client: AuthenticatedClient,
) -> CustomerOffer | Error | None:
    """Get a customer offer

     Reads one offer, for example to see whether it was accepted. The token needs the scope offers.read.
    [inferred: scope]

    Args:
        offer_id (str): Identifier of the offer to read, which begins with off_. [inferred:
            pattern] Example: off_abc12345def678.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerOffer | Error
    """

    return (
        await asyncio_detailed(
            offer_id=offer_id,
            client=client,
        )
    ).parsed
