"""Lists that come in pages: one page per response, and lazy walks over all of them.

A link to the next page is data of the response: credentials must never follow it. Only the place in the list, a query
parameter of the link, is taken from it; the request goes to the client's own base URL and path.
"""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Generic, Self, TypeVar
from urllib.parse import parse_qs, urlsplit

import attrs
from klantkit_types import UNSET
from klantkit_types.resources import Operation, Pagination

from ._errors import KlantkitError, ListError
from ._request import wire_names

T = TypeVar("T")
ItemT = TypeVar("ItemT")

#: A walk over more pages stops with a `ListError`, which says where to go on.
MAX_PAGES = 10_000

_MAX_PLACE = 500


@attrs.frozen(eq=False)
class Listing:
    """One reading of a list, shared by its pages.

    Attributes:
        send: Makes the call, with arguments.
        arguments: The arguments of the first request.
        seen: The numbers of pages by their items and by their place, to notice a list that repeats a page.
    """

    operation: Operation[Any]
    pagination: Pagination[Any]
    send: Callable[..., Any]
    arguments: Mapping[str, Any]
    seen: dict[Any, int] = attrs.field(factory=dict)

    @contextmanager
    def arguments_at(self, place: Any) -> Generator[dict[str, Any]]:
        """The arguments of the request for the page at `place` (None for the first), whose errors say where to resume.

        Raises:
            ListError: `place` is this error, because the list has no valid next page.
        """
        if isinstance(place, ListError):
            raise place
        try:
            yield {**self.arguments, **({} if place is None else {self.pagination.argument: place})}
        except KlantkitError as error:
            if place is not None and error.resume is None:
                self._resumable(error, place)
            raise

    def _read(self, value: Any, place: Any, number: int) -> tuple[list[Any], int | None, Any]:
        """The items of a response, their number in the whole list, and the place of the next page.

        That is None after the last page, and a `ListError` where there is a next page that cannot be asked for.
        """
        items = _at(value, self.pagination.items)
        total = _at(value, self.pagination.total) if self.pagination.total else None
        total = total if isinstance(total, int) else None
        if not isinstance(items, list):
            return [], total, self._error(f"the response has no list in {self.pagination.items}", place)
        following = self._by_link(value, place) if self.pagination.next else self._by_number(value, items, place, total)
        # The same page may be asked for twice, but not as another page of the list.
        marks = {("items", hash(repr(items))): number, ("place", following): number + 1}
        if following is None or isinstance(following, ListError):
            pass
        elif any(self.seen.setdefault(mark, at) != at for mark, at in marks.items()):
            following = self._error("the list repeats a page", place)
        elif number >= MAX_PAGES:
            following = self._error(f"the list does not end within {MAX_PAGES} pages", following)
        return items, total, following

    def page(self, at: Callable[..., Any], value: T, place: Any, number: int) -> tuple[list[Any], int | None, T, Any]:
        """The fields of a page whose response is `value`; `at` requests the next one."""
        items, total, following = self._read(value, place, number)
        return items, total, value, None if following is None else functools.partial(at, self, following, number + 1)

    def _by_link(self, value: Any, place: Any) -> Any:
        """The place of the next page; None after the last, whose link is null."""
        name, place_of = self.pagination.parameter, self.pagination.place
        link = _at(value, self.pagination.next)
        if link is None:
            return None
        try:
            (text,) = parse_qs(urlsplit(link).query)[name]
            if len(text) <= _MAX_PLACE and text.isprintable() and (place_of is str or text.isascii()):
                return place_of(text)
        except (ValueError, TypeError, AttributeError, LookupError):
            pass
        return self._error(f"{self.pagination.next} must be null or a link with {name}=", place)

    def _by_number(self, value: Any, items: list[Any], place: Any, total: int | None) -> Any:
        """The number of the next page; None after an empty page, or at the end of `total` items."""
        number = place or self.arguments.get(self.pagination.argument) or 1
        size = _at(value, self.pagination.size)
        before = (number - 1) * (size if isinstance(size, int) else len(items))
        return number + 1 if items and (total is None or before + len(items) < total) else None

    def _error(self, text: str, place: Any) -> ListError:
        error = ListError(f"{self.operation.method} {self.operation.path}: {text}.")
        return error if place is None else self._resumable(error, place)

    def _resumable(self, error: Any, place: Any) -> Any:
        error.resume = {self.pagination.argument: place}
        error.args = (
            f"{error} To go on from there: {self.operation.call}({self.pagination.argument}={place!r}, ...).",
        )
        return error


@attrs.frozen(eq=False)
class _Page(Generic[ItemT, T]):
    """A page of a list.

    Attributes:
        items: The items of this page.
        total: The number of items in the whole list; None if the vendor does not say.
        response: The whole response.
    """

    items: list[ItemT]
    total: int | None
    response: T
    _next: Callable[[], Any] | None = attrs.field(repr=False)


class Page(_Page[ItemT, T]):
    """A page of a list; iterating goes on through all the pages after it, with one request and one page at a time."""

    @classmethod
    def at(cls, listing: Listing, place: Any = None, number: int = 1) -> Self:
        with listing.arguments_at(place) as arguments:
            value = listing.send(**arguments)
        return cls(*listing.page(cls.at, value, place, number))

    def next_page(self) -> Self | None:
        """Request the next page; None after the last.

        Raises:
            ListError: The list repeats a page, has no valid link, or does not end.
            KlantkitError: As every call; its `resume` has the argument with which to go on.
        """
        return None if self._next is None else self._next()

    def __iter__(self) -> Iterator[ItemT]:
        return _walk(self)


def _walk(page: Page[ItemT, Any] | None) -> Iterator[ItemT]:
    while page is not None:
        items, more = page.items, page._next  # noqa: SLF001 - of this module
        del page  # only one page is kept, also while the next one is read
        yield from items
        del items
        page = None if more is None else more()


class AsyncPage(_Page[ItemT, T]):
    """`Page` for asynchronous code."""

    @classmethod
    async def at(cls, listing: Listing, place: Any = None, number: int = 1) -> Self:
        with listing.arguments_at(place) as arguments:
            value = await listing.send(**arguments)
        return cls(*listing.page(cls.at, value, place, number))

    async def next_page(self) -> Self | None:
        """Request the next page: `Page.next_page`, awaited."""
        return None if self._next is None else await self._next()

    def __aiter__(self) -> AsyncIterator[ItemT]:
        return _walk_async(self)


async def _walk_async(page: AsyncPage[ItemT, Any] | None) -> AsyncIterator[ItemT]:
    while page is not None:
        items, more = page.items, page._next  # noqa: SLF001 - of this module
        del page
        for item in items:
            yield item
        del items
        page = None if more is None else await more()


class AsyncPages(Generic[ItemT, T]):
    """A list before its first request: `await` it for its first page, or iterate over all items."""

    def __init__(self, first: Callable[[], Awaitable[AsyncPage[ItemT, T]]]) -> None:
        self._first = first

    def __await__(self) -> Generator[Any, None, AsyncPage[ItemT, T]]:
        return self._first().__await__()

    async def __aiter__(self) -> AsyncIterator[ItemT]:
        async for item in _walk_async(await self):
            yield item


def _at(value: Any, path: str) -> Any:
    """The field of a model at a path by names on the wire; UNSET where the response has none, or an odd one."""
    for name in path.split("."):
        if value is None:
            return None
        names = {wire: python for python, wire in wire_names(value).items()}
        if name not in names:
            return UNSET
        value = getattr(value, names[name])
    return value
