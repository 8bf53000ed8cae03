# Generated from specs/notify.yaml by make generate. Do not edit.
"""Every resource of Notify API."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from klantkit_types.resources import AsyncSender, Sender

if TYPE_CHECKING:
    from .customers import AsyncCustomersResource, CustomersResource
    from .documents import AsyncDocumentsResource, DocumentsResource
    from .invoices import AsyncInvoicesResource, InvoicesResource
    from .payments import AsyncPaymentsResource, PaymentsResource


class Resources:
    """Every resource of Notify API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @cached_property
    def customers(self) -> CustomersResource:
        """Customers: list_customers, create_customer, search_customers, delete_customer, update_customer."""
        from .customers import CustomersResource  # only what is used is loaded

        return CustomersResource(self._sender)

    @cached_property
    def invoices(self) -> InvoicesResource:
        """Invoices: list_invoices, create_invoice, get_invoice, update_invoice."""
        from .invoices import InvoicesResource  # only what is used is loaded

        return InvoicesResource(self._sender)

    @cached_property
    def documents(self) -> DocumentsResource:
        """Documents: create_document."""
        from .documents import DocumentsResource  # only what is used is loaded

        return DocumentsResource(self._sender)

    @cached_property
    def payments(self) -> PaymentsResource:
        """Payments: list_payments, create_payment."""
        from .payments import PaymentsResource  # only what is used is loaded

        return PaymentsResource(self._sender)


class AsyncResources:
    """Every resource of Notify API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @cached_property
    def customers(self) -> AsyncCustomersResource:
        """Customers: list_customers, create_customer, search_customers, delete_customer, update_customer."""
        from .customers import AsyncCustomersResource  # only what is used is loaded

        return AsyncCustomersResource(self._sender)

    @cached_property
    def invoices(self) -> AsyncInvoicesResource:
        """Invoices: list_invoices, create_invoice, get_invoice, update_invoice."""
        from .invoices import AsyncInvoicesResource  # only what is used is loaded

        return AsyncInvoicesResource(self._sender)

    @cached_property
    def documents(self) -> AsyncDocumentsResource:
        """Documents: create_document."""
        from .documents import AsyncDocumentsResource  # only what is used is loaded

        return AsyncDocumentsResource(self._sender)

    @cached_property
    def payments(self) -> AsyncPaymentsResource:
        """Payments: list_payments, create_payment."""
        from .payments import AsyncPaymentsResource  # only what is used is loaded

        return AsyncPaymentsResource(self._sender)
