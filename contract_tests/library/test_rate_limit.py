"""Client-side rate limits: in one process, and in several through a real Redis."""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn, cast

import anyio
import httpx
import klantkit
import pytest
from klantkit import AsyncMijnKlantportaal, AsyncNext, AsyncNotify, MijnKlantportaal, Next, Notify, RateLimit
from klantkit._rate_limit import Limiter, _redis_at, _times, limiter_of

from contract_tests.library.samples import NOTIFY_CUSTOMER


class Window:
    """A fake vendor that refuses more than `calls` calls within `seconds`."""

    def __init__(self, calls: int, seconds: float) -> None:
        self._calls = calls
        self._seconds = seconds
        self._lock = threading.Lock()
        self.times: list[float] = []
        self.refused = 0

    def __call__(self, _: httpx.Request) -> httpx.Response:
        with self._lock:
            now = time.monotonic()
            if sum(1 for then in self.times if then > now - self._seconds) >= self._calls:
                self.refused += 1
                return httpx.Response(429, headers={"retry-after": "0"})
            self.times.append(now)
        return httpx.Response(201, json=NOTIFY_CUSTOMER)


def _create(client: Notify) -> None:
    client.customers.create(customer_code="1", name="A")


def test_threads_and_clients_with_the_same_token_share_a_limit() -> None:
    vendor, limit = Window(10, 0.4), RateLimit(10, 0.4)
    clients = [Notify("shared", transport=httpx.MockTransport(vendor), rate_limit=limit) for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: _create(clients[number % 4]), range(35)))
    assert (35, 0) == (len(vendor.times), vendor.refused)
    assert 1.2 <= vendor.times[-1] - vendor.times[0] < 2.4, "three further windows"


def test_a_call_leaves_the_window_at_its_end() -> None:
    limiter = Limiter(RateLimit(2, 1.0 / 1.04), "leaves")
    assert (0.0, 0.0, 0.5) == (limiter._take(0.0), limiter._take(0.25), limiter._take(0.5))
    assert (0.0, 0.25) == (limiter._take(1.0), limiter._take(1.0)), "the first call leaves the window, the second stays"


def test_threads_take_no_slot_twice() -> None:
    limiter = Limiter(RateLimit(1000, 60), "taken once")
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            waits = list(pool.map(lambda _: limiter._take(0.0), range(4000)))
    finally:
        sys.setswitchinterval(interval)
    assert 1000 == waits.count(0.0)


def test_a_limit_is_forgotten_at_the_end_of_its_window(monkeypatch: pytest.MonkeyPatch) -> None:
    times: dict[Limiter, Any] = {}
    monkeypatch.setattr("klantkit._rate_limit._times", times)
    old, new = (Limiter(RateLimit(1, 100), name) for name in ("old", "new"))
    assert (0.0, 0.0) == (old._take(0.0), new._take(104.0))
    assert [new] == [*times]


def test_redis_answers_in_milliseconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klantkit._rate_limit._redis_at", lambda _: SimpleNamespace(eval=lambda *_: 2500))
    assert 2.5 == Limiter(RateLimit(1, 5, "redis://a.invalid"), "milliseconds")._take_shared()


@pytest.mark.anyio
async def test_a_cancelled_task_does_not_wait_for_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    started, answered = threading.Event(), threading.Event()

    def stalled(_: Limiter) -> float:
        started.set()
        answered.wait(20)
        return 0.0

    monkeypatch.setattr(Limiter, "_take_shared", stalled)
    try:
        with anyio.move_on_after(0.05) as scope:
            await Limiter(RateLimit(1, 5, "redis://a.invalid"), "cancelled").wait_async()
        assert scope.cancelled_caught
        assert started.is_set()
    finally:
        answered.set()


def test_limits_that_nobody_uses_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    times: dict[Limiter, Any] = {}
    monkeypatch.setattr("klantkit._rate_limit._times", times)
    short, long, other = (Limiter(RateLimit(1, seconds), f"token {seconds}") for seconds in (1, 100, 10))
    assert [0.0, 0.0, 0.0] == [limiter._take(0.0) for limiter in (short, long, other)]
    other._take(2.0)
    assert [long, other] == [*times]
    assert 0.0 < long._take(50.0), "its window is not over"
    assert [long] == [*times]


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Records the seconds slept: waiting must sleep, not spin."""
    seconds: list[float] = []
    sleep, sleep_async = time.sleep, anyio.sleep

    def note(delay: float) -> None:
        seconds.append(delay)
        sleep(delay)

    async def note_async(delay: float) -> None:
        seconds.append(delay)
        await sleep_async(delay)

    monkeypatch.setattr(time, "sleep", note)
    monkeypatch.setattr(anyio, "sleep", note_async)
    return seconds


@pytest.mark.parametrize("shared", [False, True], ids=["alone", "through redis"])
@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_waiting_sleeps(
    request: pytest.FixtureRequest, slept: list[float], *, asynchronous: bool, shared: bool
) -> None:
    url = request.getfixturevalue("redis_url") if shared else None
    limiter = Limiter(RateLimit(2, 0.2, url), f"sleeps {asynchronous}")
    for _ in range(5):
        if asynchronous:
            await limiter.wait_async()
        else:
            limiter.wait()
    assert slept
    if url is not None:
        from redis import Redis

        with Redis.from_url(url) as redis:
            assert 208 >= redis.pttl(limiter._redis_name()), "in ms, slack included"
            assert 2 >= redis.llen(limiter._redis_name()), "expired entries are removed"


@pytest.mark.anyio
async def test_tasks_share_a_limit() -> None:
    vendor, limit = Window(10, 0.4), RateLimit(10, 0.4)
    async with AsyncNotify("tasks", transport=httpx.MockTransport(vendor), rate_limit=limit) as client:
        async with anyio.create_task_group() as tasks:
            for _ in range(35):
                tasks.start_soon(lambda: client.customers.create(customer_code="1", name="A"))
    assert (35, 0) == (len(vendor.times), vendor.refused)
    assert 1.2 <= vendor.times[-1] - vendor.times[0] < 2.4


def test_each_token_has_its_own_limit_and_none_disables_it() -> None:
    vendor = Window(1000, 1)
    transport = httpx.MockTransport(vendor)
    started = time.monotonic()
    for token in ("one", "two", "three"):
        with Notify(token, transport=transport, rate_limit=RateLimit(1, 30)) as client:
            _create(client)
    with Notify("one", transport=transport, rate_limit=None) as client:
        _create(client)
        _create(client.with_options(rate_limit=None))
    assert time.monotonic() - started < 10
    assert 5 == len(vendor.times)


def test_transports_without_a_token_share_a_limit() -> None:
    limit = RateLimit(100, 0.7)
    transport = httpx.MockTransport(lambda _: httpx.Response(200))
    with httpx.Client(transport=klantkit.RetryTransport(rate_limit=limit, transport=transport)) as http:
        http.get("http://no-token.invalid")

    async def get() -> None:
        twin = klantkit.AsyncRetryTransport(rate_limit=limit, transport=transport)
        async with httpx.AsyncClient(transport=twin) as http:
            await http.get("http://no-token.invalid")

    anyio.run(get)
    assert 2 == len(_times[limiter_of(limit, "no-token.invalid", "")])


def test_calls_without_a_credential_share_a_limit() -> None:
    limit = RateLimit(100, 0.8)
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json={"access_token": "a", "token_type": "bearer"}))
    for token in ("one", "two"):
        with Next(token, transport=transport, rate_limit=limit) as client:
            client.token.create(username="a", password="b", client_id="c", client_secret="d")
    assert 2 == len(_times[limiter_of(limit, client._own_sender.settings.base_url, "")])


def test_retries_count() -> None:
    vendor, limit = Window(1, 0.3), RateLimit(100, 0.3)
    vendor.times.append(time.monotonic())
    with Notify("retries", transport=httpx.MockTransport(vendor), rate_limit=limit) as client:
        with pytest.raises(klantkit.RateLimitError):
            _create(client)
        limiter = limiter_of(limit, client._own_sender.settings.base_url, "Bearer retries")
    assert 3 == len(_times[limiter])


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.anyio
async def test_retries_of_a_transport_count(*, asynchronous: bool) -> None:
    times: list[float] = []

    def answer(_: httpx.Request) -> httpx.Response:
        times.append(time.monotonic())
        return httpx.Response(429 if len(times) == 1 else 200, headers={"Retry-After": "0"})

    request, inner = httpx.Request("POST", f"https://{asynchronous}.invalid/"), httpx.MockTransport(answer)
    if asynchronous:
        transport = klantkit.AsyncRetryTransport(rate_limit=RateLimit(1, 0.2), transport=inner)
        await transport.handle_async_request(request)
    else:
        klantkit.RetryTransport(rate_limit=RateLimit(1, 0.2), transport=inner).handle_request(request)
    assert 2 == len(times)
    assert times[1] - times[0] >= 0.2


@pytest.mark.anyio
async def test_a_transport_that_waits_holds_up_no_other_task() -> None:
    limit, inner = RateLimit(1, 0.3), httpx.MockTransport(lambda _: httpx.Response(200))
    transport, request = (
        klantkit.AsyncRetryTransport(None, limit, inner),
        httpx.Request("GET", "https://tasks.invalid/"),
    )
    await transport.handle_async_request(request)
    ticks = 0
    async with anyio.create_task_group() as group:

        async def wait() -> None:
            await transport.handle_async_request(request)
            group.cancel_scope.cancel()

        group.start_soon(wait)
        while True:
            await anyio.sleep(0.01)
            ticks += 1
    assert ticks > 3


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.anyio
async def test_each_token_of_a_transport_has_its_own_limit(
    monkeypatch: pytest.MonkeyPatch, *, asynchronous: bool
) -> None:
    def wait(_: float) -> NoReturn:
        raise AssertionError("it waits")

    monkeypatch.setattr(klantkit._rate_limit, "time", SimpleNamespace(sleep=wait, monotonic=time.monotonic))
    monkeypatch.setattr(klantkit._rate_limit, "anyio", SimpleNamespace(sleep=wait))
    limit, inner = RateLimit(1, 3600), httpx.MockTransport(lambda _: httpx.Response(200))
    host = f"https://own-limits-{asynchronous}.invalid/"
    for number, token in enumerate(("one", "another", "one")):
        request = httpx.Request("GET", host, headers={"Authorization": f"Bearer {token}"})
        waits = pytest.raises(AssertionError, match="it waits") if number == 2 else nullcontext()
        with waits:
            if asynchronous:
                transport = klantkit.AsyncRetryTransport(rate_limit=limit, transport=inner)
                await transport.handle_async_request(request)
            else:
                klantkit.RetryTransport(rate_limit=limit, transport=inner).handle_request(request)


def test_a_client_that_waits_holds_up_no_other_token() -> None:
    mine, other = (Limiter(RateLimit(1, 0.5), f"holding {name}") for name in ("mine", "other"))
    mine.wait()
    waiting = threading.Thread(target=mine.wait)
    waiting.start()
    try:
        time.sleep(0.05)  # it is in its wait by now
        other.wait()
        assert waiting.is_alive(), "it still waits for its own limit"
    finally:
        waiting.join()


def test_a_limit_in_use_is_not_forgotten_for_that_of_another_token() -> None:
    mine, other = Limiter(RateLimit(2, 10), "remembered"), Limiter(RateLimit(2, 10), "another")
    start = time.monotonic()
    assert [0, 0] == [mine._take(start), mine._take(start + 8)]
    assert 0 == other._take(start + 10.5)  # the first call of `mine` has left its window, the second has not
    assert 0 == mine._take(start + 10.6)
    assert mine._take(start + 10.7) > 0


@pytest.mark.parametrize(
    ("kinds", "limit"),
    [
        ((MijnKlantportaal, AsyncMijnKlantportaal), RateLimit(60, 60)),
        ((Next, AsyncNext), RateLimit(10, 1)),
        ((Notify, AsyncNotify), None),
    ],
)
def test_the_published_limits_are_on_by_default(kinds: Any, limit: RateLimit | None) -> None:
    for kind in kinds:
        assert limit == kind("k")._own_sender.settings.rate_limit
        assert kind("k", rate_limit=None)._own_sender.settings.rate_limit is None
        assert RateLimit(5, 2) == kind("k", rate_limit=RateLimit(5, 2))._own_sender.settings.rate_limit


@pytest.mark.parametrize(
    "arguments", [(0, 1), (-1, 1), (True, 1), (1.5, 1), ("1", 1), (1, 0), (1, -1), (1, float("inf"))]
)
def test_invalid_limits(arguments: Any) -> None:
    with pytest.raises(klantkit.ConfigurationError, match="RateLimit: "):
        RateLimit(*arguments)


@pytest.mark.parametrize("url", [5, "", "localhost:6379", "http://localhost"])
def test_redis_url_must_be_that_of_a_redis(url: Any) -> None:
    with pytest.raises(klantkit.ConfigurationError, match="redis_url= must be a Redis URL as text"):
        RateLimit(1, 1, url)


class _Vault:
    """Gives a token away in two ways, and has the same text as any other."""

    def __repr__(self) -> str:
        return "_Vault()"

    def get(self) -> str:
        return "token"

    def other(self) -> str:
        return "another"


def test_clients_whose_token_is_the_same_callable_share_a_limit() -> None:
    vault, limit = _Vault(), RateLimit(1, 60)
    first, second, other, of_another = (
        Notify(token, rate_limit=limit)._own_sender._limiters[True]
        for token in (vault.get, vault.get, vault.other, _Vault().get)
    )
    assert first == second
    assert 3 == len({first, other, of_another})
    values = {"a": "token"}  # a built-in method
    assert limiter_of(limit, "a", values.get) == limiter_of(limit, "a", values.get)
    assert limiter_of(limit, "a", values.get) != limiter_of(limit, "a", values.pop)


def test_oauth_objects_with_the_same_store_share_a_limit(tmp_path: Path) -> None:
    class Custom:
        """A store of the user's own, whose text says nothing."""

        def __repr__(self) -> str:
            return "Custom()"

    def limiter(client_id: str, store: Any) -> Limiter:
        oauth = klantkit.MijnKlantportaalOAuth(client_id, "s3cret", "https://a.invalid/back", store)
        with MijnKlantportaal(oauth) as client:
            return cast(Limiter, client._own_sender._limiters[True])

    store, other = (klantkit.FileTokenStore(tmp_path / name) for name in ("one", "two"))
    custom = [Custom(), Custom()]
    assert limiter("a", store) == limiter("a", klantkit.FileTokenStore(tmp_path / "one"))
    assert limiter("a", custom[0]) == limiter("a", custom[0])
    others = limiter("a", store), limiter("a", other), limiter("b", store), *(limiter("a", one) for one in custom)
    assert 5 == len(set(others))
    with pytest.raises(klantkit.ConfigurationError, match="redis_url= needs key="):
        MijnKlantportaal(
            klantkit.MijnKlantportaalOAuth("a", "s3cret", "https://a.invalid/back", store),
            rate_limit=RateLimit(1, 1, "redis://a.invalid"),
        )


def test_a_callable_does_not_inherit_the_limit_of_one_that_is_gone() -> None:
    limit = RateLimit(1, 60)

    def made(number: int) -> Limiter:
        return limiter_of(limit, "gone.invalid", lambda: str(number))

    waits = [made(number)._take(0) for number in range(50)]
    assert [0.0] * 50 == waits


@pytest.mark.parametrize("key", [5, ""])
def test_a_key_must_be_text(key: Any) -> None:
    with pytest.raises(klantkit.ConfigurationError, match="key= must be text"):
        RateLimit(1, 1, key=key)


@pytest.mark.parametrize("credential", [lambda: "k", httpx.BasicAuth("a", "b")], ids=["callable", "auth"])
def test_a_limit_shared_through_redis_needs_a_key_for_what_is_no_text(credential: Any) -> None:
    limit = RateLimit(1, 1, "redis://a.invalid")
    for kind in (Notify, AsyncNotify):
        with pytest.raises(klantkit.ConfigurationError, match="redis_url= needs key= if the token is a callable"):
            kind(credential, rate_limit=limit)
    keyed = RateLimit(1, 1, "redis://a.invalid", key="account 1")
    first, second = (Notify(token, rate_limit=keyed)._own_sender._limiters[True] for token in (credential, str))
    assert first == second, "and two processes have the same name for it"
    assert first != Notify(str, rate_limit=RateLimit(1, 1, "redis://a.invalid", key="2"))._own_sender._limiters[True]
    assert Notify(str)._own_sender._limiters[True] is None


@pytest.mark.parametrize("scheme", ["redis", "rediss", "unix"])
def test_the_schemes_and_the_bounds_of_redis(scheme: str) -> None:
    url = cast(str, RateLimit(1, 1, f"{scheme}://a.invalid/0").redis_url)
    bounds = _redis_at(url).connection_pool.connection_kwargs
    assert (5, 5) == (bounds["socket_timeout"], bounds["socket_connect_timeout"])


def test_rate_limit_of_the_wrong_type() -> None:
    with pytest.raises(klantkit.ConfigurationError, match="rate_limit= must be a RateLimit or None, not int"):
        Notify("k", rate_limit=5)  # type: ignore[arg-type]


def test_keys_do_not_contain_the_token() -> None:
    limit = RateLimit(1, 1, redis_url="redis://:s3cret@localhost")
    assert "s3cret" not in limiter_of(limit, "https://a.invalid", "Bearer s3cret").key
    assert "s3cret" not in repr(limit)


# Through Redis


@contextmanager
def _redis(folder: Path) -> Generator[tuple[str, subprocess.Popen[bytes]]]:
    """The URL of a real Redis on a Unix socket of its own, and its process."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed: apt-get install redis-server")
    socket = folder / "redis.sock"
    command = [program, "--port", "0", "--unixsocket", str(socket), "--save", "", "--daemonize", "no"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            while not socket.exists():
                assert server.poll() is None, "redis-server ended"
                time.sleep(0.02)
            yield f"unix://{socket}", server
        finally:
            server.send_signal(signal.SIGCONT)
            server.terminate()


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real Redis."""
    with _redis(tmp_path_factory.mktemp("redis")) as (url, _):
        yield url


def test_a_limit_shared_through_redis_under_trio(redis_url: str) -> None:
    vendor, limit = Window(100, 1), RateLimit(1, 0.2, redis_url)

    async def run() -> None:
        transport = httpx.MockTransport(vendor)
        async with AsyncNotify("under trio", transport=transport, rate_limit=limit) as client:
            for _ in range(2):
                await client.customers.create(customer_code="1", name="A")

    anyio.run(run, backend="trio")
    assert vendor.times[1] - vendor.times[0] >= 0.2


class _Vendor:
    """Counts the calls that a limit let through. Its windows end when the test says so, and not by a clock."""

    def __init__(self, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.limit = RateLimit(10, 3600, redis_url)
        self.created = 0
        self.waited = 0
        sleep, sleep_async = time.sleep, anyio.sleep

        def wait(_: float) -> None:
            self.waited += 1
            sleep(0.01)

        async def wait_async(_: float) -> None:
            self.waited += 1
            await sleep_async(0.01)

        monkeypatch.setattr(klantkit._rate_limit, "time", SimpleNamespace(sleep=wait))
        monkeypatch.setattr(klantkit._rate_limit, "anyio", SimpleNamespace(sleep=wait_async))

    def __call__(self, _: httpx.Request) -> httpx.Response:
        self.created += 1
        return httpx.Response(201, json=NOTIFY_CUSTOMER)

    def is_full(self, created: int) -> bool:
        """Whether `created` calls went through, and all others have asked in vain since."""
        if self.created < created:
            self.waited = 0
        return self.waited > 50

    def end_window(self, client: Any) -> None:
        from redis import Redis

        with Redis.from_url(self.limit.redis_url or "") as redis:
            redis.delete(client._own_sender._limiters[True]._redis_name())
        self.waited = 0


def test_a_limit_shared_through_redis(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    vendor = _Vendor(redis_url, monkeypatch)
    with (
        Notify("redis", transport=httpx.MockTransport(vendor), rate_limit=vendor.limit) as client,
        ThreadPoolExecutor(25) as pool,
    ):
        calls = [pool.submit(_create, client) for _ in range(25)]
        for created in (10, 20):
            while not vendor.is_full(created):
                time.sleep(0.01)
            assert created == vendor.created
            vendor.end_window(client)
        for call in calls:
            call.result()
    assert 25 == vendor.created


@pytest.mark.anyio
async def test_a_limit_shared_through_redis_by_tasks(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    vendor, sleep = _Vendor(redis_url, monkeypatch), anyio.sleep
    async with AsyncNotify("tasks", transport=httpx.MockTransport(vendor), rate_limit=vendor.limit) as client:
        vendor.end_window(client)
        async with anyio.create_task_group() as tasks:
            for _ in range(25):
                tasks.start_soon(lambda: client.customers.create(customer_code="1", name="A"))
            for created in (10, 20):
                while not vendor.is_full(created):
                    await sleep(0.01)
                assert created == vendor.created
                vendor.end_window(client)
    assert 25 == vendor.created


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_a_redis_that_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, asynchronous: bool) -> None:
    monkeypatch.setattr("klantkit._rate_limit.REDIS_TIMEOUT", 2)

    async def wait(limiter: Limiter) -> None:
        if asynchronous:
            await limiter.wait_async()
        else:
            limiter.wait()

    with _redis(tmp_path) as (url, server):
        limiter = Limiter(RateLimit(10, 60, url), "stopped")
        await wait(limiter)
        bounds = _redis_at(url).connection_pool.connection_kwargs  # newer versions have bounds of their own
        assert (2, 2, None) == tuple(bounds[name] for name in ("socket_timeout", "socket_connect_timeout", "retry"))
        server.send_signal(signal.SIGSTOP)
        for one in (limiter, Limiter(RateLimit(10, 60, url), "another")):
            with pytest.raises(klantkit.LimitStoreError, match="does not answer"):
                await wait(one)
        server.send_signal(signal.SIGCONT)
        monkeypatch.setattr("klantkit._rate_limit.REDIS_TIMEOUT", 30)
        await wait(Limiter(RateLimit(10, 60, url), "again"))
        server.kill()
        server.wait()
        with pytest.raises(klantkit.LimitStoreError, match=r"does not answer \(ConnectionError\)"):
            await wait(limiter)


@pytest.mark.parametrize("value", ["", "text"])
def test_a_key_that_is_in_use_in_redis(redis_url: str, value: str) -> None:
    """Nothing waits for a lock that its holder never gave back; another value in the place is an error."""
    from redis import Redis

    limiter = Limiter(RateLimit(10, 60, redis_url), f"in use {value}")
    with Redis.from_url(redis_url) as redis:
        redis.set(f"{limiter._redis_name()}:lock", "held")
        if value:
            redis.set(limiter._redis_name(), value)
    with pytest.raises(klantkit.LimitStoreError, match="ResponseError") if value else nullcontext():
        limiter.wait()


def test_what_is_kept_in_redis_ends_with_its_window(redis_url: str) -> None:
    from redis import Redis

    limiter = Limiter(RateLimit(2, 60, redis_url), "ends")
    limiter.wait()
    with Redis.from_url(redis_url) as redis:
        assert 0 < redis.pttl(limiter._redis_name()) <= 62_400


def test_a_clock_of_redis_that_was_set_back_is_not_waited_for(redis_url: str) -> None:
    """The time of the last request is then long after that of the next, and its key has no end for as long."""
    from redis import Redis

    limiter = Limiter(RateLimit(1, 60, redis_url), "set back")
    tomorrow = math.floor((time.time() + 86_400) * 1000)
    with Redis.from_url(redis_url) as redis:
        redis.lpush(limiter._redis_name(), tomorrow)
    assert 0 == limiter._take_shared()
    assert 0 < limiter._take_shared() <= 63


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_a_redis_that_ends_between_two_attempts(tmp_path: Path, *, asynchronous: bool) -> None:
    with _redis(tmp_path) as (url, server):

        def answer(_: httpx.Request) -> httpx.Response:
            server.kill()
            server.wait()
            return httpx.Response(503)

        options: dict[str, Any] = {"transport": httpx.MockTransport(answer), "rate_limit": RateLimit(10, 60, url)}
        with pytest.raises(klantkit.LimitStoreError, match="An earlier attempt was sent: check") as raised:
            if asynchronous:
                async with AsyncNotify("between", **options) as client:
                    await client.request("PUT", "/customers/1")
            else:
                with Notify("between", **options) as sync_client:
                    sync_client.request("PUT", "/customers/1")
        assert "nothing was sent" not in str(raised.value)


def test_the_password_of_a_malformed_redis_url_is_in_no_cause() -> None:
    limiter = Limiter(RateLimit(1, 1, "redis://:p@s:s3cret@localhost:x/"), "malformed")
    with pytest.raises(klantkit.LimitStoreError) as raised:
        limiter.wait()
    assert raised.value.__cause__ is None


def _create_in_a_process(redis_url: str, start: Any, times: Any) -> None:
    """Make calls until the window is full."""

    def answer(_: httpx.Request) -> httpx.Response:
        times.append(time.time())
        return httpx.Response(201, json=NOTIFY_CUSTOMER)

    def full(_: float) -> NoReturn:
        raise InterruptedError

    pytest.MonkeyPatch().setattr("klantkit._rate_limit.time", SimpleNamespace(sleep=full))
    limit = RateLimit(10, 3600, redis_url, key="processes")
    with Notify(lambda: "text", transport=httpx.MockTransport(answer), rate_limit=limit) as client:
        start.wait()
        with contextlib.suppress(klantkit.APIConnectionError):
            while True:
                _create(client)


def test_processes_share_a_limit_through_redis(redis_url: str) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager:
        times, start = manager.list(), manager.Barrier(3)
        processes = [context.Process(target=_create_in_a_process, args=(redis_url, start, times)) for _ in range(3)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(60)
        assert 10 == len(times), "whatever each process has for an id() of its callable"


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.anyio
async def test_an_unreachable_redis(tmp_path: Path, *, asynchronous: bool) -> None:
    limit = RateLimit(10, 1, f"unix://{tmp_path}/none.sock")
    sent: list[httpx.Request] = []
    transport = httpx.MockTransport(lambda request: sent.append(request) or httpx.Response(500))  # type: ignore[func-returns-value]
    with pytest.raises(klantkit.LimitStoreError, match=r"does not answer \(ConnectionError\); nothing was sent"):
        if asynchronous:
            async with AsyncNotify("k", transport=transport, rate_limit=limit) as client:
                await client.customers.create(customer_code="1", name="A")
        else:
            with Notify("k", transport=transport, rate_limit=limit) as sync_client:
                _create(sync_client)
    assert [] == sent


def test_a_restarted_redis(redis_url: str) -> None:
    """A restart of Redis discards the script that the limiter loaded."""
    from redis import Redis

    limit = RateLimit(10, 0.5, redis_url)
    with Notify("again", transport=httpx.MockTransport(Window(10, 0.5)), rate_limit=limit) as client:
        _create(client)
        with Redis.from_url(redis_url) as redis:
            redis.script_flush()
        _create(client)


def test_without_the_redis_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [name for name in sys.modules if name.partition(".")[0] == "redis"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(klantkit.ConfigurationError, match=r"pip install 'klantkit\[redis\]'"):
        Notify("extra", rate_limit=RateLimit(1, 1, "redis://localhost"))
