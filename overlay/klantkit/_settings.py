"""The description of a vendor, and the options of its clients, checked when a client is created."""

from __future__ import annotations

import functools
import math
import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypedDict

import attrs
import httpx

from ._errors import ConfigurationError
from ._rate_limit import RateLimit
from ._retry import RetryPolicy

#: Seconds to connect, to receive the whole response, to send the next bytes, and to get a connection from the pool.
DEFAULT_TIMEOUT = httpx.Timeout(connect=5, read=30, write=60, pool=5)

Timeout = float | httpx.Timeout


class Vendor(NamedTuple):
    """The facts that differ between vendors.

    Attributes:
        name: The name of its spec, which begins its environment variables.
        base_url: The URL of the API.
        credential: The name of the argument for the token or key.
        unauthorized: The advice for a 401.
        rate_limit: The published limit per token; None if there is none.
        scheme: How the credential is sent: `("bearer",)`, `("basic",)` for `user:password`, or an API key in
            `("header", name)` or `("query", name)`.
    """

    name: str
    base_url: str
    credential: str
    unauthorized: str
    rate_limit: RateLimit | None = None
    scheme: tuple[str, ...] = ("bearer",)

    def from_environment(self) -> dict[str, str]:
        """The arguments of a client from the environment variables.

        Raises:
            ConfigurationError: The credential is missing or empty; the text names its variable.
        """
        variable = f"{self.name}_{self.credential}".upper()
        credential = os.environ.get(variable, "").strip()
        if not credential:
            raise ConfigurationError(f"Set the environment variable {variable}: it is missing or empty.")
        arguments = {self.credential: credential}
        if base_url := os.environ.get(f"{self.name}_BASE_URL".upper(), "").strip():
            arguments["base_url"] = base_url
        return arguments


class RequestOptions(TypedDict, total=False):
    """The options of `client.request`; see `SharedOptions`."""

    timeout: Timeout
    max_retries: int
    headers: Mapping[str, str]


class CallOptions(RequestOptions, total=False):
    """The `CallOptions` of any generated package."""

    extra_body: Mapping[str, Any]
    extra_query: Mapping[str, Any]


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
        """Return a copy with `options`, checked; `names` are those of all options there are, for the message.

        Raises:
            ConfigurationError: An option is unknown or invalid; the text names it.
        """
        changes: dict[str, Any] = {}
        for name, value in options.items():
            if name not in _CHECKS:
                raise ConfigurationError(f"There is no option {name}=. {suggestion(name, names)}")
            changes[name] = _CHECKS[name](value)
        headers = {**self.headers, **changes.pop("headers", {})}
        policy = self.policy._replace(**{name: changes.pop(name) for name in RetryPolicy._fields if name in changes})
        return attrs.evolve(self, **changes, headers=headers, policy=policy)


def suggestion(name: str, names: Iterable[str]) -> str:
    """A sentence with the one of `names` that is nearest to `name`, or else with all of them."""
    import difflib  # noqa: PLC0415 - seldom needed, and slow to import

    valid = sorted(names)
    nearest = difflib.get_close_matches(name, valid, 1)
    return f"Did you mean {nearest[0]}=?" if nearest else f"Valid names: {', '.join(valid)}."


def _checked_timeout(value: object) -> httpx.Timeout:
    """A timeout with a limit for every phase."""
    if isinstance(value, httpx.Timeout):
        for phase, seconds in value.as_dict().items():
            if seconds is None:
                raise ConfigurationError(f"timeout= leaves the phase {phase!r} without a limit; give it one.")
            _checked_seconds(f"timeout.{phase}", seconds)
        return value
    return httpx.Timeout(_checked_seconds("timeout", value))


def _checked_seconds(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise ConfigurationError(f"{name}= must be a number of seconds above 0, not {_shown(value)}.")
    return value


def _shown(value: object) -> str:
    """A value for messages; only the type where the value may be personal data or a secret."""
    return repr(value) if value is None or isinstance(value, bool | int | float) else type(value).__name__


def _checked_max_retries(value: object) -> int:
    """A maximum number of retries."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ConfigurationError(f"max_retries= must be a whole number of at least 0, not {_shown(value)}.")
    return value


def _checked_headers(value: object) -> dict[str, str]:
    """Headers that can be sent."""
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"headers= must be a mapping of text to text, not {type(value).__name__}.")
    for name, text in value.items():
        if not (isinstance(name, str) and isinstance(text, str)):
            raise ConfigurationError("headers= must be a mapping of text to text.")
        if not (name.isascii() and name.isprintable() and name and text.isascii() and text.isprintable()):
            raise ConfigurationError(f"headers= holds {name!r}, whose name or value is invalid in a header.")
    return {name.title(): text for name, text in value.items()}  # one spelling, or a header would be sent twice


def _checked_base_url(value: object) -> str:
    """A URL without a trailing slash."""
    if not isinstance(value, str):
        raise ConfigurationError(f"base_url= must be a URL as text, not {type(value).__name__}.")
    try:
        url = httpx.URL(value.strip())
        host = url.host
    except (httpx.InvalidURL, UnicodeError) as error:  # UnicodeError: a host that is no internationalized name
        raise ConfigurationError("base_url= is not a valid URL.") from error
    if url.userinfo:
        raise ConfigurationError("base_url= holds a user name or password; pass the credential as its own argument.")
    if url.scheme not in ("http", "https") or not host:
        raise ConfigurationError("base_url= must start with https:// (or http://) and a host.")
    if url.port is not None and not 0 < url.port < 65536:  # noqa: PLR2004 - the ports of TCP
        raise ConfigurationError("base_url= is not a valid URL: its port is out of range.")
    if url.query or url.fragment:
        raise ConfigurationError("base_url= must end with its path, without ? or #.")
    return str(url).rstrip("/")


def _checked_rate_limit(value: object) -> RateLimit | None:
    if value is None or isinstance(value, RateLimit):
        return value
    raise ConfigurationError(f"rate_limit= must be a RateLimit or None, not {type(value).__name__}.")


def _checked_strict_answers(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ConfigurationError(f"strict_answers= must be True or False, not {_shown(value)}.")


#: The check of each option, which returns its value or raises `ConfigurationError`.
_CHECKS: dict[str, Callable[[object], Any]] = {
    "base_url": _checked_base_url,
    "timeout": _checked_timeout,
    "headers": _checked_headers,
    "rate_limit": _checked_rate_limit,
    "strict_answers": _checked_strict_answers,
    "max_retries": _checked_max_retries,
    "max_wait": functools.partial(_checked_seconds, "max_wait"),
}
