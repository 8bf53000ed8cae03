"""Whatever a server does, a call returns a typed value or raises one typed error, in time, sync and async."""

from __future__ import annotations

import asyncio
import gc
import gzip
import json
import os
import pickle
import signal
import socket
import ssl
import threading
import time
import traceback
import warnings
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from urllib.parse import parse_qs
from uuid import UUID

import httpx
import klantkit
import pytest
from klantkit import _bounds, _rate_limit

from contract_tests.harness.operations import all_operations
from contract_tests.library import faults
from contract_tests.library.faults import (
    Fault,
    FaultServer,
    answer,
    answers,
    answers_each,
    head,
    resets_after,
    stops_after,
)
from contract_tests.library.samples import NOTIFY_CUSTOMER
from contract_tests.paths import INVOICE

pytestmark = pytest.mark.anyio

TOKEN = "test_s3cret0f0urs"

JSON = json.dumps(NOTIFY_CUSTOMER).encode()
GOOD = answer(201, NOTIFY_CUSTOMER)

#: Seconds: a read timeout that the call must run into, and how much later it may end on a busy machine.
SHORT, LATE = 0.3, 1.5

#: Seconds: a timeout that the call must not reach.
AMPLE = 5.0

#: Shared, because creating a context per client would take longer than most of the tests.
TLS = ssl.create_default_context()


class Caller:
    """Makes the same calls with the synchronous and with the asynchronous clients."""

    def __init__(self, kind: str) -> None:
        self.is_async = kind == "async"

    @asynccontextmanager
    async def client(self, vendor: str, url: str, *, tls: ssl.SSLContext = TLS, **options: Any) -> AsyncGenerator[Any]:
        """A client of `vendor` for `url`, which records its sleeps in `waits` instead of sleeping."""
        options = {"base_url": url, "rate_limit": None, "timeout": AMPLE} | options
        name = f"Async{vendor}" if self.is_async else vendor
        if "transport" not in options:
            kind = httpx.AsyncHTTPTransport if self.is_async else httpx.HTTPTransport
            options["transport"] = kind(verify=tls)
        client = getattr(klantkit, name)(TOKEN, **options)
        client.waits = []

        async def sleep_async(seconds: float) -> None:
            client.waits.append(seconds)

        sender = client._own_sender
        sender._retrying = sender._retrying._replace(sleep=client.waits.append, sleep_async=sleep_async)
        try:
            yield client
        finally:
            await self.ended(client.close())

    async def ended(self, result: Any) -> Any:
        """The result of a method, awaited if necessary."""
        return await result if self.is_async else result

    async def create(self, client: Any, **options: Any) -> Any:
        """Make one call with a Notify client."""
        return await self.ended(client.customers.create(customer_code="1", name="A", **options))

    async def create_with_own(self, url: str, *, tls: ssl.SSLContext = TLS, **options: Any) -> Any:
        """Make one call with a Notify client that uses the caller's httpx client, created with `options`."""
        if self.is_async:
            async with httpx.AsyncClient(verify=tls, trust_env=False, **options) as http:
                return await self.create(klantkit.AsyncNotify(TOKEN, base_url=url, http_client=http))
        with httpx.Client(verify=tls, trust_env=False, **options) as twin:
            return await self.create(klantkit.Notify(TOKEN, base_url=url, http_client=twin))

    async def __call__(self, url: str, **options: Any) -> Any:
        """Make one call with a new Notify client."""
        async with self.client("Notify", url, **options) as client:
            return await self.create(client)


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Caller:
    return Caller(request.param)


@contextmanager
def fails(kind: type[klantkit.KlantkitError], match: str = "POST /") -> Generator[pytest.ExceptionInfo[Any]]:
    """Expect one error of exactly this class, complete and without the token."""
    with pytest.raises(klantkit.KlantkitError, match=match) as raised:
        yield raised
    error = raised.value
    assert kind is type(error), error
    assert error.request_id  # type: ignore[attr-defined]
    copied = pickle.loads(pickle.dumps(error))  # noqa: S301 - pickled in this line
    assert str(error) == str(copied)
    assert TOKEN not in str(error) + repr(error) + repr(error.__dict__)
    if not isinstance(error, klantkit.APIResponseError):
        assert (error.__cause__ is None) == (TOKEN in str(error.__context__))


@contextmanager
def ends_within(seconds: float) -> Generator[None]:
    start = time.monotonic()
    yield
    assert seconds + LATE > time.monotonic() - start


def named(table: dict[str, Any]) -> Any:
    """The rows of a table as pytest parameters."""
    return [pytest.param(*(row if isinstance(row, tuple) else (row,)), id=name) for name, row in table.items()]


def by_name(*functions: Fault) -> Any:
    return [pytest.param(function, id=function.__name__) for function in functions]


# The connection.

CHUNKED = head(Content_Type="application/json", Transfer_Encoding="chunked")
SIZED = head(Content_Type="application/json", Content_Length=len(JSON))

BEGINNINGS = {
    "nothing": (),
    "half a status line": (b"HTTP/1.1 2",),
    "a status line": (b"HTTP/1.1 201 Created\r\n",),
    "half the headers": (b"HTTP/1.1 201 Created\r\nContent-Type: appl",),
    "the headers": (SIZED,),
    "half the body": (SIZED, JSON[:20]),
    "half a chunk": (CHUNKED, b"%x\r\n" % len(JSON), JSON[:20]),
    "no last chunk": (CHUNKED, b"%x\r\n" % len(JSON), JSON, b"\r\n"),
    "half the trailers": (CHUNKED, b"%x\r\n" % len(JSON), JSON, b"\r\n0\r\nX-Sum: 1\r\n"),
    "100 Continue": (b"HTTP/1.1 100 Continue\r\n\r\n",),
    "102 and 103": (b"HTTP/1.1 102 Processing\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
}


@pytest.mark.parametrize("end", [answers, resets_after])
@pytest.mark.parametrize("beginning", named({name: (data,) for name, data in BEGINNINGS.items()}))
async def test_a_response_that_breaks_off(beginning: tuple[bytes, ...], end: Any, call: Caller) -> None:
    with FaultServer(end(*beginning)) as server:
        with fails(klantkit.APIConnectionError, "Check whether the server acted") as raised:
            await call(server.url)
        assert raised.value.sent
        assert 1 == len(server.requests), "a request that the server may have processed is not retried"


@pytest.mark.parametrize("beginning", named({name: (data,) for name, data in BEGINNINGS.items()}))
async def test_a_response_that_stalls(beginning: tuple[bytes, ...], call: Caller) -> None:
    with FaultServer(stops_after(*beginning)) as server:
        with ends_within(SHORT), fails(klantkit.APITimeoutError, "took too long") as raised:
            await call(server.url, timeout=httpx.Timeout(AMPLE, read=SHORT))
        assert raised.value.sent
        assert 1 == len(server.requests)


@pytest.mark.parametrize(
    "fault",
    by_name(
        faults.drip_status_line, faults.drip_headers, faults.drip_body, faults.drip_body_without_length,
        faults.drip_chunks, faults.drip_chunk_size, faults.drip_trailers, faults.drip_continues,
    ),
)  # fmt: skip
async def test_a_response_that_drips(fault: Fault, call: Caller) -> None:
    with FaultServer(fault) as server:
        with ends_within(SHORT), fails(klantkit.APITimeoutError, "ReadTimeout"):
            await call(server.url, timeout=httpx.Timeout(AMPLE, read=SHORT))
        assert 1 == len(server.requests)


async def test_the_read_timeout_restarts_with_each_call(call: Caller) -> None:
    def late(connection: faults.Connection) -> None:
        while not connection.server.stopping.wait(0.2):
            connection.send(GOOD)
            if connection.read_request() is None:
                return

    with FaultServer(late) as server:
        async with call.client("Notify", server.url, timeout=httpx.Timeout(AMPLE, read=0.5)) as client:
            for _ in range(4):
                assert "A" == (await call.create(client)).name
        assert 1 == server.connections


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        pytest.param(fault, kind, id=fault.__name__)
        for fault, kind in (
            (faults.flood_status_line, klantkit.APIConnectionError),
            (faults.flood_headers, klantkit.APIConnectionError),
            (faults.flood_one_header, klantkit.APIConnectionError),
            (faults.flood_trailers, klantkit.APIConnectionError),
            (faults.flood_body, klantkit.APIConnectionError),
            (faults.flood_body_of_known_length, klantkit.APIConnectionError),
            (faults.flood_chunks, klantkit.APIConnectionError),
            (faults.flood_tiny_chunks, klantkit.APITimeoutError),
            (faults.flood_continues, klantkit.APITimeoutError),
        )
    ],
)
async def test_an_endless_response(fault: Fault, kind: type[klantkit.KlantkitError], call: Caller) -> None:
    # The last two are slow to parse for h11: the timeout comes before the size limit.
    short = kind is klantkit.APITimeoutError
    with FaultServer(fault) as server:
        with ends_within(SHORT if short else AMPLE), fails(kind):
            await call(server.url, timeout=httpx.Timeout(AMPLE, read=SHORT if short else AMPLE))
        assert 1 == len(server.requests)


async def test_a_response_that_is_too_long_is_not_asked_for_again(call: Caller) -> None:
    with FaultServer(faults.flood_body) as server:
        async with call.client("Notify", server.url, max_retries=2) as client:
            with fails(klantkit.APIConnectionError, "longer than 10485760 bytes"):
                await call.ended(client.request("GET", "/customers"))
            assert [] == client.waits
        assert 1 == len(server.requests)


NO_HTTP = {
    "JSON alone": JSON,
    "HTML alone": b"<html><body>It works!</body></html>",
    "HTTP/0.9": b"Hello\r\n",
    "every byte": bytes(range(256)),
    "null bytes": bytes(300),
    "line breaks": b"\r\n" * 300,
    "TLS server hello": b"\x16\x03\x03\x00\x4a\x02\x00\x00\x46\x03\x03" + bytes(70),
    "TLS alert": b"\x15\x03\x01\x00\x02\x02\x28",
    "HTTP/2 settings": b"\x00\x00\x06\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x64",
    "SSH": b"SSH-2.0-OpenSSH_9.6\r\n",
    "SMTP": b"220 mail.example ESMTP\r\n",
    "no status": b"HTTP/1.1\r\n\r\n",
    "status in words": b"HTTP/1.1 OK 201\r\n\r\n",
    "status 0": b"HTTP/1.1 000 X\r\n\r\n",
    "status 99": b"HTTP/1.1 099 X\r\n\r\n",
    "status 1000": b"HTTP/1.1 1000 X\r\n\r\n",
    "negative status": b"HTTP/1.1 -201 X\r\n\r\n",
    "small letters": b"http/1.1 201 Created\r\n\r\n",
    "version 9": b"HTTP/9 201 Created\r\n\r\n",
    "blank before": b" HTTP/1.1 201 Created\r\n\r\n",
    "reason in control characters": b"HTTP/1.1 201 \x00\x01\r\n\r\n",
    "101": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
    "header without colon": b"HTTP/1.1 201 Created\r\nNonsense\r\n\r\n",
    "header without name": b"HTTP/1.1 201 Created\r\n: x\r\n\r\n",
    "blank in a header name": b"HTTP/1.1 201 Created\r\nContent Type: x\r\n\r\n",
    "non-ASCII header name": b"HTTP/1.1 201 Created\r\nX-\xc3\xa9: x\r\n\r\n",
    "null in a header": b"HTTP/1.1 201 Created\r\nX-A: a\x00b\r\n\r\n",
    "folded first header": b"HTTP/1.1 201 Created\r\n folded\r\n\r\n",
    "huge header": b"HTTP/1.1 201 Created\r\nX-A: " + b"x" * 1_000_000 + b"\r\n\r\n",
    "100,000 headers": b"HTTP/1.1 201 Created\r\n" + b"X-A: 1\r\n" * 100_000 + b"\r\n",
    "negative length": head(Content_Length=-1) + JSON,
    "length in words": head(Content_Length="ten") + JSON,
    "length in full-width digits": b"HTTP/1.1 201 Created\r\nContent-Length: \xef\xbc\x95\r\n\r\n{}",
    "length of 5000 digits": head(Content_Length="9" * 5000) + JSON,
    "two lengths": b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
    "too long a length": head(Content_Length=len(JSON) + 1) + JSON,
    "unknown transfer coding": head(Transfer_Encoding="gzip, chunked") + JSON,
    "chunk size in words": CHUNKED + b"many\r\n{}\r\n0\r\n\r\n",
    "negative chunk size": CHUNKED + b"-2\r\n{}\r\n0\r\n\r\n",
    "empty chunk size": CHUNKED + b"\r\n{}\r\n0\r\n\r\n",
    "huge chunk size": CHUNKED + b"f" * 100 + b"\r\n{}\r\n0\r\n\r\n",
    "prefixed chunk size": CHUNKED + b"0x2\r\n{}\r\n0\r\n\r\n",
    "no line break after a chunk": CHUNKED + b"2\r\n{}0\r\n\r\n",
    "no chunks": CHUNKED + JSON,
}


@pytest.mark.parametrize("data", named(NO_HTTP))
async def test_a_response_that_is_not_http(data: bytes, call: Caller) -> None:
    with FaultServer(answers(data)) as server:
        with fails(klantkit.APIConnectionError, "the connection broke"):
            await call(server.url)
        assert 1 == len(server.requests)


@pytest.mark.parametrize("fault", by_name(faults.close_at_once, faults.reset_at_once))
async def test_a_server_that_ends_the_connection_before_the_request(fault: Fault, call: Caller) -> None:
    # A reset may come so early that it counts as a failure to connect, which would be retried.
    with FaultServer(fault, read=False) as server:
        with fails(klantkit.APIConnectionError):
            await call(server.url, max_retries=0)
        assert 1 == server.connections


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        pytest.param(answers(NO_HTTP["TLS server hello"]), klantkit.APIConnectionError, id="TLS hello"),
        pytest.param(answers(NO_HTTP["SSH"]), klantkit.APIConnectionError, id="SSH banner"),
        pytest.param(faults.never_reads, klantkit.APITimeoutError, id="never reads"),
    ],
)
async def test_a_server_that_speaks_first(fault: Fault, kind: type[klantkit.KlantkitError], call: Caller) -> None:
    with FaultServer(fault, read=False) as server, ends_within(SHORT), fails(kind):
        await call(server.url, timeout=SHORT)


# Failures to connect: nothing was sent, so they are retried.


@pytest.mark.parametrize("max_retries", [0, 1, 3])
async def test_a_refused_connection_is_retried(max_retries: int, call: Caller) -> None:
    with FaultServer(faults.silence) as server:
        url = server.url
    async with call.client("Notify", url, max_retries=max_retries) as client:
        with fails(klantkit.APIConnectionError, "no connection .* Nothing was sent. Check the network") as raised:
            await call.create(client)
        assert not raised.value.sent
        assert max_retries == len(client.waits)


async def test_a_connection_that_is_not_accepted_is_retried(call: Caller) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = [socket.socket() for _ in range(4)]  # fill the backlog: the system drops further connections
        try:
            for one in waiting:
                one.settimeout(0)
                one.connect_ex(listener.getsockname())
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            async with call.client("Notify", url, timeout=httpx.Timeout(AMPLE, connect=0.2)) as client:
                with ends_within(3 * 0.2), fails(klantkit.APITimeoutError, "Nothing was sent") as raised:
                    await call.create(client)
                assert not raised.value.sent
                assert 2 == len(client.waits)
        finally:
            for one in waiting:
                one.close()


@pytest.mark.parametrize(
    ("fault", "read", "kind"),
    named(
        {
            "plain HTTP": (answers(answer(400)), False, klantkit.APIConnectionError),
            "garbage": (answers(bytes(range(256))), False, klantkit.APIConnectionError),
            "alert": (answers(NO_HTTP["TLS alert"]), False, klantkit.APIConnectionError),
            "close": (faults.close_at_once, False, klantkit.APIConnectionError),
            "reset": (faults.reset_after_a_byte, False, klantkit.APIConnectionError),
            "silence": (faults.silence, False, klantkit.APITimeoutError),
        }
    ),
)
async def test_https_to_a_server_without_it(
    fault: Fault, *, read: bool, kind: type[klantkit.KlantkitError], call: Caller
) -> None:
    with FaultServer(fault, read=read) as server:
        url = server.url.replace("http", "https")
        with ends_within(3 * SHORT), fails(kind, "Nothing was sent"):
            await call(url, timeout=httpx.Timeout(AMPLE, connect=SHORT))
        assert 3 == server.connections


# TLS. Anonymous ciphers need no certificate; only tests allow them.


def _anonymous(side: int) -> ssl.SSLContext:
    context = ssl.SSLContext(side)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("AECDH:ADH:@SECLEVEL=0")
    return context


def _with_tls(then: Callable[[faults.Connection, ssl.SSLSocket], None]) -> Fault:
    def fault(connection: faults.Connection) -> None:
        context = _anonymous(ssl.PROTOCOL_TLS_SERVER)
        with context.wrap_socket(connection.socket.dup(), server_side=True) as secure:
            inner = faults.Connection(cast("socket.socket", secure), connection.server)
            inner.read_request()
            then(connection, secure)

    return fault


@pytest.mark.parametrize(
    ("then", "kind"),
    named(
        {
            "garbage": (lambda plain, _: plain.send(bytes(range(256))), klantkit.APIConnectionError),
            "forged record": (
                lambda plain, _: plain.send(b"\x17\x03\x03\x00\x40" + bytes(64)),
                klantkit.APIConnectionError,
            ),
            "plain answer": (lambda plain, _: plain.send(GOOD), klantkit.APIConnectionError),
            "cut off": (lambda _, secure: secure.sendall(SIZED), klantkit.APIConnectionError),
            "reset": (lambda plain, secure: (secure.sendall(SIZED), plain.reset()), klantkit.APIConnectionError),
            "silence": (lambda plain, _: plain.hold(), klantkit.APITimeoutError),
            "drip": (
                lambda plain, secure: faults.drip_body(faults.Connection(secure, plain.server)),
                klantkit.APITimeoutError,
            ),
            "flood": (
                lambda plain, secure: faults.flood_body(faults.Connection(secure, plain.server)),
                klantkit.APIConnectionError,
            ),
        }
    ),
)
async def test_a_fault_inside_tls(then: Any, kind: type[klantkit.KlantkitError], call: Caller) -> None:
    short = kind is klantkit.APITimeoutError
    with FaultServer(_with_tls(then), read=False) as server:
        url = server.url.replace("http", "https")
        timeout = httpx.Timeout(AMPLE, read=SHORT if short else AMPLE)
        with ends_within(SHORT if short else AMPLE), fails(kind, "Check whether the server acted"):
            await call(url, tls=_anonymous(ssl.PROTOCOL_TLS_CLIENT), timeout=timeout)
        assert 1 == len(server.requests)


async def test_a_fault_inside_tls_with_the_caller_s_httpx_client(call: Caller) -> None:
    with FaultServer(_with_tls(lambda plain, _: plain.send(GOOD)), read=False) as server:
        with fails(klantkit.APIConnectionError, "Check whether the server acted"):
            await call.create_with_own(server.url.replace("http", "https"), tls=_anonymous(ssl.PROTOCOL_TLS_CLIENT))


# While the request is being sent.

LARGE = b"%PDF-1.7\n" + bytes(16 * 1024 * 1024)


async def _upload(call: Caller, url: str, **options: Any) -> Any:
    async with call.client("MijnKlantportaal", url, **options) as client:
        return await call.ended(
            client.customer_invoices.create(
                customer_id="cst_1", invoice_number="1", issued_at=datetime(2024, 4, 29, tzinfo=UTC).date(),
                amount="1.00", pdf=LARGE,
            )
        )  # fmt: skip


@pytest.mark.parametrize("fault", by_name(faults.never_reads, faults.reads_the_head_only))
async def test_an_upload_that_is_not_read(fault: Fault, call: Caller) -> None:
    with FaultServer(fault, read=False, receive_buffer=65536) as server:
        with ends_within(SHORT), fails(klantkit.APITimeoutError, "WriteTimeout") as raised:
            await _upload(call, server.url, timeout=httpx.Timeout(AMPLE, write=SHORT))
        assert raised.value.sent
        assert 1 == server.connections


async def test_an_upload_that_is_read_slowly(call: Caller) -> None:
    with FaultServer(faults.reads_slowly, read=False) as server:
        start = time.monotonic()
        with fails(klantkit.ServerError):
            await _upload(call, server.url, timeout=httpx.Timeout(AMPLE, write=0.5))
        assert 0.5 < time.monotonic() - start, "the write timeout applies to each write, not to the whole body"
        assert 1 == len(server.requests)


@pytest.mark.parametrize("fault", by_name(faults.closes_inside_the_request, faults.resets_inside_the_request))
async def test_an_upload_that_is_cut_off(fault: Fault, call: Caller) -> None:
    with FaultServer(fault, read=False) as server:
        with fails(klantkit.APIConnectionError, "Check whether the server acted"):
            await _upload(call, server.url)
        assert 1 == len(server.requests)


async def test_an_upload_that_is_refused_early(call: Caller) -> None:
    with FaultServer(faults.refuses_early_and_reads_on, read=False) as server:
        with fails(klantkit.StatusError) as raised:
            await _upload(call, server.url)
        assert 413 == raised.value.status
        assert 1 == len(server.requests)


async def test_an_upload_that_is_refused_early_with_a_reset(call: Caller) -> None:
    # Whether the client sees the response or the reset first depends on the system; both are correct.
    with FaultServer(faults.refuses_early_and_closes, read=False) as server:
        with pytest.raises((klantkit.StatusError, klantkit.APIConnectionError)) as raised:
            await _upload(call, server.url)
        assert type(raised.value) in (klantkit.StatusError, klantkit.APIConnectionError)
        assert 413 == getattr(raised.value, "status", 413)
        assert 1 == len(server.requests)


# Kept-alive connections.


@pytest.mark.parametrize("end", [answers, resets_after])
async def test_a_kept_connection_that_ended_between_calls(end: Any, call: Caller) -> None:
    with FaultServer(end(GOOD)) as server:
        async with call.client("Notify", server.url) as client:
            for _ in range(3):
                assert "A" == (await call.create(client)).name
                time.sleep(0.1)  # noqa: ASYNC251 - until the end arrives; nothing else runs
        assert (3, 3) == (server.connections, len(server.requests))


async def test_a_kept_connection_that_ends_under_a_call(call: Caller) -> None:
    def one_answer(connection: faults.Connection) -> None:
        connection.send(GOOD)
        connection.read_request()

    with FaultServer(one_answer) as server:
        async with call.client("Notify", server.url) as client:
            assert "A" == (await call.create(client)).name
            with fails(klantkit.APIConnectionError, "Check whether the server acted"):
                await call.create(client)
            assert "A" == (await call.create(client)).name
        assert 3 == len(server.requests), "the second call was sent once"


STRAY = answer(201, NOTIFY_CUSTOMER | {"name": "not asked for"})


async def test_bytes_between_calls_are_not_taken_as_a_response(call: Caller) -> None:
    called, sent = threading.Event(), threading.Event()

    def answer_and_more(connection: faults.Connection) -> None:
        connection.send(GOOD)
        called.wait(AMPLE)
        connection.send(STRAY)
        sent.set()
        connection.hold()

    with FaultServer(answer_and_more) as server:
        async with call.client("Notify", server.url) as client:
            for _ in range(2):
                assert "A" == (await call.create(client)).name
                called.set()
                assert sent.wait(AMPLE)
        assert (2, 2) == (server.connections, len(server.requests))


@pytest.mark.parametrize("status", [200, 201, 204, 304, 404])
@pytest.mark.parametrize("more", [STRAY, b"\r\n", b" ", b'{"a": 1}', bytes(100), b"HTTP/1.1 201 Cre"])
async def test_a_connection_with_bytes_after_a_response_is_not_used_again(
    more: bytes, status: int, call: Caller
) -> None:
    """Nothing is sent on it: the requests arrive on connections of their own, and none of them is repeated."""
    body = b"" if status in (204, 304) else JSON
    with FaultServer(answers_each(answer(status, body) + more)) as server:
        async with call.client("Notify", server.url) as client:
            for number in range(1, 4):
                try:
                    assert "A" == (await call.create(client)).name
                except klantkit.APIResponseError as error:
                    assert status == error.status  # noqa: PT017 - a value or an error, as of the first response
                assert [number] * 2 == [server.connections, len(server.requests)]


@pytest.mark.skipif(not hasattr(socket, "TCP_CORK"), reason="needs a system that sends two TLS records at once")
async def test_bytes_that_wait_in_a_buffer_of_tls_are_no_response(call: Caller) -> None:
    def answer_twice(plain: faults.Connection, secure: ssl.SSLSocket) -> None:
        inner = faults.Connection(cast("socket.socket", secure), plain.server)
        while True:
            plain.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
            inner.send(GOOD, STRAY)
            plain.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 0)
            if inner.read_request() is None:
                return

    with FaultServer(_with_tls(answer_twice), read=False) as server:
        url = server.url.replace("http", "https")
        async with call.client("Notify", url, tls=_anonymous(ssl.PROTOCOL_TLS_CLIENT)) as client:
            for number in range(1, 4):
                assert "A" == (await call.create(client)).name
                assert [number] * 2 == [server.connections, len(server.requests)]


async def test_bytes_that_arrive_after_a_connection_was_chosen(call: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pool found the connection idle; before the first byte of the request is sent, it is looked at again."""
    chosen, sent = threading.Event(), threading.Event()

    def answer_and_more(connection: faults.Connection) -> None:
        connection.send(GOOD)
        if chosen.wait(AMPLE) and not sent.is_set():
            connection.send(STRAY)
            sent.set()
        connection.hold()

    written = _bounds._Stream.check_write

    def check_write(stream: Any, buffer: bytes) -> None:
        if stream.parser is not None and not sent.is_set():
            chosen.set()
            assert sent.wait(AMPLE)
        written(stream, buffer)

    monkeypatch.setattr(_bounds._Stream, "check_write", check_write)
    with FaultServer(answer_and_more) as server:
        async with call.client("Notify", server.url) as client:
            for _ in range(2):
                assert "A" == (await call.create(client)).name
        assert (2, 2) == (server.connections, len(server.requests))


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (STRAY, klantkit.APIConnectionError, r"was there before its request\).* Check whether the server"),
        (answer(400), klantkit.BadRequestError, "400 Bad Request"),
    ],
    ids=["success", "refusal"],
)
async def test_a_success_that_arrives_inside_a_request_is_not_its_response(
    data: bytes, kind: type[klantkit.KlantkitError], said: str, call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal may be: a server does not have to read a request that it refuses."""
    half, sent = threading.Event(), threading.Event()

    def answer_inside(connection: faults.Connection) -> None:
        connection.send(GOOD)
        connection.read_head()
        half.wait(AMPLE)
        connection.send(data)
        sent.set()
        connection.hold()

    written = _bounds._Stream.check_write

    def check_write(stream: Any, buffer: bytes) -> None:
        if stream.parser is not None and not buffer.startswith(b"POST "):
            half.set()
            assert sent.wait(AMPLE)
        written(stream, buffer)

    monkeypatch.setattr(_bounds._Stream, "check_write", check_write)
    with FaultServer(answer_inside) as server:
        async with call.client("Notify", server.url) as client:
            assert "A" == (await call.create(client)).name
            with fails(kind, said):
                await call.create(client)
            (pool,) = _pools_of(client)
            assert [] == [one for one in pool.connections if not one.is_idle()]
        assert 1 == server.connections


# Processes and event loops.


def _echo_code(connection: faults.Connection) -> None:
    """Answers each request with the customer code that it has."""
    while (request := connection.read_request()) is not None:
        code = parse_qs(request.body.decode())["CustomerCode"][0]
        connection.send(answer(201, NOTIFY_CUSTOMER | {"customerCode": code}))


def _caller_of(kind: str, url: str) -> tuple[Callable[[str], str], Callable[[], object]]:
    """A function that makes a call and returns the code in the response, and one that ends what it uses."""
    options: dict[str, Any] = {"base_url": url, "rate_limit": klantkit.RateLimit(100_000, 1)}
    if kind == "async":
        twin = klantkit.AsyncNotify(TOKEN, **options)

        async def create(code: str) -> str:
            return str((await twin.customers.create(customer_code=code, name="A")).customer_code)

        return lambda code: asyncio.run(create(code)), lambda: asyncio.run(twin.close())
    if kind == "http_client":
        options["http_client"] = httpx.Client(trust_env=False)
    elif kind == "RetryTransport":
        options["transport"] = klantkit.RetryTransport()
    client = klantkit.Notify(TOKEN, **options)
    ends = options["http_client"].close if kind == "http_client" else client.close
    return lambda code: str(client.customers.create(customer_code=code, name="A").customer_code), ends


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning", "ignore:unclosed:ResourceWarning")
@pytest.mark.parametrize("threads", [0, 2], ids=["idle", "while threads call"])
@pytest.mark.parametrize("kind", ["sync", "async", "http_client", "RetryTransport"])
def test_a_forked_process_gets_its_own_answers(kind: str, threads: int) -> None:
    codes = [str(number) for number in range(10)]
    with FaultServer(_echo_code, read=False) as server:
        create, end = _caller_of(kind, server.url)
        assert "first" == create("first")
        done = threading.Event()
        with ThreadPoolExecutor(max(threads, 1)) as pool:

            def calls(name: str, call: Callable[[str], str] = create) -> bool:
                return all(name == call(name) for _ in iter(done.is_set, True))  # noqa: FBT003 - its sentinel

            calling = [pool.submit(calls, f"thread{number}") for number in range(threads)]
            children = []
            for _ in range(4):
                children.append(os.fork())
                if children[-1] == 0:
                    try:  # a child must not return into pytest
                        os._exit(0 if codes == [create(code) for code in codes] else 1)
                    finally:
                        os._exit(2)
            statuses = [_status_of(child) for child in children]
            done.set()
        assert [0] * 4 == statuses
        assert all(future.result() for future in calling)
        assert "last" == create("last")
        end()
        del create, end, calls, calling
        gc.collect()  # nothing else closes the connections of an event loop that has ended


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning", "ignore:unclosed:ResourceWarning")
@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_forked_process_closes_no_connection_of_its_parent(kind: str) -> None:
    """In an event loop that both share, such as uvloop's, that would end the wait of the parent for it."""
    with FaultServer(_echo_code, read=False) as server:
        create, end = _caller_of(kind, server.url)
        assert "first" == create("first")
        child = os.fork()
        if child == 0:
            try:  # a child must not return into pytest
                with warnings.catch_warnings(record=True) as unclosed:
                    warnings.simplefilter("always")
                    create("child")
                    gc.collect()
                os._exit(len(unclosed))
            finally:
                os._exit(2)
        assert 0 == _status_of(child)
        end()
        del create, end
        gc.collect()  # as above


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_forked_process_waits_for_no_lock_of_its_parent() -> None:
    with FaultServer(answers_each(GOOD)) as server:
        client = klantkit.Notify(TOKEN, base_url=server.url, rate_limit=klantkit.RateLimit(1000, 1))
        client.customers.create(customer_code="1", name="A")
        (pool,) = _pools_of(client)
        with _rate_limit._lock, pool._optional_thread_lock:
            child = os.fork()
            if child == 0:
                try:  # a child must not return into pytest
                    for one in (client, client.with_options(max_retries=0)):
                        one.customers.create(customer_code="1", name="A")
                    client.close()
                    os._exit(0)
                finally:
                    os._exit(2)
        assert 0 == _status_of(child)
        client.close()


def _status_of(child: int) -> int:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -1


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
@pytest.mark.parametrize("own", [False, True], ids=["klantkit's", "the caller's"])
def test_an_asynchronous_client_serves_one_event_loop_after_another(*, own: bool) -> None:
    with FaultServer(_echo_code, read=False) as server:
        options: dict[str, Any] = {"http_client": httpx.AsyncClient(trust_env=False)} if own else {}
        client = klantkit.AsyncNotify(TOKEN, base_url=server.url, rate_limit=None, **options)

        async def create(*codes: str) -> list[str]:
            return [str((await client.customers.create(customer_code=code, name="A")).customer_code) for code in codes]

        for number in range(1, 4):
            assert ["1", "2"] == asyncio.run(create("1", "2"))
            assert (number, 2 * number) == (server.connections, len(server.requests))
        asyncio.run((options["http_client"].aclose if own else client.close)())
        gc.collect()  # as above


def _pools_of(client: Any) -> list[Any]:
    return [*client._own_sender.http._transport._pool._copies.values()]


async def test_a_cancelled_call_leaves_its_place_in_the_pool() -> None:
    """Whatever its step; and also a call that waits for a place, as in encode/httpcore#1093."""

    def late(connection: faults.Connection) -> None:
        while not connection.server.stopping.wait(0.005):
            connection.send(GOOD)
            if connection.read_request() is None:
                return

    transport = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=2), verify=TLS)
    with FaultServer(late) as server:
        async with klantkit.AsyncNotify(
            TOKEN, base_url=server.url, rate_limit=None, transport=transport, timeout=AMPLE
        ) as client:
            for steps in range(40):
                calls = [asyncio.create_task(client.customers.create(customer_code="1", name="A")) for _ in range(5)]
                for _ in range(steps):
                    await asyncio.sleep(0.0005)
                for call in calls[::2]:
                    call.cancel()
                await asyncio.gather(*calls, return_exceptions=True)
                for pool in _pools_of(client):
                    assert [] == pool._requests
                    assert [] == [one for one in pool.connections if not (one.is_idle() or one.is_closed())]
            assert "A" == (await client.customers.create(customer_code="1", name="A")).name


async def test_a_call_cancelled_between_a_place_and_its_connection(call: Caller) -> None:
    """The step that httpcore does not clean up: the pool chose a new connection, which nothing has opened yet."""
    with FaultServer(answers_each(GOOD)) as server:
        async with call.client("Notify", server.url) as client:
            assert "A" == (await call.create(client)).name
            (pool,) = _pools_of(client)
            chosen = pool.create_connection

            def create_connection(origin: Any) -> Any:
                connection = chosen(origin)

                def interrupted(_: Any) -> Any:
                    raise KeyboardInterrupt

                connection.handle_request = connection.handle_async_request = interrupted
                return connection

            pool.create_connection = create_connection
            await call.ended(pool.aclose() if call.is_async else pool.close())
            with pytest.raises(KeyboardInterrupt):
                await call.create(client)
            assert [] == pool.connections
            pool.create_connection = chosen
            assert "A" == (await call.create(client)).name


# The caller's own httpx client.


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (faults.drip_headers, klantkit.APITimeoutError),
        (faults.drip_body, klantkit.APITimeoutError),
        (faults.drip_chunks, klantkit.APITimeoutError),
        (faults.flood_headers, klantkit.APIConnectionError),
        (faults.flood_chunks, klantkit.APIConnectionError),
        (faults.flood_body, klantkit.APIConnectionError),
    ],
)
async def test_the_caller_s_httpx_client_is_bounded_for_klantkit_alone(
    fault: Fault, kind: type[klantkit.KlantkitError], call: Caller
) -> None:
    def also_for_the_caller(connection: faults.Connection) -> None:
        if b"GET /own" not in connection.server.requests[-1].head:
            return fault(connection)
        connection.send(head(200, Content_Length=2 * _bounds.MAX_ANSWER), bytes(2 * _bounds.MAX_ANSWER))
        return None

    short = SHORT if kind is klantkit.APITimeoutError else AMPLE
    http: Any = (httpx.AsyncClient if call.is_async else httpx.Client)(verify=TLS, trust_env=False)
    name = "AsyncNotify" if call.is_async else "Notify"
    with FaultServer(also_for_the_caller) as server:
        client = getattr(klantkit, name)(TOKEN, base_url=server.url, http_client=http)
        with ends_within(short), fails(kind):
            await call.create(client, timeout=httpx.Timeout(AMPLE, read=short))
        own = await call.ended(http.get(f"{server.url}/own"))
        await call.ended(http.aclose() if call.is_async else http.close())
    assert 2 * _bounds.MAX_ANSWER == len(own.content)


class _Endless(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body without an end, or one that takes too long; counts what was taken of it."""

    def __init__(self, block: bytes, seconds: float) -> None:
        self.block = block
        self.seconds = seconds
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        while True:
            time.sleep(self.seconds)
            self.taken += len(self.block)
            yield self.block

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for block in self:
            yield block


@pytest.mark.parametrize(
    ("block", "seconds", "kind"),
    [(bytes(100_000), 0, klantkit.APIConnectionError), (b" ", 0.05, klantkit.APITimeoutError)],
    ids=["endless", "slow"],
)
async def test_a_response_of_a_custom_transport_is_bounded(
    block: bytes, seconds: float, kind: type[klantkit.KlantkitError], call: Caller
) -> None:
    body = _Endless(block, seconds)
    options: dict[str, Any] = {"transport": httpx.MockTransport(lambda _: httpx.Response(201, stream=body))}
    timeout = httpx.Timeout(AMPLE, read=SHORT if seconds else AMPLE)
    client = (klantkit.AsyncNotify if call.is_async else klantkit.Notify)(TOKEN, timeout=timeout, **options)
    with ends_within(SHORT), fails(kind):
        await call.create(client)
    assert body.taken <= _bounds.MAX_ANSWER + len(block)
    await call.ended(client.close())


# Nothing was sent.


@pytest.mark.parametrize(
    ("fault", "kind"),
    named({
        "407": (answers(answer(407)), klantkit.APIConnectionError),
        "502": (answers(answer(502)), klantkit.APIConnectionError),
        "silence": (faults.silence, klantkit.APITimeoutError),
        "close": (faults.close_at_once, klantkit.APIConnectionError),
        "no TLS behind it": (answers(head(200) + b"no TLS"), klantkit.APIConnectionError),
    }),
)  # fmt: skip
async def test_a_proxy_that_opens_no_tunnel(fault: Fault, kind: type[klantkit.KlantkitError], call: Caller) -> None:
    with FaultServer(fault) as proxy:
        transport = httpx.AsyncHTTPTransport if call.is_async else httpx.HTTPTransport
        async with call.client(
            "Notify", "https://api.invalid", transport=transport(proxy=proxy.url, verify=TLS),
            timeout=httpx.Timeout(AMPLE, read=SHORT), max_retries=0,
        ) as client:  # fmt: skip
            with fails(kind, "no connection|took too long.*Nothing was sent") as raised:
                await call.create(client)
        assert not raised.value.sent
        assert [b"CONNECT"] == [request.head.split()[0] for request in proxy.requests]


@pytest.mark.parametrize("host", ["a" * 64 + ".invalid", "nowhere.invalid"], ids=["no name", "unknown"])
async def test_a_host_without_an_address(host: str, call: Caller) -> None:
    with fails(klantkit.APIConnectionError, "no connection .*Nothing was sent") as raised:
        await call(f"http://{host}", max_retries=0)
    assert not raised.value.sent


async def test_a_request_sent_before_it_failed_to_connect_was_sent(call: Caller) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def close_all() -> None:
            with listener.accept()[0] as accepted:
                listener.close()
                accepted.recv(1)

        closing = threading.Thread(target=close_all)
        closing.start()
        async with call.client("Notify", f"http://127.0.0.1:{listener.getsockname()[1]}", max_retries=1) as client:
            with fails(klantkit.APIConnectionError, "ConnectError.* Check whether the server acted") as raised:
                await call.ended(client.request("PUT", "/customers/1", json={}))
            assert 1 == len(client.waits)
        closing.join()
    assert raised.value.sent


# Statuses.

STATUSES: dict[int | str, type[klantkit.APIResponseError]] = {
    200: klantkit.ContractError, 202: klantkit.ContractError, 203: klantkit.ContractError, 205: klantkit.ContractError,
    206: klantkit.ContractError, 299: klantkit.ContractError, 300: klantkit.StatusError, 304: klantkit.StatusError,
    400: klantkit.BadRequestError, 401: klantkit.AuthenticationError, 402: klantkit.StatusError,
    403: klantkit.PermissionDeniedError, 404: klantkit.NotFoundError, 405: klantkit.StatusError,
    407: klantkit.StatusError, 408: klantkit.StatusError, 409: klantkit.ConflictError, 413: klantkit.StatusError,
    418: klantkit.StatusError, 422: klantkit.UnprocessableEntityError, 425: klantkit.StatusError,
    429: klantkit.RateLimitError, 431: klantkit.StatusError, 451: klantkit.StatusError, 499: klantkit.StatusError,
    500: klantkit.ServerError, 501: klantkit.ServerError, 502: klantkit.ServerError, 503: klantkit.ServerError,
    504: klantkit.ServerError, 520: klantkit.ServerError, 599: klantkit.ServerError, 600: klantkit.StatusError,
    799: klantkit.StatusError, 999: klantkit.StatusError,
}  # fmt: skip

ERROR = {"status": 400, "title": "No", "detail": "Field email in wrong format"}

BODIES = {
    "JSON": answer("{}", ERROR),
    "HTML": answer("{}", b"<html><body>Bad gateway</body></html>", Content_Type="text/html"),
    "empty": answer("{}"),
    "another type": answer("{}", ERROR, Content_Type="image/png"),
    "no UTF-8": answer("{}", b'{"status": 400, "title": "\xff\xfe", "detail": "\xc3"}'),
    "null": answer("{}", b"null"),
    "list": answer("{}", b"[1]"),
    "text": answer("{}", b'"no"'),
    "half": answer("{}", b'{"status":'),
    "deep": answer("{}", b"[" * 100_000),
    "wrong types": answer("{}", {"status": "400", "title": 1, "detail": None}),
    "charset hex": answer("{}", b"zz", Content_Type="application/json; charset=hex"),
    "no gzip": answer("{}", b"zz", Content_Encoding="gzip"),
    "half a gzip": answer("{}", gzip.compress(b"x" * 1000)[:20], Content_Encoding="gzip"),
    "unknown encoding": answer("{}", b"zz", Content_Encoding="br, zstd, nonsense"),
    "broken Location": answer("{}", ERROR, Location="data:,x"),
}


@pytest.mark.parametrize(("status", "kind"), STATUSES.items())
async def test_an_error_status(
    status: int, kind: type[klantkit.APIResponseError], call: Caller, subtests: pytest.Subtests
) -> None:
    for name, template in BODIES.items():
        if status == 304 and name != "empty":
            template = template.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"  # noqa: PLW2901 - it has no body (RFC 9110, 15.4.5)
        with subtests.test(name), FaultServer(answers(template.replace(b"{}", str(status).encode(), 1))) as server:
            with fails(kind, f"POST /customers: {status}") as raised:
                await call(server.url, max_retries=0)
            assert status == raised.value.status
            assert 1 == len(server.requests)
            if isinstance(raised.value, klantkit.ContractError):
                assert raised.value.value is None
            elif name == "JSON" and status in (400, 401, 422, 429, 500, 502, 520, 599):
                assert ERROR == raised.value.error.to_dict()
            elif name not in ("JSON", "another type", "broken Location"):
                assert raised.value.error is None


@pytest.mark.parametrize(
    "data",
    named({
        "204": head(204),
        "204 with a body": head(204, Content_Length=len(JSON)) + JSON,
        "204 chunked": head(204, Transfer_Encoding="chunked") + b"0\r\n\r\n",
    }),
)  # fmt: skip
async def test_a_success_without_content_breaks_the_contract(data: bytes, call: Caller) -> None:
    with FaultServer(answers(data)) as server, fails(klantkit.ContractError, "POST /customers: 204"):
        await call(server.url)


async def test_304_is_an_error(call: Caller) -> None:
    with FaultServer(answers(answer(304, NOTIFY_CUSTOMER))) as server, fails(klantkit.StatusError, "customers: 304"):
        await call(server.url)


# The server repeats the token.

ECHOES = {
    "the request": (faults.echo, klantkit.APIConnectionError),
    "in the status line": (answers(f"HTTP/1.1 {TOKEN} X\r\n\r\n".encode()), klantkit.APIConnectionError),
    "in a bad header": (answers(f"HTTP/1.1 201 X\r\nBearer {TOKEN}\r\n\r\n".encode()), klantkit.APIConnectionError),
    "in a length": (answers(head(Content_Length=TOKEN)), klantkit.APIConnectionError),
    "in a chunk size": (answers(head(Transfer_Encoding="chunked") + TOKEN.encode()), klantkit.APIConnectionError),
    "in a coding": (answers(head(Transfer_Encoding=TOKEN)), klantkit.APIConnectionError),
    "in the reason": (answers(head(f"500 {TOKEN}", Content_Length=0)), klantkit.ServerError),
    "in a header": (answers(answer(500, X_Request_Id=TOKEN, Authorization=f"Bearer {TOKEN}")), klantkit.ServerError),
    "in a location": (answers(answer(302, Location=f"http://\x7f/{TOKEN}")), klantkit.StatusError),
    "in an error": (answers(answer(500, {"status": 500, "title": TOKEN, "detail": TOKEN})), klantkit.ServerError),
    "in gzip": (answers(answer(500, gzip.compress(TOKEN.encode()), Content_Encoding="gzip")), klantkit.ServerError),
    "in a success": (answers(answer(201, {"id": TOKEN})), klantkit.ContractError),
    "in a type": (answers(answer(201, NOTIFY_CUSTOMER, Content_Type=TOKEN)), klantkit.ContractError),
    "in an encoding": (answers(answer(201, NOTIFY_CUSTOMER, Content_Encoding=TOKEN)), klantkit.ContractError),
}  # fmt: skip


@pytest.mark.parametrize(("fault", "kind"), named(ECHOES))
async def test_a_repeated_token_is_masked(fault: Fault, kind: type[klantkit.KlantkitError], call: Caller) -> None:
    with FaultServer(fault) as server, fails(kind) as raised:
        await call(server.url)
    assert TOKEN not in "".join(traceback.format_exception(raised.value))


async def test_a_token_repeated_as_a_date_is_not_in_the_log(call: Caller, caplog: pytest.LogCaptureFixture) -> None:
    invoice = next(one for one in all_operations() if one.name == "create_customer_invoice")
    with FaultServer(answers(answer(201, invoice.example_answer("2XX") | {"issuedAt": TOKEN}))) as server:
        await _upload(call, server.url)
    assert "issuedAt must be a date" in caplog.text
    assert TOKEN not in caplog.text


# Redirects.


@pytest.mark.parametrize("status", [300, 301, 302, 303, 305, 306, 307, 308])
async def test_a_redirect_to_another_host_is_not_followed(status: int, call: Caller) -> None:
    with FaultServer(answers(GOOD)) as other:
        location = f"{other.url.replace('127.0.0.1', 'localhost')}/customers"
        with FaultServer(answers(answer(status, Location=location))) as server:
            with fails(klantkit.StatusError, "redirects, which klantkit does not follow; check base_url") as raised:
                await call(server.url)
            assert 1 == len(server.requests)
        assert location == raised.value.headers["location"]
        assert 0 == other.connections, "nothing was sent there"


async def test_a_redirect_is_not_followed_by_an_httpx_client_that_follows_them(call: Caller) -> None:
    with FaultServer(answers(GOOD)) as other, FaultServer(answers(answer(307, Location=other.url))) as server:
        with fails(klantkit.StatusError):
            await call.create_with_own(server.url, follow_redirects=True)
        assert 0 == other.connections


LOCATIONS = {
    "data": b"data:,x", "mailto": b"mailto:a@b.invalid", "half IPv6": b"http://[", "no host": b"http:///p",
    "two slashes": b"//", "no authority": b"https:x", "blank": b"http://a b/", "control": b"http://\x7f/",
    "long": b"http://a/" + b"x" * 70_000, "port": b"http://127.0.0.1:99999/", "punycode": b"http://xn--/",
    "no ASCII": b"http://\xff.com/", "UTF-8": "http://é.invalid/ü".encode(), "colon": b":", "empty": b"",
    "percent": b"http://%%%/", "bad port": b"http://127.0.0.1:x/", "backslash": b"\\\\host\\share",
}  # fmt: skip


@pytest.mark.parametrize("location", named(LOCATIONS))
@pytest.mark.parametrize("status", [302, 307])
async def test_a_redirect_with_an_invalid_location(status: int, location: bytes, call: Caller) -> None:
    data = b"HTTP/1.1 %d X\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n" % (status, location)
    with FaultServer(answers(data)) as server:
        with fails(klantkit.StatusError, f"POST /customers: {status}") as raised:
            await call(server.url)
        assert "location" in raised.value.headers
        assert 1 == len(server.requests)


@pytest.mark.parametrize("location", named(LOCATIONS))
async def test_a_redirect_with_an_invalid_location_with_the_caller_s_httpx_client(
    location: bytes, call: Caller
) -> None:
    # Here httpx parses the location first; if that fails, the response is lost.
    data = b"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n" % location
    with FaultServer(answers(data)) as server, pytest.raises(klantkit.KlantkitError) as raised:
        await call.create_with_own(server.url)
    assert type(raised.value) in (klantkit.StatusError, klantkit.APIConnectionError)
    assert getattr(raised.value, "sent", True)


# Successes that cannot be read.


def created(body: object, **fields: str | int) -> bytes:
    return answer(201, body, **fields)


def nested(layers: int) -> bytes:
    data = JSON
    for _ in range(layers):
        data = gzip.compress(data, 0)
    return data


BROKEN_SUCCESSES = {
    "empty": created(b""),
    "blanks": created(b"  \r\n "),
    "null": created(b"null"),
    "true": created(b"true"),
    "number": created(b"42"),
    "text": created(b'"customer"'),
    "empty text": created(b'""'),
    "list": created([NOTIFY_CUSTOMER]),
    "empty list": created([]),
    "pairs": created([[name, value] for name, value in NOTIFY_CUSTOMER.items()]),
    "empty object": created({}),
    "half": created(JSON[:-1]),
    "two": created(JSON + JSON),
    "trailing comma": created(JSON[:-1] + b",}"),
    "comment": created(b"// ok\n" + JSON),
    "single quotes": created(JSON.replace(b'"', b"'")),
    "XSSI prefix": created(b")]}',\n" + JSON),
    "JSONP": created(b"callback(" + JSON + b")"),
    "HTML": created(b"<html>Welcome</html>", Content_Type="text/html"),
    "HTML called JSON": created(b"<html>Welcome</html>"),
    "JSON called HTML": created(NOTIFY_CUSTOMER, Content_Type="text/html"),
    "JSON called text": created(NOTIFY_CUSTOMER, Content_Type="text/plain; charset=utf-8"),
    "nonsense for a type": created(NOTIFY_CUSTOMER, Content_Type="\xff;;=;"),
    "100,000 brackets": created(b"[" * 100_000),
    "100,000 pairs of brackets": created(b"[" * 100_000 + b"]" * 100_000),
    "100,000 objects": created(b'{"a":' * 100_000),
    "100,000 brackets in a field": created(JSON[:-1] + b', "more": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "null byte": created(JSON + b"\0"),
    "lone byte": created(JSON.replace(b'"A"', b'"\xff"')),
    "half a character": created(JSON.replace(b'"A"', b'"\xc3"')),
    "Latin-1": created(JSON.replace(b'"A"', b'"\xe9"'), Content_Type="application/json; charset=latin-1"),
    "line break in text": created(JSON.replace(b'"A"', b'"A\nB"')),
    "int of 5000 digits": created(JSON[:-1] + b', "more": ' + b"9" * 5000 + b"}"),
    "no gzip": created(JSON, Content_Encoding="gzip"),
    "half a gzip": created(gzip.compress(JSON)[:-40], Content_Encoding="gzip"),
    "gzip twice, declared once": created(gzip.compress(gzip.compress(JSON)), Content_Encoding="gzip"),
    "no deflate": created(JSON, Content_Encoding="deflate"),
    "half a deflate": created(zlib.compress(JSON)[:-40], Content_Encoding="deflate"),
    "no brotli": created(JSON[::-1], Content_Encoding="br"),
    "no zstd": created(JSON[::-1], Content_Encoding="zstd"),
    "empty gzip": created(b"", Content_Encoding="gzip"),
    "gzip without its end": created(gzip.compress(JSON)[:-8], Content_Encoding="gzip"),
    "gzip with a byte too many": created(gzip.compress(JSON) + b"x", Content_Encoding="gzip"),
    "deflate without its end": created(zlib.compress(JSON)[:-4], Content_Encoding="deflate"),
    "4,000 times gzip": created(nested(4000), Content_Encoding=", ".join(["gzip"] * 4000)),
    "300,000 gzip members": created(gzip.compress(b"") * 300_000, Content_Encoding="gzip"),
    "gzip without its head": created(gzip.compress(JSON)[10:], Content_Encoding="gzip"),
}  # fmt: skip


@pytest.mark.parametrize("data", named(BROKEN_SUCCESSES))
async def test_a_success_that_breaks_the_contract(data: bytes, call: Caller) -> None:
    with FaultServer(answers(data)) as server:
        start = time.process_time()
        with fails(klantkit.ContractError, "look before you repeat it") as raised:
            await call(server.url)
        assert 3 > time.process_time() - start
        assert (201, 1) == (raised.value.status, len(server.requests))


BOMB = gzip.compress(bytes(200 * 1024 * 1024), 1)


@pytest.mark.parametrize(
    ("status", "kind"), [(201, klantkit.ContractError), (500, klantkit.ServerError)], ids=["success", "error"]
)
@pytest.mark.parametrize(
    ("body", "encoding"),
    named({
        "gzip": (BOMB, "gzip"),
        "deflate": (zlib.compress(bytes(200 * 1024 * 1024), 1), "deflate"),
        "gzip in gzip": (gzip.compress(BOMB), "gzip, gzip"),
    }),
)  # fmt: skip
async def test_a_decompression_bomb(
    body: bytes, encoding: str, status: int, kind: type[klantkit.KlantkitError], call: Caller
) -> None:
    import tracemalloc

    with FaultServer(answers(answer(status, body, Content_Encoding=encoding))) as server:
        tracemalloc.start()
        try:
            with fails(kind):
                await call(server.url)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 5 * _bounds.MAX_ANSWER


async def test_accept_encoding_is_limited_to_bounded_codings(call: Caller) -> None:
    with FaultServer(answers(GOOD)) as server:
        await call.create_with_own(server.url, headers={"Accept-Encoding": "br, zstd"})
    assert [b"Accept-Encoding: gzip, deflate"] == [
        line for line in server.requests[0].head.split(b"\r\n") if line.lower().startswith(b"accept-encoding")
    ]


# Unusual successes that can be read.


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


ODD_SUCCESSES = {
    "HTTP/1.0": b"HTTP/1.0 201 Created\r\n\r\n" + JSON,
    "no reason": b"HTTP/1.1 201\r\nContent-Length: %d\r\n\r\n" % len(JSON) + JSON,
    "LF alone": b"HTTP/1.1 201 Created\nContent-Length: %d\n\n" % len(JSON) + JSON,
    "until the end": b"HTTP/1.1 201 Created\r\nConnection: close\r\n\r\n" + JSON,
    "the same length twice": b"HTTP/1.1 201 Created\r\nContent-Length: %d\r\nContent-Length: %d\r\n\r\n"
    % (len(JSON), len(JSON)) + JSON,
    "after 100s": b"HTTP/1.1 100 Continue\r\n\r\n" * 100 + GOOD,
    "after 103": b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + GOOD,
    "chunks": CHUNKED + b"".join(b"1\r\n%c\r\n" % byte for byte in JSON) + b"0\r\n\r\n",
    "chunk extension and trailers": CHUNKED + b"%X;a=b\r\n%s\r\n0\r\nX-Sum: 1\r\n\r\n" % (len(JSON), JSON),
    "length and chunks": head(Content_Length=5, Transfer_Encoding="chunked")
    + b"%x\r\n%s\r\n0\r\n\r\n" % (len(JSON), JSON),
    "no type": b"HTTP/1.1 201 Created\r\nContent-Length: %d\r\n\r\n" % len(JSON) + JSON,
    "big type": created(NOTIFY_CUSTOMER, Content_Type="APPLICATION/HAL+JSON ; Charset=UTF-8"),
    "charset hex": created(NOTIFY_CUSTOMER, Content_Type="application/json; charset=hex"),
    "charset nonsense": created(NOTIFY_CUSTOMER, Content_Type="application/json; charset=nonsense"),
    "charset utf-16": created(NOTIFY_CUSTOMER, Content_Type="application/json; charset=utf-16"),
    "BOM": created(b"\xef\xbb\xbf" + JSON),
    "UTF-16": created(json.dumps(NOTIFY_CUSTOMER).encode("utf-16")),
    "UTF-32": created(json.dumps(NOTIFY_CUSTOMER).encode("utf-32")),
    "gzip": created(gzip.compress(JSON), Content_Encoding="gzip"),
    "GZIP": created(gzip.compress(JSON), Content_Encoding="GZIP"),
    "x-gzip": created(gzip.compress(JSON), Content_Encoding="x-gzip"),
    "gzip in two members": created(gzip.compress(JSON[:9]) + gzip.compress(JSON[9:]), Content_Encoding="gzip"),
    "padded gzip": created(gzip.compress(JSON) + bytes(9), Content_Encoding="gzip"),
    "gzip, deflate": created(zlib.compress(gzip.compress(JSON)), Content_Encoding="gzip, deflate"),
    "gzip, deflate, gzip": created(
        gzip.compress(zlib.compress(gzip.compress(JSON))), Content_Encoding="gzip, deflate, gzip"
    ),
    "deflate": created(zlib.compress(JSON), Content_Encoding="deflate"),
    "raw deflate": created(zlib.compress(JSON)[2:-4], Content_Encoding="deflate"),
    "identity": created(JSON, Content_Encoding="identity"),
    "no encoding": created(JSON, Content_Encoding=""),
    "two keys": created(b'{"name": 5, ' + JSON[1:]),
    "Location": created(NOTIFY_CUSTOMER, Location="data:,x"),
    "Retry-After": created(NOTIFY_CUSTOMER, Retry_After="soon"),
}  # fmt: skip


@pytest.mark.parametrize("data", named(ODD_SUCCESSES))
async def test_an_unusual_success_is_a_value(data: bytes, call: Caller) -> None:
    with FaultServer(answers(data)) as server:
        assert NOTIFY_CUSTOMER == (await call(server.url)).to_dict()


async def test_a_success_sent_byte_by_byte_is_a_value(call: Caller) -> None:
    def slowly(connection: faults.Connection) -> None:
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.send(*(bytes([byte]) for byte in GOOD))

    with FaultServer(slowly) as server:
        assert NOTIFY_CUSTOMER == (await call(server.url)).to_dict()


@pytest.mark.parametrize(
    ("written", "read"),
    named({
        "object": (b'{"a": [1, null]}', {"a": [1, None]}),
        "infinity": (b"Infinity", float("inf")),
        "too large a number": (b"1e999", float("inf")),
        "huge int": (b"9" * 4000, int("9" * 4000)),
        "lone surrogate": (rb'"\ud800"', "\ud800"),
        "null character": (rb'"\u0000"', "\0"),
        "500 brackets": (b"[" * 500 + b"1" + b"]" * 500, deep(500)),
    }),
)  # fmt: skip
async def test_unknown_fields_are_kept(written: bytes, read: object, call: Caller) -> None:
    names = (b"more", b"additional_properties", b"__class__", b"self", b"")
    more = b"".join(b', "%s": %s' % (name, written) for name in names)
    with FaultServer(answers(created(JSON[:-1] + more + b"}"))) as server:
        customer = await call(server.url)
    assert NOTIFY_CUSTOMER | {name.decode(): read for name in names} == customer.to_dict()
    assert read == customer["more"]


@pytest.mark.parametrize("written", [rb'"\ud800"', b'"\xed\xa0\x80"'], ids=["escaped", "encoded"])
async def test_a_lone_surrogate_in_a_field_is_accepted(written: bytes, call: Caller) -> None:
    with FaultServer(answers(created(JSON.replace(b'"A"', written)))) as server:
        assert "\ud800" == (await call(server.url)).name


COOKIES = {
    "usual": b"session=1; Path=/; HttpOnly",
    "empty": b"",
    "no name": b"=x",
    "no value": b"x",
    "separators": b";;;===,,,",
    "another host": b"a=b; Domain=example.com",
    "every host": b"a=b; Domain=.",
    "dates": b"a=b; Expires=Fri, 99 Foo 99999 99:99:99 GMT",
    "long ago": b"a=b; Expires=Thu, 01 Jan 0001 00:00:00 GMT",
    "ages": b"a=b; Max-Age=99999999999999999999999; Version=nonsense",
    "negative age": b"a=b; Max-Age=-1",
    "age in words": b"a=b; Max-Age=long",
    "port": b'a=b; Version=1; Port="x,y"',
    "bytes": b"a=\xff\xfe\x80; \xff=\xff",
    "quotes": b'a="b\\"; Path="',
    "long": b"a=" + b"b" * 50_000,
    "large version": b"a=b; Version=99999999999999999999999999",
}


@pytest.mark.parametrize("cookie", named(COOKIES))
async def test_odd_cookies_change_nothing(cookie: bytes, call: Caller) -> None:
    fields = b"Set-Cookie: %s\r\nSet-Cookie2: %s\r\n" % (cookie, cookie)
    data = GOOD.replace(b"\r\n", b"\r\n" + fields, 1)
    with FaultServer(answers_each(data)) as server:
        async with call.client("Notify", server.url) as client:
            for _ in range(2):
                assert "A" == (await call.create(client)).name


HEADERS = {
    "bytes": b"X-Request-Id: \xff\xfe",
    "UTF-8": "X-Request-Id: é".encode(),
    "the token": b"X-Request-Id: " + TOKEN.encode(),
    "long": b"X-Request-Id: " + b"x" * 50_000,
    "many": b"X-Request-Id: x\r\n" * 1000 + b"X-A: 1",
    "empty": b"X-Request-Id:",
    "folded": b"X-Request-Id: a\r\n b",
    "odd lengths": b"X-Content-Length: -1",
    "authenticate": b"WWW-Authenticate: Digest x=",
    "retry": b"Retry-After: \xff",
    "reset": b"X-RateLimit-Reset: 9e999",
}


@pytest.mark.parametrize("field", named(HEADERS))
@pytest.mark.parametrize(
    ("status", "kind"),
    [(500, klantkit.ServerError), (401, klantkit.AuthenticationError), (201, klantkit.ContractError)],
)
async def test_odd_headers_change_nothing(
    field: bytes, status: int, kind: type[klantkit.KlantkitError], call: Caller
) -> None:
    data = answer(status).replace(b"\r\n", b"\r\n" + field + b"\r\n", 1)
    with FaultServer(answers(data)) as server, fails(kind) as raised:
        await call(server.url)
    assert status == raised.value.status


# Retries.


@pytest.mark.parametrize(
    ("data", "kind"),
    named({
        "429": (answer(429), klantkit.RateLimitError),
        "429 now": (answer(429, Retry_After=0), klantkit.RateLimitError),
        "429 before now": (answer(429, Retry_After=-5), klantkit.RateLimitError),
        "429 in words": (answer(429, Retry_After="soon"), klantkit.RateLimitError),
        "429 at no number": (answer(429, Retry_After="nan"), klantkit.RateLimitError),
        "429 at infinity": (answer(429, Retry_After="inf"), klantkit.RateLimitError),
        "429 then": (answer(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), klantkit.RateLimitError),
        "429 on no day": (answer(429, Retry_After="Wed, 99 Oct 2015 99:28:00 GMT"), klantkit.RateLimitError),
        "429 in bytes": (answer(429, Retry_After="\xff"), klantkit.RateLimitError),
        "429 at a reset then": (answer(429, X_RateLimit_Reset=1), klantkit.RateLimitError),
        "429 of year 1": (answer(429, Retry_After="Mon, 01 Jan 0001 00:00:00 GMT"), klantkit.RateLimitError),
    }),
)  # fmt: skip
@pytest.mark.parametrize("max_retries", [0, 2, 5])
async def test_a_retry_storm_ends(
    data: bytes, kind: type[klantkit.KlantkitError], max_retries: int, call: Caller
) -> None:
    with FaultServer(answers_each(data)) as server:
        async with call.client("Notify", server.url, max_retries=max_retries) as client:
            with fails(kind):
                await call.create(client)
            assert max_retries == len(client.waits)
            assert all(0 <= wait <= 8 for wait in client.waits)
        assert 1 + max_retries == len(server.requests)
        assert 1 == len({(request.head, request.body) for request in server.requests}), "each attempt is identical"


_LAST_SECOND = "Fri, 31 Dec 9999 23:59:59 GMT"


def _hour(seconds: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).strftime("%a, %d %b %Y %H:%M:%S GMT")


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("value", "seconds"),
    # The ids contain no time, because every worker must collect the same tests.
    named({"61": ("61", 61), "far": ("1e30", 1e30), "2 h": (_hour(7200), 7200), "end": (_LAST_SECOND, None)}),
)
async def test_a_wait_above_the_cap_raises_at_once(
    status: int, value: str, seconds: float | None, call: Caller
) -> None:
    with FaultServer(answers_each(answer(status, Retry_After=value))) as server:
        async with call.client("Notify", server.url) as client:
            with fails(klantkit.RateLimitError if status == 429 else klantkit.ServerError, "next request in") as raised:
                await call.create(client)
            assert [] == client.waits
        assert 1 == len(server.requests)
    assert raised.value.retry_after > 60
    if seconds is not None:
        assert seconds == pytest.approx(raised.value.retry_after, abs=600)


@pytest.mark.parametrize("status", [408, 425, 500, 501, 502, 503, 504, 520, 529, 599])
async def test_a_request_that_may_have_been_processed_is_sent_once(status: int, call: Caller) -> None:
    with FaultServer(answers_each(answer(status, Retry_After=0), GOOD)) as server:
        async with call.client("Notify", server.url, max_retries=5) as client:
            with fails(klantkit.ServerError if status >= 500 else klantkit.StatusError):
                await call.create(client)
            assert [] == client.waits
        assert 1 == len(server.requests)


@pytest.mark.parametrize(
    ("data", "kind"),
    named({
        "reset": (resets_after(answer(429, Content_Length=5)), klantkit.APIConnectionError),
        "cut": (answers(answer(429, Content_Length=5)), klantkit.APIConnectionError),
        "silence": (stops_after(answer(429, Content_Length=5)), klantkit.APITimeoutError),
    }),
)  # fmt: skip
async def test_a_429_that_breaks_off_is_sent_once(
    data: Fault, kind: type[klantkit.KlantkitError], call: Caller
) -> None:
    with FaultServer(data) as server:
        with ends_within(SHORT), fails(kind):
            await call(server.url, timeout=httpx.Timeout(AMPLE, read=SHORT))
        assert 1 == len(server.requests)


async def test_a_value_after_a_storm(call: Caller) -> None:
    busy = answer(429, Retry_After=1)
    with FaultServer(answers_each(busy, answer(429, Retry_After=2), GOOD)) as server:
        async with call.client("Notify", server.url) as client:
            assert NOTIFY_CUSTOMER == (await call.create(client)).to_dict()
            assert [1, 2] == client.waits


def after(fault: Fault, then: bytes) -> Fault:
    """The first request meets `fault`, each further one is answered with `then`, on a connection of its own."""

    def act(connection: faults.Connection) -> None:
        (fault if len(connection.server.requests) == 1 else answers(then))(connection)

    return act


REPEATED = {
    "timeout": (faults.silence, klantkit.APITimeoutError),
    "reset": (resets_after(), klantkit.APIConnectionError),
    **{str(status): (answers(answer(status, Connection="close")), klantkit.ServerError) for status in (502, 503, 504)},
}


@pytest.mark.parametrize(("fault", "kind"), named(REPEATED))
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_a_request_that_may_be_repeated_is(
    method: str, fault: Fault, kind: type[klantkit.KlantkitError], call: Caller
) -> None:
    with FaultServer(after(fault, answer(200, {"id": 1}, Connection="close"))) as server:
        async with call.client("Notify", server.url, timeout=httpx.Timeout(AMPLE, read=SHORT)) as client:
            answered = await call.ended(client.request(method, "/customers/1"))
            assert {"id": 1} == answered.value
            assert 1 == len(client.waits), kind
        assert 2 == len(server.requests)
        assert 1 == len({(request.head, request.body) for request in server.requests}), "each attempt is identical"


@pytest.mark.parametrize(("fault", "kind"), named(REPEATED))
@pytest.mark.parametrize("method", ["POST", "PATCH"])
async def test_a_request_that_must_not_be_repeated_is_not(
    method: str, fault: Fault, kind: type[klantkit.KlantkitError], call: Caller
) -> None:
    with FaultServer(after(fault, GOOD)) as server:
        async with call.client("Notify", server.url, timeout=httpx.Timeout(AMPLE, read=SHORT)) as client:
            with fails(kind, f"{method} /"):
                await call.ended(client.request(method, "/customers/1"))
            assert [] == client.waits
        assert 1 == len(server.requests)


@pytest.mark.parametrize(("fault", "kind"), named(REPEATED))
@pytest.mark.parametrize("strict", [False, True])
async def test_a_delete_that_finds_nothing_after_a_repeat_is_done(
    fault: Fault,
    kind: type[klantkit.KlantkitError],
    strict: bool,  # noqa: FBT001 - a table
    call: Caller,
) -> None:
    gone = answer(404, {"status": 404}, Connection="close")
    options: dict[str, Any] = {"timeout": httpx.Timeout(AMPLE, read=SHORT), "strict_answers": strict}
    with FaultServer(after(fault, gone)) as server:
        async with call.client("Notify", server.url, **options) as client:
            raw = await call.ended(client.raw(client.customers.delete, UUID(NOTIFY_CUSTOMER["id"])))
        assert (None, 404, ()) == (raw.value, raw.status, raw.problems), kind
        assert 2 == len(server.requests)
    with FaultServer(after(fault, gone)) as server:
        async with call.client("Notify", server.url, **options) as client:
            assert (await call.ended(client.request("delete", "/invoices/1"))).value is None
        assert 2 == len(server.requests)


@pytest.mark.parametrize("first", named({"404": ((),), "429": ((answer(429, Retry_After=0),),)}))
async def test_a_delete_that_finds_nothing_at_first_fails(first: tuple[bytes, ...], call: Caller) -> None:
    with FaultServer(answers_each(*first, answer(404))) as server:
        async with call.client("Notify", server.url) as client:
            with fails(klantkit.NotFoundError, "DELETE /"):
                await call.ended(client.request("DELETE", "/customers/1"))
        assert len(first) + 1 == len(server.requests)


@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_only_a_delete_is_done_if_it_finds_nothing(method: str, call: Caller) -> None:
    with FaultServer(answers_each(answer(503), answer(404))) as server:
        async with call.client("Notify", server.url) as client:
            with fails(klantkit.NotFoundError, f"{method} /"):
                await call.ended(client.request(method, "/customers/1"))
        assert 2 == len(server.requests)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("status", [400, 401, 409, 429])
async def test_a_refusal_after_an_attempt_that_may_have_been_carried_out_says_so(
    status: int, method: str, call: Caller
) -> None:
    for first, doubtful in ((faults.silence, True), (answers(answer(429, Connection="close")), False)):
        options: dict[str, Any] = {"timeout": httpx.Timeout(AMPLE, read=SHORT), "max_retries": 1}
        with FaultServer(after(first, answer(status, Connection="close"))) as server:
            async with call.client("Notify", server.url, **options) as client:
                with pytest.raises(klantkit.StatusError) as raised:
                    await call.ended(client.request(method, "/customers/1"))
            assert 2 == len(server.requests)
        assert doubtful == ("An earlier attempt may have been carried out." in str(raised.value))


async def test_a_429_takes_back_no_earlier_attempt(call: Caller) -> None:
    with FaultServer(answers_each(answer(503), answer(429, Retry_After=0), answer(404))) as server:
        async with call.client("Notify", server.url) as client:
            assert (await call.ended(client.request("DELETE", "/customers/1"))).value is None
        assert 3 == len(server.requests)


# Uploads.


async def test_an_upload_that_may_have_arrived_is_sent_once(call: Caller) -> None:
    with FaultServer(resets_after(head(201))) as server:
        async with call.client("MijnKlantportaal", server.url) as client:
            with fails(klantkit.APIConnectionError):
                await call.ended(
                    client.customer_invoices.create(
                        customer_id="cst_1", invoice_number="1", issued_at=datetime(2024, 4, 29, tzinfo=UTC).date(),
                        amount="1.00", pdf=INVOICE,
                    )
                )  # fmt: skip
        assert 1 == len(server.requests)
        assert INVOICE.read_bytes() in server.requests[0].body


# The fault server itself.


async def test_the_server_records_requests() -> None:
    with FaultServer(answers_each(GOOD)) as server:
        async with httpx.AsyncClient(trust_env=False) as http:
            for _ in range(3):
                assert 201 == (await http.post(server.url, content=b"x" * 100_000)).status_code
        assert (1, 3) == (server.connections, len(server.requests))
        assert {b"POST / HTTP/1.1"} == {request.head.split(b"\r\n")[0] for request in server.requests}
        assert [100_000] * 3 == [len(request.body) for request in server.requests]
