"""MijnKlantportaal's OAuth for apps of third parties: authorization code, then refresh.

The token endpoint takes JSON where RFC 6749 (4.1.3, 6) says a form, which is why no OAuth library does it.
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
from ._errors import (
    APIConnectionError,
    APITimeoutError,
    AuthenticationError,
    ConfigurationError,
    ContractError,
    TokenStoreError,
    status_error_type,
)
from ._retry import is_replayable
from ._stores import TokenStore

AUTHORIZE_URL = "https://manage.mijnklantportaal.nl/oauth/authorize"
TOKEN_URL = "https://manage.mijnklantportaal.nl/oauth/tokens"  # noqa: S105 - an address

#: Seconds before its end at which an access token is refreshed, so that it does not end on its way.
EXPIRY_MARGIN = 60.0


_REFUSALS = (400, 401, 403)
_AGAIN = "Check the app's id and secret; if they are right, the customer has to agree again."


@attrs.frozen
class _Token:
    access_token: str = attrs.field(repr=False)
    refresh_token: str = attrs.field(repr=False)
    expires_at: float

    def to_text(self) -> str:
        return json.dumps(attrs.asdict(self))

    @classmethod
    def from_text(cls, text: str) -> _Token:
        try:
            read = json.loads(text)
            return cls(str(read["access_token"]), str(read["refresh_token"]), float(read["expires_at"]))
        except (ValueError, KeyError, TypeError) as error:
            raise TokenStoreError(
                "The store holds something else than this token; give it a place of its own."
            ) from error


class MijnKlantportaalOAuth(SecretAuth):
    """Authorizes an app with a customer's portal, and keeps its access token fresh.

    Once: send the customer to the address that `authorize_url` gives, and give `exchange` the address that the
    browser comes back to. From then on use the object as the `token` of `MijnKlantportaal`, or as httpx `auth`.
    A token is refreshed once, however many threads and tasks need it at the time; what it becomes is kept.

    Args:
        client_id: Of the app.
        client_secret: Of the app.
        redirect_uri: Where the browser comes back to, as registered for the app.
        store: Where the token is kept.
        authorize_url: Where the customer agrees.
        token_url: Where tokens are given out.
        clock: The time as UNIX time.
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
        """The address to send the customer to, and the state to keep in the customer's session until then.

        Args:
            scopes: What the app wants to do, such as `customers.write`.
            login: Ask for the login even where the customer is logged in.
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
        """Get and keep the token that the customer agreed to.

        Args:
            callback_url: The address that the browser came back to, whole.
            state: What `authorize_url` gave with the address.
            transport: What carries the request in place of httpx's own transport.

        Raises:
            ConfigurationError: The customer refused, or the address does not belong to this state.
            AuthenticationError: The vendor refuses the code.
            StatusError: The vendor gives no token for another reason.
            APIConnectionError: The vendor cannot be reached.
            ContractError: The vendor's answer cannot be read.
            TokenStoreError: The token cannot be kept.
        """
        request = self._token_request(grant_type="authorization_code", **self._code_of(callback_url, state))
        self._store.check()
        with httpx.Client(transport=transport) as http, _connection_errors(request):
            response = http.send(request)
        self._keep(response)

    async def exchange_async(
        self, callback_url: str, state: str, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        """`exchange` for asynchronous code."""
        request = self._token_request(grant_type="authorization_code", **self._code_of(callback_url, state))
        self._store.check()
        async with httpx.AsyncClient(transport=transport) as http:
            with _connection_errors(request):
                response = await http.send(request)
        self._keep(response)

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Put the token on the request; refresh it first when it is about to end, and once more upon a 401."""
        token = self._current()
        if self._is_stale(token):
            with self._lock:
                token = self._current()
                if self._is_stale(token):  # no other thread was faster
                    token = yield from self._refresh(token)
        response = yield self._with(request, token)
        if response.status_code == httpx.codes.UNAUTHORIZED and is_replayable(request):
            with self._lock:
                if self._current().access_token == token.access_token:
                    token = yield from self._refresh(token)
                else:
                    token = self._current()
            yield self._with(request, token)

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """`sync_auth_flow` for asynchronous code; the lock is the same, so that threads and tasks may mix."""
        token = self._current()
        if self._is_stale(token):
            await self._acquire()
            try:
                token = self._current()
                if self._is_stale(token):
                    response = yield self._refresh_request(token)
                    await response.aread()
                    token = self._keep(response, token)
            finally:
                self._lock.release()
        response = yield self._with(request, token)
        if response.status_code == httpx.codes.UNAUTHORIZED and is_replayable(request):
            await self._acquire()
            try:
                if self._current().access_token == token.access_token:
                    refreshed = yield self._refresh_request(token)
                    await refreshed.aread()
                    token = self._keep(refreshed, token)
                else:
                    token = self._current()
            finally:
                self._lock.release()
            yield self._with(request, token)

    async def _acquire(self) -> None:
        while not self._lock.acquire(blocking=False):
            await anyio.sleep(0.01)

    def _refresh(self, token: _Token) -> Generator[httpx.Request, httpx.Response, _Token]:
        response = yield self._refresh_request(token)
        response.read()
        return self._keep(response, token)

    def _with(self, request: httpx.Request, token: _Token) -> httpx.Request:
        request.headers["Authorization"] = f"Bearer {token.access_token}"
        return request

    def _current(self) -> _Token:
        if self._token is None:
            text = self._store.load()
            if text is None:
                raise ConfigurationError(
                    "There is no token yet: send the customer to authorize_url(), and give exchange() the answer."
                )
            self._token = _Token.from_text(text)
        return self._token

    def _is_stale(self, token: _Token) -> bool:
        return self._clock() >= token.expires_at - EXPIRY_MARGIN

    def _code_of(self, callback_url: str, state: str) -> dict[str, str]:
        """The code in the address, and where it was sent to."""
        query = httpx.URL(callback_url).params
        if not hmac.compare_digest(query.get("state", "").encode(), state.encode()):
            raise ConfigurationError("The address does not belong to this state: start again with authorize_url().")
        if "error" in query:
            told = f"{query['error']} {query.get('error_description', '')}".strip()[:200]
            raise ConfigurationError(f"The portal did not agree: {told}.")
        if not query.get("code"):
            raise ConfigurationError("The address holds no code: start again with authorize_url().")
        return {"code": query["code"], "redirect_uri": self._redirect_uri}

    def _refresh_request(self, token: _Token) -> httpx.Request:
        return self._token_request(grant_type="refresh_token", refresh_token=token.refresh_token)

    def _token_request(self, **body: str) -> httpx.Request:
        app = {"client_id": self._client_id, "client_secret": self._client_secret}
        extensions = {"timeout": {"connect": 5, "read": 30, "write": 30, "pool": 5}}
        return httpx.Request("POST", self._token_url, json={**body, **app}, extensions=extensions)

    def _keep(self, response: httpx.Response, old: _Token | None = None) -> _Token:
        """Read and keep the token of an answer. Nothing of the answer gets into an error: it may hold a token."""
        path = httpx.URL(self._token_url).path
        about: dict[str, Any] = {
            "status": response.status_code,
            "method": "POST",
            "path": path,
            "request_id": response.headers.get("x-request-id", ""),
            "headers": {},
            "body": "",
        }
        if not response.is_success:
            refused = response.status_code in _REFUSALS
            kind, advice = (AuthenticationError, _AGAIN) if refused else status_error_type(response.status_code, _AGAIN)
            raise kind(
                f"POST {path}: {response.status_code}. The vendor gives no token. {advice}",
                error=None,
                retry_after=None,
                **about,
            )
        try:
            read: dict[str, Any] = response.json()
            access_token, expires_in = read["access_token"], read["expires_in"]
            refresh_token = read.get("refresh_token") or (old.refresh_token if old else None)
            if not (access_token and isinstance(access_token, str) and access_token.isascii()):
                raise TypeError
            if not (refresh_token and isinstance(refresh_token, str)):
                raise TypeError
            token = _Token(access_token, refresh_token, self._clock() + float(expires_in))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise ContractError(
                f"POST {path}: the answer holds no token as the vendor describes it.", **about
            ) from None
        self._token = token  # first: a token that cannot be kept still serves this process
        self._store.save(token.to_text())
        return token


@contextlib.contextmanager
def _connection_errors(request: httpx.Request) -> Generator[None]:
    try:
        yield
    except httpx.HTTPError as error:
        kind = APITimeoutError if isinstance(error, httpx.TimeoutException) else APIConnectionError
        raise kind(
            f"POST {request.url.path} at {request.url.host}: no answer ({type(error).__name__}). If it was sent, the "
            "code is used up: start again with authorize_url().",
            method="POST",
            path=request.url.path,
            request_id="",
            sent=not isinstance(error, httpx.ConnectError | httpx.ConnectTimeout),
        ) from error
