# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
"""Contains all the data models used in inputs/outputs."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .customer import Customer
    from .customer_invoice import CustomerInvoice
    from .customer_invoice_links import CustomerInvoiceLinks
    from .customer_offer import CustomerOffer
    from .customer_offer_links import CustomerOfferLinks
    from .error import Error
    from .link import Link
    from .new_customer import NewCustomer
    from .new_customer_invoice import NewCustomerInvoice
    from .new_manual_customer_offer import NewManualCustomerOffer
    from .offer_line import OfferLine

_MODULES = {
    "Customer": ".customer",
    "CustomerInvoice": ".customer_invoice",
    "CustomerInvoiceLinks": ".customer_invoice_links",
    "CustomerOffer": ".customer_offer",
    "CustomerOfferLinks": ".customer_offer_links",
    "Error": ".error",
    "Link": ".link",
    "NewCustomer": ".new_customer",
    "NewCustomerInvoice": ".new_customer_invoice",
    "NewManualCustomerOffer": ".new_manual_customer_offer",
    "OfferLine": ".offer_line",
}

__all__ = (
    "Customer",
    "CustomerInvoice",
    "CustomerInvoiceLinks",
    "CustomerOffer",
    "CustomerOfferLinks",
    "Error",
    "Link",
    "NewCustomer",
    "NewCustomerInvoice",
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
    return sorted({*globals(), *__all__})
