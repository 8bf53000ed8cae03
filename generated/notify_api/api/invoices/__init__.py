# Generated from specs/notify.yaml by make generate. Do not edit.
"""The invoices of the API: a method per operation."""

from __future__ import annotations

from decimal import Decimal
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

from ...models.error import Error
from ...models.invoice import Invoice
from ...models.invoice_list import InvoiceList
from ...models.invoice_update import InvoiceUpdate
from ...models.invoice_update_invoice_status import (
    InvoiceUpdateInvoiceStatus,
)
from ...models.new_invoice import NewInvoice
from ...models.new_invoice_invoice_status import (
    NewInvoiceInvoiceStatus,
)
from ...types import UNSET, Unset
from . import create_invoice, get_invoice, list_invoices, update_invoice

_LIST_INVOICES: Operation[InvoiceList] = Operation(
    name="list_invoices",
    call="invoices.list",
    method="GET",
    path="/invoices",
    source="https://docs.notify.nl/invoices",
    secured=True,
    answers=(
        Answer(range(200, 201), InvoiceList, "application/hal+json"),
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
    build=list_invoices._get_kwargs,
)
_LIST_INVOICES_PAGES: Pagination[Invoice] = Pagination(
    items="invoices",
    parameter="from",
    argument="from_",
    place=str,
    next="links.next.href",
    total="",
    size="",
)

_CREATE_INVOICE: Operation[Invoice] = Operation(
    name="create_invoice",
    call="invoices.create",
    method="POST",
    path="/invoices",
    source="https://docs.notify.nl/invoices/create-invoice",
    secured=True,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(200, 300), Invoice, "application/hal+json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=create_invoice._get_kwargs,
)

_GET_INVOICE: Operation[Invoice] = Operation(
    name="get_invoice",
    call="invoices.get",
    method="GET",
    path="/invoices/{invoice_id}",
    source="https://docs.notify.nl/invoices/view-single-invoice",
    secured=True,
    answers=(
        Answer(range(200, 201), Invoice, "application/hal+json"),
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=get_invoice._get_kwargs,
)

_UPDATE_INVOICE: Operation[Invoice] = Operation(
    name="update_invoice",
    call="invoices.update",
    method="PATCH",
    path="/invoices/{invoice_id}",
    source="https://docs.notify.nl/invoices/update-invoice",
    secured=True,
    answers=(
        Answer(range(200, 201), Invoice, "application/hal+json"),
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=update_invoice._get_kwargs,
)


class InvoicesResource:
    """The invoices of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        limit: int | Unset = UNSET,
        from_: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[Invoice, InvoiceList]:
        """List the invoices.

        Answers with one page of the invoices. The vendor documents no filter.

        Args:
            limit (int | Unset): Number of invoices on a page, at most 250. The number without it is not
                documented. [inferred: integer, least number, spelling] Example: 250
            from_ (str | Unset): Id of the invoice with which the page begins; that invoice is included.
                [inferred: spelling] Example: 5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            The first page; iterating over it goes on through all pages, with a request for each.
            InvoiceList (status 200): A page of the invoices.

        Errors:
            400: The list was refused, for instance because of a limit that is out of range. [inferred:
                whole answer]
            401: The API key is missing or not valid. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/invoices
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_INVOICES,
            _LIST_INVOICES_PAGES,
            options,
            limit=limit,
            from_=from_,
        )

    def create(
        self,
        *,
        customer: UUID,
        invoice_number: str,
        invoice_date: str,
        invoice_duedate: str,
        invoice_total: str | Decimal,
        invoice_balance: str | Decimal | Unset = UNSET,
        invoice_status: NewInvoiceInvoiceStatus | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Invoice:
        """Create an invoice.

        Registers an invoice of a customer and answers with the record. It has totals only, no lines; its
        PDF is uploaded by an operation of its own. [inferred: content type, required body]

        Args:
            customer (UUID): Notify's own id of the customer, not your code. [inferred: UUID] Example:
                a0f0660d-6c8d-422b-8114-e363b260521e
            invoice_number (str): Number of the invoice in your own books, different for each invoice. At
                most 100 characters. Example: 20210001
            invoice_date (str): Day on which the invoice was issued, as DD-MM-YYYY. Example: 21-01-2021
            invoice_duedate (str): Day by which the invoice has to be paid, as DD-MM-YYYY. Example:
                21-02-2021
            invoice_total (str | Decimal): Amount of the invoice, a decimal string with a dot as separator
                and always two decimals. [inferred: minus, limit] Example: 480.00
            invoice_balance (str | Decimal | Unset): Amount that is still to be paid, in the form of
                InvoiceTotal. The total is taken when it is left out. [inferred: minus, limit] Example: 480.00
            invoice_status (NewInvoiceInvoiceStatus | Unset): Status of the invoice: concept, open, paid or
                canceled. Notify does nothing more about an invoice that is paid or canceled. The status without
                it is not documented. [inferred: spelling, optional, nothing more] Example: open
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Invoice (status 2XX): The invoice as it is now stored.

        Errors:
            400: The invoice was refused, for instance because a field has the wrong form.
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No customer has the id that was sent. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/invoices/create-invoice
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _CREATE_INVOICE,
            options,
            body=NewInvoice(
                customer=customer,
                invoice_number=invoice_number,
                invoice_date=invoice_date,
                invoice_duedate=invoice_duedate,
                invoice_total=invoice_total,
                invoice_balance=invoice_balance,
                invoice_status=invoice_status,
            ),
        )

    def get(
        self,
        invoice_id: UUID,
        **options: Unpack[CallOptions],
    ) -> Invoice:
        """Get an invoice.

        Answers with one invoice, by its id.

        Args:
            invoice_id (UUID): Notify's own id of the invoice, not its number. [inferred: UUID] Example:
                5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Invoice (status 200): The invoice.

        Errors:
            400: The id has the wrong form. [inferred: whole answer]
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No invoice has this id.
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/invoices/view-single-invoice
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _GET_INVOICE,
            options,
            invoice_id=invoice_id,
        )

    def update(
        self,
        invoice_id: UUID,
        *,
        invoice_date: str | Unset = UNSET,
        invoice_duedate: str | Unset = UNSET,
        invoice_total: str | Decimal | Unset = UNSET,
        invoice_balance: str | Decimal | Unset = UNSET,
        invoice_status: InvoiceUpdateInvoiceStatus | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Invoice:
        """Update an invoice.

        Changes dates, amounts or status of an invoice and answers with the whole record. Its customer and
        its number cannot be changed. Fields that are not sent presumably keep their values. [inferred:
        fields not sent, content type, required body]

        Args:
            invoice_id (UUID): Notify's own id of the invoice, not its number. [inferred: UUID] Example:
                5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21
            invoice_date (str | Unset): Day on which the invoice was issued, as DD-MM-YYYY. Example:
                21-01-2021
            invoice_duedate (str | Unset): Day by which the invoice has to be paid, as DD-MM-YYYY. Example:
                21-02-2021
            invoice_total (str | Decimal | Unset): Amount of the invoice, a decimal string with a dot as
                separator and always two decimals. [inferred: minus, limit] Example: 480.00
            invoice_balance (str | Decimal | Unset): Amount that is still to be paid, in the form of
                InvoiceTotal. [inferred: minus, limit] Example: 0.00
            invoice_status (InvoiceUpdateInvoiceStatus | Unset): Status of the invoice, which is concept,
                open, paid or cancelled. Example: paid
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Invoice (status 200): The invoice as it is now stored.

        Errors:
            400: The update was refused, for instance because a field has the wrong form.
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No invoice has this id. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/invoices/update-invoice
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _UPDATE_INVOICE,
            options,
            invoice_id=invoice_id,
            body=InvoiceUpdate(
                invoice_date=invoice_date,
                invoice_duedate=invoice_duedate,
                invoice_total=invoice_total,
                invoice_balance=invoice_balance,
                invoice_status=invoice_status,
            ),
        )


class AsyncInvoicesResource:
    """The invoices of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        limit: int | Unset = UNSET,
        from_: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[Invoice, InvoiceList]:
        """List the invoices.

        Answers with one page of the invoices. The vendor documents no filter.

        Args:
            limit (int | Unset): Number of invoices on a page, at most 250. The number without it is not
                documented. [inferred: integer, least number, spelling] Example: 250
            from_ (str | Unset): Id of the invoice with which the page begins; that invoice is included.
                [inferred: spelling] Example: 5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Pages: await it for the first, or iterate over all items with `async for`.
            InvoiceList (status 200): A page of the invoices.

        Errors:
            400: The list was refused, for instance because of a limit that is out of range. [inferred:
                whole answer]
            401: The API key is missing or not valid. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/invoices
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_INVOICES,
            _LIST_INVOICES_PAGES,
            options,
            limit=limit,
            from_=from_,
        )

    async def create(
        self,
        *,
        customer: UUID,
        invoice_number: str,
        invoice_date: str,
        invoice_duedate: str,
        invoice_total: str | Decimal,
        invoice_balance: str | Decimal | Unset = UNSET,
        invoice_status: NewInvoiceInvoiceStatus | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Invoice:
        """Create an invoice.

        Registers an invoice of a customer and answers with the record. It has totals only, no lines; its
        PDF is uploaded by an operation of its own. [inferred: content type, required body]

        Args:
            customer (UUID): Notify's own id of the customer, not your code. [inferred: UUID] Example:
                a0f0660d-6c8d-422b-8114-e363b260521e
            invoice_number (str): Number of the invoice in your own books, different for each invoice. At
                most 100 characters. Example: 20210001
            invoice_date (str): Day on which the invoice was issued, as DD-MM-YYYY. Example: 21-01-2021
            invoice_duedate (str): Day by which the invoice has to be paid, as DD-MM-YYYY. Example:
                21-02-2021
            invoice_total (str | Decimal): Amount of the invoice, a decimal string with a dot as separator
                and always two decimals. [inferred: minus, limit] Example: 480.00
            invoice_balance (str | Decimal | Unset): Amount that is still to be paid, in the form of
                InvoiceTotal. The total is taken when it is left out. [inferred: minus, limit] Example: 480.00
            invoice_status (NewInvoiceInvoiceStatus | Unset): Status of the invoice: concept, open, paid or
                canceled. Notify does nothing more about an invoice that is paid or canceled. The status without
                it is not documented. [inferred: spelling, optional, nothing more] Example: open
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Invoice (status 2XX): The invoice as it is now stored.

        Errors:
            400: The invoice was refused, for instance because a field has the wrong form.
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No customer has the id that was sent. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/invoices/create-invoice
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _CREATE_INVOICE,
            options,
            body=NewInvoice(
                customer=customer,
                invoice_number=invoice_number,
                invoice_date=invoice_date,
                invoice_duedate=invoice_duedate,
                invoice_total=invoice_total,
                invoice_balance=invoice_balance,
                invoice_status=invoice_status,
            ),
        )

    async def get(
        self,
        invoice_id: UUID,
        **options: Unpack[CallOptions],
    ) -> Invoice:
        """Get an invoice.

        Answers with one invoice, by its id.

        Args:
            invoice_id (UUID): Notify's own id of the invoice, not its number. [inferred: UUID] Example:
                5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Invoice (status 200): The invoice.

        Errors:
            400: The id has the wrong form. [inferred: whole answer]
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No invoice has this id.
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/invoices/view-single-invoice
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _GET_INVOICE,
            options,
            invoice_id=invoice_id,
        )

    async def update(
        self,
        invoice_id: UUID,
        *,
        invoice_date: str | Unset = UNSET,
        invoice_duedate: str | Unset = UNSET,
        invoice_total: str | Decimal | Unset = UNSET,
        invoice_balance: str | Decimal | Unset = UNSET,
        invoice_status: InvoiceUpdateInvoiceStatus | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Invoice:
        """Update an invoice.

        Changes dates, amounts or status of an invoice and answers with the whole record. Its customer and
        its number cannot be changed. Fields that are not sent presumably keep their values. [inferred:
        fields not sent, content type, required body]

        Args:
            invoice_id (UUID): Notify's own id of the invoice, not its number. [inferred: UUID] Example:
                5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21
            invoice_date (str | Unset): Day on which the invoice was issued, as DD-MM-YYYY. Example:
                21-01-2021
            invoice_duedate (str | Unset): Day by which the invoice has to be paid, as DD-MM-YYYY. Example:
                21-02-2021
            invoice_total (str | Decimal | Unset): Amount of the invoice, a decimal string with a dot as
                separator and always two decimals. [inferred: minus, limit] Example: 480.00
            invoice_balance (str | Decimal | Unset): Amount that is still to be paid, in the form of
                InvoiceTotal. [inferred: minus, limit] Example: 0.00
            invoice_status (InvoiceUpdateInvoiceStatus | Unset): Status of the invoice, which is concept,
                open, paid or cancelled. Example: paid
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Invoice (status 200): The invoice as it is now stored.

        Errors:
            400: The update was refused, for instance because a field has the wrong form.
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No invoice has this id. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/invoices/update-invoice
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _UPDATE_INVOICE,
            options,
            invoice_id=invoice_id,
            body=InvoiceUpdate(
                invoice_date=invoice_date,
                invoice_duedate=invoice_duedate,
                invoice_total=invoice_total,
                invoice_balance=invoice_balance,
                invoice_status=invoice_status,
            ),
        )
