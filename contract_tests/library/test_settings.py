"""The options of clients: an invalid one is refused with its name when the client is created."""

from __future__ import annotations

import errno
import os
import ssl
import traceback
from pathlib import Path
from typing import Any, NoReturn

import httpx
import klantkit
import pytest
from klantkit import MijnKlantportaal, Next, Notify


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"base_url": 5}, "base_url= must be a URL as text, not int"),
        ({"base_url": ""}, "base_url= must start with https://"),
        ({"base_url": "api.notify.cm/v2"}, "base_url= must start with https://"),
        ({"base_url": "ftp://a.invalid"}, "base_url= must start with https://"),
        ({"base_url": "https://"}, "base_url= must start with https://"),
        ({"base_url": "https://a.invalid:99999"}, "base_url= must have a port from 1 to 65535"),
        ({"base_url": "https://xn--a.invalid"}, "base_url= is not a valid URL"),
        ({"base_url": "https://me:s3cret@a.invalid"}, "base_url= holds a user name or password"),
        ({"base_url": "https://a.invalid/?a=b"}, "base_url= must end with its path"),
        ({"timeout": 0}, "timeout= must be a number of seconds above 0, not 0"),
        ({"timeout": None}, "timeout= must be a number of seconds above 0, not None"),
        ({"timeout": True}, "timeout= must be a number of seconds above 0, not True"),
        ({"timeout": "5"}, "timeout= must be a number of seconds above 0, not str"),
        ({"timeout": httpx.Timeout(5, read=None)}, "timeout= leaves the phase 'read' without a limit"),
        ({"timeout": httpx.Timeout(5, read=-1)}, "timeout.read= must be a number of seconds above 0, not -1"),
        ({"max_retries": 1.5}, "max_retries= must be a whole number of at least 0, not 1.5"),
        ({"max_wait": float("inf")}, "max_wait= must be a number of seconds above 0, not inf"),
        ({"headers": [("a", "b")]}, "headers= must be a mapping of text to text, not list"),
        ({"headers": {"né": "b"}}, "headers= holds 'né'"),
        ({"headers": {"X Y": "b"}}, "headers= holds 'X Y'"),
        ({"headers": {"X:": "b"}}, "headers= holds 'X:'"),
        ({"headers": {"": "b"}}, "headers= holds ''"),
        ({"headers": {"X": "é"}}, "headers= holds 'X'"),
        ({"headers": {"X": "a\nb"}}, "headers= holds 'X'"),
        ({"headers": {"content-length": "5"}}, "headers= holds 'content-length'"),
        ({"headers": {"Transfer-Encoding": "chunked"}}, "headers= holds 'Transfer-Encoding'"),
        ({"transport": 5}, "transport= must be an httpx.BaseTransport, not int"),
        ({"http_client": 5}, "http_client= must be an httpx.Client, not int"),
        ({"retries": 5}, "There is no option retries=. Did you mean max_retries=?"),
        ({"transprt": 5}, "There is no option transprt=. Did you mean transport=?"),
        ({"x": 5}, "There is no option x=. Valid names: base_url, headers, http_client, max_retries, "),
    ],
)
@pytest.mark.parametrize("kind", [MijnKlantportaal, Next, Notify])
def test_constructors_name_what_is_wrong(kind: Any, options: dict[str, Any], said: str) -> None:
    with pytest.raises(klantkit.ConfigurationError) as raised:
        kind("k", **options)
    assert said in str(raised.value)
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize("kind", [Notify, klantkit.AsyncNotify])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALL_PROXY", "socks5://me:s3cret@proxy.invalid"),
        ("HTTPS_PROXY", "ftp://me:s3cret@proxy.invalid"),
        ("HTTPS_PROXY", "http://me:s3cret"),
        ("http_proxy", "http://[me:s3cret"),
        ("NO_PROXY", "[::s3cret"),
        ("SSL_CERT_FILE", "/nowhere/ca.pem"),
        ("SSL_CERT_FILE", "/dev/null"),
        ("SSL_CERT_FILE", "/"),
    ],
)
def test_an_environment_without_which_no_client_can_be_opened(
    kind: Any, name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(klantkit.ConfigurationError, match=f"No HTTP client can be opened .*{name}") as raised:
        kind("k")
    assert "s3cret" not in "".join(traceback.format_exception(raised.value))


_OPENED: list[Any] = [
    lambda: Notify("k"), lambda: klantkit.AsyncNotify("k"), klantkit.RetryTransport, klantkit.AsyncRetryTransport,
]  # fmt: skip


@pytest.mark.parametrize("make", _OPENED, ids=["sync", "async", "transport", "async transport"])
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("missing", "SSL_CERT_FILE"),
        ("empty", "SSL_CERT_FILE"),
        ("folder", "SSL_CERT_FILE"),
        ("pipe", "SSL_CERT_FILE"),
        ("device", "SSL_CERT_FILE"),
        ("folder", "SSLKEYLOGFILE"),
        ("pipe", "SSLKEYLOGFILE"),
    ],
)
def test_a_file_of_the_environment_that_cannot_be_opened(
    make: Any, kind: str, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    match kind:
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
    monkeypatch.setenv(name, str(path))
    with pytest.raises(klantkit.ConfigurationError, match=rf"No HTTP client can be opened .*{name}"):
        make()


def test_the_variables_of_the_environment_are_named_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().endswith(("PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"))]:
        monkeypatch.delenv(name)
    for name in ("no_proxy", "NO_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "x://")
    with pytest.raises(klantkit.ConfigurationError, match=r"certificates: ALL_PROXY, NO_PROXY, no_proxy\."):
        Notify("k")


def test_a_file_of_the_environment_is_not_opened_for_a_transport(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    transport: Any = httpx.MockTransport(lambda _: httpx.Response(201))
    with Notify("k", transport=klantkit.RetryTransport(transport=transport)):
        klantkit.AsyncNotify("k", transport=klantkit.AsyncRetryTransport(transport=transport))


@pytest.mark.parametrize("kind", [Notify, klantkit.AsyncNotify])
def test_a_client_without_a_descriptor_left(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(ssl, "create_default_context", load)
    with pytest.raises(klantkit.ConfigurationError, match="Too many open files"):
        kind("k")


@pytest.mark.anyio
@pytest.mark.parametrize("port", [99999, 0])
async def test_a_proxy_with_a_port_out_of_range(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
    options: Any = {"base_url": "http://api.invalid", "max_retries": 0}
    with Notify("k", **options) as client, pytest.raises(klantkit.APIConnectionError, match="Nothing was sent"):
        client.customers.create(customer_code="1", name="A")
    async with klantkit.AsyncNotify("k", **options) as twin:
        with pytest.raises(klantkit.APIConnectionError, match="Nothing was sent"):
            await twin.customers.create(customer_code="1", name="A")


def test_a_synchronous_client_wants_synchronous_parts_and_the_other_way_round() -> None:
    with pytest.raises(klantkit.ConfigurationError, match=r"http_client= must be an httpx.AsyncClient, not Client"):
        klantkit.AsyncNotify("k", http_client=httpx.Client())  # type: ignore[arg-type]
    with pytest.raises(klantkit.ConfigurationError, match=r"transport= must be an httpx.BaseTransport"):
        Notify("k", transport=httpx.AsyncHTTPTransport())  # type: ignore[arg-type]
    with pytest.raises(klantkit.ConfigurationError, match=r"http_client= must be an httpx.Client, not AsyncClient"):
        Notify("k", http_client=httpx.AsyncClient())  # type: ignore[arg-type]
    with pytest.raises(klantkit.ConfigurationError, match=r"transport= must be an httpx.AsyncBaseTransport"):
        klantkit.AsyncNotify("k", transport=httpx.HTTPTransport())  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["http://a:b", "http://a:65536", "http://a:0", "http://\x00"])
def test_invalid_urls(address: str) -> None:
    with pytest.raises(klantkit.ConfigurationError, match=r"base_url= (is not a valid URL|must have a port)"):
        Notify("k", base_url=address)


def test_the_first_and_the_last_port_are_ports() -> None:
    for port in (1, 65535):
        assert f"http://a:{port}" == Notify("k", base_url=f"http://a:{port}")._own_sender.settings.base_url


def test_spaces_around_what_is_configured_are_no_part_of_it() -> None:
    client = Notify(" k ", base_url=" http://127.0.0.1:65535/ ")
    assert ("http://127.0.0.1:65535", "Bearer k") == (
        client._own_sender.settings.base_url,
        client._own_sender.auth.value,  # type: ignore[attr-defined]
    )
