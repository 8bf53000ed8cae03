"""The description of a vendor, and the options of its clients, checked when a client is created."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import attrs
import httpx
from klantkit_types.resources import RequestOptions

from ._errors import ConfigurationError
from ._rate_limit import RateLimit
from ._retry import RetryPolicy

#: Seconds to connect, to receive the whole response, to send the next bytes, and to get a connection from the pool.
DEFAULT_TIMEOUT = httpx.Timeout(connect=5, read=30, write=60, pool=5)

#: The name of a header (RFC 9110, 5.1).
_FIELD_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


class Vendor(NamedTuple):
    """The facts that differ between vendors.

    Attributes:
        name: The name of its spec, which begins its environment variables.
        base_url: The URL of the API.
        credential: The name of the argument for the token or key.
        unauthorized: The advice for a 401.
        rate_limit: The published limit per token; None if there is none.
        scheme: How the credential is sent, as in `BearerAuth`.
    """

    name: str
    base_url: str
    credential: str
    unauthorized: str
    rate_limit: RateLimit | None = None
    scheme: tuple[str, ...] = ("bearer",)

    def from_environment(self) -> dict[str, str]:
        """The arguments of a client from the environment variables."""
        variable = f"{self.name}_{self.credential}".upper()
        credential = os.environ.get(variable, "").strip()
        if not credential:
            raise ConfigurationError(f"Set the environment variable {variable}: it is missing or empty.")
        arguments = {self.credential: credential}
        if base_url := os.environ.get(f"{self.name}_BASE_URL".upper(), "").strip():
            arguments["base_url"] = base_url
        return arguments


class CopyOptions(RequestOptions, total=False):
    """Options that may be overridden in a copy of a client; see `SharedOptions`."""

    max_wait: float
    rate_limit: RateLimit | None
    strict_answers: bool


class SharedOptions(CopyOptions, total=False):
    """The options of every client.

    Attributes:
        base_url: The URL of the API, in place of the vendor's own.
        timeout: Seconds for each phase of a call, or an `httpx.Timeout`: by default 5 to connect, 30 to receive
            the whole response, 60 to send the next bytes, and 5 to get a connection from the pool.
        max_retries: The maximum number of retries where retrying is safe (see `RetryPolicy`), 2 by default.
        max_wait: The maximum number of seconds to wait before a retry, 60 by default; if the server asks for more,
            the error is raised at once.
        headers: Headers to add to every request.
        rate_limit: The limit that the client keeps to, by default the vendor's published one; None for no limit.
        strict_answers: Whether a response that departs from the spec in any field is a `ContractError`. By default the
            field is `UNSET`, and a WARNING in the log names it.
    """

    base_url: str


class SyncOptions(SharedOptions, total=False):
    """`SharedOptions`, and the options for sending.

    Attributes:
        transport: A transport in place of httpx's own.
        http_client: An `httpx.Client` to send with; the caller closes it.
    """

    transport: httpx.BaseTransport | None
    http_client: httpx.Client | None


class AsyncOptions(SharedOptions, total=False):
    """`SyncOptions` for asynchronous clients."""

    transport: httpx.AsyncBaseTransport | None
    http_client: httpx.AsyncClient | None


@attrs.frozen(eq=False, repr=False)  # eq and repr are unused; omitted to save import time
class Settings:
    """The checked settings of one client."""

    base_url: str
    rate_limit: RateLimit | None
    timeout: httpx.Timeout = DEFAULT_TIMEOUT
    headers: Mapping[str, str] = attrs.field(factory=dict)
    policy: RetryPolicy = attrs.field(factory=RetryPolicy)
    strict_answers: bool = False

    def with_options(
        self, options: Mapping[str, object], names: Iterable[str] = CopyOptions.__optional_keys__
    ) -> Settings:
        """Return a copy with `options`, checked; `names` are those of all options there are, for the message."""
        changes: dict[str, Any] = {}
        for name, value in options.items():
            if name not in _CHECKS:
                raise ConfigurationError(f"There is no option {name}=. {suggestion(name, names)}")
            changes[name] = _CHECKS[name](name, value)
        headers = {**self.headers, **changes.pop("headers", {})}
        policy = self.policy._replace(**{name: changes.pop(name) for name in RetryPolicy._fields if name in changes})
        return attrs.evolve(self, **changes, headers=headers, policy=policy)


def suggestion(name: str, names: Iterable[str]) -> str:
    """A sentence with the one of `names` that is nearest to `name`, or else with all of them."""
    import difflib  # noqa: PLC0415 - seldom needed, and slow to import

    valid = sorted(names)
    nearest = difflib.get_close_matches(name, valid, 1)
    return f"Did you mean {nearest[0]}=?" if nearest else f"Valid names: {', '.join(valid)}."


def _check(name: str, value: object, expected: str, *, is_valid: bool) -> Any:
    """Return `value`, if it is valid; of others, only numbers are shown: text may be personal data or a secret."""
    if is_valid:
        return value
    shown = repr(value) if value is None or isinstance(value, bool | int | float) else type(value).__name__
    raise ConfigurationError(f"{name}= must be {expected}, not {shown}.")


def _seconds(name: str, value: object) -> Any:
    is_valid = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < math.inf
    return _check(name, value, "a number of seconds above 0", is_valid=is_valid)


def _timeout(name: str, value: object) -> httpx.Timeout:
    """A timeout with a limit for every phase."""
    if not isinstance(value, httpx.Timeout):
        return httpx.Timeout(_seconds(name, value))
    for phase, seconds in value.as_dict().items():
        if seconds is None:
            raise ConfigurationError(f"timeout= leaves the phase {phase!r} without a limit; give it one.")
        _seconds(f"timeout.{phase}", seconds)
    return value


def _max_retries(name: str, value: object) -> Any:
    is_valid = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return _check(name, value, "a whole number of at least 0", is_valid=is_valid)


def _headers(name: str, value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"{name}= must be a mapping of text to text, not {type(value).__name__}.")
    if not all(isinstance(text, str) for pair in value.items() for text in pair):
        raise ConfigurationError(f"{name}= must be a mapping of text to text.")
    for field, text in value.items():
        is_framing = field.lower() in ("content-length", "transfer-encoding")  # set by httpx, from the body
        if is_framing or not (_FIELD_NAME.fullmatch(field) and text.isascii() and text.isprintable()):
            raise ConfigurationError(f"{name}= holds {field!r}, whose name or value is invalid in a header.")
    # One spelling, so that no header is sent twice.
    return {field.title(): text.strip() for field, text in value.items()}


def _base_url(_name: str, value: object) -> str:
    """A URL without a trailing slash."""
    if not isinstance(value, str):
        raise ConfigurationError(f"base_url= must be a URL as text, not {type(value).__name__}.")
    try:
        url = httpx.URL(value.strip())
        host = url.host
    except (httpx.InvalidURL, UnicodeError) as error:  # UnicodeError: a host that is not a valid international name
        raise ConfigurationError("base_url= is not a valid URL.") from error
    if url.userinfo:
        raise ConfigurationError("base_url= holds a user name or password; pass the credential as its own argument.")
    if url.scheme not in ("http", "https") or not host:
        raise ConfigurationError("base_url= must start with https:// (or http://) and a host.")
    if url.port is not None and not 0 < url.port < 65536:  # noqa: PLR2004 - the ports of TCP
        raise ConfigurationError("base_url= must have a port from 1 to 65535.")
    if url.query or url.fragment:
        raise ConfigurationError("base_url= must end with its path, without ? or #.")
    return str(url).rstrip("/")


def _rate_limit(name: str, value: object) -> RateLimit | None:
    if value is None or isinstance(value, RateLimit):
        return value
    raise ConfigurationError(f"{name}= must be a RateLimit or None, not {type(value).__name__}.")


#: The check of each option, given its name and value, which returns the value or raises `ConfigurationError`.
_CHECKS: dict[str, Callable[[str, object], Any]] = {
    "base_url": _base_url,
    "timeout": _timeout,
    "headers": _headers,
    "rate_limit": _rate_limit,
    "strict_answers": lambda name, value: _check(name, value, "True or False", is_valid=isinstance(value, bool)),
    "max_retries": _max_retries,
    "max_wait": _seconds,
}
