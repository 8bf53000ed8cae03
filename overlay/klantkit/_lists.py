"""Lists that come in pages: one page per response, and lazy walks over all of them.

A link to the next page is data of the response: credentials must never follow it. Only the place in the list, a query
parameter of the link, is taken from it; the request goes to the client's own base URL and path.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import attrs
from klantkit_types import UNSET
from klantkit_types.resources import AsyncPage, Operation, Page, Pagination

from ._errors import KlantkitError, ListError
from ._request import wire_names

T = TypeVar("T")

#: A walk over more pages stops with a `ListError`, which says where to go on.
MAX_PAGES = 10_000

_MAX_PLACE = 500


@attrs.frozen(eq=False)
class Listing:
    """One reading of a list, shared by its pages.

    Attributes:
        send: Makes the call, with arguments.
        arguments: The arguments of the first request.
    """

    operation: Operation[Any]
    pagination: Pagination[Any]
    send: Callable[..., Any]
    arguments: Mapping[str, Any]

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

    def page(
        self, at: Callable[..., Any], value: T, place: Any, number: int, seen: frozenset[Any]
    ) -> tuple[list[Any], int | None, T, Any]:
        """The fields of a page whose response is `value`; `at` requests the next page, or raises a `ListError`.

        `seen` are the marks of the pages before it in this walk, to notice a list that repeats a page.
        """
        items, total = _at(value, self.pagination.items), _at(value, self.pagination.total)
        total = total if isinstance(total, int) else None
        if not isinstance(items, list):
            following: Any = self._error(f"the response has no list in {self.pagination.items}", place)
            items = []
        elif self.pagination.next:
            following = self._by_link(value, place)
        else:
            following = self._by_number(value, items, place, total)
        if following is None:
            return items, total, value, None
        marks = {("place", following), *([("items", hash(repr(items)))] if items else [])}
        if isinstance(following, ListError):
            pass
        elif seen & marks:
            following = self._error("the list repeats a page", place)
        elif number >= MAX_PAGES:
            following = self._error(f"the list does not end within {MAX_PAGES} pages", following)
        return items, total, value, functools.partial(at, self, following, number + 1, seen | marks)

    def _by_link(self, value: Any, place: Any) -> Any:
        """The place of the next page; None after the last, whose link is null."""
        name, place_of = self.pagination.parameter, self.pagination.place
        link = _at(value, self.pagination.next)
        if link is None:
            return None
        with suppress(ValueError, TypeError, AttributeError, LookupError):
            (text,) = parse_qs(urlsplit(link).query)[name]
            if len(text) <= _MAX_PLACE and text.isprintable() and (place_of is str or text.isascii()):
                return place_of(text)
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
        call = f"{self.operation.call}({self.pagination.argument}={place!r}, ...)"
        error.args = (f"{error} To go on from there: {call}.",)
        return error


def page_at(listing: Listing, place: Any = None, number: int = 1, seen: frozenset[Any] = frozenset()) -> Page[Any, Any]:
    """Request the page at `place`, which is the first by default."""
    with listing.arguments_at(place) as arguments:
        value = listing.send(**arguments)
    return Page(*listing.page(page_at, value, place, number, seen))


async def page_at_async(
    listing: Listing, place: Any = None, number: int = 1, seen: frozenset[Any] = frozenset()
) -> AsyncPage[Any, Any]:
    """`page_at` for asynchronous code."""
    with listing.arguments_at(place) as arguments:
        value = await listing.send(**arguments)
    return AsyncPage(*listing.page(page_at_async, value, place, number, seen))


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
