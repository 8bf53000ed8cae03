"""What a response becomes: a value, or one typed error with what to do about it."""

from __future__ import annotations

import functools
import gzip
import inspect
import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import h11
import httpx
import klantkit
import pytest
from klantkit import UNSET, AsyncNotify, Next, Notify, _outcome
from klantkit._call import Call, CallNote
from klantkit._outcome import success_of
from klantkit_types.resources import Answer, Operation
from notify_api.models import Error

from contract_tests.harness.operations import all_operations
from contract_tests.library.samples import NOTIFY_CUSTOMER, create, notify
from contract_tests.paths import SPECS


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [
        (400, klantkit.BadRequestError, "correct what its response names"),
        (401, klantkit.AuthenticationError, "key"),
        (403, klantkit.PermissionDeniedError, "may not do this"),
        (404, klantkit.NotFoundError, "check the IDs and base_url"),
        (409, klantkit.ConflictError, "the present state"),
        (422, klantkit.UnprocessableEntityError, "missing or not accepted"),
        (429, klantkit.RateLimitError, "Too many requests"),
        (500, klantkit.ServerError, "check whether it acted on the request"),
        (503, klantkit.ServerError, "check whether it acted on the request"),
        (520, klantkit.ServerError, "check whether it acted on the request"),
        (302, klantkit.StatusError, "The server redirects"),
        (418, klantkit.StatusError, "The vendor refuses the request; look at the response"),
        (504, klantkit.ServerError, "check whether it acted on the request"),
        (799, klantkit.StatusError, "The vendor refuses the request; look at the response"),
    ],
)
def test_each_status_has_its_error(status: int, kind: type[klantkit.StatusError], said: str) -> None:
    body = {"status": status, "title": "No", "detail": "Field email in wrong format"}
    headers = {"location": "https://elsewhere.invalid/", "x-request-id": "abc"}
    with notify(lambda _: httpx.Response(status, json=body, headers=headers)) as client, pytest.raises(kind) as raised:
        create(client)
    error = raised.value
    assert kind is type(error)
    assert (status, "POST", "/customers", "abc") == (error.status, error.method, error.path, error.request_id)
    assert f"POST /customers: {status}" in str(error)
    assert said in str(error)
    assert "Field email in wrong format" in str(error)
    assert "Field email in wrong format" in error.body
    assert "Not retried" not in str(error), "nothing kept it from that"
    assert isinstance(error, klantkit.KlantkitError)
    if status in (400, 401, 422, 429) or 500 <= status < 600:
        assert isinstance(error.error, Error)
        assert "Field email in wrong format" == error.error.detail == error.message
    else:
        assert error.error is None


@pytest.mark.parametrize("body", [b"", b"<html>Bad gateway</html>", b"[1]", b"{", b"\xff\xfe", b"null", b'"text"'])
@pytest.mark.parametrize("status", [400, 502])
def test_an_unreadable_error_still_has_its_status_s_class(status: int, body: bytes) -> None:
    with (
        notify(lambda _: httpx.Response(status, content=body)) as client,
        pytest.raises(klantkit.StatusError) as raised,
    ):
        create(client)
    assert status == raised.value.status
    assert raised.value.error is None


@pytest.mark.parametrize(
    "body",
    [b"", b"<html/>", b"[]", b"{", b"{}", b"null", b'"x"', b'{"id": 5}', b"\xff", b'{"id": "no-uuid", "more": {}}'],
)
def test_a_success_that_breaks_the_contract(body: bytes) -> None:
    with (
        notify(lambda _: httpx.Response(201, content=body)) as client,
        pytest.raises(klantkit.ContractError) as raised,
    ):
        create(client)
    assert 201 == raised.value.status
    assert body.decode(errors="replace") == raised.value.body
    assert raised.value.value is None
    (problem,) = raised.value.problems
    assert f"the body {problem.rule}" in str(raised.value)
    assert "look before you repeat it" in str(raised.value)


@pytest.mark.parametrize("levels", [500, 700, 950])
@pytest.mark.parametrize("status", [201, 422])
@pytest.mark.parametrize("strict", [False, True])
def test_deeply_nested_json_is_read_no_further_than_it_can_be_redacted(
    levels: int, status: int, *, strict: bool
) -> None:
    kind = klantkit.ContractError if status == 201 else klantkit.UnprocessableEntityError
    for start, end in ((b"[", b"]"), (b'{"error":', b"}")):
        body = start * levels + b"1" + end * levels
        response = httpx.Response(status, content=body)
        answer = functools.partial(lambda response, _: response, response)
        with notify(answer) as client, pytest.raises(kind) as raised:
            create(client.with_options(strict_answers=strict))
        assert body.decode() == raised.value.body


def test_json_of_the_most_levels_is_read() -> None:
    data: Any = "end"
    for _ in range(99):
        data = [data]
    with notify(lambda _: httpx.Response(200, json=data)) as client:
        assert data == client.request("GET", "/deep").value


def test_strict_answers_with_a_field_nested_too_deeply_to_redact() -> None:
    body = json.dumps(NOTIFY_CUSTOMER | {"name": 5}).encode()[:-1] + b', "more": ' + b"[" * 700 + b"]" * 700 + b"}"
    with notify(lambda _: httpx.Response(201, content=body)) as client:
        with pytest.raises(klantkit.ContractError, match="name must be text") as raised:
            create(client.with_options(strict_answers=True))
    assert (None, None) == (raised.value.value, raised.value.data)


def test_a_long_body_is_cut() -> None:
    with (
        notify(lambda _: httpx.Response(500, text="x" * 1_000_000)) as client,
        pytest.raises(klantkit.ServerError) as raised,
    ):
        create(client)
    assert 10_000 == len(raised.value.body)
    assert f" The response: {'x' * 200} The vendor's page: " in str(raised.value)


def test_terminal_escapes_of_a_body_are_not_in_a_message() -> None:
    words = "één\x1b[2J\x1b]0;title\x07 \x9b31m\u202e\r\nnext\tend\x7f\0"
    headers = {"content-type": "text/html"}
    with notify(lambda _: httpx.Response(400, json={"title": words, "detail": words})) as client:
        with pytest.raises(klantkit.BadRequestError) as raised:
            create(client)
        assert str(raised.value).isprintable()
        assert raised.value.message.isprintable()
        assert raised.value.message.startswith("één "), "letters stay"
        assert words == raised.value.error.to_dict()["detail"]  # type: ignore[union-attr]
    with notify(lambda _: httpx.Response(500, text=words, headers=headers)) as client:
        with pytest.raises(klantkit.ServerError, match="The response: één ") as failed:
            create(client)
        assert str(failed.value).isprintable()
        assert words == failed.value.body
    with notify(lambda _: httpx.Response(201, text=words, headers={"content-type": "\x1b[2J"})) as client:
        with pytest.raises(klantkit.ContractError) as unread:
            create(client)
        assert str(unread.value).isprintable()


@pytest.mark.parametrize("length", [*range(40)])
def test_a_long_body_of_credentials_shows_none_of_them(length: int) -> None:
    token = "test_s3cret0f0urs" * 3
    body = f"{'x' * length} {f'{token} ' * 5000}"
    transport = httpx.MockTransport(lambda _: httpx.Response(500, text=body))
    with Notify(token, transport=transport) as client, pytest.raises(klantkit.ServerError) as raised:
        create(client)
    assert "s3cret" not in raised.value.body
    assert "*** ***" in raised.value.body


@pytest.mark.parametrize("status", [201, 500])
@pytest.mark.parametrize(
    "body",
    [b"[" + b"{}," * 3_400_000 + b"{}]", b"[" + b'"ab",' * 2_000_000 + b"0]", b"a b " * 2_500_000],
    ids=["objects", "texts", "words"],
)
def test_a_long_body_takes_little_memory(status: int, body: bytes) -> None:
    import tracemalloc

    with notify(lambda _: httpx.Response(status, content=body)) as client:
        tracemalloc.start()
        try:
            with pytest.raises(klantkit.APIResponseError):
                create(client)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 6 * len(body)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (httpx.ConnectError, klantkit.APIConnectionError),
        (httpx.ReadError, klantkit.APIConnectionError),
        (httpx.RemoteProtocolError, klantkit.APIConnectionError),
        (httpx.ConnectTimeout, klantkit.APITimeoutError),
        (httpx.ReadTimeout, klantkit.APITimeoutError),
        (httpx.PoolTimeout, klantkit.APITimeoutError),
    ],
)
@pytest.mark.anyio
async def test_connection_errors(fault: type[httpx.TransportError], kind: type[klantkit.APIConnectionError]) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise fault("broke")

    with notify(answer) as client, pytest.raises(kind) as raised:
        create(client, headers={})
    assert kind is type(raised.value)
    assert isinstance(raised.value.__cause__, fault)
    assert "POST /customers at api.notify.cm: " in str(raised.value)
    assert (fault not in (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)) == raised.value.sent
    assert (fault is httpx.PoolTimeout) == ("no connection in the pool was free in time" in str(raised.value))
    unreachable = fault in (httpx.ConnectError, httpx.ConnectTimeout)
    assert unreachable == ("Check the network and base_url." in str(raised.value))
    async with AsyncNotify("key", transport=httpx.MockTransport(answer)) as twin:
        with pytest.raises(kind):
            await twin.customers.create(customer_code="1", name="A")


@pytest.mark.parametrize(
    "fault",
    [
        OSError("gone"), RuntimeError("loop is closed"), ValueError("odd"), TypeError("no text"), KeyError(5),
        AssertionError("no"), ExceptionGroup("several", [ValueError("odd")]), h11.LocalProtocolError("too much"),
    ],
    ids=lambda fault: type(fault).__name__,
)  # fmt: skip
@pytest.mark.anyio
async def test_a_transport_that_raises_another_exception(fault: Exception) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise fault

    async with AsyncNotify("key", transport=httpx.MockTransport(answer)) as twin:
        with pytest.raises(
            klantkit.APIConnectionError, match=f"the connection broke .*{re.escape(str(fault))}"
        ) as raised:
            await twin.customers.create(customer_code="1", name="A")
    assert fault is raised.value.__cause__
    with notify(answer) as client, pytest.raises(klantkit.APIConnectionError):
        create(client)


def test_unknown_fields_round_trip() -> None:
    with notify(lambda _: httpx.Response(201, json=NOTIFY_CUSTOMER | {"score": {"value": 7}})) as client:
        customer = create(client)
    assert {"value": 7} == customer["score"]
    assert NOTIFY_CUSTOMER | {"score": {"value": 7}} == customer.to_dict()


def test_an_error_masks_a_repeated_key_and_corrects_headers() -> None:
    body = gzip.compress(b'{"status": 400, "title": "test_key", "detail": "x"}')
    headers = {"Content-Encoding": "gzip", "Content-Length": str(len(body)), "X-Told": "yes", "X-Key": "test_key!"}
    answer = httpx.Response(400, stream=httpx.ByteStream(body), headers=headers)
    with notify(lambda _: answer) as client, pytest.raises(klantkit.BadRequestError) as raised:
        create(client)
    kept = raised.value.headers
    assert ("yes", "***!") == (kept["x-told"], kept["x-key"])
    assert "content-encoding" not in kept
    assert '"title": "***"' in raised.value.body


@pytest.mark.parametrize(
    "media_type", ["text/html", "text/plain", "application/xml", "application/pdf", "application/hal+json-seq"]
)
def test_a_success_of_another_media_type_breaks_the_contract(media_type: str) -> None:
    headers = {"content-type": f"{media_type}; charset=utf-8"}
    with notify(lambda _: httpx.Response(201, json=NOTIFY_CUSTOMER, headers=headers)) as client:
        with pytest.raises(
            klantkit.ContractError, match=rf"must be application/hal\+json, not {re.escape(media_type)}"
        ):
            create(client)


@pytest.mark.parametrize(
    "media_type",
    ["application/json", "application/hal+json; charset=utf-8", "Application/JSON", "Application/Problem+JSON", ""],
)
def test_any_json_media_type_is_accepted(media_type: str) -> None:
    with notify(lambda _: httpx.Response(201, json=NOTIFY_CUSTOMER, headers={"content-type": media_type})) as client:
        assert "" == create(client).contact


ODD = NOTIFY_CUSTOMER | {"email": 5, "address": NOTIFY_CUSTOMER["address"] | {"city": None}}
PROBLEMS = (
    klantkit.Problem("address.city", "must be text, not null"),
    klantkit.Problem("email", "must be text, not an integer"),
)


@pytest.mark.parametrize("status", [200, 201, 202, 203, 206, 299])
@pytest.mark.anyio
async def test_every_2xx_is_a_success(status: int) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, json=NOTIFY_CUSTOMER)

    with notify(answer) as client:
        raw = client.raw(create, client)
    async with AsyncNotify("key", transport=httpx.MockTransport(answer)) as twin:
        assert raw.value == await create(twin)
    assert (status, NOTIFY_CUSTOMER, ()) == (raw.status, raw.value.to_dict(), raw.problems)


@pytest.mark.parametrize(("status", "body"), [(200, b""), (202, b'{"queued": true}'), (204, b""), (299, b"[]")])
@pytest.mark.anyio
async def test_a_success_without_the_declared_body_was_most_likely_carried_out(status: int, body: bytes) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, content=body)

    with notify(answer) as client, pytest.raises(klantkit.ContractError, match="most likely carried out") as raised:
        create(client)
    assert (status, json.loads(body) if body else None) == (raised.value.status, raised.value.data)
    async with AsyncNotify("key", transport=httpx.MockTransport(answer)) as twin:
        with pytest.raises(klantkit.ContractError, match="most likely carried out"):
            await create(twin)


@pytest.mark.parametrize(("status", "body"), [(200, b'{"deleted": true}'), (200, b"OK"), (202, b""), (207, b"[]")])
def test_a_success_that_has_no_value_may_have_any_body(status: int, body: bytes) -> None:
    with notify(lambda _: httpx.Response(status, content=body)) as client:
        raw = client.raw(client.customers.delete, UUID(NOTIFY_CUSTOMER["id"]))
    assert (None, status, ()) == (raw.value, raw.status, raw.problems)


@pytest.mark.anyio
async def test_an_odd_field_loses_no_other(caplog: pytest.LogCaptureFixture) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(201, json=ODD, headers={"x-request-id": "abc"})

    with notify(answer) as client:
        raw = client.raw(create, client)
    customer = raw.value
    assert PROBLEMS == raw.problems
    assert UNSET is customer.email is customer.address.city
    assert ("A", "NL", 5) == (customer.name, customer.address.country, customer.additional_properties["email"])
    assert ODD == customer.to_dict()
    (record,) = [record for record in caplog.records if record.levelname == "WARNING"]
    assert (
        "POST /customers: departures of the response from the spec (2): "
        "address.city must be text, not null, email must be text, not an integer" == record.getMessage()
    )
    assert "abc" == record.__dict__["request_id"]
    async with AsyncNotify("key", transport=httpx.MockTransport(answer)) as twin:
        twin_raw = await twin.raw(create, twin)
    assert (customer, PROBLEMS) == (twin_raw.value, twin_raw.problems)


@pytest.mark.anyio
async def test_strict_answers_makes_a_departure_an_error(caplog: pytest.LogCaptureFixture) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(201, json=ODD))
    for strict in (
        Notify("key", transport=transport, strict_answers=True),
        Notify("key", transport=transport).with_options(strict_answers=True),
    ):
        with pytest.raises(klantkit.ContractError, match=r"address\.city must be text, not null") as raised:
            create(strict)
        assert (ODD, PROBLEMS) == (raised.value.data, raised.value.problems)
        assert "A" == raised.value.value.name
        assert "A" == create(strict.with_options(strict_answers=False)).name
    async with AsyncNotify("key", transport=transport, strict_answers=True) as twin:
        with pytest.raises(klantkit.ContractError, match="email must be text"):
            await create(twin)
    with notify(lambda _: httpx.Response(201, json=NOTIFY_CUSTOMER)) as client:
        caplog.clear()
        assert "A" == create(client.with_options(strict_answers=True)).name
    assert [] == [record for record in caplog.records if record.levelname == "WARNING"]


def test_a_wrong_guess_of_next_s_names_costs_no_call() -> None:
    guessed = {"changed", "changedbyid", "created", "createdbyid", "currencycode", "customertypename"}
    (operation,) = (one for one in all_operations() if (one.vendor, one.name) == ("next", "create_customer"))
    (status,) = operation.successes
    example = operation.example_answer(status)
    renamed = {f"{name}_x" if name in guessed else name: value for name, value in example.items()}
    with Next("token", transport=httpx.MockTransport(lambda _: httpx.Response(200, json=renamed))) as client:
        raw = client.raw(client.customers.create, name="A", customertypeid=1)
    assert guessed == {problem.field for problem in raw.problems}
    assert example["id"] == raw.value.id
    assert renamed == raw.value.to_dict()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"message": "Too long", "code": 422}, "Too long"),
        ({"detail": "access_denied"}, "access_denied"),
        ({"detail": [{"loc": ["name"], "msg": "too long"}, {"msg": "missing"}]}, "too long; missing"),
        ({"detail": {"msg": "too long"}}, "too long"),
        ({"title": "Bad Request"}, "Bad Request"),
        ({"code": 422}, ""),
        ([1], ""),
    ],
)
def test_the_reason_in_the_vendor_s_own_words(body: Any, message: str) -> None:
    with notify(lambda _: httpx.Response(422, json=body)) as client, pytest.raises(klantkit.StatusError) as raised:
        create(client)
    assert message == raised.value.message


def test_the_errors_of_every_vendor_are_typed() -> None:
    typed = re.findall(r"(\w+)_api\.models\.Error", inspect.getsource(klantkit._errors))
    assert sorted(path.stem for path in SPECS.glob("*.yaml")) == sorted(typed)


@pytest.mark.anyio
async def test_an_attempt_that_cannot_be_unpacked_leaves_the_next_alone() -> None:
    headers = {"Content-Encoding": "br", "Retry-After": "0"}
    statuses = iter([429, 201] * 2)

    def answer(_: httpx.Request) -> httpx.Response:
        if next(statuses) == 429:
            return httpx.Response(429, stream=httpx.ByteStream(b"x"), headers=headers)
        return httpx.Response(201, json=NOTIFY_CUSTOMER)

    with notify(answer) as client:
        assert NOTIFY_CUSTOMER == create(client).to_dict()
    async with AsyncNotify("k", transport=httpx.MockTransport(answer)) as twin:
        assert NOTIFY_CUSTOMER == (await create(twin)).to_dict()


def test_fields_of_the_same_name_stay_apart() -> None:
    sent = [("Link", "<a>; rel=next"), ("Link", "<b>; rel=prev"), ("X-Request-Id", "r-1")]

    def answer(status: int) -> Callable[[httpx.Request], httpx.Response]:
        return lambda _: httpx.Response(status, json=NOTIFY_CUSTOMER, headers=sent)

    with notify(answer(201)) as client:
        headers = client.raw(client.customers.create, customer_code="1", name="A").headers
    with notify(answer(422)) as client, pytest.raises(klantkit.StatusError) as raised:
        create(client)
    for found in (headers, raised.value.headers):
        assert ["<a>; rel=next", "<b>; rel=prev"] == httpx.Headers(found).get_list("link")


@pytest.mark.parametrize("status", [201, 422, 500])
@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "application/json"])
def test_a_token_across_the_end_of_what_is_shown(media_type: str, status: int) -> None:
    token = "s3cret-t0ken-of-a-length-that-is-cut"
    longest = klantkit.APIResponseError.MAX_BODY
    for before in range(longest - len(token) - 2, longest + 2, 5):
        text = "x" * before + f" {token} " + "y" * 100

        def answer(_: httpx.Request, text: str = text) -> httpx.Response:
            return httpx.Response(status, content=text.encode(), headers={"Content-Type": media_type})

        client = Notify(token, transport=httpx.MockTransport(answer))
        with pytest.raises(klantkit.APIResponseError) as raised:
            create(client)
        assert token[:8] not in raised.value.body + str(raised.value)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "with a byte order mark"])
@pytest.mark.parametrize("charset", ["", "; charset=utf-8", "; charset=ISO-8859-1", "; charset=utf-16", "; charset=x"])
def test_json_is_utf_8_whatever_its_charset_says(charset: str, mark: bytes) -> None:
    """RFC 8259, 8.1: JSON has no charset."""
    headers = {"Content-Type": f"application/json{charset}"}

    def answer(status: int, body: dict[str, Any]) -> Callable[[httpx.Request], httpx.Response]:
        content = mark + json.dumps(body, ensure_ascii=False).encode()
        return lambda _: httpx.Response(status, content=content, headers=headers)

    with notify(answer(201, NOTIFY_CUSTOMER | {"name": "Zoë €"})) as client:
        assert "Zoë €" == create(client).name
    with notify(answer(422, {"message": "Zoë €"})) as client, pytest.raises(klantkit.StatusError) as raised:
        create(client)
    assert "Zoë €" == raised.value.message


@pytest.mark.parametrize("count", [9, 10, 11, 12])
def test_a_message_lists_ten_departures_at_most(count: int, caplog: pytest.LogCaptureFixture) -> None:
    names = [name for name, value in NOTIFY_CUSTOMER.items() if isinstance(value, str)]
    assert len(names) > 10
    address = NOTIFY_CUSTOMER["address"] | dict.fromkeys(list(NOTIFY_CUSTOMER["address"])[: max(0, count - 10)], 5)
    odd = NOTIFY_CUSTOMER | dict.fromkeys(names[: min(count, 10)], 5) | {"address": address}
    with notify(lambda _: httpx.Response(201, json=odd)) as client:
        assert count == len(client.raw(client.customers.create, customer_code="1", name="A").problems)
    (message,) = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert min(count, 10) == message.count(" must be ")
    assert ("and 1 more" in message, "and 2 more" in message) == (count == 11, count == 12)


@pytest.mark.parametrize("name", ["message", "detail", "msg", "title", "error_description", "error"])
def test_the_reason_of_an_error_wherever_it_stands(name: str) -> None:
    reason = {"code": "E1", name: [{"msg": "too long"}, {"loc": 1}]}
    assert "too long" == _outcome._message_of(reason)


@pytest.mark.parametrize(
    ("declared", "received", "kind", "value"),
    [
        ("application/pdf", "Application/PDF", bytes, b"%PDF"),
        ("application/*", "application/PDF", bytes, b"%PDF"),
        ("text/plain", "Text/Plain; charset=utf-8", None, "%PDF"),
        ("text/csv", "", None, "%PDF"),
    ],
)
def test_a_body_that_is_no_json(declared: str, received: str, kind: Any, value: object) -> None:
    response = httpx.Response(200, content=b"%PDF", headers={"Content-Type": received} if received else {})
    assert value == _outcome._decode(CallNote(), declared, response, kind)


def test_an_error_that_is_declared_as_text_keeps_its_form() -> None:
    errors = Answer(range(400, 500), str, "text/plain")
    operation: Operation[Any] = Operation(
        "x", "x", "GET", "/x", "", secured=True, answers=(errors,), query={}, build=dict
    )
    request = httpx.Request("GET", "https://a.invalid/x", headers={"Authorization": "Bearer s3cret-token"})
    refusal = httpx.Response(400, text='not "s3cret-token"', headers={"Content-Type": "text/plain"})
    with pytest.raises(klantkit.BadRequestError) as raised:
        success_of(Call(operation, request, CallNote(), ""), refusal, 0, strict=False)
    assert ['not "***"'] * 2 == [raised.value.body, raised.value.error]


def test_a_status_without_a_name_is_shown_as_its_number() -> None:
    with notify(lambda _: httpx.Response(599)) as client:
        with pytest.raises(klantkit.ServerError, match=r"^POST /customers: 599\. The vendor's server failed"):
            create(client)


def test_a_long_body_is_read_as_utf_8() -> None:
    for length, is_read in ((100_000, True), (100_002, False)):
        content = f'{{"a": "{"x" * (length // 2 - 9)}"}}'.encode("utf-16-le")
        assert length == len(content)
        with notify(lambda _, content=content: httpx.Response(400, content=content)) as client:  # type: ignore[misc]
            with pytest.raises(klantkit.BadRequestError) as raised:
                create(client)
        assert is_read == raised.value.body.startswith('{"a": "xxx')


def test_what_is_left_of_a_long_body_full_of_credentials() -> None:
    """Its end may be within a credential, which must not be shown."""
    secret = f"-{'s' * 81}-"
    for count, shown in ((1000, "***" * 999), (999, "***" * 999 + "." * (10_000 - 3 * 999))):
        refusal = httpx.Response(400, text=secret * count + "." * 100_000)
        with Notify(secret, transport=httpx.MockTransport(lambda _, refusal=refusal: refusal)) as client:
            with pytest.raises(klantkit.BadRequestError) as raised:
                create(client)
        assert shown == raised.value.body


def test_only_the_most_specific_of_two_declared_responses_is_read() -> None:
    """A value that is not as declared for its status must not pass as that of a range."""
    answers = (Answer(range(200, 201), int, "application/json"), Answer(range(200, 300), str, "application/json"))
    operation: Operation[Any] = Operation(
        "x", "x", "GET", "/x", "", secured=False, answers=answers, query={}, build=dict
    )
    call = Call(operation, httpx.Request("GET", "https://a.invalid/x"), CallNote(), "")
    assert 5 == success_of(call, httpx.Response(200, json=5), 0, strict=False).value
    assert "a" == success_of(call, httpx.Response(201, json="a"), 0, strict=False).value
    with pytest.raises(klantkit.ContractError, match="must be an integer, not text"):
        success_of(call, httpx.Response(200, json="a"), 0, strict=False)


def test_the_values_of_a_response_are_counted() -> None:
    with notify(lambda _: httpx.Response(200, content=b"[" + b"0," * 499_999 + b"0]")) as client:
        assert 500_000 == len(client.request("GET", "/").value)
    for content in (b"[" + b"0," * 500_000 + b"0]", b"[" + b"{}," * 299_999 + b"{}]", b"[" + b"[]," * 299_999 + b"[]]"):
        with notify(lambda _, content=content: httpx.Response(200, content=content)) as client:  # type: ignore[misc]
            assert isinstance(client.request("GET", "/").value, bytes)
