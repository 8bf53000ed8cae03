"""Contains all the data models used in inputs/outputs"""

from .customer import Customer
from .customer_address import CustomerAddress
from .error import Error
from .new_customer import NewCustomer

__all__ = (
    "Customer",
    "CustomerAddress",
    "Error",
    "NewCustomer",
)
