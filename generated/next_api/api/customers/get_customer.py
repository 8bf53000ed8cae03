# Generated from specs/next.yaml by make generate. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote as _quote

import httpx

from ... import errors
from ...models.customer_record import CustomerRecord
from ...models.error import Error
from ...types import Response
from ...types import as_text as _as_text

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client


def _get_kwargs(
    customer_id: int,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/customer/{customer_id}".format(
            customer_id=_quote(_as_text(customer_id), safe=""),
        ),
    }
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CustomerRecord | Error | None:
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

    if response.status_code == 503:
        if not response.content:
            return None
        response_503 = Error.from_dict(response.json())

        return response_503

    if 200 <= response.status_code <= 299:
        if not response.content:
            return None
        response_2xx = CustomerRecord.from_dict(response.json())

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
) -> Response[CustomerRecord | Error]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    customer_id: int,
    *,
    client: AuthenticatedClient,
) -> Response[CustomerRecord | Error]:
    """Get a customer

     Answers with one customer, whether it is in use or not. [inferred: method and path]

    Args:
        customer_id (int): Primary key of the record, not the customer number. [inferred: name and
            type] Example: 4711.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerRecord | Error]
    """

    _kwargs = _get_kwargs(
        customer_id=customer_id,
    )

    _response = client.get_httpx_client().request(
        **_kwargs,
    )

    return _build_response(client=client, response=_response)


def sync(
    customer_id: int,
    *,
    client: AuthenticatedClient,
) -> CustomerRecord | Error | None:
    """Get a customer

     Answers with one customer, whether it is in use or not. [inferred: method and path]

    Args:
        customer_id (int): Primary key of the record, not the customer number. [inferred: name and
            type] Example: 4711.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerRecord | Error
    """

    return sync_detailed(
        customer_id=customer_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    customer_id: int,
    *,
    client: AuthenticatedClient,
) -> Response[CustomerRecord | Error]:
    """Get a customer

     Answers with one customer, whether it is in use or not. [inferred: method and path]

    Args:
        customer_id (int): Primary key of the record, not the customer number. [inferred: name and
            type] Example: 4711.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerRecord | Error]
    """

    _kwargs = _get_kwargs(
        customer_id=customer_id,
    )

    _response = await client.get_async_httpx_client().request(**_kwargs)

    return _build_response(client=client, response=_response)


async def asyncio(
    customer_id: int,
    *,
    client: AuthenticatedClient,
) -> CustomerRecord | Error | None:
    """Get a customer

     Answers with one customer, whether it is in use or not. [inferred: method and path]

    Args:
        customer_id (int): Primary key of the record, not the customer number. [inferred: name and
            type] Example: 4711.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerRecord | Error
    """

    return (
        await asyncio_detailed(
            customer_id=customer_id,
            client=client,
        )
    ).parsed
