# Generated from specs/next.yaml by make generate. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ... import errors
from ...models.customer_list import CustomerList
from ...models.error import Error
from ...types import UNSET, Response, Unset
from ...types import as_parameter as _as_parameter

if TYPE_CHECKING:
    from ...client import AuthenticatedClient, Client


def _get_kwargs(
    *,
    filter_str: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/customer/",
    }

    _params = {
        "filter_str": _as_parameter(filter_str),
        "page": _as_parameter(page),
        "size": _as_parameter(size),
    }
    _kwargs["params"] = {name: value for name, value in _params.items() if value is not None}
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> CustomerList | Error | None:
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
        response_2xx = CustomerList.from_dict(response.json())

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
) -> Response[CustomerList | Error]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    filter_str: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
) -> Response[CustomerList | Error]:
    """List the customers

     Answers with one page of the customers that match a filter. Without a filter on active, customers
    that are not in use are left out. There is no choice of order. [inferred: method and path, not in
    use, order]

    Args:
        filter_str (str | Unset): Filter, as the text of a JSON object. Each key is the name of a
            field of the answer, alone or with __ne, __lt, __le, __gt, __ge, __in (takes a list) or
            __contains (texts, in any case) after it, and all of them must match. [inferred: __lt,
            __gt and __ne] Example: {"customerno":"10001"}.
        page (int | Unset): Number of the page, from 1. [inferred: whole parameter] Example: 1.
        size (int | Unset): Number of customers on a page, from 1 to 100. [inferred: whole
            parameter] Example: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerList | Error]
    """

    _kwargs = _get_kwargs(
        filter_str=filter_str,
        page=page,
        size=size,
    )

    _response = client.get_httpx_client().request(
        **_kwargs,
    )

    return _build_response(client=client, response=_response)


def sync(
    *,
    client: AuthenticatedClient,
    filter_str: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
) -> CustomerList | Error | None:
    """List the customers

     Answers with one page of the customers that match a filter. Without a filter on active, customers
    that are not in use are left out. There is no choice of order. [inferred: method and path, not in
    use, order]

    Args:
        filter_str (str | Unset): Filter, as the text of a JSON object. Each key is the name of a
            field of the answer, alone or with __ne, __lt, __le, __gt, __ge, __in (takes a list) or
            __contains (texts, in any case) after it, and all of them must match. [inferred: __lt,
            __gt and __ne] Example: {"customerno":"10001"}.
        page (int | Unset): Number of the page, from 1. [inferred: whole parameter] Example: 1.
        size (int | Unset): Number of customers on a page, from 1 to 100. [inferred: whole
            parameter] Example: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerList | Error
    """

    return sync_detailed(
        client=client,
        filter_str=filter_str,
        page=page,
        size=size,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    filter_str: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
) -> Response[CustomerList | Error]:
    """List the customers

     Answers with one page of the customers that match a filter. Without a filter on active, customers
    that are not in use are left out. There is no choice of order. [inferred: method and path, not in
    use, order]

    Args:
        filter_str (str | Unset): Filter, as the text of a JSON object. Each key is the name of a
            field of the answer, alone or with __ne, __lt, __le, __gt, __ge, __in (takes a list) or
            __contains (texts, in any case) after it, and all of them must match. [inferred: __lt,
            __gt and __ne] Example: {"customerno":"10001"}.
        page (int | Unset): Number of the page, from 1. [inferred: whole parameter] Example: 1.
        size (int | Unset): Number of customers on a page, from 1 to 100. [inferred: whole
            parameter] Example: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CustomerList | Error]
    """

    _kwargs = _get_kwargs(
        filter_str=filter_str,
        page=page,
        size=size,
    )

    _response = await client.get_async_httpx_client().request(**_kwargs)

    return _build_response(client=client, response=_response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    filter_str: str | Unset = UNSET,
    page: int | Unset = UNSET,
    size: int | Unset = UNSET,
) -> CustomerList | Error | None:
    """List the customers

     Answers with one page of the customers that match a filter. Without a filter on active, customers
    that are not in use are left out. There is no choice of order. [inferred: method and path, not in
    use, order]

    Args:
        filter_str (str | Unset): Filter, as the text of a JSON object. Each key is the name of a
            field of the answer, alone or with __ne, __lt, __le, __gt, __ge, __in (takes a list) or
            __contains (texts, in any case) after it, and all of them must match. [inferred: __lt,
            __gt and __ne] Example: {"customerno":"10001"}.
        page (int | Unset): Number of the page, from 1. [inferred: whole parameter] Example: 1.
        size (int | Unset): Number of customers on a page, from 1 to 100. [inferred: whole
            parameter] Example: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CustomerList | Error
    """

    return (
        await asyncio_detailed(
            client=client,
            filter_str=filter_str,
            page=page,
            size=size,
        )
    ).parsed
