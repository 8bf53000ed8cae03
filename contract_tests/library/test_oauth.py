"""MijnKlantportaal's OAuth: authorizing, exchanging the code and refreshing the token."""

from __future__ import annotations

import asyncio
import gzip
import http.server
import json
import multiprocessing
import os
import threading
import time
import tracemalloc
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NoReturn

import anyio
import httpx
import klantkit
import pytest
from klantkit import FileTokenStore, MijnKlantportaal, MijnKlantportaalOAuth, _bounds, _http, _oauth
from klantkit._rate_limit import _times

from contract_tests.library import faults
from contract_tests.library.faults import FaultServer, answer, answers
from contract_tests.library.samples import PORTAL_CUSTOMER


class _Unread(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of an answer that is still on its way, as it is for a real transport."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self._content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._content


class Portal:
    """The vendor's side: gives out tokens that last, and takes the latest only."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.given = 0
        self.bodies: list[dict[str, str]] = []
        self.refuse = False
        self.rotates = True
        self.created = 0
        self.asked: Callable[[], object] = lambda: None

    def token(self) -> str:
        return f"access-{self.given}"

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth/tokens":
            self.asked()
            assert ("POST", "application/json") == (request.method, request.headers["content-type"])
            assert {"connect": 5, "read": 30, "write": 30, "pool": 5} == request.extensions["timeout"]
            assert f"klantkit/{klantkit.__version__}" == request.headers["user-agent"]
            assert "gzip, deflate" == request.headers["accept-encoding"]
            self.bodies.append(json.loads(request.read()))
            if self.refuse:
                told = {"error": "invalid_grant", "sent": self.bodies[-1]}
                return httpx.Response(400, json=told, headers={"X-Request-Id": "r-1"})
            self.given += 1
            answer = {"access_token": self.token(), "expires_in": 3600}
            if self.rotates or self.bodies[-1]["grant_type"] == "authorization_code":
                answer["refresh_token"] = f"refresh-{self.given}"
            return httpx.Response(200, stream=_Unread(json.dumps(answer).encode()))
        if request.headers.get("authorization") != f"Bearer {self.token()}":
            return httpx.Response(401, json={"code": 401, "message": "Unauthenticated."})
        self.created += 1
        return httpx.Response(201, json=PORTAL_CUSTOMER)


CUSTOMER: dict[str, Any] = dict.fromkeys(("company_name", "address", "zip_code", "city", "primary_email"), "A")


@pytest.fixture
def vendor() -> Portal:
    return Portal()


@pytest.fixture
def make(vendor: Portal, tmp_path: Path) -> Callable[[], MijnKlantportaalOAuth]:
    """Makes the app's side anew, as a new start of the program would."""

    def make() -> MijnKlantportaalOAuth:
        store = FileTokenStore(tmp_path / "portal")
        return MijnKlantportaalOAuth(
            "app",
            "s3cret",
            "https://app.invalid/back",
            store,
            clock=lambda: vendor.now,
            transport=httpx.MockTransport(vendor),
        )

    return make


@pytest.fixture
def oauth(vendor: Portal, make: Callable[[], MijnKlantportaalOAuth]) -> MijnKlantportaalOAuth:
    """An app that a customer agreed to."""
    oauth = make()
    _, state = oauth.authorize_url(["customers.write"])
    oauth.exchange(f"https://app.invalid/back?code=c0de&state={state}", state, transport=httpx.MockTransport(vendor))
    return oauth


def test_authorize_url(make: Callable[[], MijnKlantportaalOAuth]) -> None:
    address, state = make().authorize_url(["customers.write", "offers.write"], login=True)
    url = httpx.URL(address)
    assert ("manage.mijnklantportaal.nl", "/oauth/authorize") == (url.host, url.path)
    assert {
        "client_id": "app",
        "redirect_uri": "https://app.invalid/back",
        "state": state,
        "scope": "customers.write offers.write",
        "response_type": "code",
        "prompt": "login",
    } == dict(url.params)
    assert "prompt" not in make().authorize_url([])[0]
    assert 43 == len(state), "256 bits"
    assert state != make().authorize_url([])[1]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("code=c&state=other", "has another state"),
        ("code=c", "has another state"),
        ("error=access_denied&error_description=No&state=STATE", r"refused: access_denied No\."),
        ("error=access_denied&state=STATE", r"refused: access_denied\."),
        ("state=STATE", "holds no code"),
        ("code=c\0&state=STATE", "callback_url= is not a valid URL"),
        ("code=c\udcff&state=STATE", "callback_url= is not a valid URL"),
    ],
)
def test_a_callback_that_is_none(make: Callable[[], MijnKlantportaalOAuth], query: str, said: str) -> None:
    oauth = make()
    _, state = oauth.authorize_url(["customers.write"])
    with pytest.raises(klantkit.ConfigurationError, match=said):
        oauth.exchange(f"https://app.invalid/back?{query.replace('STATE', state)}", state)


@pytest.mark.parametrize("query", ["code=c", "code=c&state=", "code=c&state=other"])
def test_no_callback_is_of_an_empty_state(
    vendor: Portal, make: Callable[[], MijnKlantportaalOAuth], query: str
) -> None:
    """Such as that of a session that has ended: anyone could have sent the browser there."""
    with pytest.raises(klantkit.ConfigurationError, match="has another state"):
        make().exchange(f"https://app.invalid/back?{query}", "")
    assert [] == vendor.bodies


def test_exchange_asks_as_the_vendor_says(vendor: Portal, oauth: MijnKlantportaalOAuth) -> None:
    assert oauth
    assert [
        {
            "grant_type": "authorization_code",
            "client_id": "app",
            "client_secret": "s3cret",
            "redirect_uri": "https://app.invalid/back",
            "code": "c0de",
        }
    ] == vendor.bodies


@pytest.mark.anyio
async def test_exchange_for_asynchronous_code(vendor: Portal, make: Callable[[], MijnKlantportaalOAuth]) -> None:
    oauth = make()
    _, state = oauth.authorize_url([])
    callback = f"https://app.invalid/back?code=c&state={state}"
    await oauth.exchange_async(callback, state, transport=httpx.MockTransport(vendor))
    assert ["authorization_code"] == [body["grant_type"] for body in vendor.bodies]
    async with klantkit.AsyncMijnKlantportaal(oauth, transport=httpx.MockTransport(vendor)) as portal:
        assert "cst_1" == (await portal.customers.create(**CUSTOMER)).id


@pytest.mark.anyio
async def test_a_cancelled_exchange_is_not_waited_for_and_keeps_its_token(
    vendor: Portal, make: Callable[[], MijnKlantportaalOAuth]
) -> None:
    goes_on, oauth = threading.Event(), make()
    _, state = oauth.authorize_url(["customers.write"])
    vendor.asked = lambda: goes_on.wait(10)
    with anyio.move_on_after(0.1) as scope:
        await oauth.exchange_async(f"https://app.invalid/back?code=c0de&state={state}", state)
    assert (True, False) == (scope.cancelled_caught, goes_on.is_set())
    goes_on.set()
    with oauth._locked():  # once the thread has released it
        assert make()._store.load()


def test_a_token_in_the_store_expires_when_it_did(
    vendor: Portal, make: Callable[[], MijnKlantportaalOAuth], oauth: MijnKlantportaalOAuth
) -> None:
    again = make()
    assert oauth._token == again._refreshed(None)
    assert vendor.now + 3600 == again._refreshed(None).expires_at


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 500])
def test_an_error_of_the_token_endpoint_shows_nothing_of_its_response(
    status: int, make: Callable[[], MijnKlantportaalOAuth]
) -> None:
    headers = {"X-Request-Id": "r-1", "X-Token": "t0ken"}
    transport = httpx.MockTransport(lambda _: httpx.Response(status, json={"token": "t0ken"}, headers=headers))
    kinds = {200: klantkit.ContractError, 404: klantkit.NotFoundError, 500: klantkit.ServerError}
    oauth = make()
    _, state = oauth.authorize_url([])
    with pytest.raises(kinds.get(status, klantkit.AuthenticationError)) as raised:
        oauth.exchange(f"https://app.invalid/back?code=c0de&state={state}", state, transport=transport)
    about = {
        "status": status,
        "method": "POST",
        "path": "/oauth/tokens",
        "request_id": "r-1",
        "headers": {},
        "body": "",
    }
    assert about == {name: getattr(raised.value, name) for name in about}


def test_a_long_reason_of_the_portal_is_cut(make: Callable[[], MijnKlantportaalOAuth]) -> None:
    oauth = make()
    _, state = oauth.authorize_url([])
    with pytest.raises(klantkit.ConfigurationError, match=rf"refused: denied {'n' * 193}\.$"):
        oauth.exchange(f"https://a.invalid/?error=denied&error_description={'n' * 300}&state={state}", state)


@pytest.mark.parametrize("own", [False, True], ids=["klantkit's", "the caller's"])
def test_a_client_for_tokens_is_closed_unless_its_transport_is_the_caller_s(
    vendor: Portal, make: Callable[[], MijnKlantportaalOAuth], monkeypatch: pytest.MonkeyPatch, *, own: bool
) -> None:
    opened: list[httpx.Client] = []

    def open_http(kind: Any, transport: Any) -> httpx.Client:
        assert own == (transport is not None)
        opened.append(kind(transport=httpx.MockTransport(vendor), headers=_http.HEADERS))
        return opened[0]

    monkeypatch.setattr(_oauth, "open_http", open_http)
    oauth = make()
    oauth._transport = None
    _, state = oauth.authorize_url([])
    transport = httpx.MockTransport(vendor) if own else None
    oauth.exchange(f"https://app.invalid/back?code=c0de&state={state}", state, transport=transport)
    assert [not own] == [client.is_closed for client in opened]


def test_an_environment_in_which_no_token_can_be_asked_for(
    make: Callable[[], MijnKlantportaalOAuth], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "x://")
    oauth = make()
    oauth._transport = None
    _, state = oauth.authorize_url([])
    with pytest.raises(klantkit.ConfigurationError, match="ALL_PROXY"):
        oauth.exchange(f"https://app.invalid/back?code=c0de&state={state}", state)


class _LockedStore(FileTokenStore):
    """Notes what is done while the lock of the store is held."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.is_locked = False
        self.done: list[tuple[str, bool]] = []

    @contextmanager
    def lock(self) -> Generator[None]:
        with super().lock():
            before, self.is_locked = self.is_locked, True
            yield
            self.is_locked = before

    def check(self) -> None:
        self.done.append(("check", self.is_locked))

    def save(self, secret: str) -> None:
        self.done.append(("save", self.is_locked))
        super().save(secret)


@pytest.mark.anyio
async def test_a_token_is_asked_for_under_the_lock_of_its_store(
    vendor: Portal, make: Callable[[], MijnKlantportaalOAuth], tmp_path: Path
) -> None:
    """Else another process could refresh what this one is about to replace."""
    store = _LockedStore(tmp_path / "portal")
    vendor.asked = lambda: store.done.append(("ask", store.is_locked))
    oauth = make()
    oauth._store = store
    _, state = oauth.authorize_url(["customers.write"])
    oauth.exchange(f"https://app.invalid/back?code=c0de&state={state}", state)
    await oauth.exchange_async(f"https://app.invalid/back?code=c0de&state={state}", state)
    vendor.now += 4000
    oauth._refreshed(None)
    assert [(step, True) for step in ("check", "ask", "save")] * 3 == store.done


class _FullStore(FileTokenStore):
    """A store that can be read and locked, but not written."""

    def check(self) -> None:
        raise klantkit.TokenStoreError("the file cannot be written: the disk is full")


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("kind", [FileTokenStore, _FullStore])
@pytest.mark.anyio
async def test_the_code_is_not_spent_when_the_token_could_not_be_kept(
    tmp_path: Path, kind: type[FileTokenStore], *, asynchronous: bool
) -> None:
    (tmp_path / "file").touch()
    store = kind(tmp_path / "portal") if kind is _FullStore else kind(tmp_path / "file" / "portal")
    oauth = MijnKlantportaalOAuth("app", "s3cret", "https://app.invalid/back", store)
    _, state = oauth.authorize_url([])
    callback = f"https://app.invalid/back?code=c&state={state}"
    transport = httpx.MockTransport(lambda _: pytest.fail("the code was sent"))
    with pytest.raises(klantkit.TokenStoreError, match="cannot be written"):
        if asynchronous:
            await oauth.exchange_async(callback, state, transport=transport)
        else:
            oauth.exchange(callback, state, transport=transport)


def test_refreshes_in_time_and_keeps_what_it_got(
    vendor: Portal, oauth: MijnKlantportaalOAuth, make: Callable[[], MijnKlantportaalOAuth]
) -> None:
    with MijnKlantportaal(oauth, transport=httpx.MockTransport(vendor)) as portal:
        portal.customers.create(**CUSTOMER)
        vendor.now += 3600 - 61
        portal.customers.create(**CUSTOMER)
        assert 1 == vendor.given, "it still lasts"
        vendor.now += 1
        portal.customers.create(**CUSTOMER)
        assert 2 == vendor.given, "it would end on its way"
    assert {
        "grant_type": "refresh_token",
        "refresh_token": "refresh-1",
        "client_id": "app",
        "client_secret": "s3cret",
    } == (vendor.bodies[-1])
    vendor.rotates = False
    vendor.now += 3600
    with MijnKlantportaal(make(), transport=httpx.MockTransport(vendor)) as portal:
        portal.customers.create(**CUSTOMER)
    assert "refresh-2" == vendor.bodies[-1]["refresh_token"], "the rotated one was kept"
    vendor.now += 3600
    with MijnKlantportaal(make(), transport=httpx.MockTransport(vendor)) as portal:
        portal.customers.create(**CUSTOMER)
    assert "refresh-2" == vendor.bodies[-1]["refresh_token"], "without a new one the old one stays"


def test_refreshes_once_for_many_threads(vendor: Portal, oauth: MijnKlantportaalOAuth) -> None:
    vendor.now += 4000
    together = threading.Barrier(16)

    vendor.asked = lambda: time.sleep(0.2)  # so that all others see the old token and wait
    with MijnKlantportaal(oauth, transport=httpx.MockTransport(vendor), rate_limit=None) as portal:

        def create(_: int) -> str:
            together.wait()
            return portal.customers.create(**CUSTOMER).id

        with ThreadPoolExecutor(16) as pool:
            assert ["cst_1"] * 16 == list(pool.map(create, range(16)))
    assert 2 == vendor.given


@pytest.mark.anyio
async def test_refreshes_once_for_many_tasks(vendor: Portal, oauth: MijnKlantportaalOAuth) -> None:
    vendor.now += 4000

    async def slow(request: httpx.Request) -> httpx.Response:
        await anyio.sleep(0.01)
        return vendor(request)

    transport = httpx.MockTransport(slow)
    async with klantkit.AsyncMijnKlantportaal(oauth, transport=transport, rate_limit=None) as portal:
        async with anyio.create_task_group() as tasks:
            for _ in range(50):
                tasks.start_soon(lambda: portal.customers.create(**CUSTOMER))
    assert (2, 50) == (vendor.given, vendor.created)


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_a_token_withdrawn_early_is_refreshed_once(
    vendor: Portal, oauth: MijnKlantportaalOAuth, *, asynchronous: bool
) -> None:
    vendor.given += 1  # what the app holds is not the latest any more
    transport = httpx.MockTransport(vendor)
    if asynchronous:
        async with klantkit.AsyncMijnKlantportaal(oauth, transport=transport) as portal:
            await portal.customers.create(**CUSTOMER)
    else:
        with MijnKlantportaal(oauth, transport=transport) as client:
            client.customers.create(**CUSTOMER)
    assert (3, 1) == (vendor.given, vendor.created)
    assert not oauth._lock.locked(), "the next refresh waits for nobody"


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_a_refused_refresh(vendor: Portal, oauth: MijnKlantportaalOAuth, *, asynchronous: bool) -> None:
    vendor.now += 4000
    vendor.refuse = True
    transport = httpx.MockTransport(vendor)
    for _ in range(2):  # the lock is free again
        with pytest.raises(klantkit.AuthenticationError, match="customer must authorize the app again") as raised:
            if asynchronous:
                async with klantkit.AsyncMijnKlantportaal(oauth, transport=transport) as portal:
                    await portal.customers.create(**CUSTOMER)
            else:
                with MijnKlantportaal(oauth, transport=transport) as client:
                    client.customers.create(**CUSTOMER)
        assert ("POST", "/oauth/tokens", 400) == (raised.value.method, raised.value.path, raised.value.status)
        assert "r-1" == raised.value.request_id
        assert "s3cret" not in f"{raised.value} {vars(raised.value)}"
        assert "refresh-1" not in f"{raised.value} {vars(raised.value)}"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b'{"access_token": "a"}',
        b"{" * 10_000,
        b'{"access_token": 1, "expires_in": 2, "refresh_token": "b"}',
        b'{"access_token": "", "expires_in": 2, "refresh_token": "b"}',
        '{"access_token": "\u00e9", "expires_in": 2, "refresh_token": "b"}'.encode(),
        b'{"access_token": "a", "expires_in": null, "refresh_token": "b"}',
        b'{"access_token": "a", "expires_in": %s, "refresh_token": "b"}' % (b"9" * 400),
        b'{"access_token": "a", "expires_in": %s, "refresh_token": "b"}' % (b"9" * 5000),
        b'{"access_token": "a", "expires_in": 1e999, "refresh_token": "b"}',
        b'{"access_token": "a", "expires_in": NaN, "refresh_token": "b"}',
        b'{"access_token": "a", "expires_in": -1, "refresh_token": "b"}',
        b'{"access_token": "a", "expires_in": "soon", "refresh_token": "b"}',
        b'{"access_token": "a", "expires_in": "Infinity", "refresh_token": "b"}',
        b'{"access_token": "a", "expires_in": [1], "refresh_token": "b"}',
        b'{"access_token": "a\\u0001b", "expires_in": 2, "refresh_token": "b"}',
        b'{"access_token": "a", "expires_in": 2}',
        b'{"access_token": "a", "expires_in": 2, "refresh_token": 1}',
        b'{"access_token": "a", "expires_in": 2, "refresh_token": ""}',
    ],
)
def test_an_answer_without_a_token(make: Callable[[], MijnKlantportaalOAuth], answer: bytes) -> None:
    oauth = make()
    _, state = oauth.authorize_url([])
    with pytest.raises(klantkit.ContractError, match="holds no token") as raised:
        oauth.exchange(
            f"https://app.invalid/back?code=c&state={state}",
            state,
            transport=httpx.MockTransport(lambda _: httpx.Response(200, content=answer)),
        )
    assert "" == raised.value.request_id


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        (httpx.Response(400), klantkit.AuthenticationError),
        (httpx.Response(401), klantkit.AuthenticationError),
        (httpx.Response(403), klantkit.AuthenticationError),
        (httpx.Response(404), klantkit.NotFoundError),
        (httpx.Response(503), klantkit.ServerError),
        (httpx.Response(429, headers={"Retry-After": "7"}), klantkit.RateLimitError),
        (httpx.ReadTimeout("slow"), klantkit.APITimeoutError),
        (httpx.ConnectError("refused"), klantkit.APIConnectionError),
    ],
)
@pytest.mark.anyio
async def test_an_exchange_that_fails(make: Callable[[], MijnKlantportaalOAuth], outcome: Any, kind: Any) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        if isinstance(outcome, Exception):
            raise outcome
        return httpx.Response(outcome.status_code, headers=outcome.headers)

    oauth = make()
    _, state = oauth.authorize_url([])
    callback = f"https://app.invalid/back?code=c&state={state}"
    with pytest.raises(kind) as raised:
        oauth.exchange(callback, state, transport=httpx.MockTransport(answer))
    assert kind is type(raised.value)
    assert (kind is klantkit.AuthenticationError) == ("the customer must authorize the app again" in str(raised.value))
    assert ("POST", "/oauth/tokens") == (raised.value.method, raised.value.path)
    assert getattr(raised.value, "sent", True) == (kind is not klantkit.APIConnectionError)
    assert (7 if kind is klantkit.RateLimitError else None) == getattr(raised.value, "retry_after", None)
    with pytest.raises(kind):
        await oauth.exchange_async(callback, state, transport=httpx.MockTransport(answer))


TOKEN_ANSWER = {"access_token": "access", "expires_in": 3600, "refresh_token": "refresh"}

#: Larger than what may be held of it several times over.
BOMB = gzip.compress(bytes(10 * _bounds.MAX_ANSWER), 1)


async def _exchange(url: str, folder: Path, *, asynchronous: bool) -> None:
    """Exchange a code at the token endpoint of a server."""
    store = FileTokenStore(folder / "portal")
    oauth = MijnKlantportaalOAuth("app", "s3cret", "https://app.invalid/back", store, token_url=f"{url}/oauth/tokens")
    _, state = oauth.authorize_url([])
    callback = f"https://app.invalid/back?code=c&state={state}"
    if asynchronous:
        await oauth.exchange_async(callback, state)
    else:
        oauth.exchange(callback, state)
    assert store.load() is not None


@contextmanager
def _holds_little() -> Generator[None]:
    """Fail where more memory is used than a response within bounds can need."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < 5 * _bounds.MAX_ANSWER
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_an_exchange_has_a_name_and_asks_for_what_it_can_unpack(tmp_path: Path, *, asynchronous: bool) -> None:
    packed = gzip.compress(json.dumps(TOKEN_ANSWER).encode())
    with FaultServer(answers(answer(200, packed, Content_Encoding="gzip", Location="data:,x"))) as server:
        await _exchange(server.url, tmp_path, asynchronous=asynchronous)
    lines = server.requests[0].head.split(b"\r\n")
    assert 1 == lines.count(f"User-Agent: klantkit/{klantkit.__version__}".encode())
    assert 1 == lines.count(b"Accept-Encoding: gzip, deflate")


@pytest.mark.anyio
async def test_an_asynchronous_exchange_leaves_the_event_loop_to_others(tmp_path: Path) -> None:
    asked, answered = threading.Event(), threading.Event()

    def respond_late(connection: faults.Connection) -> None:
        asked.set()
        connection.send(answer(200 if answered.wait(10) else 503, TOKEN_ANSWER))

    with FaultServer(respond_late) as server:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(lambda: _exchange(server.url, tmp_path, asynchronous=True))
            await anyio.to_thread.run_sync(asked.wait)
            answered.set()
    assert FileTokenStore(tmp_path / "portal").load()


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("fault", [faults.drip_headers, faults.drip_body])
@pytest.mark.anyio
async def test_an_exchange_ends_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: faults.Fault, *, asynchronous: bool
) -> None:
    monkeypatch.setattr("klantkit._oauth.TIMEOUT", httpx.Timeout(5, read=0.3))
    start = time.monotonic()
    with FaultServer(fault) as server, pytest.raises(klantkit.APITimeoutError):
        await _exchange(server.url, tmp_path, asynchronous=asynchronous)
    assert time.monotonic() - start < faults.LONGEST / 2


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (faults.flood_headers, klantkit.APIConnectionError),
        (faults.flood_body, klantkit.APIConnectionError),
        (answers(answer(200, BOMB, Content_Encoding="gzip")), klantkit.ContractError),
        (answers(answer(503, BOMB, Content_Encoding="gzip")), klantkit.ServerError),
    ],
    ids=["long headers", "long", "packed", "packed error"],
)
@pytest.mark.anyio
async def test_an_exchange_takes_no_more_than_a_response_may_hold(
    tmp_path: Path, fault: faults.Fault, kind: type[klantkit.KlantkitError], *, asynchronous: bool
) -> None:
    with FaultServer(fault) as server, _holds_little(), pytest.raises(kind) as raised:
        await _exchange(server.url, tmp_path, asynchronous=asynchronous)
    assert kind is type(raised.value)


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("refused", [False, True], ids=["refresh", "401"])
@pytest.mark.anyio
async def test_a_refresh_takes_no_more_than_a_response_may_hold(
    vendor: Portal, oauth: MijnKlantportaalOAuth, *, refused: bool, asynchronous: bool
) -> None:
    headers = {"Content-Encoding": "gzip"}

    def pack(request: httpx.Request) -> httpx.Response:
        response = vendor(request)
        if refused and response.status_code == httpx.codes.UNAUTHORIZED:
            return httpx.Response(401, headers=headers, stream=_Unread(BOMB))
        if not refused and request.url.path == "/oauth/tokens":
            return httpx.Response(200, headers=headers, stream=_Unread(BOMB))
        return response

    vendor.given += 1  # what the app holds is not the latest any more
    transport = httpx.MockTransport(pack)
    oauth._transport = transport
    with _holds_little(), nullcontext() if refused else pytest.raises(klantkit.ContractError, match="holds no token"):
        if asynchronous:
            async with klantkit.AsyncMijnKlantportaal(oauth, transport=transport) as portal:
                await portal.customers.create(**CUSTOMER)
        else:
            with MijnKlantportaal(oauth, transport=transport) as client:
                client.customers.create(**CUSTOMER)
    assert int(refused) == vendor.created


def test_no_token_yet_and_another_one_s_store(make: Callable[[], MijnKlantportaalOAuth], tmp_path: Path) -> None:
    with MijnKlantportaal(make()) as portal, pytest.raises(klantkit.ConfigurationError, match="There is no token yet"):
        portal.customers.create(**CUSTOMER)
    FileTokenStore(tmp_path / "portal").save("something else")
    with MijnKlantportaal(make()) as portal, pytest.raises(klantkit.TokenStoreError, match="something other than"):
        portal.customers.create(**CUSTOMER)


def test_tells_no_secret(oauth: MijnKlantportaalOAuth) -> None:
    told = f"{oauth!r} {oauth._token!r}"
    assert {"access-1", "refresh-1", "s3cret"} == {
        secret for secret in ("access-1", "refresh-1", "s3cret") if secret not in told
    }


def test_serves_the_function_style(vendor: Portal, oauth: MijnKlantportaalOAuth) -> None:
    from mijnklantportaal_api import AuthenticatedClient
    from mijnklantportaal_api.api.customers import create_customer
    from mijnklantportaal_api.models import Customer, NewCustomer

    arguments = {"auth": oauth, "transport": httpx.MockTransport(vendor)}
    with AuthenticatedClient("https://portal.invalid", token="", httpx_args=arguments) as client:
        answer = create_customer.sync(client=client, body=NewCustomer(**CUSTOMER))
    assert isinstance(answer, Customer)


def _app(folder: Path, url: str) -> MijnKlantportaalOAuth:
    store = FileTokenStore(folder / "portal")
    return MijnKlantportaalOAuth("app", "s3cret", "https://app.invalid/back", store, token_url=f"{url}/oauth/tokens")


def _keep(folder: Path, **kept: Any) -> None:
    token = {"access_token": "access-0", "refresh_token": "refresh-0", "expires_at": 0} | kept
    FileTokenStore(folder / "portal").save(json.dumps(token))


@pytest.mark.parametrize(
    "kept",
    [
        {"expires_at": int("9" * 400)},
        {"expires_at": float("inf")},
        {"expires_at": float("nan")},
        {"expires_at": -1},
        {"expires_at": "soon"},
        {"expires_at": None},
        {"access_token": None},
        {"access_token": "a\nb"},
        {"access_token": "\u00e9"},
        {"refresh_token": 5},
    ],
    ids=str,
)
def test_a_stored_token_that_is_none(tmp_path: Path, kept: dict[str, Any]) -> None:
    _keep(tmp_path, **kept)
    with MijnKlantportaal(_app(tmp_path, "http://a.invalid")) as portal:
        with pytest.raises(klantkit.TokenStoreError, match="something other than this token") as raised:
            portal.customers.create(**CUSTOMER)
    assert (None, None) == (raised.value.__cause__, raised.value.__context__), "which would hold the token"


class _Server(http.server.ThreadingHTTPServer):
    """The vendor on a port: each refresh token works once."""

    daemon_threads = True

    request_queue_size = 64  # as many processes connect at once, and the default is 5

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.lock = threading.Lock()
        self.given = 0
        self.refused = 0
        self.asked = threading.Event()
        self.answered = threading.Event()
        self.answered.set()


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride] - always a _Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        status, answer = 201, PORTAL_CUSTOMER
        if self.path == "/oauth/tokens":
            self.server.asked.set()
            in_time = self.server.answered.wait(30)
            with self.server.lock:
                if in_time and body["refresh_token"] == f"refresh-{self.server.given}":
                    self.server.given += 1
                    number = self.server.given
                    token = {"access_token": f"access-{number}", "refresh_token": f"refresh-{number}"}
                    status, answer = 200, {**token, "expires_in": 3600}
                else:
                    self.server.refused += 1
                    status, answer = 400, {}
        elif self.headers["authorization"] != f"Bearer access-{self.server.given}":
            status, answer = 401, {}
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Print nothing."""


@pytest.fixture
def server() -> Iterator[_Server]:
    with _Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.answered.set()
        server.shutdown()
        thread.join()


def _call_in_a_process(folder: Path, url: str, start: Any, ids: Any) -> None:
    with MijnKlantportaal(_app(folder, url), base_url=url, rate_limit=None) as portal:
        start.wait()
        for _ in range(2):
            ids.append(portal.customers.create(**CUSTOMER).id)


@pytest.mark.parametrize("expires_at", [0, 99_999_999_999], ids=["expired", "withdrawn"])
def test_many_processes_refresh_a_rotating_token_once(tmp_path: Path, server: _Server, expires_at: int) -> None:
    _keep(tmp_path, access_token="other", expires_at=expires_at)
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager:
        ids, start = manager.list(), manager.Barrier(8)
        arguments = (tmp_path, server.url, start, ids)
        processes = [context.Process(target=_call_in_a_process, args=arguments) for _ in range(8)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(120)
        assert ["cst_1"] * 16 == list(ids)
    assert (1, 0) == (server.given, server.refused)


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_token_is_refreshed_after_a_fork_in_the_middle_of_a_refresh(
    tmp_path: Path, server: _Server, *, asynchronous: bool
) -> None:
    """The thread that held the lock in the parent is not in the child."""
    _keep(tmp_path)
    oauth = _app(tmp_path, server.url)

    def create() -> None:
        with MijnKlantportaal(oauth, base_url=server.url) as portal:
            portal.customers.create(**CUSTOMER)

    async def create_async() -> None:
        async with klantkit.AsyncMijnKlantportaal(oauth, base_url=server.url) as portal:
            await portal.customers.create(**CUSTOMER)

    def create_in_the_child() -> None:
        pytest.MonkeyPatch().setattr("klantkit._oauth.LOCK_TIMEOUT", 20)
        if asynchronous:
            asyncio.run(create_async())
        else:
            create()

    server.answered.clear()
    with ThreadPoolExecutor(1) as threads:
        created = threads.submit(create)
        server.asked.wait(30)
        child = multiprocessing.get_context("fork").Process(target=create_in_the_child)
        child.start()
        server.answered.set()
        created.result()
    child.join(60)
    assert (0, 1, 0) == (child.exitcode, server.given, server.refused)


def test_a_refresh_that_never_ends_is_waited_for_no_longer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klantkit._oauth.LOCK_TIMEOUT", 0.1)
    _keep(tmp_path)
    oauth = _app(tmp_path, "http://a.invalid")
    with oauth._lock, MijnKlantportaal(oauth) as portal, ThreadPoolExecutor(1) as threads:
        with pytest.raises(klantkit.TokenStoreError, match="Another thread has been refreshing the token"):
            threads.submit(lambda: portal.customers.create(**CUSTOMER)).result(60)


@pytest.mark.parametrize("expires_at", [0, 99_999_999_999], ids=["expired", "withdrawn"])
@pytest.mark.anyio
async def test_a_call_that_blocks_the_loop_while_a_task_refreshes_ends(
    tmp_path: Path, server: _Server, expires_at: int
) -> None:
    _keep(tmp_path, access_token="other", expires_at=expires_at)
    oauth = _app(tmp_path, server.url)
    server.answered.clear()
    async with klantkit.AsyncMijnKlantportaal(oauth, base_url=server.url) as portal:
        with MijnKlantportaal(oauth, base_url=server.url) as client:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(lambda: portal.customers.create(**CUSTOMER))
                await anyio.to_thread.run_sync(server.asked.wait)
                threading.Timer(0.1, server.answered.set).start()
                assert "cst_1" == client.customers.create(**CUSTOMER).id
    assert (1, 0) == (server.given, server.refused)


@pytest.mark.parametrize("expires_at", [0, 99_999_999_999], ids=["expired", "withdrawn"])
@pytest.mark.anyio
async def test_a_task_cancelled_while_it_refreshes_loses_no_token(
    tmp_path: Path, server: _Server, expires_at: int
) -> None:
    _keep(tmp_path, access_token="other", expires_at=expires_at)
    oauth = _app(tmp_path, server.url)
    server.answered.clear()
    async with klantkit.AsyncMijnKlantportaal(oauth, base_url=server.url) as portal:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(lambda: portal.customers.create(**CUSTOMER))
            await anyio.to_thread.run_sync(server.asked.wait)
            tasks.cancel_scope.cancel()
        server.answered.set()
        assert "cst_1" == (await portal.customers.create(**CUSTOMER)).id
    assert (1, 0) == (server.given, server.refused)


def test_a_transport_of_the_caller_stays_open_and_unbounded_for_others(tmp_path: Path, server: _Server) -> None:
    called, refreshed = threading.Event(), threading.Event()

    def respond_late(connection: faults.Connection) -> None:
        called.set()
        refreshed.wait(30)
        connection.send(answer(201, PORTAL_CUSTOMER))

    _keep(tmp_path)
    with FaultServer(respond_late) as api, httpx.HTTPTransport() as transport, ThreadPoolExecutor(1) as threads:
        portal = MijnKlantportaal("text", base_url=api.url, transport=transport)
        created = threads.submit(lambda: portal.customers.create(**CUSTOMER))
        called.wait(30)
        oauth = MijnKlantportaalOAuth(
            "app", "s3cret", "https://app.invalid/back", FileTokenStore(tmp_path / "portal"),
            token_url=f"{server.url}/oauth/tokens", transport=transport,
        )  # fmt: skip
        next(oauth.sync_auth_flow(httpx.Request("GET", api.url)))
        refreshed.set()
        assert "cst_1" == created.result().id
    assert (1, 0) == (server.given, server.refused)
    long = bytes(_bounds.MAX_ANSWER + 1)
    with FaultServer(answers(answer(200, long))) as files, httpx.Client(transport=transport) as others:
        assert len(long) == len(others.get(files.url).content)


def test_a_refresh_of_plain_httpx_ends_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klantkit._oauth.TIMEOUT", httpx.Timeout(5, read=0.3))
    _keep(tmp_path)
    with FaultServer(faults.drip_body) as server, httpx.Client(auth=_app(tmp_path, server.url)) as plain:
        with pytest.raises(klantkit.APITimeoutError, match="could not be refreshed"):
            plain.get(server.url)


@pytest.mark.anyio
async def test_a_refresh_without_a_connection_shows_why(tmp_path: Path) -> None:
    """Unlike what an `httpx.Auth` of the caller raises, whose words may contain any secret."""
    _keep(tmp_path)
    oauth = _app(tmp_path, "http://127.0.0.1:9")
    with MijnKlantportaal(oauth, max_retries=0) as client:
        with pytest.raises(klantkit.APIConnectionError, match=r"no connection \(ConnectError: .+\)\. Nothing was sent"):
            client.customers.create(**CUSTOMER)
    async with klantkit.AsyncMijnKlantportaal(oauth, max_retries=0) as twin:
        with pytest.raises(klantkit.APIConnectionError, match=r"no connection \(ConnectError: .+\)\. Nothing was sent"):
            await twin.customers.create(**CUSTOMER)


@pytest.mark.parametrize("error", [OSError, ValueError, RuntimeError, KeyError, httpx.InvalidURL])
def test_an_exchange_over_a_transport_that_raises_anything(tmp_path: Path, error: type[Exception]) -> None:
    def fail(_: httpx.Request) -> NoReturn:
        raise error("no code-of-the-customer")

    oauth = _app(tmp_path, "http://a.invalid")
    _, state = oauth.authorize_url([])
    callback = f"https://app.invalid/back?code=code-of-the-customer&state={state}"
    with pytest.raises(klantkit.APIConnectionError, match=rf"{error.__name__}: .?no \*\*\*") as raised:
        oauth.exchange(callback, state, transport=httpx.MockTransport(fail))
    assert raised.value.__cause__ is None


def test_a_full_store_spends_no_refresh_token(
    vendor: Portal, oauth: MijnKlantportaalOAuth, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: FileTokenStore) -> NoReturn:
        raise klantkit.TokenStoreError("full")

    monkeypatch.setattr(FileTokenStore, "check", full)
    vendor.now += 4000
    with MijnKlantportaal(oauth, transport=httpx.MockTransport(vendor)) as portal:
        with pytest.raises(klantkit.TokenStoreError, match="full"):
            portal.customers.create(**CUSTOMER)
    assert 1 == vendor.given


def test_a_token_that_was_not_kept_is_used_all_the_same(
    vendor: Portal, oauth: MijnKlantportaalOAuth, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> NoReturn:
        raise klantkit.TokenStoreError("no access")

    vendor.now += 4000
    with MijnKlantportaal(oauth, transport=httpx.MockTransport(vendor)) as portal:
        with monkeypatch.context() as broken, pytest.raises(klantkit.TokenStoreError, match="no access"):
            broken.setattr(FileTokenStore, "save", fail)
            portal.customers.create(**CUSTOMER)
        vendor.now += 4000
        portal.customers.create(**CUSTOMER)
    assert "refresh-2" == vendor.bodies[-1]["refresh_token"], "the store still has refresh-1"


def test_every_secret_of_the_app_is_redacted(tmp_path: Path) -> None:
    secrets = {"access_token": "access-token", "refresh_token": "refresh-token"}
    _keep(tmp_path, **secrets, expires_at=99_999_999_999)
    store = FileTokenStore(tmp_path / "portal")
    oauth = MijnKlantportaalOAuth("app", "client-s3cret", "https://app.invalid/back", store)
    body = {"code": 400, "message": "access-token refresh-token client-s3cret"}
    transport = httpx.MockTransport(lambda _: httpx.Response(400, json=body))
    with MijnKlantportaal(oauth, transport=transport) as portal, pytest.raises(klantkit.BadRequestError) as raised:
        portal.customers.create(**CUSTOMER)
    assert ("*** *** ***", "*** *** ***") == (raised.value.message, raised.value.error.message)  # type: ignore[union-attr]
    assert '{"code": 400, "message": "*** *** ***"}' == raised.value.body


def test_a_token_lasts_by_the_time_of_day(tmp_path: Path) -> None:
    """Another process, or this one after a restart, reads the same time."""
    answer = {"access_token": "abc", "refresh_token": "def", "expires_in": 3600}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=answer))
    store = FileTokenStore(tmp_path / "portal")
    oauth = MijnKlantportaalOAuth("app", "s3cret", "https://app.invalid/back", store, transport=transport)
    _, state = oauth.authorize_url(["customers.write"])
    before = time.time()
    oauth.exchange(f"https://app.invalid/back?code=c0de&state={state}", state)
    assert before + 3600 <= json.loads(store.load() or "")["expires_at"] <= time.time() + 3600


class _Refusing(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers 401 to everything, and reads bodies as a connection does: in pieces, which it does not keep."""

    def __init__(self) -> None:
        self.received: list[bytes] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        self.received.append(b"".join(request.stream))
        return httpx.Response(401)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.AsyncByteStream)
        self.received.append(b"".join([piece async for piece in request.stream]))
        return httpx.Response(401)


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_the_repeat_after_a_401_counts_for_the_rate_limit(
    oauth: MijnKlantportaalOAuth, vendor: Portal, *, asynchronous: bool
) -> None:
    vendor.given += 1  # a 401 for the token that the app has
    transport, limit = httpx.MockTransport(vendor), klantkit.RateLimit(60, 60)
    if asynchronous:
        async with klantkit.AsyncMijnKlantportaal(oauth, transport=transport, rate_limit=limit) as portal:
            await portal.customers.create(**CUSTOMER)
            limiter = portal._own_sender._limiters[True]
    else:
        with MijnKlantportaal(oauth, transport=transport, rate_limit=limit) as client:
            client.customers.create(**CUSTOMER)
            limiter = client._own_sender._limiters[True]
    assert limiter is not None
    assert 2 == len(_times[limiter])


def test_a_body_that_cannot_be_sent_twice_is_not_sent_again_after_a_401(oauth: MijnKlantportaalOAuth) -> None:
    transport = _Refusing()
    with httpx.Client(auth=oauth, transport=transport) as http:
        response = http.post("https://api.invalid/", content=iter([b"whole"]))
    assert (401, [b"whole"]) == (response.status_code, transport.received)


@pytest.mark.anyio
async def test_an_asynchronous_body_that_cannot_be_sent_twice_neither(oauth: MijnKlantportaalOAuth) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"whole"

    transport = _Refusing()
    async with httpx.AsyncClient(auth=oauth, transport=transport) as http:
        response = await http.post("https://api.invalid/", content=pieces())
    assert (401, [b"whole"]) == (response.status_code, transport.received)
