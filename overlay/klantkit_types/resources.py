"""The parts of every resource of a generated package: operations, options, lists, and the senders of its calls."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, BinaryIO, Generic, NamedTuple, Protocol, Self, TypedDict, TypeVar, runtime_checkable

import attrs
import httpx

T = TypeVar("T")
ItemT = TypeVar("ItemT")
T_co = TypeVar("T_co", covariant=True)
ItemT_co = TypeVar("ItemT_co", covariant=True)


@runtime_checkable
class File(Protocol):
    """The `File` of any generated package: content with a file name and a media type."""

    payload: BinaryIO
    file_name: str | None
    mime_type: str | None


Upload = str | os.PathLike[str] | bytes | BinaryIO | File
"""A file to send: its path, its content, a file open for reading in binary mode, or a `File`."""


class RequestOptions(TypedDict, total=False):
    """Options of one request, which win over those of the client."""

    timeout: float | httpx.Timeout
    """Seconds that each phase (connect, read, write, pool) may take."""
    max_retries: int
    """How often the call may be repeated where that is safe."""
    headers: Mapping[str, str]
    """Headers to add to the request."""


class CallOptions(RequestOptions, total=False):
    """Options of one call of an operation."""

    extra_body: Mapping[str, Any]
    """Fields of the body that the spec lacks, by their names on the wire."""
    extra_query: Mapping[str, Any]
    """Query parameters that the spec lacks, by their names on the wire."""


class Answer(NamedTuple):
    """A declared response of an operation."""

    statuses: range
    kind: Any
    """The type of the body; None where there is none."""
    media_type: str | None


class Operation(NamedTuple, Generic[T_co]):
    """One operation of the API; `T_co` is the type of its success."""

    name: str
    """The operationId."""
    call: str
    """The method as its caller writes it, such as `customers.create`."""
    method: str
    path: str
    """As in the spec, with its `{parameters}`."""
    source: str
    """URL of the vendor page that the operation was transcribed from."""
    secured: bool
    """Whether the operation needs credentials."""
    answers: tuple[Answer, ...]
    """The declared responses, those of single statuses before those of ranges."""
    query: Mapping[str, str]
    """The query parameters: their names in Python and on the wire."""
    build: Callable[..., dict[str, Any]]
    """Turns the arguments of a call into those of `httpx.Client.request`."""


class Pagination(NamedTuple, Generic[ItemT_co]):
    """How a list goes on after a page; `ItemT_co` is the type of its items. Fields are named as on the wire."""

    items: str
    """The field of the response with the items."""
    parameter: str
    """The query parameter with the place in the list."""
    argument: str
    """The same, as an argument of `build`."""
    place: type[int | str]
    """The type of a place."""
    next: str
    """The path of the field with the link to the next page; empty where pages are numbered."""
    total: str
    """The field with the number of items in the whole list; empty if the vendor does not say."""
    size: str
    """The field with the number of items of a full page."""


@attrs.frozen(eq=False)
class _Page(Generic[ItemT_co, T_co]):
    """A page of a list.

    Attributes:
        items: The items of this page alone.
        total: The number of items in the whole list; None if the vendor does not say.
        response: The whole response.
    """

    items: Sequence[ItemT_co]
    total: int | None
    response: T_co
    _next: Callable[[], Any] | None = attrs.field(repr=False)


class Page(_Page[ItemT_co, T_co]):
    """A page of a list; iterating goes on through all the pages after it, with one request and one page at a time."""

    def next_page(self) -> Self | None:
        """Request the next page; None after the last.

        Raises:
            ListError: The list repeats a page, has no valid link, or does not end.
            KlantkitError: As every call; its `resume` has the argument with which to go on.
        """
        return None if self._next is None else self._next()

    def __iter__(self) -> Iterator[ItemT_co]:
        return _walk(self)


def _walk(page: Page[ItemT, Any] | None) -> Iterator[ItemT]:
    while page is not None:
        items, more = page.items, page._next  # noqa: SLF001 - of this module
        del page  # only one page is kept, also while the next one is read
        yield from items
        del items
        page = None if more is None else more()


class AsyncPage(_Page[ItemT_co, T_co]):
    """`Page` for asynchronous code: iterate with `async for`, and await `next_page`."""

    async def next_page(self) -> Self | None:
        """Request the next page: `Page.next_page`, awaited."""
        return None if self._next is None else await self._next()

    def __aiter__(self) -> AsyncIterator[ItemT_co]:
        return _walk_async(self)


async def _walk_async(page: AsyncPage[ItemT, Any] | None) -> AsyncIterator[ItemT]:
    while page is not None:
        items, more = page.items, page._next  # noqa: SLF001 - of this module
        del page
        for item in items:
            yield item
        del items
        page = None if more is None else await more()


class AsyncPages(Generic[ItemT_co, T_co]):
    """A list before its first request: await it for the first page, or iterate over all items with `async for`."""

    def __init__(self, first: Callable[[], Awaitable[AsyncPage[ItemT_co, T_co]]]) -> None:
        self._first = first

    def __await__(self) -> Generator[Any, None, AsyncPage[ItemT_co, T_co]]:
        return self._first().__await__()

    async def __aiter__(self) -> AsyncIterator[ItemT_co]:
        async for item in _walk_async(await self):
            yield item


class Uploader(Protocol):
    """Turns the value of a file field into the upload to send."""

    def __call__(self, field: str, value: Upload, media_type: str) -> tuple[BinaryIO, str, str]:
        """Return content, file name and media type to send in `field`, which requires `media_type`."""
        ...

    def base64(self, field: str, value: Upload, media_type: str, max_length: int | None) -> str:
        """Return the content to send in `field` as Base64 text of at most `max_length` characters."""
        ...


class Sender(Protocol):
    """Makes the calls of the synchronous resources."""

    def uploads(self) -> AbstractContextManager[Uploader]:
        """Give an uploader whose files stay open until the context ends."""
        ...

    def send(self, operation: Operation[T], options: CallOptions, /, **arguments: Any) -> T:
        """Make the call and return its answer; raise whatever is not a success."""
        ...

    def pages(
        self, operation: Operation[T], pagination: Pagination[ItemT], options: CallOptions, /, **arguments: Any
    ) -> Page[ItemT, T]:
        """Make the call and return its answer as the first page of a list."""
        ...


class AsyncSender(Protocol):
    """Makes the calls of the asynchronous resources."""

    def uploads(self) -> AbstractContextManager[Uploader]:
        """Give an uploader whose files stay open until the context ends."""
        ...

    async def send(self, operation: Operation[T], options: CallOptions, /, **arguments: Any) -> T:
        """Make the call and return its answer; raise whatever is not a success."""
        ...

    def pages(
        self, operation: Operation[T], pagination: Pagination[ItemT], options: CallOptions, /, **arguments: Any
    ) -> AsyncPages[ItemT, T]:
        """Return the list whose first page is the answer to the call."""
        ...
