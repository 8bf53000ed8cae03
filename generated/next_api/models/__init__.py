"""Contains all the data models used in inputs/outputs"""

from .access_token import AccessToken
from .customer import Customer
from .error import Error
from .error_detail import ErrorDetail
from .new_customer import NewCustomer
from .new_token import NewToken

__all__ = (
    "AccessToken",
    "Customer",
    "Error",
    "ErrorDetail",
    "NewCustomer",
    "NewToken",
)
