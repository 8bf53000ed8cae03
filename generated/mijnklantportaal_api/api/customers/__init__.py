# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
"""The customers of the API: a method per operation."""

from __future__ import annotations

from typing import Unpack

from klantkit_types.resources import (
    Answer,
    AsyncPages,
    AsyncSender,
    CallOptions,
    Operation,
    Page,
    Pagination,
    Sender,
)

from ...models.customer import Customer
from ...models.customer_list import CustomerList
from ...models.customer_update import CustomerUpdate
from ...models.error import Error
from ...models.new_customer import NewCustomer
from ...types import UNSET, Unset
from . import create_customer, get_customer, list_customers, update_customer

_LIST_CUSTOMERS: Operation[CustomerList] = Operation(
    name="list_customers",
    call="customers.list",
    method="GET",
    path="/customers",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/list-customers",
    secured=True,
    answers=(
        Answer(range(200, 201), CustomerList, "application/json"),
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={
        "page": "page",
    },
    build=list_customers._get_kwargs,
)
_LIST_CUSTOMERS_PAGES: Pagination[Customer] = Pagination(
    items="data",
    parameter="page",
    argument="page",
    place=int,
    next="next_page_url",
    total="",
    size="",
)

_CREATE_CUSTOMER: Operation[Customer] = Operation(
    name="create_customer",
    call="customers.create",
    method="POST",
    path="/customers",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/create-customer",
    secured=True,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(200, 300), Customer, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=create_customer._get_kwargs,
)

_GET_CUSTOMER: Operation[Customer] = Operation(
    name="get_customer",
    call="customers.get",
    method="GET",
    path="/customers/{customerId}",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/get-customer",
    secured=True,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(200, 300), Customer, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=get_customer._get_kwargs,
)

_UPDATE_CUSTOMER: Operation[Customer] = Operation(
    name="update_customer",
    call="customers.update",
    method="PATCH",
    path="/customers/{customerId}",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/edit-customer",
    secured=True,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(200, 300), Customer, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=update_customer._get_kwargs,
)


class CustomersResource:
    """The customers of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[Customer, CustomerList]:
        """List the customers.

        Reads the customers of the portal, page by page. The vendor documents no filter and no page size.
        The token needs the scope customers.read. [inferred: scope]

        Args:
            page (int | Unset): Number of the page to read, from 1 on. The first page is read when it is
                left out. [inferred: whole parameter, left out] Example: 1
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            The first page; iterating over it goes on through all pages, with a request for each.
            CustomerList (status 200): One page of the list.

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/list-customers
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_CUSTOMERS,
            _LIST_CUSTOMERS_PAGES,
            options,
            page=page,
        )

    def create(
        self,
        *,
        company_name: str,
        address: str,
        zip_code: str,
        city: str,
        primary_email: str,
        country_code: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Create a customer.

        Adds a customer to the portal. The token needs the scope customers.write. [inferred: scope]

        Args:
            company_name (str): The customer's name. Example: Test Company BV
            address (str): Street and house number, in one text. Example: Teststreet 123
            zip_code (str): The customer's postal code. Example: 1234AB
            city (str): The customer's town or city. Example: Amsterdam
            primary_email (str): The customer's main e-mail address, to which the portal mails its
                notifications. Example: john.doe@test.com
            country_code (str | Unset): Country of the customer as an ISO 3166-1 alpha-2 code. Exactly 2
                characters. If left out, the server uses "NL". Example: NL
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Customer (status 2XX): The customer that was created. [inferred: media type]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/create-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _CREATE_CUSTOMER,
            options,
            body=NewCustomer(
                company_name=company_name,
                address=address,
                zip_code=zip_code,
                city=city,
                primary_email=primary_email,
                country_code=country_code,
            ),
        )

    def get(
        self,
        customer_id: str,
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Get a customer.

        Reads one customer. The token needs the scope customers.read. [inferred: scope]

        Args:
            customer_id (str): Identifier of the customer to read, which begins with cst_. [inferred:
                pattern] Example: cst_abc12345def678
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Customer (status 2XX): The customer. [inferred: media type, countryCode]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No customer has the given customerId. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/get-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _GET_CUSTOMER,
            options,
            customer_id=customer_id,
        )

    def update(
        self,
        customer_id: str,
        *,
        company_name: str | Unset = UNSET,
        address: str | Unset = UNSET,
        zip_code: str | Unset = UNSET,
        city: str | Unset = UNSET,
        primary_email: str | Unset = UNSET,
        country_code: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Update a customer.

        Changes the fields that are sent, of which there must be at least one. The token needs the scope
        customers.write. [inferred: scope]

        Args:
            customer_id (str): Identifier of the customer to change, which begins with cst_. [inferred:
                pattern] Example: cst_abc12345def678
            company_name (str | Unset): The customer's name. Example: Test Company BV
            address (str | Unset): Street and house number, in one text. Example: Teststreet 123
            zip_code (str | Unset): The customer's postal code. Example: 1234AB
            city (str | Unset): The customer's town or city. Example: Amsterdam
            primary_email (str | Unset): The customer's main e-mail address, to which the portal mails its
                notifications. Example: john.doe@test.com
            country_code (str | Unset): Country of the customer as an ISO 3166-1 alpha-2 code. Exactly 2
                characters. [inferred: whole field] Example: NL
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Customer (status 2XX): The customer after the change. [inferred: media type, countryCode]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No customer has the given customerId. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/edit-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _UPDATE_CUSTOMER,
            options,
            customer_id=customer_id,
            body=CustomerUpdate(
                company_name=company_name,
                address=address,
                zip_code=zip_code,
                city=city,
                primary_email=primary_email,
                country_code=country_code,
            ),
        )


class AsyncCustomersResource:
    """The customers of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[Customer, CustomerList]:
        """List the customers.

        Reads the customers of the portal, page by page. The vendor documents no filter and no page size.
        The token needs the scope customers.read. [inferred: scope]

        Args:
            page (int | Unset): Number of the page to read, from 1 on. The first page is read when it is
                left out. [inferred: whole parameter, left out] Example: 1
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Pages: await it for the first, or iterate over all items with `async for`.
            CustomerList (status 200): One page of the list.

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/list-customers
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_CUSTOMERS,
            _LIST_CUSTOMERS_PAGES,
            options,
            page=page,
        )

    async def create(
        self,
        *,
        company_name: str,
        address: str,
        zip_code: str,
        city: str,
        primary_email: str,
        country_code: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Create a customer.

        Adds a customer to the portal. The token needs the scope customers.write. [inferred: scope]

        Args:
            company_name (str): The customer's name. Example: Test Company BV
            address (str): Street and house number, in one text. Example: Teststreet 123
            zip_code (str): The customer's postal code. Example: 1234AB
            city (str): The customer's town or city. Example: Amsterdam
            primary_email (str): The customer's main e-mail address, to which the portal mails its
                notifications. Example: john.doe@test.com
            country_code (str | Unset): Country of the customer as an ISO 3166-1 alpha-2 code. Exactly 2
                characters. If left out, the server uses "NL". Example: NL
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Customer (status 2XX): The customer that was created. [inferred: media type]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/create-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _CREATE_CUSTOMER,
            options,
            body=NewCustomer(
                company_name=company_name,
                address=address,
                zip_code=zip_code,
                city=city,
                primary_email=primary_email,
                country_code=country_code,
            ),
        )

    async def get(
        self,
        customer_id: str,
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Get a customer.

        Reads one customer. The token needs the scope customers.read. [inferred: scope]

        Args:
            customer_id (str): Identifier of the customer to read, which begins with cst_. [inferred:
                pattern] Example: cst_abc12345def678
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Customer (status 2XX): The customer. [inferred: media type, countryCode]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No customer has the given customerId. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/get-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _GET_CUSTOMER,
            options,
            customer_id=customer_id,
        )

    async def update(
        self,
        customer_id: str,
        *,
        company_name: str | Unset = UNSET,
        address: str | Unset = UNSET,
        zip_code: str | Unset = UNSET,
        city: str | Unset = UNSET,
        primary_email: str | Unset = UNSET,
        country_code: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Update a customer.

        Changes the fields that are sent, of which there must be at least one. The token needs the scope
        customers.write. [inferred: scope]

        Args:
            customer_id (str): Identifier of the customer to change, which begins with cst_. [inferred:
                pattern] Example: cst_abc12345def678
            company_name (str | Unset): The customer's name. Example: Test Company BV
            address (str | Unset): Street and house number, in one text. Example: Teststreet 123
            zip_code (str | Unset): The customer's postal code. Example: 1234AB
            city (str | Unset): The customer's town or city. Example: Amsterdam
            primary_email (str | Unset): The customer's main e-mail address, to which the portal mails its
                notifications. Example: john.doe@test.com
            country_code (str | Unset): Country of the customer as an ISO 3166-1 alpha-2 code. Exactly 2
                characters. [inferred: whole field] Example: NL
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Customer (status 2XX): The customer after the change. [inferred: media type, countryCode]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No customer has the given customerId. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/edit-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _UPDATE_CUSTOMER,
            options,
            customer_id=customer_id,
            body=CustomerUpdate(
                company_name=company_name,
                address=address,
                zip_code=zip_code,
                city=city,
                primary_email=primary_email,
                country_code=country_code,
            ),
        )
