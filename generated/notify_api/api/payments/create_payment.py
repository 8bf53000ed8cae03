# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ...models.created_payment import CreatedPayment
from ...models.error import Error
from ...models.new_payment import NewPayment
from ...types import Response
from ...types import as_parameter as _as_parameter

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client


def _get_kwargs(
    *,
    body: NewPayment,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/payments",
    }

    _kwargs["data"] = {name: _as_parameter(value) for name, value in body.to_dict().items()}

    _headers: dict[str, Any] = {}

    _headers["Content-Type"] = "application/x-www-form-urlencoded"
    _kwargs["headers"] = _headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CreatedPayment | Error | None:
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
        response_2xx = CreatedPayment.from_dict(response.json())

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
) -> Response[CreatedPayment | Error]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: NewPayment,
) -> Response[CreatedPayment | Error]:
    """Register a payment

     Registers a payment of an invoice. The answer has the balance of the invoice after it. [inferred:
    content type, required body, balance]

    Args:
        body (NewPayment): A payment of an invoice. Amounts have no currency. [inferred: required,
            spelling]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatedPayment | Error]
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
    client: AuthenticatedClient,
    body: NewPayment,
) -> CreatedPayment | Error | None:
    """Register a payment

     Registers a payment of an invoice. The answer has the balance of the invoice after it. [inferred:
    content type, required body, balance]

    Args:
        body (NewPayment): A payment of an invoice. Amounts have no currency. [inferred: required,
            spelling]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatedPayment | Error
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: NewPayment,
) -> Response[CreatedPayment | Error]:
    """Register a payment

     Registers a payment of an invoice. The answer has the balance of the invoice after it. [inferred:
    content type, required body, balance]

    Args:
        body (NewPayment): A payment of an invoice. Amounts have no currency. [inferred: required,
            spelling]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatedPayment | Error]
    """

    _kwargs = _get_kwargs(
        body=body,
    )

    _response = await client.get_async_httpx_client().request(**_kwargs)

    return _build_response(client=client, response=_response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: NewPayment,
) -> CreatedPayment | Error | None:
    """Register a payment

     Registers a payment of an invoice. The answer has the balance of the invoice after it. [inferred:
    content type, required body, balance]

    Args:
        body (NewPayment): A payment of an invoice. Amounts have no currency. [inferred: required,
            spelling]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatedPayment | Error
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
