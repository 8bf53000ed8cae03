# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote as _quote

import httpx

from ... import errors
from ...models.error import Error
from ...models.file_link import FileLink
from ...types import Response
from ...types import as_text as _as_text

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client


def _get_kwargs(
    invoice_id: str,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/customer-invoices/{invoice_id}/pdf".format(
            invoice_id=_quote(_as_text(invoice_id), safe=""),
        ),
    }
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Error | FileLink | None:
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
        response_2xx = FileLink.from_dict(response.json())

        return response_2xx

    if 500 <= response.status_code <= 599:
        if not response.content:
            return None
        response_5xx = Error.from_dict(response.json())

        return response_5xx

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Error | FileLink]:
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
) -> Response[Error | FileLink]:
    """Get a link to the PDF of a customer invoice

     Makes a link from which the PDF of an invoice can be fetched for a short time; the PDF itself is not
    returned. The token needs the scope invoices.read. [inferred: scope, short time]

    Args:
        invoice_id (str): Identifier of the invoice to fetch, which begins with inv_. [inferred:
            pattern] Example: inv_abc12345def678.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Error | FileLink]
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
) -> Error | FileLink | None:
    """Get a link to the PDF of a customer invoice

     Makes a link from which the PDF of an invoice can be fetched for a short time; the PDF itself is not
    returned. The token needs the scope invoices.read. [inferred: scope, short time]

    Args:
        invoice_id (str): Identifier of the invoice to fetch, which begins with inv_. [inferred:
            pattern] Example: inv_abc12345def678.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Error | FileLink
    """

    return sync_detailed(
        invoice_id=invoice_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    invoice_id: str,
    *,
    client: AuthenticatedClient,
) -> Response[Error | FileLink]:
    """Get a link to the PDF of a customer invoice

     Makes a link from which the PDF of an invoice can be fetched for a short time; the PDF itself is not
    returned. The token needs the scope invoices.read. [inferred: scope, short time]

    Args:
        invoice_id (str): Identifier of the invoice to fetch, which begins with inv_. [inferred:
            pattern] Example: inv_abc12345def678.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Error | FileLink]
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
) -> Error | FileLink | None:
    """Get a link to the PDF of a customer invoice

     Makes a link from which the PDF of an invoice can be fetched for a short time; the PDF itself is not
    returned. The token needs the scope invoices.read. [inferred: scope, short time]

    Args:
        invoice_id (str): Identifier of the invoice to fetch, which begins with inv_. [inferred:
            pattern] Example: inv_abc12345def678.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Error | FileLink
    """

    return (
        await asyncio_detailed(
            invoice_id=invoice_id,
            client=client,
        )
    ).parsed
