"""MijnKlantportaal's OAuth for third-party apps: authorization code, then refresh.

The token endpoint expects JSON where RFC 6749 (4.1.3, 6) requires a form, so no OAuth library works with it.
Source: the pages on OAuth in the vendor's documentation.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from typing import Any

import anyio
import attrs
import httpx

from ._auth import SecretAuth
from ._call import CallNote
from ._errors import (
    APIConnectionError,
    APITimeoutError,
    ConfigurationError,
    ContractError,
    TokenStoreError,
    status_error_type,
)
from ._http import HEADERS, open_async_client, open_client, read, read_async
from ._retry import is_replayable
from ._stores import TokenStore

AUTHORIZE_URL = "https://manage.mijnklantportaal.nl/oauth/authorize"
TOKEN_URL = "https://manage.mijnklantportaal.nl/oauth/tokens"  # noqa: S105 - a URL

#: Seconds before its expiry at which an access token is refreshed, so that it does not expire on the way.
EXPIRY_MARGIN = 60.0

#: For requests to the token endpoint.
TIMEOUT = httpx.Timeout(connect=5, read=30, write=30, pool=5)

_REAUTHORIZE = "Check the app's ID and secret; if they are right, the customer has to agree again."


@attrs.frozen
class _Token:
    access_token: str = attrs.field(repr=False)
    refresh_token: str = attrs.field(repr=False)
    expires_at: float

    @classmethod
    def from_text(cls, text: str) -> _Token:
        try:
            kept = json.loads(text)
            return cls(str(kept["access_token"]), str(kept["refresh_token"]), float(kept["expires_at"]))
        except (ValueError, KeyError, TypeError) as error:
            raise TokenStoreError(
                "The store holds something other than this token; give the token a store of its own."
            ) from error


class MijnKlantportaalOAuth(SecretAuth):
    """Authorizes an app with a customer's portal, and refreshes its access token.

    Once, send the customer to the URL from `authorize_url`, and pass the URL that the browser returns to on to
    `exchange`. From then on, use the object as the `token` of `MijnKlantportaal`, or as httpx `auth`.
    However many threads and tasks need a token, it is refreshed once, and the new one is kept in the store.

    Args:
        client_id: The ID of the app.
        client_secret: The secret of the app.
        redirect_uri: The URL that the browser returns to, as registered for the app.
        store: Where the token is kept.
        authorize_url: The URL where the customer agrees.
        token_url: The URL of the token endpoint.
        clock: Returns the time as UNIX time.
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
    ) -> None:
        self._client_id = client_id
        self._client_secret = client_secret
        self._redirect_uri = redirect_uri
        self._store = store
        self._authorize_url = authorize_url
        self._token_url = token_url
        self._clock = clock
        self._token: _Token | None = None
        self._lock = threading.Lock()

    def authorize_url(self, scopes: Sequence[str], *, login: bool = False) -> tuple[str, str]:
        """The URL to send the customer to, and the state to keep in the customer's session for `exchange`.

        Args:
            scopes: The permissions that the app asks for, such as `customers.write`.
            login: Whether the customer must log in even if already logged in.
        """
        state = secrets.token_urlsafe(32)
        query = {
            "client_id": self._client_id,
            "redirect_uri": self._redirect_uri,
            "state": state,
            "scope": " ".join(scopes),
            "response_type": "code",
        }
        if login:
            query["prompt"] = "login"
        return str(httpx.URL(self._authorize_url, params=query)), state

    def exchange(self, callback_url: str, state: str, *, transport: httpx.BaseTransport | None = None) -> None:
        """Exchange the code that the customer agreed to for a token, and keep it in the store.

        Args:
            callback_url: The whole URL that the browser returned to.
            state: The state that `authorize_url` returned.
            transport: A transport in place of httpx's own.

        Raises:
            ConfigurationError: The customer refused, or the URL does not belong to this state.
            AuthenticationError: The vendor refuses the code.
            StatusError: The vendor gives no token for another reason.
            APIConnectionError: The vendor cannot be reached, or its response is larger than 10 MiB.
            APITimeoutError: The response takes longer than 30 seconds.
            ContractError: The vendor's response cannot be read.
            TokenStoreError: The token cannot be kept.
        """
        request = self._token_request(grant_type="authorization_code", **self._code_of(callback_url, state))
        self._store.check()
        with open_client(transport) as http, _connection_errors(request):
            response = read(http.send(request, stream=True))
        self._keep(response)

    async def exchange_async(
        self, callback_url: str, state: str, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        """`exchange` for asynchronous code."""
        request = self._token_request(grant_type="authorization_code", **self._code_of(callback_url, state))
        self._store.check()
        async with open_async_client(transport) as http:
            with _connection_errors(request):
                response = await read_async(await http.send(request, stream=True))
        self._keep(response)

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send the request with the token; refresh it first if it is about to expire, and once more after a 401."""
        token = self._current()
        if self._is_stale(token):
            token = yield from self._refreshed(token)
        response = yield self._with(request, token)
        if response.status_code == httpx.codes.UNAUTHORIZED and is_replayable(request):
            read(response)  # before httpx does, which unpacks it without bounds
            token = yield from self._refreshed(token)
            yield self._with(request, token)

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """`sync_auth_flow` for asynchronous code, with the same lock, so that threads and tasks can be mixed."""
        token = self._current()
        if self._is_stale(token):
            async with self._locked():
                if self._current() == token:
                    self._keep(await read_async((yield self._refresh_request(token))), token)
                token = self._current()
        response = yield self._with(request, token)
        if response.status_code == httpx.codes.UNAUTHORIZED and is_replayable(request):
            await read_async(response)  # before httpx does, which unpacks it without bounds
            async with self._locked():
                if self._current() == token:
                    self._keep(await read_async((yield self._refresh_request(token))), token)
                token = self._current()
            yield self._with(request, token)

    def _refreshed(self, token: _Token) -> Generator[httpx.Request, httpx.Response, _Token]:
        """The token that follows `token`: refreshed here, unless another thread or task was faster."""
        with self._lock:
            if self._current() == token:
                self._keep(read((yield self._refresh_request(token))), token)
            return self._current()

    @contextlib.asynccontextmanager
    async def _locked(self) -> AsyncGenerator[None]:
        while not self._lock.acquire(blocking=False):
            await anyio.sleep(0.01)
        try:
            yield
        finally:
            self._lock.release()

    def _with(self, request: httpx.Request, token: _Token) -> httpx.Request:
        request.headers["Authorization"] = f"Bearer {token.access_token}"
        return request

    def _current(self) -> _Token:
        if self._token is None:
            text = self._store.load()
            if text is None:
                raise ConfigurationError(
                    "There is no token yet: send the customer to authorize_url(), and pass the callback URL to "
                    "exchange()."
                )
            self._token = _Token.from_text(text)
        return self._token

    def _is_stale(self, token: _Token) -> bool:
        return self._clock() >= token.expires_at - EXPIRY_MARGIN

    def _code_of(self, callback_url: str, state: str) -> dict[str, str]:
        """The code in the callback URL, and the redirect URI that it belongs to."""
        query = httpx.URL(callback_url).params
        if not hmac.compare_digest(query.get("state", "").encode(), state.encode()):
            raise ConfigurationError("The callback URL is not of this state: start again with authorize_url().")
        if "error" in query:
            reason = f"{query['error']} {query.get('error_description', '')}".strip()[:200]
            raise ConfigurationError(f"The portal refused: {reason}.")
        if not query.get("code"):
            raise ConfigurationError("The callback URL holds no code: start again with authorize_url().")
        return {"code": query["code"], "redirect_uri": self._redirect_uri}

    def _refresh_request(self, token: _Token) -> httpx.Request:
        return self._token_request(grant_type="refresh_token", refresh_token=token.refresh_token)

    def _token_request(self, **body: str) -> httpx.Request:
        app = {"client_id": self._client_id, "client_secret": self._client_secret}
        extensions = {"timeout": TIMEOUT.as_dict(), **CallNote().as_extensions()}  # bounded in any httpx client
        return httpx.Request("POST", self._token_url, headers=HEADERS, json={**body, **app}, extensions=extensions)

    def _keep(self, response: httpx.Response, old: _Token | None = None) -> None:
        """Take the token from a response, and keep it. Errors show nothing of the response, which may hold a token."""
        path = httpx.URL(self._token_url).path
        context: dict[str, Any] = {
            "status": response.status_code,
            "method": "POST",
            "path": path,
            "request_id": response.headers.get("x-request-id", ""),
            "headers": {},
            "body": "",
        }
        if not response.is_success:
            status = httpx.codes.UNAUTHORIZED if response.status_code in (400, 401, 403) else response.status_code
            error_type, advice = status_error_type(status, _REAUTHORIZE)
            raise error_type(
                f"POST {path}: {response.status_code}. The vendor gives no token. {advice}",
                error=None,
                retry_after=None,
                **context,
            )
        try:
            body: dict[str, Any] = response.json()
            access_token, expires_in = body["access_token"], body["expires_in"]
            refresh_token = body.get("refresh_token") or (old.refresh_token if old else None)
            if not (access_token and isinstance(access_token, str) and access_token.isascii()):
                raise TypeError
            if not (refresh_token and isinstance(refresh_token, str)):
                raise TypeError
            token = _Token(access_token, refresh_token, self._clock() + float(expires_in))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise ContractError(
                f"POST {path}: the response holds no token as the vendor describes it.", **context
            ) from None
        self._token = token  # before it is saved: if that fails, this process can still use it
        self._store.save(json.dumps(attrs.asdict(token)))


@contextlib.contextmanager
def _connection_errors(request: httpx.Request) -> Generator[None]:
    try:
        yield
    except httpx.HTTPError as error:
        error_type = APITimeoutError if isinstance(error, httpx.TimeoutException) else APIConnectionError
        raise error_type(
            f"POST {request.url.path} at {request.url.host}: no response ({type(error).__name__}). If the request was "
            "sent, the code is used up: start again with authorize_url().",
            method="POST",
            path=request.url.path,
            request_id="",
            sent=not isinstance(error, httpx.ConnectError | httpx.ConnectTimeout),
        ) from error
