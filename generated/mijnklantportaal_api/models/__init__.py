# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
"""Contains all the data models used in inputs/outputs."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .customer import Customer
    from .customer_invoice import CustomerInvoice
    from .customer_invoice_links import CustomerInvoiceLinks
    from .customer_invoice_list import CustomerInvoiceList
    from .customer_invoice_payment import CustomerInvoicePayment
    from .customer_list import CustomerList
    from .customer_offer import CustomerOffer
    from .customer_offer_decision import CustomerOfferDecision
    from .customer_offer_links import CustomerOfferLinks
    from .customer_offer_list import CustomerOfferList
    from .customer_update import CustomerUpdate
    from .error import Error
    from .file_link import FileLink
    from .invoice_line import InvoiceLine
    from .link import Link
    from .new_customer import NewCustomer
    from .new_customer_invoice import NewCustomerInvoice
    from .new_customer_offer import NewCustomerOffer
    from .new_manual_customer_invoice import NewManualCustomerInvoice
    from .new_manual_customer_offer import NewManualCustomerOffer
    from .offer_line import OfferLine

_MODULES: dict[str, str] = {
    "Customer": ".customer",
    "CustomerInvoice": ".customer_invoice",
    "CustomerInvoiceLinks": ".customer_invoice_links",
    "CustomerInvoiceList": ".customer_invoice_list",
    "CustomerInvoicePayment": ".customer_invoice_payment",
    "CustomerList": ".customer_list",
    "CustomerOffer": ".customer_offer",
    "CustomerOfferDecision": ".customer_offer_decision",
    "CustomerOfferLinks": ".customer_offer_links",
    "CustomerOfferList": ".customer_offer_list",
    "CustomerUpdate": ".customer_update",
    "Error": ".error",
    "FileLink": ".file_link",
    "InvoiceLine": ".invoice_line",
    "Link": ".link",
    "NewCustomer": ".new_customer",
    "NewCustomerInvoice": ".new_customer_invoice",
    "NewCustomerOffer": ".new_customer_offer",
    "NewManualCustomerInvoice": ".new_manual_customer_invoice",
    "NewManualCustomerOffer": ".new_manual_customer_offer",
    "OfferLine": ".offer_line",
}

__all__ = (
    "Customer",
    "CustomerInvoice",
    "CustomerInvoiceLinks",
    "CustomerInvoiceList",
    "CustomerInvoicePayment",
    "CustomerList",
    "CustomerOffer",
    "CustomerOfferDecision",
    "CustomerOfferLinks",
    "CustomerOfferList",
    "CustomerUpdate",
    "Error",
    "FileLink",
    "InvoiceLine",
    "Link",
    "NewCustomer",
    "NewCustomerInvoice",
    "NewCustomerOffer",
    "NewManualCustomerInvoice",
    "NewManualCustomerOffer",
    "OfferLine",
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
