"""NEXT: customers in a project administration system."""

from __future__ import annotations

from typing import Unpack

from next_api.api import AsyncResources, Resources

from ._auth import Credential
from ._client import AsyncClient, SyncClient
from ._errors import ContractError, TokenStoreError
from ._rate_limit import RateLimit
from ._settings import AsyncOptions, SyncOptions, Vendor
from ._stores import TokenStore

VENDOR = Vendor(
    name="next",
    base_url="https://api.next-tech.com/v1",
    credential="token",
    rate_limit=RateLimit(10, 1),
    unauthorized=(
        "The token is wrong, or its API key was deleted in NEXT, which revokes it. "
        "Create a new one-time key there and exchange it with klantkit.next_token()."
    ),
)


class Next(SyncClient, Resources):
    """A client for NEXT.

    Args:
        token: The access token that a one-time API key was exchanged for (see `next_token`), or a
            callable that returns it.
        **options: See `klantkit.SyncOptions`.

    Raises:
        ConfigurationError: An argument is missing, unknown or invalid; the text names it.
    """

    _vendor = VENDOR

    def __init__(self, token: Credential, **options: Unpack[SyncOptions]) -> None:
        super().__init__(token, options)


class AsyncNext(AsyncClient, AsyncResources):
    """The asynchronous `Next`: the same arguments, and every method is awaited."""

    _vendor = VENDOR

    def __init__(self, token: Credential, **options: Unpack[AsyncOptions]) -> None:
        super().__init__(token, options)


def next_token(
    store: TokenStore,
    *,
    database: str,
    one_time_key: str,
    client_id: str,
    client_secret: str,
    **options: Unpack[SyncOptions],
) -> str:
    """Return the token of a NEXT database for `Next`: from the store, or else in exchange for the one-time key.

    The exchange uses the key up, and the token never expires, so the token is stored: later runs and other
    processes find it there. The store is checked before the key is used.

    Args:
        store: Where the token is kept.
        database: The number of the database, which is the customer's number at NEXT.
        one_time_key: The key created in the customer's NEXT.
        client_id: The ID of the integration, from NEXT.
        client_secret: The secret of the integration, from NEXT.
        **options: The options of `Next`.

    Raises:
        TokenStoreError: The token cannot be stored or read. If the key is used up already, the text says so.
        ContractError: NEXT's response has no token; the key is used up.
        StatusError: NEXT refuses the key, for instance because it is used up.

    Source: the vendor's guide on access tokens.
    """
    with store.lock():
        if kept := store.load():
            return kept
        store.check()
        options["strict_answers"] = False  # a departure elsewhere in the response must not lose the token
        with Next(one_time_key, **options) as client:  # not sent: the operation needs no credential
            client._own_sender.secrets = (one_time_key, client_secret)  # noqa: SLF001 - klantkit's own
            made = client.raw(
                client.token.create,
                username=database, password=one_time_key, client_id=client_id, client_secret=client_secret,
            )  # fmt: skip
        token = made.value.access_token
        if not (isinstance(token, str) and token):
            about = {"status": made.status, "method": "POST", "path": "/token", "request_id": made.request_id}
            raise ContractError(
                "POST /token: the response has no token in access_token. The one-time key is used up: look for the "
                "token in the value of this error, or create a new key in NEXT.",
                **about, headers={}, body="", value=made.value, problems=made.problems,
            )  # fmt: skip
        try:
            store.save(token)
        except TokenStoreError as error:
            raise TokenStoreError(
                f"{error} The one-time key is used up and its token lost: fix this, then create a new key in NEXT."
            ) from error
        return token
