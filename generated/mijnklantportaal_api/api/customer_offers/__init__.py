# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
"""The customer offers of the API: a method an operation."""

from __future__ import annotations

import datetime
from typing import List, Unpack

from ...models.customer_offer import CustomerOffer
from ...models.error import Error
from ...models.new_manual_customer_offer import NewManualCustomerOffer
from ...models.offer_line import OfferLine
from ...types import UNSET, Unset
from .. import Answer, AsyncSender, CallOptions, Operation, Sender
from . import create_manual_customer_offer

_CREATE_MANUAL_CUSTOMER_OFFER: Operation[CustomerOffer] = Operation(
    name="create_manual_customer_offer",
    method="POST",
    path="/customer-offers/manual",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/create-manual-customer-offer",
    secured=True,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(200, 300), CustomerOffer, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    build=create_manual_customer_offer._get_kwargs,
)


class CustomerOffersResource:
    """The customer offers of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create_manual(
        self,
        *,
        customer_id: str,
        offer_number: str,
        issued_at: datetime.date,
        expires_at: datetime.date,
        lines: List[OfferLine],
        send_notification: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CustomerOffer:
        """Create a customer offer from lines.

        Has the portal make an offer for one customer out of separate lines, so without a PDF of your own.
        The token needs the scope offers.write. [inferred: scope, without a PDF]

        Args:
            customer_id (str): Identifier of the customer who gets the offer. [inferred: pattern] Example:
                cst_abc12345def678
            offer_number (str): Offer number, as text. Example: 2024-001
            issued_at (datetime.date): Day on which the offer was issued, as YYYY-mm-dd. Example: 2025-04-14
            expires_at (datetime.date): The offer's expiry day, as YYYY-mm-dd. Example: 2025-04-30
            lines (List[OfferLine]): The products or services that make up the offer. [inferred: products or
                services] Example: [{'description': 'Website template', 'amountExclVat': '12.95', 'vatRate':
                21}]
            send_notification (bool | Unset): Whether the portal sends the customer a notification of this
                offer. What happens when it is left out is not documented. Example: True
            **options: `timeout`, `max_retries` and `headers`, for this call alone.

        Returns:
            CustomerOffer (status 2XX): The offer that was created. A new offer is neither accepted nor
                rejected. [inferred: media type, neither accepted nor rejected]

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/create-manual-customer-offer
        What [inferred: ...] names does not stand there; the spec gives the reason.
        """
        return self._sender.send(
            _CREATE_MANUAL_CUSTOMER_OFFER,
            options,
            body=NewManualCustomerOffer(
                customer_id=customer_id,
                offer_number=offer_number,
                issued_at=issued_at,
                expires_at=expires_at,
                lines=lines,
                send_notification=send_notification,
            ),
        )


class AsyncCustomerOffersResource:
    """The customer offers of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def create_manual(
        self,
        *,
        customer_id: str,
        offer_number: str,
        issued_at: datetime.date,
        expires_at: datetime.date,
        lines: List[OfferLine],
        send_notification: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CustomerOffer:
        """Create a customer offer from lines.

        Has the portal make an offer for one customer out of separate lines, so without a PDF of your own.
        The token needs the scope offers.write. [inferred: scope, without a PDF]

        Args:
            customer_id (str): Identifier of the customer who gets the offer. [inferred: pattern] Example:
                cst_abc12345def678
            offer_number (str): Offer number, as text. Example: 2024-001
            issued_at (datetime.date): Day on which the offer was issued, as YYYY-mm-dd. Example: 2025-04-14
            expires_at (datetime.date): The offer's expiry day, as YYYY-mm-dd. Example: 2025-04-30
            lines (List[OfferLine]): The products or services that make up the offer. [inferred: products or
                services] Example: [{'description': 'Website template', 'amountExclVat': '12.95', 'vatRate':
                21}]
            send_notification (bool | Unset): Whether the portal sends the customer a notification of this
                offer. What happens when it is left out is not documented. Example: True
            **options: `timeout`, `max_retries` and `headers`, for this call alone.

        Returns:
            CustomerOffer (status 2XX): The offer that was created. A new offer is neither accepted nor
                rejected. [inferred: media type, neither accepted nor rejected]

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/create-manual-customer-offer
        What [inferred: ...] names does not stand there; the spec gives the reason.
        """
        return await self._sender.send(
            _CREATE_MANUAL_CUSTOMER_OFFER,
            options,
            body=NewManualCustomerOffer(
                customer_id=customer_id,
                offer_number=offer_number,
                issued_at=issued_at,
                expires_at=expires_at,
                lines=lines,
                send_notification=send_notification,
            ),
        )
