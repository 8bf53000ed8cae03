"""NEXT's one-time key is exchanged once, and the token kept."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx
import klantkit
import pytest
from klantkit import FileTokenStore, Next, next_token

from contract_tests.harness.prism import Mock

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


@pytest.mark.parametrize(
    "answered",
    [{}, {"access_token": None}, {"access_token": ""}, {"access_token": 5}, {"accessToken": "the-token"}],
)
def test_a_response_without_a_token_is_told_and_kept(tmp_path: Path, answered: dict[str, Any]) -> None:
    store, body = FileTokenStore(tmp_path / "next"), {"token_type": "bearer", **answered}
    headers = {"X-Request-Id": "r-1"}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=body, headers=headers))
    with pytest.raises(klantkit.ContractError, match=r"no token in access_token\. The one-time key is used up") as no:
        next_token(store, **KEY, transport=transport)
    assert (200, "POST", "/token", "r-1") == (no.value.status, no.value.method, no.value.path, no.value.request_id)
    assert body == no.value.value.to_dict(), "it may hold the token under another name"
    assert ({}, "") == (no.value.headers, no.value.body)
    assert bool(no.value.problems) == (answered != {"access_token": ""})
    assert store.load() is None


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("token", ["the-token", KEY["one_time_key"], f"12345.{KEY['client_secret']}"])
def test_a_token_is_kept_whatever_else_is_in_the_response(tmp_path: Path, token: str, *, strict: bool) -> None:
    store = FileTokenStore(tmp_path / "next")
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json={"access_token": token, "token_type": 5}))
    assert token == next_token(store, **KEY, transport=transport, strict_answers=strict)
    assert token == store.load()


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
