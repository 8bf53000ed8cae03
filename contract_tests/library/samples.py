"""Sample calls and responses of the vendors, for tests of the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
from klantkit import MijnKlantportaal, Next, Notify
from mijnklantportaal_api.models import OfferLine

from contract_tests.paths import INVOICE

#: The customer in Notify's responses.
NOTIFY_CUSTOMER: dict[str, Any] = {
    "resource": "customer", "id": "a0f0660d-6c8d-422b-8114-e363b260521e", "customerCode": "1", "name": "A",
    "address": {"address": "", "postalcode": "", "city": "", "country": "NL"}, "contact": "", "phone": "",
    "mobile": "", "email": "", "invoiceEmail": "", "registrationNumber": "", "language": "dutch",
}  # fmt: skip

#: The customer in MijnKlantportaal's responses.
PORTAL_CUSTOMER: dict[str, Any] = {
    "id": "cst_1", "companyName": "", "address": "", "zipCode": "", "city": "", "countryCode": "NL", "primaryEmail": "",
    "customerGroups": [], "createdAt": "2024-04-28T21:00:00+02:00",
}  # fmt: skip

#: The invoice in MijnKlantportaal's responses.
PORTAL_INVOICE: dict[str, Any] = {
    "id": "inv_1", "customerId": "cst_1", "invoiceNumber": "1", "issuedAt": "2024-04-29", "currency": "EUR",
    "amount": "1.00", "paidAt": None, "createdAt": "2024-04-29T21:00:00+02:00",
    "links": {"customer": {"href": "https://api.mijnklantportaal.nl/v1/customers/cst_1", "type": "application/json"}},
}  # fmt: skip

LINE = OfferLine(description="A", amount_excl_vat="1.00", vat_rate=21)

#: Minimal calls: the client, the method and its required arguments.
CALLS: dict[str, tuple[Any, Callable[[Any], Any], dict[str, Any]]] = {
    "customer": (
        MijnKlantportaal,
        lambda client: client.customers.create,
        dict.fromkeys(("company_name", "address", "zip_code", "city", "primary_email"), "A"),
    ),
    "invoice": (
        MijnKlantportaal,
        lambda client: client.customer_invoices.create,
        {
            "customer_id": "cst_1",
            "invoice_number": "1",
            "issued_at": date(2024, 4, 29),
            "amount": "1.00",
            "pdf": INVOICE,
        },
    ),
    "offer": (
        MijnKlantportaal,
        lambda client: client.customer_offers.create_manual,
        {
            "customer_id": "cst_1",
            "offer_number": "1",
            "issued_at": date(2024, 4, 29),
            "expires_at": date(2024, 5, 29),
            "lines": [LINE],
        },
    ),
    "next": (Next, lambda client: client.customers.create, {"name": "A", "customertypeid": 1}),
    "notify": (Notify, lambda client: client.customers.create, {"customer_code": "1", "name": "A"}),
}


def notify(answer: Callable[[httpx.Request], httpx.Response]) -> Notify:
    """A client of Notify whose requests are answered by a function."""
    return Notify("test_key", transport=httpx.MockTransport(answer))


def create(client: Any, **options: Any) -> Any:
    """Create a customer with a client of Notify."""
    return client.customers.create(customer_code="1", name="A", **options)
