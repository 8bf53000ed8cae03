"""What the clients of all vendors share: making a call, and turning its answer into a value or an error."""

from __future__ import annotations

import os
import random
from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Generic, ParamSpec, Protocol, Self, TypedDict, TypeVar, Unpack

import attrs
import httpx

from ._auth import BearerAuth, Credential, as_auth
from ._bounds import ACCEPT_ENCODING, NoCookies, bound_answers, take_encoding, unpack
from ._errors import (
    APIConnectionError,
    APITimeoutError,
    ArgumentError,
    ConfigurationError,
    ContractError,
    KlantkitError,
    UploadError,
    status_error_type,
)
from ._files import BrokenFileError, Uploads
from ._rate_limit import Limiter, limiter_of
from ._retry import Retrying, retry_after
from ._settings import (
    AsyncOptions,
    CallOptions,
    CopyOptions,
    Settings,
    SyncOptions,
    Vendor,
    checked_headers,
    checked_max_retries,
    checked_timeout,
)
from ._typecheck import Mismatch, check_arguments, check_model, place_of
from ._version import __version__

#: What every request says of us.
HEADERS = {"User-Agent": f"klantkit/{__version__}", "Accept-Encoding": ACCEPT_ENCODING}

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")
P = ParamSpec("P")
HttpT = TypeVar("HttpT", bound=httpx.Client | httpx.AsyncClient)


class Operation(Protocol[T_co]):
    """The `Operation` of whichever generated package."""

    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def secured(self) -> bool: ...
    @property
    def media_type(self) -> str | None: ...
    @property
    def successes(self) -> tuple[range, ...]: ...
    @property
    def build(self) -> Callable[..., dict[str, Any]]: ...
    def decode(self, response: httpx.Response) -> T_co: ...


@attrs.frozen(eq=False)
class RawResponse(Generic[T]):
    """A success with what came along.

    Attributes:
        value: What the method itself would have given.
        status: The HTTP status.
        headers: The headers of the answer.
        request_id: The server's name for the call (its `X-Request-Id`), else the client's own, as in its log.
    """

    value: T
    status: int
    headers: Mapping[str, str]
    request_id: str


#: Where `raw` gets the answer of the call that it makes.
_last_response: ContextVar[list[httpx.Response] | None] = ContextVar("klantkit_last_response", default=None)


class _Sender(Generic[HttpT]):
    """What does not wait: building a request, and reading an answer."""

    def __init__(self, http: HttpT, vendor: Vendor, auth: httpx.Auth, settings: Settings) -> None:
        self.http = http
        self.vendor = vendor
        self.auth = auth
        self.settings = settings
        self.secrets: tuple[str, ...] = ()  # what of the body must not come back in an error
        # Headers that are set twice cost httpx much time, so that what it sends anyhow is left out.
        given = HEADERS | dict(settings.headers)
        self._headers = {name: text for name, text in given.items() if http.headers.get(name) != text}
        self._retrying = Retrying(settings.policy)
        self._limiters: dict[bool, Limiter | None] = {}

    def uploads(self) -> Uploads:
        """Give an uploader whose files stay open until the context ends."""
        return Uploads()

    def _request(
        self, operation: Operation[object], options: CallOptions, arguments: Mapping[str, Any]
    ) -> httpx.Request:
        """The request of a call.

        Raises:
            ArgumentError: An argument is of the wrong type.
            UploadError: A file cannot be rewound after all.
        """
        if self.http.is_closed:
            raise ConfigurationError("This client is closed; make a new one.")
        headers, timeout, extensions = self._options(options)
        extensions["klantkit_path"] = operation.path
        try:
            check_arguments(operation.build, arguments)
        except Mismatch as error:
            hint = " Leave it out where there is nothing to say." if str(error).endswith("not None") else ""
            raise ArgumentError(f"{error}.{hint} The vendor's page: {operation.source}") from None
        built = operation.build(**arguments)
        headers |= built.pop("headers", {})
        if "files" in built:  # or a Content-Type of the caller's would stay, and every call share its boundary
            boundary = os.urandom(16).hex()
            headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
        if operation.secured and isinstance(self.auth, BearerAuth):  # the short way: no flow is needed
            headers["Authorization"] = self.auth.header
        extensions["klantkit_request_id"] = f"{random.getrandbits(64):016x}"
        try:
            request: httpx.Request = self.http.build_request(
                built.pop("method"),
                self.settings.base_url + built.pop("url"),
                headers=headers,
                timeout=timeout,
                extensions=extensions,
                **built,
            )
        except (TypeError, ValueError) as error:  # json: NaN, or an object of the caller's in additional_properties
            raise ArgumentError(f"The arguments cannot be written as the request wants them: {error}.") from error
        except BrokenFileError as error:  # httpx asks a file for its length
            raise UploadError(f"{operation.method} {operation.path}: {error}. Nothing was sent.") from (
                error.reason or error
            )
        return request

    def _options(self, options: CallOptions) -> tuple[dict[str, str], httpx.Timeout, dict[str, Any]]:
        """Headers, timeout and extensions of a request, the call's own options before the client's.

        Raises:
            ArgumentError: An option is unknown or of no use; the text names it.
        """
        headers = dict(self._headers)
        timeout = self.settings.timeout
        extensions: dict[str, Any] = {}
        for name, value in options.items():
            try:
                if name == "timeout":
                    timeout = checked_timeout(value)
                elif name == "headers":
                    headers |= checked_headers(value)
                elif name == "max_retries":
                    extensions["klantkit_max_retries"] = checked_max_retries(value)
                else:
                    raise ArgumentError(f"There is no argument {name}=.")
            except ConfigurationError as error:
                raise ArgumentError(str(error)) from error
        return headers, timeout, extensions

    def _auth_of(self, operation: Operation[object]) -> httpx.Auth | None:
        return None if not operation.secured or isinstance(self.auth, BearerAuth) else self.auth

    def _limiter_of(self, operation: Operation[object]) -> Limiter | None:
        secured = operation.secured
        if secured not in self._limiters:
            limit = self.settings.rate_limit
            # A vendor counts by token, and by caller where there is none.
            auth = self.auth
            who = "" if not secured else auth.key if isinstance(auth, BearerAuth) else f"{id(auth)}"
            self._limiters[secured] = limiter_of(limit, self.settings.base_url, who) if limit else None
        return self._limiters[secured]

    @contextmanager
    def _send_errors(self, operation: Operation[object], request: httpx.Request) -> Generator[None]:
        """Turn what httpx raises while sending into our errors."""
        try:
            yield
        except KlantkitError:
            raise
        except BrokenFileError as error:
            raise UploadError(
                f"{operation.method} {operation.path}: {error}. The request is incomplete; look whether the server "
                "took it."
            ) from error.reason or error
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, RuntimeError) as error:
            # All but the first are what httpx lets through: of the address of a redirect, of asynchronous TLS, and of
            # a transport or an event loop of the caller's.
            told, cause = self._told(request, error)
            raise _connection_error(operation, request, error, told) from cause

    def _conclude(self, operation: Operation[T], request: httpx.Request, response: httpx.Response) -> T:
        """The value of a success; anything else is raised."""
        if not any(response.status_code in statuses for statuses in operation.successes):
            raise self._status_error(operation, request, response)
        try:
            if "klantkit_not_unpacked" in response.extensions:
                raise response.extensions["klantkit_not_unpacked"]
            _check_media_type(operation, response)
            value = operation.decode(response)
            if attrs.has(type(value)):
                check_model(value)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError, Mismatch) as error:
            told, cause = self._told(request, error)
            raise self._contract_error(operation, request, response, error, told) from cause
        if (responses := _last_response.get()) is not None:
            responses.append(response)
        return value

    def _contract_error(
        self,
        operation: Operation[object],
        request: httpx.Request,
        response: httpx.Response,
        error: Exception,
        told: str,
    ) -> ContractError:
        response = self._redacted(request, response)
        place = place_of(error)
        if isinstance(error, KeyError):
            told = f"the field {place or told} is missing"
        elif place:
            told = f"the field {place} cannot be read ({told})"
        return ContractError(
            f"{_where(operation, response)}: the answer is not what the spec says: {told}. The request was most "
            f"likely carried out: look before you repeat it. The vendor's page: {operation.source}",
            **_about(operation, request, response),
        )

    def _status_error(
        self, operation: Operation[object], request: httpx.Request, response: httpx.Response
    ) -> KlantkitError:
        response = self._redacted(request, response)
        vendor_error: object = None
        try:
            vendor_error = operation.decode(response)
            if attrs.has(type(vendor_error)):
                check_model(vendor_error)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError, Mismatch):
            vendor_error = None  # the status alone has to tell; the body is kept as it is
        status = response.status_code
        error_type, advice = status_error_type(status)
        if status == httpx.codes.UNAUTHORIZED:
            advice = self.vendor.unauthorized
        wait = retry_after(response.headers, self._retrying.clock())
        if wait is not None:
            advice += f" The server takes the next request in {wait:.0f} s."
        if request.extensions.get("klantkit_not_replayable"):
            advice += " Not tried again: the upload cannot be rewound; give a path or bytes."
        excerpt = " ".join(_text(response).split())[:200]
        if excerpt:
            advice += f" It says: {excerpt}"
        advice += f" The vendor's page: {operation.source}"
        return error_type(
            f"{_where(operation, response)}. {advice}",
            **_about(operation, request, response),
            error=vendor_error,
            retry_after=wait,
        )

    def _secrets_of(self, request: httpx.Request) -> list[str]:
        authorization = request.headers.get("authorization", "").rpartition(" ")[2]
        return [secret for secret in (*self.secrets, authorization) if secret]

    def _told(self, request: httpx.Request, error: Exception) -> tuple[str, Exception | None]:
        """The text of an error without credentials that the server repeated, and the error if its text had none."""
        told = str(error)
        for secret in self._secrets_of(request):
            told = told.replace(secret, "***")
        return told, error if told == str(error) else None

    def _redacted(self, request: httpx.Request, response: httpx.Response) -> httpx.Response:
        """The answer without the credentials that the request had, should the server repeat them."""
        content, headers = response.content, response.headers
        for secret in self._secrets_of(request):
            content = content.replace(secret.encode(), b"***")
            if any(secret in value for value in headers.values()):
                headers = httpx.Headers({name: value.replace(secret, "***") for name, value in headers.items()})
        if content is response.content and headers is response.headers:
            return response
        # Decoded already, so nothing that tells how it was encoded may stay.
        kept = {name: value for name, value in headers.items() if name not in ("content-encoding", "content-length")}
        return httpx.Response(response.status_code, headers=kept, content=content)


class SyncSender(_Sender[httpx.Client]):
    """Makes the calls of the synchronous resources."""

    def send(self, operation: Operation[T], options: CallOptions, /, **arguments: Any) -> T:
        """Make the call and return its answer; raise a `KlantkitError` for whatever is not a success."""
        request = self._request(operation, options, arguments)
        auth, limiter = self._auth_of(operation), self._limiter_of(operation)

        def attempt() -> httpx.Response:
            if limiter is not None:
                limiter.wait()
            response = self.http.send(request, auth=auth, follow_redirects=False, stream=True)
            encoding = take_encoding(response)
            try:
                response.read()
            finally:
                response.close()
            return _unpacked(response, encoding) if encoding else response

        with self._send_errors(operation, request):
            response = self._retrying.run(request, attempt)
        return self._conclude(operation, request, response)


class AsyncSender(_Sender[httpx.AsyncClient]):
    """Makes the calls of the asynchronous resources."""

    async def send(self, operation: Operation[T], options: CallOptions, /, **arguments: Any) -> T:
        """Make the call and return its answer; raise a `KlantkitError` for whatever is not a success."""
        request = self._request(operation, options, arguments)
        auth, limiter = self._auth_of(operation), self._limiter_of(operation)

        async def attempt() -> httpx.Response:
            if limiter is not None:
                await limiter.wait_async()
            response = await self.http.send(request, auth=auth, follow_redirects=False, stream=True)
            encoding = take_encoding(response)
            try:
                await response.aread()
            finally:
                await response.aclose()
            return _unpacked(response, encoding) if encoding else response

        with self._send_errors(operation, request):
            response = await self._retrying.run_async(request, attempt)
        return self._conclude(operation, request, response)


def _unpacked(response: httpx.Response, encoding: str) -> httpx.Response:
    """The answer with its body unpacked, or without one where that cannot be done."""
    extensions = response.extensions
    try:
        content = unpack(response.content, encoding)
    except ValueError as error:
        content = b""
        extensions = {**extensions, "klantkit_not_unpacked": error}
    headers = [one for one in response.headers.raw if one[0].lower() != b"content-length"]
    return httpx.Response(
        response.status_code, headers=headers, content=content, request=response.request, extensions=extensions
    )


def _check_media_type(operation: Operation[object], response: httpx.Response) -> None:
    """Raise `ValueError` when the answer is of another kind than the spec says; none at all is let through."""
    wanted = operation.media_type
    given = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if wanted is None or not given or given == wanted or (_is_json(given) and _is_json(wanted)):
        return
    raise ValueError(f"it is {given[:100]}, not {wanted}")


def _is_json(media_type: str) -> bool:
    return media_type == "application/json" or media_type.endswith("+json")


def _where(operation: Operation[object], response: httpx.Response) -> str:
    phrase = httpx.codes.get_reason_phrase(response.status_code)
    return f"{operation.method} {operation.path}: {response.status_code} {phrase}".rstrip()


def _text(response: httpx.Response) -> str:
    """The body as text; JSON is UTF-8 (RFC 8259, 8.1), whatever charset the server claims."""
    return response.content.decode("utf-8", "replace")


class _About(TypedDict):
    """What every error that comes from an answer tells of it."""

    status: int
    method: str
    path: str
    request_id: str
    headers: Mapping[str, str]
    body: str


def _request_id(request: httpx.Request, response: httpx.Response) -> str:
    return str(response.headers.get("x-request-id") or request.extensions["klantkit_request_id"])


def _about(operation: Operation[object], request: httpx.Request, response: httpx.Response) -> _About:
    return {
        "status": response.status_code,
        "method": operation.method,
        "path": operation.path,
        "request_id": _request_id(request, response),
        "headers": response.headers,
        "body": _text(response),
    }


def _connection_error(
    operation: Operation[object], request: httpx.Request, error: Exception, told: str
) -> APIConnectionError:
    sent = not isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
    if isinstance(error, httpx.TimeoutException):
        kind: type[APIConnectionError] = APITimeoutError
        told = f"the server took too long ({type(error).__name__})"
    else:
        kind = APIConnectionError
        told = f"{'the connection broke' if sent else 'no connection'} ({type(error).__name__}: {told})"
    advice = "Look whether the server acted on the request before you repeat it." if sent else "Nothing was sent."
    if not sent and not isinstance(error, httpx.PoolTimeout):
        advice += " Check the network and base_url."
    if request.extensions.get("klantkit_not_replayable"):
        advice += " Not tried again: the upload cannot be rewound; give a path or bytes."
    return kind(
        f"{operation.method} {operation.path} at {request.url.host}: {told}. {advice}",
        method=operation.method,
        path=operation.path,
        request_id=request.extensions["klantkit_request_id"],
        sent=sent,
    )


def _settings_of(vendor: Vendor, options: Mapping[str, object]) -> Settings:
    if options.get("transport") is not None and options.get("http_client") is not None:
        raise ConfigurationError("Give transport= or http_client=, not both: a client has its own transport.")
    rest = {name: value for name, value in options.items() if name not in ("transport", "http_client")}
    return Settings(vendor.base_url, vendor.rate_limit).with_options(rest)


class SyncClient:
    """The synchronous side of a vendor's client: use it as a context manager, or call `close`."""

    _vendor: ClassVar[Vendor]
    _own_sender: SyncSender
    _owns_http: bool

    def __init__(self, credential: Credential, options: SyncOptions) -> None:
        settings = _settings_of(self._vendor, options)
        auth = as_auth(self._vendor.credential, credential)
        http = options.get("http_client")
        if http is not None and not isinstance(http, httpx.Client):
            raise ConfigurationError(f"http_client= is to be a httpx.Client, not {type(http).__name__}.")
        transport = options.get("transport")
        if transport is not None and not isinstance(transport, httpx.BaseTransport):
            raise ConfigurationError(f"transport= is to be a httpx.BaseTransport, not {type(transport).__name__}.")
        self._owns_http = http is None
        if http is None:
            http = httpx.Client(transport=transport, headers=HEADERS, cookies=NoCookies())
            bound_answers(http)
        self._bind(SyncSender(http, self._vendor, auth, settings))

    def _bind(self, sender: SyncSender) -> None:
        """Take a sender, and make the resources call through it."""
        self._own_sender = sender

    @classmethod
    def from_env(cls, **options: Unpack[SyncOptions]) -> Self:
        """Make a client with the credential, and the base URL if there is one, that the environment holds now.

        Raises:
            ConfigurationError: The variable of the credential is missing or empty; the text names it.
        """
        arguments: dict[str, Any] = {**cls._vendor.from_environment(), **options}
        return cls(**arguments)

    def with_options(self, **options: Unpack[CopyOptions]) -> Self:
        """Make a copy with other options that shares the connections; only the original closes them.

        Raises:
            ConfigurationError: An option is unknown or of no use; the text names it.
        """
        copy = object.__new__(type(self))
        copy._owns_http = False
        sender = self._own_sender
        copy._bind(SyncSender(sender.http, sender.vendor, sender.auth, sender.settings.with_options(options)))
        return copy

    def raw(self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        """Call a method of a resource, and give its answer with status, headers and request id.

        For instance `portal.raw(portal.customers.create, company_name=...)`.
        """
        responses: list[httpx.Response] = []
        token = _last_response.set(responses)
        try:
            value = method(*args, **kwargs)
        finally:
            _last_response.reset(token)
        return _raw_response(value, responses)

    def close(self) -> None:
        """Close the connections. An `http_client` that was passed in stays open: it is its owner's."""
        if self._owns_http:
            self._own_sender.http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._own_sender.settings.base_url!r})"


class AsyncClient:
    """The asynchronous side of a vendor's client: use it as a context manager, or await `close`."""

    _vendor: ClassVar[Vendor]
    _own_sender: AsyncSender
    _owns_http: bool

    def __init__(self, credential: Credential, options: AsyncOptions) -> None:
        settings = _settings_of(self._vendor, options)
        auth = as_auth(self._vendor.credential, credential)
        http = options.get("http_client")
        if http is not None and not isinstance(http, httpx.AsyncClient):
            raise ConfigurationError(f"http_client= is to be a httpx.AsyncClient, not {type(http).__name__}.")
        transport = options.get("transport")
        if transport is not None and not isinstance(transport, httpx.AsyncBaseTransport):
            raise ConfigurationError(f"transport= is to be a httpx.AsyncBaseTransport, not {type(transport).__name__}.")
        self._owns_http = http is None
        if http is None:
            http = httpx.AsyncClient(transport=transport, headers=HEADERS, cookies=NoCookies())
            bound_answers(http)
        self._bind(AsyncSender(http, self._vendor, auth, settings))

    def _bind(self, sender: AsyncSender) -> None:
        """Take a sender, and make the resources call through it."""
        self._own_sender = sender

    @classmethod
    def from_env(cls, **options: Unpack[AsyncOptions]) -> Self:
        """Make a client with the credential, and the base URL if there is one, that the environment holds now.

        Raises:
            ConfigurationError: The variable of the credential is missing or empty; the text names it.
        """
        arguments: dict[str, Any] = {**cls._vendor.from_environment(), **options}
        return cls(**arguments)

    def with_options(self, **options: Unpack[CopyOptions]) -> Self:
        """Make a copy with other options that shares the connections; only the original closes them.

        Raises:
            ConfigurationError: An option is unknown or of no use; the text names it.
        """
        copy = object.__new__(type(self))
        copy._owns_http = False
        sender = self._own_sender
        copy._bind(AsyncSender(sender.http, sender.vendor, sender.auth, sender.settings.with_options(options)))
        return copy

    async def raw(self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        """Call a method of a resource, and give its answer with status, headers and request id.

        For instance `await portal.raw(portal.customers.create, company_name=...)`.
        """
        responses: list[httpx.Response] = []
        token = _last_response.set(responses)
        try:
            value = await method(*args, **kwargs)
        finally:
            _last_response.reset(token)
        return _raw_response(value, responses)

    async def close(self) -> None:
        """Close the connections. An `http_client` that was passed in stays open: it is its owner's."""
        if self._owns_http:
            await self._own_sender.http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._own_sender.settings.base_url!r})"


def _raw_response(value: T, responses: list[httpx.Response]) -> RawResponse[T]:
    if not responses:
        raise ArgumentError("raw() wants a method of one of the client's resources.")
    response = responses[-1]
    request_id = _request_id(response.request, response)
    return RawResponse(value, response.status_code, response.headers, request_id)
