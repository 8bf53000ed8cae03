"""What the clients of all vendors share: making a call, and turning its answer into a value or an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Generic, Protocol, Self, TypedDict, TypeVar

import httpx

from ._auth import BearerAuth
from ._errors import (
    APIConnectionError,
    APITimeoutError,
    ConfigurationError,
    ContractError,
    status_error_type,
)
from ._files import Uploads

#: Seconds to connect, to wait for the next bytes, to send the next bytes, and to get a connection from the pool.
DEFAULT_TIMEOUT = httpx.Timeout(connect=5, read=30, write=60, pool=5)

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")
HttpT = TypeVar("HttpT", bound=httpx.Client | httpx.AsyncClient)


class Operation(Protocol[T_co]):
    """The `Operation` of whichever generated package."""

    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def secured(self) -> bool: ...
    @property
    def successes(self) -> tuple[range, ...]: ...
    def build(self, **arguments: Any) -> dict[str, Any]: ...
    def decode(self, response: httpx.Response) -> T_co: ...


class CallOptions(TypedDict, total=False):
    """The `CallOptions` of whichever generated package."""

    timeout: float | httpx.Timeout
    headers: Mapping[str, str]


class _About(TypedDict):
    """What every error that comes from an answer tells of it."""

    status: int
    method: str
    path: str
    headers: Mapping[str, str]
    body: str


class _Sender(Generic[HttpT]):
    """What does not wait: building a request, and reading an answer."""

    def __init__(self, http: HttpT, base_url: str, auth: httpx.Auth, timeout: float | httpx.Timeout) -> None:
        self._http = http
        self._base_url = base_url
        self._auth = auth
        self._timeout = timeout

    def uploads(self) -> Uploads:
        """Give an uploader whose files stay open until the context ends."""
        return Uploads()

    def _request(
        self, operation: Operation[object], options: CallOptions, arguments: Mapping[str, Any]
    ) -> httpx.Request:
        built = operation.build(**arguments)
        headers = {**built.pop("headers", {}), **options.get("headers", {})}
        request: httpx.Request = self._http.build_request(
            built.pop("method"),
            self._base_url + built.pop("url"),
            headers=headers,
            timeout=options.get("timeout", self._timeout),
            **built,
        )
        return request

    def _auth_of(self, operation: Operation[object]) -> httpx.Auth | None:
        return self._auth if operation.secured else None


class SyncSender(_Sender[httpx.Client]):
    """Makes the calls of the synchronous resources."""

    def send(self, operation: Operation[T], options: CallOptions, /, **arguments: Any) -> T:
        """Make the call and return its answer; raise a `KlantkitError` for whatever is not a success."""
        request = self._request(operation, options, arguments)
        with _connection_errors(request):
            response = self._http.send(request, auth=self._auth_of(operation), follow_redirects=False)
        return _conclude(operation, response)


class AsyncSender(_Sender[httpx.AsyncClient]):
    """Makes the calls of the asynchronous resources."""

    async def send(self, operation: Operation[T], options: CallOptions, /, **arguments: Any) -> T:
        """Make the call and return its answer; raise a `KlantkitError` for whatever is not a success."""
        request = self._request(operation, options, arguments)
        with _connection_errors(request):
            response = await self._http.send(request, auth=self._auth_of(operation), follow_redirects=False)
        return _conclude(operation, response)


@contextmanager
def _connection_errors(request: httpx.Request) -> Iterator[None]:
    where = f"{request.method} {request.url.copy_with(query=None)}"
    try:
        yield
    except httpx.TimeoutException as error:
        raise APITimeoutError(
            f"{where}: the server took too long ({type(error).__name__}). "
            "Look whether it acted on the request before you repeat it."
        ) from error
    except httpx.ConnectError as error:
        raise APIConnectionError(
            f"{where}: no connection ({error}). Check the network and base_url; nothing was sent."
        ) from error
    except httpx.HTTPError as error:
        raise APIConnectionError(
            f"{where}: the connection broke ({type(error).__name__}: {error}). "
            "Look whether the server acted on the request before you repeat it."
        ) from error


def _conclude(operation: Operation[T], response: httpx.Response) -> T:
    """The value of a success; anything else is raised."""
    status = response.status_code
    where = f"{operation.method} {operation.path}: {status} {response.reason_phrase}".rstrip()
    about: _About = {
        "status": status,
        "method": operation.method,
        "path": operation.path,
        "headers": response.headers,
        "body": response.text,
    }
    success = any(status in statuses for statuses in operation.successes)
    value: T | None = None
    try:
        value = operation.decode(response)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if success:
            raise ContractError(
                f"{where}: the answer is not what the spec says ({type(error).__name__}: {error}). The request "
                "was most likely carried out: look before you repeat it.",
                **about,
            ) from error
    if success and value is not None:
        return value
    error_type, advice = status_error_type(status)
    excerpt = " ".join(response.text.split())[:200]
    raise error_type(f"{where}. {advice}" + (f" It says: {excerpt}" if excerpt else ""), **about, error=value)


def bearer(name: str, value: str) -> BearerAuth:
    """The credential as a header; `name` is the argument that it came in.

    Raises:
        ConfigurationError: It is empty, no text, or cannot stand in a header.

    """
    if not isinstance(value, str) or not value.strip():
        raise ConfigurationError(f"{name}= wants the {name.replace('_', ' ')} as text; it is empty or no text.")
    if not (value.isascii() and value.strip().isprintable()):
        raise ConfigurationError(f"{name}= holds characters that no header can carry; was it pasted badly?")
    return BearerAuth(value.strip())


def _reject_two_transports(transport: object, http_client: object) -> None:
    if transport is not None and http_client is not None:
        raise ConfigurationError("Give transport= or http_client=, not both: a client has its own transport.")


class SyncClient:
    """The synchronous side of a vendor's client: use it as a context manager, or call `close`."""

    def __init__(
        self,
        auth: httpx.Auth,
        base_url: str,
        timeout: float | httpx.Timeout,
        transport: httpx.BaseTransport | None,
        http_client: httpx.Client | None,
    ) -> None:
        _reject_two_transports(transport, http_client)
        self._owns_http = http_client is None
        self._http = http_client or httpx.Client(transport=transport, timeout=timeout)
        self._base_url = base_url.rstrip("/")
        self._own_sender = SyncSender(self._http, self._base_url, auth, timeout)

    def close(self) -> None:
        """Close the connections. An `http_client` that was passed in stays open: it is its owner's."""
        if self._owns_http:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._base_url!r})"


class AsyncClient:
    """The asynchronous side of a vendor's client: use it as a context manager, or await `close`."""

    def __init__(
        self,
        auth: httpx.Auth,
        base_url: str,
        timeout: float | httpx.Timeout,
        transport: httpx.AsyncBaseTransport | None,
        http_client: httpx.AsyncClient | None,
    ) -> None:
        _reject_two_transports(transport, http_client)
        self._owns_http = http_client is None
        self._http = http_client or httpx.AsyncClient(transport=transport, timeout=timeout)
        self._base_url = base_url.rstrip("/")
        self._own_sender = AsyncSender(self._http, self._base_url, auth, timeout)

    async def close(self) -> None:
        """Close the connections. An `http_client` that was passed in stays open: it is its owner's."""
        if self._owns_http:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._base_url!r})"
