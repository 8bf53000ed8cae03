# Generated from specs/notify.yaml by make generate. Do not edit.
"""The customers of the API: a method per operation."""

from __future__ import annotations

from typing import Unpack
from uuid import UUID

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
from ...models.customer_match import CustomerMatch
from ...models.customer_search import CustomerSearch
from ...models.customer_update import CustomerUpdate
from ...models.error import Error
from ...models.new_customer import NewCustomer
from ...types import UNSET, Unset
from . import (
    create_customer,
    delete_customer,
    list_customers,
    search_customers,
    update_customer,
)

_LIST_CUSTOMERS: Operation[CustomerList] = Operation(
    name="list_customers",
    call="customers.list",
    method="GET",
    path="/customers",
    source="https://docs.notify.nl/customers",
    secured=True,
    answers=(
        Answer(range(200, 201), CustomerList, "application/hal+json"),
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={
        "limit": "limit",
        "from_": "from",
    },
    build=list_customers._get_kwargs,
)
_LIST_CUSTOMERS_PAGES: Pagination[Customer] = Pagination(
    items="customers",
    parameter="from",
    argument="from_",
    place=str,
    next="links.next.href",
    total="",
    size="",
)

_CREATE_CUSTOMER: Operation[Customer] = Operation(
    name="create_customer",
    call="customers.create",
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
    query={
        "overwrite": "Overwrite",
    },
    build=create_customer._get_kwargs,
)

_SEARCH_CUSTOMERS: Operation[CustomerMatch] = Operation(
    name="search_customers",
    call="customers.search",
    method="GET",
    path="/customers/search",
    source="https://docs.notify.nl/customers/search-customer",
    secured=True,
    answers=(
        Answer(range(200, 201), CustomerMatch, "application/hal+json"),
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=search_customers._get_kwargs,
)

_DELETE_CUSTOMER: Operation[None] = Operation(
    name="delete_customer",
    call="customers.delete",
    method="DELETE",
    path="/customers/{customer_id}",
    source="https://docs.notify.nl/customers/delete-a-customer",
    secured=True,
    answers=(
        Answer(range(204, 205), None, None),
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=delete_customer._get_kwargs,
)

_UPDATE_CUSTOMER: Operation[Customer] = Operation(
    name="update_customer",
    call="customers.update",
    method="PATCH",
    path="/customers/{customer_id}",
    source="https://docs.notify.nl/customers/update-customer",
    secured=True,
    answers=(
        Answer(range(200, 201), Customer, "application/hal+json"),
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
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
        limit: int | Unset = UNSET,
        from_: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[Customer, CustomerList]:
        """List the customers.

        Answers with one page of the customers, the newest first. [inferred: order]

        Args:
            limit (int | Unset): Number of customers on a page, at most 250. The number without it is not
                documented. [inferred: integer, least number, spelling] Example: 250
            from_ (str | Unset): Id of the customer with which the page begins; that customer is included.
                [inferred: spelling] Example: a0f0660d-6c8d-422b-8114-e363b260521e
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            The first page; iterating over it goes on through all pages, with a request for each.
            CustomerList (status 200): A page of the customers.

        Errors:
            400: The list was refused, for instance because of a limit that is out of range. [inferred:
                whole answer]
            401: The API key is missing or not valid. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/customers
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_CUSTOMERS,
            _LIST_CUSTOMERS_PAGES,
            options,
            limit=limit,
            from_=from_,
        )

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
        answer: it is what invoices are created with. The search operation finds it again. [inferred:
        content type, required body]

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
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Customer (status 201): The customer as it is now stored. The media type is hal+json although the
                body has no `_links`. [inferred: status with Overwrite]

        Errors:
            400: The request was refused, for instance because a field has the wrong form.
            401: The API key is missing or not valid. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/customers/create-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
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

    def search(
        self,
        *,
        customer: str,
        **options: Unpack[CallOptions],
    ) -> CustomerMatch:
        """Find a customer by your own code.

        Looks up the customer that was created under a code of your own, and answers with its id. The code
        travels in the body although the method is GET. [inferred: content type, required body]

        Args:
            customer (str): Your own code for the customer. Example: 10001
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerMatch (status 200): Id and code of the customer; the other fields are not in this
                answer.

        Errors:
            400: The search was refused, for instance because it has no code. [inferred: whole answer]
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No customer has this code. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/customers/search-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _SEARCH_CUSTOMERS,
            options,
            body=CustomerSearch(
                customer=customer,
            ),
        )

    def delete(
        self,
        customer_id: UUID,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a customer.

        Deletes a customer that has no invoices. This cannot be undone. The answer has no body.

        Args:
            customer_id (UUID): Notify's own id of the customer, not your code. [inferred: UUID] Example:
                a0f0660d-6c8d-422b-8114-e363b260521e
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            None (status 204): The customer is deleted.

        Errors:
            400: The customer still has invoices.
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No customer has this id.
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/customers/delete-a-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _DELETE_CUSTOMER,
            options,
            customer_id=customer_id,
        )

    def update(
        self,
        customer_id: UUID,
        *,
        name: str | Unset = UNSET,
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
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Update a customer.

        Changes fields of a customer and answers with the whole record. Its code cannot be changed. Fields
        that are not sent presumably keep their values. [inferred: fields not sent, content type, required
        body]

        Args:
            customer_id (UUID): Notify's own id of the customer, not your code. [inferred: UUID] Example:
                a0f0660d-6c8d-422b-8114-e363b260521e
            name (str | Unset): Name of the customer. At most 250 characters. Example: Creditpartners B.V.
            address (str | Unset): Address line; postal code, city and country have fields of their own. At
                most 250 characters. Example: Teststraat 123
            postalcode (str | Unset): Postal code of the address, spelt with a lower-case c on the wire. At
                most 10 characters. Example: 1234 AB
            city (str | Unset): City of the address. At most 250 characters. Example: Amsterdam
            country (str | Unset): Country code from the vendor's list. Exactly 2 characters. [inferred: any
                characters] Example: NL
            contact (str | Unset): First and last name of the person to contact. At most 250 characters.
                Example: Jan Post
            phone (str | Unset): Telephone number, in any notation. At most 20 characters. [inferred:
                notation] Example: 0201234567
            mobile (str | Unset): Mobile telephone number, in any notation. At most 20 characters.
                [inferred: notation] Example: 0612345678
            email (str | Unset): E-mail address. At most 250 characters. Example: demo@notify.nl
            invoice_email (str | Unset): E-mail address that is used for nothing but invoices. At most 250
                characters. Example: invoices@example.com
            registration_number (str | Unset): Number of the customer in the Chamber of Commerce register,
                of at most 10 characters. [inferred: limit] Example: 12345678
            language (str | Unset): Language of the customer, as a word of at most 10 characters: dutch,
                english, german or french. [inferred: values, limit] Example: dutch
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Customer (status 200): The customer as it is now stored.

        Errors:
            400: The update was refused, for instance because a field has the wrong form. [inferred: whole
                answer]
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No customer has this id. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/customers/update-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _UPDATE_CUSTOMER,
            options,
            customer_id=customer_id,
            body=CustomerUpdate(
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

    def list(
        self,
        *,
        limit: int | Unset = UNSET,
        from_: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[Customer, CustomerList]:
        """List the customers.

        Answers with one page of the customers, the newest first. [inferred: order]

        Args:
            limit (int | Unset): Number of customers on a page, at most 250. The number without it is not
                documented. [inferred: integer, least number, spelling] Example: 250
            from_ (str | Unset): Id of the customer with which the page begins; that customer is included.
                [inferred: spelling] Example: a0f0660d-6c8d-422b-8114-e363b260521e
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Pages: await it for the first, or iterate over all items with `async for`.
            CustomerList (status 200): A page of the customers.

        Errors:
            400: The list was refused, for instance because of a limit that is out of range. [inferred:
                whole answer]
            401: The API key is missing or not valid. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/customers
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_CUSTOMERS,
            _LIST_CUSTOMERS_PAGES,
            options,
            limit=limit,
            from_=from_,
        )

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
        answer: it is what invoices are created with. The search operation finds it again. [inferred:
        content type, required body]

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
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Customer (status 201): The customer as it is now stored. The media type is hal+json although the
                body has no `_links`. [inferred: status with Overwrite]

        Errors:
            400: The request was refused, for instance because a field has the wrong form.
            401: The API key is missing or not valid. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/customers/create-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
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

    async def search(
        self,
        *,
        customer: str,
        **options: Unpack[CallOptions],
    ) -> CustomerMatch:
        """Find a customer by your own code.

        Looks up the customer that was created under a code of your own, and answers with its id. The code
        travels in the body although the method is GET. [inferred: content type, required body]

        Args:
            customer (str): Your own code for the customer. Example: 10001
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerMatch (status 200): Id and code of the customer; the other fields are not in this
                answer.

        Errors:
            400: The search was refused, for instance because it has no code. [inferred: whole answer]
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No customer has this code. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/customers/search-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _SEARCH_CUSTOMERS,
            options,
            body=CustomerSearch(
                customer=customer,
            ),
        )

    async def delete(
        self,
        customer_id: UUID,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a customer.

        Deletes a customer that has no invoices. This cannot be undone. The answer has no body.

        Args:
            customer_id (UUID): Notify's own id of the customer, not your code. [inferred: UUID] Example:
                a0f0660d-6c8d-422b-8114-e363b260521e
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            None (status 204): The customer is deleted.

        Errors:
            400: The customer still has invoices.
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No customer has this id.
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/customers/delete-a-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _DELETE_CUSTOMER,
            options,
            customer_id=customer_id,
        )

    async def update(
        self,
        customer_id: UUID,
        *,
        name: str | Unset = UNSET,
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
        **options: Unpack[CallOptions],
    ) -> Customer:
        """Update a customer.

        Changes fields of a customer and answers with the whole record. Its code cannot be changed. Fields
        that are not sent presumably keep their values. [inferred: fields not sent, content type, required
        body]

        Args:
            customer_id (UUID): Notify's own id of the customer, not your code. [inferred: UUID] Example:
                a0f0660d-6c8d-422b-8114-e363b260521e
            name (str | Unset): Name of the customer. At most 250 characters. Example: Creditpartners B.V.
            address (str | Unset): Address line; postal code, city and country have fields of their own. At
                most 250 characters. Example: Teststraat 123
            postalcode (str | Unset): Postal code of the address, spelt with a lower-case c on the wire. At
                most 10 characters. Example: 1234 AB
            city (str | Unset): City of the address. At most 250 characters. Example: Amsterdam
            country (str | Unset): Country code from the vendor's list. Exactly 2 characters. [inferred: any
                characters] Example: NL
            contact (str | Unset): First and last name of the person to contact. At most 250 characters.
                Example: Jan Post
            phone (str | Unset): Telephone number, in any notation. At most 20 characters. [inferred:
                notation] Example: 0201234567
            mobile (str | Unset): Mobile telephone number, in any notation. At most 20 characters.
                [inferred: notation] Example: 0612345678
            email (str | Unset): E-mail address. At most 250 characters. Example: demo@notify.nl
            invoice_email (str | Unset): E-mail address that is used for nothing but invoices. At most 250
                characters. Example: invoices@example.com
            registration_number (str | Unset): Number of the customer in the Chamber of Commerce register,
                of at most 10 characters. [inferred: limit] Example: 12345678
            language (str | Unset): Language of the customer, as a word of at most 10 characters: dutch,
                english, german or french. [inferred: values, limit] Example: dutch
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Customer (status 200): The customer as it is now stored.

        Errors:
            400: The update was refused, for instance because a field has the wrong form. [inferred: whole
                answer]
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No customer has this id. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/customers/update-customer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _UPDATE_CUSTOMER,
            options,
            customer_id=customer_id,
            body=CustomerUpdate(
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
