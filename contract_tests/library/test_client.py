"""The clients without a vendor: what they refuse, what they raise, what they keep to themselves."""

from __future__ import annotations

import gzip
import io
import json
import types
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import klantkit
import pytest
from klantkit import AsyncNotify, MijnKlantportaal, Next, Notify
from klantkit._sending import last_response

from contract_tests.harness.samples import NOTIFY_CUSTOMER, PORTAL_INVOICE
from contract_tests.paths import INVOICE, VENDORS


def _notify(answer: Callable[[httpx.Request], httpx.Response]) -> Notify:
    return Notify("test_key", transport=httpx.MockTransport(answer))


def _create(client: Any, **options: Any) -> Any:
    return client.customers.create(customer_code="1", name="A", **options)


@pytest.mark.parametrize("token", ["", "  ", None, 5, b"key", "né", "a\nb"])
@pytest.mark.parametrize("kind", [MijnKlantportaal, Next, Notify, klantkit.AsyncMijnKlantportaal, AsyncNotify])
def test_a_credential_that_cannot_be_sent_is_refused(kind: Any, token: Any) -> None:
    with pytest.raises(klantkit.ConfigurationError, match=r"^(token|api_key)= ") as raised:
        kind(token)
    assert token in (None, "", "  ") or str(token) not in str(raised.value)


@pytest.mark.parametrize("kind", [MijnKlantportaal, Next, Notify])
def test_transport_and_client_exclude_each_other(kind: Any) -> None:
    with httpx.Client() as http, pytest.raises(klantkit.ConfigurationError, match="not both"):
        kind("key", transport=httpx.MockTransport(lambda _: httpx.Response(200)), http_client=http)


def test_repr_tells_where_and_never_the_credential() -> None:
    with Notify("test_s3cret", base_url="http://here.invalid/v2/") as client:
        assert "Notify(base_url='http://here.invalid/v2')" == repr(client)
    assert "s3cret" not in repr(klantkit.BearerAuth("s3cret"))


def test_sends_to_the_vendor_by_default_and_never_without_a_timeout() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, json=NOTIFY_CUSTOMER)

    with _notify(answer) as client:
        _create(client)
        _create(client, timeout=3, headers={"X-Trace": "7"})
        _create(client, timeout=httpx.Timeout(4, connect=2))
    assert "https://api.notify.cm/v2/customers" == str(seen[0].url)
    assert {"connect": 5, "read": 30, "write": 60, "pool": 5} == seen[0].extensions["timeout"]
    assert {"connect": 3, "read": 3, "write": 3, "pool": 3} == seen[1].extensions["timeout"]
    assert {"connect": 2, "read": 4, "write": 4, "pool": 4} == seen[2].extensions["timeout"]
    assert "7" == seen[1].headers["x-trace"]
    assert "x-trace" not in seen[0].headers


def test_an_http_client_keeps_its_settings_and_stays_open() -> None:
    http = httpx.Client(
        transport=httpx.MockTransport(
            lambda request: httpx.Response(201, json=NOTIFY_CUSTOMER | {"contact": request.headers["x-own"]})
        ),
        headers={"X-Own": "mine"},
    )
    with Notify("key", http_client=http) as client:
        assert "mine" == _create(client).contact
    assert not http.is_closed
    http.close()


def test_an_own_client_is_closed() -> None:
    client = _notify(lambda _: httpx.Response(201, json=NOTIFY_CUSTOMER))
    client.close()
    with pytest.raises(klantkit.ConfigurationError, match="closed; create a new one"):
        _create(client)


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [
        (400, klantkit.BadRequestError, "correct what it names"),
        (401, klantkit.AuthenticationError, "key"),
        (403, klantkit.PermissionDeniedError, "may not do this"),
        (404, klantkit.NotFoundError, "check the IDs and base_url"),
        (409, klantkit.ConflictError, "the present state"),
        (422, klantkit.UnprocessableEntityError, "missing or not accepted"),
        (429, klantkit.RateLimitError, "Too many requests"),
        (500, klantkit.ServerError, "look whether it acted on the request"),
        (503, klantkit.ServerError, "not available at present"),
        (520, klantkit.ServerError, "look whether it acted on the request"),
        (200, klantkit.StatusError, "does not list this status"),
        (299, klantkit.StatusError, "does not list this status"),
        (302, klantkit.StatusError, "The server redirects"),
        (418, klantkit.StatusError, "does not list this status"),
        (504, klantkit.ServerError, "look whether it acted on the request"),
        (799, klantkit.StatusError, "does not list this status"),
    ],
)
def test_each_status_has_its_error(status: int, kind: type[klantkit.StatusError], said: str) -> None:
    body = {"status": status, "title": "No", "detail": "Field email in wrong format"}
    headers = {"location": "https://elsewhere.invalid/", "x-request-id": "abc"}
    with _notify(lambda _: httpx.Response(status, json=body, headers=headers)) as client, pytest.raises(kind) as raised:
        _create(client)
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
        assert "Field email in wrong format" == error.error.detail  # type: ignore[attr-defined]
    else:
        assert error.error is None


@pytest.mark.parametrize("body", [b"", b"<html>Bad gateway</html>", b"[1]", b"{", b"\xff\xfe", b"null", b'"text"'])
@pytest.mark.parametrize("status", [400, 502])
def test_an_error_that_cannot_be_read_is_still_the_error_of_its_status(status: int, body: bytes) -> None:
    with (
        _notify(lambda _: httpx.Response(status, content=body)) as client,
        pytest.raises(klantkit.StatusError) as raised,
    ):
        _create(client)
    assert status == raised.value.status
    assert raised.value.error is None


@pytest.mark.parametrize(
    "body",
    [b"", b"<html/>", b"[]", b"{", b"{}", b"null", b'"x"', b'{"id": 5}', b"\xff", b'{"id": "no-uuid", "address": {}}'],
)
def test_a_success_that_breaks_the_contract(body: bytes) -> None:
    with (
        _notify(lambda _: httpx.Response(201, content=body)) as client,
        pytest.raises(klantkit.ContractError) as raised,
    ):
        _create(client)
    assert 201 == raised.value.status
    assert body.decode(errors="replace") == raised.value.body
    assert raised.value.__cause__ is not None
    assert "look before you repeat it" in str(raised.value)


def test_a_long_body_is_cut() -> None:
    with (
        _notify(lambda _: httpx.Response(500, text="x" * 1_000_000)) as client,
        pytest.raises(klantkit.ServerError) as raised,
    ):
        _create(client)
    assert 10_000 == len(raised.value.body)
    assert f" It says: {'x' * 200} The vendor's page: " in str(raised.value)


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

    with _notify(answer) as client, pytest.raises(kind) as raised:
        _create(client, headers={})
    assert kind is type(raised.value)
    assert isinstance(raised.value.__cause__, fault)
    assert "POST /customers at api.notify.cm: " in str(raised.value)
    assert (fault not in (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)) == raised.value.sent
    unreachable = fault in (httpx.ConnectError, httpx.ConnectTimeout)
    assert unreachable == ("Check the network and base_url." in str(raised.value))
    async with AsyncNotify("key", transport=httpx.MockTransport(answer)) as twin:
        with pytest.raises(kind):
            await twin.customers.create(customer_code="1", name="A")


@pytest.mark.parametrize("fault", [OSError("gone"), RuntimeError("loop is closed"), ValueError("odd")], ids=repr)
@pytest.mark.anyio
async def test_a_transport_that_breaks_otherwise(fault: Exception) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise fault

    async with AsyncNotify("key", transport=httpx.MockTransport(answer)) as twin:
        with pytest.raises(klantkit.APIConnectionError, match=f"the connection broke .*{fault}") as raised:
            await twin.customers.create(customer_code="1", name="A")
    assert fault is raised.value.__cause__
    with _notify(answer) as client, pytest.raises(klantkit.APIConnectionError):
        _create(client)


def test_unknown_fields_survive_and_go_back_out() -> None:
    with _notify(lambda _: httpx.Response(201, json=NOTIFY_CUSTOMER | {"score": {"value": 7}})) as client:
        customer = _create(client)
    assert {"value": 7} == customer["score"]
    assert NOTIFY_CUSTOMER | {"score": {"value": 7}} == customer.to_dict()


def _invoice(pdf: Any, seen: list[bytes] | None = None) -> Any:
    def answer(request: httpx.Request) -> httpx.Response:
        content = request.read()
        if seen is not None:
            seen.append(content)
        return httpx.Response(201, json=PORTAL_INVOICE)

    with MijnKlantportaal("token", transport=httpx.MockTransport(answer)) as portal:
        return portal.customer_invoices.create(
            customer_id="cst_1", invoice_number="1", issued_at=date(2024, 4, 29), amount="1.00", pdf=pdf
        )


@pytest.mark.parametrize(
    ("give", "name"),
    [
        (lambda: INVOICE, b"invoice.pdf"),
        (lambda: str(INVOICE), b"invoice.pdf"),
        (INVOICE.read_bytes, b"pdf.pdf"),
        (lambda: io.BytesIO(INVOICE.read_bytes()), b"pdf.pdf"),
    ],
    ids=["path", "text path", "bytes", "buffer"],
)
def test_pdf_takes(give: Callable[[], Any], name: bytes) -> None:
    seen: list[bytes] = []
    assert "inv_1" == _invoice(give(), seen).id
    part = b'name="pdf"; filename="%s"\r\nContent-Type: application/pdf\r\n\r\n%s\r\n--' % (name, INVOICE.read_bytes())
    assert part in seen[0]


def test_pdf_takes_an_open_file_and_leaves_it_open() -> None:
    seen: list[bytes] = []
    with INVOICE.open("rb") as file:
        _invoice(file, seen)
        assert not file.closed
    assert b'filename="invoice.pdf"' in seen[0]
    assert INVOICE.read_bytes() in seen[0]


def test_pdf_takes_the_generator_s_file() -> None:
    from mijnklantportaal_api.types import File

    seen: list[bytes] = []
    _invoice(File(io.BytesIO(INVOICE.read_bytes()), "own.pdf", "application/x-pdf"), seen)
    assert b'filename="own.pdf"\r\nContent-Type: application/pdf\r\n' in seen[0], "what the spec wants, not the file"


@pytest.mark.parametrize(
    ("give", "said"),
    [
        (lambda folder: folder / "none.pdf", r"pdf= cannot read '/.*/none.pdf': No such file"),
        (lambda folder: folder, "pdf= cannot read .*: Is a directory"),
        (lambda folder: folder / "empty.pdf", "pdf= got '/.*/empty.pdf', which is empty"),
        (lambda folder: folder / "word.docx", "pdf= got '/.*/word.docx', which is not a PDF"),
        (lambda _: b"", "pdf= got 'pdf.pdf', which is empty"),
        (lambda _: b"PK", "which is not a PDF"),
        (lambda _: io.StringIO("%PDF-1.4"), 'opened as text; open it with mode "rb"'),
        (lambda _: None, "must be a path, bytes or a file .* not NoneType"),
        (lambda _: 5, "must be a path, bytes or a file .* not int"),
    ],
)
def test_pdf_refuses_before_a_byte_is_sent(give: Callable[[Path], Any], said: str, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "word.docx").write_bytes(b"PK\x03\x04")
    seen: list[bytes] = []
    with pytest.raises(klantkit.UploadError, match=said):
        _invoice(give(tmp_path), seen)
    assert [] == seen


def test_pdf_refuses_a_file_opened_as_text() -> None:
    with INVOICE.open(encoding="latin-1") as file, pytest.raises(klantkit.UploadError, match="opened as text"):
        _invoice(file)


def test_a_file_that_was_opened_is_closed() -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    _invoice(INVOICE)
    with pytest.raises(klantkit.UploadError):
        _invoice(Path(__file__))
    assert before == len(list(Path("/dev/fd").iterdir()))


def test_exported_names_are_these() -> None:
    assert sorted(klantkit.__all__) == klantkit.__all__
    assert [] == [name for name in klantkit.__all__ if not getattr(klantkit, name).__doc__]
    public = {name for name in vars(klantkit) if not name.startswith("_")} - {"testing", *VENDORS}
    assert set(klantkit.__all__) - {"__version__"} == public
    assert {*klantkit.__all__} <= {*dir(klantkit)}


def test_each_vendor_has_its_clients() -> None:
    names = {name.lower() for name in klantkit.__all__}
    needed = {f"{prefix}{vendor}" for vendor in VENDORS for prefix in ("", "async")}
    assert [] == sorted(needed - names), "write their module, and their names into klantkit/__init__.py"


# Copies, raw answers, and what is sent along


def test_a_copy_shares_the_connections_and_nothing_else() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, json=NOTIFY_CUSTOMER)

    with _notify(answer) as client:
        copy = client.with_options(timeout=1, headers={"X-Copy": "yes"}).with_options(max_retries=0)
        assert Notify is type(copy)
        assert copy._own_sender.http is client._own_sender.http
        _create(copy)
        _create(client)
        copy.close()
        _create(client)
    assert ["yes", None, None] == [request.headers.get("x-copy") for request in seen]
    assert [1, 30, 30] == [request.extensions["timeout"]["read"] for request in seen]
    assert (0, 2) == (copy._own_sender.settings.policy.max_retries, client._own_sender.settings.policy.max_retries)
    with pytest.raises(klantkit.ConfigurationError, match="There is no option colour="):
        client.with_options(colour="red")  # type: ignore[call-arg]


@pytest.mark.anyio
async def test_an_asynchronous_copy_leaves_the_connections_open_too() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(201, json=NOTIFY_CUSTOMER))
    async with AsyncNotify("key", transport=transport) as client:
        async with client.with_options(timeout=1) as copy:
            await copy.customers.create(customer_code="1", name="A")
        await client.customers.create(customer_code="1", name="A")
    with pytest.raises(klantkit.ConfigurationError, match="closed"):
        await client.customers.create(customer_code="1", name="A")


@pytest.mark.parametrize(("headers", "named"), [({"X-Request-Id": "abc"}, True), ({}, False)])
@pytest.mark.anyio
async def test_raw_gives_what_came_along(headers: dict[str, str], named: bool) -> None:  # noqa: FBT001 - a table
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(201, json=NOTIFY_CUSTOMER, headers=headers | {"X-RateLimit-Remaining": "59"})

    with _notify(answer) as client:
        raw = client.raw(client.customers.create, customer_code="1", name="A")
        assert NOTIFY_CUSTOMER == raw.value.to_dict()
        assert (201, "59") == (raw.status, raw.headers["x-ratelimit-remaining"])
        assert ("abc" == raw.request_id) == named
        assert len(raw.request_id) >= 3
        with pytest.raises(klantkit.ArgumentError, match="must be given a method of one of the client's resources"):
            client.raw(print)
        assert last_response.get() is None, "no answer is kept for longer"
    async with AsyncNotify("k", transport=httpx.MockTransport(answer)) as twin:
        raw = await twin.raw(twin.customers.create, customer_code="1", name="A")
        assert (201, NOTIFY_CUSTOMER) == (raw.status, raw.value.to_dict())
        assert last_response.get() is None


@pytest.mark.anyio
async def test_a_packed_answer_comes_along_unpacked() -> None:
    packed = gzip.compress(json.dumps(NOTIFY_CUSTOMER).encode())
    headers = {"Content-Encoding": "identity, GZIP ", "Content-Length": str(len(packed)), "X-Request-Id": "abc"}

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(201, stream=httpx.ByteStream(packed), headers=headers)

    with _notify(answer) as client:
        raw = client.raw(client.customers.create, customer_code="1", name="A")
    async with AsyncNotify("k", transport=httpx.MockTransport(answer)) as twin:
        other = await twin.raw(twin.customers.create, customer_code="1", name="A")
    for one in (raw, other):
        assert (NOTIFY_CUSTOMER, "abc") == (one.value.to_dict(), one.request_id)
        assert str(len(json.dumps(NOTIFY_CUSTOMER))) == one.headers["content-length"]
        assert "content-encoding" not in one.headers
    for encoding, said in (("br", "not one that was asked for"), ("deflate", "broken"), ("gzip, gzip", "broken")):
        headers["Content-Encoding"] = encoding
        with _notify(answer) as client, pytest.raises(klantkit.ContractError, match=f"its content encoding is {said}"):
            _create(client)
    packed = zlib.compress(json.dumps(NOTIFY_CUSTOMER).encode())
    headers |= {"Content-Encoding": "gzip", "Content-Length": str(len(packed))}
    with _notify(answer) as client, pytest.raises(klantkit.ContractError, match="its content encoding is broken"):
        _create(client)
    headers["Content-Encoding"] = "deflate"
    del headers["X-Request-Id"]
    with _notify(answer) as client:
        assert 16 == len(client.raw(client.customers.create, customer_code="1", name="A").request_id)


def test_what_an_error_keeps_of_an_answer_that_repeats_the_key() -> None:
    body = gzip.compress(b'{"status": 400, "title": "test_key", "detail": "x"}')
    headers = {"Content-Encoding": "gzip", "Content-Length": str(len(body)), "X-Told": "yes", "X-Key": "test_key!"}
    answer = httpx.Response(400, stream=httpx.ByteStream(body), headers=headers)
    with _notify(lambda _: answer) as client, pytest.raises(klantkit.BadRequestError) as raised:
        _create(client)
    kept = raised.value.headers
    assert ("yes", "***!", len(raised.value.body)) == (kept["x-told"], kept["x-key"], int(kept["content-length"]))
    assert "content-encoding" not in kept
    assert '"title": "***"' in raised.value.body


def test_a_request_without_headers_of_its_own_can_be_built() -> None:
    """No operation is so yet: one without a body would be."""
    operation: Any = types.SimpleNamespace(
        method="GET", path="/customers", secured=True, media_type=None, successes=(range(200, 201),),
        build=lambda: {"method": "get", "url": "/customers"}, decode=lambda response: response.text,
    )  # fmt: skip
    with _notify(lambda request: httpx.Response(200, text=request.headers["authorization"])) as client:
        assert "Bearer test_key" == client._own_sender.send(operation, {})


def test_says_who_it_is() -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["user-agent"])
        return httpx.Response(201, json=NOTIFY_CUSTOMER)

    with _notify(answer) as client:
        _create(client)
        _create(client, headers={"User-Agent": "mine"})
    assert [f"klantkit/{klantkit.__version__}", "mine"] == seen


def test_one_client_serves_many_threads() -> None:
    from concurrent.futures import ThreadPoolExecutor

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(
            201, json=NOTIFY_CUSTOMER | {"customerCode": request.read().decode().split("&")[0].partition("=")[2]}
        )

    with _notify(answer) as client, ThreadPoolExecutor(16) as pool:
        codes = [str(number) for number in range(200)]
        made = pool.map(lambda code: client.customers.create(customer_code=code, name="A").customer_code, codes)
        assert codes == list(made)


class _Breaks(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of an answer of a transport of the caller's own, which breaks off and is closed by nobody else."""

    def __init__(self) -> None:
        self.closed = 0

    def __iter__(self) -> Iterator[bytes]:
        yield b"{"
        raise httpx.ReadError("broke off")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"{"
        raise httpx.ReadError("broke off")

    def close(self) -> None:
        self.closed += 1

    async def aclose(self) -> None:
        self.closed += 1


@pytest.mark.anyio
async def test_an_answer_that_breaks_off_is_closed() -> None:
    bodies = [_Breaks(), _Breaks()]
    remaining = iter(bodies)
    transport = httpx.MockTransport(lambda _: httpx.Response(201, stream=next(remaining)))
    with Notify("token", transport=transport) as client, pytest.raises(klantkit.APIConnectionError, match="broke off"):
        _create(client)
    async with AsyncNotify("token", transport=transport) as twin:
        with pytest.raises(klantkit.APIConnectionError, match="broke off"):
            await twin.customers.create(customer_code="1", name="A")
    assert [1, 1] == [body.closed for body in bodies]


@pytest.mark.parametrize("media_type", ["text/html", "text/plain", "application/xml", "application/pdf"])
def test_a_success_of_another_media_type_breaks_the_contract(media_type: str) -> None:
    headers = {"content-type": f"{media_type}; charset=utf-8"}
    with _notify(lambda _: httpx.Response(201, json=NOTIFY_CUSTOMER, headers=headers)) as client:
        with pytest.raises(klantkit.ContractError, match=f"it is {media_type}, not application/hal"):
            _create(client)


@pytest.mark.parametrize(
    "media_type", ["application/json", "application/hal+json; charset=utf-8", "Application/JSON", ""]
)
def test_any_json_will_do(media_type: str) -> None:
    with _notify(lambda _: httpx.Response(201, json=NOTIFY_CUSTOMER, headers={"content-type": media_type})) as client:
        assert "" == _create(client).contact
