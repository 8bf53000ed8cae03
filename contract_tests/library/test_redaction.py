"""Redaction: whole credentials are replaced, however they are spelled, and nothing else is."""

from __future__ import annotations

import html
import json
import pickle
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, quote_plus

import httpx
import klantkit
import pytest
from klantkit import AsyncNotify, Notify
from klantkit._redaction import Redactor, secrets_in

from contract_tests.library.samples import NOTIFY_CUSTOMER, create

SECRET = "s3cr/t+ke.y~1"

REDACTOR = Redactor([SECRET, "short", "another-key"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Bearer {SECRET}", "Bearer ***"),
        (f"{SECRET}, {SECRET}!", "***, ***!"),
        (f"a-{SECRET}-b", "a-***-b"),
        ("the another-key", "the ***"),
        (json.dumps(SECRET).replace("/", "\\/"), '"***"'),
        ('"\\u0073\\u0033cr\\u002Ft+ke.y~1"', '"***"'),
        ('{\\"a\\": \\"s3cr\\\\/t+ke.y~1\\"}', '{\\"a\\": \\"***\\"}'),
        (f"?key={quote(SECRET, safe='')}&a=b", "?key=***&a=b"),
        ("%0A" + "".join(f"%{byte:02X}" for byte in SECRET.encode()), "%0A***"),
        (f"\\n{SECRET}\\n", "\\n***\\n"),
        (f"\\u000a{SECRET}", "\\u000a***"),
        (f"\n{SECRET}", "\n***"),
        (SECRET.encode("utf-16-le").decode("latin-1"), "***\0"),
        ("s3cr&solt+ke.y~1", "***"),
        (f"x{SECRET}", f"x{SECRET}"),
        (f"{SECRET}2", f"{SECRET}2"),
        (f"9{SECRET}", f"9{SECRET}"),
        (SECRET[:-1], SECRET[:-1]),
        ("s3cr/t+keXy~1", "s3cr/t+keXy~1"),
        ("short", "short"),
        ("", ""),
    ],
)
def test_text(text: str, expected: str) -> None:
    assert expected == REDACTOR.text(text)


SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "slashes of PHP": lambda secret: json.dumps(secret).strip('"').replace("/", "\\/"),
    "JSON in JSON in JSON": lambda secret: json.dumps(json.dumps(json.dumps(secret))).replace("/", "\\/").strip('\\"'),
    "escaped": lambda secret: _escaped(secret, "04x"),
    "escaped in capitals": lambda secret: _escaped(secret, "04X"),
    "in a URL": lambda secret: quote(secret, safe=""),
    "in a form": quote_plus,
    "in a URL in a URL": lambda secret: quote(quote(secret, safe=""), safe=""),
    "every byte": lambda secret: "".join(f"%{byte:02x}" for byte in secret.encode()),
    "in HTML": html.escape,
    "in HTML in HTML": lambda secret: html.escape(html.escape(secret)),
    "decimal": lambda secret: "".join(f"&#{ord(one)};" for one in secret),
    "hexadecimal": lambda secret: "".join(f"&#X{ord(one):X};" for one in secret),
    "named": lambda secret: secret.replace("&", "&amp;").replace("/", "&sol;").replace("+", "&plus;"),
    "by Python": lambda secret: ascii(secret)[1:-1],
}

CODES = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")


def _escaped(text: str, form: str) -> str:
    units = text.encode("utf-16-be")
    return "".join(f"\\u{int.from_bytes(units[at : at + 2]):{form}}" for at in range(0, len(units), 2))


@pytest.mark.parametrize("secret", ["s3cr/t+ke.y~1=&x", "päss word €/😀&+!", "7\x01en/a<b>\n'\"c\\d"])
@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS)
def test_every_spelling_in_every_encoding(secret: str, spell: Callable[[str], str]) -> None:
    redactor, spelled = Redactor([secret]), spell(secret)
    assert "<p>key ***, not x" == redactor.text(f"<p>key {spelled}, not x")
    for code in CODES:
        assert "<p>key ***, not x" == redactor.body(f"<p>key {spelled}, not x".encode(code)), code
        in_json = json.dumps({"key": spelled, spelled: [f"is {spelled}"]}).encode(code)
        assert {"key": "***", "***": ["is ***"]} == json.loads(redactor.body(in_json)), code
        assert f"x{spelled}y" == json.loads(redactor.body(json.dumps(f"x{spelled}y").encode(code))), "no whole value"


def test_a_number_that_is_a_credential() -> None:
    assert {"a": ["***", 123456789, 1.5, None, True]} == Redactor(["12345678"]).json(
        {"a": [12345678, 123456789, 1.5, None, True]}
    )
    assert '{"a": "***"}' == Redactor(["12345678"]).body(b'{"a": 12345678}')


@pytest.mark.parametrize("content", [b"\\", b"s\0", b"\0\0\0", b"%25", b"&amp;", b"s3cr/t+ke.y~1=&"])
def test_the_time_grows_with_the_length_alone(content: bytes) -> None:
    """With the square of the length, this would take days."""
    body = content * (2_000_000 // len(content))
    assert "***" not in Redactor(["s3cr/t+ke.y~1=&x"]).body(body)


def test_the_credentials_in_headers() -> None:
    headers = {
        "Authorization": "Bearer abcdefgh==",
        "Cookie": 'session=cookie-1; other="cookie-2"',
        "X-Api-Key": "key,with;marks",
        "Idempotency-Key": "order-10001",
        "Accept-Language": "nl-NL, nl",
        "X-Request-Id": "request-1",
    }
    redactor = Redactor(secrets_in(headers))
    assert "*** *** *** ***" == redactor.text("abcdefgh== cookie-1 cookie-2 key,with;marks")
    assert "order-10001 nl-NL, nl request-1 Bearer" == redactor.text("order-10001 nl-NL, nl request-1 Bearer")


@pytest.mark.parametrize("scheme", ["Basic", "basic"])
def test_a_password_of_basic_is_redacted_decoded(scheme: str) -> None:
    encoded = b64encode(b"a-user-name:a-password:x").decode()
    redactor = Redactor(secrets_in({"Authorization": f"{scheme} {encoded}"}))
    assert "*** ***, a-user-name" == redactor.text("a-user-name:a-password:x a-password:x, a-user-name")
    assert {"Basic", "no base64", "no", "base64"} == secrets_in({"Authorization": "Basic no base64"}) - {""}


def test_only_the_scheme_basic_is_decoded() -> None:
    value = "Other UUbasic UFBQU"  # which Python decodes, without the blank
    assert {value, *value.split(), value.partition(" ")[2], ""} == {value} | secrets_in({"Authorization": value})


@pytest.mark.parametrize(
    "name",
    [
        "Authorization", "X-Auth", "Cookie", "X-Credential", "X-Api-Key", "X-Passwd", "X-Secret", "X-Session",
        "X-Signature", "X-Token", "x-TOKENS",
    ],
)  # fmt: skip
def test_headers_whose_values_are_credentials(name: str) -> None:
    assert {"s3cret-1", ""} == secrets_in({name: "s3cret-1"})
    assert set() == secrets_in({"Idempotency-Key": "1", "X-Request-Id": "2", "Accept": "3"})


def test_a_credential_of_the_caller_s_headers_is_redacted() -> None:
    body = {"status": 400, "title": "No", "detail": "s3cret-1 s3cret-2 s3cret-3"}
    with (
        httpx.Client(
            headers={"X-Secret": "s3cret-1"}, transport=httpx.MockTransport(lambda _: httpx.Response(400, json=body))
        ) as http,
        Notify("a-token", http_client=http, headers={"X-Api-Key": "s3cret-2"}) as client,
        pytest.raises(klantkit.BadRequestError) as raised,
    ):
        client.customers.create(customer_code="1", name="A", headers={"Cookie": "session=s3cret-3"})
    assert "*** *** ***" == raised.value.message
    assert "s3cret" not in f"{raised.value} {raised.value.body} {raised.value.error} {pickle.dumps(raised.value)!r}"


def test_one_character_is_not_another() -> None:
    assert "abcde'fgh" == Redactor(["abcdexfgh"]).text("abcde'fgh")
    assert "***" == Redactor(["secret≈code"]).text("secret&approx;code")


def test_a_credential_of_eight_characters_is_searched_for() -> None:
    assert ("***", "1234567") == (Redactor(["12345678"]).text("12345678"), Redactor(["1234567"]).text("1234567"))


def test_the_longer_of_two_credentials_is_replaced_whole() -> None:
    assert "***" == Redactor([" abcdefg-x", "+abcdefg"]).text("+abcdefg-x"), "a blank may be written as +"
    longer = ["test_key", "test_key.a", "test_key.a.b", "test_key.a.b.c", "test_key.a.b.c.d"]
    assert ["***"] * 5 == [Redactor(longer).text(text) for text in longer]


def test_a_credential_that_no_encoding_has() -> None:
    assert "a *** b" == Redactor(["s3cret-\ud800-s3cret"]).text("a s3cret-\ud800-s3cret b")


def test_json_is_redacted_at_every_level_and_nothing_else_changes() -> None:
    data = {"a": [SECRET, {SECRET: [1, None, True, 1.5, f"is {SECRET}"]}], "b": "kept"}
    assert {"a": ["***", {"***": [1, None, True, 1.5, "is ***"]}], "b": "kept"} == REDACTOR.json(data)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"b": "\\ns3cr\\/t+ke.y~1", "c": "\xc3\xa9"}', '{"b": "\\n***", "c": "é"}'),
        (json.dumps({"a": SECRET}).encode("utf-16"), '{"a": "***"}'),
        (f"<p>{SECRET}</p>".encode(), "<p>***</p>"),
        (b'{"a": 1 }', '{"a": 1 }'),
        (b"\xff", "\ufffd"),
        (b"[" * 100_000, "[" * 100_000),
    ],
)
def test_body(content: bytes, expected: str) -> None:
    assert expected == REDACTOR.body(content)


def test_without_credentials_nothing_is_replaced() -> None:
    nothing = Redactor([])
    assert ("***", "a", ["a"]) == (nothing.body(b"***"), nothing.text("a"), nothing.json(["a"]))


@pytest.mark.parametrize("spelled", [SECRET, SECRET.replace("/", "\\/"), "".join(f"\\u{ord(c):04x}" for c in SECRET)])
@pytest.mark.anyio
async def test_a_repeated_credential_is_nowhere_in_an_error(spelled: str) -> None:
    body = '{"status": 400, "title": "%s", "detail": "key %s"}' % (spelled, spelled)  # noqa: UP031 - braces

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(400, content=body, headers={"x-key": SECRET, "x-request-id": SECRET})

    def check(error: Any) -> None:
        parts = [str(error), error.body, error.message, repr(error.error), repr(error.headers), error.request_id]
        assert [] == [part for part in parts if SECRET in part or spelled in part]
        assert ("***", "key ***") == (error.error.title, error.message)

    with Notify(SECRET, transport=httpx.MockTransport(answer)) as client:
        with pytest.raises(klantkit.BadRequestError) as raised:
            create(client)
    check(raised.value)
    async with AsyncNotify(SECRET, transport=httpx.MockTransport(answer)) as twin:
        with pytest.raises(klantkit.BadRequestError) as raised:
            await create(twin)
    check(raised.value)


def test_a_credential_in_a_success_that_departs_from_the_spec_is_not_in_the_value_of_the_error() -> None:
    body = NOTIFY_CUSTOMER | {"name": SECRET, "email": 5, "more": [SECRET]}
    transport = httpx.MockTransport(lambda _: httpx.Response(201, json=body))
    with Notify(SECRET, transport=transport, strict_answers=True) as client:
        with pytest.raises(klantkit.ContractError, match="email must be text") as raised:
            create(client)
    assert ("***", ["***"]) == (raised.value.value.name, raised.value.value.additional_properties["more"])
    assert ("***", ["***"]) == (raised.value.data["name"], raised.value.data["more"])


def test_a_short_key_is_not_looked_for_in_words() -> None:
    body = {"status": 400, "title": "No", "detail": "demo@test.com is no address"}
    transport = httpx.MockTransport(lambda _: httpx.Response(400, json=body))
    with Notify("test", transport=transport) as client, pytest.raises(klantkit.BadRequestError) as raised:
        create(client)
    assert "demo@test.com is no address" == raised.value.message
    assert "demo@test.com" in str(raised.value)
