# Generated from specs/next.yaml by make generate. Do not edit.
"""The token of the API: a method per operation."""

from __future__ import annotations

from typing import Literal, Unpack

from klantkit_types.resources import (
    Answer,
    AsyncSender,
    CallOptions,
    Operation,
    Sender,
)

from ...models.access_token import AccessToken
from ...models.error import Error
from ...models.new_token import NewToken
from ...types import UNSET, Unset
from . import create_token

_CREATE_TOKEN: Operation[AccessToken] = Operation(
    name="create_token",
    call="token.create",
    method="POST",
    path="/token",
    source="https://next-tech.readme.io/docs/generate-an-access-token",
    secured=False,
    answers=(
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(403, 404), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(503, 504), Error, "application/json"),
        Answer(range(200, 300), AccessToken, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=create_token._get_kwargs,
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
        key up, so the same call fails when repeated; a lost token requires a new key, made in NEXT. The
        token lasts until the key is deleted in NEXT, and there is nothing to refresh. [inferred: whole
        operation]

        Args:
            grant_type (Literal['password']): Kind of grant, always the same. [inferred: name and const,
                default]
            username (str): Database number of the tenant, which is its customer number with the vendor.
                [inferred: name and meaning] Example: 123456
            password (str): One-time API key, made in the tenant's NEXT and used up by the first call.
                [inferred: name and meaning] Example: your-one-time-api-key
            client_id (str): Identifier of the integrator, the same for all tenants. [inferred: name and
                meaning] Example: your-client-id
            client_secret (str): Secret of the integrator, the same for all tenants. [inferred: name and
                meaning] Example: your-client-secret
            scope (str | Unset): Empty, as the API has no scopes. If left out, the server uses "".
                [inferred: name and default, no scopes]
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            AccessToken (status 2XX): The token. [inferred: body and media type]

        Errors:
            400: The grant was refused. [inferred: whole answer]
            401: The database number, the key or the client credentials are wrong. [inferred: whole answer]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred: whole answer]
            422: A form field is missing or malformed. [inferred: whole answer]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred: whole answer]
            503: The service is down for a while. Wait as long as the header says. [inferred: whole answer]
            5XX: The service failed. [inferred: whole answer]

        Source: https://next-tech.readme.io/docs/generate-an-access-token
        The source does not state what [inferred: ...] names; the spec gives the reason.
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
        key up, so the same call fails when repeated; a lost token requires a new key, made in NEXT. The
        token lasts until the key is deleted in NEXT, and there is nothing to refresh. [inferred: whole
        operation]

        Args:
            grant_type (Literal['password']): Kind of grant, always the same. [inferred: name and const,
                default]
            username (str): Database number of the tenant, which is its customer number with the vendor.
                [inferred: name and meaning] Example: 123456
            password (str): One-time API key, made in the tenant's NEXT and used up by the first call.
                [inferred: name and meaning] Example: your-one-time-api-key
            client_id (str): Identifier of the integrator, the same for all tenants. [inferred: name and
                meaning] Example: your-client-id
            client_secret (str): Secret of the integrator, the same for all tenants. [inferred: name and
                meaning] Example: your-client-secret
            scope (str | Unset): Empty, as the API has no scopes. If left out, the server uses "".
                [inferred: name and default, no scopes]
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            AccessToken (status 2XX): The token. [inferred: body and media type]

        Errors:
            400: The grant was refused. [inferred: whole answer]
            401: The database number, the key or the client credentials are wrong. [inferred: whole answer]
            403: The token is no longer valid, or the service is in maintenance or getting a new release.
                The message access_denied does not tell which, so try again later before making a new key.
                [inferred: whole answer]
            422: A form field is missing or malformed. [inferred: whole answer]
            429: More than ten calls in a second: counted for each client id and tenant, or for each caller
                address where no token is needed. [inferred: whole answer]
            503: The service is down for a while. Wait as long as the header says. [inferred: whole answer]
            5XX: The service failed. [inferred: whole answer]

        Source: https://next-tech.readme.io/docs/generate-an-access-token
        The source does not state what [inferred: ...] names; the spec gives the reason.
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
