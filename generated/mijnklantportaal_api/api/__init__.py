# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
"""Every resource of MijnKlantportaal API."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from klantkit_types.resources import AsyncSender, Sender

if TYPE_CHECKING:
    from .customer_invoices import (
        AsyncCustomerInvoicesResource,
        CustomerInvoicesResource,
    )
    from .customer_offers import AsyncCustomerOffersResource, CustomerOffersResource
    from .customers import AsyncCustomersResource, CustomersResource


class Resources:
    """Every resource of MijnKlantportaal API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @cached_property
    def customers(self) -> CustomersResource:
        """Customers: list_customers, create_customer, get_customer, update_customer."""
        from .customers import CustomersResource  # only what is used is loaded

        return CustomersResource(self._sender)

    @cached_property
    def customer_invoices(self) -> CustomerInvoicesResource:
        """CustomerInvoices: list_customer_invoices, create_customer_invoice, create_manual_customer_invoice, get_customer_invoice, mark_paid_customer_invoice, pdf_link_customer_invoice."""
        from .customer_invoices import (
            CustomerInvoicesResource,  # only what is used is loaded
        )

        return CustomerInvoicesResource(self._sender)

    @cached_property
    def customer_offers(self) -> CustomerOffersResource:
        """CustomerOffers: list_customer_offers, create_customer_offer, get_customer_offer, mark_accepted_or_rejected_customer_offer, create_manual_customer_offer."""
        from .customer_offers import (
            CustomerOffersResource,  # only what is used is loaded
        )

        return CustomerOffersResource(self._sender)


class AsyncResources:
    """Every resource of MijnKlantportaal API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @cached_property
    def customers(self) -> AsyncCustomersResource:
        """Customers: list_customers, create_customer, get_customer, update_customer."""
        from .customers import AsyncCustomersResource  # only what is used is loaded

        return AsyncCustomersResource(self._sender)

    @cached_property
    def customer_invoices(self) -> AsyncCustomerInvoicesResource:
        """CustomerInvoices: list_customer_invoices, create_customer_invoice, create_manual_customer_invoice, get_customer_invoice, mark_paid_customer_invoice, pdf_link_customer_invoice."""
        from .customer_invoices import (
            AsyncCustomerInvoicesResource,  # only what is used is loaded
        )

        return AsyncCustomerInvoicesResource(self._sender)

    @cached_property
    def customer_offers(self) -> AsyncCustomerOffersResource:
        """CustomerOffers: list_customer_offers, create_customer_offer, get_customer_offer, mark_accepted_or_rejected_customer_offer, create_manual_customer_offer."""
        from .customer_offers import (
            AsyncCustomerOffersResource,  # only what is used is loaded
        )

        return AsyncCustomerOffersResource(self._sender)
