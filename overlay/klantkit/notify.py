"""Notify: customers of a credit management service."""

from __future__ import annotations

from typing import Unpack

from notify_api.api import AsyncResources, Resources

from ._auth import Credential
from ._client import AsyncClient, SyncClient
from ._sending import AsyncSender, SyncSender
from ._settings import AsyncOptions, SyncOptions, Vendor

VENDOR = Vendor(
    base_url="https://api.notify.cm/v2",
    credential="api_key",
    credential_variable="NOTIFY_API_KEY",
    base_url_variable="NOTIFY_BASE_URL",
    rate_limit=None,
    unauthorized=(
        "The API key is wrong or was replaced. Take the current one from Notify; a test_ key works on test data only."
    ),
)


class Notify(SyncClient, Resources):
    """A client of Notify.

    Its resources: `customers`.

    Args:
        api_key: The API key, or a callable that returns it; `test_...` works on test data, `live_...` on real
            data.
        **options: See `klantkit.SyncOptions`: `base_url`, `timeout`, `max_retries`, `max_wait`, `headers`,
            `rate_limit`, `transport`, `http_client`.

    Raises:
        ConfigurationError: An argument is missing, unknown or invalid; the text names it.
    """

    _vendor = VENDOR

    def __init__(self, api_key: Credential, **options: Unpack[SyncOptions]) -> None:
        SyncClient.__init__(self, api_key, options)

    def _bind(self, sender: SyncSender) -> None:
        super()._bind(sender)
        Resources.__init__(self, sender)


class AsyncNotify(AsyncClient, AsyncResources):
    """The asynchronous `Notify`: the same arguments, and every method is awaited."""

    _vendor = VENDOR

    def __init__(self, api_key: Credential, **options: Unpack[AsyncOptions]) -> None:
        AsyncClient.__init__(self, api_key, options)

    def _bind(self, sender: AsyncSender) -> None:
        super()._bind(sender)
        AsyncResources.__init__(self, sender)
