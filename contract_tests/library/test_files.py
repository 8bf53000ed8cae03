"""Uploads, as read by a real multipart parser: each part arrives complete and unchanged, and stays within its part."""

from __future__ import annotations

import base64
import gzip
import hashlib
import http.server
import io
import itertools
import json
import os
import socket
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, NoReturn, cast
from urllib.parse import parse_qs
from uuid import UUID

import anyio
import httpx
import klantkit
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from klantkit import MijnKlantportaal
from klantkit._files import BrokenFileError, Uploads
from mijnklantportaal_api import AuthenticatedClient
from mijnklantportaal_api.api.customer_invoices import create_customer_invoice
from mijnklantportaal_api.models import CustomerInvoice, NewCustomerInvoice
from mijnklantportaal_api.types import File
from python_multipart.multipart import parse_options_header

from contract_tests.harness.readers import Part, read_multipart
from contract_tests.library.samples import PORTAL_INVOICE
from contract_tests.paths import INVOICE

#: The fields that every upload sends besides the PDF.
FIELDS = {"customerId": b"cst_1", "invoiceNumber": b"1", "issuedAt": b"2024-04-29", "amount": b"1.00"}

PDF = b"%PDF-1.4\n" + bytes(range(256)) * 600  # more than one of httpx's chunks


@dataclass
class Received:
    """A request as received by the server.

    Attributes:
        headers: The headers by lower-case name.
        body: The body, with chunked encoding removed.

    """

    headers: dict[str, str]
    body: bytes

    @property
    def boundary(self) -> bytes:
        """The multipart boundary."""
        kind, parameters = parse_options_header(self.headers["content-type"])
        assert b"multipart/form-data" == kind
        return parameters[b"boundary"]

    @property
    def parts(self) -> list[Part]:
        """The parts of the body, in order."""
        return read_multipart(self.headers["content-type"], self.body)

    @property
    def pdf(self) -> Part:
        """The part with the PDF; checks the other parts."""
        parts = self.parts
        assert [*FIELDS, "pdf"] == [part.disposition[b"name"].decode() for part in parts]
        assert FIELDS == {part.disposition[b"name"].decode(): part.content for part in parts[:-1]}
        assert [{b"name"}] * len(FIELDS) == [set(part.disposition) for part in parts[:-1]]
        assert ["content-disposition", "content-type"] == [header for header, _ in parts[-1].headers]
        return parts[-1]


class Receiver(http.server.ThreadingHTTPServer):
    """A server on a free local port that records the requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received: list[Received] = []
        self.connections = 0
        self.answers: list[tuple[int, dict[str, str]]] = []

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self.server_port}"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Count the connections."""
        self.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing: in some tests the client disconnects on purpose."""


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Receiver  # pyright: ignore[reportIncompatibleVariableOverride] - always a Receiver
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet; otherwise each response waits for an ACK

    def do_POST(self) -> None:
        if (length := self.headers.get("content-length")) is not None:
            body = self.rfile.read(int(length))
            complete = int(length) == len(body)
        else:
            body, complete = self._read_chunks()
        if not complete:
            self.close_connection = True
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.received.append(Received(headers, body))
        status, extra = self.server.answers.pop(0) if self.server.answers else (201, {})
        content = (
            json.dumps(PORTAL_INVOICE).encode()
            if status == 201
            else b'{"status": 429, "title": "Slow", "detail": "Wait."}'
        )
        self.send_response(status)
        for name, value in (extra | {"Content-Type": "application/json", "Content-Length": str(len(content))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _read_chunks(self) -> tuple[bytes, bool]:
        assert "chunked" == self.headers["transfer-encoding"]
        body = b""
        while line := self.rfile.readline():
            size = int(line, 16)
            chunk = self.rfile.read(size + 2)
            if not size:
                return body, True
            body += chunk[:-2]
        return body, False

    def log_message(self, *_: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Print nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[Receiver]:
    with Receiver() as receiver:
        thread = threading.Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield receiver
        finally:
            receiver.shutdown()
            thread.join()


@pytest.fixture
def receiver(server: Receiver) -> Receiver:
    """The server, with its records cleared."""
    server.received.clear()
    server.answers.clear()
    server.connections = 0
    return server


Send = Callable[[Any], object]

ARGUMENTS: dict[str, Any] = {
    "customer_id": "cst_1",
    "invoice_number": "1",
    "issued_at": date(2024, 4, 29),
    "amount": "1.00",
}


class _Styles:
    """Three ways to upload: sync and async client, and function style."""

    def __init__(self, url: str) -> None:
        self._portal = klantkit.MijnKlantportaal("token", base_url=url, rate_limit=None)
        self._url = url
        self._bare = AuthenticatedClient(base_url=url, token="token", timeout=httpx.Timeout(5))

    def sync(self, pdf: Any) -> object:
        return self._portal.customer_invoices.create(**ARGUMENTS, pdf=pdf)

    def asynchronous(self, pdf: Any) -> object:
        async def create() -> object:
            # A new client per call, because a connection belongs to one event loop.
            async with klantkit.AsyncMijnKlantportaal("token", base_url=self._url, rate_limit=None) as portal:
                return await portal.customer_invoices.create(**ARGUMENTS, pdf=pdf)

        return anyio.run(create)

    def function(self, pdf: Any) -> object:
        """Upload in function style, which accepts only the generated `File`."""
        if isinstance(pdf, bytes):
            pdf = File(io.BytesIO(pdf), "pdf.pdf", "application/pdf")
        return create_customer_invoice.sync(client=self._bare, body=NewCustomerInvoice(**ARGUMENTS, pdf=pdf))

    def close(self) -> None:
        self._portal.close()
        self._bare.get_httpx_client().close()


@pytest.fixture
def styles(receiver: Receiver) -> Iterator[_Styles]:
    made = _Styles(receiver.url)
    yield made
    made.close()


@pytest.fixture(params=["sync", "asynchronous"])
def send(request: pytest.FixtureRequest, styles: _Styles) -> Send:
    """A function that uploads with a klantkit client, sync or async."""
    return cast(Send, getattr(styles, request.param))


@pytest.fixture(params=["sync", "asynchronous", "function"])
def send_any(request: pytest.FixtureRequest, styles: _Styles) -> Send:
    """A function that uploads in each style, function style included."""
    return cast(Send, getattr(styles, request.param))


#: A placeholder for a previously used boundary, or for the stock generator's.
USED = b"<used>"

FAKE_PART = (
    b'\r\n--<used>\r\nContent-Disposition: form-data; name="amount"\r\n\r\n0.01\r\n'
    b'--<used>\r\nContent-Disposition: form-data; name="sendNotification"\r\n\r\ntrue\r\n--<used>--\r\n'
)
FRAGMENTS = [
    b"\r\n", b"\r", b"\n", b"--", b"\r\n--", b"\r\n--\r\n", b"--+++", b"\r\n--+++\r\n", b"\r\n--+++--\r\n",
    USED, b"--" + USED, b"\r\n--%s\r\n" % USED, b"\r\n--%s--\r\n" % USED, FAKE_PART,
    FAKE_PART.replace(USED, b"+++"), b"0\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"POST / HTTP/1.1\r\n",
    bytes(range(256)), b"\x00", b"\r\n\r\n", b'Content-Disposition: form-data; name="paidAt"\r\n\r\nx',
]  # fmt: skip

HOSTILE_PDFS = st.lists(st.sampled_from(FRAGMENTS) | st.binary(max_size=100), max_size=12).map(
    lambda fragments: b"%PDF-1.4\n" + b"".join(fragments)
)


def test_hostile_bytes_stay_in_their_part(send_any: Send, receiver: Receiver) -> None:
    boundaries = [b"+++"]

    @settings(max_examples=80, deadline=None, database=None)
    @given(pdf=HOSTILE_PDFS)
    @example(pdf=b"%PDF-" + b"".join(FRAGMENTS))
    @example(pdf=b"%PDF-" + FAKE_PART)
    @example(pdf=b"%PDF-" + FAKE_PART + b"\r\n\r\n")
    def check(pdf: bytes) -> None:
        pdf = pdf.replace(USED, boundaries[-1])
        receiver.received.clear()
        send_any(pdf)
        (received,) = receiver.received
        assert pdf == received.pdf.content
        assert b"application/pdf" == dict(received.pdf.headers)["content-type"]
        boundaries.append(received.boundary)

    check()
    assert len(boundaries) == len(set(boundaries)), "no boundary is used twice"
    assert all(len(boundary) >= 32 for boundary in boundaries[1:]), "boundaries cannot be guessed"


def test_an_upload_that_contains_an_earlier_boundary(send_any: Send, receiver: Receiver) -> None:
    send_any(PDF)
    stolen = receiver.received[0].boundary
    pdf = b"%PDF-1.4\n" + FAKE_PART.replace(USED, stolen)
    send_any(pdf)
    assert pdf == receiver.received[1].pdf.content
    assert stolen != receiver.received[1].boundary


@pytest.mark.parametrize("where", ["client", "http_client", "call"])
def test_the_caller_s_content_type_sets_no_boundary(where: str, receiver: Receiver) -> None:
    given = {"content-type": "multipart/form-data; boundary=fixed"}
    http_client = httpx.Client(headers=given if where == "http_client" else None)
    with (
        http_client,
        klantkit.MijnKlantportaal(
            "token", base_url=receiver.url, http_client=http_client, headers=given if where == "client" else {}
        ) as portal,
    ):
        for _ in range(2):
            portal.customer_invoices.create(**ARGUMENTS, pdf=PDF, headers=given if where == "call" else {})
    boundaries = {received.boundary for received in receiver.received}
    assert 2 == len(boundaries - {b"fixed"})
    assert {32} == {len(boundary) for boundary in boundaries}, "128 random bits in hexadecimal"
    assert [PDF, PDF] == [received.pdf.content for received in receiver.received]


NAMES = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(codec=None), max_size=40),  # lone surrogates too
    st.text(st.sampled_from("ab.\"\\/;=\r\n\t\0\x1b\x7f\x85\u2028\u2029é漢😀\ud800\udcff%&'*:"), max_size=20),
)


@pytest.fixture
def check_name(send: Send, receiver: Receiver) -> Callable[[str], str]:
    """A function that uploads under a name and returns the name received; checks the header."""

    def check(name: str) -> str:
        receiver.received.clear()
        send(File(io.BytesIO(PDF), name, "application/pdf"))
        pdf = receiver.received[0].pdf
        assert PDF == pdf.content
        assert {b"name": b"pdf"} == {key: value for key, value in pdf.disposition.items() if key != b"filename"}
        assert b"application/pdf" == dict(pdf.headers)["content-type"]
        return pdf.disposition[b"filename"].decode()

    return check


def test_any_file_name_arrives_intact_or_cleaned(check_name: Callable[[str], str]) -> None:
    @settings(max_examples=80, deadline=None, database=None)
    @given(name=NAMES)
    @example(name="")
    @example(name='";name="amount')
    @example(name='a"\r\nContent-Type: text/html\r\n\r\n0.01')
    @example(name="\udcff.pdf")
    def check(name: str) -> None:
        arrived = check_name(name)
        assert arrived
        assert not set(arrived) & set('"\\/\r\n\0')
        assert len(name) == len(arrived) or not name
        kept = [(before, after) for before, after in zip(name, arrived, strict=False) if after not in "_?"]
        assert [] == [pair for pair in kept if pair[0] != pair[1]], "names that need no cleaning arrive unchanged"

    check()


@pytest.mark.parametrize(
    ("name", "arrived"),
    [
        ("invoice.pdf", "invoice.pdf"),
        ("a;b=c; d.pdf", "a;b=c; d.pdf"),
        ("facture é 漢字 😀.pdf", "facture é 漢字 😀.pdf"),
        ("it's 100%22.pdf", "it's 100%22.pdf"),
        ('say "hi".pdf', "say _hi_.pdf"),
        ("a\r\nX-Injected: 1\r\n\r\n.pdf", "a__X-Injected: 1____.pdf"),
        ("..\\..\\a/b.pdf", ".._.._a_b.pdf"),
        ("C:\\invoices\\a.pdf", "C:_invoices_a.pdf"),
        ("a\0\x1b\x7f\x85\u2028b.pdf", "a_____b.pdf"),
        ("\ud800\udcff.pdf", "??.pdf"),
        ("", "pdf.pdf"),
        (None, "pdf.pdf"),
    ],
)
def test_a_file_name(name: Any, arrived: str, check_name: Callable[[str], str]) -> None:
    assert arrived == check_name(name)


def test_a_file_name_of_the_function_style_breaks_no_header(styles: _Styles, receiver: Receiver) -> None:
    styles.function(File(io.BytesIO(PDF), 'é;="a\r\nX: y.pdf', "application/pdf"))
    pdf = receiver.received[0].pdf
    assert "é;=%22a%0D%0AX: y.pdf" == pdf.disposition[b"filename"].decode()
    assert PDF == pdf.content


def test_a_path_with_a_hostile_name(send: Send, receiver: Receiver, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b'/a"\r\n\xff;=\xc3\xa9.pdf'))
    path.write_bytes(PDF)
    send(path)
    assert "a___?;=é.pdf" == receiver.received[0].pdf.disposition[b"filename"].decode()
    assert PDF == receiver.received[0].pdf.content


class _Bits(io.RawIOBase):
    """A stream that returns one byte per read and cannot be rewound."""

    def __init__(self, content: bytes) -> None:
        self._content = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._content.read(1)
        buffer[: len(data)] = data
        return len(data)


def _pipe(content: bytes) -> BinaryIO:
    """The reading end of a pipe; a thread writes into it."""
    reading, writing = os.pipe()

    def write() -> None:
        with os.fdopen(writing, "wb") as end:
            end.write(content)

    threading.Thread(target=write).start()
    return os.fdopen(reading, "rb")


def _at_end(path: Path) -> BinaryIO:
    file = path.open("rb")
    file.seek(0, io.SEEK_END)
    return file


def _gzipped(path: Path) -> BinaryIO:
    packed = path.with_suffix(".gz")
    packed.write_bytes(gzip.compress(path.read_bytes()))
    return cast(BinaryIO, gzip.open(packed))


SMALL = b"%PDF-" + bytes(3000)


@pytest.mark.parametrize(
    ("give", "name", "chunked"),
    [
        (lambda path: path, "a.pdf", False),
        (str, "a.pdf", False),
        (lambda path: path.read_bytes(), "pdf.pdf", False),
        (lambda path: path.open("rb"), "a.pdf", False),
        (lambda path: path.open("rb", buffering=0), "a.pdf", False),
        (_at_end, "a.pdf", False),
        (lambda path: io.BytesIO(path.read_bytes()), "pdf.pdf", False),
        (lambda path: File(path.open("rb"), "own.pdf", "text/html"), "own.pdf", False),
        (lambda path: File(_at_end(path)), "a.pdf", False),
        (lambda path: _pipe(path.read_bytes()), "pdf.pdf", True),
        (lambda path: File(_pipe(path.read_bytes()), "own.pdf"), "own.pdf", True),
        (lambda path: io.BufferedReader(_Bits(path.read_bytes())), "pdf.pdf", True),
        (lambda path: _Bits(path.read_bytes()), "pdf.pdf", True),
        (_gzipped, "a.gz", False),
    ],
    ids=[
        "path", "text path", "bytes", "file", "unbuffered file", "file at its end", "buffer", "File", "File at its end",
        "pipe", "File of a pipe", "buffered stream", "stream of single bytes", "packed file",
    ],
)  # fmt: skip
@pytest.mark.parametrize("content", [SMALL, PDF], ids=["small", "large"])
def test_every_kind_of_file_is_sent_completely(  # noqa: PLR0917 - pytest passes them by name
    give: Callable[[Path], Any],
    name: str,
    chunked: bool,  # noqa: FBT001 - as above
    content: bytes,
    send: Send,
    receiver: Receiver,
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    pdf = give(path)
    try:
        send(pdf)
    finally:
        getattr(getattr(pdf, "payload", pdf), "close", lambda: None)()
    received = receiver.received[0]
    assert content == received.pdf.content
    assert name == received.pdf.disposition.get(b"filename", b"").decode()
    assert b"application/pdf" == dict(received.pdf.headers)["content-type"]
    assert chunked == ("transfer-encoding" in received.headers)


@pytest.mark.parametrize(
    "give",
    [lambda path: path, lambda path: path.read_bytes(), _at_end, lambda path: io.BytesIO(path.read_bytes()), _gzipped],
    ids=["path", "bytes", "file at its end", "buffer", "packed file"],
)
def test_a_retry_sends_the_same_file(
    give: Callable[[Path], Any], send: Send, receiver: Receiver, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)
    receiver.answers = [(429, {"Retry-After": "0"}), (429, {"Retry-After": "0"})]
    pdf = give(path)
    try:
        assert isinstance(send(pdf), CustomerInvoice)
    finally:
        getattr(pdf, "close", lambda: None)()
    assert 3 == len(receiver.received)
    assert {hashlib.sha256(PDF).digest()} == {hashlib.sha256(one.pdf.content).digest() for one in receiver.received}
    assert 1 == len({one.body for one in receiver.received})


def test_a_file_that_cannot_be_rewound_is_not_retried(send: Send, receiver: Receiver) -> None:
    receiver.answers = [(429, {"Retry-After": "0"})]
    with _pipe(PDF) as pipe, pytest.raises(klantkit.RateLimitError, match=r"Not retried: .* cannot be rewound"):
        send(pipe)
    assert [PDF] == [one.pdf.content for one in receiver.received]


class _Refusing(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Gets no connection, and reads nothing of the request."""

    def handle_request(self, request: httpx.Request) -> NoReturn:
        raise httpx.ConnectError("refused", request=request)

    async def handle_async_request(self, request: httpx.Request) -> NoReturn:
        raise httpx.ConnectError("refused", request=request)


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_a_file_that_cannot_be_rewound_is_not_sent_over_another_connection(*, asynchronous: bool) -> None:
    fields: dict[str, Any] = {"customer_id": "c", "invoice_number": "1", "issued_at": date(2024, 4, 29), "amount": "1"}
    pdf: Any = _Bits(PDF)
    with pytest.raises(
        klantkit.APIConnectionError,
        match=r"Nothing was sent\..* Not retried: the upload cannot be rewound; pass a path or bytes\.$",
    ):
        if asynchronous:
            async with klantkit.AsyncMijnKlantportaal("t", transport=_Refusing()) as twin:
                await twin.customer_invoices.create(**fields, pdf=pdf)
        else:
            portal = klantkit.MijnKlantportaal("t", transport=_Refusing())
            portal.customer_invoices.create(**fields, pdf=pdf)


class _Breaking(io.BytesIO):
    """A file that calls `happen` while it is being sent."""

    def __init__(self, happen: Callable[[_Breaking], object]) -> None:
        super().__init__(PDF)
        self.happen = happen
        self.excess = 0
        self._reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self._reads += 1
        if self._reads == 4:  # after the first bytes, the end of the check and one chunk of the body
            self.happen(self)
        return super().read(size) + bytes(self.excess)


def _fail(error: Exception) -> Callable[[_Breaking], object]:
    def happen(_: _Breaking) -> None:
        raise error

    return happen


@pytest.mark.parametrize(
    ("happen", "said"),
    [
        (lambda file: file.truncate(70_000), r"it became \d+ bytes shorter"),
        (lambda file: file.close(), "ValueError: I/O operation on closed file"),
        (_fail(OSError(5, "Input/output error")), "OSError: .*Input/output error"),
        (_fail(EOFError("packed file ended early")), "EOFError"),
        (_fail(KeyError("x")), "KeyError"),
        (lambda file: setattr(file, "excess", 1_000_000), "it returned more than was asked for"),
    ],
    ids=["shrinks", "closed", "disk", "packed", "odd", "excess"],
)
def test_a_file_that_breaks_while_it_is_sent(
    happen: Callable[[_Breaking], object], said: str, send: Send, receiver: Receiver
) -> None:
    with pytest.raises(klantkit.UploadError, match=said) as raised:
        send(_Breaking(happen))
    assert "check whether the server took it" in str(raised.value)
    assert raised.value.__cause__ is not None or "shorter" in said or "more" in said
    assert [] == receiver.received
    assert isinstance(send(PDF), CustomerInvoice), "the client still works"


@pytest.mark.parametrize(("times", "said"), [(2, "Nothing was sent"), (3, "check whether the server took it")])
def test_a_file_that_cannot_be_rewound_after_all(times: int, said: str, send: Send, receiver: Receiver) -> None:
    with pytest.raises(klantkit.UploadError, match=rf"\(OSError: .*Input/output error\).*{said}") as raised:
        send(_Rewound(PDF, times))
    assert isinstance(raised.value.__cause__, OSError)
    assert [] == receiver.received


class _Rewound(io.BytesIO):
    """A file that can be rewound only `times` times (twice in klantkit's check, its length, sending)."""

    def __init__(self, content: bytes, times: int) -> None:
        super().__init__(content)
        self._times = times

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        if whence == os.SEEK_SET:
            if not self._times:
                raise OSError(5, "Input/output error")
            self._times -= 1
        return super().seek(offset, whence)


def test_a_file_on_disk_that_shrinks_while_it_is_sent(send: Send, receiver: Receiver, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-" + bytes(2_000_000))
    file = _Shrinking(path)
    with file, pytest.raises(klantkit.UploadError, match=r"a.pdf' could not be read to its end \(it became"):
        send(file)
    assert [] == receiver.received


class _Shrinking(io.FileIO):
    """A file on disk that is truncated while it is read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")
        self._path = path

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 100_000:
            os.truncate(self._path, 1_000_000)
        return super().read(size)


def test_a_file_that_grows_while_it_is_sent(send: Send, receiver: Receiver) -> None:
    def grow(file: _Breaking) -> None:
        place = file.tell()
        file.seek(0, io.SEEK_END)
        file.write(b"more")
        file.seek(place)

    send(_Breaking(grow))
    assert PDF == receiver.received[0].pdf.content, "the content at the time of the check"


def test_a_non_blocking_pipe_is_never_sent_incomplete(send: Send, receiver: Receiver) -> None:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        with pytest.raises(klantkit.UploadError, match="non-blocking mode and has no data yet"):
            send(pipe)
        os.write(writing, SMALL)
        with pytest.raises(klantkit.UploadError, match="NoneType in place"):
            send(pipe)
    os.close(writing)
    assert [] == receiver.received


@pytest.mark.parametrize(
    ("give", "said"),
    [
        (lambda folder: folder / "none.pdf", r"/none\.pdf': No such file"),
        (lambda folder: str(folder / "none.pdf"), r"/none\.pdf': No such file"),
        (lambda folder: folder, "Is a directory"),
        (lambda folder: folder / "empty.pdf", r"/empty\.pdf', which is empty"),
        (lambda folder: (folder / "empty.pdf").open("rb"), r"/empty\.pdf', which is empty"),
        (lambda folder: folder / "word.docx", r"/word\.docx', which is not a PDF"),
        (lambda folder: File((folder / "word.docx").open("rb"), "x.pdf"), r"/word\.docx', which is not a PDF"),
        (lambda folder: (folder / "text.pdf").open(encoding="utf-8"), r'/text\.pdf\' opened as text; .* "rb"'),
        (lambda folder: (folder / "binary.pdf").open(encoding="utf-8"), r'/binary\.pdf\' opened as text; .* "rb"'),
        (lambda folder: (folder / "text.pdf").open("ab"), r"/text\.pdf'"),
        (lambda _: io.StringIO("%PDF-1.4"), "opened as text"),
        (lambda _: _pipe(b"PK\x03\x04"), "which is not a PDF"),
        (lambda _: _pipe(b""), "which is empty"),
        (lambda _: b"", "which is empty"),
        (lambda _: b"x" * 1020 + b"%PDF-", "which is not a PDF"),
        (lambda _: File(io.BytesIO(PDF), cast(str, 5)), "not text"),
        (lambda _: "a\0b.pdf", "cannot read"),
    ],
)
def test_an_invalid_pdf_opens_no_connection(
    give: Callable[[Path], Any], said: str, send: Send, receiver: Receiver, tmp_path: Path
) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "word.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "text.pdf").write_bytes(SMALL)
    (tmp_path / "binary.pdf").write_bytes(PDF)
    pdf = give(tmp_path)
    try:
        with pytest.raises(klantkit.UploadError, match=said) as raised:
            send(pdf)
    finally:
        getattr(getattr(pdf, "payload", pdf), "close", lambda: None)()
    assert str(raised.value).startswith("pdf= ")
    assert ([], 0) == (receiver.received, receiver.connections)


@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_a_path_that_could_be_waited_for_is_refused_at_once(
    kind: str, send: Send, receiver: Receiver, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    with socket.socket(socket.AF_UNIX) as server:
        match kind:
            case "pipe":
                os.mkfifo(path)
            case "socket":
                server.bind(str(path))
            case _:
                path.symlink_to("/dev/zero")
        with pytest.raises(klantkit.UploadError, match=r"/a\.pdf': to send a pipe or device, pass it open"):
            send(path)
    assert 0 == receiver.connections


class _Odd(io.BytesIO):
    """A file one of whose attributes raises."""

    def __init__(self, odd: str) -> None:
        super().__init__(PDF)
        self._odd = odd

    def __getattribute__(self, name: str) -> Any:
        if name != "_odd" and name == self._odd:
            raise LookupError(name)
        return super().__getattribute__(name)


@pytest.mark.parametrize("name", ["name", "read", "seekable", "seek", "tell"])
def test_a_file_whose_attributes_raise(name: str, send: Send, receiver: Receiver) -> None:
    with pytest.raises(klantkit.UploadError, match=f"pdf= cannot .*{name}") as raised:
        send(File(_Odd(name), "a.pdf") if name == "seekable" else _Odd(name))
    assert isinstance(raised.value.__cause__, LookupError)
    assert 0 == receiver.connections


class _Liar(io.BytesIO):
    """A file whose `tell` is wrong after its first bytes."""

    def __init__(self, told: int) -> None:
        super().__init__(PDF)
        self._told = told

    def tell(self) -> int:
        return min(super().tell(), self._told)


@pytest.mark.parametrize("told", [0, 10, 1024, len(PDF) - 1])
def test_a_file_that_states_too_short_a_length(told: int, send: Send, receiver: Receiver) -> None:
    for file in (_Liar(told), File(_Liar(told), "a.pdf")):
        with pytest.raises(klantkit.UploadError, match=r"pdf= cannot read .*: it continues past its reported end"):
            send(file)
    assert 0 == receiver.connections


@pytest.mark.parametrize("told", [0, 10])
def test_a_file_as_text_that_states_too_short_a_length(told: int) -> None:
    with Uploads() as upload, pytest.raises(klantkit.UploadError, match="it continues past its reported end"):
        upload.base64("pdf", _Liar(told), "application/pdf", None)


def test_a_file_that_returns_more_than_was_asked_for(send: Send, receiver: Receiver) -> None:
    class Generous(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(size) + (b"more" if 1024 < self.tell() < len(PDF) else b"")

    with pytest.raises(klantkit.UploadError, match=r"\(it returned more than was asked for\)"):
        send(Generous(PDF))
    assert [] == receiver.received


def test_a_closed_file_opens_no_connection(send: Send, receiver: Receiver) -> None:
    file = INVOICE.open("rb")
    file.close()
    with pytest.raises(klantkit.UploadError, match=r"/invoice\.pdf': .*closed"):
        send(file)
    assert 0 == receiver.connections


@pytest.mark.parametrize(
    ("value", "name", "media_type"),
    [
        (File(io.BytesIO(b"a"), "a.txt", "image/png"), "a.txt", "image/png"),
        (File(io.BytesIO(b"a"), "a.txt"), "a.txt", "text/plain"),
        (File(io.BytesIO(b"a"), None, "text/plain"), "file.txt", "text/plain"),
        (b"a", "file.bin", "application/octet-stream"),
    ],
)
def test_a_field_for_any_file_uses_the_file_s_media_type(value: Any, name: str, media_type: str) -> None:
    with Uploads() as upload:
        assert (name, media_type) == upload("file", value, "application/octet-stream")[1:]
        for odd in ("text", "text/plain\r\nX: y", "a/b c"):
            with pytest.raises(klantkit.UploadError, match="file= has an invalid media type"):
                upload("file", File(io.BytesIO(b"a"), "a", odd), "application/octet-stream")


def test_concurrent_uploads_are_not_mixed_up(receiver: Receiver) -> None:
    pdfs = [b"%PDF-" + bytes([number]) * 100_000 for number in range(12)]
    with klantkit.MijnKlantportaal("token", base_url=receiver.url, rate_limit=None) as portal:
        threads = [
            threading.Thread(target=lambda pdf=pdf: portal.customer_invoices.create(**ARGUMENTS, pdf=pdf))
            for pdf in pdfs
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(pdfs) == sorted(one.pdf.content for one in receiver.received)
    assert all(a != b for a, b in itertools.pairwise(sorted(one.boundary for one in receiver.received)))


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
def test_pdf_is_refused_before_sending(give: Callable[[Path], Any], said: str, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "word.docx").write_bytes(b"PK\x03\x04")
    seen: list[bytes] = []
    with pytest.raises(klantkit.UploadError, match=said):
        _invoice(give(tmp_path), seen)
    assert [] == seen


def test_pdf_refuses_a_file_opened_as_text() -> None:
    with INVOICE.open(encoding="latin-1") as file, pytest.raises(klantkit.UploadError, match="opened as text"):
        _invoice(file)


def test_a_file_opened_by_klantkit_is_closed() -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    _invoice(INVOICE)
    with pytest.raises(klantkit.UploadError):
        _invoice(Path(__file__))
    assert before == len(list(Path("/dev/fd").iterdir()))


# A file that is sent as Base64 text.

#: What Notify says of a document.
DOCUMENT = {"resource": "document", "invoice": "5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21", "filename": "a.pdf"}

#: The bytes of which the field takes the Base64 text.
MOST = 3_932_160


async def _document(kind: str, pdf: Any, seen: list[bytes]) -> Any:
    """Upload a document with a client of this kind; what arrives in `Content` is put into `seen`."""

    def answer(request: httpx.Request) -> httpx.Response:
        fields = parse_qs(request.read().decode(), strict_parsing=True)
        assert ["Content", "Filename", "Invoice", "Mediatype"] == sorted(fields)
        seen.append(base64.b64decode(fields["Content"][0], validate=True))
        return httpx.Response(201, json=DOCUMENT)

    invoice = UUID(DOCUMENT["invoice"])
    if kind == "async":
        async with klantkit.AsyncNotify("key", transport=httpx.MockTransport(answer)) as notify:
            return await notify.documents.create(invoice, invoice=invoice, filename="a.pdf", pdf=pdf)
    with klantkit.Notify("key", transport=httpx.MockTransport(answer)) as twin:
        return twin.documents.create(invoice, invoice=invoice, filename="a.pdf", pdf=pdf)


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize(
    "give",
    [
        lambda: INVOICE,
        lambda: str(INVOICE),
        INVOICE.read_bytes,
        lambda: INVOICE.open("rb"),
        lambda: io.BytesIO(INVOICE.read_bytes()),
        lambda: File(io.BytesIO(INVOICE.read_bytes()), "own.pdf"),
        lambda: _Bits(INVOICE.read_bytes()),
    ],
    ids=["path", "text path", "bytes", "open file", "buffer", "File", "stream"],
)
async def test_a_file_as_text_takes_what_every_upload_takes(give: Callable[[], Any], kind: str) -> None:
    seen: list[bytes] = []
    given = give()
    assert "a.pdf" == (await _document(kind, given, seen)).filename
    assert [INVOICE.read_bytes()] == seen
    if hasattr(given, "closed"):
        assert not given.closed
        given.close()


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize("wrap", [io.BytesIO, _pipe], ids=["buffer", "pipe"])
async def test_a_file_as_text_has_a_limit(wrap: Callable[[bytes], BinaryIO], kind: str) -> None:
    seen: list[bytes] = []
    largest = b"%PDF-1.4".ljust(MOST, b"\n")
    with wrap(largest) as given:
        await _document(kind, given, seen)
    said = r"^pdf= '.*' is too large: it may have at most 3932160 bytes\.$"
    with wrap(largest + b"\n") as given, pytest.raises(klantkit.UploadError, match=said):
        await _document(kind, given, seen)
    assert [largest] == seen


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ["sync", "async"])
@pytest.mark.parametrize(
    ("give", "said"),
    [
        (lambda: INVOICE.with_name("none.pdf"), r"pdf= cannot read '/.*/none.pdf': No such file"),
        (lambda: b"", "pdf= got 'pdf.pdf', which is empty"),
        (lambda: b"JVBERi0xLjQK", "which is not a PDF"),
        (lambda: None, "must be a path, bytes or a file .* not NoneType"),
        (
            lambda: _Breaking(_fail(OSError(5, "Input/output error"))),
            r"could not be read to its end .* Nothing was sent",
        ),
    ],
    ids=["missing", "empty", "Base64", "None", "breaking"],
)
async def test_a_file_as_text_is_refused_before_sending(give: Callable[[], Any], said: str, kind: str) -> None:
    seen: list[bytes] = []
    with pytest.raises(klantkit.UploadError, match=said) as raised:
        await _document(kind, give(), seen)
    assert [] == seen
    assert isinstance(raised.value.__cause__, OSError) == ("cannot read" in said or "could not be read" in said)


def test_a_file_as_text_that_becomes_shorter_has_a_cause() -> None:
    shorter = _Breaking(lambda file: file.truncate(70_000))
    with Uploads() as upload, pytest.raises(klantkit.UploadError, match="shorter") as raised:
        upload.base64("pdf", shorter, "application/pdf", None)
    assert isinstance(raised.value.__cause__, BrokenFileError)


def test_the_position_of_a_file_and_what_is_read_to_check_it() -> None:
    class Recording(io.BytesIO):
        sizes: ClassVar[list[int | None]] = []

        def read(self, size: int | None = -1, /) -> bytes:
            self.sizes.append(size)
            return super().read(size)

    with Uploads() as upload:
        content, _, _ = upload("pdf", Recording(PDF), "application/pdf")
        assert [1024, 1024] == Recording.sizes, "the end, and the start"
        assert (0, 0) == (content.tell(), content.seek(0)), "as httpx does first"
        assert (PDF[:10], 10) == (content.read(10), content.tell())
        assert (len(PDF), len(PDF)) == (content.seek(0, os.SEEK_END), len(PDF))
        content.seek(0)
        assert (PDF, len(PDF)) == (content.read(len(PDF)), content.tell())
        with _pipe(b"%PDF-1.4") as pipe:
            assert 0 == upload("pdf", pipe, "application/pdf")[0].tell()


class _Drain(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Reads the body of a request in pieces, as a connection does, and keeps none of them."""

    def __init__(self) -> None:
        self.size = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.size = sum(len(piece) for piece in cast(httpx.SyncByteStream, request.stream))
        return httpx.Response(201, json=PORTAL_INVOICE)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.size = sum([len(piece) async for piece in cast(httpx.AsyncByteStream, request.stream)])
        return httpx.Response(201, json=PORTAL_INVOICE)


@pytest.mark.parametrize("form", ["path", "open file"])
@pytest.mark.parametrize("kind", [MijnKlantportaal, klantkit.AsyncMijnKlantportaal])
@pytest.mark.anyio
async def test_a_large_file_is_not_held_in_memory(kind: Any, form: str, tmp_path: Path) -> None:
    size, path, drain = 200 * 1024 * 1024, tmp_path / "large.pdf", _Drain()
    with path.open("wb") as made:
        made.write(b"%PDF-1.7\n")
        made.truncate(size)
    client = kind("token", transport=drain)
    with path.open("rb") as file:
        tracemalloc.start()
        try:
            arguments = {"customer_id": "cst_1", "invoice_number": "1", "issued_at": date(2024, 4, 29)}
            pdf = path if form == "path" else file
            created = client.customer_invoices.create(**arguments, amount="1.00", pdf=pdf)
            if kind is not MijnKlantportaal:
                await created
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert drain.size > size
    assert peak < 16 * 1024 * 1024
