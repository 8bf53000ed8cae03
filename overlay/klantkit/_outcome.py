"""Turn the response to a call, or the error that httpx raised, into a value or a `KlantkitError`."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any, TypedDict, TypeVar

import attrs
import httpx

from ._call import Call, CallNote, Operation
from ._errors import (
    APIConnectionError,
    APITimeoutError,
    ContractError,
    KlantkitError,
    UploadError,
    status_error_type,
)
from ._files import BrokenFileError
from ._retry import retry_after
from ._typecheck import Mismatch, check_model, place_of

T = TypeVar("T")

#: Raised by generated code for a body that does not match the spec, and by the check of its types.
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, RecursionError, Mismatch)

#: Response headers that describe the body as received, not as httpx decoded it.
_BODY_HEADERS = ("content-encoding", "content-length")

_NOT_REPLAYABLE = " Not retried: the upload cannot be rewound; pass a path or bytes."


def value_of(call: Call[T], response: httpx.Response, now: float) -> T:
    """The value of a successful response.

    Args:
        call: The call.
        response: Its response, read.
        now: The time as UNIX time.

    Raises:
        StatusError: The status is not a success.
        ContractError: The response does not match the spec.
    """
    if not any(response.status_code in statuses for statuses in call.operation.successes):
        raise _status_error(call, response, now)
    try:
        if call.note.unpack_error is not None:
            raise call.note.unpack_error
        _check_media_type(call.operation.media_type, response)
        return _decode(call.operation, response)
    except _UNREADABLE as error:
        text, cause = _redact_error(error, _secrets_of(call))
        raise _contract_error(call, response, error, text) from cause


@contextmanager
def send_errors(call: Call[Any]) -> Generator[None]:
    """Turn what httpx raises while sending into a `KlantkitError`.

    Raises:
        UploadError: A file could not be read to its end.
        APIConnectionError: The server could not be reached, or the connection broke.
    """
    try:
        yield
    except KlantkitError:
        raise
    except BrokenFileError as error:
        raise UploadError(f"{call.name}: {error}. The request is incomplete; look whether the server took it.") from (
            error.reason or error
        )
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, RuntimeError) as error:
        # httpx lets all but the first through: raised by redirect URLs, asynchronous TLS, custom transports and event
        # loops.
        text, cause = _redact_error(error, _secrets_of(call))
        raise _connection_error(call, error, text) from cause


def request_id_of(note: CallNote, response: httpx.Response) -> str:
    """The server's ID of the call, else the client's own."""
    return str(response.headers.get("x-request-id") or note.request_id)


def _decode(operation: Operation[T], response: httpx.Response) -> T:
    value = operation.decode(response)
    if attrs.has(type(value)):
        check_model(value)
    return value


def _contract_error(call: Call[Any], response: httpx.Response, error: Exception, text: str) -> ContractError:
    response = _redact_response(response, _secrets_of(call))
    place = place_of(error)
    if isinstance(error, KeyError):
        text = f"the field {place or text} is missing"
    elif place:
        text = f"the field {place} cannot be read ({text})"
    return ContractError(
        f"{call.name}: {_status_line(response)}: the response does not match the spec: {text}. The request was most "
        f"likely carried out: look before you repeat it. The vendor's page: {call.operation.source}",
        **_context(call, response),
    )


def _status_error(call: Call[Any], response: httpx.Response, now: float) -> KlantkitError:
    response = _redact_response(response, _secrets_of(call))
    try:
        vendor_error: object = _decode(call.operation, response)
    except _UNREADABLE:
        vendor_error = None  # the status and the body as text remain
    error_type, advice = status_error_type(response.status_code, call.unauthorized)
    wait = retry_after(response.headers, now)
    if wait is not None:
        advice += f" The server takes the next request in {wait:.0f} s."
    if call.note.not_replayable:
        advice += _NOT_REPLAYABLE
    excerpt = " ".join(_text(response).split())[:200]
    if excerpt:
        advice += f" It says: {excerpt}"
    advice += f" The vendor's page: {call.operation.source}"
    return error_type(
        f"{call.name}: {_status_line(response)}. {advice}",
        **_context(call, response),
        error=vendor_error,
        retry_after=wait,
    )


def _connection_error(call: Call[Any], error: Exception, text: str) -> APIConnectionError:
    sent = not isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
    if isinstance(error, httpx.TimeoutException):
        error_type: type[APIConnectionError] = APITimeoutError
        text = f"the server took too long ({type(error).__name__})"
    else:
        error_type = APIConnectionError
        text = f"{'the connection broke' if sent else 'no connection'} ({type(error).__name__}: {text})"
    advice = "Look whether the server acted on the request before you repeat it." if sent else "Nothing was sent."
    if not sent and not isinstance(error, httpx.PoolTimeout):
        advice += " Check the network and base_url."
    if call.note.not_replayable:
        advice += _NOT_REPLAYABLE
    return error_type(
        f"{call.name} at {call.request.url.host}: {text}. {advice}",
        method=call.operation.method,
        path=call.operation.path,
        request_id=call.note.request_id,
        sent=sent,
    )


def _check_media_type(declared: str | None, response: httpx.Response) -> None:
    """Raise `ValueError` if the response has another media type than declared; a response without one passes."""
    received = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if declared is None or not received or received == declared or (_is_json(received) and _is_json(declared)):
        return
    raise ValueError(f"it is {received[:100]}, not {declared}")


def _is_json(media_type: str) -> bool:
    return media_type == "application/json" or media_type.endswith("+json")


def _secrets_of(call: Call[Any]) -> list[str]:
    authorization = call.request.headers.get("authorization", "").rpartition(" ")[2]
    return [secret for secret in (*call.secrets, authorization) if secret]


def _redact_error(error: Exception, secrets: list[str]) -> tuple[str, Exception | None]:
    """The text of an error without `secrets`, and the error itself if its text holds none of them."""
    text = str(error)
    for secret in secrets:
        text = text.replace(secret, "***")
    return text, error if text == str(error) else None


def _redact_response(response: httpx.Response, secrets: list[str]) -> httpx.Response:
    """The response without `secrets`, in case the server repeats them."""
    content, headers = response.content, response.headers
    for secret in secrets:
        content = content.replace(secret.encode(), b"***")
        if any(secret in value for value in headers.values()):
            headers = httpx.Headers({name: value.replace(secret, "***") for name, value in headers.items()})
    if content is response.content and headers is response.headers:
        return response
    kept = {name: value for name, value in headers.items() if name not in _BODY_HEADERS}
    return httpx.Response(response.status_code, headers=kept, content=content)


def _status_line(response: httpx.Response) -> str:
    return f"{response.status_code} {httpx.codes.get_reason_phrase(response.status_code)}".rstrip()


def _text(response: httpx.Response) -> str:
    """The body as text; JSON is UTF-8 (RFC 8259, 8.1), whatever charset the server claims."""
    return response.content.decode("utf-8", "replace")


class _Context(TypedDict):
    """The attributes of every `APIResponseError`."""

    status: int
    method: str
    path: str
    request_id: str
    headers: Mapping[str, str]
    body: str


def _context(call: Call[Any], response: httpx.Response) -> _Context:
    return {
        "status": response.status_code,
        "method": call.operation.method,
        "path": call.operation.path,
        "request_id": request_id_of(call.note, response),
        "headers": response.headers,
        "body": _text(response),
    }
