"""Credentials as `httpx.Auth`, for the clients and for `httpx_args={"auth": ...}` of the function style."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Generator, Sequence
from typing import NoReturn, TypeGuard

import httpx

from ._call import CallNote
from ._errors import ConfigurationError

Credential = str | Callable[[], str] | httpx.Auth
"""A token or key, a callable that returns it for each request, or any `httpx.Auth`."""


class SecretAuth(httpx.Auth):
    """The base of credentials, which show in no pickle and no `repr`."""

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds a credential and cannot be pickled; create it where it is used.")

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"


class BearerAuth(SecretAuth):
    """Sends `Authorization: Bearer <token>` (RFC 6750, section 2.1).

    Args:
        token: The token or API key, or a callable that returns it, called for each request.
        name: The name of the argument, for messages.

    Raises:
        ConfigurationError: The token is empty, not a str, or not valid in a header. For a callable, it is raised
            with the request.
    """

    def __init__(self, token: str | Callable[[], str], name: str = "token") -> None:
        self._name = name
        self._get = token if callable(token) else None
        self._header = "" if callable(token) else self._as_header(token)

    def _as_header(self, token: object) -> str:
        expected = f"{self._name}= must be the {self._name.replace('_', ' ')} as text"
        if not isinstance(token, str) or not token.strip():
            raise ConfigurationError(f"{expected}; it is empty or not text.")
        token = token.strip()
        if not is_sendable(token):
            raise ConfigurationError(f"{expected}; it holds characters invalid in a header. Was it pasted badly?")
        return f"Bearer {token}"

    @property
    def key(self) -> object:
        """Identifies the credential without calling its callable, which may be slow."""
        return self._get or self._header

    @property
    def header(self) -> str:
        """The current value of the header."""
        if self._get is None:
            return self._header
        try:
            return self._as_header(self._get())
        except ConfigurationError:
            raise
        except Exception as error:  # noqa: BLE001 - a callable may raise anything
            failure = type(error).__name__
        # Not in the handler, so that no cause or context has the text of the exception, which may contain the secret.
        raise ConfigurationError(f"{self._name}= is a callable, and it raised {failure}.")

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Set the header of the request."""
        request.headers["Authorization"] = self.header
        yield request


def is_sendable(token: str) -> bool:
    """Whether a header can hold the token."""
    return token.isascii() and token.isprintable()


class BasicAuth(BearerAuth):
    """Sends `Authorization: Basic` (RFC 7617), given `user:password`; otherwise like `BearerAuth`."""

    def _as_header(self, token: object) -> str:
        if not isinstance(token, str) or ":" not in token:
            raise ConfigurationError(f"{self._name}= must be user and password as text, with a colon between them.")
        return f"Basic {b64encode(token.encode()).decode()}"


class ApiKeyAuth(BearerAuth):
    """Sends an API key in a header or a query parameter; otherwise like `BearerAuth`.

    Args:
        token: The key, or a callable that returns it, called for each request.
        name: The name of the argument, for messages.
        place: `header` or `query`.
        field: The name of the header or the parameter.
    """

    def __init__(self, token: str | Callable[[], str], name: str, place: str, field: str) -> None:
        self._place = place
        self._field = field
        super().__init__(token, name)

    def _as_header(self, token: object) -> str:
        return super()._as_header(token).removeprefix("Bearer ")

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the key to the request."""
        key = self.header
        CallNote.of(request).secrets += (key,)
        if self._place == "query":
            request.url = request.url.copy_set_param(self._field, key)
        else:
            request.headers[self._field] = key
        yield request


def has_static_header(auth: httpx.Auth) -> TypeGuard[BearerAuth]:
    """Whether a credential is no more than a header `Authorization`."""
    return isinstance(auth, BearerAuth) and not isinstance(auth, ApiKeyAuth)


def as_auth(name: str, credential: Credential, scheme: Sequence[str] = ("bearer",)) -> httpx.Auth:
    """The credential as `httpx.Auth`, sent by a `Vendor.scheme`.

    Raises:
        ConfigurationError: It cannot be sent; the text names its argument, `name`.
    """
    if isinstance(credential, httpx.Auth):
        return credential
    match scheme:
        case ("header" | "query" as place, field):
            return ApiKeyAuth(credential, name, place, field)
        case ("basic",):
            return BasicAuth(credential, name)
        case _:
            return BearerAuth(credential, name)
