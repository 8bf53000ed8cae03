# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
"""The customer invoices of the API: a method per operation."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import List, Unpack

from klantkit_types.resources import (
    Answer,
    AsyncPages,
    AsyncSender,
    CallOptions,
    Operation,
    Page,
    Pagination,
    Sender,
    Upload,
)

from ...models.customer_invoice import CustomerInvoice
from ...models.customer_invoice_list import CustomerInvoiceList
from ...models.customer_invoice_payment import CustomerInvoicePayment
from ...models.error import Error
from ...models.file_link import FileLink
from ...models.invoice_line import InvoiceLine
from ...models.new_customer_invoice import NewCustomerInvoice
from ...models.new_manual_customer_invoice import NewManualCustomerInvoice
from ...types import UNSET, File, Unset
from . import (
    create_customer_invoice,
    create_manual_customer_invoice,
    get_customer_invoice,
    list_customer_invoices,
    mark_paid_customer_invoice,
    pdf_link_customer_invoice,
)

_LIST_CUSTOMER_INVOICES: Operation[CustomerInvoiceList] = Operation(
    name="list_customer_invoices",
    call="customer_invoices.list",
    method="GET",
    path="/customer-invoices",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/list-customer-invoices",
    secured=True,
    answers=(
        Answer(range(200, 201), CustomerInvoiceList, "application/json"),
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
    build=list_customer_invoices._get_kwargs,
)
_LIST_CUSTOMER_INVOICES_PAGES: Pagination[CustomerInvoice] = Pagination(
    items="data",
    parameter="page",
    argument="page",
    place=int,
    next="next_page_url",
    total="",
    size="",
)

_CREATE_CUSTOMER_INVOICE: Operation[CustomerInvoice] = Operation(
    name="create_customer_invoice",
    call="customer_invoices.create",
    method="POST",
    path="/customer-invoices",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/create-customer-invoice",
    secured=True,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(200, 300), CustomerInvoice, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=create_customer_invoice._get_kwargs,
)

_CREATE_MANUAL_CUSTOMER_INVOICE: Operation[CustomerInvoice] = Operation(
    name="create_manual_customer_invoice",
    call="customer_invoices.create_manual",
    method="POST",
    path="/customer-invoices/manual",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/create-manual-customer-invoice",
    secured=True,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(200, 300), CustomerInvoice, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=create_manual_customer_invoice._get_kwargs,
)

_GET_CUSTOMER_INVOICE: Operation[CustomerInvoice] = Operation(
    name="get_customer_invoice",
    call="customer_invoices.get",
    method="GET",
    path="/customer-invoices/{invoiceId}",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/get-customer-invoice",
    secured=True,
    answers=(
        Answer(range(200, 201), CustomerInvoice, "application/json"),
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=get_customer_invoice._get_kwargs,
)

_MARK_PAID_CUSTOMER_INVOICE: Operation[CustomerInvoice] = Operation(
    name="mark_paid_customer_invoice",
    call="customer_invoices.mark_paid",
    method="PATCH",
    path="/customer-invoices/{invoiceId}",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/mark-customer-invoice-paid",
    secured=True,
    answers=(
        Answer(range(200, 201), CustomerInvoice, "application/json"),
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=mark_paid_customer_invoice._get_kwargs,
)

_PDF_LINK_CUSTOMER_INVOICE: Operation[FileLink] = Operation(
    name="pdf_link_customer_invoice",
    call="customer_invoices.pdf_link",
    method="GET",
    path="/customer-invoices/{invoiceId}/pdf",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/get-customer-invoice-as-pdf",
    secured=True,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(200, 300), FileLink, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=pdf_link_customer_invoice._get_kwargs,
)


class CustomerInvoicesResource:
    """The customer invoices of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[CustomerInvoice, CustomerInvoiceList]:
        """List the customer invoices.

        Reads the invoices of all customers, page by page. The vendor documents no filter and no page size.
        The token needs the scope invoices.read. [inferred: scope]

        Args:
            page (int | Unset): Number of the page to read, from 1 on. The first page is read when it is
                left out. [inferred: whole parameter, left out] Example: 1
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            The first page; iterating over it goes on through all pages, with a request for each.
            CustomerInvoiceList (status 200): One page of the list.

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/list-customer-invoices
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_CUSTOMER_INVOICES,
            _LIST_CUSTOMER_INVOICES_PAGES,
            options,
            page=page,
        )

    def create(
        self,
        *,
        customer_id: str,
        invoice_number: str,
        issued_at: datetime.date,
        amount: str | Decimal,
        pdf: Upload,
        paid_at: str | datetime.datetime | Unset = UNSET,
        send_notification: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CustomerInvoice:
        """Create a customer invoice from a PDF.

        Puts an invoice and its PDF in the portal of one customer. The body is a multipart form, not JSON.
        The token presumably needs the scope invoices.write. [inferred: scope]

        Args:
            customer_id (str): Identifier of the customer who gets the invoice. [inferred: pattern] Example:
                cst_abc12345def678
            invoice_number (str): Invoice number, as text. Example: 2024-001
            issued_at (datetime.date): Day on which the invoice was issued, as YYYY-mm-dd. Example:
                2024-04-30
            amount (str | Decimal): Amount of the invoice in euros (EUR, the only currency so far), a
                decimal string with a dot as separator and two decimals. [inferred: pattern, separator and
                decimals] Example: 12.95
            pdf (Upload): The invoice itself, as a PDF file. [inferred: content type]
            paid_at (str | datetime.datetime | Unset): Moment at which the invoice was paid, as YYYY-mm-dd
                HH:mm:ss in the portal's local time, without offset. Leave it out while the invoice is unpaid.
                [inferred: local time, leaving it out] Example: 2024-05-11 12:59:00
            send_notification (bool | Unset): Whether the portal sends the customer a notification of this
                invoice; the text true or false in the form. What happens when it is left out is not documented.
                [inferred: wire form] Example: True
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerInvoice (status 2XX): The invoice that was created. [inferred: media type]

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/create-customer-invoice
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        with self._sender.uploads() as _upload:
            return self._sender.send(
                _CREATE_CUSTOMER_INVOICE,
                options,
                body=NewCustomerInvoice(
                    customer_id=customer_id,
                    invoice_number=invoice_number,
                    issued_at=issued_at,
                    amount=amount,
                    pdf=File(*_upload("pdf", pdf, "application/pdf")),
                    paid_at=paid_at,
                    send_notification=send_notification,
                ),
            )

    def create_manual(
        self,
        *,
        customer_id: str,
        invoice_number: str,
        issued_at: datetime.date,
        lines: List[InvoiceLine],
        send_notification: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CustomerInvoice:
        """Create a customer invoice from lines.

        Makes the portal create an invoice for one customer from separate lines, without a PDF of your own.
        The token presumably needs the scope invoices.write. [inferred: scope, without a PDF]

        Args:
            customer_id (str): Identifier of the customer who gets the invoice. [inferred: pattern] Example:
                cst_abc12345def678
            invoice_number (str): Invoice number, as text. Example: 2024-001
            issued_at (datetime.date): Day on which the invoice is issued, as YYYY-mm-dd. Example:
                2025-04-14
            lines (List[InvoiceLine]): The products or services that make up the invoice. Example:
                [{'description': 'Website template', 'amountExclVat': '12.95', 'vatRate': 21}]
            send_notification (bool | Unset): Whether the portal sends the customer a notification of this
                invoice. What happens when it is left out is not documented. Example: True
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerInvoice (status 2XX): The invoice that was created. Whether its amount includes VAT is
                not documented; in the example it does not. [inferred: media type]

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/create-manual-customer-invoice
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _CREATE_MANUAL_CUSTOMER_INVOICE,
            options,
            body=NewManualCustomerInvoice(
                customer_id=customer_id,
                invoice_number=invoice_number,
                issued_at=issued_at,
                lines=lines,
                send_notification=send_notification,
            ),
        )

    def get(
        self,
        invoice_id: str,
        **options: Unpack[CallOptions],
    ) -> CustomerInvoice:
        """Get a customer invoice.

        Reads one invoice, for example to see whether it was paid. The token needs the scope invoices.read.
        [inferred: scope]

        Args:
            invoice_id (str): Identifier of the invoice to read, which begins with inv_. [inferred: pattern]
                Example: inv_abc12345def678
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerInvoice (status 200): The invoice.

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No invoice has the given invoiceId.
            422: The invoiceId is not accepted.
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/get-customer-invoice
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _GET_CUSTOMER_INVOICE,
            options,
            invoice_id=invoice_id,
        )

    def mark_paid(
        self,
        invoice_id: str,
        *,
        paid_at: str | datetime.datetime,
        **options: Unpack[CallOptions],
    ) -> CustomerInvoice:
        """Mark a customer invoice as paid.

        Marks an invoice as paid, also in the bookkeeping integration to which it is linked, if any. The
        token presumably needs the scope invoices.write. [inferred: scope]

        Args:
            invoice_id (str): Identifier of the invoice to mark, which begins with inv_. [inferred: pattern]
                Example: inv_abc12345def678
            paid_at (str | datetime.datetime): Moment at which the invoice was paid, as YYYY-mm-dd HH:mm:ss
                in the portal's local time, without offset. [inferred: local time, time of day] Example:
                2024-04-30 14:00:00
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerInvoice (status 200): The invoice, now paid. [inferred: media type]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No invoice has the given invoiceId. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/mark-customer-invoice-paid
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _MARK_PAID_CUSTOMER_INVOICE,
            options,
            invoice_id=invoice_id,
            body=CustomerInvoicePayment(
                paid_at=paid_at,
            ),
        )

    def pdf_link(
        self,
        invoice_id: str,
        **options: Unpack[CallOptions],
    ) -> FileLink:
        """Get a link to the PDF of a customer invoice.

        Makes a link from which the PDF of an invoice can be fetched for a short time; the PDF itself is not
        returned. The token needs the scope invoices.read. [inferred: scope, short time]

        Args:
            invoice_id (str): Identifier of the invoice to fetch, which begins with inv_. [inferred:
                pattern] Example: inv_abc12345def678
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            FileLink (status 2XX): The link. [inferred: media type]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No invoice has the given invoiceId. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/get-customer-invoice-as-pdf
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _PDF_LINK_CUSTOMER_INVOICE,
            options,
            invoice_id=invoice_id,
        )


class AsyncCustomerInvoicesResource:
    """The customer invoices of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[CustomerInvoice, CustomerInvoiceList]:
        """List the customer invoices.

        Reads the invoices of all customers, page by page. The vendor documents no filter and no page size.
        The token needs the scope invoices.read. [inferred: scope]

        Args:
            page (int | Unset): Number of the page to read, from 1 on. The first page is read when it is
                left out. [inferred: whole parameter, left out] Example: 1
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Pages: await it for the first, or iterate over all items with `async for`.
            CustomerInvoiceList (status 200): One page of the list.

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/list-customer-invoices
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_CUSTOMER_INVOICES,
            _LIST_CUSTOMER_INVOICES_PAGES,
            options,
            page=page,
        )

    async def create(
        self,
        *,
        customer_id: str,
        invoice_number: str,
        issued_at: datetime.date,
        amount: str | Decimal,
        pdf: Upload,
        paid_at: str | datetime.datetime | Unset = UNSET,
        send_notification: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CustomerInvoice:
        """Create a customer invoice from a PDF.

        Puts an invoice and its PDF in the portal of one customer. The body is a multipart form, not JSON.
        The token presumably needs the scope invoices.write. [inferred: scope]

        Args:
            customer_id (str): Identifier of the customer who gets the invoice. [inferred: pattern] Example:
                cst_abc12345def678
            invoice_number (str): Invoice number, as text. Example: 2024-001
            issued_at (datetime.date): Day on which the invoice was issued, as YYYY-mm-dd. Example:
                2024-04-30
            amount (str | Decimal): Amount of the invoice in euros (EUR, the only currency so far), a
                decimal string with a dot as separator and two decimals. [inferred: pattern, separator and
                decimals] Example: 12.95
            pdf (Upload): The invoice itself, as a PDF file. [inferred: content type]
            paid_at (str | datetime.datetime | Unset): Moment at which the invoice was paid, as YYYY-mm-dd
                HH:mm:ss in the portal's local time, without offset. Leave it out while the invoice is unpaid.
                [inferred: local time, leaving it out] Example: 2024-05-11 12:59:00
            send_notification (bool | Unset): Whether the portal sends the customer a notification of this
                invoice; the text true or false in the form. What happens when it is left out is not documented.
                [inferred: wire form] Example: True
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerInvoice (status 2XX): The invoice that was created. [inferred: media type]

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/create-customer-invoice
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        with self._sender.uploads() as _upload:
            return await self._sender.send(
                _CREATE_CUSTOMER_INVOICE,
                options,
                body=NewCustomerInvoice(
                    customer_id=customer_id,
                    invoice_number=invoice_number,
                    issued_at=issued_at,
                    amount=amount,
                    pdf=File(*_upload("pdf", pdf, "application/pdf")),
                    paid_at=paid_at,
                    send_notification=send_notification,
                ),
            )

    async def create_manual(
        self,
        *,
        customer_id: str,
        invoice_number: str,
        issued_at: datetime.date,
        lines: List[InvoiceLine],
        send_notification: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CustomerInvoice:
        """Create a customer invoice from lines.

        Makes the portal create an invoice for one customer from separate lines, without a PDF of your own.
        The token presumably needs the scope invoices.write. [inferred: scope, without a PDF]

        Args:
            customer_id (str): Identifier of the customer who gets the invoice. [inferred: pattern] Example:
                cst_abc12345def678
            invoice_number (str): Invoice number, as text. Example: 2024-001
            issued_at (datetime.date): Day on which the invoice is issued, as YYYY-mm-dd. Example:
                2025-04-14
            lines (List[InvoiceLine]): The products or services that make up the invoice. Example:
                [{'description': 'Website template', 'amountExclVat': '12.95', 'vatRate': 21}]
            send_notification (bool | Unset): Whether the portal sends the customer a notification of this
                invoice. What happens when it is left out is not documented. Example: True
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerInvoice (status 2XX): The invoice that was created. Whether its amount includes VAT is
                not documented; in the example it does not. [inferred: media type]

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/create-manual-customer-invoice
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _CREATE_MANUAL_CUSTOMER_INVOICE,
            options,
            body=NewManualCustomerInvoice(
                customer_id=customer_id,
                invoice_number=invoice_number,
                issued_at=issued_at,
                lines=lines,
                send_notification=send_notification,
            ),
        )

    async def get(
        self,
        invoice_id: str,
        **options: Unpack[CallOptions],
    ) -> CustomerInvoice:
        """Get a customer invoice.

        Reads one invoice, for example to see whether it was paid. The token needs the scope invoices.read.
        [inferred: scope]

        Args:
            invoice_id (str): Identifier of the invoice to read, which begins with inv_. [inferred: pattern]
                Example: inv_abc12345def678
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerInvoice (status 200): The invoice.

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No invoice has the given invoiceId.
            422: The invoiceId is not accepted.
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/get-customer-invoice
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _GET_CUSTOMER_INVOICE,
            options,
            invoice_id=invoice_id,
        )

    async def mark_paid(
        self,
        invoice_id: str,
        *,
        paid_at: str | datetime.datetime,
        **options: Unpack[CallOptions],
    ) -> CustomerInvoice:
        """Mark a customer invoice as paid.

        Marks an invoice as paid, also in the bookkeeping integration to which it is linked, if any. The
        token presumably needs the scope invoices.write. [inferred: scope]

        Args:
            invoice_id (str): Identifier of the invoice to mark, which begins with inv_. [inferred: pattern]
                Example: inv_abc12345def678
            paid_at (str | datetime.datetime): Moment at which the invoice was paid, as YYYY-mm-dd HH:mm:ss
                in the portal's local time, without offset. [inferred: local time, time of day] Example:
                2024-04-30 14:00:00
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerInvoice (status 200): The invoice, now paid. [inferred: media type]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No invoice has the given invoiceId. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/mark-customer-invoice-paid
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _MARK_PAID_CUSTOMER_INVOICE,
            options,
            invoice_id=invoice_id,
            body=CustomerInvoicePayment(
                paid_at=paid_at,
            ),
        )

    async def pdf_link(
        self,
        invoice_id: str,
        **options: Unpack[CallOptions],
    ) -> FileLink:
        """Get a link to the PDF of a customer invoice.

        Makes a link from which the PDF of an invoice can be fetched for a short time; the PDF itself is not
        returned. The token needs the scope invoices.read. [inferred: scope, short time]

        Args:
            invoice_id (str): Identifier of the invoice to fetch, which begins with inv_. [inferred:
                pattern] Example: inv_abc12345def678
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            FileLink (status 2XX): The link. [inferred: media type]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No invoice has the given invoiceId. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/get-customer-invoice-as-pdf
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _PDF_LINK_CUSTOMER_INVOICE,
            options,
            invoice_id=invoice_id,
        )
