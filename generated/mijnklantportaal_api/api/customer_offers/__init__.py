# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
"""The customer offers of the API: a method per operation."""

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

from ...models.customer_offer import CustomerOffer
from ...models.customer_offer_decision import CustomerOfferDecision
from ...models.customer_offer_list import CustomerOfferList
from ...models.error import Error
from ...models.new_customer_offer import NewCustomerOffer
from ...models.new_manual_customer_offer import NewManualCustomerOffer
from ...models.offer_line import OfferLine
from ...types import UNSET, File, Unset
from . import (
    create_customer_offer,
    create_manual_customer_offer,
    get_customer_offer,
    list_customer_offers,
    mark_accepted_or_rejected_customer_offer,
)

_LIST_CUSTOMER_OFFERS: Operation[CustomerOfferList] = Operation(
    name="list_customer_offers",
    call="customer_offers.list",
    method="GET",
    path="/customer-offers",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/list-customer-offers",
    secured=True,
    answers=(
        Answer(range(200, 201), CustomerOfferList, "application/json"),
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
    build=list_customer_offers._get_kwargs,
)
_LIST_CUSTOMER_OFFERS_PAGES: Pagination[CustomerOffer] = Pagination(
    items="data",
    parameter="page",
    argument="page",
    place=int,
    next="next_page_url",
    total="",
    size="",
)

_CREATE_CUSTOMER_OFFER: Operation[CustomerOffer] = Operation(
    name="create_customer_offer",
    call="customer_offers.create",
    method="POST",
    path="/customer-offers",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/create-customer-offer",
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
    query={},
    build=create_customer_offer._get_kwargs,
)

_GET_CUSTOMER_OFFER: Operation[CustomerOffer] = Operation(
    name="get_customer_offer",
    call="customer_offers.get",
    method="GET",
    path="/customer-offers/{offerId}",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/get-customer-offer",
    secured=True,
    answers=(
        Answer(range(200, 201), CustomerOffer, "application/json"),
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=get_customer_offer._get_kwargs,
)

_MARK_ACCEPTED_OR_REJECTED_CUSTOMER_OFFER: Operation[CustomerOffer] = Operation(
    name="mark_accepted_or_rejected_customer_offer",
    call="customer_offers.mark_accepted_or_rejected",
    method="PATCH",
    path="/customer-offers/{offerId}",
    source="https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/mark-customer-offer-accepted-or-rejected",
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
    query={},
    build=mark_accepted_or_rejected_customer_offer._get_kwargs,
)

_CREATE_MANUAL_CUSTOMER_OFFER: Operation[CustomerOffer] = Operation(
    name="create_manual_customer_offer",
    call="customer_offers.create_manual",
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
    query={},
    build=create_manual_customer_offer._get_kwargs,
)


class CustomerOffersResource:
    """The customer offers of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[CustomerOffer, CustomerOfferList]:
        """List the customer offers.

        Reads the offers to all customers, page by page. The vendor documents no filter and no page size.
        The token needs the scope offers.read. [inferred: scope]

        Args:
            page (int | Unset): Number of the page to read, from 1 on. The first page is read when it is
                left out. [inferred: whole parameter, left out] Example: 1
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            The first page; iterating over it goes on through all pages, with a request for each.
            CustomerOfferList (status 200): One page of the list.

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/list-customer-offers
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_CUSTOMER_OFFERS,
            _LIST_CUSTOMER_OFFERS_PAGES,
            options,
            page=page,
        )

    def create(
        self,
        *,
        customer_id: str,
        offer_number: str,
        issued_at: datetime.date,
        expires_at: datetime.date,
        amount: str | Decimal,
        pdf: Upload,
        send_notification: bool | Unset = UNSET,
        accepted_at: str | datetime.datetime | Unset = UNSET,
        accepted_via_ip: str | Unset = UNSET,
        accepted_via_user_agent: str | Unset = UNSET,
        rejected_at: str | datetime.datetime | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CustomerOffer:
        """Create a customer offer from a PDF.

        Puts an offer and its PDF in the portal of one customer. The body is a multipart form, not JSON. The
        token needs the scope offers.write. [inferred: scope]

        Args:
            customer_id (str): Identifier of the customer who gets the offer. [inferred: pattern] Example:
                cst_abc12345def678
            offer_number (str): Offer number, as text. Example: 2024-001
            issued_at (datetime.date): Day on which the offer was issued, as YYYY-mm-dd. Example: 2024-04-29
            expires_at (datetime.date): The offer's expiry day, as YYYY-mm-dd. Example: 2024-05-29
            amount (str | Decimal): Amount of the offer in euros (EUR, the only currency so far), a decimal
                string with a dot as separator and two decimals. Whether VAT is in it is not documented.
                [inferred: pattern, separator and decimals] Example: 12.95
            pdf (Upload): The offer itself, as a PDF file. [inferred: content type]
            send_notification (bool | Unset): Whether the portal sends the customer a notification of this
                offer; the text true or false in the form. What happens when it is left out is not documented.
                [inferred: wire form] Example: True
            accepted_at (str | datetime.datetime | Unset): Moment at which the offer was accepted, as YYYY-
                mm-dd HH:mm:ss in the portal's local time, without offset. Leave it out while the customer has
                not decided. Not together with rejectedAt. [inferred: local time, leaving it out, not together]
                Example: 2024-05-11 12:59:00
            accepted_via_ip (str | Unset): IP address from which the offer was accepted. Ignored without
                acceptedAt. Example: 203.0.113.9
            accepted_via_user_agent (str | Unset): User-Agent text of the client with which the offer was
                accepted. Ignored without acceptedAt. Example: Mozilla/5.0 (X11; Linux x86_64)
            rejected_at (str | datetime.datetime | Unset): Moment at which the offer was rejected, as YYYY-
                mm-dd HH:mm:ss in the portal's local time, without offset. Leave it out while the customer has
                not decided. Not together with acceptedAt. [inferred: local time, leaving it out, not together]
                Example: 2024-05-11 12:59:00
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerOffer (status 2XX): The offer that was created. [inferred: media type]

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/create-customer-offer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        with self._sender.uploads() as _upload:
            return self._sender.send(
                _CREATE_CUSTOMER_OFFER,
                options,
                body=NewCustomerOffer(
                    customer_id=customer_id,
                    offer_number=offer_number,
                    issued_at=issued_at,
                    expires_at=expires_at,
                    amount=amount,
                    pdf=File(*_upload("pdf", pdf, "application/pdf")),
                    send_notification=send_notification,
                    accepted_at=accepted_at,
                    accepted_via_ip=accepted_via_ip,
                    accepted_via_user_agent=accepted_via_user_agent,
                    rejected_at=rejected_at,
                ),
            )

    def get(
        self,
        offer_id: str,
        **options: Unpack[CallOptions],
    ) -> CustomerOffer:
        """Get a customer offer.

        Reads one offer, for example to see whether it was accepted. The token needs the scope offers.read.
        [inferred: scope]

        Args:
            offer_id (str): Identifier of the offer to read, which begins with off_. [inferred: pattern]
                Example: off_abc12345def678
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerOffer (status 200): The offer.

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No offer has the given offerId.
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/get-customer-offer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _GET_CUSTOMER_OFFER,
            options,
            offer_id=offer_id,
        )

    def mark_accepted_or_rejected(
        self,
        offer_id: str,
        *,
        accepted_at: str | datetime.datetime | Unset = UNSET,
        accepted_via_ip: str | Unset = UNSET,
        accepted_via_user_agent: str | Unset = UNSET,
        rejected_at: str | datetime.datetime | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CustomerOffer:
        """Mark a customer offer as accepted or rejected.

        Marks an offer as accepted or rejected, also in the bookkeeping integration to which it is linked,
        if any. Send acceptedAt or rejectedAt, not both. The token needs the scope offers.write. [inferred:
        scope, not both]

        Args:
            offer_id (str): Identifier of the offer to mark, which begins with off_. [inferred: pattern]
                Example: off_abc12345def678
            accepted_at (str | datetime.datetime | Unset): Moment at which the offer was accepted, as YYYY-
                mm-dd HH:mm:ss in the portal's local time, without offset. Not together with rejectedAt.
                [inferred: pattern, local time, not together] Example: 2024-05-04 20:51:50
            accepted_via_ip (str | Unset): IP address from which the offer was accepted. Ignored without
                acceptedAt. Example: 203.0.113.9
            accepted_via_user_agent (str | Unset): User-Agent text of the client with which the offer was
                accepted. Ignored without acceptedAt. Example: Mozilla/5.0 (X11; Linux x86_64)
            rejected_at (str | datetime.datetime | Unset): Moment at which the offer was rejected, as YYYY-
                mm-dd HH:mm:ss in the portal's local time, without offset. Not together with acceptedAt.
                [inferred: pattern, local time, not together] Example: 2024-05-04 20:51:50
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerOffer (status 2XX): The offer, now accepted or rejected. [inferred: media type]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No offer has the given offerId. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/mark-customer-offer-accepted-or-rejected
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _MARK_ACCEPTED_OR_REJECTED_CUSTOMER_OFFER,
            options,
            offer_id=offer_id,
            body=CustomerOfferDecision(
                accepted_at=accepted_at,
                accepted_via_ip=accepted_via_ip,
                accepted_via_user_agent=accepted_via_user_agent,
                rejected_at=rejected_at,
            ),
        )

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

        Makes the portal create an offer for one customer from separate lines, without a PDF of your own.
        The token needs the scope offers.write. [inferred: scope, without a PDF]

        Args:
            customer_id (str): Identifier of the customer who gets the offer. [inferred: pattern] Example:
                cst_abc12345def678
            offer_number (str): Offer number, as text. Example: 2024-001
            issued_at (datetime.date): Day on which the offer was issued, as YYYY-mm-dd. Example: 2025-04-14
            expires_at (datetime.date): The offer's expiry day, as YYYY-mm-dd. Example: 2025-04-30
            lines (List[OfferLine]): The products or services that make up the offer. Example:
                [{'description': 'Website template', 'amountExclVat': '12.95', 'vatRate': 21}]
            send_notification (bool | Unset): Whether the portal sends the customer a notification of this
                offer. What happens when it is left out is not documented. Example: True
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerOffer (status 2XX): The offer that was created. A new offer is neither accepted nor
                rejected. [inferred: media type, neither accepted nor rejected]

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/create-manual-customer-offer
        The source does not state what [inferred: ...] names; the spec gives the reason.
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

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncPages[CustomerOffer, CustomerOfferList]:
        """List the customer offers.

        Reads the offers to all customers, page by page. The vendor documents no filter and no page size.
        The token needs the scope offers.read. [inferred: scope]

        Args:
            page (int | Unset): Number of the page to read, from 1 on. The first page is read when it is
                left out. [inferred: whole parameter, left out] Example: 1
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Pages: await it for the first, or iterate over all items with `async for`.
            CustomerOfferList (status 200): One page of the list.

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/list-customer-offers
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.pages(
            _LIST_CUSTOMER_OFFERS,
            _LIST_CUSTOMER_OFFERS_PAGES,
            options,
            page=page,
        )

    async def create(
        self,
        *,
        customer_id: str,
        offer_number: str,
        issued_at: datetime.date,
        expires_at: datetime.date,
        amount: str | Decimal,
        pdf: Upload,
        send_notification: bool | Unset = UNSET,
        accepted_at: str | datetime.datetime | Unset = UNSET,
        accepted_via_ip: str | Unset = UNSET,
        accepted_via_user_agent: str | Unset = UNSET,
        rejected_at: str | datetime.datetime | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CustomerOffer:
        """Create a customer offer from a PDF.

        Puts an offer and its PDF in the portal of one customer. The body is a multipart form, not JSON. The
        token needs the scope offers.write. [inferred: scope]

        Args:
            customer_id (str): Identifier of the customer who gets the offer. [inferred: pattern] Example:
                cst_abc12345def678
            offer_number (str): Offer number, as text. Example: 2024-001
            issued_at (datetime.date): Day on which the offer was issued, as YYYY-mm-dd. Example: 2024-04-29
            expires_at (datetime.date): The offer's expiry day, as YYYY-mm-dd. Example: 2024-05-29
            amount (str | Decimal): Amount of the offer in euros (EUR, the only currency so far), a decimal
                string with a dot as separator and two decimals. Whether VAT is in it is not documented.
                [inferred: pattern, separator and decimals] Example: 12.95
            pdf (Upload): The offer itself, as a PDF file. [inferred: content type]
            send_notification (bool | Unset): Whether the portal sends the customer a notification of this
                offer; the text true or false in the form. What happens when it is left out is not documented.
                [inferred: wire form] Example: True
            accepted_at (str | datetime.datetime | Unset): Moment at which the offer was accepted, as YYYY-
                mm-dd HH:mm:ss in the portal's local time, without offset. Leave it out while the customer has
                not decided. Not together with rejectedAt. [inferred: local time, leaving it out, not together]
                Example: 2024-05-11 12:59:00
            accepted_via_ip (str | Unset): IP address from which the offer was accepted. Ignored without
                acceptedAt. Example: 203.0.113.9
            accepted_via_user_agent (str | Unset): User-Agent text of the client with which the offer was
                accepted. Ignored without acceptedAt. Example: Mozilla/5.0 (X11; Linux x86_64)
            rejected_at (str | datetime.datetime | Unset): Moment at which the offer was rejected, as YYYY-
                mm-dd HH:mm:ss in the portal's local time, without offset. Leave it out while the customer has
                not decided. Not together with acceptedAt. [inferred: local time, leaving it out, not together]
                Example: 2024-05-11 12:59:00
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerOffer (status 2XX): The offer that was created. [inferred: media type]

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/create-customer-offer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        with self._sender.uploads() as _upload:
            return await self._sender.send(
                _CREATE_CUSTOMER_OFFER,
                options,
                body=NewCustomerOffer(
                    customer_id=customer_id,
                    offer_number=offer_number,
                    issued_at=issued_at,
                    expires_at=expires_at,
                    amount=amount,
                    pdf=File(*_upload("pdf", pdf, "application/pdf")),
                    send_notification=send_notification,
                    accepted_at=accepted_at,
                    accepted_via_ip=accepted_via_ip,
                    accepted_via_user_agent=accepted_via_user_agent,
                    rejected_at=rejected_at,
                ),
            )

    async def get(
        self,
        offer_id: str,
        **options: Unpack[CallOptions],
    ) -> CustomerOffer:
        """Get a customer offer.

        Reads one offer, for example to see whether it was accepted. The token needs the scope offers.read.
        [inferred: scope]

        Args:
            offer_id (str): Identifier of the offer to read, which begins with off_. [inferred: pattern]
                Example: off_abc12345def678
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerOffer (status 200): The offer.

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No offer has the given offerId.
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/get-customer-offer
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _GET_CUSTOMER_OFFER,
            options,
            offer_id=offer_id,
        )

    async def mark_accepted_or_rejected(
        self,
        offer_id: str,
        *,
        accepted_at: str | datetime.datetime | Unset = UNSET,
        accepted_via_ip: str | Unset = UNSET,
        accepted_via_user_agent: str | Unset = UNSET,
        rejected_at: str | datetime.datetime | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> CustomerOffer:
        """Mark a customer offer as accepted or rejected.

        Marks an offer as accepted or rejected, also in the bookkeeping integration to which it is linked,
        if any. Send acceptedAt or rejectedAt, not both. The token needs the scope offers.write. [inferred:
        scope, not both]

        Args:
            offer_id (str): Identifier of the offer to mark, which begins with off_. [inferred: pattern]
                Example: off_abc12345def678
            accepted_at (str | datetime.datetime | Unset): Moment at which the offer was accepted, as YYYY-
                mm-dd HH:mm:ss in the portal's local time, without offset. Not together with rejectedAt.
                [inferred: pattern, local time, not together] Example: 2024-05-04 20:51:50
            accepted_via_ip (str | Unset): IP address from which the offer was accepted. Ignored without
                acceptedAt. Example: 203.0.113.9
            accepted_via_user_agent (str | Unset): User-Agent text of the client with which the offer was
                accepted. Ignored without acceptedAt. Example: Mozilla/5.0 (X11; Linux x86_64)
            rejected_at (str | datetime.datetime | Unset): Moment at which the offer was rejected, as YYYY-
                mm-dd HH:mm:ss in the portal's local time, without offset. Not together with acceptedAt.
                [inferred: pattern, local time, not together] Example: 2024-05-04 20:51:50
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerOffer (status 2XX): The offer, now accepted or rejected. [inferred: media type]

        Errors:
            400: The request could not be read, for example because its JSON is malformed. [inferred: whole
                answer]
            401: The token is missing, wrong, expired or withdrawn. [inferred: whole answer]
            403: The token is valid but lacks the scope for this operation. [inferred: whole answer]
            404: No offer has the given offerId. [inferred: whole answer]
            422: A field or parameter is missing or has a value that the portal does not accept. [inferred:
                whole answer]
            429: The token made more calls than its limit; wait as long as Retry-After says. [inferred:
                whole answer, media type]
            5XX: The vendor's side failed. Whether the resource was created is then unknown. [inferred:
                whole answer]

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/mark-customer-offer-accepted-or-rejected
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _MARK_ACCEPTED_OR_REJECTED_CUSTOMER_OFFER,
            options,
            offer_id=offer_id,
            body=CustomerOfferDecision(
                accepted_at=accepted_at,
                accepted_via_ip=accepted_via_ip,
                accepted_via_user_agent=accepted_via_user_agent,
                rejected_at=rejected_at,
            ),
        )

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

        Makes the portal create an offer for one customer from separate lines, without a PDF of your own.
        The token needs the scope offers.write. [inferred: scope, without a PDF]

        Args:
            customer_id (str): Identifier of the customer who gets the offer. [inferred: pattern] Example:
                cst_abc12345def678
            offer_number (str): Offer number, as text. Example: 2024-001
            issued_at (datetime.date): Day on which the offer was issued, as YYYY-mm-dd. Example: 2025-04-14
            expires_at (datetime.date): The offer's expiry day, as YYYY-mm-dd. Example: 2025-04-30
            lines (List[OfferLine]): The products or services that make up the offer. Example:
                [{'description': 'Website template', 'amountExclVat': '12.95', 'vatRate': 21}]
            send_notification (bool | Unset): Whether the portal sends the customer a notification of this
                offer. What happens when it is left out is not documented. Example: True
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            CustomerOffer (status 2XX): The offer that was created. A new offer is neither accepted nor
                rejected. [inferred: media type, neither accepted nor rejected]

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

        Source: https://docs.developers.mijnklantportaal.nl/api-reference/customer-offers-api/create-manual-customer-offer
        The source does not state what [inferred: ...] names; the spec gives the reason.
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
