# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote as _quote
from uuid import UUID

import httpx

from ... import errors
from ...models.document import Document
from ...models.error import Error
from ...models.new_document import NewDocument
from ...types import Response
from ...types import as_parameter as _as_parameter
from ...types import as_text as _as_text

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client


def _get_kwargs(
    invoice_id: UUID,
    *,
    body: NewDocument,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/documents/{invoice_id}".format(
            invoice_id=_quote(_as_text(invoice_id), safe=""),
        ),
    }

    _kwargs["data"] = {name: _as_parameter(value) for name, value in body.to_dict().items()}

    _headers: dict[str, Any] = {}

    _headers["Content-Type"] = "application/x-www-form-urlencoded"
    _kwargs["headers"] = _headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Document | Error | None:
    if response.status_code == 201:
        response_201 = Document.from_dict(response.json())

        return response_201

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

    if 500 <= response.status_code <= 599:
        if not response.content:
            return None
        response_5xx = Error.from_dict(response.json())

        return response_5xx

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Document | Error]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    invoice_id: UUID,
    *,
    client: AuthenticatedClient,
    body: NewDocument,
) -> Response[Document | Error]:
    """Upload the PDF of an invoice

     Uploads the PDF of an invoice, as Base64 text in a form field. Another upload for the same invoice
    replaces the file. [inferred: content type, required body]

    Args:
        invoice_id (UUID): Notify's own id of the invoice, not its number. [inferred: UUID]
            Example: 5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21.
        body (NewDocument): The PDF of an invoice, with its name. [inferred: required, spelling]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Document | Error]
    """

    _kwargs = _get_kwargs(
        invoice_id=invoice_id,
        body=body,
    )

    _response = client.get_httpx_client().request(
        **_kwargs,
    )

    return _build_response(client=client, response=_response)


def sync(
    invoice_id: UUID,
    *,
    client: AuthenticatedClient,
    body: NewDocument,
) -> Document | Error | None:
    """Upload the PDF of an invoice

     Uploads the PDF of an invoice, as Base64 text in a form field. Another upload for the same invoice
    replaces the file. [inferred: content type, required body]

    Args:
        invoice_id (UUID): Notify's own id of the invoice, not its number. [inferred: UUID]
            Example: 5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21.
        body (NewDocument): The PDF of an invoice, with its name. [inferred: required, spelling]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Document | Error
    """

    return sync_detailed(
        invoice_id=invoice_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    invoice_id: UUID,
    *,
    client: AuthenticatedClient,
    body: NewDocument,
) -> Response[Document | Error]:
    """Upload the PDF of an invoice

     Uploads the PDF of an invoice, as Base64 text in a form field. Another upload for the same invoice
    replaces the file. [inferred: content type, required body]

    Args:
        invoice_id (UUID): Notify's own id of the invoice, not its number. [inferred: UUID]
            Example: 5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21.
        body (NewDocument): The PDF of an invoice, with its name. [inferred: required, spelling]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Document | Error]
    """

    _kwargs = _get_kwargs(
        invoice_id=invoice_id,
        body=body,
    )

    _response = await client.get_async_httpx_client().request(**_kwargs)

    return _build_response(client=client, response=_response)


async def asyncio(
    invoice_id: UUID,
    *,
    client: AuthenticatedClient,
    body: NewDocument,
) -> Document | Error | None:
    """Upload the PDF of an invoice

     Uploads the PDF of an invoice, as Base64 text in a form field. Another upload for the same invoice
    replaces the file. [inferred: content type, required body]

    Args:
        invoice_id (UUID): Notify's own id of the invoice, not its number. [inferred: UUID]
            Example: 5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21.
        body (NewDocument): The PDF of an invoice, with its name. [inferred: required, spelling]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Document | Error
    """

    return (
        await asyncio_detailed(
            invoice_id=invoice_id,
            client=client,
            body=body,
        )
    ).parsed
