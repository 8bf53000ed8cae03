# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote as _quote

import httpx

from ... import errors
from ...models.customer_invoice import CustomerInvoice
from ...models.error import Error
from ...types import Response
from ...types import as_text as _as_text

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client


def _get_kwargs(
    invoice_id: str,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/customer-invoices/{invoice_id}".format(
            invoice_id=_quote(_as_text(invoice_id), safe=""),
        ),
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CustomerInvoice | Error | None:
    if response.status_code == 200:
        response_200 = CustomerInvoice.from_dict(response.json())

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
) -> Response[CustomerInvoice | Error]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    invoice_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[CustomerInvoice | Error]:
    """Get a customer invoice

     Reads one invoice, for example to see whether it was paid. The token needs the scope invoices.read.
    [inferred: scope]

    Args:
        invoice_id (str): Identifier of the invoice to read, which begins with inv_. [inferred:
            pattern] Example: inv_abc12345def678.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerInvoice | Error]
    """

    _kwargs = _get_kwargs(
        invoice_id=invoice_id,
    )

    _response = client.get_httpx_client().request(
        **_kwargs,
    )

    return _build_response(client=client, response=_response)


def sync(
    invoice_id: str,
    *,
    client: AuthenticatedClient,
) -> CustomerInvoice | Error | None:
    """Get a customer invoice

     Reads one invoice, for example to see whether it was paid. The token needs the scope invoices.read.
    [inferred: scope]

    Args:
        invoice_id (str): Identifier of the invoice to read, which begins with inv_. [inferred:
            pattern] Example: inv_abc12345def678.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerInvoice | Error
    """

    return sync_detailed(
        invoice_id=invoice_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    invoice_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[CustomerInvoice | Error]:
    """Get a customer invoice

     Reads one invoice, for example to see whether it was paid. The token needs the scope invoices.read.
    [inferred: scope]

    Args:
        invoice_id (str): Identifier of the invoice to read, which begins with inv_. [inferred:
            pattern] Example: inv_abc12345def678.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerInvoice | Error]
    """

    _kwargs = _get_kwargs(
        invoice_id=invoice_id,
    )

    _response = await client.get_async_httpx_client().request(**_kwargs)

    return _build_response(client=client, response=_response)


async def asyncio(
    invoice_id: str,
    *,
    client: AuthenticatedClient,
) -> CustomerInvoice | Error | None:
    """Get a customer invoice

     Reads one invoice, for example to see whether it was paid. The token needs the scope invoices.read.
    [inferred: scope]

    Args:
        invoice_id (str): Identifier of the invoice to read, which begins with inv_. [inferred:
            pattern] Example: inv_abc12345def678.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerInvoice | Error
    """

    return (
        await asyncio_detailed(
            invoice_id=invoice_id,
            client=client,
        )
    ).parsed
