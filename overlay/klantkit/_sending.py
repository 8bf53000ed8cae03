"""Build the request of a call, and send it: once per attempt, within the rate limit."""

from __future__ import annotations

import functools
import json
import os
import random
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any, Generic, Self, TypeVar

import httpx
from klantkit_types.resources import AsyncPages, CallOptions, Operation, Page, Pagination, RequestOptions

from ._auth import SecretAuth
from ._call import EXTENSION, Call, CallNote, page_of
from ._errors import ArgumentError, ConfigurationError, UploadError
from ._files import BrokenFileError, Uploads
from ._http import HEADERS, read, read_async
from ._outcome import RawResponse, send_errors, success_of
from ._rate_limit import limiter_of
from ._request import add_extra, check_path, wire_names
from ._retry import Retrying
from ._settings import Settings, Vendor, suggestion
from ._typecheck import Mismatch, argument_of, check_arguments

T = TypeVar("T")
ItemT = TypeVar("ItemT")
HttpT = TypeVar("HttpT", bound=httpx.Client | httpx.AsyncClient)

#: Collects the responses of the call that `raw` makes; unset outside of `raw`.
raw_responses: ContextVar[list[RawResponse[Any]]] = ContextVar("klantkit_raw_responses")

#: As httpx encodes JSON.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class _Sender(Generic[HttpT]):
    """The part shared by sync and async: building a call and reading its response."""

    #: Values of the request body to redact from errors.
    secrets: tuple[str, ...] = ()

    def __init__(self, http: HttpT, vendor: Vendor, auth: httpx.Auth, settings: Settings, *, is_own: bool) -> None:
        self.http = http
        # A caller cannot change an httpx client of our own, so the requests of an operation share URL and headers.
        self._template = functools.lru_cache(functools.partial(_template, http.headers)) if is_own else None
        self.vendor = vendor
        self.auth = auth
        self.settings = settings
        # Merging headers is slow in httpx, so those that its client sends anyway are left out.
        self._headers = {name: value for name, value in HEADERS.items() if http.headers.get(name) != value}
        self._retrying = Retrying(settings.policy)
        # A vendor counts by token, and by client address without a token.
        limit, key = settings.rate_limit, auth.key if isinstance(auth, SecretAuth) else auth
        self._limiters = {
            secured: limiter_of(limit, settings.base_url, key if secured else "") if limit else None
            for secured in (True, False)
        }

    def with_options(self, options: Mapping[str, object]) -> Self:
        settings = self.settings.with_options(options)
        return type(self)(self.http, self.vendor, self.auth, settings, is_own=self._template is not None)

    def uploads(self) -> Uploads:
        return Uploads()

    def _call(self, operation: Operation[T], options: Mapping[str, object], arguments: Mapping[str, Any]) -> Call[T]:
        """Build the request of a call."""
        if self.http.is_closed:
            raise ConfigurationError("This client is closed; create a new one.")
        settings = self._settings_of(operation, options, arguments)
        request_id = f"{random.getrandbits(64):016x}"
        limiter = self._limiters[operation.secured]
        note = CallNote(operation.path, request_id, settings.policy.max_retries, limiter, self.secrets)
        try:
            check_arguments(operation.build, arguments)
            parts = operation.build(**arguments)
            if "{" in operation.path:
                check_path(operation.path, parts["url"])
            add_extra(operation, parts, arguments, options)
            request = self._request(parts, settings, note)
        except Mismatch as error:
            hint = " Leave it out if there is no value." if str(error).endswith("not None") else ""
            raise ArgumentError(f"{operation.call}: {error}.{hint}{page_of(operation)}") from None
        except BrokenFileError as error:  # a body that is a file is read whole; of other files, httpx reads the length
            message = f"{operation.method} {operation.path}: {error}. Nothing was sent."
            raise UploadError(message) from (error.reason or error)
        except (TypeError, ValueError, RecursionError) as error:  # json: NaN, a custom object, or too deep
            raise ArgumentError(f"{operation.call}: the arguments cannot be encoded: {error}.") from error
        return Call(operation, request, note, self.vendor.unauthorized)

    def _request(self, parts: dict[str, Any], settings: Settings, note: CallNote) -> httpx.Request:
        headers = {**self._headers, **settings.headers, **parts.pop("headers", {})}
        if "files" in parts:  # always a new boundary: a Content-Type of the caller's would give all calls the same one
            boundary = os.urandom(16).hex()
            headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
        url = self.settings.base_url + parts.pop("url")
        extensions = {"timeout": settings.timeout.as_dict(), EXTENSION: note}
        if self._template is None:
            return self.http.build_request(url=url, headers=headers, extensions=extensions, **parts)
        if (value := parts.pop("json", None)) is not None:  # as httpx does, in half the time
            parts["stream"] = httpx.ByteStream(_encode(value).encode())
            headers = {"Content-Type": "application/json", **headers}
        parsed, template = self._template(url, *headers.items())
        request = httpx.Request(url=parsed, headers=template, extensions=extensions, **parts)  # it copies the headers
        if value is not None:
            request.headers["Content-Length"] = str(len(request.read()))
        return request

    def _settings_of(
        self, operation: Operation[object], options: Mapping[str, object], arguments: Mapping[str, Any]
    ) -> Settings:
        """The settings of a call, whose own options win over those of the client."""
        for name in options.keys() - CallOptions.__optional_keys__:
            fields = wire_names(arguments.get("body"))
            names = {*map(argument_of, arguments), *(argument_of(field, arguments) for field in fields)}
            known = names - {"body", "upload"} | CallOptions.__optional_keys__
            raise ArgumentError(f"{operation.call} has no argument {name}=. {suggestion(name, known)}")
        own = {name: value for name, value in options.items() if name in RequestOptions.__optional_keys__}
        try:
            return self.settings.with_options(own) if own else self.settings
        except ConfigurationError as error:
            raise ArgumentError(f"{operation.call}: {error}") from error

    def _conclude(self, call: Call[T], response: httpx.Response) -> T:
        """The value of a successful response; anything else is raised."""
        success = success_of(call, response, self._retrying.clock(), strict=self.settings.strict_answers)
        if (responses := raw_responses.get(None)) is not None:
            responses.append(success)
        return success.value


def _template(defaults: httpx.Headers, url: str, *headers: tuple[str, str]) -> tuple[httpx.URL, httpx.Headers]:
    """The URL and the headers of requests, parsed and merged as httpx does for each of them."""
    parsed = httpx.URL(url)
    merged = httpx.Headers([(b"Host", parsed.netloc), *defaults.raw])
    merged.update(dict(headers))
    return parsed, merged


class SyncSender(_Sender[httpx.Client]):
    """Makes the calls of the synchronous resources."""

    http_types = httpx.Client, httpx.BaseTransport

    def pages(
        self, operation: Operation[T], pagination: Pagination[ItemT], options: Mapping[str, object], /, **arguments: Any
    ) -> Page[ItemT, T]:
        """Make a call and return its value as the first page of a list."""
        from ._lists import Listing, page_at  # noqa: PLC0415 - slow to import, and not every caller lists

        return page_at(Listing(operation, pagination, functools.partial(self.send, operation, options), arguments))

    def send(self, operation: Operation[T], options: Mapping[str, object], /, **arguments: Any) -> T:
        """Make a call and return its value; raise a `KlantkitError` for anything but a success."""
        call = self._call(operation, options, arguments)
        auth, limiter = self.auth if operation.secured else None, call.note.limiter

        def attempt() -> httpx.Response:
            if limiter is not None:
                limiter.wait()
            response = self.http.send(call.request, auth=auth, follow_redirects=False, stream=True)
            return read(response, call.note)

        with send_errors(call):
            response = self._retrying.run(call.request, attempt)
        return self._conclude(call, response)


class AsyncSender(_Sender[httpx.AsyncClient]):
    """Makes the calls of the asynchronous resources."""

    http_types = httpx.AsyncClient, httpx.AsyncBaseTransport

    def pages(
        self, operation: Operation[T], pagination: Pagination[ItemT], options: Mapping[str, object], /, **arguments: Any
    ) -> AsyncPages[ItemT, T]:
        """Return the list whose first page is the value of a call."""
        from ._lists import Listing, page_at_async  # noqa: PLC0415 - slow to import

        send = functools.partial(self.send, operation, options)
        return AsyncPages(lambda: page_at_async(Listing(operation, pagination, send, arguments)))

    async def send(self, operation: Operation[T], options: Mapping[str, object], /, **arguments: Any) -> T:
        """Make a call and return its value; raise a `KlantkitError` for anything but a success."""
        call = self._call(operation, options, arguments)
        auth, limiter = self.auth if operation.secured else None, call.note.limiter

        async def attempt() -> httpx.Response:
            if limiter is not None:
                await limiter.wait_async()
            response = await self.http.send(call.request, auth=auth, follow_redirects=False, stream=True)
            return await read_async(response, call.note)

        with send_errors(call):
            response = await self._retrying.run_async(call.request, attempt)
        return self._conclude(call, response)
