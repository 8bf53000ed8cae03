"""A token appears only in its header: in no repr, log, error or pickle."""

from __future__ import annotations

import logging
import pickle
import re
import string
import traceback
from pathlib import Path
from typing import Any

import httpx
import klantkit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from klantkit import MijnKlantportaal, Next, Notify

from contract_tests.library.samples import CALLS, NOTIFY_CUSTOMER, PORTAL_CUSTOMER

#: With a prefix that occurs nowhere else: hypothesis also draws constants from our source code.
TOKENS = st.text(string.ascii_letters + string.digits + "-_.~+/=", min_size=12, max_size=80).map("7~{}".format)


class _Keep(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(f"{record.getMessage()} {vars(record)}")


def _everything(error: BaseException) -> str:
    """Everything an error exposes: its text, fields and pickle, and those of its causes."""
    told = [str(error), repr(error), repr(vars(error)), repr(error.args)]
    if isinstance(error, klantkit.KlantkitError):
        told.append(repr(pickle.dumps(error)))
        if isinstance(error, klantkit.APIResponseError):
            told += [error.body, repr(dict(error.headers))]
    if error.__cause__ is not None:
        told.append(_everything(error.__cause__))
    return " ".join(told)


def _echo(status: int, request: httpx.Request) -> httpx.Response:
    """A response that repeats the credential in every header and field."""
    sent = request.headers.get("authorization", "")
    headers = {"x-you-sent": sent, "x-request-id": f"id of {sent}"}
    body: dict[str, Any] = {"code": status, "message": sent, "status": status, "title": sent, "detail": sent}
    return httpx.Response(status, headers=headers, json={**body, "extra": {"deep": [sent]}})


@settings(max_examples=30, deadline=None)
@given(
    token=TOKENS,
    call=st.sampled_from(["customer", "next", "notify"]),
    status=st.sampled_from([201, 400, 401, 500, 599]),
)
def test_a_token_appears_only_in_its_header(token: str, call: str, status: int) -> None:
    kind, method, arguments = CALLS[call]
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["authorization"])
        assert token not in str(request.url)
        assert token not in request.read().decode()
        return _echo(status, request)

    keep, logger = _Keep(), logging.getLogger()
    logger.addHandler(keep)
    level = logger.level
    logger.setLevel(logging.DEBUG)
    try:
        with kind(token, transport=httpx.MockTransport(answer), rate_limit=None) as client:
            told = [repr(client), str(client), repr(client.customers), repr(client.with_options(timeout=5))]
            told += [repr(client._own_sender), repr(client._own_sender.auth), repr(client._own_sender.settings)]
            with pytest.raises(klantkit.APIResponseError) as raised:
                method(client)(**arguments)
    finally:
        logger.removeHandler(keep)
        logger.setLevel(level)
    assert [f"Bearer {token}"] == seen
    assert token not in " ".join([*told, *keep.told, _everything(raised.value)])


@settings(max_examples=30, deadline=None)
@given(token=TOKENS, fault=st.sampled_from([httpx.ConnectTimeout, httpx.ReadError, httpx.PoolTimeout]))
def test_connection_errors_hide_the_token(token: str, fault: type[httpx.TransportError]) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise fault("broke")

    with Notify(token, transport=httpx.MockTransport(answer), max_retries=0) as client:
        with pytest.raises(klantkit.APIConnectionError) as raised:
            client.customers.create(customer_code="1", name="A")
    assert token not in _everything(raised.value)


@pytest.mark.parametrize("explicit", [False, True], ids=["context", "cause"])
def test_an_error_that_a_transport_raised_from_another_hides_the_token(*, explicit: bool) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        try:
            raise KeyError(request.headers["authorization"])  # noqa: TRY301 - the error before the error
        except KeyError as error:
            if explicit:
                raise RuntimeError("broken") from error
            raise httpx.ReadError("broken")  # noqa: B904 - so that it is the context

    token = "a-token-of-its-own"
    with Notify(token, transport=httpx.MockTransport(fail)) as client:
        with pytest.raises(klantkit.APIConnectionError, match="broken") as raised:
            client.customers.create(customer_code="1", name="A")
    assert token not in "".join(traceback.format_exception(raised.value))


@pytest.mark.parametrize(
    "place", ["note", "group", "group within a group", "context behind a cause", "context of a part"]
)
def test_no_part_of_an_error_that_a_transport_raised_shows_the_token(place: str) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        told, error = KeyError(request.headers["authorization"]), RuntimeError("broken")
        match place:
            case "note":
                error.add_note(f"with {told}")
            case "group":
                raise ExceptionGroup("broken", [error, told])
            case "group within a group":
                raise error from ExceptionGroup("broken", [error, ExceptionGroup("too", [told])])
            case "context of a part":
                error.__context__ = told
                raise ExceptionGroup("broken", [error])
            case _:
                error.__context__ = told
                raise error from ValueError("harmless")
        raise error

    token = "a-token-of-its-own"
    with Notify(token, transport=httpx.MockTransport(fail)) as client:
        with pytest.raises(klantkit.APIConnectionError, match="broken") as raised:
            client.customers.create(customer_code="1", name="A")
    assert raised.value.__cause__ is None
    assert token not in "".join(traceback.format_exception(raised.value))


def test_an_error_that_is_its_own_cause_is_raised_all_the_same() -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        error = RuntimeError("broken")
        raise error from error

    with Notify("a-token-of-its-own", transport=httpx.MockTransport(fail)) as client:
        with pytest.raises(klantkit.APIConnectionError, match="broken") as raised:
            client.customers.create(customer_code="1", name="A")
    assert isinstance(raised.value.__cause__, RuntimeError)


def test_repr_of_settings_hides_headers() -> None:
    with Notify("s3cret-token", headers={"X-Key": "an0ther"}) as client:
        assert "an0ther" not in repr(client._own_sender.settings)


def test_secrets_are_masked_with_asterisks() -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("broke on Bearer s3cret-token.")

    with Notify("s3cret-token", transport=httpx.MockTransport(answer), max_retries=0) as client:
        with pytest.raises(klantkit.APIConnectionError, match=r"\(ReadError: broke on Bearer \*\*\*\.\)"):
            client.customers.create(customer_code="1", name="A")


@settings(max_examples=20, deadline=None)
@given(token=TOKENS)
def test_credentials_and_clients_are_not_pickled(token: str) -> None:
    auth = klantkit.BearerAuth(token)
    assert token not in repr(auth)
    for kept in (auth, Notify(token), MijnKlantportaal(token), Next(token)):
        with pytest.raises(TypeError) as raised:
            pickle.dumps(kept)
        assert token not in str(raised.value)


@pytest.mark.parametrize(
    "error",
    [
        klantkit.ConfigurationError("no token"),
        klantkit.APITimeoutError("slow", method="POST", path="/customers", request_id="1", sent=True),
        klantkit.ContractError(
            "no", status=201, method="POST", path="/c", request_id="1", headers={"a": "b"}, body="x" * 20_000
        ),
        klantkit.RateLimitError(
            "no", status=429, method="POST", path="/c", request_id="1", headers={}, body="", error=None, retry_after=3.0
        ),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_survive_pickling(error: klantkit.KlantkitError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - pickled in this line
    assert type(error) is type(again)
    assert str(error) == str(again)
    assert vars(error) == vars(again)


def test_an_error_with_the_vendor_s_model_survives_pickling() -> None:
    body = {"status": 400, "title": "Bad Request", "detail": "Field email in wrong format"}
    with Notify("k", transport=httpx.MockTransport(lambda _: httpx.Response(400, json=body))) as client:
        with pytest.raises(klantkit.BadRequestError) as raised:
            client.customers.create(customer_code="1", name="A")
    again = pickle.loads(pickle.dumps(raised.value))  # noqa: S301 - pickled in this line
    assert body == again.error.to_dict()


def test_the_generated_clients_hide_the_token() -> None:
    from notify_api import AuthenticatedClient

    client = AuthenticatedClient("https://a.invalid", token="s3cret", headers={"X": "s3cret"})
    client.get_httpx_client().close()
    assert "s3cret" not in repr(client)


def test_a_token_repeated_in_a_success_is_not_masked() -> None:
    """Only errors are masked; a success is returned unchanged."""
    answer = NOTIFY_CUSTOMER | {"contact": "Bearer s3cret-token"}
    with Notify("s3cret-token", transport=httpx.MockTransport(lambda _: httpx.Response(201, json=answer))) as client:
        assert answer == client.customers.create(customer_code="1", name="A").to_dict()


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.anyio
async def test_no_log_record_or_extension_holds_what_was_sent(*, asynchronous: bool) -> None:
    """Neither the query, which may hold personal data, nor headers, body or the secrets to redact."""
    handler, seen = _Keep(), list[str]()
    logger = logging.getLogger("klantkit")
    level = logger.level

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(repr(request.extensions))
        return httpx.Response(429 if len(seen) == 1 else 201, json=NOTIFY_CUSTOMER, headers={"Retry-After": "0"})

    arguments: dict[str, Any] = {
        "customer_code": "in-the-b0dy",
        "name": "A",
        "extra_query": {"mail": "in-the-query@example.com"},
        "headers": {"X-Own": "in-the-head3r"},
    }
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    transport = httpx.MockTransport(answer)
    try:
        if asynchronous:
            await klantkit.AsyncNotify("in-the-cred3ntial", transport=transport).customers.create(**arguments)
        else:
            Notify("in-the-cred3ntial", transport=transport).customers.create(**arguments)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    assert (2, 2) == (len(handler.told), len(seen))
    assert "in-the" not in " ".join([*handler.told, *seen])


def test_the_extensions_of_a_request_show_no_secret_of_oauth(tmp_path: Path) -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(f"{request.extensions!r} {request.extensions}")
        if "tokens" in request.url.path:
            return httpx.Response(200, json={"access_token": "acc3ss", "refresh_token": "r3fresh", "expires_in": 3600})
        return httpx.Response(201, json=PORTAL_CUSTOMER)

    transport = httpx.MockTransport(answer)
    store = klantkit.FileTokenStore(tmp_path / "portal")
    oauth = klantkit.MijnKlantportaalOAuth("app", "s3cret", "https://app.invalid/", store, transport=transport)
    _, state = oauth.authorize_url([])
    oauth.exchange(f"https://app.invalid/?code=c0de&state={state}", state)
    portal = MijnKlantportaal(oauth, transport=transport)
    _, method, arguments = CALLS["customer"]
    method(portal)(**arguments)
    assert 2 == len(seen)
    assert not {"s3cret", "acc3ss", "r3fresh", "c0de"} & set(re.findall(r"\w+", " ".join(seen)))
