# Generated from specs/notify.yaml by make generate. Do not edit.
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
    source="https://docs.notify.nl/customers/create-customer",
    secured=True,
    answers=(
        Answer(range(201, 202), Customer, "application/hal+json"),
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
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
        customer_code: str,
        name: str,
        address: str | Unset = UNSET,
        postalcode: str | Unset = UNSET,
        city: str | Unset = UNSET,
        country: str | Unset = UNSET,
        contact: str | Unset = UNSET,
        phone: str | Unset = UNSET,
        mobile: str | Unset = UNSET,
        email: str | Unset = UNSET,
        invoice_email: str | Unset = UNSET,
        registration_number: str | Unset = UNSET,
        language: str | Unset = UNSET,
        overwrite: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Create a customer.

        Registers a customer under a code of your own and answers with the record. Keep the `id` of the
        answer: it is what invoices are created with. The search operation of the vendor finds it again.
        [inferred: content type, required body]

        Args:
            customer_code (str): Your own code for the customer, different for each customer. At most 250
                characters. Example: 10001
            name (str): Name of the customer. At most 250 characters. Example: Creditpartners B.V.
            address (str | Unset): Address line; postal code, city and country have fields of their own. At
                most 250 characters. Example: Teststraat 123
            postalcode (str | Unset): Postal code of the address, spelt with a lower-case c on the wire. At
                most 10 characters. Example: 1234 AB
            city (str | Unset): City of the address. At most 250 characters. Example: Amsterdam
            country (str | Unset): Country code from the vendor's list. Without one the customer is placed
                in the Netherlands (NL). Exactly 2 characters. [inferred: fallback, any characters] Example: NL
            contact (str | Unset): First and last name of the person to contact. At most 250 characters.
                Example: Jan Post
            phone (str | Unset): Telephone number, in any notation. At most 20 characters. [inferred:
                notation] Example: 0201234567
            mobile (str | Unset): Mobile telephone number, in any notation. At most 20 characters.
                [inferred: notation] Example: 0612345678
            email (str | Unset): E-mail address. The page's error example is the refusal of a malformed one.
                At most 250 characters. Example: demo@notify.nl
            invoice_email (str | Unset): E-mail address that is used for nothing but invoices. At most 250
                characters. Example: invoices@example.com
            registration_number (str | Unset): Number of the customer in the Chamber of Commerce register,
                of at most 10 characters. [inferred: limit] Example: 12345678
            language (str | Unset): Language of the customer, as a word of at most 10 characters: dutch,
                english, german or french. The vendor has a default for customers without one. [inferred:
                values, default, limit] Example: dutch
            overwrite (bool | Unset): Whether a customer that is already stored under this `CustomerCode` is
                overwritten with the data sent here. The vendor recommends the update operation for that
                purpose. When it is left out, such a customer presumably stays as it was. [inferred: leaving it
                out, wire form, spelling] Example: True
            **options: `timeout`, `max_retries` and `headers`, for this call alone.

        Returns:
            Customer (status 201): The customer as it is now stored. The media type is hal+json although the
                body has no `_links`. [inferred: status with Overwrite]

        Errors:
            400: The request was refused, for instance because a field has the wrong form.
            401: The API key is missing or not valid. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may say more on the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/customers/create-customer
        What [inferred: ...] names does not stand there; the spec gives the reason.
        """
        return self._sender.send(
            _CREATE_CUSTOMER,
            options,
            overwrite=overwrite,
            body=NewCustomer(
                customer_code=customer_code,
                name=name,
                address=address,
                postalcode=postalcode,
                city=city,
                country=country,
                contact=contact,
                phone=phone,
                mobile=mobile,
                email=email,
                invoice_email=invoice_email,
                registration_number=registration_number,
                language=language,
            ),
        )


class AsyncCustomersResource:
    """The customers of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def create(
        self,
        *,
        customer_code: str,
        name: str,
        address: str | Unset = UNSET,
        postalcode: str | Unset = UNSET,
        city: str | Unset = UNSET,
        country: str | Unset = UNSET,
        contact: str | Unset = UNSET,
        phone: str | Unset = UNSET,
        mobile: str | Unset = UNSET,
        email: str | Unset = UNSET,
        invoice_email: str | Unset = UNSET,
        registration_number: str | Unset = UNSET,
        language: str | Unset = UNSET,
        overwrite: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Create a customer.

        Registers a customer under a code of your own and answers with the record. Keep the `id` of the
        answer: it is what invoices are created with. The search operation of the vendor finds it again.
        [inferred: content type, required body]

        Args:
            customer_code (str): Your own code for the customer, different for each customer. At most 250
                characters. Example: 10001
            name (str): Name of the customer. At most 250 characters. Example: Creditpartners B.V.
            address (str | Unset): Address line; postal code, city and country have fields of their own. At
                most 250 characters. Example: Teststraat 123
            postalcode (str | Unset): Postal code of the address, spelt with a lower-case c on the wire. At
                most 10 characters. Example: 1234 AB
            city (str | Unset): City of the address. At most 250 characters. Example: Amsterdam
            country (str | Unset): Country code from the vendor's list. Without one the customer is placed
                in the Netherlands (NL). Exactly 2 characters. [inferred: fallback, any characters] Example: NL
            contact (str | Unset): First and last name of the person to contact. At most 250 characters.
                Example: Jan Post
            phone (str | Unset): Telephone number, in any notation. At most 20 characters. [inferred:
                notation] Example: 0201234567
            mobile (str | Unset): Mobile telephone number, in any notation. At most 20 characters.
                [inferred: notation] Example: 0612345678
            email (str | Unset): E-mail address. The page's error example is the refusal of a malformed one.
                At most 250 characters. Example: demo@notify.nl
            invoice_email (str | Unset): E-mail address that is used for nothing but invoices. At most 250
                characters. Example: invoices@example.com
            registration_number (str | Unset): Number of the customer in the Chamber of Commerce register,
                of at most 10 characters. [inferred: limit] Example: 12345678
            language (str | Unset): Language of the customer, as a word of at most 10 characters: dutch,
                english, german or french. The vendor has a default for customers without one. [inferred:
                values, default, limit] Example: dutch
            overwrite (bool | Unset): Whether a customer that is already stored under this `CustomerCode` is
                overwritten with the data sent here. The vendor recommends the update operation for that
                purpose. When it is left out, such a customer presumably stays as it was. [inferred: leaving it
                out, wire form, spelling] Example: True
            **options: `timeout`, `max_retries` and `headers`, for this call alone.

        Returns:
            Customer (status 201): The customer as it is now stored. The media type is hal+json although the
                body has no `_links`. [inferred: status with Overwrite]

        Errors:
            400: The request was refused, for instance because a field has the wrong form.
            401: The API key is missing or not valid. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may say more on the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/customers/create-customer
        What [inferred: ...] names does not stand there; the spec gives the reason.
        """
        return await self._sender.send(
            _CREATE_CUSTOMER,
            options,
            overwrite=overwrite,
            body=NewCustomer(
                customer_code=customer_code,
                name=name,
                address=address,
                postalcode=postalcode,
                city=city,
                country=country,
                contact=contact,
                phone=phone,
                mobile=mobile,
                email=email,
                invoice_email=invoice_email,
                registration_number=registration_number,
                language=language,
            ),
        )
