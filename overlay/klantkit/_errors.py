"""Every error that klantkit raises, in one tree under `KlantkitError`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

if TYPE_CHECKING:
    import mijnklantportaal_api.models
    import next_api.models
    import notify_api.models

    VendorError = mijnklantportaal_api.models.Error | next_api.models.Error | notify_api.models.Error


class KlantkitError(Exception):
    """The base of all errors of klantkit. Its text has no control characters, which a terminal would obey.

    Attributes:
        resume: The argument, by name, with which a list is read on after this error; None for other errors.
    """

    resume: Mapping[str, Any] | None = None

    def __init__(self, message: str = "", /, **attributes: Any) -> None:
        super().__init__(printable(message))
        self.__dict__.update(attributes)  # which pickle keeps, along with the message


def printable(text: str) -> str:
    """The text with a blank for each line break and control character."""
    return text if text.isprintable() else "".join(one if one.isprintable() else " " for one in text)


class ConfigurationError(KlantkitError):
    """A setting of a client is missing or invalid. Nothing was sent, unless the text says otherwise."""


class ArgumentError(KlantkitError):
    """An argument of a method is unknown, invalid or of the wrong type. Nothing was sent.

    The text names the method and the argument. A missing argument is a `TypeError`, as everywhere in Python.
    """


class UploadError(KlantkitError):
    """A file cannot be sent: it is missing, empty, opened as text, or not of the type that the field requires.

    Nothing was sent, unless the file could not be read to its end; the text says so.
    """


class TokenStoreError(KlantkitError):
    """A token cannot be stored or read: no access, or a file that others can read. The text says what to do."""


class LimitStoreError(KlantkitError):
    """The Redis of a shared rate limit cannot be reached. Nothing was sent, unless the text says otherwise."""


class ListError(KlantkitError):
    """A list repeats a page, has no valid link to the next, or does not end."""


class APIConnectionError(KlantkitError):
    """The server could not be reached, or the connection broke.

    Attributes:
        method: The HTTP method of the request, in capitals.
        path: The path of the operation, as in the spec.
        request_id: The client's own ID of the call, as in its log records.
        sent: Whether any part of the request may have reached the server, which may then have acted on it.
    """

    method: str
    path: str
    request_id: str
    sent: bool


class APITimeoutError(APIConnectionError):
    """The server took too long, or no connection in the pool was free in time."""


class APIResponseError(KlantkitError):
    """An error that is due to the server's response.

    Attributes:
        status: The HTTP status.
        method: The HTTP method of the request, in capitals.
        path: The path of the operation, as in the spec.
        request_id: The server's ID of the call (its `X-Request-Id`), else the client's own, as in its log.
        headers: The headers of the response.
        body: The body of the response as text, cut to `MAX_BODY` characters.
    """

    #: Maximum number of characters of `body`.
    MAX_BODY = 10_000

    status: int
    method: str
    path: str
    request_id: str
    headers: Mapping[str, str]
    body: str


class Problem(NamedTuple):
    """A departure of a response from the spec.

    Attributes:
        field: The place, by the names on the wire, such as `address.city` or `lines[0].amount`; empty for the body.
        rule: What the spec asks for there, such as `is missing` or `must be text, not null`; never a value.
    """

    field: str
    rule: str


class ContractError(APIResponseError):
    """The server reported success, but its response does not match the spec.

    The request was most likely carried out: look before you repeat it.

    Attributes:
        value: The value as far as it can be read; None if it cannot be read as a whole. Without `strict_answers` only
            such responses are errors.
        data: The decoded JSON of the response; None if it has none.
        problems: The departures from the spec, by field and rule.
    """

    value: Any = None
    data: Any = None
    problems: tuple[Problem, ...] = ()


class StatusError(APIResponseError):
    """The status of the response is not a success.

    Attributes:
        error: The vendor's error as in the spec, a model of the generated package; None if the response holds none,
            or an unreadable one.
        message: The reason in the vendor's own words, whatever the vendor; empty if the response has none.
        retry_after: Seconds after which the server accepts the next request; None if the response does not say.
    """

    error: VendorError | None = None
    message: str = ""
    retry_after: float | None = None


class BadRequestError(StatusError):
    """400: the vendor refuses the request."""


class AuthenticationError(StatusError):
    """401: the token or key is missing, wrong or revoked."""


class PermissionDeniedError(StatusError):
    """403: the token or key is valid, but may not do this."""


class NotFoundError(StatusError):
    """404: something that the request refers to does not exist."""


class ConflictError(StatusError):
    """409: the request conflicts with the present state of the resource."""


class UnprocessableEntityError(StatusError):
    """422: a field is missing, or its value is not accepted."""


class RateLimitError(StatusError):
    """429: too many requests."""


class ServerError(StatusError):
    """5xx: the vendor's server failed. Whether it acted on the request is unknown."""


_BY_STATUS: dict[int, tuple[type[StatusError], str]] = {
    400: (BadRequestError, "The vendor refuses the request; correct what its response names."),
    403: (PermissionDeniedError, "The token or key may not do this; grant it the permission, or use another."),
    404: (NotFoundError, "Something that the request refers to does not exist; check the IDs and base_url."),
    409: (ConflictError, "The request conflicts with the present state; look at the resource first."),
    422: (UnprocessableEntityError, "A field is missing or not accepted; correct what the vendor names."),
    429: (RateLimitError, "Too many requests; wait before the next one."),
}


def status_error_type(status: int, unauthorized: str) -> tuple[type[StatusError], str]:
    """The error class of a status other than a success, and the advice to show: for a 401, `unauthorized`."""
    if status == httpx.codes.UNAUTHORIZED:
        return AuthenticationError, unauthorized
    if httpx.codes.is_redirect(status):
        return StatusError, "The server redirects, which klantkit does not follow; check base_url."
    if httpx.codes.is_server_error(status):
        return ServerError, "The vendor's server failed; check whether it acted on the request before you repeat it."
    return _BY_STATUS.get(status, (StatusError, "The vendor refuses the request; look at the response."))
