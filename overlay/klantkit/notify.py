"""Notify: customers, invoices and payments in a credit management service."""

from __future__ import annotations

from typing import Unpack

from notify_api.api import AsyncResources, Resources

from ._auth import Credential
from ._client import AsyncClient, SyncClient
from ._settings import AsyncOptions, SyncOptions, Vendor

VENDOR = Vendor(
    name="notify",
    base_url="https://api.notify.cm/v2",
    credential="api_key",
    unauthorized=(
        "The API key is wrong or was replaced. Take the current one from Notify; a test_ key works on test data only."
    ),
)


class Notify(SyncClient, Resources):
    """A client for Notify.

    Args:
        api_key: The API key, or a callable that returns it; `test_...` works on test data, `live_...` on real
            data.
        **options: See `klantkit.SyncOptions`.

    Raises:
        ConfigurationError: An argument is missing, unknown or invalid; the text names it.
    """

    _vendor = VENDOR

    def __init__(self, api_key: Credential, **options: Unpack[SyncOptions]) -> None:
        super().__init__(api_key, options)


class AsyncNotify(AsyncClient, AsyncResources):
    """The asynchronous `Notify`: the same arguments, and every method is awaited."""

    _vendor = VENDOR

    def __init__(self, api_key: Credential, **options: Unpack[AsyncOptions]) -> None:
        super().__init__(api_key, options)
