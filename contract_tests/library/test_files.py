"""Uploads as a real multipart parser reads them: nothing breaks out of its part, nothing arrives cut or changed."""

from __future__ import annotations

import gzip
import hashlib
import http.server
import io
import itertools
import json
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

import anyio
import httpx
import klantkit
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from klantkit._files import Uploads
from mijnklantportaal_api import AuthenticatedClient
from mijnklantportaal_api.api.customer_invoices import create_customer_invoice
from mijnklantportaal_api.models import CustomerInvoice, NewCustomerInvoice
from mijnklantportaal_api.types import File
from python_multipart.multipart import parse_options_header

from contract_tests.harness.readers import Part, read_multipart
from contract_tests.harness.samples import PORTAL_INVOICE
from contract_tests.paths import INVOICE

#: What every upload here sends beside the PDF.
FIELDS = {"customerId": b"cst_1", "invoiceNumber": b"1", "issuedAt": b"2024-04-29", "amount": b"1.00"}

PDF = b"%PDF-1.4\n" + bytes(range(256)) * 600  # more than one piece of httpx's


@dataclass
class Received:
    """One request as the server took it.

    Attributes:
        headers: Its headers, the names in lower case.
        body: Its body, without the framing of chunks.

    """

    headers: dict[str, str]
    body: bytes

    @property
    def boundary(self) -> bytes:
        """What parts its body."""
        kind, parameters = parse_options_header(self.headers["content-type"])
        assert b"multipart/form-data" == kind
        return parameters[b"boundary"]

    @property
    def parts(self) -> list[Part]:
        """The parts of its body, in order."""
        return read_multipart(self.headers["content-type"], self.body)

    @property
    def pdf(self) -> Part:
        """The part of the PDF; every other is checked to be as it was sent."""
        parts = self.parts
        assert [*FIELDS, "pdf"] == [part.disposition[b"name"].decode() for part in parts]
        assert FIELDS == {part.disposition[b"name"].decode(): part.content for part in parts[:-1]}
        assert [{b"name"}] * len(FIELDS) == [set(part.disposition) for part in parts[:-1]]
        assert ["content-disposition", "content-type"] == [header for header, _ in parts[-1].headers]
        return parts[-1]


class Receiver(http.server.ThreadingHTTPServer):
    """A server on a free port of this machine that keeps what it gets."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received: list[Received] = []
        self.connections = 0
        self.answers: list[tuple[int, dict[str, str]]] = []

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Count the connections."""
        self.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that go away in the middle are what some tests are about."""


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Receiver  # pyright: ignore[reportIncompatibleVariableOverride] - the one that it serves
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet, or each answer waits for an acknowledgement

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
        """Say nothing."""


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
    """The server, with nothing received yet."""
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
    """The three ways to upload, all on connections that stay open."""

    def __init__(self, url: str) -> None:
        self._portal = klantkit.MijnKlantportaal("token", base_url=url, rate_limit=None)
        self._url = url
        self._bare = AuthenticatedClient(base_url=url, token="token", timeout=httpx.Timeout(5))

    def sync(self, pdf: Any) -> object:
        return self._portal.customer_invoices.create(**ARGUMENTS, pdf=pdf)

    def asynchronous(self, pdf: Any) -> object:
        async def create() -> object:
            # A connection belongs to one event loop, so it does not outlive the call.
            async with klantkit.AsyncMijnKlantportaal("token", base_url=self._url, rate_limit=None) as portal:
                return await portal.customer_invoices.create(**ARGUMENTS, pdf=pdf)

        return anyio.run(create)

    def function(self, pdf: Any) -> object:
        """The function style, which takes the generator's `File` alone."""
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
    """An upload by each of klantkit's clients."""
    return cast(Send, getattr(styles, request.param))


@pytest.fixture(params=["sync", "asynchronous", "function"])
def send_any(request: pytest.FixtureRequest, styles: _Styles) -> Send:
    """An upload in each style, that of the generated functions too."""
    return cast(Send, getattr(styles, request.param))


#: Stands for a boundary that was used before, or that of the stock generator.
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
    assert len(boundaries) == len(set(boundaries)), "no boundary was used twice"
    assert all(len(boundary) >= 32 for boundary in boundaries[1:]), "none can be guessed"


def test_a_later_upload_that_holds_the_boundary_of_an_earlier_one(send_any: Send, receiver: Receiver) -> None:
    send_any(PDF)
    stolen = receiver.received[0].boundary
    pdf = b"%PDF-1.4\n" + FAKE_PART.replace(USED, stolen)
    send_any(pdf)
    assert pdf == receiver.received[1].pdf.content
    assert stolen != receiver.received[1].boundary


@pytest.mark.parametrize("where", ["client", "http_client", "call"])
def test_a_content_type_of_the_caller_s_sets_no_boundary(where: str, receiver: Receiver) -> None:
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
    assert {32} == {len(boundary) for boundary in boundaries}, "128 bits at random, as hexadecimal digits"
    assert [PDF, PDF] == [received.pdf.content for received in receiver.received]


NAMES = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(codec=None), max_size=40),  # lone surrogates too
    st.text(st.sampled_from("ab.\"\\/;=\r\n\t\0\x1b\x7f\x85\u2028\u2029é漢😀\ud800\udcff%&'*:"), max_size=20),
)


@pytest.fixture
def check_name(send: Send, receiver: Receiver) -> Callable[[str], str]:
    """Upload under a name, and give the one that arrived; the header is checked to be whole."""

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
        assert [] == [pair for pair in kept if pair[0] != pair[1]], "what is not cleaned is intact"

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
    """A stream that gives a byte at a time, and cannot be rewound."""

    def __init__(self, content: bytes) -> None:
        self._content = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._content.read(1)
        buffer[: len(data)] = data
        return len(data)


def _pipe(content: bytes) -> BinaryIO:
    """The reading end of a pipe that somebody else writes into."""
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
def test_everything_that_can_be_read_is_sent_whole(  # noqa: PLR0917 - pytest passes them by name
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
def test_a_retry_sends_the_same_again(
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


@pytest.mark.parametrize("status", [429, 503])
def test_what_cannot_be_rewound_is_not_sent_again(status: int, send: Send, receiver: Receiver) -> None:
    receiver.answers = [(status, {"Retry-After": "0"})]
    with (
        _pipe(PDF) as pipe,
        pytest.raises(klantkit.StatusError, match=r"Not retried: .* cannot be rewound") as raised,
    ):
        send(pipe)
    assert status == raised.value.status
    assert [PDF] == [one.pdf.content for one in receiver.received]


class _Breaking(io.BytesIO):
    """A file that something happens to when it has been read so far."""

    def __init__(self, happen: Callable[[_Breaking], object]) -> None:
        super().__init__(PDF)
        self.happen = happen
        self._reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self._reads += 1
        if self._reads == 4:  # the head, the end of the check, one piece of the body, and now
            self.happen(self)
        return super().read(size)


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
    ],
    ids=["shrinks", "closed", "disk", "packed", "odd"],
)
def test_a_file_that_breaks_while_it_is_sent(
    happen: Callable[[_Breaking], object], said: str, send: Send, receiver: Receiver
) -> None:
    with pytest.raises(klantkit.UploadError, match=said) as raised:
        send(_Breaking(happen))
    assert "look whether the server took it" in str(raised.value)
    assert raised.value.__cause__ is not None or "shorter" in said
    assert [] == receiver.received
    assert isinstance(send(PDF), CustomerInvoice), "the client goes on"


@pytest.mark.parametrize(("times", "said"), [(1, "Nothing was sent"), (2, "look whether the server took it")])
def test_a_file_that_cannot_be_rewound_after_all(times: int, said: str, send: Send, receiver: Receiver) -> None:
    with pytest.raises(klantkit.UploadError, match=rf"\(OSError: .*Input/output error\).*{said}") as raised:
        send(_Rewound(PDF, times))
    assert isinstance(raised.value.__cause__, OSError)
    assert [] == receiver.received


class _Rewound(io.BytesIO):
    """A file that goes to its start so many times (for our check, for its length, to be sent), and not again."""

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
    """A file on disk that somebody else cuts while it is read."""

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
    assert PDF == receiver.received[0].pdf.content, "what was there when it was checked"


def test_a_pipe_that_does_not_block_is_never_sent_cut(send: Send, receiver: Receiver) -> None:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        with pytest.raises(klantkit.UploadError, match="non-blocking mode and has no more for now"):
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
def test_what_is_no_pdf_opens_no_connection(
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
def test_a_field_that_takes_any_file_goes_by_the_file(value: Any, name: str, media_type: str) -> None:
    with Uploads() as upload:
        assert (name, media_type) == upload("file", value, "application/octet-stream")[1:]
        for odd in ("text", "text/plain\r\nX: y", "a/b c"):
            with pytest.raises(klantkit.UploadError, match="file= has an invalid media type"):
                upload("file", File(io.BytesIO(b"a"), "a", odd), "application/octet-stream")


def test_many_uploads_at_once_stay_apart(receiver: Receiver) -> None:
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
