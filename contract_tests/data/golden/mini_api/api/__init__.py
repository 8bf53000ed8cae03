# Generated from tools/mini.yaml by make generate. Do not edit.
"""Every resource of Mini, and what a resource asks of its sender."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from typing import (
    TYPE_CHECKING,
    Any,
    BinaryIO,
    Generic,
    NamedTuple,
    Protocol,
    TypedDict,
    TypeVar,
    cast,
)

import httpx

from ..types import File

if TYPE_CHECKING:
    from .documents import AsyncDocumentsResource, DocumentsResource

T = TypeVar("T")

Upload = str | os.PathLike[str] | bytes | BinaryIO | File
"""A file to send: its path, its content, a file open for reading in binary mode, or the generator's `File`."""


class CallOptions(TypedDict, total=False):
    """What may be set for one call alone; each wins over what the sender holds."""

    timeout: float | httpx.Timeout
    """Seconds that each phase (connect, read, write, pool) may take."""
    max_retries: int
    """How often the call may be repeated where that is safe."""
    headers: Mapping[str, str]
    """Headers to add to the request."""
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


class Operation(NamedTuple, Generic[T]):
    """One operation of the API; `T` is what it answers when it succeeds."""

    name: str
    """The operationId."""
    call: str
    """The method as its caller writes it, such as `customers.create`."""
    method: str
    path: str
    """As in the spec, with its `{parameters}`."""
    source: str
    """Address of the vendor page that the operation was transcribed from."""
    secured: bool
    """Whether the operation wants credentials."""
    answers: tuple[Answer, ...]
    """The declared responses, those of single statuses before those of ranges."""
    query: Mapping[str, str]
    """The query parameters: their names in Python and on the wire."""
    build: Callable[..., dict[str, Any]]
    """Turns the arguments of a call into those of `httpx.Client.request`."""

    def typed(self, value: Any) -> T:
        """Return the value of a success, typed as the operation declares it."""
        return cast(T, value)


class Uploader(Protocol):
    """Turns whatever was given for a file field into what is sent."""

    def __call__(self, field: str, value: Upload, media_type: str) -> tuple[BinaryIO, str, str]:
        """Return content, file name and media type to send in `field`, which wants `media_type`."""
        ...


class Sender(Protocol):
    """Makes the calls of the synchronous resources."""

    def uploads(self) -> AbstractContextManager[Uploader]:
        """Give an uploader whose files stay open until the context ends."""
        ...

    def send(self, operation: Operation[T], options: CallOptions, /, **arguments: Any) -> T:
        """Make the call and return its answer; raise whatever is not a success."""
        ...


class AsyncSender(Protocol):
    """Makes the calls of the asynchronous resources."""

    def uploads(self) -> AbstractContextManager[Uploader]:
        """Give an uploader whose files stay open until the context ends."""
        ...

    async def send(self, operation: Operation[T], options: CallOptions, /, **arguments: Any) -> T:
        """Make the call and return its answer; raise whatever is not a success."""
        ...


class Resources:
    """Every resource of Mini."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @cached_property
    def documents(self) -> DocumentsResource:
        """Documents: replace_document, list_documents, delete_documents."""
        from .documents import DocumentsResource  # only what is used is loaded

        return DocumentsResource(self._sender)


class AsyncResources:
    """Every resource of Mini, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @cached_property
    def documents(self) -> AsyncDocumentsResource:
        """Documents: replace_document, list_documents, delete_documents."""
        from .documents import AsyncDocumentsResource  # only what is used is loaded

        return AsyncDocumentsResource(self._sender)
