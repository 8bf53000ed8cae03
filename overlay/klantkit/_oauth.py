"""MijnKlantportaal's OAuth for third-party apps: authorization code, then refresh.

The token endpoint expects JSON where RFC 6749 (4.1.3, 6) requires a form, so no OAuth library works with it.
Source: the pages on OAuth in the vendor's documentation.
"""

from __future__ import annotations

import contextlib
import functools
import hmac
import json
import math
import os
import secrets
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator, Sequence

import attrs
import httpx
from anyio import to_thread

from ._auth import SecretAuth, is_sendable
from ._bounds import bound_connections
from ._call import EXTENSION, Call, CallNote
from ._errors import ConfigurationError, ContractError, KlantkitError, TokenStoreError, status_error_type
from ._http import HEADERS, open_http, read, read_async
from ._outcome import raise_connection_error, was_sent
from ._redaction import Redactor
from ._request import any_operation
from ._retry import is_replayable, retry_after
from ._stores import LOCK_TIMEOUT, FileTokenStore, KeyringTokenStore, TokenStore

AUTHORIZE_URL = "https://manage.mijnklantportaal.nl/oauth/authorize"
TOKEN_URL = "https://manage.mijnklantportaal.nl/oauth/tokens"  # noqa: S105 - a URL

#: Seconds before its expiry at which an access token is refreshed, so that it does not expire on the way.
EXPIRY_MARGIN = 60.0

#: For requests to the token endpoint.
TIMEOUT = httpx.Timeout(connect=5, read=30, write=30, pool=5)

_REAUTHORIZE = "Check the app's ID and secret; if they are right, the customer must authorize the app again."


@attrs.frozen
class _Token:
    access_token: str = attrs.field(repr=False)
    refresh_token: str = attrs.field(repr=False)
    expires_at: float

    @classmethod
    def of(cls, text: str | bytes, now: float | None = None, refresh_token: object = None) -> _Token | None:
        """The token in the store, or in a response at UNIX time `now`; `refresh_token` is used if it has no other."""
        try:
            data = json.loads(text)
            access_token, refresh_token = data["access_token"], data.get("refresh_token") or refresh_token
            seconds = float(data["expires_at"]) if now is None else float(data["expires_in"])
        except (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError):
            return None
        if not (isinstance(access_token, str) and isinstance(refresh_token, str) and access_token and refresh_token):
            return None
        if not (is_sendable(access_token) and 0 <= seconds < math.inf):
            return None
        return cls(access_token, refresh_token, (now or 0) + seconds)


class MijnKlantportaalOAuth(SecretAuth):
    """Authorizes an app to access a customer's portal, and refreshes the access token.

    Once, send the customer to the URL from `authorize_url`, and pass the complete callback URL to
    `exchange`. From then on, use the object as the `token` of `MijnKlantportaal`, or as httpx `auth`.
    However many threads, tasks and processes need a token, it is refreshed once, and the new one is kept in the store.
    That request is its own: it goes over `transport`, not over that of the client.

    Args:
        client_id: The ID of the app.
        client_secret: The secret of the app.
        redirect_uri: The URL that the browser returns to, as registered for the app.
        store: Where the token is kept.
        authorize_url: The URL where the customer agrees.
        token_url: The URL of the token endpoint.
        clock: Returns the current UNIX time.
        transport: A transport in place of httpx's own, for requests to the token endpoint; the caller closes it.
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        redirect_uri: str,
        store: TokenStore,
        *,
        authorize_url: str = AUTHORIZE_URL,
        token_url: str = TOKEN_URL,
        clock: Callable[[], float] = time.time,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._client_id = client_id
        self._client_secret = client_secret
        self._redirect_uri = redirect_uri
        self._store = store
        self._authorize_url = authorize_url
        self._token_url = token_url
        self._clock = clock
        self._transport = transport
        self._token: _Token | None = None
        self._seen: str | None = None  # the text in the store when `_token` was last read or kept
        self._lock = threading.Lock()
        self._process = os.getpid()

    def authorize_url(self, scopes: Sequence[str], *, login: bool = False) -> tuple[str, str]:
        """The URL to send the customer to, and the state to keep in the customer's session for `exchange`.

        Args:
            scopes: The permissions that the app asks for, such as `customers.write`.
            login: Whether the customer must log in even if already logged in.
        """
        state = secrets.token_urlsafe(32)
        query = {"client_id": self._client_id, "redirect_uri": self._redirect_uri, "state": state}
        query |= {"scope": " ".join(scopes), "response_type": "code"} | ({"prompt": "login"} if login else {})
        return str(httpx.URL(self._authorize_url, params=query)), state

    def exchange(self, callback_url: str, state: str, *, transport: httpx.BaseTransport | None = None) -> None:
        """Exchange the code in the callback URL for a token, and keep it in the store.

        Args:
            callback_url: The whole URL that the browser returned to.
            state: The state that `authorize_url` returned.
            transport: A transport for this request.

        Raises:
            ConfigurationError: The customer refused, or the URL does not belong to this state.
            StatusError: The vendor issues no token; an `AuthenticationError` if it refuses the code.
            APIConnectionError: The vendor cannot be reached, or its response takes longer than 30 s or exceeds 10 MiB.
            ContractError: The vendor's response cannot be read.
            TokenStoreError: The token cannot be kept.
        """
        body = {"grant_type": "authorization_code", **self._code_of(callback_url, state)}
        with self._locked():
            self._store.check()
            advice = "If the request was sent, the code is used up: start again with authorize_url()."
            self._keep(self._ask(body, advice, transport or self._transport))

    async def exchange_async(
        self, callback_url: str, state: str, *, transport: httpx.BaseTransport | None = None
    ) -> None:
        """`exchange` for asynchronous code. It runs in a thread, and keeps the token even if the task is cancelled."""
        exchange = functools.partial(self.exchange, callback_url, state, transport=transport)
        await to_thread.run_sync(exchange, abandon_on_cancel=True)

    @property
    def key(self) -> object:
        """The app and its store, so that several objects with one store share a rate limit."""
        named = isinstance(self._store, FileTokenStore | KeyringTokenStore)
        return self._client_id, repr(self._store) if named else id(self._store)

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send the request with the token; refresh it first if it is about to expire, and once more after a 401."""
        token = self._usable() or self._refreshed(None)
        response = yield self._with(request, token)
        if response.status_code == httpx.codes.UNAUTHORIZED and is_replayable(request):
            read(response)  # before httpx does, which unpacks it without bounds
            token = self._refreshed(token)
            if (limiter := CallNote.of(request).limiter) is not None:
                limiter.wait()
            yield self._with(request, token)

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """`sync_auth_flow` for asynchronous code.

        A token is refreshed in a thread: a cancelled task does not lose it, and a call that blocks the event loop does
        not wait for that loop.
        """
        if (token := self._usable()) is None:
            token = await to_thread.run_sync(self._refreshed, None, abandon_on_cancel=True)
        response = yield self._with(request, token)
        if response.status_code == httpx.codes.UNAUTHORIZED and is_replayable(request):
            await read_async(response)  # before httpx does, which unpacks it without bounds
            token = await to_thread.run_sync(self._refreshed, token, abandon_on_cancel=True)
            if (limiter := CallNote.of(request).limiter) is not None:
                await limiter.wait_async()
            yield self._with(request, token)

    def _refreshed(self, refused: _Token | None) -> _Token:
        """The token after `refused`: refreshed here, unless another thread or process was faster."""
        with self._locked():
            if (text := self._store.load()) != self._seen:  # else this object's own may be newer, if it was not kept
                token = _Token.of(text) if text else None
                if text and token is None:
                    raise TokenStoreError(
                        "The store holds something other than this token; give the token a store of its own."
                    )
                self._seen, self._token = text, token
            if self._token is None:
                raise ConfigurationError(
                    "There is no token yet: send the customer to authorize_url(), and pass the callback URL to "
                    "exchange()."
                )
            if self._token == refused or self._usable() is None:
                self._store.check()
                body = {"grant_type": "refresh_token", "refresh_token": self._token.refresh_token}
                advice = "The token could not be refreshed, and the call was not carried out."
                self._keep(self._ask(body, advice, self._transport), self._token)
            return self._token

    def _usable(self) -> _Token | None:
        """The token, unless it is about to expire."""
        token = self._token
        return token if token and self._clock() < token.expires_at - EXPIRY_MARGIN else None

    @contextlib.contextmanager
    def _locked(self) -> Generator[None]:
        """Lock the token against other threads and processes."""
        if self._process != os.getpid():  # after a fork: the thread that held the lock is not in this process
            self._process, self._lock = os.getpid(), threading.Lock()
        lock = self._lock
        if not lock.acquire(timeout=LOCK_TIMEOUT):
            raise TokenStoreError(
                f"Another thread has been refreshing the token for {LOCK_TIMEOUT:.0f} s; try again later."
            )
        try:
            with self._store.lock():
                yield
        finally:
            lock.release()

    def _with(self, request: httpx.Request, token: _Token) -> httpx.Request:
        request.headers["Authorization"] = f"Bearer {token.access_token}"
        CallNote.of(request).secrets += (self._client_secret, token.access_token, token.refresh_token)
        return request

    def _code_of(self, callback_url: str, state: str) -> dict[str, str]:
        """The code in the callback URL, and the redirect URI that it belongs to."""
        try:
            query = httpx.URL(callback_url).params
        except (httpx.InvalidURL, TypeError, UnicodeError) as error:
            raise ConfigurationError("callback_url= is not a valid URL.") from error
        if not state or not hmac.compare_digest(query.get("state", "").encode(), state.encode()):
            raise ConfigurationError("The callback URL has another state: start again with authorize_url().")
        if "error" in query:
            reason = f"{query['error']} {query.get('error_description', '')}".strip()[:200]
            raise ConfigurationError(f"The portal refused: {reason}.")
        if not query.get("code"):
            raise ConfigurationError("The callback URL holds no code: start again with authorize_url().")
        return {"code": query["code"], "redirect_uri": self._redirect_uri}

    def _ask(self, body: dict[str, str], advice: str, transport: httpx.BaseTransport | None) -> httpx.Response:
        """Send a request to the token endpoint, within the bounds of every call."""
        body = {**body, "client_id": self._client_id, "client_secret": self._client_secret}
        note = CallNote(secrets=tuple(body.values()))
        extensions = {"timeout": TIMEOUT.as_dict(), EXTENSION: note}
        request = httpx.Request("POST", self._token_url, headers=HEADERS, json=body, extensions=extensions)
        try:
            http = open_http(httpx.Client, transport)
            bound_connections(http)
            try:
                return read(http.send(request, stream=True))
            finally:
                if transport is None:  # that of a caller may be in use elsewhere
                    http.close()
        except KlantkitError:
            raise
        except Exception as error:
            if body["grant_type"] == "refresh_token" and not was_sent(note, error):
                raise  # a client of klantkit tries again
            call = Call(any_operation("POST", request.url.path), request, note, _REAUTHORIZE)
            raise_connection_error(call, error, advice)

    def _keep(self, response: httpx.Response, old: _Token | None = None) -> None:
        """Take the token from a response, and keep it. Errors show nothing of the response, which may hold a token."""
        path = httpx.URL(self._token_url).path
        request_id = Redactor([self._client_secret]).text(response.headers.get("x-request-id", ""))
        about = {"method": "POST", "path": path, "request_id": request_id, "headers": {}, "body": ""}
        if not response.is_success:
            status = httpx.codes.UNAUTHORIZED if response.status_code in (400, 401, 403) else response.status_code
            error_type, advice = status_error_type(status, _REAUTHORIZE)
            message = f"POST {path}: {response.status_code}. The vendor issued no token. {advice}"
            wait = retry_after(response.status_code, response.headers, self._clock())
            raise error_type(message, status=response.status_code, retry_after=wait, **about)
        token = _Token.of(response.content, self._clock(), old.refresh_token if old else None)
        if token is None:
            message = f"POST {path}: the response holds no token as the vendor describes it."
            raise ContractError(message, status=response.status_code, **about)
        self._token = token  # before it is saved: if that fails, this process can still use it
        text = json.dumps(attrs.asdict(token))
        self._store.save(text)
        self._seen = text
