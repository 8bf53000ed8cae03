"""Contains all the data models used in inputs/outputs"""

from .customer import Customer
from .customer_invoice import CustomerInvoice
from .customer_offer import CustomerOffer
from .error import Error
from .link import Link
from .links import Links
from .new_customer import NewCustomer
from .new_customer_invoice import NewCustomerInvoice
from .new_manual_customer_offer import NewManualCustomerOffer
from .offer_line import OfferLine

__all__ = (
    "Customer",
    "CustomerInvoice",
    "CustomerOffer",
    "Error",
    "Link",
    "Links",
    "NewCustomer",
    "NewCustomerInvoice",
    "NewManualCustomerOffer",
    "OfferLine",
)
