"""One call: its operation, its request, and the note that travels with the request."""

from __future__ import annotations

from typing import Generic, TypeVar

import attrs
import httpcore
import httpx
from klantkit_types.resources import Operation

from ._rate_limit import Limiter

T = TypeVar("T")

#: The name of the note among the extensions of a request.
EXTENSION = "klantkit"


def page_of(operation: Operation[object]) -> str:
    """The last sentence of a message, with the vendor's page; empty if the operation has none."""
    return f" The vendor's page: {operation.source}" if operation.source else ""


@attrs.define(eq=False, repr=False)
class CallNote:
    """A note on one call, kept in the extensions of its `httpx.Request`; empty if no klantkit client built it."""

    path: str = ""  # of the operation, as in the spec
    request_id: str = ""  # the client's own, for the log and for errors
    max_retries: int | None = None  # None for that of the policy
    limiter: Limiter | None = None  # to wait for before each request
    secrets: tuple[str, ...] = ()  # to redact from errors, besides those in the headers of the request
    not_replayable: bool = False  # a retry was due but skipped, because the body cannot be sent twice
    unpack_error: ValueError | None = None  # why the body of the last response could not be unpacked
    sent: bool | None = None  # whether any part was sent since the last 429; None if unknown
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
