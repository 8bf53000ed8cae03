"""Every error that klantkit raises, in one tree under `KlantkitError`."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any


class KlantkitError(Exception):
    """Whatever goes wrong in klantkit; catch this to catch all."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what the error tells; most classes here take keywords only."""
        return functools.partial(_rebuild, type(self), str(self), self.__dict__), ()


def _rebuild(kind: type[KlantkitError], message: str, state: dict[str, Any]) -> KlantkitError:
    error = kind.__new__(kind, message)
    error.__dict__.update(state)
    return error


class ConfigurationError(KlantkitError):
    """A client was set up with something missing or wrong. Nothing was sent."""


class ArgumentError(KlantkitError):
    """A method was called with an argument of the wrong type. Nothing was sent."""


class UploadError(KlantkitError):
    """A file cannot be sent: missing, empty, opened as text, or not what the field wants.

    Nothing was sent, unless the file broke while it was; the text says so.
    """


class TokenStoreError(KlantkitError):
    """A token cannot be kept or read: no access, or a file that others may read. The text says what to do."""


class LimitStoreError(KlantkitError):
    """The Redis that a rate limit is shared through cannot be reached. Nothing was sent."""


class APIConnectionError(KlantkitError):
    """The server could not be reached, or the connection broke.

    Attributes:
        method: The HTTP method of the request, in capitals.
        path: The path of the operation, as in the spec.
        request_id: The client's own name for the call, as in its log records.
        sent: Whether any of the request may have reached the server. If so, it may have acted on it.
    """

    def __init__(self, message: str, *, method: str, path: str, request_id: str, sent: bool) -> None:
        super().__init__(message)
        self.method = method
        self.path = path
        self.request_id = request_id
        self.sent = sent


class APITimeoutError(APIConnectionError):
    """The server took too long."""


class APIResponseError(KlantkitError):
    """The server answered; the answer is the reason for this error.

    Attributes:
        status: The HTTP status.
        method: The HTTP method of the request, in capitals.
        path: The path of the operation, as in the spec.
        request_id: The server's name for the call (its `X-Request-Id`), else the client's own, as in its log.
        headers: The headers of the answer.
        body: The body of the answer as text, cut to `MAX_BODY` characters.
    """

    #: Characters of a body that an error keeps.
    MAX_BODY = 10_000

    def __init__(
        self,
        message: str,
        *,
        status: int,
        method: str,
        path: str,
        request_id: str,
        headers: Mapping[str, str],
        body: str,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.method = method
        self.path = path
        self.request_id = request_id
        self.headers = headers
        self.body = body[: self.MAX_BODY]


class ContractError(APIResponseError):
    """The server reported success, but its answer is not what the spec says, so it cannot be read.

    The server has most likely done what was asked: look before you ask again.
    """


class StatusError(APIResponseError):
    """The server answered with a status that is no success.

    Attributes:
        error: The vendor's error as the spec describes it, a model of the generated package; None when the
            answer holds none that can be read.
        retry_after: Seconds after which the server takes the next request, as it says; None when it does not.
    """

    def __init__(self, message: str, *, error: object, retry_after: float | None, **about: Any) -> None:
        super().__init__(message, **about)
        self.error = error
        self.retry_after = retry_after


class BadRequestError(StatusError):
    """400: the vendor refuses the request."""


class AuthenticationError(StatusError):
    """401: the token or key is missing, wrong or withdrawn."""


class PermissionDeniedError(StatusError):
    """403: the token or key is valid, but may not do this."""


class NotFoundError(StatusError):
    """404: something that the request names is not there."""


class ConflictError(StatusError):
    """409: the request does not fit the state that things are in."""


class UnprocessableEntityError(StatusError):
    """422: a field is missing or holds what the vendor does not accept."""


class RateLimitError(StatusError):
    """429: too many requests."""


class ServerError(StatusError):
    """5xx: the vendor's side failed. Whether it acted on the request is unknown."""


_BY_STATUS: dict[int, tuple[type[StatusError], str]] = {
    400: (BadRequestError, "The vendor refuses the request; correct what it names."),
    401: (AuthenticationError, "Check the token or key: it is missing, wrong or withdrawn."),
    403: (PermissionDeniedError, "The token or key may not do this; give it the right, or use another one."),
    404: (NotFoundError, "Something that the request names does not exist; check the ids and base_url."),
    409: (ConflictError, "The request does not fit the present state; look at the resource first."),
    422: (UnprocessableEntityError, "A field is missing or not accepted; correct what the vendor names."),
    429: (RateLimitError, "Too many requests; wait before the next one."),
    503: (ServerError, "The vendor is not available for now; try again later."),
}


def status_error_type(status: int) -> tuple[type[StatusError], str]:
    """The error class of a status that is no success, and what a person can do about it."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    match status // 100:
        case 3:
            return StatusError, "The server points elsewhere, which is not followed; check base_url."
        case 5:
            return ServerError, "The vendor's side failed; look whether it acted on the request before you repeat it."
    return StatusError, "The spec does not know this status; look at the body."
