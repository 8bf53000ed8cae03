"""Retries: the decisions as tables, then the loops with clock, sleep and randomness injected."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import klantkit
import pytest
from klantkit import AsyncRetryTransport, RetryPolicy, RetryTransport
from klantkit._retry import Retrying, is_replayable, retry_after, wait_before_retry

NOW = 1_795_219_200.0  # Sat, 21 Nov 2026 00:00:00 GMT


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"Retry-After": "0"}, 0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "-3"}, 0),
        ({"retry-after": "Sat, 21 Nov 2026 00:00:30 GMT"}, 30),
        ({"retry-after": "Saturday, 21-Nov-26 00:00:30 GMT"}, 30),
        ({"retry-after": "Sat Nov 21 00:00:30 2026"}, 30),
        ({"retry-after": "Sat, 21 Nov 2026 00:00:30"}, 30),
        ({"retry-after": "Sat, 21 Nov 2026 00:00:30 -0000"}, 30),
        ({"retry-after": "Sat, 21 Nov 2026 02:00:30 +0200"}, 30),
        ({"retry-after": "Fri, 20 Nov 2026 00:00:00 GMT"}, 0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "Mon, 99 Foo 2026 99:99:99 GMT"}, None),
        ({"x-ratelimit-reset": str(int(NOW) + 12)}, 12),
        ({"x-ratelimit-reset": str(int(NOW) - 12)}, 0),
        ({"x-ratelimit-reset": "later"}, None),
        ({"retry-after": "3", "x-ratelimit-reset": str(int(NOW) + 12)}, 3),
        ({"retry-after": "soon", "x-ratelimit-reset": str(int(NOW) + 12)}, 12),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    assert seconds == retry_after(429, httpx.Headers(headers), NOW)


@pytest.mark.parametrize("status", [200, 422, 428, 430, 503])
def test_a_reset_is_only_a_wait_after_429(status: int) -> None:
    assert retry_after(status, httpx.Headers({"x-ratelimit-reset": str(int(NOW) + 12)}), NOW) is None
    assert 3 == retry_after(status, httpx.Headers({"retry-after": "3"}), NOW)


def _answer(status: int, **headers: str) -> httpx.Response:
    return httpx.Response(status, headers={name.replace("_", "-"): value for name, value in headers.items()})


#: Each outcome with the wait before a POST or PATCH is sent again, and before a GET, HEAD, PUT or DELETE is.
OUTCOMES: list[tuple[httpx.Response | Exception, float | None, float | None]] = [
    (_answer(201), None, None),
    (_answer(400), None, None),
    (_answer(401), None, None),
    (_answer(408), None, None),
    (_answer(409), None, None),
    (_answer(425), None, None),
    (_answer(429), 0.5, 0.5),
    (_answer(429, retry_after="7"), 7, 7),
    (_answer(429, retry_after="60"), 60, 60),
    (_answer(429, retry_after="61"), None, None),
    (_answer(429, x_ratelimit_reset=str(NOW + 9)), 9, 9),
    (_answer(500), None, None),
    (_answer(500, retry_after="1"), None, None),
    (_answer(501, retry_after="1"), None, None),
    (_answer(502), None, 0.5),
    (_answer(502, retry_after="1"), None, 1),
    (_answer(503), None, 0.5),
    (_answer(503, retry_after="1"), None, 1),
    (_answer(503, retry_after="61"), None, None),
    (_answer(503, retry_after="Sat, 21 Nov 2026 00:00:30 GMT"), None, 30),
    (_answer(504), None, 0.5),
    (_answer(504, retry_after="1"), None, 1),
    (_answer(505, retry_after="1"), None, None),
    (_answer(520, retry_after="1"), None, None),
    (httpx.ConnectError("refused"), 0.5, 0.5),
    (httpx.ConnectTimeout("slow"), 0.5, 0.5),
    (httpx.PoolTimeout("full"), None, None),
    (httpx.ReadTimeout("silent"), None, 0.5),
    (httpx.WriteTimeout("stuck"), None, 0.5),
    (httpx.ReadError("reset"), None, 0.5),
    (httpx.WriteError("reset"), None, 0.5),
    (httpx.CloseError("reset"), None, 0.5),
    (httpx.RemoteProtocolError("closed"), None, 0.5),
    (httpx.LocalProtocolError("ours"), None, None),
    (httpx.ProxyError("no"), None, None),
    (httpx.UnsupportedProtocol("ftp"), None, None),
]


@pytest.mark.parametrize(
    ("outcome", "unsafe", "idempotent"),
    OUTCOMES,
    ids=lambda value: f"{value.status_code}" if isinstance(value, httpx.Response) else None,
)
def test_which_outcomes_are_retried(
    outcome: httpx.Response | Exception, unsafe: float | None, idempotent: float | None
) -> None:
    waits = {
        method: wait_before_retry(RetryPolicy(), method, 1, outcome, now=NOW, jitter=0)
        for method in ("POST", "PATCH", "OTHER", "GET", "HEAD", "PUT", "DELETE")
    }
    expected = dict.fromkeys(("POST", "PATCH", "OTHER"), unsafe)
    assert expected | dict.fromkeys(("GET", "HEAD", "PUT", "DELETE"), idempotent) == waits


@pytest.mark.parametrize(
    ("attempt", "jitter", "wait"),
    [(1, 0, 0.5), (2, 0, 1), (3, 0, 2), (4, 0, 4), (5, 0, 8), (9, 0, 8), (1, 1, 0.25), (2, 0.5, 0.75), (11, 0, None)],
)
def test_waits_grow_up_to_a_limit(attempt: int, jitter: float, wait: float | None) -> None:
    assert wait == wait_before_retry(RetryPolicy(max_retries=10), "POST", attempt, _answer(429), now=NOW, jitter=jitter)


def test_the_wait_of_a_late_attempt() -> None:
    policy = RetryPolicy(max_retries=5000)
    assert 8 == wait_before_retry(policy, "POST", 5000, httpx.ConnectError("refused"), now=NOW, jitter=0)


def test_backoff_respects_max_wait() -> None:
    assert wait_before_retry(RetryPolicy(max_wait=0.4), "POST", 1, _answer(429), now=NOW, jitter=0) is None
    assert 0.5 == wait_before_retry(RetryPolicy(max_wait=0.5), "POST", 1, _answer(429), now=NOW, jitter=0)


def _pipe() -> Any:
    class Pipe(io.RawIOBase):
        def seekable(self) -> bool:
            return False

    return Pipe()


@pytest.mark.parametrize(
    ("body", "replayable"),
    [
        ({}, True),
        ({"json": {"a": 1}}, True),
        ({"data": {"a": "1"}}, True),
        ({"content": b"abc"}, True),
        ({"files": {"a": b"abc"}}, True),
        ({"files": {"a": io.BytesIO(b"abc")}}, True),
        ({"files": {"a": b"abc", "b": _pipe()}}, False),
        ({"content": iter([b"a"])}, False),
    ],
)
def test_which_bodies_can_be_replayed(body: dict[str, Any], replayable: bool) -> None:  # noqa: FBT001 - a table
    assert replayable == is_replayable(httpx.Request("POST", "http://a.invalid", **body))


class Script:
    """A fake server with scripted outcomes, and a fake clock that advances by sleeping."""

    def __init__(self, *outcomes: httpx.Response | Exception) -> None:
        self._outcomes: Iterator[httpx.Response | Exception] = iter(outcomes)
        self.bodies: list[bytes] = []
        self.slept: list[float] = []

    def retrying(self, **policy: Any) -> Retrying:
        async def sleep_async(seconds: float) -> None:
            self.slept.append(seconds)

        return Retrying(
            RetryPolicy(**policy),
            clock=lambda: NOW,
            sleep=self.slept.append,
            sleep_async=sleep_async,
            random=lambda: 0.0,
        )

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.bodies.append(b"".join(request.stream))  # type: ignore[arg-type] # a sync stream, because the request is for a sync client
        outcome = next(self._outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


SCRIPTS: list[tuple[str, list[Any], list[float], int | type[Exception]]] = [
    ("POST", [_answer(201)], [], 201),
    ("POST", [_answer(429), _answer(429), _answer(201)], [0.5, 1], 201),
    ("POST", [_answer(429), _answer(429), _answer(429), _answer(201)], [0.5, 1], 429),
    ("POST", [_answer(429, retry_after="4"), httpx.ConnectError("x"), _answer(201)], [4, 1], 201),
    ("POST", [httpx.ConnectError("x"), httpx.ReadTimeout("x"), _answer(201)], [0.5], httpx.ReadTimeout),
    ("POST", [httpx.ReadTimeout("x"), _answer(201)], [], httpx.ReadTimeout),
    ("POST", [_answer(500), _answer(201)], [], 500),
    ("POST", [_answer(503, retry_after="4"), _answer(201)], [], 503),
    ("POST", [_answer(429, retry_after="600"), _answer(201)], [], 429),
    ("PATCH", [_answer(503, retry_after="4"), _answer(201)], [], 503),
    ("PUT", [_answer(503, retry_after="4"), httpx.ReadTimeout("x"), _answer(200)], [4, 1], 200),
    ("DELETE", [httpx.ReadError("x"), _answer(500), _answer(204)], [0.5], 500),
]


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize(("method", "outcomes", "slept", "end"), SCRIPTS)
@pytest.mark.anyio
async def test_the_loop(method: str, outcomes: list[Any], slept: list[float], end: Any, *, asynchronous: bool) -> None:
    script = Script(*outcomes)
    retrying = script.retrying()
    request = httpx.Request(method, "http://a.invalid/customers", json={"name": "A"})

    async def send_async() -> httpx.Response:
        return script.answer(request)

    async def run() -> httpx.Response:
        if asynchronous:
            return await retrying.run_async(request, send_async)
        return retrying.run(request, lambda: script.answer(request))

    if isinstance(end, int):
        assert end == (await run()).status_code
    else:
        with pytest.raises(end):
            await run()
    assert slept == script.slept
    assert [b'{"name":"A"}'] * (len(slept) + 1) == script.bodies, "the same bytes each time"


def test_a_body_that_cannot_be_rewound_is_not_sent_again() -> None:
    script = Script(_answer(429), _answer(201))
    request = httpx.Request("POST", "http://a.invalid/", files={"pdf": ("a.pdf", _NoRewind(b"%PDF-"))})
    assert 429 == script.retrying().run(request, lambda: script.answer(request)).status_code
    assert 1 == len(script.bodies)


class _NoRewind(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def seek(self, *_: Any) -> int:
        raise io.UnsupportedOperation


def _create(client: klantkit.Notify, **options: Any) -> Any:
    return client.customers.create(customer_code="1", name="A", **options)


def _notify(answer: Callable[[httpx.Request], httpx.Response], **options: Any) -> klantkit.Notify:
    return klantkit.Notify("key", transport=httpx.MockTransport(answer), **options)


@pytest.mark.parametrize(
    ("client_options", "call_options", "tries"),
    [
        ({}, {}, 3),
        ({"max_retries": 0}, {}, 1),
        ({"max_retries": 5}, {"max_retries": 1}, 2),
        ({}, {"max_retries": 0}, 1),
    ],
)
def test_max_retries_of_clients_and_calls(client_options: Any, call_options: Any, tries: int) -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return _answer(429, retry_after="0")

    with _notify(answer, **client_options) as client, pytest.raises(klantkit.RateLimitError) as raised:
        _create(client, **call_options)
    assert tries == len(asked)
    assert 0 == raised.value.retry_after


@pytest.mark.parametrize(
    ("outcomes", "sent"),
    [
        ([httpx.ConnectError("x"), _answer(404)], None),
        ([httpx.ConnectError("x"), httpx.ReadTimeout("x"), _answer(404)], "done"),
        ([_answer(503), httpx.ConnectError("x"), _answer(404)], "done"),
        ([_answer(503), _answer(429), httpx.ConnectError("x")], True),
        ([_answer(429), httpx.ConnectError("x"), httpx.ConnectError("x")], False),
    ],
)
def test_which_attempts_may_have_been_carried_out(outcomes: list[Any], sent: object) -> None:
    script = Script(*outcomes)
    with klantkit.Notify("key", transport=httpx.MockTransport(script.answer)) as client:
        client._own_sender._retrying = script.retrying()
        found: object = None
        try:
            client.request("DELETE", "/customers/1")
            found = "done"
        except klantkit.APIConnectionError as error:
            found = error.sent
        except klantkit.NotFoundError:
            pass
    assert sent == found


def test_a_wait_above_max_wait_raises_at_once_with_retry_after() -> None:
    with _notify(lambda _: _answer(429, retry_after="90")) as client, pytest.raises(klantkit.RateLimitError) as raised:
        _create(client)
    assert 90 == raised.value.retry_after
    assert "in 90 s" in str(raised.value)
    with (
        _notify(lambda _: _answer(503, retry_after="2"), max_wait=1) as client,
        pytest.raises(klantkit.ServerError) as down,
    ):
        _create(client)
    assert 2 == down.value.retry_after


@pytest.mark.parametrize("options", [{"max_retries": -1}, {"max_retries": True}, {"max_retries": "2"}, {"max_wait": 0}])
def test_invalid_options(options: Any) -> None:
    with pytest.raises(klantkit.ConfigurationError, match=next(iter(options))):
        klantkit.Notify("key", **options)


@pytest.mark.anyio
async def test_transports_for_the_function_style() -> None:
    from notify_api import AuthenticatedClient
    from notify_api.api.customers import create_customer
    from notify_api.models import NewCustomer

    tries: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        tries.append(request.headers["authorization"])
        return _answer(429, retry_after="0") if len(tries) % 3 else httpx.Response(418)

    inner = httpx.MockTransport(answer)
    limit = klantkit.RateLimit(100, 1)
    arguments: dict[str, Any] = {"auth": klantkit.BearerAuth("t"), "transport": RetryTransport(None, limit, inner)}
    with AuthenticatedClient("http://a.invalid", token="t", httpx_args=arguments) as client:
        assert (
            418
            == create_customer.sync_detailed(client=client, body=NewCustomer(customer_code="1", name="A")).status_code
        )
    arguments["transport"] = AsyncRetryTransport(RetryPolicy(max_retries=5), limit, inner)
    async with AuthenticatedClient("http://a.invalid", token="t", httpx_args=arguments) as client:
        answered = await create_customer.asyncio_detailed(client=client, body=NewCustomer(customer_code="1", name="A"))
    assert 418 == answered.status_code
    assert ["Bearer t"] * 6 == tries


class _Closing(httpx.BaseTransport, httpx.AsyncBaseTransport):
    def __init__(self) -> None:
        self.closed: list[str] = []

    def close(self) -> None:
        self.closed.append("close")

    async def aclose(self) -> None:
        self.closed.append("aclose")


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """An unread body."""

    def __init__(self, closed: list[str]) -> None:
        self._closed = closed

    def close(self) -> None:
        self._closed.append("close")

    async def aclose(self) -> None:
        self._closed.append("aclose")


@pytest.mark.anyio
async def test_transports_close_their_inner_transport() -> None:
    inner = _Closing()
    RetryTransport(transport=inner).close()
    await AsyncRetryTransport(transport=inner).aclose()
    assert ["close", "aclose"] == inner.closed


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("POST", 503)])
@pytest.mark.anyio
async def test_transports_retry_by_method(method: str, status: int) -> None:
    def inner() -> httpx.MockTransport:
        statuses = iter([503, 200])
        return httpx.MockTransport(lambda _: _answer(next(statuses), retry_after="0"))

    request = httpx.Request(method, "http://a.invalid/")
    assert status == RetryTransport(transport=inner()).handle_request(request).status_code
    answered = await AsyncRetryTransport(transport=inner()).handle_async_request(request)
    assert status == answered.status_code


@pytest.mark.anyio
async def test_responses_before_a_retry_are_closed() -> None:
    closed: list[str] = []
    statuses = iter([429, 200] * 2)
    inner = httpx.MockTransport(
        lambda _: httpx.Response(next(statuses), headers={"retry-after": "0"}, stream=_Body(closed))
    )
    request = httpx.Request("POST", "http://a.invalid/")
    assert 200 == RetryTransport(transport=inner).handle_request(request).status_code
    assert 200 == (await AsyncRetryTransport(transport=inner).handle_async_request(request)).status_code
    assert ["close", "aclose"] == closed


def test_each_attempt_is_logged_without_personal_data(caplog: pytest.LogCaptureFixture) -> None:
    outcomes: list[httpx.Response | Exception] = [_answer(429, retry_after="0"), httpx.ReadError("broke")]
    answers = iter(outcomes)

    def answer(_: httpx.Request) -> httpx.Response:
        outcome = next(answers)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    with (
        caplog.at_level(logging.DEBUG),
        _notify(answer) as client,
        pytest.raises(klantkit.APIConnectionError) as raised,
    ):
        client.customers.create(customer_code="s3cret", name="s3cret", overwrite=True)
    ours = [record for record in caplog.records if record.name == "klantkit"]
    assert ["WARNING", "INFO"] == [record.levelname for record in ours]
    first, second = [record.getMessage() for record in ours]
    assert first.startswith("POST /customers: 429 in ")
    assert first.endswith("ms, attempt 1, next in 0.0 s")
    assert second.startswith("POST /customers: ReadError in ")
    assert second.endswith("ms, attempt 2")
    assert [raised.value.request_id] * 2 == [record.request_id for record in ours]  # type: ignore[attr-defined]
    assert "s3cret" not in "".join(str(vars(record)) for record in ours)


def test_the_duration_of_an_attempt_is_logged(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script(_answer(201))
    request = httpx.Request("POST", "http://a.invalid/path")
    clock = iter([7.0, 9.0])
    monkeypatch.setattr(time, "perf_counter", lambda: next(clock))
    with caplog.at_level(logging.INFO, "klantkit"):
        script.retrying().run(request, lambda: script.answer(request))
    assert ["POST /path: 201 in 2000 ms, attempt 1"] == caplog.messages


def test_only_retries_are_logged_as_warnings(caplog: pytest.LogCaptureFixture) -> None:
    script = Script(_answer(429), _answer(201))
    request = httpx.Request("POST", "http://a.invalid/path")
    with caplog.at_level(logging.WARNING, "klantkit"):
        script.retrying().run(request, lambda: script.answer(request))
    assert ["WARNING"] == [record.levelname for record in caplog.records]


def test_the_logger_is_silent_by_default() -> None:
    assert [logging.NullHandler] == [type(handler) for handler in logging.getLogger("klantkit").handlers]


def test_importing_klantkit_shows_no_log_records_by_itself() -> None:
    script = "import klantkit, logging; logging.getLogger('klantkit').error('hidden'); logging.error('shown')"
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stderr
    assert "ERROR:root:shown\n" == shown
