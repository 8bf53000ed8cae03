"""One call: its operation, its options, its request, and the note that travels with the request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypedDict, TypeVar

import attrs
import httpcore
import httpx

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")

#: The name of the note among the extensions of a request.
EXTENSION = "klantkit"


class RequestOptions(TypedDict, total=False):
    """The options of `client.request`; see `SharedOptions`."""

    timeout: float | httpx.Timeout
    max_retries: int
    headers: Mapping[str, str]


class CallOptions(RequestOptions, total=False):
    """The `CallOptions` of any generated package."""

    extra_body: Mapping[str, Any]
    extra_query: Mapping[str, Any]


class Answer(Protocol):
    """The `Answer` of any generated package."""

    @property
    def statuses(self) -> range: ...
    @property
    def kind(self) -> Any: ...
    @property
    def media_type(self) -> str | None: ...


class Operation(Protocol[T_co]):
    """The `Operation` of any generated package."""

    @property
    def call(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def secured(self) -> bool: ...
    @property
    def answers(self) -> Sequence[Answer]: ...
    @property
    def query(self) -> Mapping[str, str]: ...
    @property
    def build(self) -> Callable[..., dict[str, Any]]: ...
    def typed(self, value: Any, /) -> T_co: ...


def page_of(operation: Operation[object]) -> str:
    """The last sentence of a message, with the vendor's page; empty if the operation has none."""
    return f" The vendor's page: {operation.source}" if operation.source else ""


@attrs.define(eq=False, repr=False)
class CallNote:
    """A note on one call, kept in the extensions of its `httpx.Request`; empty if no klantkit client built that."""

    path: str = ""  # of the operation, as in the spec
    request_id: str = ""  # the client's own, for the log and for errors
    max_retries: int | None = None  # None for that of the policy
    secrets: tuple[str, ...] = ()  # to redact from errors, besides those in the headers of the request
    not_replayable: bool = False  # a retry was due but skipped, because the body cannot be sent twice
    unpack_error: ValueError | None = None  # why the body of the last response could not be unpacked
    sent: bool | None = None  # whether any part was sent since it was last refused as one too many; None if unknown
    repeated: bool = False  # an attempt that may have reached the server was followed by another

    @classmethod
    def of(cls, request: httpx.Request | httpcore.Request) -> CallNote:
        """The note on `request`; an empty one, kept nowhere, for a request that no klantkit client built."""
        note = request.extensions.get(EXTENSION)
        return note if isinstance(note, CallNote) else cls()


@attrs.frozen(eq=False, repr=False)  # a repr could show a secret
class Call(Generic[T]):
    """A call whose request is built."""

    operation: Operation[T]
    request: httpx.Request
    note: CallNote
    unauthorized: str  # the vendor's advice for a 401

    @property
    def name(self) -> str:
        """Method and path, for messages."""
        return f"{self.operation.method} {self.operation.path}"
