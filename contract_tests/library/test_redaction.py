"""Redaction: whole credentials are replaced, however they are spelled, and nothing else is."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import httpx
import klantkit
import pytest
from klantkit import AsyncNotify, Notify
from klantkit._redaction import Redactor

from contract_tests.harness.samples import create

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


def test_a_credential_of_eight_characters_is_searched_for() -> None:
    assert ("***", "1234567") == (Redactor(["12345678"]).text("12345678"), Redactor(["1234567"]).text("1234567"))


def test_the_longer_of_two_credentials_is_replaced_whole() -> None:
    assert "***" == Redactor(["test_key", "test_key.more"]).text("test_key.more")


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


def test_a_short_key_is_not_looked_for_in_words() -> None:
    body = {"status": 400, "title": "No", "detail": "demo@test.com is no address"}
    transport = httpx.MockTransport(lambda _: httpx.Response(400, json=body))
    with Notify("test", transport=transport) as client, pytest.raises(klantkit.BadRequestError) as raised:
        create(client)
    assert "demo@test.com is no address" == raised.value.message
    assert "demo@test.com" in str(raised.value)
