# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
"""The customer offers of the API: a method an operation."""

from __future__ import annotations

import datetime
from typing import List, Unpack

from ...models.customer_offer import CustomerOffer
from ...models.new_manual_customer_offer import NewManualCustomerOffer
from ...models.offer_line import OfferLine
from ...types import UNSET, Unset
from .. import AsyncSender, CallOptions, Operation, Sender
from . import create_manual_customer_offer

_CREATE_MANUAL_CUSTOMER_OFFER: Operation[CustomerOffer] = Operation(
    name="create_manual_customer_offer",
    method="POST",
    path="/customer-offers/manual",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/create-manual-customer-offer",
    secured=True,
    media_type="application/json",
    successes=(range(201, 202),),
    build=create_manual_customer_offer._get_kwargs,
    parse=create_manual_customer_offer._parse_response,
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
        The token needs the scope offers.write. [inferred]

        Args:
            customer_id (str): Identifier of the customer who gets the offer. [inferred] Example:
                cst_abc12345def678
            offer_number (str): Offer number, which is text and need not be numeric. Example: 2024-001
            issued_at (datetime.date): Day on which the offer was issued, as YYYY-mm-dd. Example: 2025-04-14
            expires_at (datetime.date): The offer's expiry day, as YYYY-mm-dd. Example: 2025-04-30
            lines (List[OfferLine]): The products or services that make up the offer. [inferred] Example:
                [{'description': 'Website template', 'amountExclVat': '12.95', 'vatRate': 21}]
            send_notification (bool | Unset): Whether the portal sends the customer a notification of this
                offer. What happens when it is left out is not documented. Example: True
            **options: `timeout`, `max_retries` and `headers`, for this call alone.

        Returns:
            CustomerOffer (status 201): The offer as the portal stored it. A new offer is neither accepted
                nor rejected. [inferred]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred]
            401: The token is missing, wrong, expired or withdrawn. [inferred]
            403: The token is valid but lacks the scope for this operation. [inferred]
            404: No customer has the given customerId. [inferred]
            422: A field is missing or has a value that the portal does not accept. [inferred]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/create-manual-customer-offer
        What is marked [inferred] does not stand there; the spec says why it is believed.
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
        The token needs the scope offers.write. [inferred]

        Args:
            customer_id (str): Identifier of the customer who gets the offer. [inferred] Example:
                cst_abc12345def678
            offer_number (str): Offer number, which is text and need not be numeric. Example: 2024-001
            issued_at (datetime.date): Day on which the offer was issued, as YYYY-mm-dd. Example: 2025-04-14
            expires_at (datetime.date): The offer's expiry day, as YYYY-mm-dd. Example: 2025-04-30
            lines (List[OfferLine]): The products or services that make up the offer. [inferred] Example:
                [{'description': 'Website template', 'amountExclVat': '12.95', 'vatRate': 21}]
            send_notification (bool | Unset): Whether the portal sends the customer a notification of this
                offer. What happens when it is left out is not documented. Example: True
            **options: `timeout`, `max_retries` and `headers`, for this call alone.

        Returns:
            CustomerOffer (status 201): The offer as the portal stored it. A new offer is neither accepted
                nor rejected. [inferred]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred]
            401: The token is missing, wrong, expired or withdrawn. [inferred]
            403: The token is valid but lacks the scope for this operation. [inferred]
            404: No customer has the given customerId. [inferred]
            422: A field is missing or has a value that the portal does not accept. [inferred]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/create-manual-customer-offer
        What is marked [inferred] does not stand there; the spec says why it is believed.
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
