"""Credentials as `httpx.Auth`, for the clients here and for `httpx_args={"auth": ...}` of the function style."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import NoReturn

import httpx

from ._errors import ConfigurationError

Credential = str | Callable[[], str] | httpx.Auth
"""A token or key, a callable that gives one for each request, or anything that httpx authenticates with."""


class SecretAuth(httpx.Auth):
    """Keeps its secret out of pickles and out of `repr`."""

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds a credential and is not pickled; make it anew where it is used.")

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"


class BearerAuth(SecretAuth):
    """Sends `Authorization: Bearer <token>` (RFC 6750, section 2.1).

    Args:
        token: The token or API key, or a callable that gives it, called for each request.
        name: What the credential is called in messages.

    Raises:
        ConfigurationError: The token is empty, no text, or cannot stand in a header; of a callable's, when it
            is called.
    """

    def __init__(self, token: str | Callable[[], str], name: str = "token") -> None:
        self._name = name
        self._get = token if callable(token) else None
        self._header = "" if callable(token) else self._as_header(token)

    def _as_header(self, token: object) -> str:
        told = f"{self._name}= wants the {self._name.replace('_', ' ')} as text"
        if not isinstance(token, str) or not token.strip():
            raise ConfigurationError(f"{told}; it is empty or no text.")
        token = token.strip()
        if not (token.isascii() and token.isprintable()):
            raise ConfigurationError(f"{told}; it holds characters that no header can carry. Was it pasted badly?")
        return f"Bearer {token}"

    @property
    def key(self) -> str:
        """What tells this credential from others, without being asked for it: a callable may be slow."""
        return self._header or f"callable {id(self._get)}"

    @property
    def header(self) -> str:
        """The value of the header, for now."""
        if self._get is None:
            return self._header
        try:
            token = self._get()
        except Exception as error:
            # Not with the error's own words: who fetches secrets may put them there.
            raise ConfigurationError(f"{self._name}= is a callable, and it raised {type(error).__name__}.") from error
        return self._as_header(token)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Put the header on the request."""
        request.headers["Authorization"] = self.header
        yield request


def as_auth(name: str, credential: Credential) -> httpx.Auth:
    """The credential as something that httpx authenticates with; `name` is the argument that it came in.

    Raises:
        ConfigurationError: It is nothing that can be sent.
    """
    return credential if isinstance(credential, httpx.Auth) else BearerAuth(credential, name)
