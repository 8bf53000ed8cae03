"""Certificates in order and not, from a server with real TLS, and a process without a descriptor left."""

from __future__ import annotations

import http.server
import json
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import klantkit
import pytest
import trustme
from klantkit import AsyncNotify, Notify

from contract_tests.library.samples import NOTIFY_CUSTOMER

PAST = datetime.now(UTC) - timedelta(days=1)


class _Handler(http.server.BaseHTTPRequestHandler):
    received = 0

    def do_POST(self) -> None:
        type(self).received += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        content = json.dumps(NOTIFY_CUSTOMER).encode()
        self.send_response(201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", f"{len(content)}")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name in the base class
        """Log nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a client that refuses the certificate and hangs up."""


@pytest.fixture
def serve() -> Iterator[Callable[[trustme.LeafCert], str]]:
    """Starts a server with a certificate, and returns its URL."""
    with ExitStack() as stack:

        def start(certificate: trustme.LeafCert) -> str:
            server = stack.enter_context(_Server(("127.0.0.1", 0), _Handler))
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(context)
            context.set_alpn_protocols(["h2", "http/1.1"])  # what it speaks if it is asked for it first
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return f"https://127.0.0.1:{server.server_port}"

        yield start


async def _create(url: str, *, asynchronous: bool, **options: Any) -> Any:
    arguments: dict[str, Any] = {"customer_code": "1", "name": "A"}
    if asynchronous:
        async with AsyncNotify("key", base_url=url, max_retries=0, **options) as client:
            return await client.customers.create(**arguments)
    with Notify("key", base_url=url, max_retries=0, **options) as client:
        return client.customers.create(**arguments)


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize(
    ("names", "until", "trusted", "reason"),
    [
        (["127.0.0.1"], None, True, None),
        (["127.0.0.1"], None, False, "self.signed certificate|unable to get local issuer"),
        (["127.0.0.1"], PAST, True, "certificate has expired"),
        (["127.0.0.2", "api.notify.cm"], None, True, "IP address mismatch"),
    ],
    ids=["in order", "of an unknown authority", "expired", "of another host"],
)
@pytest.mark.anyio
async def test_a_certificate(
    names: list[str],
    until: datetime | None,
    trusted: bool,  # noqa: FBT001 - a table
    reason: str | None,
    *,
    asynchronous: bool,
    serve: Callable[[trustme.LeafCert], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    authority = trustme.CA()
    if trusted:
        authority.cert_pem.write_to_path(tmp_path / "authority.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    url = serve(authority.issue_cert(*names, not_after=until))
    before = _Handler.received
    if reason is None:
        assert "1" == (await _create(url, asynchronous=asynchronous)).customer_code
        return
    with pytest.raises(klantkit.APIConnectionError, match=reason) as raised:
        await _create(url, asynchronous=asynchronous)
    assert (False, before) == (raised.value.sent, _Handler.received)


@pytest.mark.anyio
async def test_a_client_of_the_caller_that_asks_for_http_2(serve: Callable[[trustme.LeafCert], str]) -> None:
    """Klantkit speaks HTTP/1.1 with it: only there can it tell what was sent, and which response was asked for."""
    authority, trust = trustme.CA(), ssl.create_default_context()
    authority.configure_trust(trust)
    url = serve(authority.issue_cert("127.0.0.1"))
    with httpx.Client(transport=httpx.HTTPTransport(http2=True, verify=trust)) as http:
        assert "1" == (await _create(url, asynchronous=False, http_client=http)).customer_code
    async with httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(http2=True, verify=trust)) as http_async:
        assert "1" == (await _create(url, asynchronous=True, http_client=http_async)).customer_code


def test_a_process_without_a_descriptor_left() -> None:
    """Each outcome is a typed error, nothing is sent, and the client works again once there is a descriptor."""
    script = """if True:
        import asyncio, os, resource
        import klantkit
        from klantkit import AsyncNotify, Notify

        def outcome(make):
            try:
                return make()
            except klantkit.KlantkitError as error:
                return f"{type(error).__name__} {getattr(error, 'sent', None)}"

        options = {"base_url": "http://127.0.0.1:9", "max_retries": 0}
        fields = {"customer_code": "1", "name": "A"}
        client, twin = Notify("key", **options), AsyncNotify("key", **options)
        with asyncio.Runner() as runner:
            outcome(lambda: client.customers.create(**fields))
            outcome(lambda: runner.run(twin.customers.create(**fields)))
            _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (40, most))
            opened = []
            try:
                while True:
                    opened.append(os.open(os.devnull, os.O_RDONLY))
            except OSError:
                pass
            print(outcome(lambda: client.customers.create(**fields)))
            print(outcome(lambda: runner.run(twin.customers.create(**fields))))
            os.environ["SSL_CERT_FILE"] = os.devnull  # or the certificates that are loaded would be used again
            print(outcome(lambda: Notify("key")))
            print(outcome(lambda: AsyncNotify("key")))
            for descriptor in opened:
                os.close(descriptor)
            del os.environ["SSL_CERT_FILE"]
            print(outcome(lambda: client.customers.create(**fields)))
    """
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    unsent = "APIConnectionError False"
    assert [unsent, unsent, "ConfigurationError None", "ConfigurationError None", unsent] == run.stdout.splitlines(), (
        run.stderr
    )
