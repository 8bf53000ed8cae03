# Generated from tools/mini.yaml by make generate. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote as _quote

import httpx

from ... import errors
from ...models.document import Document
from ...models.error import Error
from ...models.new_document import NewDocument
from ...types import UNSET, Response, Unset
from ...types import as_parameter as _as_parameter
from ...types import as_text as _as_text

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client


def _get_kwargs(
    document_id: str,
    *,
    body: NewDocument,
    notify: bool | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/documents/{document_id}".format(
            document_id=_quote(_as_text(document_id), safe=""),
        ),
    }

    _params = {
        "Notify": _as_parameter(notify),
    }
    _kwargs["params"] = {name: value for name, value in _params.items() if value is not None}

    _kwargs["files"] = body.to_multipart()

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Document | Error | None:
    if response.status_code == 200:
        response_200 = Document.from_dict(response.json())

        return response_200

    if response.status_code == 404:
        if not response.content:
            return None
        response_404 = Error.from_dict(response.json())

        return response_404

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
    document_id: str,
    *,
    client: AuthenticatedClient,
    body: NewDocument,
    notify: bool | Unset = UNSET,
) -> Response[Document | Error]:
    """Replace a document

     Puts files in the place of a document.

    Args:
        document_id (str): Identifier of the document.
        notify (bool | Unset): Whether to tell the owner.
        body (NewDocument):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Document | Error]
    """

    _kwargs = _get_kwargs(
        document_id=document_id,
        body=body,
        notify=notify,
    )

    _response = client.get_httpx_client().request(
        **_kwargs,
    )

    return _build_response(client=client, response=_response)


def sync(
    document_id: str,
    *,
    client: AuthenticatedClient,
    body: NewDocument,
    notify: bool | Unset = UNSET,
) -> Document | Error | None:
    """Replace a document

     Puts files in the place of a document.

    Args:
        document_id (str): Identifier of the document.
        notify (bool | Unset): Whether to tell the owner.
        body (NewDocument):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Document | Error
    """

    return sync_detailed(
        document_id=document_id,
        client=client,
        body=body,
        notify=notify,
    ).parsed


async def asyncio_detailed(
    document_id: str,
    *,
    client: AuthenticatedClient,
    body: NewDocument,
    notify: bool | Unset = UNSET,
) -> Response[Document | Error]:
    """Replace a document

     Puts files in the place of a document.

    Args:
        document_id (str): Identifier of the document.
        notify (bool | Unset): Whether to tell the owner.
        body (NewDocument):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Document | Error]
    """

    _kwargs = _get_kwargs(
        document_id=document_id,
        body=body,
        notify=notify,
    )

    _response = await client.get_async_httpx_client().request(**_kwargs)

    return _build_response(client=client, response=_response)


async def asyncio(
    document_id: str,
    *,
    client: AuthenticatedClient,
    body: NewDocument,
    notify: bool | Unset = UNSET,
) -> Document | Error | None:
    """Replace a document

     Puts files in the place of a document.

    Args:
        document_id (str): Identifier of the document.
        notify (bool | Unset): Whether to tell the owner.
        body (NewDocument):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Document | Error
    """

    return (
        await asyncio_detailed(
            document_id=document_id,
            client=client,
            body=body,
            notify=notify,
        )
    ).parsed
