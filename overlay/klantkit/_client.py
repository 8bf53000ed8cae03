"""The clients, which the client of each vendor extends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ClassVar, ParamSpec, Self, TypeVar, Unpack

import httpx

from ._auth import Credential, as_auth
from ._errors import ArgumentError, ConfigurationError
from ._http import open_async_client, open_client
from ._outcome import RawResponse
from ._sending import AsyncSender, SyncSender, raw_responses
from ._settings import AsyncOptions, CopyOptions, Settings, SyncOptions, Vendor

T = TypeVar("T")
P = ParamSpec("P")


class SyncClient:
    """The base of the synchronous clients: a context manager, closed by `close` otherwise."""

    _vendor: ClassVar[Vendor]
    _own_sender: SyncSender
    _sender: Any  # the same, for the generated `Resources`, whose packages each have a protocol for it
    _owns_http: bool

    def __init__(self, credential: Credential, options: SyncOptions) -> None:
        settings = _settings_of(self._vendor, options)
        auth = as_auth(self._vendor.credential, credential)
        http = options.get("http_client")
        if http is not None and not isinstance(http, httpx.Client):
            raise ConfigurationError(f"http_client= must be an httpx.Client, not {type(http).__name__}.")
        transport = options.get("transport")
        if transport is not None and not isinstance(transport, httpx.BaseTransport):
            raise ConfigurationError(f"transport= must be an httpx.BaseTransport, not {type(transport).__name__}.")
        self._owns_http = http is None
        http = open_client(transport) if http is None else http
        self._own_sender = self._sender = SyncSender(http, self._vendor, auth, settings)

    @classmethod
    def from_env(cls, **options: Unpack[SyncOptions]) -> Self:
        """Create a client with the credential, and the base URL if set, from the environment variables.

        Raises:
            ConfigurationError: The variable of the credential is missing or empty; the text names it.
        """
        arguments: dict[str, Any] = {**cls._vendor.from_environment(), **options}
        return cls(**arguments)

    def with_options(self, **options: Unpack[CopyOptions]) -> Self:
        """Return a copy with other options that shares the connections; only the original closes them.

        Raises:
            ConfigurationError: An option is unknown or invalid; the text names it.
        """
        copy = object.__new__(type(self))
        copy._owns_http = False
        sender = self._own_sender
        settings = sender.settings.with_options(options)
        copy._own_sender = copy._sender = SyncSender(sender.http, sender.vendor, sender.auth, settings)
        return copy

    def raw(self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        """Call a method of a resource, and return its value with status, headers and request ID.

        Example: `portal.raw(portal.customers.create, company_name=...)`.
        """
        responses: list[RawResponse[Any]] = []
        token = raw_responses.set(responses)
        try:
            method(*args, **kwargs)
        finally:
            raw_responses.reset(token)
        return _last(responses)

    def close(self) -> None:
        """Close the connections. An `http_client` that was passed in stays open."""
        if self._owns_http:
            self._own_sender.http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._own_sender.settings.base_url!r})"


class AsyncClient:
    """The base of the asynchronous clients: a context manager, closed by awaiting `close` otherwise."""

    _vendor: ClassVar[Vendor]
    _own_sender: AsyncSender
    _sender: Any  # the same, for the generated `Resources`, whose packages each have a protocol for it
    _owns_http: bool

    def __init__(self, credential: Credential, options: AsyncOptions) -> None:
        settings = _settings_of(self._vendor, options)
        auth = as_auth(self._vendor.credential, credential)
        http = options.get("http_client")
        if http is not None and not isinstance(http, httpx.AsyncClient):
            raise ConfigurationError(f"http_client= must be an httpx.AsyncClient, not {type(http).__name__}.")
        transport = options.get("transport")
        if transport is not None and not isinstance(transport, httpx.AsyncBaseTransport):
            raise ConfigurationError(f"transport= must be an httpx.AsyncBaseTransport, not {type(transport).__name__}.")
        self._owns_http = http is None
        http = open_async_client(transport) if http is None else http
        self._own_sender = self._sender = AsyncSender(http, self._vendor, auth, settings)

    @classmethod
    def from_env(cls, **options: Unpack[AsyncOptions]) -> Self:
        """Create a client with the credential, and the base URL if set, from the environment variables.

        Raises:
            ConfigurationError: The variable of the credential is missing or empty; the text names it.
        """
        arguments: dict[str, Any] = {**cls._vendor.from_environment(), **options}
        return cls(**arguments)

    def with_options(self, **options: Unpack[CopyOptions]) -> Self:
        """Return a copy with other options that shares the connections; only the original closes them.

        Raises:
            ConfigurationError: An option is unknown or invalid; the text names it.
        """
        copy = object.__new__(type(self))
        copy._owns_http = False
        sender = self._own_sender
        settings = sender.settings.with_options(options)
        copy._own_sender = copy._sender = AsyncSender(sender.http, sender.vendor, sender.auth, settings)
        return copy

    async def raw(self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        """Call a method of a resource, and return its value with status, headers and request ID.

        Example: `await portal.raw(portal.customers.create, company_name=...)`.
        """
        responses: list[RawResponse[Any]] = []
        token = raw_responses.set(responses)
        try:
            await method(*args, **kwargs)
        finally:
            raw_responses.reset(token)
        return _last(responses)

    async def close(self) -> None:
        """Close the connections. An `http_client` that was passed in stays open."""
        if self._owns_http:
            await self._own_sender.http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._own_sender.settings.base_url!r})"


def _settings_of(vendor: Vendor, options: Mapping[str, object]) -> Settings:
    if options.get("transport") is not None and options.get("http_client") is not None:
        raise ConfigurationError("Pass transport= or http_client=, not both: a client has its own transport.")
    rest = {name: value for name, value in options.items() if name not in ("transport", "http_client")}
    return Settings(vendor.base_url, vendor.rate_limit).with_options(rest)


def _last(responses: list[RawResponse[Any]]) -> RawResponse[Any]:
    if not responses:
        raise ArgumentError("raw() must be given a method of one of the client's resources.")
    return responses[-1]
