"""Notify: customers of a credit management service."""

from __future__ import annotations

import httpx
from notify_api.api import AsyncResources, Resources

from ._client import DEFAULT_TIMEOUT, AsyncClient, SyncClient, bearer

BASE_URL = "https://api.notify.cm/v2"


class Notify(SyncClient, Resources):
    """A client of Notify.

    Its resources: `customers`.

    Args:
        api_key: The API key; `test_...` works on test data, `live_...` on real data.
        base_url: Where the API is, without a slash at the end.
        timeout: Seconds that each phase of a call may take, or a `httpx.Timeout` that tells them apart.
        transport: What carries the requests in place of httpx's own transport.
        http_client: A `httpx.Client` to send with; it stays its owner's to close.

    Raises:
        ConfigurationError: The key is empty or cannot be sent, or both a transport and a client are given.

    """

    def __init__(
        self,
        api_key: str,
        *,
        base_url: str = BASE_URL,
        timeout: float | httpx.Timeout = DEFAULT_TIMEOUT,
        transport: httpx.BaseTransport | None = None,
        http_client: httpx.Client | None = None,
    ) -> None:
        SyncClient.__init__(self, bearer("api_key", api_key), base_url, timeout, transport, http_client)
        Resources.__init__(self, self._own_sender)


class AsyncNotify(AsyncClient, AsyncResources):
    """The asynchronous twin of `Notify`: the same arguments, and every method is awaited."""

    def __init__(
        self,
        api_key: str,
        *,
        base_url: str = BASE_URL,
        timeout: float | httpx.Timeout = DEFAULT_TIMEOUT,
        transport: httpx.AsyncBaseTransport | None = None,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        AsyncClient.__init__(self, bearer("api_key", api_key), base_url, timeout, transport, http_client)
        AsyncResources.__init__(self, self._own_sender)
