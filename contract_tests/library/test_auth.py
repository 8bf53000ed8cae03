"""Credentials: where they come from, and where they are sent."""

from __future__ import annotations

import traceback
from collections.abc import AsyncGenerator, Generator
from typing import Any, NoReturn

import httpx
import klantkit
import pytest
from klantkit import MijnKlantportaal, Next, Notify
from klantkit._call import EXTENSION, CallNote

from contract_tests.library.samples import NOTIFY_CUSTOMER


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
    assert "Bearer s3cret" == client._own_sender.auth.value
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
    assert (None, None) == (raised.value.__cause__, raised.value.__context__)


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_a_credential_that_fails_after_an_attempt_says_so(*, asynchronous: bool) -> None:
    """The first attempt of a PUT may have been carried out."""
    options: dict[str, Any] = {"transport": httpx.MockTransport(lambda _: httpx.Response(503))}
    keys = iter(["one"])
    with pytest.raises(klantkit.ConfigurationError, match=r"raised StopIteration\. An earlier attempt was sent: check"):
        if asynchronous:
            async with klantkit.AsyncNotify(lambda: next(keys), **options) as twin:
                await twin.request("PUT", "/customers/1")
        else:
            Notify(lambda: next(keys), **options).request("PUT", "/customers/1")


def test_notes_of_two_requests_are_two() -> None:
    """A request that no klantkit client built has nowhere to keep its note."""
    one, other = (httpx.Request("GET", f"https://{name}.invalid/") for name in ("one", "other"))
    CallNote.of(one).secrets += ("s3cret",)
    assert ((), ()) == (CallNote.of(one).secrets, CallNote.of(other).secrets)


@pytest.mark.parametrize(
    ("scheme", "token", "sent"),
    [
        (("bearer",), " k ", ("Bearer k", None, "https://a.invalid/?b=1")),
        (("basic",), "me: pass", ("Basic bWU6IHBhc3M=", None, "https://a.invalid/?b=1")),
        (("header", "X-Api-Key"), " k ", (None, "k", "https://a.invalid/?b=1")),
        (("query", "key"), "k&l", (None, None, "https://a.invalid/?b=1&key=k%26l")),
    ],
    ids=["bearer", "basic", "header", "query"],
)
def test_each_way_to_send_a_credential(scheme: tuple[str, ...], token: str, sent: tuple[str | None, ...]) -> None:
    note = CallNote()
    request = httpx.Request("GET", "https://a.invalid/?b=1", extensions={EXTENSION: note})
    (authorized,) = klantkit.BearerAuth(token, scheme=scheme).auth_flow(request)
    headers = authorized.headers
    assert sent == (headers.get("authorization"), headers.get("x-api-key"), str(authorized.url))
    assert note.secrets == (() if scheme[0] in ("bearer", "basic") else (token.strip(),)), "to be redacted from errors"


@pytest.mark.parametrize("token", ["no colon", None, 5, ["a:b"], b"a:b"])
def test_a_basic_credential_has_a_colon(token: Any) -> None:
    with pytest.raises(klantkit.ConfigurationError, match=r"token= must be user and password as text, with a colon"):
        klantkit.BearerAuth(token, scheme=("basic",))


class _FailingAuth(httpx.Auth):
    """Fails before the request, or after its response."""

    def __init__(self, error: type[Exception], *, late: bool) -> None:
        self._error = error
        self._late = late

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._late:
            yield request
        raise self._error("vault said s3cret")


class _FailingTwin(_FailingAuth):
    """The same, with flows of its own."""

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        yield from self.auth_flow(request)

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        for one in self.auth_flow(request):
            yield one


@pytest.mark.anyio
@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("kind", [_FailingAuth, _FailingTwin])
@pytest.mark.parametrize("error", [LookupError, OSError, httpx.ConnectTimeout, httpx.TooManyRedirects])
async def test_an_auth_of_the_caller_that_fails_is_named_without_its_words(
    error: type[Exception], kind: type[_FailingAuth], *, late: bool
) -> None:
    auth = kind(error, late=late)
    options: Any = {"transport": httpx.MockTransport(lambda _: httpx.Response(401)), "max_retries": 0}
    with Notify(auth, **options) as client, pytest.raises(klantkit.APIConnectionError) as raised:
        client.customers.create(customer_code="1", name="A")
    async with klantkit.AsyncNotify(auth, **options) as twin:
        with pytest.raises(klantkit.APIConnectionError) as raised_twin:
            await twin.customers.create(customer_code="1", name="A")
    for one in (raised.value, raised_twin.value):
        advice = "Check whether the server acted on the request before you repeat it." if late else "Nothing was sent."
        assert str(one).endswith(f"the httpx.Auth raised {error.__name__}. {advice}")
        assert late == one.sent
        assert "s3cret" not in "".join(traceback.format_exception(one))
        assert one.__cause__ is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "https://api.invalid"])
def test_before_its_request_an_auth_that_fails_lets_nothing_be_sent(url: str) -> None:
    auth = _FailingAuth(LookupError, late=False)
    with Notify(auth, base_url=url) as client, pytest.raises(klantkit.APIConnectionError) as raised:
        client.customers.create(customer_code="1", name="A")
    assert str(raised.value).endswith("the httpx.Auth raised LookupError. Nothing was sent.")
    assert not raised.value.sent


def test_a_transport_that_fails_under_an_auth_of_the_caller_keeps_its_words() -> None:
    def fail(_: httpx.Request) -> NoReturn:
        raise LookupError("no route")

    with Notify(httpx.BasicAuth("me", "s3cret-1"), transport=httpx.MockTransport(fail)) as client:
        with pytest.raises(klantkit.APIConnectionError, match="LookupError: no route") as raised:
            client.customers.create(customer_code="1", name="A")
    assert isinstance(raised.value.__cause__, LookupError)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_goes_to_no_other_host(status: int) -> None:
    hosts = []

    def answer(request: httpx.Request) -> httpx.Response:
        hosts.append(request.url.host)
        return httpx.Response(status, headers={"location": "https://elsewhere.invalid/"})

    following = httpx.Client(transport=httpx.MockTransport(answer), follow_redirects=True)
    for client in (Notify("k", transport=httpx.MockTransport(answer)), Notify("k", http_client=following)):
        with client, pytest.raises(klantkit.StatusError, match="redirects, which klantkit does not follow"):
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


@pytest.mark.parametrize("credential", ["user:s3cret-password", httpx.BasicAuth("user", "s3cret-password")])
def test_the_password_of_a_basic_credential_is_redacted(
    credential: klantkit.Credential, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Notify, "_vendor", Notify._vendor._replace(scheme=("basic",)))
    body = {"status": 400, "title": "No", "detail": "user:s3cret-password s3cret-password dXNlcjpzM2NyZXQtcGFzc3dvcmQ="}
    with Notify(credential, transport=httpx.MockTransport(lambda _: httpx.Response(400, json=body))) as client:
        with pytest.raises(klantkit.BadRequestError) as raised:
            client.customers.create(customer_code="1", name="A")
    assert "*** *** ***" == raised.value.message
