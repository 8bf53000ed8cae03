# Generated from specs/notify.yaml by make generate. Do not edit.
"""Contains all the data models used in inputs/outputs."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .created_payment import CreatedPayment
    from .customer import Customer
    from .customer_address import CustomerAddress
    from .customer_list import CustomerList
    from .customer_match import CustomerMatch
    from .customer_reference import CustomerReference
    from .customer_search import CustomerSearch
    from .customer_update import CustomerUpdate
    from .document import Document
    from .error import Error
    from .invoice import Invoice
    from .invoice_list import InvoiceList
    from .invoice_reference import InvoiceReference
    from .invoice_update import InvoiceUpdate
    from .invoice_update_invoice_status import InvoiceUpdateInvoiceStatus
    from .list_link import ListLink
    from .list_links import ListLinks
    from .new_customer import NewCustomer
    from .new_document import NewDocument
    from .new_invoice import NewInvoice
    from .new_invoice_invoice_status import NewInvoiceInvoiceStatus
    from .new_payment import NewPayment
    from .payment import Payment
    from .payment_list import PaymentList

_MODULES: dict[str, str] = {
    "CreatedPayment": ".created_payment",
    "Customer": ".customer",
    "CustomerAddress": ".customer_address",
    "CustomerList": ".customer_list",
    "CustomerMatch": ".customer_match",
    "CustomerReference": ".customer_reference",
    "CustomerSearch": ".customer_search",
    "CustomerUpdate": ".customer_update",
    "Document": ".document",
    "Error": ".error",
    "Invoice": ".invoice",
    "InvoiceList": ".invoice_list",
    "InvoiceReference": ".invoice_reference",
    "InvoiceUpdate": ".invoice_update",
    "InvoiceUpdateInvoiceStatus": ".invoice_update_invoice_status",
    "ListLink": ".list_link",
    "ListLinks": ".list_links",
    "NewCustomer": ".new_customer",
    "NewDocument": ".new_document",
    "NewInvoice": ".new_invoice",
    "NewInvoiceInvoiceStatus": ".new_invoice_invoice_status",
    "NewPayment": ".new_payment",
    "Payment": ".payment",
    "PaymentList": ".payment_list",
}

__all__ = (
    "CreatedPayment",
    "Customer",
    "CustomerAddress",
    "CustomerList",
    "CustomerMatch",
    "CustomerReference",
    "CustomerSearch",
    "CustomerUpdate",
    "Document",
    "Error",
    "Invoice",
    "InvoiceList",
    "InvoiceReference",
    "InvoiceUpdate",
    "InvoiceUpdateInvoiceStatus",
    "ListLink",
    "ListLinks",
    "NewCustomer",
    "NewDocument",
    "NewInvoice",
    "NewInvoiceInvoiceStatus",
    "NewPayment",
    "Payment",
    "PaymentList",
)


def __getattr__(name: str) -> object:
    """Load a model."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    model: object = getattr(importlib.import_module(_MODULES[name], __name__), name)
    globals()[name] = model
    return model


def __dir__() -> list[str]:
    return [*{*globals(), *__all__}]
