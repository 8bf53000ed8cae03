# Generated from specs/next.yaml by make generate. Do not edit.
"""The token of the API: a method an operation."""

from __future__ import annotations

from typing import Literal, Unpack

from ...models.access_token import AccessToken
from ...models.new_token import NewToken
from ...types import UNSET, Unset
from .. import AsyncSender, CallOptions, Operation, Sender
from . import create_token

_CREATE_TOKEN: Operation[AccessToken] = Operation(
    name="create_token",
    method="POST",
    path="/token",
    source="https://next-tech.readme.io/docs/generate-an-access-token",
    secured=False,
    media_type="application/json",
    successes=(range(200, 201),),
    build=create_token._get_kwargs,
    parse=create_token._parse_response,
)


class TokenResource:
    """The token of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create(
        self,
        *,
        grant_type: Literal["password"] = "password",
        username: str,
        password: str,
        client_id: str,
        client_secret: str,
        scope: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AccessToken:
        """Create an access token.

        Turns a one-time API key into an access token for one tenant, by way of an OAuth2 password grant:
        the user name is the tenant's database number and the password is the key. The first call uses the
        key up, so the same call fails when repeated; a lost token takes a new key, made in NEXT. The token
        lasts until the key is deleted in NEXT, and there is nothing to refresh. [inferred]

        Args:
            grant_type (Literal['password']): Kind of grant, always the same. [inferred]
            username (str): Database number of the tenant, which is its customer number with the vendor.
                [inferred] Example: 123456
            password (str): One-time API key, made in the tenant's NEXT and used up by the first call.
                [inferred] Example: your-one-time-api-key
            client_id (str): Identifier of the integrator, the same for all tenants. [inferred] Example:
                your-client-id
            client_secret (str): Secret of the integrator, the same for all tenants. [inferred] Example:
                your-client-secret
            scope (str | Unset): Empty, as the API has no scopes. When left out, the server takes "".
                [inferred]
            **options: `timeout`, `max_retries` and `headers`, for this call alone.

        Returns:
            AccessToken (status 200): The token. [inferred]

        Errors:
            400: The grant was refused. [inferred]
            401: The database number, the key or the client credentials are wrong. [inferred]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred]
            422: A form field is missing or malformed. [inferred]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred]
            503: The service is down for a while. Wait as long as the header says. [inferred]
            5XX: The service failed. [inferred]

        Source: https://next-tech.readme.io/docs/generate-an-access-token
        What is marked [inferred] does not stand there; the spec says why it is believed.
        """
        return self._sender.send(
            _CREATE_TOKEN,
            options,
            body=NewToken(
                grant_type=grant_type,
                username=username,
                password=password,
                client_id=client_id,
                client_secret=client_secret,
                scope=scope,
            ),
        )


class AsyncTokenResource:
    """The token of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def create(
        self,
        *,
        grant_type: Literal["password"] = "password",
        username: str,
        password: str,
        client_id: str,
        client_secret: str,
        scope: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AccessToken:
        """Create an access token.

        Turns a one-time API key into an access token for one tenant, by way of an OAuth2 password grant:
        the user name is the tenant's database number and the password is the key. The first call uses the
        key up, so the same call fails when repeated; a lost token takes a new key, made in NEXT. The token
        lasts until the key is deleted in NEXT, and there is nothing to refresh. [inferred]

        Args:
            grant_type (Literal['password']): Kind of grant, always the same. [inferred]
            username (str): Database number of the tenant, which is its customer number with the vendor.
                [inferred] Example: 123456
            password (str): One-time API key, made in the tenant's NEXT and used up by the first call.
                [inferred] Example: your-one-time-api-key
            client_id (str): Identifier of the integrator, the same for all tenants. [inferred] Example:
                your-client-id
            client_secret (str): Secret of the integrator, the same for all tenants. [inferred] Example:
                your-client-secret
            scope (str | Unset): Empty, as the API has no scopes. When left out, the server takes "".
                [inferred]
            **options: `timeout`, `max_retries` and `headers`, for this call alone.

        Returns:
            AccessToken (status 200): The token. [inferred]

        Errors:
            400: The grant was refused. [inferred]
            401: The database number, the key or the client credentials are wrong. [inferred]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred]
            422: A form field is missing or malformed. [inferred]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred]
            503: The service is down for a while. Wait as long as the header says. [inferred]
            5XX: The service failed. [inferred]

        Source: https://next-tech.readme.io/docs/generate-an-access-token
        What is marked [inferred] does not stand there; the spec says why it is believed.
        """
        return await self._sender.send(
            _CREATE_TOKEN,
            options,
            body=NewToken(
                grant_type=grant_type,
                username=username,
                password=password,
                client_id=client_id,
                client_secret=client_secret,
                scope=scope,
            ),
        )
