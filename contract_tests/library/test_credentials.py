"""Tokens and keys: where they come from, where they are kept, how they are renewed, and where they are sent."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import anyio
import httpx
import klantkit
import pytest
from filelock import FileLock, Timeout
from klantkit import FileTokenStore, MijnKlantportaal, MijnKlantportaalOAuth, Next, Notify, next_token

from contract_tests.harness.prism import Mock
from contract_tests.harness.samples import NOTIFY_CUSTOMER, PORTAL_CUSTOMER

# Where they come from


@pytest.mark.parametrize(
    ("kind", "variable", "prefix"),
    [
        (MijnKlantportaal, "MIJNKLANTPORTAAL_TOKEN", "MIJNKLANTPORTAAL"),
        (klantkit.AsyncMijnKlantportaal, "MIJNKLANTPORTAAL_TOKEN", "MIJNKLANTPORTAAL"),
        (Next, "NEXT_TOKEN", "NEXT"),
        (klantkit.AsyncNext, "NEXT_TOKEN", "NEXT"),
        (Notify, "NOTIFY_API_KEY", "NOTIFY"),
        (klantkit.AsyncNotify, "NOTIFY_API_KEY", "NOTIFY"),
    ],
)
def test_from_env(kind: Any, variable: str, prefix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(variable, raising=False)
    monkeypatch.delenv(f"{prefix}_BASE_URL", raising=False)
    for missing in (None, "", "  "):
        if missing is not None:
            monkeypatch.setenv(variable, missing)
        with pytest.raises(klantkit.ConfigurationError, match=f"{variable}: it is missing or empty"):
            kind.from_env()
    monkeypatch.setenv(variable, " s3cret ")
    client = kind.from_env(max_retries=0)
    assert "Bearer s3cret" == client._own_sender.auth.header
    assert client._own_sender.settings.base_url.startswith("https://api.")
    monkeypatch.setenv(f"{prefix}_BASE_URL", "  ")
    assert kind.from_env()._own_sender.settings.base_url.startswith("https://api.")
    monkeypatch.setenv(f"{prefix}_BASE_URL", " http://127.0.0.1:9/ ")
    assert "http://127.0.0.1:9" == kind.from_env()._own_sender.settings.base_url, "read when called"
    assert "http://other.invalid" == kind.from_env(base_url="http://other.invalid")._own_sender.settings.base_url


def test_a_callable_is_asked_for_each_request() -> None:
    keys, seen = iter(["one", "two"]), []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["authorization"])
        return httpx.Response(201, json=NOTIFY_CUSTOMER)

    with Notify(lambda: next(keys), transport=httpx.MockTransport(answer)) as client:
        for _ in range(2):
            client.customers.create(customer_code="1", name="A")
    assert ["Bearer one", "Bearer two"] == seen


@pytest.mark.parametrize("key", ["", None, 5, "né"])
def test_a_callable_that_gives_no_key(key: Any) -> None:
    with Notify(lambda: key) as client, pytest.raises(klantkit.ConfigurationError, match="api_key= must be"):
        client.customers.create(customer_code="1", name="A")


def test_a_callable_that_fails_is_named_without_its_words() -> None:
    def fail() -> str:
        raise LookupError("vault said s3cret")

    with Notify(fail) as client, pytest.raises(klantkit.ConfigurationError, match="raised LookupError") as raised:
        client.customers.create(customer_code="1", name="A")
    assert "s3cret" not in str(raised.value)
    assert isinstance(raised.value.__cause__, LookupError)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_goes_to_no_other_host(status: int) -> None:
    hosts = []

    def answer(request: httpx.Request) -> httpx.Response:
        hosts.append(request.url.host)
        return httpx.Response(status, headers={"location": "https://elsewhere.invalid/"})

    following = httpx.Client(transport=httpx.MockTransport(answer), follow_redirects=True)
    for client in (Notify("k", transport=httpx.MockTransport(answer)), Notify("k", http_client=following)):
        with client, pytest.raises(klantkit.StatusError, match="redirects, which is not followed"):
            client.customers.create(customer_code="1", name="A")
    following.close()
    assert ["api.notify.cm"] * 2 == hosts


def test_operations_that_want_none_get_none() -> None:
    seen = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("authorization"))
        return httpx.Response(200, json={"access_token": "t", "token_type": "bearer"})

    with Next("secret", transport=httpx.MockTransport(answer)) as client:
        client.token.create(username="1", password="p", client_id="i", client_secret="s")
    assert [None] == seen


@pytest.mark.parametrize(
    ("client", "advice"),
    [
        (MijnKlantportaal, "Create a new API key in the portal"),
        (Next, "exchange it with klantkit.next_token"),
        (Notify, "Take the current one from Notify"),
    ],
)
def test_401_says_what_to_do(client: Any, advice: str) -> None:
    with client("k", transport=httpx.MockTransport(lambda _: httpx.Response(401))) as made:
        arguments: Any = {
            MijnKlantportaal: dict.fromkeys(("company_name", "address", "zip_code", "city", "primary_email"), "A"),
            Next: {"name": "A", "customertypeid": 1},
            Notify: {"customer_code": "1", "name": "A"},
        }[client]
        with pytest.raises(klantkit.AuthenticationError, match=advice):
            made.customers.create(**arguments)


# Where they are kept


def test_file_is_the_owners_alone_and_written_whole(tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path / "deep" / "token")
    assert store.load() is None
    store.check()
    store.save("one")
    store.save("two")
    assert "two" == store.load()
    assert "two" == FileTokenStore(tmp_path / "deep" / "token").load()
    assert 0o600 == stat.S_IMODE((tmp_path / "deep" / "token").stat().st_mode)
    assert 0o700 == stat.S_IMODE((tmp_path / "deep").stat().st_mode)
    assert ["token"] == [path.name for path in (tmp_path / "deep").iterdir()], "nothing half-written stays"


def test_folders_are_made_and_the_file_is_written_beside_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    store = FileTokenStore(tmp_path / "one" / "two" / "token")
    with store.lock():
        store.save("s3cret")
    assert "s3cret" == store.load()
    assert f"FileTokenStore({str(tmp_path / 'one' / 'two' / 'token')!r})" == repr(store)
    FileTokenStore(tmp_path / "three" / "token").save("s3cret")
    FileTokenStore(tmp_path / "four" / "token").check()
    with pytest.raises(klantkit.TokenStoreError, match="cannot be written"):
        FileTokenStore("/proc/token").check()
    assert 0o700 == stat.S_IMODE((tmp_path / "one" / "two").stat().st_mode)


def test_what_stands_around_a_token_is_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text(" s3cret\n")
    path.chmod(0o600)
    assert "s3cret" == FileTokenStore(path).load()
    path.write_text("\n")
    assert FileTokenStore(path).load() is None


def test_a_lock_that_cannot_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klantkit._stores.LOCK_TIMEOUT", 0.05)
    store = FileTokenStore(tmp_path / "token")
    with store.lock(), pytest.raises(klantkit.TokenStoreError, match="Another process has held"):
        with FileTokenStore(tmp_path / "token").lock():
            pytest.fail("two have it")
    (tmp_path / "other.lock").mkdir()
    with pytest.raises(klantkit.TokenStoreError, match="cannot be locked"), FileTokenStore(tmp_path / "other").lock():
        pytest.fail("nobody has it")
    (tmp_path / "file").touch()
    inside = FileTokenStore(tmp_path / "file" / "token")
    with pytest.raises(klantkit.TokenStoreError, match="cannot be written"), inside.lock():
        pytest.fail("nobody has it")
    with pytest.raises(klantkit.TokenStoreError, match="cannot be written"):
        inside.save("s3cret")
    with pytest.raises(klantkit.TokenStoreError, match="cannot be written"):
        inside.check()


def test_a_lock_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locks: list[FileLock] = []  # kept, or it would be given back as they are forgotten

    def lock(*arguments: Any, **options: Any) -> FileLock:
        locks.append(FileLock(*arguments, **options))
        return locks[-1]

    monkeypatch.setattr("klantkit._stores.FileLock", lock)
    with FileTokenStore(tmp_path / "token").lock():
        assert [True] == [one.is_locked for one in locks]
    assert [False] == [one.is_locked for one in locks]


def test_a_lock_is_waited_for_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    def acquire(lock: FileLock) -> None:
        asked.append(lock.timeout)
        raise Timeout(lock.lock_file)

    monkeypatch.setattr(FileLock, "acquire", acquire)
    with pytest.raises(klantkit.TokenStoreError, match="for 60 s"), FileTokenStore(tmp_path / "token").lock():
        pytest.fail("nobody has it")
    assert [60] == asked


def test_a_failed_save_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FileTokenStore(tmp_path / "token")
    store.save("one")

    def fail(*_: object) -> None:
        temporary = {path.name for path in tmp_path.iterdir()} - {"token"}
        assert [True] == [name.startswith(".token.") for name in temporary], "who finds it knows whose it is"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(klantkit.TokenStoreError, match="cannot be written: No space left on device") as raised:
        store.save("two")
    assert "two" not in str(raised.value)
    assert "one" == store.load()
    assert ["token"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    store = FileTokenStore(tmp_path / "token")
    store.save("s3cret")
    (tmp_path / "token").chmod(mode)
    with pytest.raises(klantkit.TokenStoreError, match="can be read by others") as raised:
        store.load()
    assert "s3cret" not in str(raised.value)


def test_a_place_that_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "token"):
        for use in (FileTokenStore(path).check, lambda path=path: FileTokenStore(path).save("s")):
            with pytest.raises(klantkit.TokenStoreError, match="cannot be written"):
                use()
    with pytest.raises(klantkit.TokenStoreError, match="cannot be read"):
        FileTokenStore(tmp_path).load()


def test_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backend import KeyringBackend
    from keyring.backends import fail
    from keyring.errors import KeyringLocked

    class Memory(KeyringBackend):
        priority = 1  # pyright: ignore[reportAssignmentType] - as keyring's own pages have it
        kept: dict[tuple[str, str], str] = {}  # noqa: RUF012 - one for the test
        locked = False

        def get_password(self, service: str, username: str) -> str | None:
            if self.locked:
                raise KeyringLocked
            return self.kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            if self.locked:
                raise KeyringLocked
            self.kept[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            del self.kept[service, username]

    memory = Memory()  # type: ignore[no-untyped-call] # of the library's base class
    monkeypatch.setattr(keyring, "get_keyring", lambda: memory)
    monkeypatch.setattr(keyring, "get_password", memory.get_password)
    monkeypatch.setattr(keyring, "set_password", memory.set_password)
    monkeypatch.setattr(keyring, "delete_password", memory.delete_password)
    store = klantkit.KeyringTokenStore("klantkit NEXT", "123456")
    assert "KeyringTokenStore('klantkit NEXT', '123456')" == repr(store)
    assert store.load() is None
    store.check()
    assert {} == memory.kept
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with store.lock():
        store.save("token")
        (lock,) = tmp_path.iterdir()
        assert re.fullmatch(r"klantkit-[0-9a-f]{16}\.lock", lock.name), "the same for every version of klantkit"
    assert "token" == store.load()
    memory.locked = True
    for use in (store.load, store.check, lambda: store.save("s3cret")):
        with pytest.raises(klantkit.TokenStoreError, match=r"KeyringLocked.*unlock it") as raised:
            use()
        assert "s3cret" not in str(raised.value)
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    with pytest.raises(klantkit.ConfigurationError, match="no keyring; keep the token with FileTokenStore"):
        klantkit.KeyringTokenStore("klantkit NEXT", "123456")
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(klantkit.ConfigurationError, match=r"pip install 'klantkit\[keyring\]'"):
        klantkit.KeyringTokenStore("klantkit NEXT", "123456")


# NEXT's one-time key

KEY: dict[str, Any] = {
    "database": "123456",
    "one_time_key": "s3cret-key",
    "client_id": "id",
    "client_secret": "s3cret-app",
}


class OneTimeKey:
    """NEXT's side: gives a token for the key once, and refuses it from then on."""

    def __init__(self) -> None:
        self.forms: list[dict[str, list[str]]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        form = parse_qs(request.read().decode())
        self.forms.append(form)
        if len(self.forms) > 1:
            # As FastAPI does: what was wrong is told with what was sent.
            told = {"loc": ["body"], "msg": f"used: {form['password']} {form['client_secret']}", "type": "value"}
            return httpx.Response(422, json={"detail": [told]})
        return httpx.Response(200, json={"access_token": "the-token", "token_type": "bearer"})


def test_the_key_is_spent_once(tmp_path: Path) -> None:
    vendor, store = OneTimeKey(), FileTokenStore(tmp_path / "next")
    for _ in range(3):
        assert "the-token" == next_token(store, **KEY, transport=httpx.MockTransport(vendor))
    (form,) = vendor.forms
    assert {
        "grant_type": ["password"],
        "username": ["123456"],
        "password": ["s3cret-key"],
        "client_id": ["id"],
        "client_secret": ["s3cret-app"],
    } == form


def test_the_key_is_spent_once_by_many_threads_and_processes(tmp_path: Path) -> None:
    vendor, store = OneTimeKey(), FileTokenStore(tmp_path / "next")
    transport = httpx.MockTransport(vendor)
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(lambda _: next_token(store, **KEY, transport=transport), range(16)))
    assert ["the-token"] * 16 == tokens
    assert 1 == len(vendor.forms)
    script = (
        "import sys; from klantkit import FileTokenStore, next_token; print(next_token(FileTokenStore(sys.argv[1]),"
        "database='1', one_time_key='k', client_id='i', client_secret='s', base_url='http://127.0.0.1:9'))"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "next")]
    assert "the-token\n" == subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_refused_key_is_no_token_and_no_secret_comes_back(tmp_path: Path) -> None:
    vendor, store = OneTimeKey(), FileTokenStore(tmp_path / "next")
    vendor.forms.append({})  # spent before
    with pytest.raises(klantkit.UnprocessableEntityError) as raised:
        next_token(store, **KEY, transport=httpx.MockTransport(vendor))
    told = f"{raised.value} {raised.value.body} {raised.value.error}"
    assert "s3cret" not in told
    assert "***" in told
    assert store.load() is None


def test_the_key_is_not_spent_when_the_token_could_not_be_kept(tmp_path: Path) -> None:
    vendor = OneTimeKey()
    with pytest.raises(klantkit.TokenStoreError):
        next_token(FileTokenStore(tmp_path), **KEY, transport=httpx.MockTransport(vendor))
    with pytest.raises(klantkit.TokenStoreError, match="the disk is full"):
        next_token(_FullStore(tmp_path / "next"), **KEY, transport=httpx.MockTransport(vendor))
    assert [] == vendor.forms


class _FullStore(FileTokenStore):
    """A store that can be read and locked, but not written."""

    def check(self) -> None:
        raise klantkit.TokenStoreError("the disk is full")


def test_a_token_that_got_lost_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise klantkit.TokenStoreError("no access.")

    store = FileTokenStore(tmp_path / "next")
    monkeypatch.setattr(FileTokenStore, "save", fail)
    with pytest.raises(klantkit.TokenStoreError, match="key is used up and its token lost"):
        next_token(store, **KEY, transport=httpx.MockTransport(OneTimeKey()))


def test_the_key_against_the_mock(vendor_mocks: dict[str, Mock], tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path / "next")
    token = next_token(store, **KEY, base_url=vendor_mocks["next"].url)
    assert token == store.load()
    with Next(token, base_url=vendor_mocks["next"].url) as client:
        assert client.customers.create(name="A", customertypeid=1).id


# MijnKlantportaal's OAuth


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

    def token(self) -> str:
        return f"access-{self.given}"

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth/tokens":
            assert ("POST", "application/json") == (request.method, request.headers["content-type"])
            assert {"connect": 5, "read": 30, "write": 30, "pool": 5} == request.extensions["timeout"]
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
        return MijnKlantportaalOAuth("app", "s3cret", "https://app.invalid/back", store, clock=lambda: vendor.now)

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
    assert len(state) >= 32
    assert state != make().authorize_url([])[1]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("code=c&state=other", "does not belong to this state"),
        ("code=c", "does not belong to this state"),
        ("error=access_denied&error_description=No&state=STATE", r"did not agree: access_denied No\."),
        ("error=access_denied&state=STATE", r"did not agree: access_denied\."),
        ("state=STATE", "holds no code"),
    ],
)
def test_a_callback_that_is_none(make: Callable[[], MijnKlantportaalOAuth], query: str, said: str) -> None:
    oauth = make()
    _, state = oauth.authorize_url(["customers.write"])
    with pytest.raises(klantkit.ConfigurationError, match=said):
        oauth.exchange(f"https://app.invalid/back?{query.replace('STATE', state)}", state)


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


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_the_code_is_not_spent_when_the_token_could_not_be_kept(tmp_path: Path, *, asynchronous: bool) -> None:
    (tmp_path / "file").touch()
    store = FileTokenStore(tmp_path / "file" / "portal")
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

    def slow(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth/tokens":
            time.sleep(0.2)  # so that all others see the old token and wait
        return vendor(request)

    with MijnKlantportaal(oauth, transport=httpx.MockTransport(slow), rate_limit=None) as portal:

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
        with pytest.raises(klantkit.AuthenticationError, match="customer has to agree again") as raised:
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
        (httpx.Response(429), klantkit.RateLimitError),
        (httpx.ReadTimeout("slow"), klantkit.APITimeoutError),
        (httpx.ConnectError("refused"), klantkit.APIConnectionError),
    ],
)
@pytest.mark.anyio
async def test_an_exchange_that_fails(make: Callable[[], MijnKlantportaalOAuth], outcome: Any, kind: Any) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        if isinstance(outcome, Exception):
            raise outcome
        return httpx.Response(outcome.status_code)

    oauth = make()
    _, state = oauth.authorize_url([])
    callback = f"https://app.invalid/back?code=c&state={state}"
    with pytest.raises(kind) as raised:
        oauth.exchange(callback, state, transport=httpx.MockTransport(answer))
    assert kind is type(raised.value)
    assert (kind is klantkit.AuthenticationError) == ("the customer has to agree again" in str(raised.value))
    assert ("POST", "/oauth/tokens") == (raised.value.method, raised.value.path)
    assert getattr(raised.value, "sent", True) == (kind is not klantkit.APIConnectionError)
    with pytest.raises(kind):
        await oauth.exchange_async(callback, state, transport=httpx.MockTransport(answer))


def test_no_token_yet_and_another_one_s_store(make: Callable[[], MijnKlantportaalOAuth], tmp_path: Path) -> None:
    with MijnKlantportaal(make()) as portal, pytest.raises(klantkit.ConfigurationError, match="There is no token yet"):
        portal.customers.create(**CUSTOMER)
    FileTokenStore(tmp_path / "portal").save("something else")
    with MijnKlantportaal(make()) as portal, pytest.raises(klantkit.TokenStoreError, match="something else than"):
        portal.customers.create(**CUSTOMER)


def test_tells_no_secret(oauth: MijnKlantportaalOAuth) -> None:
    told = f"{oauth!r} {oauth._current()!r}"
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
