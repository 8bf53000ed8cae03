# Generated from specs/next.yaml by make generate. Do not edit.
"""Every resource of NEXT API."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from klantkit_types.resources import AsyncSender, Sender

if TYPE_CHECKING:
    from .customers import AsyncCustomersResource, CustomersResource
    from .token import AsyncTokenResource, TokenResource


class Resources:
    """Every resource of NEXT API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @cached_property
    def customers(self) -> CustomersResource:
        """Customers: list_customers, create_customer, get_customer, update_customer."""
        from .customers import CustomersResource  # only what is used is loaded

        return CustomersResource(self._sender)

    @cached_property
    def token(self) -> TokenResource:
        """Token: create_token."""
        from .token import TokenResource  # only what is used is loaded

        return TokenResource(self._sender)


class AsyncResources:
    """Every resource of NEXT API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @cached_property
    def customers(self) -> AsyncCustomersResource:
        """Customers: list_customers, create_customer, get_customer, update_customer."""
        from .customers import AsyncCustomersResource  # only what is used is loaded

        return AsyncCustomersResource(self._sender)

    @cached_property
    def token(self) -> AsyncTokenResource:
        """Token: create_token."""
        from .token import AsyncTokenResource  # only what is used is loaded

        return AsyncTokenResource(self._sender)
