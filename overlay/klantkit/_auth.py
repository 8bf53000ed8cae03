"""Credentials as `httpx.Auth`, for the clients and for `httpx_args={"auth": ...}` of the function style."""

from __future__ import annotations

from abc import abstractmethod
from base64 import b64encode
from collections.abc import Callable, Generator, Sequence
from typing import NoReturn

import httpx

from ._call import CallNote
from ._errors import ConfigurationError

Credential = str | Callable[[], str] | httpx.Auth
"""A token or key, a callable that returns it for each request, or any `httpx.Auth`."""


class SecretAuth(httpx.Auth):
    """The base of credentials, which cannot be pickled and which `repr` hides."""

    @property
    @abstractmethod
    def key(self) -> object:
        """Identifies the credential: text, a tuple that is the same for the same credential, or an object."""

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} holds a credential and cannot be pickled; create it where it is used.")

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"


class BearerAuth(SecretAuth):
    """Sends `Authorization: Bearer <token>` (RFC 6750, section 2.1).

    Args:
        token: The token or API key, or a callable that returns it, called for each request.
        name: The name of the argument, for messages.
        scheme: Another way to send it: `("basic",)` for `user:password` (RFC 7617), or an API key in
            `("header", name)` or `("query", name)`.

    Raises:
        ConfigurationError: The token is empty, not a str, or not valid in a header. For a callable, it is raised
            with the request.
    """

    def __init__(
        self, token: str | Callable[[], str], name: str = "token", scheme: Sequence[str] = ("bearer",)
    ) -> None:
        self._name = name
        self._scheme = scheme
        self._get = token if callable(token) else None
        self._value = "" if callable(token) else self._checked(token)

    @property
    def key(self) -> object:
        """Identifies the credential without calling its callable, which may be slow."""
        return self._get or self._value

    @property
    def value(self) -> str:
        """The current value of the header or the parameter."""
        if self._get is None:
            return self._value
        try:
            return self._checked(self._get())
        except ConfigurationError:
            raise
        except Exception as error:  # noqa: BLE001 - a callable may raise anything
            failure = type(error).__name__
        # Not in the handler, so that no cause or context has the text of the exception, which may contain the secret.
        raise ConfigurationError(f"{self._name}= is a callable, and it raised {failure}.")

    def _checked(self, token: object) -> str:
        if self._scheme[0] == "basic":
            if not isinstance(token, str) or ":" not in token:
                raise ConfigurationError(f"{self._name}= must be user and password as text, with a colon between them.")
            return f"Basic {b64encode(token.encode()).decode()}"
        expected = f"{self._name}= must be the {self._name.replace('_', ' ')} as text"
        if not isinstance(token, str) or not token.strip():
            raise ConfigurationError(f"{expected}; it is empty or not text.")
        token = token.strip()
        if not is_sendable(token):
            raise ConfigurationError(f"{expected}; it holds characters invalid in a header. Was it pasted badly?")
        return f"Bearer {token}" if self._scheme[0] == "bearer" else token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the credential to the request."""
        value = self.value
        match self._scheme:
            case ("query", name):
                CallNote.of(request).secrets += (value,)
                request.url = request.url.copy_set_param(name, value)
            case ("header", name):
                CallNote.of(request).secrets += (value,)
                request.headers[name] = value
            case _:
                request.headers["Authorization"] = value
        yield request


def is_sendable(token: str) -> bool:
    """Whether a header can hold the token."""
    return token.isascii() and token.isprintable()
