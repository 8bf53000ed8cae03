# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
"""The customers of the API: a method an operation."""

from __future__ import annotations

from typing import Unpack

from ...models.customer import Customer
from ...models.error import Error
from ...models.new_customer import NewCustomer
from ...types import UNSET, Unset
from .. import Answer, AsyncSender, CallOptions, Operation, Sender
from . import create_customer

_CREATE_CUSTOMER: Operation[Customer] = Operation(
    name="create_customer",
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
    build=create_customer._get_kwargs,
)


class CustomersResource:
    """The customers of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

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
                characters. When left out, the server takes "NL". Example: NL
            **options: `timeout`, `max_retries` and `headers`, for this call alone.

        Returns:
            Customer (status 2XX): The customer that was created. [inferred: media type]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            422: A field is missing or has a value that the portal does not accept. [inferred: whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/create-customer
        What [inferred: ...] names does not stand there; the spec gives the reason.
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


class AsyncCustomersResource:
    """The customers of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

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
                characters. When left out, the server takes "NL". Example: NL
            **options: `timeout`, `max_retries` and `headers`, for this call alone.

        Returns:
            Customer (status 2XX): The customer that was created. [inferred: media type]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            422: A field is missing or has a value that the portal does not accept. [inferred: whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customers-api/create-customer
        What [inferred: ...] names does not stand there; the spec gives the reason.
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
