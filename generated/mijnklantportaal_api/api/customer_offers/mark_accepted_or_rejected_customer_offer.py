# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote as _quote

import httpx

from ... import errors
from ...models.customer_offer import CustomerOffer
from ...models.customer_offer_decision import CustomerOfferDecision
from ...models.error import Error
from ...types import Response
from ...types import as_text as _as_text

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client


def _get_kwargs(
    offer_id: str,
    *,
    body: CustomerOfferDecision,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/customer-offers/{offer_id}".format(
            offer_id=_quote(_as_text(offer_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CustomerOffer | Error | None:
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

    if 200 <= response.status_code <= 299:
        if not response.content:
            return None
        response_2xx = CustomerOffer.from_dict(response.json())

        return response_2xx

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
    body: CustomerOfferDecision,
) -> Response[CustomerOffer | Error]:
    """Mark a customer offer as accepted or rejected

     Marks an offer as accepted or rejected, also in the bookkeeping integration to which it is linked,
    if any. Send acceptedAt or rejectedAt, not both. The token needs the scope offers.write. [inferred:
    scope, not both]

    Args:
        offer_id (str): Identifier of the offer to mark, which begins with off_. [inferred:
            pattern] Example: off_abc12345def678.
        body (CustomerOfferDecision): The customer's decision on an offer.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerOffer | Error]
    """

    _kwargs = _get_kwargs(
        offer_id=offer_id,
        body=body,
    )

    _response = client.get_httpx_client().request(
        **_kwargs,
    )

    return _build_response(client=client, response=_response)


def sync(
    offer_id: str,
    *,
    client: AuthenticatedClient,
    body: CustomerOfferDecision,
) -> CustomerOffer | Error | None:
    """Mark a customer offer as accepted or rejected

     Marks an offer as accepted or rejected, also in the bookkeeping integration to which it is linked,
    if any. Send acceptedAt or rejectedAt, not both. The token needs the scope offers.write. [inferred:
    scope, not both]

    Args:
        offer_id (str): Identifier of the offer to mark, which begins with off_. [inferred:
            pattern] Example: off_abc12345def678.
        body (CustomerOfferDecision): The customer's decision on an offer.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerOffer | Error
    """

    return sync_detailed(
        offer_id=offer_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    offer_id: str,
    *,
    client: AuthenticatedClient,
    body: CustomerOfferDecision,
) -> Response[CustomerOffer | Error]:
    """Mark a customer offer as accepted or rejected

     Marks an offer as accepted or rejected, also in the bookkeeping integration to which it is linked,
    if any. Send acceptedAt or rejectedAt, not both. The token needs the scope offers.write. [inferred:
    scope, not both]

    Args:
        offer_id (str): Identifier of the offer to mark, which begins with off_. [inferred:
            pattern] Example: off_abc12345def678.
        body (CustomerOfferDecision): The customer's decision on an offer.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerOffer | Error]
    """

    _kwargs = _get_kwargs(
        offer_id=offer_id,
        body=body,
    )

    _response = await client.get_async_httpx_client().request(**_kwargs)

    return _build_response(client=client, response=_response)


async def asyncio(
    offer_id: str,
    *,
    client: AuthenticatedClient,
    body: CustomerOfferDecision,
) -> CustomerOffer | Error | None:
    """Mark a customer offer as accepted or rejected

     Marks an offer as accepted or rejected, also in the bookkeeping integration to which it is linked,
    if any. Send acceptedAt or rejectedAt, not both. The token needs the scope offers.write. [inferred:
    scope, not both]

    Args:
        offer_id (str): Identifier of the offer to mark, which begins with off_. [inferred:
            pattern] Example: off_abc12345def678.
        body (CustomerOfferDecision): The customer's decision on an offer.

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
            body=body,
        )
    ).parsed
