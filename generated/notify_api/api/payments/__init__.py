# Generated from specs/notify.yaml by make generate. Do not edit.
"""The payments of the API: a method per operation."""

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

from ...models.created_payment import CreatedPayment
from ...models.error import Error
from ...models.new_payment import NewPayment
from ...models.payment import Payment
from ...models.payment_list import PaymentList
from ...types import UNSET, Unset
from . import create_payment, list_payments

_LIST_PAYMENTS: Operation[PaymentList] = Operation(
    name="list_payments",
    call="payments.list",
    method="GET",
    path="/payments",
    source="https://docs.notify.nl/payments",
    secured=True,
    answers=(
        Answer(range(200, 201), PaymentList, "application/hal+json"),
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
    build=list_payments._get_kwargs,
)
_LIST_PAYMENTS_PAGES: Pagination[Payment] = Pagination(
    items="payments",
    parameter="from",
    argument="from_",
    place=str,
    next="links.next.href",
    total="",
    size="",
)

_CREATE_PAYMENT: Operation[CreatedPayment] = Operation(
    name="create_payment",
    call="payments.create",
    method="POST",
    path="/payments",
    source="https://docs.notify.nl/payments/untitled-2",
    secured=True,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(200, 300), CreatedPayment, "application/hal+json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=create_payment._get_kwargs,
)


class PaymentsResource:
    """The payments of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        limit: int | Unset = UNSET,
        from_: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[Payment, PaymentList]:
        """List the payments.

        Answers with one page of the payments. The vendor documents no filter.

        Args:
            limit (int | Unset): Number of payments on a page, at most 250. The number without it is not
                documented. [inferred: integer, least number, spelling] Example: 250
            from_ (str | Unset): Id of the payment with which the page begins; that payment is included.
                [inferred: spelling] Example: c9a4f2d7-61b8-4f3a-8c15-2e7d90ab4163
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            The first page; iterating over it goes on through all pages, with a request for each.
            PaymentList (status 200): A page of the payments.

        Errors:
            400: The list was refused, for instance because of a limit that is out of range. [inferred:
                whole answer]
            401: The API key is missing or not valid. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/payments
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_PAYMENTS,
            _LIST_PAYMENTS_PAGES,
            options,
            limit=limit,
            from_=from_,
        )

    def create(
        self,
        *,
        invoice: UUID,
        date: str,
        amount: str | Decimal,
        method: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CreatedPayment:
        """Register a payment.

        Registers a payment of an invoice. The answer has the balance of the invoice after it. [inferred:
        content type, required body, balance]

        Args:
            invoice (UUID): Notify's own id of the invoice, not its number. [inferred: UUID] Example:
                5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21
            date (str): Day of the payment, as DD-MM-YYYY. Example: 28-01-2021
            amount (str | Decimal): Amount that was paid, a decimal string with a dot as separator and
                always two decimals. [inferred: minus] Example: 100.00
            method (str | Unset): How the invoice was paid, as a code such as banktransfer. [inferred:
                values, optional] Example: banktransfer
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CreatedPayment (status 2XX): The payment that was registered.

        Errors:
            400: The payment was refused, for instance because a field has the wrong form.
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No invoice has this id.
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/payments/untitled-2
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _CREATE_PAYMENT,
            options,
            body=NewPayment(
                invoice=invoice,
                date=date,
                amount=amount,
                method=method,
            ),
        )


class AsyncPaymentsResource:
    """The payments of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        limit: int | Unset = UNSET,
        from_: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[Payment, PaymentList]:
        """List the payments.

        Answers with one page of the payments. The vendor documents no filter.

        Args:
            limit (int | Unset): Number of payments on a page, at most 250. The number without it is not
                documented. [inferred: integer, least number, spelling] Example: 250
            from_ (str | Unset): Id of the payment with which the page begins; that payment is included.
                [inferred: spelling] Example: c9a4f2d7-61b8-4f3a-8c15-2e7d90ab4163
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Pages: await it for the first, or iterate over all items with `async for`.
            PaymentList (status 200): A page of the payments.

        Errors:
            400: The list was refused, for instance because of a limit that is out of range. [inferred:
                whole answer]
            401: The API key is missing or not valid. [inferred: whole answer]
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/payments
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_PAYMENTS,
            _LIST_PAYMENTS_PAGES,
            options,
            limit=limit,
            from_=from_,
        )

    async def create(
        self,
        *,
        invoice: UUID,
        date: str,
        amount: str | Decimal,
        method: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CreatedPayment:
        """Register a payment.

        Registers a payment of an invoice. The answer has the balance of the invoice after it. [inferred:
        content type, required body, balance]

        Args:
            invoice (UUID): Notify's own id of the invoice, not its number. [inferred: UUID] Example:
                5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21
            date (str): Day of the payment, as DD-MM-YYYY. Example: 28-01-2021
            amount (str | Decimal): Amount that was paid, a decimal string with a dot as separator and
                always two decimals. [inferred: minus] Example: 100.00
            method (str | Unset): How the invoice was paid, as a code such as banktransfer. [inferred:
                values, optional] Example: banktransfer
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CreatedPayment (status 2XX): The payment that was registered.

        Errors:
            400: The payment was refused, for instance because a field has the wrong form.
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No invoice has this id.
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/payments/untitled-2
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _CREATE_PAYMENT,
            options,
            body=NewPayment(
                invoice=invoice,
                date=date,
                amount=amount,
                method=method,
            ),
        )
