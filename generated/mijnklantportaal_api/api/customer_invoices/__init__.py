# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
"""The customer invoices of the API: a method an operation."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Unpack

from ...models.customer_invoice import CustomerInvoice
from ...models.error import Error
from ...models.new_customer_invoice import NewCustomerInvoice
from ...types import UNSET, File, Unset
from .. import Answer, AsyncSender, CallOptions, Operation, Sender, Upload
from . import create_customer_invoice

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


class CustomerInvoicesResource:
    """The customer invoices of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

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
            422: A field is missing or has a value that the portal does not accept. [inferred: whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/create-customer-invoice
        What [inferred: ...] names does not stand there; the spec gives the reason.
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


class AsyncCustomerInvoicesResource:
    """The customer invoices of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

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
            422: A field is missing or has a value that the portal does not accept. [inferred: whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-invoices-api/create-customer-invoice
        What [inferred: ...] names does not stand there; the spec gives the reason.
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
