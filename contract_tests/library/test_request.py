"""What the spec lacks: `client.request`, `extra_body=` and `extra_query=`."""

from __future__ import annotations

import gzip
import io
import pickle
import re
import types
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, ClassVar, cast

import attrs
import httpx
import klantkit
import pytest
from klantkit import AsyncMijnKlantportaal, AsyncNext, AsyncNotify, MijnKlantportaal, Next, Notify

from contract_tests.harness.readers import read
from contract_tests.library.samples import CALLS, NOTIFY_CUSTOMER

Answer = Callable[[httpx.Request], httpx.Response]
Call = Callable[..., Awaitable[Any]]

_TWINS: dict[Any, Any] = {MijnKlantportaal: AsyncMijnKlantportaal, Next: AsyncNext, Notify: AsyncNotify}


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Call:
    """Calls a client, synchronous or asynchronous, whose requests are answered by a function."""

    async def run(make: Callable[[Any], Any], answer: Answer, kind: Any = Notify, **options: Any) -> Any:
        transport = httpx.MockTransport(answer)
        if request.param == "sync":
            with kind("test_key_1", transport=transport, rate_limit=None, **options) as client:
                return make(client)
        async with _TWINS[kind]("test_key_1", transport=transport, rate_limit=None, **options) as client:
            return await make(client)

    return run


class _Server:
    """Records requests, and answers each with the same response."""

    def __init__(self, status: int = 200, **response: Any) -> None:
        self.requests: list[httpx.Request] = []
        self._response = status, response

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        status, response = self._response
        return httpx.Response(status, **response)

    @property
    def sent(self) -> Any:
        """The only request, parsed."""
        (request,) = self.requests
        return read(request)


# client.request


@pytest.mark.anyio
async def test_a_request_is_sent_like_a_call(call: Call) -> None:
    server = _Server(200, json={"items": [1]}, headers={"X-Request-Id": "abc", "X-Left": "5"})
    raw = await call(
        lambda client: client.request(
            "get", "/customers/é 1%2F2", params={"page": 2, "all": True, "tag": ["a", "b"]}, timeout=3,
            headers={"X-Own": "1"},
        ),
        server,
        base_url="http://here.invalid/v0/",
    )  # fmt: skip
    assert {"items": [1]} == raw.value
    assert (200, "abc", "5", ()) == (raw.status, raw.request_id, raw.headers["x-left"], raw.problems)
    (request,) = server.requests
    assert "http://here.invalid/v0/customers/%C3%A9%201%2F2?page=2&all=true&tag=a&tag=b" == str(request.url)
    assert ("GET", "Bearer test_key_1", "1", b"") == (
        request.method, request.headers["authorization"], request.headers["x-own"], request.content,
    )  # fmt: skip
    assert 3 == request.extensions["timeout"]["read"]


@pytest.mark.anyio
async def test_a_request_with_json(call: Call) -> None:
    bodies: list[Any] = [{"a": [1, None]}, [], {}, "text", 0, False]
    for body in bodies:
        server = _Server(201)
        await call(lambda client: client.request("POST", "/things", json=body), server)  # noqa: B023 - called at once
        assert ("application/json", body) == (server.sent.media_type, server.sent.body)


@pytest.mark.anyio
async def test_a_request_with_a_form(call: Call) -> None:
    server = _Server(201)
    form = {"a": "é", "b": True, "c": 1.5, "d": [1, 2]}
    await call(lambda client: client.request("POST", "/things", data=form), server)
    assert "application/x-www-form-urlencoded" == server.sent.media_type
    assert {"a": ["é"], "b": ["true"], "c": ["1.5"], "d": ["1", "2"]} == server.sent.body


@pytest.mark.anyio
async def test_a_request_with_files(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1")
    opened = io.BytesIO(b"three")
    server = _Server(201)
    files = {"one": path, "two": b"two", "three": opened}
    await call(lambda client: client.request("PUT", "/things", data={"a": 1}, files=files), server)
    assert ("multipart/form-data", {"a": ["1"]}) == (server.sent.media_type, server.sent.body)
    assert [("one", b"%PDF-1", "application/pdf"), ("two", b"two", "application/octet-stream")] == [
        (part.name, part.content, part.media_type) for part in server.sent.files[:2]
    ]
    assert b"three" == server.sent.files[2].content
    assert b"a.pdf" == server.sent.files[0].disposition[b"filename"]
    assert "+++" not in server.requests[0].headers["content-type"]


@pytest.mark.parametrize(
    ("response", "value"),
    [
        ({"content": b""}, None),
        ({"json": [1]}, [1]),
        ({"content": b'"a"', "headers": {"Content-Type": "application/problem+json; charset=utf-8"}}, "a"),
        ({"content": b"[1]"}, [1]),
        ({"content": b"%PDF-1", "headers": {"Content-Type": "application/pdf"}}, b"%PDF-1"),
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, b"{"),
        ({"text": "1"}, b"1"),
    ],
)
@pytest.mark.anyio
async def test_the_value_of_a_request(response: dict[str, Any], value: Any, call: Call) -> None:
    raw = await call(lambda client: client.request("GET", "/things"), _Server(206, **response))
    assert (206, value) == (raw.status, raw.value)
    raw = await call(
        lambda client: client.raw(client.request, "GET", "/things"), _Server(200, **response), strict_answers=True
    )
    assert value == raw.value


@pytest.mark.anyio
async def test_a_request_that_is_refused(call: Call) -> None:
    body = {"message": "No test_key_1 here"}
    with pytest.raises(klantkit.NotFoundError) as raised:
        await call(lambda client: client.request("GET", "/things/1"), _Server(404, json=body))
    error = raised.value
    assert (404, "GET", "/things/1", None) == (error.status, error.method, error.path, error.error)
    assert "No *** here" == error.message
    assert str(error).startswith("GET /things/1: 404 Not Found. ")
    assert "The vendor's page" not in str(error)
    assert str(error) == str(pickle.loads(pickle.dumps(error)))  # noqa: S301 - pickled in this line


@pytest.mark.anyio
async def test_a_request_whose_success_cannot_be_unpacked(call: Call) -> None:
    answer = httpx.Response(200, stream=httpx.ByteStream(b"no gzip"), headers={"Content-Encoding": "gzip"})
    with pytest.raises(klantkit.ContractError, match=r"most likely carried out: look before you repeat it\.$"):
        await call(lambda client: client.request("POST", "/things"), lambda _: answer)
    packed = httpx.Response(200, stream=httpx.ByteStream(gzip.compress(b"1")), headers={"Content-Encoding": "gzip"})
    assert 1 == (await call(lambda client: client.request("POST", "/things"), lambda _: packed)).value


@pytest.mark.parametrize(("method", "sent"), [("GET", 3), ("delete", 3), ("POST", 1), ("Patch", 1)])
@pytest.mark.anyio
async def test_a_request_is_retried_by_its_method(method: str, sent: int, call: Call) -> None:
    server = _Server(503, headers={"Retry-After": "0"})
    with pytest.raises(klantkit.ServerError) as raised:
        await call(lambda client: client.request(method, "/things"), server)
    assert (sent, method.upper()) == (len(server.requests), raised.value.method)
    with pytest.raises(klantkit.ServerError):
        await call(lambda client: client.request(method, "/things", max_retries=0), server)
    assert sent + 1 == len(server.requests)


_PATH = r"^request: path must start with one / and hold no scheme, host, \.\. segment, \? or #"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        *(
            (("GET", path), _PATH)
            for path in (
                "", "things", "//evil.invalid/", "https://evil.invalid/", "/a/../b", "/..", "/%2e%2E/a", "/a%2f..%2Fb",
                "/a\\..\\b", "/a%5c..%5Cb", "/a?b=c", "/a#b", "/a\n", "/\ud800", "@evil.invalid/",
            )
        ),
        (("GET", None), r"^request: path must be text \(str\), not None"),
        (("", "/a"), "^request: method must be an HTTP method"),
        (("GET /b", "/a"), "^request: method must be an HTTP method"),
        ((None, "/a"), r"^request: method must be text \(str\), not None"),
        ({"params": "a=b"}, "^request: params must be Mapping or None, not str"),
        ({"params": {1: 2}}, r"^request: params must be a mapping of names \(str\) to values"),
        ({"params": {"a": None}}, r"^request: params\['a'\] must be text, a boolean, .*, not None"),
        ({"data": b"a=b"}, "^request: data must be Mapping or None, not bytes"),
        ({"data": {"a": {}}}, r"^request: data\['a'\] must be text, a boolean, .* or a list of these, not dict"),
        ({"data": {"a": float("nan")}}, r"^request: data\['a'\] must be text, .*, not float"),
        ({"data": {"a": "\ud800"}}, "^request: the arguments cannot be encoded: "),
        ({"json": {"a": object()}}, "^request: the arguments cannot be encoded: "),
        ({"json": {}, "data": {"a": 1}}, "^request: json cannot be combined with data= or files="),
        ({"json": {}, "files": {"a": b"1"}}, "^request: json cannot be combined with data= or files="),
        ({"files": [b"1"]}, "^request: files must be Mapping or None, not list"),
        ({"timeout": 0}, "^request: timeout= must be a number of seconds above 0, not 0"),
        ({"param": {}}, r"^request has no argument param=\. Did you mean params=\?$"),
    ],
)  # fmt: skip
@pytest.mark.anyio
async def test_a_request_that_cannot_be_sent(arguments: Any, said: str, call: Call) -> None:
    server = _Server()
    given, options = (arguments, {}) if isinstance(arguments, tuple) else (("POST", "/a"), arguments)
    with pytest.raises(klantkit.ArgumentError, match=said):
        await call(lambda client: client.request(*given, **options), server)
    assert [] == server.requests


@pytest.mark.anyio
async def test_a_file_of_a_request_that_cannot_be_sent(call: Call) -> None:
    for file in (Path("/nowhere"), b"", 5):
        with pytest.raises(klantkit.UploadError, match=r"^pdf= "):
            await call(lambda client: client.request("POST", "/a", files={"pdf": file}), _Server())  # noqa: B023 - called at once


# extra_body and extra_query


_EXTRA = {"colour": "é", "count": 2, "rate": 1.5, "on": True, "tags": ["a", "b"]}
_FORM = {"colour": ["é"], "count": ["2"], "rate": ["1.5"], "on": ["true"], "tags": ["a", "b"]}


def _create(name: str, **options: Any) -> tuple[Callable[[Any], Any], Any]:
    kind, method, arguments = CALLS[name]
    return lambda client: method(client)(**arguments, **options), kind


@pytest.mark.parametrize(
    ("name", "media_type", "extra"),
    [
        ("next", "application/json", {**_EXTRA, "none": None, "object": {"a": [1]}}),
        ("customer", "application/json", {**_EXTRA, "company_name": "by its name in Python it is another field"}),
        ("notify", "application/x-www-form-urlencoded", _EXTRA),
        ("invoice", "multipart/form-data", _EXTRA),
    ],
)
@pytest.mark.anyio
async def test_extra_fields_go_beside_the_arguments(name: str, media_type: str, extra: Any, call: Call) -> None:
    bodies = []
    for options in ({}, {"extra_body": extra}):
        server = _Server(500)
        make, kind = _create(name, **options)
        with pytest.raises(klantkit.ServerError):
            await call(make, server, kind)
        assert media_type == server.sent.media_type
        bodies.append(server.sent)
    without, with_extra = bodies
    expected = extra if media_type == "application/json" else _FORM
    assert {**without.body, **expected} == with_extra.body
    assert [part.content for part in without.files] == [part.content for part in with_extra.files]


@pytest.mark.anyio
async def test_extra_parameters_go_beside_the_arguments(call: Call) -> None:
    server = _Server(201, json=NOTIFY_CUSTOMER)
    make, _ = _create("notify", overwrite=True, extra_query=_EXTRA)
    await call(make, server)
    assert {"Overwrite": ["true"], **_FORM} == server.sent.query
    server = _Server(500)
    make, kind = _create("invoice", extra_query={"a": "b"})  # the operation has no parameters
    with pytest.raises(klantkit.ServerError):
        await call(make, server, kind)
    assert {"a": ["b"]} == server.sent.query


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        (
            "next",
            {"extra_body": {"name": "B"}},
            "customers.create: extra_body holds 'name', which is the argument name=",
        ),
        ("customer", {"extra_body": {"countryCode": "NL"}}, "'countryCode', which is the argument country_code="),
        (
            "invoice",
            {"extra_body": {"pdf": "x"}},
            "customer_invoices.create: extra_body holds 'pdf', which is the argu",
        ),
        ("invoice", {"extra_body": {"paidAt": "x"}}, "holds 'paidAt', which is the argument paid_at="),
        ("notify", {"extra_body": {"CustomerCode": "1"}}, "holds 'CustomerCode', which is the argument customer_code="),
        (
            "notify",
            {"extra_query": {"Overwrite": True}},
            "extra_query holds 'Overwrite', which is the argument overwrite=",
        ),
        ("next", {"extra_body": [("a", 1)]}, "extra_body must be a mapping of names (str) to values"),
        ("next", {"extra_body": None}, "extra_body must be a mapping of names (str) to values"),
        ("next", {"extra_body": {1: 2}}, "extra_body must be a mapping of names (str) to values"),
        ("next", {"extra_body": {"a": object()}}, "customers.create: the arguments cannot be encoded: "),
        ("next", {"extra_body": {"a": float("inf")}}, "customers.create: the arguments cannot be encoded: "),
        (
            "next",
            {"extra_query": {"a": None}},
            "extra_query['a'] must be text, a boolean, a finite number or a list of",
        ),
        (
            "notify",
            {"extra_body": {"a": {"b": 1}}},
            "extra_body['a'] must be text, a boolean, a finite number or a list",
        ),
        (
            "notify",
            {"extra_body": {"a": ["b", None]}},
            "extra_body['a'] must be text, a boolean, a finite number or a l",
        ),
        (
            "notify",
            {"extra_body": {"a": float("nan")}},
            "extra_body['a'] must be text, a boolean, a finite number or a",
        ),
        (
            "invoice",
            {"extra_body": {"a": b"x"}},
            "extra_body['a'] must be text, a boolean, a finite number or a list o",
        ),
        ("invoice", {"extra_body": {"a": "\ud800"}}, "customer_invoices.create: the arguments cannot be encoded: "),
    ],
)
@pytest.mark.anyio
async def test_what_cannot_go_beside_the_arguments(name: str, options: Any, said: str, call: Call) -> None:
    server = _Server(500)
    make, kind = _create(name, **options)
    with pytest.raises(klantkit.ArgumentError) as raised:
        await call(make, server, kind)
    assert said in str(raised.value)
    assert [] == server.requests


@pytest.mark.anyio
async def test_the_arguments_stay_as_they_were(call: Call) -> None:
    extra = {"a": 1}
    make, kind = _create("next", extra_body=extra, extra_query=extra)
    for _ in range(2):
        with pytest.raises(klantkit.ServerError):
            await call(make, _Server(500), kind)
    assert {"a": 1} == extra


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "documents.list: extra_body cannot be sent: the operation has no body with fields"),
        ({"json": [1]}, "documents.list: extra_body cannot be sent: the operation has no body with fields"),
        ({"json": {"a": 1}}, "documents.list: extra_body holds 'a', which is the argument a="),
        ({"params": {"a": 1}, "json": {}}, "documents.list: extra_query holds 'a', which is the argument a="),
        ({"json": {}}, ""),
    ],
)
def test_bodies_that_no_spec_has_yet(parts: dict[str, Any], said: str) -> None:
    operation: Any = types.SimpleNamespace(
        method="PUT", path="/a", call="documents.list", source="", secured=True, answers=(), query={},
        build=lambda: {"method": "put", "url": "/a", **parts}, typed=lambda value: value,
    )  # fmt: skip
    server = _Server()
    with Notify("key", transport=httpx.MockTransport(server)) as client:
        if not said:
            client._own_sender.send(operation, {"extra_body": {"a": 2}})
            assert {"a": 2} == server.sent.body
            return
        with pytest.raises(klantkit.ArgumentError) as raised:
            client._own_sender.send(operation, {"extra_body": {"a": 2}, "extra_query": {"a": 2}})
    assert f"{said}." == str(raised.value)


@attrs.define
class _Place:
    number: str
    timeout: int = 0

    _wire_names: ClassVar[dict[str, str]] = {"number": "no", "timeout": "timeout"}


def _build(*, number: int, timeout: int, body: _Place) -> dict[str, Any]:
    return {"method": "put", "url": f"/a/{number}", "params": {"t": timeout}, "json": {"no": body.number}}


@pytest.mark.parametrize(
    ("options", "changes", "said"),
    [
        ({"extra_body": {"no": "1"}}, {}, "extra_body holds 'no', which is the argument body_number="),
        ({"extra_body": {"timeout": 1}}, {}, "extra_body holds 'timeout', which is the argument body_timeout="),
        ({"extra_query": {"t": 1}}, {}, "extra_query holds 't', which is the argument timeout_="),
        ({"body_numbre": 1}, {}, "documents.place has no argument body_numbre=. Did you mean body_number=?"),
        ({}, {"body": _Place(cast(str, 5))}, "documents.place: body_number must be text (str), not int"),
        ({}, {"timeout": "5"}, "documents.place: timeout_ must be int, not str"),
    ],
)
def test_messages_name_the_arguments_as_the_method_has_them(
    options: dict[str, Any], changes: dict[str, Any], said: str
) -> None:
    operation: Any = types.SimpleNamespace(
        method="PUT", path="/a/{number}", call="documents.place", source="", secured=True, answers=(),
        query={"timeout": "t"}, build=_build, typed=lambda value: value,
    )  # fmt: skip
    arguments = {"number": 1, "timeout": 2, "body": _Place("1")} | changes
    with Notify("key", transport=httpx.MockTransport(_Server())) as client:
        with pytest.raises(klantkit.ArgumentError, match=re.escape(said)):
            client._own_sender.send(operation, options, **arguments)


def test_too_deep_json_cannot_be_encoded() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with Next("key") as client, pytest.raises(klantkit.ArgumentError, match="cannot be encoded"):
        client.customers.create(name="A", customertypeid=1, extra_body={"a": deep})
