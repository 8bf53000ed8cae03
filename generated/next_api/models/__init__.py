# Generated from specs/next.yaml by make generate. Do not edit.
"""Contains all the data models used in inputs/outputs."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .access_token import AccessToken
    from .customer import Customer
    from .customer_list import CustomerList
    from .customer_record import CustomerRecord
    from .customer_update import CustomerUpdate
    from .error import Error
    from .error_detail import ErrorDetail
    from .new_customer import NewCustomer
    from .new_token import NewToken

_MODULES: dict[str, str] = {
    "AccessToken": ".access_token",
    "Customer": ".customer",
    "CustomerList": ".customer_list",
    "CustomerRecord": ".customer_record",
    "CustomerUpdate": ".customer_update",
    "Error": ".error",
    "ErrorDetail": ".error_detail",
    "NewCustomer": ".new_customer",
    "NewToken": ".new_token",
}

__all__ = (
    "AccessToken",
    "Customer",
    "CustomerList",
    "CustomerRecord",
    "CustomerUpdate",
    "Error",
    "ErrorDetail",
    "NewCustomer",
    "NewToken",
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
