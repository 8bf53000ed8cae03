"""The clients, which the client of each vendor extends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any, ClassVar, Generic, ParamSpec, Self, TypeVar, Unpack

import attrs
import httpx
from klantkit_types.resources import RequestOptions, Upload

from ._auth import BearerAuth, Credential
from ._bounds import bound_connections
from ._errors import ArgumentError, ConfigurationError
from ._http import open_http
from ._outcome import RawResponse
from ._request import any_operation
from ._sending import AsyncSender, SyncSender, raw_responses
from ._settings import AsyncOptions, CopyOptions, Settings, SyncOptions, Vendor

T = TypeVar("T")
P = ParamSpec("P")
SenderT = TypeVar("SenderT", SyncSender, AsyncSender)


class _Client(Generic[SenderT]):
    """The part shared by sync and async."""

    _vendor: ClassVar[Vendor]
    _sender_type: type[SenderT]
    _own_sender: SenderT
    _sender: Any  # the same, for the generated `Resources`, whose packages each have a protocol for it
    _owns_http: bool

    def __init__(self, credential: Credential, options: Mapping[str, Any]) -> None:
        vendor, sender = self._vendor, self._sender_type
        rest = {**options}
        http: Any = rest.pop("http_client", None)
        transport: Any = rest.pop("transport", None)
        if transport is not None and http is not None:
            raise ConfigurationError("Pass transport= or http_client=, not both: an httpx client has its own.")
        settings = Settings(vendor.base_url, vendor.rate_limit).with_options(rest, SyncOptions.__optional_keys__)
        for name, value, kind in zip(("http_client", "transport"), (http, transport), sender.http_types, strict=True):
            if value is not None and not isinstance(value, kind):
                raise ConfigurationError(f"{name}= must be an httpx.{kind.__name__}, not {type(value).__name__}.")
        auth = credential
        if not isinstance(auth, httpx.Auth):
            auth = BearerAuth(auth, vendor.credential, vendor.scheme)
        self._owns_http = http is None
        http = http or open_http(sender.http_types[0], transport)
        bound_connections(http)
        self._own_sender = self._sender = sender(http, vendor, auth, settings, is_own=self._owns_http)

    def with_options(self, **options: Unpack[CopyOptions]) -> Self:
        """Return a copy with other options, which shares the connections; only the original closes them.

        Raises:
            ConfigurationError: An option is unknown or invalid; the text names it.
        """
        copy = object.__new__(type(self))
        # Also those of a subclass, but not the resources, which are cached and have the options of this client.
        for name, value in vars(self).copy().items():
            if not isinstance(getattr(type(self), name, None), cached_property):
                vars(copy)[name] = value
        copy._owns_http = False
        copy._own_sender = copy._sender = self._own_sender.with_options(options)
        return copy

    @property
    def base_url(self) -> str:
        """The URL of the API, without a trailing slash."""
        return self._own_sender.settings.base_url

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self.base_url!r})"


class SyncClient(_Client[SyncSender]):
    """The base of the synchronous clients: a context manager, closed by `close` otherwise."""

    _sender_type = SyncSender

    @classmethod
    def from_env(cls, **options: Unpack[SyncOptions]) -> Self:
        """Create a client with the credential, and the base URL if set, from the environment variables.

        Raises:
            ConfigurationError: The variable of the credential is missing or empty; the text names it.
        """
        arguments: dict[str, Any] = {**cls._vendor.from_environment(), **options}
        return cls(**arguments)

    def raw(self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        """Call a method of a resource, and return its value with status, headers, request ID and problems.

        Example: `portal.raw(portal.customers.create, company_name=...)`.
        """
        with _collected() as responses:
            value = method(*args, **kwargs)
        return _last(responses, value)

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Upload] | None = None,
        **options: Unpack[RequestOptions],
    ) -> RawResponse[Any]:
        """Make a request for which there is no method yet, with the same credentials, limits, retries and errors.

        Example: `portal.request("GET", "/customers", params={"page": 2}).value`.

        Args:
            method: The HTTP method; it decides what is retried (see `RetryPolicy`).
            path: The path below `base_url`, such as `/customers/cst_1`. Values in it must be encoded
                first, with `urllib.parse.quote(value, safe="")`.
            params: The query parameters; a list repeats its parameter.
            json: The body, sent as JSON; None for no body.
            data: The fields of a form.
            files: The files of a multipart form by field, each a path, bytes or a file open in binary mode; `data`
                are its other fields.
            **options: `timeout`, `max_retries` and `headers`, for this request alone.

        Returns:
            The response, whose `value` is the decoded JSON, None for an empty body, or the bytes of any other body.

        Raises:
            ArgumentError: An argument is unknown, invalid or of the wrong type; the text names it.
            UploadError: A file cannot be sent.
            APIConnectionError: The server could not be reached, or the connection broke.
            StatusError: The status is not a 2xx; `error` is None, since no spec says how to read it.
            ContractError: The response is a 2xx whose body cannot be unpacked.
        """
        operation = any_operation(f"{method}".upper(), f"{path}")
        parts: dict[str, Any] = {"params": params, "json": json, "data": data, "files": files}
        with self._own_sender.uploads() as upload:
            return self.raw(self._own_sender.send, operation, options, method=method, path=path, upload=upload, **parts)

    def close(self) -> None:
        """Close the connections. An `http_client` that was passed in stays open."""
        if self._owns_http:
            self._own_sender.http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncClient(_Client[AsyncSender]):
    """The base of the asynchronous clients: a context manager, closed by awaiting `close` otherwise."""

    _sender_type = AsyncSender

    @classmethod
    def from_env(cls, **options: Unpack[AsyncOptions]) -> Self:
        """Create a client from the environment variables, as `SyncClient.from_env`."""
        arguments: dict[str, Any] = {**cls._vendor.from_environment(), **options}
        return cls(**arguments)

    async def raw(self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        """Await a method of a resource, as `SyncClient.raw`: `await portal.raw(portal.customers.create, ...)`."""
        with _collected() as responses:
            value = await method(*args, **kwargs)
        return _last(responses, value)

    async def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Upload] | None = None,
        **options: Unpack[RequestOptions],
    ) -> RawResponse[Any]:
        """Make a request for which there is no method yet: `SyncClient.request`, awaited."""
        operation = any_operation(f"{method}".upper(), f"{path}")
        parts: dict[str, Any] = {"params": params, "json": json, "data": data, "files": files}
        with self._own_sender.uploads() as upload:
            return await self.raw(
                self._own_sender.send, operation, options, method=method, path=path, upload=upload, **parts
            )

    async def close(self) -> None:
        """Close the connections. An `http_client` that was passed in stays open."""
        if self._owns_http:
            await self._own_sender.http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


@contextmanager
def _collected() -> Generator[list[RawResponse[Any]]]:
    """Collect the responses of the calls within."""
    responses = raw_responses.get([])
    token = raw_responses.set(responses)
    try:
        yield responses
    finally:
        raw_responses.reset(token)


def _last(responses: list[RawResponse[Any]], value: T) -> RawResponse[T]:
    """The last response of a call, with the value that the method returned."""
    if not responses:
        raise ArgumentError("raw() must be given a method of one of the client's resources.")
    return value if isinstance(value, RawResponse) else attrs.evolve(responses[-1], value=value)
