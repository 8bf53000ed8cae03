"""MijnKlantportaal: customers, invoices and offers in a customer portal."""

from __future__ import annotations

from typing import Unpack

from mijnklantportaal_api.api import AsyncResources, Resources
from mijnklantportaal_api.models import InvoiceLine, OfferLine
from mijnklantportaal_api.types import File

from ._auth import Credential
from ._client import AsyncClient, SyncClient
from ._rate_limit import RateLimit
from ._settings import AsyncOptions, SyncOptions, Vendor

__all__ = ["AsyncMijnKlantportaal", "File", "InvoiceLine", "MijnKlantportaal", "OfferLine"]

VENDOR = Vendor(
    name="mijnklantportaal",
    base_url="https://api.mijnklantportaal.nl/v1",
    credential="token",
    rate_limit=RateLimit(60, 60),
    unauthorized="The token is wrong, expired or revoked. Create a new API key in the portal under Settings, API Keys.",
)


class MijnKlantportaal(SyncClient, Resources):
    """A client for MijnKlantportaal.

    Args:
        token: An API key of the portal, an OAuth access token, a callable that returns either, or a
            `MijnKlantportaalOAuth`.
        **options: See `klantkit.SyncOptions`.

    Raises:
        ConfigurationError: An argument is missing, unknown or invalid; the text names it.
    """

    _vendor = VENDOR

    def __init__(self, token: Credential, **options: Unpack[SyncOptions]) -> None:
        super().__init__(token, options)


class AsyncMijnKlantportaal(AsyncClient, AsyncResources):
    """The asynchronous `MijnKlantportaal`: the same arguments, and every method is awaited."""

    _vendor = VENDOR

    def __init__(self, token: Credential, **options: Unpack[AsyncOptions]) -> None:
        super().__init__(token, options)
