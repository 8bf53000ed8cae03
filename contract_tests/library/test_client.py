"""The clients' behaviour common to all vendors: arguments, errors, uploads, copies and raw responses."""

from __future__ import annotations

import gzip
import json
import pickle
import re
import subprocess
import sys
import types
import zlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import klantkit
import pytest
from klantkit import AsyncNotify, MijnKlantportaal, Next, Notify
from klantkit._sending import raw_responses

from contract_tests.harness.callers import arguments, client_class
from contract_tests.harness.operations import Operation, all_operations
from contract_tests.library.samples import NOTIFY_CUSTOMER, create, notify
from contract_tests.paths import VENDORS

#: The first call of a program. Prints the modules of the generated package that it loads.
FIRST_CALL = """
import json, pickle, sys
import httpx
import klantkit

client, resource, method, arguments, answer = pickle.loads(bytes.fromhex(sys.argv[1]))
transport = httpx.MockTransport(lambda _: httpx.Response(200, json=answer))
with getattr(klantkit, client)("key", transport=transport) as client:
    getattr(getattr(client, resource), method)(**arguments)
print(json.dumps([name for name in sys.modules if name.partition(".")[0].endswith("_api")]))
"""

#: An operation of each resource; those that read, where there are any, take no models.
_SORTED = sorted(all_operations(), key=lambda one: one.method == "get")
BY_RESOURCE = {(one.vendor, one.resource): one for one in _SORTED}


@pytest.mark.parametrize("token", ["", "  ", None, 5, b"key", "né", "a\nb"])
@pytest.mark.parametrize("kind", [MijnKlantportaal, Next, Notify, klantkit.AsyncMijnKlantportaal, AsyncNotify])
def test_a_credential_that_cannot_be_sent_is_refused(kind: Any, token: Any) -> None:
    with pytest.raises(klantkit.ConfigurationError, match=r"^(token|api_key)= ") as raised:
        kind(token)
    assert token in (None, "", "  ") or str(token) not in str(raised.value)


@pytest.mark.parametrize("kind", [MijnKlantportaal, Next, Notify])
def test_transport_and_http_client_are_mutually_exclusive(kind: Any) -> None:
    with httpx.Client() as http, pytest.raises(klantkit.ConfigurationError, match="not both"):
        kind("key", transport=httpx.MockTransport(lambda _: httpx.Response(200)), http_client=http)


def test_repr_shows_base_url_but_no_credential() -> None:
    with Notify("test_s3cret", base_url="http://here.invalid/v2/") as client:
        assert "http://here.invalid/v2" == client.base_url
        assert "Notify(base_url='http://here.invalid/v2')" == repr(client)
    assert "s3cret" not in repr(klantkit.BearerAuth("s3cret"))


def test_sends_to_the_vendor_by_default_and_never_without_a_timeout() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, json=NOTIFY_CUSTOMER)

    with notify(answer) as client:
        create(client)
        create(client, timeout=3, headers={"X-Trace": "7"})
        create(client, timeout=httpx.Timeout(4, connect=2))
    assert "https://api.notify.cm/v2/customers" == str(seen[0].url)
    assert {"connect": 5, "read": 30, "write": 60, "pool": 5} == seen[0].extensions["timeout"]
    assert {"connect": 3, "read": 3, "write": 3, "pool": 3} == seen[1].extensions["timeout"]
    assert {"connect": 2, "read": 4, "write": 4, "pool": 4} == seen[2].extensions["timeout"]
    assert "7" == seen[1].headers["x-trace"]
    assert "x-trace" not in seen[0].headers


def test_the_caller_s_http_client_keeps_its_settings_and_stays_open() -> None:
    http = httpx.Client(
        transport=httpx.MockTransport(
            lambda request: httpx.Response(201, json=NOTIFY_CUSTOMER | {"contact": request.headers["x-own"]})
        ),
        headers={"X-Own": "mine"},
    )
    with Notify("key", http_client=http) as client:
        assert "mine" == create(client).contact
    assert not http.is_closed
    http.close()


def test_a_client_closes_its_connections() -> None:
    client = notify(lambda _: httpx.Response(201, json=NOTIFY_CUSTOMER))
    client.close()
    with pytest.raises(klantkit.ConfigurationError, match="closed; create a new one"):
        create(client)


def test_exported_names() -> None:
    assert [] == [name for name in klantkit.__all__ if not getattr(klantkit, name).__doc__]
    public = {name for name in vars(klantkit) if not name.startswith("_")} - {"testing", *VENDORS}
    assert set(klantkit.__all__) - {"__version__"} == public
    assert {*klantkit.__all__} <= {*dir(klantkit)}


def test_each_vendor_has_its_clients() -> None:
    names = {name.lower() for name in klantkit.__all__}
    needed = {f"{prefix}{vendor}" for vendor in VENDORS for prefix in ("", "async")}
    assert [] == sorted(needed - names), "write their module, and their names into klantkit/__init__.py"


# Copies, raw responses, and request headers


def test_a_copy_shares_the_connections_and_nothing_else() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, json=NOTIFY_CUSTOMER)

    with notify(answer) as client:
        copy = client.with_options(timeout=1, headers={"X-Copy": "yes"}).with_options(max_retries=0)
        assert Notify is type(copy)
        assert copy._own_sender.http is client._own_sender.http
        create(copy)
        create(client)
        copy.close()
        create(client)
    assert ["yes", None, None] == [request.headers.get("x-copy") for request in seen]
    assert [1, 30, 30] == [request.extensions["timeout"]["read"] for request in seen]
    assert (0, 2) == (copy._own_sender.settings.policy.max_retries, client._own_sender.settings.policy.max_retries)
    with pytest.raises(
        klantkit.ConfigurationError, match=r"no option colour=\. Valid names: headers, max_retries, "
    ) as no:
        client.with_options(colour="red")  # type: ignore[call-arg]
    assert "transport" not in str(no.value), "a copy has none of its own"


def test_a_copy_keeps_the_attributes_of_a_subclass() -> None:
    class Tenant(Notify):
        def __init__(self, tenant: str, **options: Any) -> None:
            super().__init__("key", **options)
            self.tenant = tenant

    with Tenant("one", transport=httpx.MockTransport(lambda _: httpx.Response(201, json=NOTIFY_CUSTOMER))) as client:
        customers = client.customers
        copy = client.with_options(max_retries=0)
        assert ("one", "Tenant") == (copy.tenant, type(copy).__name__)
        assert copy.customers is not customers, "whose calls have the options of the original"
        copy.tenant = "two"
        assert "one" == client.tenant


def test_a_client_can_be_copied_while_another_thread_uses_its_first_resource() -> None:
    class UsesCustomers:
        def __get__(self, client: Any, _: object) -> None:
            """Read from the class by `with_options`, in the middle of its copying."""
            _ = original.customers

    class Odd(Notify):
        odd = UsesCustomers()

    with Odd("key") as original:
        vars(original)["odd"] = vars(original)["another"] = 1
        assert 1 == vars(original.with_options(timeout=1))["another"]


@pytest.mark.anyio
async def test_an_asynchronous_copy_leaves_the_connections_open_too() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(201, json=NOTIFY_CUSTOMER))
    async with AsyncNotify("key", transport=transport) as client:
        assert "https://api.notify.cm/v2" == client.base_url
        async with client.with_options(timeout=1) as copy:
            await copy.customers.create(customer_code="1", name="A")
        await client.customers.create(customer_code="1", name="A")
    with pytest.raises(klantkit.ConfigurationError, match="closed"):
        await client.customers.create(customer_code="1", name="A")


@pytest.mark.parametrize(("headers", "named"), [({"X-Request-Id": "abc"}, True), ({}, False)])
@pytest.mark.anyio
async def test_raw_returns_response_metadata(headers: dict[str, str], named: bool) -> None:  # noqa: FBT001 - a table
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(201, json=NOTIFY_CUSTOMER, headers=headers | {"X-RateLimit-Remaining": "59"})

    with notify(answer) as client:
        raw = client.raw(client.customers.create, customer_code="1", name="A")
        assert NOTIFY_CUSTOMER == raw.value.to_dict()
        assert (201, "59") == (raw.status, raw.headers["x-ratelimit-remaining"])
        assert ("abc" == raw.request_id) == named
        assert len(raw.request_id) >= 3
        with pytest.raises(klantkit.ArgumentError, match="must be given a method of one of the client's resources"):
            client.raw(print)
        assert raw_responses.get(None) is None, "no answer is kept for longer"
    async with AsyncNotify("k", transport=httpx.MockTransport(answer)) as twin:
        raw = await twin.raw(twin.customers.create, customer_code="1", name="A")
        assert (201, NOTIFY_CUSTOMER) == (raw.status, raw.value.to_dict())
        assert raw_responses.get(None) is None


@pytest.mark.anyio
async def test_a_compressed_response_is_decompressed() -> None:
    packed = gzip.compress(json.dumps(NOTIFY_CUSTOMER).encode())
    headers = {"Content-Encoding": "identity, GZIP ", "Content-Length": str(len(packed)), "X-Request-Id": "abc"}

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(201, stream=httpx.ByteStream(packed), headers=headers)

    with notify(answer) as client:
        raw = client.raw(client.customers.create, customer_code="1", name="A")
    async with AsyncNotify("k", transport=httpx.MockTransport(answer)) as twin:
        other = await twin.raw(twin.customers.create, customer_code="1", name="A")
    for one in (raw, other):
        assert (NOTIFY_CUSTOMER, "abc") == (one.value.to_dict(), one.request_id)
        assert str(len(json.dumps(NOTIFY_CUSTOMER))) == one.headers["content-length"]
        assert "content-encoding" not in one.headers
    for encoding, said in (("br", "not one that was asked for"), ("deflate", "broken"), ("gzip, gzip", "broken")):
        headers["Content-Encoding"] = encoding
        with notify(answer) as client, pytest.raises(klantkit.ContractError, match=f"its content encoding is {said}"):
            create(client)
    packed = zlib.compress(json.dumps(NOTIFY_CUSTOMER).encode())
    headers |= {"Content-Encoding": "gzip", "Content-Length": str(len(packed))}
    with notify(answer) as client, pytest.raises(klantkit.ContractError, match="its content encoding is broken"):
        create(client)
    headers["Content-Encoding"] = "deflate"
    del headers["X-Request-Id"]
    with notify(answer) as client:
        assert 16 == len(client.raw(client.customers.create, customer_code="1", name="A").request_id)


def test_a_request_without_headers_of_its_own_can_be_built() -> None:
    """As for an operation without a body, which no spec has yet."""
    answer = types.SimpleNamespace(statuses=range(200, 201), kind=str, media_type=None)
    operation: Any = types.SimpleNamespace(
        method="GET", path="/customers", secured=True, answers=(answer,), call="customers.list", query={},
        build=lambda: {"method": "get", "url": "/customers"}, typed=lambda value: value,
    )  # fmt: skip
    with notify(lambda request: httpx.Response(200, json=request.headers["authorization"])) as client:
        assert "Bearer test_key" == client._own_sender.send(operation, {})


def test_user_agent() -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["user-agent"])
        return httpx.Response(201, json=NOTIFY_CUSTOMER)

    with notify(answer) as client:
        create(client)
        create(client, headers={"User-Agent": "mine"})
    assert [f"klantkit/{klantkit.__version__}", "mine"] == seen


def test_one_client_serves_many_threads() -> None:
    from concurrent.futures import ThreadPoolExecutor

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(
            201, json=NOTIFY_CUSTOMER | {"customerCode": request.read().decode().split("&")[0].partition("=")[2]}
        )

    with notify(answer) as client, ThreadPoolExecutor(16) as pool:
        codes = [str(number) for number in range(200)]
        made = pool.map(lambda code: client.customers.create(customer_code=code, name="A").customer_code, codes)
        assert codes == list(made)


class _Breaks(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A response body that fails midway; the client must close it."""

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
async def test_a_response_that_breaks_off_is_closed() -> None:
    bodies = [_Breaks(), _Breaks()]
    remaining = iter(bodies)
    transport = httpx.MockTransport(lambda _: httpx.Response(201, stream=next(remaining)))
    with Notify("token", transport=transport) as client, pytest.raises(klantkit.APIConnectionError, match="broke off"):
        create(client)
    async with AsyncNotify("token", transport=transport) as twin:
        with pytest.raises(klantkit.APIConnectionError, match="broke off"):
            await twin.customers.create(customer_code="1", name="A")
    assert [1, 1] == [body.closed for body in bodies]


@pytest.mark.parametrize("operation", BY_RESOURCE.values(), ids=lambda one: f"{one.vendor} {one.resource}")
def test_the_first_call_loads_only_its_resource(operation: Operation) -> None:
    """The start does not grow with the number of operations: other resources, and their models, are not loaded."""
    kind = client_class(operation)
    (status,) = operation.successes
    given = arguments(operation, operation.example())
    call = (kind.__name__, operation.resource, operation.method_name, given, operation.example_answer(status))
    command = [sys.executable, "-c", FIRST_CALL, pickle.dumps(call).hex()]
    loaded = set(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    package = f"{operation.vendor}_api"
    folder = Path(sys.modules[package].__file__ or "").parent
    assert [f"{package}.api.{operation.resource}"] == [name for name in loaded if re.search(r"\.api\.\w+$", name)]
    # The models that the resource names, those that these name, and those that the module of the client gives.
    given_by = {value.__module__ for value in vars(sys.modules[kind.__module__]).values() if isinstance(value, type)}
    found = {path.stem: path.read_text(encoding="utf-8") for path in (folder / "models").glob("*.py")}
    texts = [path.read_text(encoding="utf-8") for path in (folder / "api" / operation.resource).glob("*.py")]
    allowed = {name.rpartition(".")[2] for name in given_by if name.startswith(f"{package}.models.")}
    while texts:
        more = set(re.findall(r"(?:models|from )\.(\w+) import", texts.pop())) & found.keys() - allowed
        allowed |= more
        texts += [found[name] for name in more]
    models = {name.rpartition(".")[2] for name in loaded if f"{package}.models." in name}
    assert set() == models - allowed
