"""MijnKlantportaal: customers, invoices and offers in a customer portal."""

from __future__ import annotations

import httpx
from mijnklantportaal_api.api import AsyncResources, Resources

from ._client import DEFAULT_TIMEOUT, AsyncClient, SyncClient, bearer

BASE_URL = "https://api.mijnklantportaal.nl/v1"


class MijnKlantportaal(SyncClient, Resources):
    """A client of MijnKlantportaal.

    Its resources: `customers`, `customer_invoices`, `customer_offers`.

    Args:
        token: An API key of the portal, or an OAuth access token.
        base_url: Where the API is, without a slash at the end.
        timeout: Seconds that each phase of a call may take, or a `httpx.Timeout` that tells them apart.
        transport: What carries the requests in place of httpx's own transport.
        http_client: A `httpx.Client` to send with; it stays its owner's to close.

    Raises:
        ConfigurationError: The token is empty or cannot be sent, or both a transport and a client are given.

    """

    def __init__(
        self,
        token: str,
        *,
        base_url: str = BASE_URL,
        timeout: float | httpx.Timeout = DEFAULT_TIMEOUT,
        transport: httpx.BaseTransport | None = None,
        http_client: httpx.Client | None = None,
    ) -> None:
        SyncClient.__init__(self, bearer("token", token), base_url, timeout, transport, http_client)
        Resources.__init__(self, self._own_sender)


class AsyncMijnKlantportaal(AsyncClient, AsyncResources):
    """The asynchronous twin of `MijnKlantportaal`: the same arguments, and every method is awaited."""

    def __init__(
        self,
        token: str,
        *,
        base_url: str = BASE_URL,
        timeout: float | httpx.Timeout = DEFAULT_TIMEOUT,
        transport: httpx.AsyncBaseTransport | None = None,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        AsyncClient.__init__(self, bearer("token", token), base_url, timeout, transport, http_client)
        AsyncResources.__init__(self, self._own_sender)
