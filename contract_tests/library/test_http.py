"""What is shared between clients and between calls, and what other libraries for httpx see of it."""

from __future__ import annotations

import contextlib
import importlib
import os
import ssl
import sys
import threading
import types
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import certifi
import httpcore
import httpx
import klantkit
import pytest
from klantkit import _http
from klantkit import _transport as transports

from contract_tests.library.faults import FaultServer, answer, answers_each
from contract_tests.library.samples import CALLS, NOTIFY_CUSTOMER, PORTAL_CUSTOMER, create

KINDS = [klantkit.Notify, klantkit.AsyncNotify]

GOOD = answer(201, NOTIFY_CUSTOMER)


# The TLS context


def contexts_of(client: Any) -> list[ssl.SSLContext]:
    """The TLS context of each connection pool of a client."""
    http = client._own_sender.http if hasattr(client, "_own_sender") else client
    return [one._pool._pool._ssl_context for one in (http._transport, *http._mounts.values()) if one]


@pytest.fixture(autouse=True)
def no_trust_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.upper() in _http._VARIABLES:
            monkeypatch.delenv(name)


@pytest.mark.parametrize("name", ["HTTP_PROXY", "https_proxy", "ALL_PROXY"])
def test_clients_with_the_same_trust_settings_share_one_context(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    load = Mock(wraps=httpx.create_ssl_context)
    monkeypatch.setattr(httpx, "create_ssl_context", load)
    monkeypatch.setattr(_http, "_contexts", {})
    first = contexts_of(klantkit.Next("token"))
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    rest = [context for kind in KINDS * 3 for context in contexts_of(kind("key"))]
    assert (1, 2 * 3 * 2) == (len(first), len(rest))
    assert {first[0]} == {*rest}
    retried = transports.RetryTransport()._inner._pool, transports.AsyncRetryTransport()._inner._pool  # type: ignore[attr-defined]
    assert {first[0]} == {pool._ssl_context for pool in retried}
    assert 1 == load.call_count


def test_the_shared_context_verifies_as_that_of_httpx() -> None:
    (ours,) = contexts_of(klantkit.Notify("key"))
    theirs = httpx.create_ssl_context()
    for name in ("verify_mode", "check_hostname", "minimum_version", "maximum_version", "options", "verify_flags"):
        assert getattr(theirs, name) == getattr(ours, name), name
    assert theirs.cert_store_stats() == ours.cert_store_stats()


def test_other_trust_settings_have_a_context_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    bundle, keys = tmp_path / "bundle.pem", tmp_path / "keys"
    roots = Path(certifi.where()).read_text(encoding="utf-8")
    one = roots[: roots.index("-----END CERTIFICATE-----") + 26]
    bundle.write_text(one, encoding="utf-8")

    def change(name: str, value: object) -> Callable[[], object]:
        return lambda: monkeypatch.setenv(name, str(value))

    def patch(name: str) -> Callable[[], object]:
        def change_it() -> None:
            now: Any = vars(_http)["ssl"]
            patched = {one: getattr(now, one) for one in ("SSLContext", "create_default_context")}
            monkeypatch.setattr(_http, "ssl", types.SimpleNamespace(**patched | {name: object()}))

        return change_it

    changes: list[Callable[[], object]] = [
        lambda: None,
        change("SSL_CERT_DIR", folder),
        change("SSL_CERT_FILE", bundle),
        lambda: bundle.write_text(roots, encoding="utf-8"),
        lambda: os.utime(bundle, (1, 1)),
        change("SSLKEYLOGFILE", keys),
        patch("create_default_context"),
        patch("SSLContext"),  # as truststore does
    ]
    found = []
    for change_it in changes:
        change_it()
        client = klantkit.Notify("key")
        found += contexts_of(client)
        assert found[-1:] == contexts_of(klantkit.Notify("key"))
    assert len(changes) == len({*found}), "all of them still live, so none has the identity of another"
    assert [0, 1] == [context.cert_store_stats()["x509"] for context in found[1:3]]
    assert found[0].cert_store_stats() == found[3].cert_store_stats()
    assert str(keys) == found[5].keylog_filename
    assert 1 == len(_http._contexts), "of changing settings, only the last context is kept"


def test_a_file_of_keys_that_grows_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    first = contexts_of(klantkit.Notify("key"))
    (tmp_path / "keys").write_text("one", encoding="utf-8")
    assert first == contexts_of(klantkit.Notify("key"))


@pytest.mark.parametrize("own", [httpx.Client, httpx.AsyncClient])
def test_a_client_of_the_caller_keeps_its_context(own: Any) -> None:
    context = ssl.create_default_context()
    http, plain = own(verify=context), own()
    kind: Any = KINDS[own is httpx.AsyncClient]
    kept = contexts_of(kind("key", http_client=http)), contexts_of(kind("key", http_client=plain))
    assert [context] == kept[0]
    assert contexts_of(klantkit.Notify("key")) != kept[1]
    assert "set_alpn_protocols" not in vars(context)
    assert "extract_cookies" not in vars(http.cookies)


def test_a_client_with_a_transport_loads_no_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_http, "_contexts", {})
    klantkit.Notify("key", transport=httpx.MockTransport(lambda _: httpx.Response(201)))
    assert {} == _http._contexts


def test_threads_that_start_at_once_share_one_context(monkeypatch: pytest.MonkeyPatch) -> None:
    both, found = threading.Barrier(2, timeout=60), list[ssl.SSLContext]()
    create_context = httpx.create_ssl_context

    def load() -> ssl.SSLContext:
        both.wait()
        return create_context()

    monkeypatch.setattr(httpx, "create_ssl_context", load)
    monkeypatch.setattr(_http, "_contexts", {})
    threads = [threading.Thread(target=lambda: found.extend(contexts_of(klantkit.Notify("key")))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 2 == len(found)
    assert found[0] is found[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_forked_process_loads_a_context_of_its_own() -> None:
    (shared,) = contexts_of(klantkit.Notify("key"))
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            (own,) = contexts_of(klantkit.Notify("key"))
            os.write(writer, b"%d %d" % (own is shared, shared in _http._contexts.values()))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert b"0 1" == os.read(reader, 10)
    os.close(reader)
    os.close(writer)


def test_a_handshake_changes_nothing_in_the_shared_context() -> None:
    """`set_alpn_protocols` frees the list that the handshake of another thread may be copying."""
    (context,) = contexts_of(klantkit.Notify("key"))
    pool = httpcore.ConnectionPool(ssl_context=context, network_backend=httpcore.MockBackend([]))
    called: set[str] = set()

    def profile(frame: Any, event: str, argument: Any) -> None:
        called.add(argument.__name__ if event == "c_call" else frame.f_code.co_name)

    sys.setprofile(profile)
    try:
        with pytest.raises(httpcore.RemoteProtocolError):
            pool.request("GET", "https://vendor.invalid/")
    finally:
        sys.setprofile(None)
    assert "start_tls" in called
    assert "_set_alpn_protocols" not in called


# The request


def built(http_client: httpx.Client | None, call: Callable[[Any], object], kind: Any, **options: Any) -> httpx.Request:
    """The request of a call, by a client of klantkit's or of the caller's."""
    seen: list[httpx.Request] = []
    client = kind("key", http_client=http_client, rate_limit=None, **options)
    sender = client._own_sender

    def send(request: httpx.Request, **_: object) -> httpx.Response:
        seen.append(request)
        request.read()
        return httpx.Response(204, request=request, stream=httpx.ByteStream(b""))

    sender.http.send = send
    with contextlib.suppress(klantkit.ContractError):
        call(client)
    return seen[-1]


PLAIN = {"customer_code": "1", "name": "A"}


def _called(method: Callable[[Any], Callable[..., object]], arguments: dict[str, Any], client: Any) -> object:
    return method(client)(**arguments)


REQUESTS: dict[str, tuple[Any, Callable[[Any], object], dict[str, Any]]] = {
    **{name: (kind, partial(_called, of, given), {}) for name, (kind, of, given) in CALLS.items()},
    "a base_url": (klantkit.Notify, create, {"base_url": "http://[::1]:81/a%20b/é"}),
    "headers": (klantkit.Notify, create, {"headers": {"user-agent": "other", "X-One": "1"}}),
    "host": (klantkit.Notify, create, {"headers": {"Host": "other.invalid"}}),
    "headers of the call": (klantkit.Notify, lambda one: create(one, headers={"accept": "text/x"}), {}),
    "a media type": (klantkit.Notify, lambda one: create(one, headers={"Content-Type": "application/x"}), {}),
    "a timeout": (klantkit.Notify, lambda one: create(one, timeout=3), {"timeout": 4}),
    "text": (klantkit.Notify, lambda one: one.customers.create(customer_code="é\n\u2028😀", name='"'), {}),
    "extra": (klantkit.Notify, lambda one: create(one, extra_query={"a b": ["é", 1]}, extra_body={"z": ["é"]}), {}),
    "a path": (klantkit.MijnKlantportaal, lambda one: one.customers.get("a/b ?é"), {}),
    "a list": (klantkit.MijnKlantportaal, lambda one: one.customers.list(), {}),
    "JSON": (klantkit.Notify, lambda one: one.request("patch", "/a", json=[1.5, None, "é"]), {}),
    "JSON of a media type": (
        klantkit.Notify,
        lambda one: one.request("PATCH", "/a", json={"a": 1}, headers={"Content-Type": "application/merge-patch+json"}),
        {},
    ),
    "empty JSON": (klantkit.Notify, lambda one: one.request("PUT", "/a", json={}, params={"q": "é&="}), {}),
    "no body": (klantkit.Notify, lambda one: one.request("POST", "/a"), {}),
    "a GET": (klantkit.Notify, lambda one: one.request("GET", "/a", params={"q": [1, True]}), {}),
    "a form": (klantkit.Notify, lambda one: one.request("POST", "/a", data={"a": "é", "b": [1, 2]}), {}),
    "a file": (klantkit.Notify, lambda one: one.request("POST", "/a", data={"a": 1}, files={"f": b"%PDF-"}), {}),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_is_the_one_that_httpx_builds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "urandom", lambda size: b"b" * size)  # the boundary of a form
    kind, call, options = REQUESTS[name]
    with httpx.Client(headers=_http.HEADERS) as http:
        expected = built(http, call, kind, **options)
    for _ in range(2):
        request = built(None, call, kind, **options)
        assert (expected.method, str(expected.url)) == (request.method, str(request.url))
        assert sorted(expected.headers.raw) == sorted(request.headers.raw)
        assert expected.content == request.content
        assert expected.extensions["timeout"] == request.extensions["timeout"]
        assert type(expected.stream) is type(request.stream)


def test_no_call_leaves_anything_in_the_next_request() -> None:
    def hook(request: httpx.Request) -> None:
        assert "x-hook" not in request.headers
        assert request.content
        request.headers["X-Hook"] = "1"
        request.headers["Content-Type"] = "changed"
        request.url = request.url.copy_set_param("hook", "1")

    with FaultServer(answers_each(GOOD)) as server, klantkit.Notify("key", base_url=server.url) as client:
        client._own_sender.http.event_hooks = {"request": [hook]}
        for number, headers in enumerate(({"X-Call": "1"}, {}, {})):
            client.request("POST", "/", json={"number": "x" * number}, headers=headers)
    heads = [request.head.lower() for request in server.requests]
    assert [True, False, False] == [b"x-call: 1" in head for head in heads]
    assert [1, 1, 1] == [head.count(b"x-hook: 1") for head in heads]
    assert [1, 1, 1] == [head.count(b"hook=1") for head in heads]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.anyio
async def test_cookies_are_neither_kept_nor_sent(kind: Any) -> None:
    data = GOOD.replace(b"\r\n", b"\r\nSet-Cookie: a=b\r\n", 1)
    with FaultServer(answers_each(data)) as server:
        client = kind("key", base_url=server.url)
        for _ in range(2):
            await _ended(client.customers.create(**PLAIN))
        assert [] == [*client._own_sender.http.cookies.jar]
        await _ended(client.close())
    assert [False, False] == [b"cookie" in request.head.lower() for request in server.requests]


def test_what_a_caller_sets_on_an_own_client_is_sent() -> None:
    seen: list[str] = []
    hooks = {"request": [lambda request: seen.append(request.method)], "response": [lambda _: seen.append("answer")]}
    data = GOOD.replace(b"\r\n", b"\r\nSet-Cookie: theirs=2\r\n", 1)
    with (
        FaultServer(answers_each(data)) as server,
        httpx.Client(params={"one": "1"}, cookies={"mine": "1"}, event_hooks=hooks) as http,
    ):
        client = klantkit.Notify("key", base_url=f"{server.url}/v9", http_client=http)
        create(client, extra_query={"two": "2"})
        http.headers["X-Later"] = "1"
        http.params = http.params.set("later", "1")
        create(client.with_options(timeout=3))
    first, second = (request.head.lower() for request in server.requests)
    assert first.startswith(b"post /v9/customers?one=1&two=2 http")
    assert second.startswith(b"post /v9/customers?one=1&later=1 http")
    assert [True, False] == [b"cookie: mine=1\r\n" in head + b"\r\n" for head in (first, second)]
    assert b"cookie: theirs=2; mine=1" in second
    assert [False, True] == [b"x-later: 1" in head for head in (first, second)]
    assert ["POST", "answer"] * 2 == seen


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.anyio
async def test_headers_that_klantkit_needs_are_its_own(*, asynchronous: bool) -> None:
    """Whatever the caller's client would send: other encodings cannot be unpacked within bounds."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, json=NOTIFY_CUSTOMER)

    headers = {"Accept-Encoding": "br, zstd", "User-Agent": "own", "Content-Type": "text/own", "X-Own": "1"}
    of_call = {"content-TYPE": "text/own"}
    transport = httpx.MockTransport(answer)
    http: Any = (httpx.AsyncClient if asynchronous else httpx.Client)(headers=headers, transport=transport)
    kind: Any = klantkit.AsyncNotify if asynchronous else klantkit.Notify
    client = kind("key", http_client=http, headers=of_call)
    await _ended(client.customers.create(**PLAIN, headers=of_call))
    await _ended(client.request("POST", "/customers", json={}, headers={"X-Call": "1"}))
    assert ["gzip, deflate"] * 2 == [request.headers["accept-encoding"] for request in seen]
    assert [f"klantkit/{klantkit.__version__}"] * 2 == [request.headers["user-agent"] for request in seen]
    assert ["1"] * 2 == [request.headers["x-own"] for request in seen]
    assert ["application/x-www-form-urlencoded"] == seen[0].headers.get_list("content-type")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip", "identity"])
@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("DELETE", 204), ("GET", 200), ("POST", 201)])
@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.anyio
async def test_an_empty_body_needs_no_unpacking(method: str, status: int, encoding: str, *, asynchronous: bool) -> None:
    data = f"HTTP/1.1 {status} X\r\nContent-Encoding: {encoding}\r\n{'Content-Length: 0' * (status != 204)}\r\n\r\n"
    with FaultServer(answers_each(data.replace("\r\n\r\n\r\n", "\r\n\r\n").encode())) as server:
        client: Any = (klantkit.AsyncNotify if asynchronous else klantkit.Notify)("key", base_url=server.url)
        raw = await _ended(client.request(method, "/customers"))
        await _ended(client.close())
    assert (status, None) == (raw.status, raw.value)


async def _ended(result: Any) -> Any:
    return await result if hasattr(result, "__await__") else result


# Other libraries for httpx

PORTALS = [klantkit.MijnKlantportaal, klantkit.AsyncMijnKlantportaal]

CUSTOMER = CALLS["customer"][2]

SENT = b'{"companyName":"A","address":"A","zipCode":"A","city":"A","primaryEmail":"A"}'


@pytest.mark.parametrize("kind", PORTALS)
@pytest.mark.anyio
async def test_mock_transport_sees_the_content(kind: Any) -> None:
    seen: list[object] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request.content)
        return httpx.Response(201, json=PORTAL_CUSTOMER)

    client = kind("key", transport=httpx.MockTransport(handle))
    assert "cst_1" == (await _ended(client.customers.create(**CUSTOMER))).id
    assert [SENT] == seen


@pytest.mark.parametrize("kind", PORTALS)
@pytest.mark.anyio
async def test_an_auth_that_reads_the_body(kind: Any) -> None:
    class Signing(httpx.Auth):
        requires_request_body = True

        def auth_flow(self, request: httpx.Request) -> Any:
            request.headers["X-Signed"] = f"{len(request.content)}"
            yield request

    with FaultServer(answers_each(answer(201, PORTAL_CUSTOMER))) as server:
        client = kind(Signing(), base_url=server.url)
        await _ended(client.customers.create(**CUSTOMER))
        await _ended(client.close())
    assert b"X-Signed: %d" % len(SENT) in server.requests[0].head


@pytest.mark.parametrize("kind", PORTALS)
@pytest.mark.anyio
async def test_respx(kind: Any) -> None:
    import respx

    with respx.mock(base_url="https://api.mijnklantportaal.nl") as router:
        route = router.post("/v1/customers", content=SENT, headers={"X-One": "1"})
        route.respond(201, json=PORTAL_CUSTOMER)
        client = kind("key", headers={"X-One": "1"})
        assert "cst_1" == (await _ended(client.customers.create(**CUSTOMER))).id
        await _ended(client.close())
    assert 1 == route.call_count


@pytest.mark.parametrize("kind", PORTALS)
@pytest.mark.anyio
async def test_pytest_httpx(kind: Any, request: pytest.FixtureRequest) -> None:
    mock = request.getfixturevalue("httpx_mock")
    url = "https://api.mijnklantportaal.nl/v1/customers"
    mock.add_response(method="POST", url=url, status_code=201, json=PORTAL_CUSTOMER)
    client = kind("key")
    assert "cst_1" == (await _ended(client.customers.create(**CUSTOMER))).id
    await _ended(client.close())
    assert [SENT] == [sent.content for sent in mock.get_requests()]


@pytest.mark.parametrize("kind", PORTALS)
@pytest.mark.anyio
async def test_vcrpy(kind: Any, tmp_path: Path) -> None:
    vcr: Any = importlib.import_module("vcr")  # untyped

    received, played = list[int](), list[int]()
    for _ in range(2):  # records, then plays back
        with (
            FaultServer(answers_each(answer(201, PORTAL_CUSTOMER))) as server,
            vcr.use_cassette(str(tmp_path / "calls.yaml"), match_on=["method", "path", "body"]) as cassette,
        ):
            client = kind("key", base_url=server.url)
            assert "cst_1" == (await _ended(client.customers.create(**CUSTOMER))).id
            await _ended(client.close())
        received.append(len(server.requests))
        played.append(cassette.play_count)
    assert ([1, 0], [0, 1]) == (received, played)
