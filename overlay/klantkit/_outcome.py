"""Turn the response to a call, or the error that httpx raised, into a value or a `KlantkitError`."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from fnmatch import fnmatchcase
from traceback import walk_tb
from typing import Any, Generic, NoReturn, TypeVar, cast

import attrs
import httpx
from klantkit_types.resources import Answer

from ._call import Call, CallNote, page_of
from ._errors import (
    APIConnectionError,
    APIResponseError,
    APITimeoutError,
    ContractError,
    KlantkitError,
    Problem,
    UploadError,
    printable,
    status_error_type,
)
from ._files import BrokenFileError
from ._reading import UnreadableError, read
from ._redaction import Redactor, secrets_in
from ._retry import UNSENT, logger, retry_after

T = TypeVar("T")

#: The fields of errors that hold the reason, the most telling first.
_MESSAGES = ("message", "detail", "msg", "title", "error_description", "error")

#: The frames of an exception that httpx got from a caller's `httpx.Auth`, neither from its transport nor from klantkit;
#: the group matches if that was after a response.
_AUTH = re.compile(r"(_send_handling_auth\.[\w.]+)?_send_handling_auth\.(?!httpx\._(client|models)\.|klantkit\.)")

#: How many departures a message lists.
_LISTED = 10

#: Maximum number of values in JSON, each of which can take 30 times the memory of its text.
_MAX_VALUES = 500_000

#: Bytes of a body above which an error shows only its beginning.
_LONG = 100_000

_NOT_REPLAYABLE = " Not retried: the upload cannot be rewound; pass a path or bytes."


@attrs.frozen(eq=False)
class RawResponse(Generic[T]):
    """A successful response with its status and headers.

    Attributes:
        value: The return value of the method.
        status: The HTTP status.
        headers: The headers of the response.
        request_id: The server's ID of the call (its `X-Request-Id`), else the client's own, as in its log.
        problems: The departures of the response from the spec.
    """

    value: T
    status: int
    headers: Mapping[str, str]
    request_id: str
    problems: tuple[Problem, ...]


def success_of(call: Call[T], response: httpx.Response, now: float, *, strict: bool) -> RawResponse[T]:
    """Read a successful response, or raise a `StatusError` or a `ContractError`; `now` is UNIX time."""
    operation, request_id = call.operation, _request_id(call.note, response)
    declared = [answer for answer in operation.answers if response.status_code in answer.statuses]
    if not response.is_success:
        if _is_done(call, response):
            return RawResponse(cast(T, None), response.status_code, response.headers, request_id, ())
        raise _status_error(call, response, declared, now)
    kind: Any = None
    value: Any = None
    data: Any = None
    problems: list[Problem] = []
    errors: list[UnreadableError] = []
    # An undeclared success is read as one of the declared successes.
    for answer in declared[:1] or [one for one in operation.answers if httpx.codes.is_success(one.statuses.start)]:
        kind = answer.kind
        if kind is None:
            break
        try:
            data = _decode(call.note, answer.media_type, response, kind)
            value, problems = read(kind, data)
            break
        except UnreadableError as error:
            errors.append(error)
    else:
        if errors:
            raise _contract_error(call, response, None, data, [errors[0].problem])
        value = _any_value(call, response)
    if problems and strict:
        redacted = _redactor_of(call).json(data)
        value = None if redacted is None else read(kind, redacted)[0]
        raise _contract_error(call, response, value, data, problems)
    if problems:
        message = "%s: departures of the response from the spec (%d): %s"
        logger.warning(message, call.name, len(problems), _listed(problems), extra={"request_id": request_id})
    return RawResponse(cast(T, value), response.status_code, response.headers, request_id, tuple(problems))


def _is_done(call: Call[Any], response: httpx.Response) -> bool:
    """Whether a DELETE without a value was answered 404, perhaps because an earlier attempt deleted the record."""
    found_nothing = call.request.method == "DELETE" and response.status_code == httpx.codes.NOT_FOUND
    kinds = [answer.kind for answer in call.operation.answers if httpx.codes.is_success(answer.statuses.start)]
    return found_nothing and call.note.repeated and (not kinds or None in kinds)


def _any_value(call: Call[Any], response: httpx.Response) -> Any:
    """The JSON of a body, else its bytes; None if it is empty."""
    try:
        return _decode(call.note, "application/json", response)
    except UnreadableError as error:
        if call.note.unpack_error is not None:
            raise _contract_error(call, response, None, None, [error.problem]) from None
        return response.content or None


@contextmanager
def send_errors(call: Call[Any]) -> Generator[None]:
    """Turn what httpx raises while sending into a `KlantkitError`."""
    try:
        yield
    except KlantkitError as error:
        if call.note.repeated:
            text = str(error).replace("; nothing was sent", "")
            error.args = (f"{text} An earlier attempt was sent: check whether the server acted on it.",)
        raise
    except BrokenFileError as error:
        message = f"{call.name}: {error}. The request is incomplete; check whether the server took it."
        raise UploadError(message) from (error.reason or error)
    except Exception as error:  # noqa: BLE001 - of custom transports; httpx also lets those of h11 and sockets through
        raise_connection_error(call, error)


def _request_id(note: CallNote, response: httpx.Response) -> str:
    """The server's ID of the call, else the client's own."""
    return str(response.headers.get("x-request-id") or note.request_id)


def _decode(note: CallNote, declared: str | None, response: httpx.Response, kind: Any = None) -> Any:
    """The JSON of a response; its bytes if they are declared as `kind`, and its text if a text type is declared."""
    if note.unpack_error is not None:
        raise UnreadableError("", f"cannot be unpacked: {note.unpack_error}")
    received = response.headers.get("content-type", "").partition(";")[0].strip()
    alike = fnmatchcase(received.lower(), declared or "*") or (_is_json(received) and _is_json(declared or ""))
    if received and not alike:
        raise UnreadableError("", f"must be {declared}, not {received[:100]}")
    if kind is bytes:
        return response.content
    if declared and declared.startswith("text/"):
        return response.text
    values = sum(map(response.content.count, (b",", b"{", b"[")))
    if values > _MAX_VALUES:
        raise UnreadableError("", f"holds more than {_MAX_VALUES} values")
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("", f"must be JSON ({type(error).__name__})") from None


def _listed(problems: Sequence[Problem]) -> str:
    listed = [f"{problem.field or 'the body'} {problem.rule}" for problem in problems[:_LISTED]]
    return ", ".join([*listed, f"and {len(problems) - _LISTED} more"] if problems[_LISTED:] else listed)


def _contract_error(
    call: Call[Any], response: httpx.Response, value: Any, data: Any, problems: Sequence[Problem]
) -> ContractError:
    redactor = _redactor_of(call)
    problems = [Problem(redactor.text(problem.field), redactor.text(problem.rule)) for problem in problems]
    return ContractError(
        f"{call.name}: {_status_line(response)}: the response does not match the spec: {_listed(problems)}. "
        f"The request was most likely carried out: look before you repeat it.{page_of(call.operation)}",
        **_context(call, response, redactor, data),
        value=value,
        data=redactor.json(data),
        problems=tuple(problems),
    )


def _status_error(call: Call[Any], response: httpx.Response, declared: Sequence[Answer], now: float) -> KlantkitError:
    redactor = _redactor_of(call)
    data: Any = None
    vendor_error: Any = None
    with suppress(UnreadableError):  # the status and the body as text remain
        media_type, kind = (declared[0].media_type, declared[0].kind) if declared else (None, None)
        data = _decode(call.note, media_type, response, kind)
        if declared:
            vendor_error, _ = read(kind, redactor.json(data))
    context = _context(call, response, redactor, data)
    error_type, advice = status_error_type(response.status_code, call.unauthorized)
    wait = retry_after(response.status_code, response.headers, now)
    if wait is not None:
        advice += f" The server accepts the next request in {wait:.0f} s."
    if call.note.not_replayable:
        advice += _NOT_REPLAYABLE
    if call.note.repeated:
        advice += " An earlier attempt may have been carried out."
    if excerpt := " ".join(context["body"].split())[:200]:
        advice += f" The response: {excerpt}"
    return error_type(
        f"{call.name}: {_status_line(response)}. {advice}{page_of(call.operation)}",
        **context,
        error=vendor_error,
        message=printable(_message_of(redactor.json(data))),
        retry_after=wait,
    )


def was_sent(note: CallNote, error: Exception) -> bool:
    """Whether any part of a request that failed with `error` may have been sent."""
    return not isinstance(error, UNSENT) if note.sent is None else note.sent  # None: custom transport, or before a pool


def raise_connection_error(call: Call[Any], error: Exception, advice: str = "") -> NoReturn:
    """Raise the `APIConnectionError` of a call, with `advice` at the end, for what was raised while sending it."""
    sent, redactor, failure = was_sent(call.note, error), _redactor_of(call), type(error).__name__
    error_type = APITimeoutError if isinstance(error, httpx.TimeoutException) else APIConnectionError
    cause = redactor.cause(error)
    names = ".".join(f"{one.f_globals.get('__name__')}.{one.f_code.co_name}" for one, _ in walk_tb(error.__traceback__))
    if auth := _AUTH.search(names):  # its text may contain a credential that is not in the request
        sent, cause, reason = bool(call.note.sent or auth[1]), None, f"the httpx.Auth raised {failure}"
        advice = "" if sent else "Nothing was sent."
    elif isinstance(error, httpx.PoolTimeout):
        reason = f"no connection in the pool was free in time ({failure})"
    elif error_type is APITimeoutError:
        reason = f"the server took too long ({failure})"
    else:
        reason = f"{'the connection broke' if sent else 'no connection'} ({failure}: {redactor.text(str(error))})"
    if not advice:
        advice = "Check whether the server acted on the request before you repeat it." if sent else "Nothing was sent."
        if not sent and not isinstance(error, httpx.PoolTimeout):
            advice += " Check the network and base_url."
    if call.note.not_replayable:
        advice += _NOT_REPLAYABLE
    raise error_type(
        f"{call.name} at {call.request.url.host}: {reason}. {advice}",
        method=call.operation.method,
        path=call.operation.path,
        request_id=call.note.request_id,
        sent=sent,
    ) from cause


def _is_json(media_type: str) -> bool:
    return media_type.lower() == "application/json" or media_type.lower().endswith("+json")


def _message_of(data: Any) -> str:
    """The reason that the JSON of an error gives, wherever vendors put it."""
    if isinstance(data, list):
        return "; ".join(filter(None, map(_message_of, data)))
    if isinstance(data, dict):
        return next(filter(None, (_message_of(data.get(name)) for name in _MESSAGES)), "")
    return data if isinstance(data, str) else ""


def _redactor_of(call: Call[Any]) -> Redactor:
    return Redactor((*call.note.secrets, *secrets_in(call.request.headers)))


def _status_line(response: httpx.Response) -> str:
    return f"{response.status_code} {httpx.codes.get_reason_phrase(response.status_code)}".rstrip()


def _context(call: Call[Any], response: httpx.Response, redactor: Redactor, data: Any) -> dict[str, Any]:
    """The attributes of every `APIResponseError`; `data` is the JSON of the body, if decoded."""
    headers = [(name, redactor.text(value)) for name, value in response.headers.multi_items()]
    return {
        "status": response.status_code,
        "method": call.operation.method,
        "path": call.operation.path,
        "request_id": redactor.text(_request_id(call.note, response)),
        "headers": httpx.Headers(headers, encoding=response.headers.encoding),
        "body": _body_of(response.content, redactor, data)[: APIResponseError.MAX_BODY],
    }


def _body_of(content: bytes, redactor: Redactor, data: Any) -> str:
    """The body as text; a long one only as far as an error shows it."""
    if len(content) <= _LONG:
        return redactor.body(content, data if isinstance(data, dict | list) else None)
    text = redactor.text(content[:_LONG].decode("utf-8", "replace"))
    # Redaction may shorten it so far that an error shows its cut end, perhaps within a credential.
    return text if len(text) > _LONG / 5 else text.rpartition("***")[0]
