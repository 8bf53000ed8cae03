# Generated from specs/notify.yaml by make generate. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ...models.customer import Customer
from ...models.error import Error
from ...models.new_customer import NewCustomer
from ...types import UNSET, Response, Unset
from ...types import as_parameter as _as_parameter

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client


def _get_kwargs(
    *,
    body: NewCustomer,
    overwrite: bool | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/customers",
    }

    _params = {
        "Overwrite": _as_parameter(overwrite),
    }
    _kwargs["params"] = {name: value for name, value in _params.items() if value is not None}

    _kwargs["data"] = {name: _as_parameter(value) for name, value in body.to_dict().items()}

    _headers: dict[str, Any] = {}

    _headers["Content-Type"] = "application/x-www-form-urlencoded"
    _kwargs["headers"] = _headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Customer | Error | None:
    if response.status_code == 201:
        response_201 = Customer.from_dict(response.json())

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Customer | Error]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: NewCustomer,
    overwrite: bool | Unset = UNSET,
) -> Response[Customer | Error]:
    """Create a customer

     Registers a customer under a code of your own and answers with the record. Keep the `id` of the
    answer: it is what invoices are created with. The search operation finds it again. [inferred:
    content type, required body]

    Args:
        overwrite (bool | Unset): Whether a customer that is already stored under this
            `CustomerCode` is overwritten with the data sent here. The vendor recommends the update
            operation for that purpose. When it is left out, such a customer presumably stays as it
            was. [inferred: leaving it out, wire form, spelling] Example: True.
        body (NewCustomer): A customer to be created. The address is flat here and nested in the
            answer. Field names are those of the page's table of fields; its curl command and its
            answer spell them differently. [inferred: required, spelling]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Customer | Error]
    """

    _kwargs = _get_kwargs(
        body=body,
        overwrite=overwrite,
    )

    _response = client.get_httpx_client().request(
        **_kwargs,
    )

    return _build_response(client=client, response=_response)


def sync(
    *,
    client: AuthenticatedClient,
    body: NewCustomer,
    overwrite: bool | Unset = UNSET,
) -> Customer | Error | None:
    """Create a customer

     Registers a customer under a code of your own and answers with the record. Keep the `id` of the
    answer: it is what invoices are created with. The search operation finds it again. [inferred:
    content type, required body]

    Args:
        overwrite (bool | Unset): Whether a customer that is already stored under this
            `CustomerCode` is overwritten with the data sent here. The vendor recommends the update
            operation for that purpose. When it is left out, such a customer presumably stays as it
            was. [inferred: leaving it out, wire form, spelling] Example: True.
        body (NewCustomer): A customer to be created. The address is flat here and nested in the
            answer. Field names are those of the page's table of fields; its curl command and its
            answer spell them differently. [inferred: required, spelling]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Customer | Error
    """

    return sync_detailed(
        client=client,
        body=body,
        overwrite=overwrite,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: NewCustomer,
    overwrite: bool | Unset = UNSET,
) -> Response[Customer | Error]:
    """Create a customer

     Registers a customer under a code of your own and answers with the record. Keep the `id` of the
    answer: it is what invoices are created with. The search operation finds it again. [inferred:
    content type, required body]

    Args:
        overwrite (bool | Unset): Whether a customer that is already stored under this
            `CustomerCode` is overwritten with the data sent here. The vendor recommends the update
            operation for that purpose. When it is left out, such a customer presumably stays as it
            was. [inferred: leaving it out, wire form, spelling] Example: True.
        body (NewCustomer): A customer to be created. The address is flat here and nested in the
            answer. Field names are those of the page's table of fields; its curl command and its
            answer spell them differently. [inferred: required, spelling]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Customer | Error]
    """

    _kwargs = _get_kwargs(
        body=body,
        overwrite=overwrite,
    )

    _response = await client.get_async_httpx_client().request(**_kwargs)

    return _build_response(client=client, response=_response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: NewCustomer,
    overwrite: bool | Unset = UNSET,
) -> Customer | Error | None:
    """Create a customer

     Registers a customer under a code of your own and answers with the record. Keep the `id` of the
    answer: it is what invoices are created with. The search operation finds it again. [inferred:
    content type, required body]

    Args:
        overwrite (bool | Unset): Whether a customer that is already stored under this
            `CustomerCode` is overwritten with the data sent here. The vendor recommends the update
            operation for that purpose. When it is left out, such a customer presumably stays as it
            was. [inferred: leaving it out, wire form, spelling] Example: True.
        body (NewCustomer): A customer to be created. The address is flat here and nested in the
            answer. Field names are those of the page's table of fields; its curl command and its
            answer spell them differently. [inferred: required, spelling]

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Customer | Error
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            overwrite=overwrite,
        )
    ).parsed
