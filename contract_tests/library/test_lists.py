"""Lists of pages, in the three styles of the vendors."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import attrs
import httpx
import klantkit
import pytest
from klantkit import AsyncMijnKlantportaal, AsyncNext, AsyncNotify, MijnKlantportaal, Next, Notify
from klantkit._lists import MAX_PAGES

from contract_tests.harness.operations import all_operations

_TWINS: dict[Any, Any] = {MijnKlantportaal: AsyncMijnKlantportaal, Next: AsyncNext, Notify: AsyncNotify}

#: A response with one item, by client.
_PAGES: dict[Any, dict[str, Any]] = {
    kind: next(
        operation.example_answer(status)
        for operation in all_operations()
        if operation.name == "list_customers" and operation.vendor == kind.__name__.lower()
        for status in operation.answers
        if status.startswith("2")
    )
    for kind in _TWINS
}
_ITEMS = {MijnKlantportaal: "data", Next: "items", Notify: "customers"}

#: The field in which customers differ here.
_NAMES = {MijnKlantportaal: "companyName", Next: "name", Notify: "name"}
pytestmark = pytest.mark.anyio

KINDS = pytest.mark.parametrize("kind", _TWINS, ids=lambda kind: kind.__name__)


@attrs.define
class Server:
    """A vendor with `count` customers, `size` on a page.

    Attributes:
        change: Changes the response for a place before it is sent.
        requests: What was asked for.
    """

    kind: Any
    count: int = 5
    size: int = 2
    change: Callable[[int, dict[str, Any]], Any] = lambda _, body: body
    requests: list[httpx.Request] = attrs.field(factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        parameter = "from" if self.kind is Notify else "page"
        place = request.url.params.get(parameter, "1")
        number = int(place) if place.isdecimal() else 0
        (item,) = _PAGES[self.kind][_ITEMS[self.kind]]
        first = (number - 1) * self.size
        items = [
            {**item, _NAMES[self.kind]: f"name {index}"} for index in range(first, min(first + self.size, self.count))
        ]
        body = {**_PAGES[self.kind], _ITEMS[self.kind]: items}
        has_next = first + self.size < self.count
        elsewhere = f"https://elsewhere.invalid/steal?{parameter}={number + 1}&token=x"
        if self.kind is MijnKlantportaal:
            body["next_page_url"] = elsewhere if has_next else None
        elif self.kind is Notify:
            link = {"href": elsewhere, "type": "application/hal+json"} if has_next else None
            body["links"] = {"previous": None, "next": link}
        else:
            body |= {"total": self.count, "page": number, "size": self.size}
        changed = self.change(number, body)
        if isinstance(changed, httpx.Response):
            return changed
        return httpx.Response(200, json=changed, headers={"Content-Type": "application/json"})

    @property
    def places(self) -> list[str]:
        """The places that were asked for; empty for the first page."""
        return [request.url.params.get("from" if self.kind is Notify else "page", "") for request in self.requests]


def name_of(customer: Any) -> str:
    return str(getattr(customer, "company_name", None) or customer.name)


def options_of(server: Server, **options: Any) -> dict[str, Any]:
    return {"transport": httpx.MockTransport(server), "rate_limit": None, "max_retries": 0, **options}


async def walk(style: str, server: Server, **arguments: Any) -> list[str]:
    """The cities of all customers, by either client."""
    if style == "sync":
        with server.kind("a-token", **options_of(server)) as client:
            return [name_of(customer) for customer in client.customers.list(**arguments)]
    async with _TWINS[server.kind]("a-token", **options_of(server)) as client:
        return [name_of(customer) async for customer in client.customers.list(**arguments)]


STYLES = pytest.mark.parametrize("style", ["sync", "async"])


@STYLES
@KINDS
async def test_walks_all_pages_lazily_on_its_own_host(kind: Any, style: str) -> None:
    server = Server(kind)
    assert [f"name {index}" for index in range(5)] == await walk(style, server)
    assert ["", "2", "3"] == server.places
    assert {httpx.URL(_client_url(kind)).host} == {request.url.host for request in server.requests}
    assert ["Bearer a-token"] * 3 == [request.headers["authorization"] for request in server.requests]
    assert {server.requests[0].url.path} == {request.url.path for request in server.requests}
    assert not any("token" in request.url.params for request in server.requests)


def _client_url(kind: Any) -> str:
    with kind("a-token") as client:
        return str(client.base_url)


@STYLES
@pytest.mark.parametrize("count", [0, 1, 2, 4])
@KINDS
async def test_asks_for_no_page_after_the_last(kind: Any, count: int, style: str) -> None:
    server = Server(kind, count=count)
    assert count == len(await walk(style, server))
    assert max(1, count // 2) == len(server.requests)


@KINDS
def test_nothing_is_read_ahead_nor_kept(kind: Any) -> None:
    kept: list[Any] = []
    first: list[weakref.ref[Any]] = []

    def change(_: int, body: dict[str, Any]) -> dict[str, Any]:
        gc.collect()
        kept.extend(one() for one in first)
        return body

    server = Server(kind, change=change)
    with kind("a-token", **options_of(server)) as client:
        walking = iter(client.customers.list())
        first.append(weakref.ref(next(walking)))
        next(walking)
        assert 1 == len(server.requests)
        next(walking)
    assert [None] == kept


@KINDS
def test_a_page_has_its_items_its_response_and_the_total(kind: Any) -> None:
    server = Server(kind)
    with kind("a-token", **options_of(server)) as client:
        page = client.customers.list()
        following = page.next_page()
        again = page.next_page()
        last = following.next_page()
        assert last.next_page() is None
        assert ["name 4"] == [name_of(customer) for customer in last]
        assert ["name 2", "name 3"] == [name_of(customer) for customer in following.items]
        assert following.items == again.items
        assert (5 if kind is Next else None) == page.total
        assert page.items == getattr(page.response, _ITEMS[kind])
        raw = client.raw(client.customers.list)
        assert (200, page.items) == (raw.status, raw.value.items)


@KINDS
async def test_awaiting_a_list_gives_its_first_page(kind: Any) -> None:
    server = Server(kind)
    async with _TWINS[kind]("a-token", **options_of(server)) as client:
        page = await client.customers.list()
        following = await page.next_page()
        assert ["name 2", "name 3"] == [name_of(customer) for customer in following.items]
        assert 3 == len([customer async for customer in following])
        raw = await client.raw(client.customers.list)
        assert page.items == raw.value.items


@STYLES
@KINDS
async def test_an_error_says_where_to_resume(kind: Any, style: str) -> None:
    server = Server(kind, change=lambda number, body: httpx.Response(500) if number == 3 else body)
    argument, place = ("from_", "3") if kind is Notify else ("page", 3)
    with pytest.raises(klantkit.ServerError, match=rf"customers\.list\({argument}={place!r}, \.\.\.\)") as raised:
        await walk(style, server)
    assert {argument: place} == raised.value.resume
    server.change = lambda _, body: body
    assert ["name 4"] == await walk(style, server, **(raised.value.resume or {}))


@STYLES
@KINDS
async def test_an_error_of_the_first_page_has_nothing_to_resume(kind: Any, style: str) -> None:
    with pytest.raises(klantkit.ServerError) as raised:
        await walk(style, Server(kind, change=lambda *_: httpx.Response(500)))
    assert raised.value.resume is None


def _link(link: Any) -> Callable[[int, dict[str, Any]], Any]:
    def change(_: int, body: dict[str, Any]) -> dict[str, Any]:
        if "links" in body:
            return {**body, "links": {"previous": None, "next": {"href": link, "type": "text"}}}
        return {**body, "next_page_url": link}

    return change


@STYLES
@pytest.mark.parametrize("link", [
    "", "not a link", 7, "https://a.invalid/customers", "?page=&from=", "https://a.invalid/?page=1&page=2&from=1&from=2",
    "http://[/?page=2", "?page=two\u0000&from=%00", f"?page={'9' * 600}&from={'9' * 600}",
])  # fmt: skip
@pytest.mark.parametrize("kind", [MijnKlantportaal, Notify])
async def test_a_link_that_is_none_is_an_error_after_the_items(kind: Any, link: Any, style: str) -> None:
    seen: list[str] = []
    server = Server(kind, change=_link(link))
    with pytest.raises(klantkit.ListError, match=r"must be null or a link with (page|from)="):
        await _collect(style, server, seen)
    assert ["name 0", "name 1"] == seen
    assert 1 == len(server.requests)


@STYLES
@pytest.mark.parametrize(
    ("kind", "place", "is_one"),
    [
        (Notify, "a" * 500, True),
        (Notify, "a" * 501, False),
        (Notify, "\u00e9", True),
        (MijnKlantportaal, "2", True),
        (MijnKlantportaal, "\u0662", False),  # a digit, and an int for Python
    ],
    ids=["longest", "too long", "any letter", "number", "another script"],
)
async def test_a_place_in_a_link(kind: Any, place: str, style: str, *, is_one: bool) -> None:
    linked = _link(f"https://a.invalid/?{urlencode({'page': place, 'from': place})}")
    server = Server(kind, change=lambda number, body: linked(number, body) if number == 1 else httpx.Response(404))
    with pytest.raises(klantkit.NotFoundError if is_one else klantkit.ListError):
        await walk(style, server)
    assert ["", *[place] * is_one] == server.places


@STYLES
@pytest.mark.parametrize("links", ["x", None, {}], ids=["text", "null", "empty"])
async def test_an_odd_object_around_the_link_is_no_end_of_the_list(links: Any, style: str) -> None:
    seen: list[str] = []
    server = Server(Notify, change=lambda _, body: {**body, "links": links})
    with pytest.raises(klantkit.ListError, match=r"must be null or a link with from="):
        await _collect(style, server, seen)
    assert ["name 0", "name 1"] == seen


async def _collect(style: str, server: Server, seen: list[str]) -> None:
    if style == "sync":
        with server.kind("a-token", **options_of(server)) as client:
            for customer in client.customers.list():
                seen.append(name_of(customer))  # noqa: PERF401 - those before the error count
        return
    async with _TWINS[server.kind]("a-token", **options_of(server)) as client:
        async for customer in client.customers.list():
            seen.append(name_of(customer))  # noqa: PERF401 - as above


@STYLES
@KINDS
async def test_a_list_that_goes_round_ends(kind: Any, style: str) -> None:
    def change(number: int, _: dict[str, Any]) -> Any:
        place = 1 + number % 3
        return Server(kind, count=1000)(httpx.Request("GET", f"https://a.invalid/?page={place}&from={place}"))

    server = Server(kind, count=1000, change=change)
    with pytest.raises(klantkit.ListError, match=r"repeats a page\."):
        await walk(style, server)
    assert len(server.requests) < 6


@STYLES
@KINDS
async def test_a_list_without_items_that_goes_on_ends(kind: Any, style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klantkit._lists.MAX_PAGES", 4)
    server = Server(kind, count=1000, change=lambda _, body: {**body, _ITEMS[kind]: []})
    if kind is Next:  # numbered pages end with an empty one
        assert [] == await walk(style, server)
    else:
        with pytest.raises(klantkit.ListError, match=r"does not end within 4 pages\."):
            await walk(style, server)


@STYLES
@KINDS
async def test_empty_pages_within_a_list_are_no_repetition(kind: Any, style: str) -> None:
    server = Server(kind, change=lambda number, body: body if number > 2 else {**body, _ITEMS[kind]: []})
    assert ([] if kind is Next else ["name 4"]) == await walk(style, server)


@STYLES
@KINDS
async def test_a_page_can_be_walked_from_again_when_the_list_has_changed(kind: Any, style: str) -> None:
    """What was on page 3 in the first walk is on page 2 in the second."""
    server = Server(kind, count=8)
    names = [f"name {index}" for index in range(8)]

    def shift(number: int, body: dict[str, Any]) -> dict[str, Any]:
        there = Server(kind, count=8)
        later = there(httpx.Request("GET", f"https://a.invalid/?page={number + 1}&from={number + 1}")).json()
        return {**body, _ITEMS[kind]: later[_ITEMS[kind]]} if number < 4 else body

    options = options_of(server)
    if style == "sync":
        with kind("a-token", **options) as client:
            page = client.customers.list()
            assert names == [name_of(customer) for customer in page]
            server.change = shift
            again = [name_of(customer) for customer in page]
    else:
        async with _TWINS[kind]("a-token", **options) as client:
            page = await client.customers.list()
            assert names == [name_of(customer) async for customer in page]
            server.change = shift
            again = [name_of(customer) async for customer in page]
    assert [*names[:2], *names[4:], *names[6:]][:6] == again[:6]


@STYLES
async def test_a_list_that_never_ends_says_where_to_go_on(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klantkit._lists.MAX_PAGES", 4)
    assert 10_000 == MAX_PAGES
    server = Server(MijnKlantportaal, count=10**9)
    reason = r"does not end within 4 pages.*list\(page=5, \.\.\.\)"
    with pytest.raises(klantkit.ListError, match=reason) as raised:
        await walk(style, server)
    assert {"page": 5} == raised.value.resume
    assert 4 == len(server.requests)


@STYLES
@KINDS
async def test_a_response_without_items_is_an_error_once_they_are_asked_for(kind: Any, style: str) -> None:
    server = Server(kind, change=lambda _, body: {**body, _ITEMS[kind]: "none"})
    with pytest.raises(klantkit.ListError, match=f"no list in {_ITEMS[kind]}"):
        await walk(style, server)


def test_numbered_pages_without_a_total_end_with_an_empty_one() -> None:
    def change(_: int, body: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in body.items() if name != "total"}

    server = Server(Next, change=change)
    with Next("a-token", **options_of(server)) as nxt:
        assert 5 == len(list(nxt.customers.list()))
        assert ["", "2", "3", "4"] == server.places
        assert nxt.customers.list().total is None


def test_pages_keep_the_arguments_and_options_of_the_call() -> None:
    server = Server(Next)
    with Next("a-token", **options_of(server)) as nxt:
        pages = nxt.customers.list(filter_str='{"name": "Gent"}', size=2, page=2, headers={"X-One": "1"})
        assert ["name 2", "name 3", "name 4"] == [name_of(customer) for customer in pages]
    assert ["2", "3"] == server.places
    for request in server.requests:
        assert ('{"name": "Gent"}', "2", "1") == (
            request.url.params["filter_str"],
            request.url.params["size"],
            request.headers["x-one"],
        )


@STYLES
@KINDS
async def test_a_list_that_changed_can_be_read_again(kind: Any, style: str) -> None:
    """A job that keeps the list and reads it anew finds other customers on each page than before."""
    moved = 0

    def change(number: int, body: dict[str, Any]) -> dict[str, Any]:
        names = [f"name {2 * (number - 1) + index - moved}" for index in range(len(body[_ITEMS[kind]]))]
        items = [item | {_NAMES[kind]: name} for item, name in zip(body[_ITEMS[kind]], names, strict=True)]
        return body | {_ITEMS[kind]: items}

    field = {"companyName": "company_name"}.get(_NAMES[kind], "name")
    transport = httpx.MockTransport(Server(kind, change=change))
    client: Any = (kind if style == "sync" else _TWINS[kind])("token", transport=transport)
    listed = None if style == "sync" else client.customers.list()
    for moved in (0, 2):
        if listed is None:
            found = list(client.customers.list())
        else:
            found = [item async for item in listed]
            assert found == [item async for item in await listed]
        assert [f"name {index - moved}" for index in range(5)] == [getattr(item, field) for item in found]


@STYLES
@KINDS
async def test_every_page_has_the_options_of_the_call(kind: Any, style: str) -> None:
    server = Server(kind)
    options: dict[str, Any] = {"extra_query": {"own": "1"}, "headers": {"X-Own": "2"}, "timeout": 3}
    transport = httpx.MockTransport(server)
    if style == "sync":
        list(kind("token", transport=transport).customers.list(**options))
    else:
        _ = [item async for item in _TWINS[kind]("token", transport=transport).customers.list(**options)]
    assert [("1", "2", 3)] * 3 == [
        (one.url.params.get("own"), one.headers.get("x-own"), one.extensions["timeout"]["read"])
        for one in server.requests
    ]
    assert {"own": "1"} == options["extra_query"]
    assert {"extra_query", "headers", "timeout"} == options.keys()


@STYLES
async def test_an_empty_list_has_a_total_of_none_left(style: str) -> None:
    transport = httpx.MockTransport(Server(Next, count=0))
    page: Any
    if style == "sync":
        page = Next("token", transport=transport).customers.list()
    else:
        page = await _TWINS[Next]("token", transport=transport).customers.list()
    assert ([], 0) == (page.items, page.total)
