"""What a vendor is, and what a client of it may be told; checked when the client is made."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from typing import Any, NamedTuple, TypedDict

import attrs
import httpx

from ._errors import ConfigurationError
from ._rate_limit import RateLimit
from ._retry import RetryPolicy

#: Seconds to connect, until the whole answer is there, to send the next bytes, and to get a connection of the pool.
DEFAULT_TIMEOUT = httpx.Timeout(connect=5, read=30, write=60, pool=5)

Timeout = float | httpx.Timeout


class Vendor(NamedTuple):
    """What is particular to a vendor.

    Attributes:
        base_url: Where its API is.
        credential: The argument that takes the token or key.
        credential_variable: The environment variable that holds it.
        base_url_variable: The environment variable that holds another base URL.
        rate_limit: The limit that the vendor publishes for a token; None when it publishes none.
        unauthorized: What to do about a 401.
    """

    base_url: str
    credential: str
    credential_variable: str
    base_url_variable: str
    rate_limit: RateLimit | None
    unauthorized: str

    def from_environment(self) -> dict[str, str]:
        """The arguments that the environment holds now.

        Raises:
            ConfigurationError: There is no credential; the text names the variable.
        """
        credential = os.environ.get(self.credential_variable, "").strip()
        if not credential:
            raise ConfigurationError(
                f"Set the environment variable {self.credential_variable}: it is missing or empty."
            )
        found = {self.credential: credential}
        if base_url := os.environ.get(self.base_url_variable, "").strip():
            found["base_url"] = base_url
        return found


class CallOptions(TypedDict, total=False):
    """The `CallOptions` of whichever generated package."""

    timeout: Timeout
    max_retries: int
    headers: Mapping[str, str]


class CopyOptions(CallOptions, total=False):
    """What a copy of a client may be told differently; see `ClientOptions`."""

    max_wait: float
    rate_limit: RateLimit | None


class SharedOptions(CopyOptions, total=False):
    """What every client may be told.

    Attributes:
        base_url: Where the API is, in place of the vendor's own address.
        timeout: Seconds that each phase of a call may take, or a `httpx.Timeout`: by default 5 to connect, 30
            until the whole answer is there, 60 to send the next bytes, 5 for a connection of the pool.
        max_retries: How often a call is repeated where that is safe (see `RetryPolicy`), 2 by default.
        max_wait: Seconds that one wait before a retry may take, 60 by default; if the server asks for more, the
            error comes at once.
        headers: Headers to add to every request.
        rate_limit: The limit to keep on our side, the vendor's published one by default; None for none.
    """

    base_url: str


class SyncOptions(SharedOptions, total=False):
    """`SharedOptions`, and what sends.

    Attributes:
        transport: What carries the requests in place of httpx's own transport.
        http_client: A `httpx.Client` to send with; it stays its owner's to close.
    """

    transport: httpx.BaseTransport | None
    http_client: httpx.Client | None


class AsyncOptions(SharedOptions, total=False):
    """`SyncOptions` for asynchronous clients."""

    transport: httpx.AsyncBaseTransport | None
    http_client: httpx.AsyncClient | None


@attrs.frozen(eq=False, repr=False)  # nobody asks, and each method takes time at import
class Settings:
    """The settings of one client, checked."""

    base_url: str
    rate_limit: RateLimit | None
    timeout: httpx.Timeout = DEFAULT_TIMEOUT
    headers: Mapping[str, str] = attrs.field(factory=dict)
    policy: RetryPolicy = attrs.field(factory=RetryPolicy)

    def with_options(self, options: Mapping[str, object]) -> Settings:
        """A copy with what `options` holds, checked.

        Raises:
            ConfigurationError: An option is unknown or of no use; the text names it.
        """
        changes: dict[str, Any] = {}
        policy: dict[str, Any] = {}
        for name, value in options.items():
            match name:
                case "base_url":
                    changes[name] = checked_base_url(value)
                case "timeout":
                    changes[name] = checked_timeout(value)
                case "headers":
                    changes[name] = {**self.headers, **checked_headers(value)}
                case "max_retries":
                    policy[name] = checked_max_retries(value)
                case "max_wait":
                    policy[name] = _checked_seconds(name, value)
                case "rate_limit":
                    if not (value is None or isinstance(value, RateLimit)):
                        raise ConfigurationError(
                            f"rate_limit= is to be a RateLimit or None, not {type(value).__name__}."
                        )
                    changes[name] = value
                case _:
                    raise ConfigurationError(f"There is no option {name}=.")
        if policy:
            changes["policy"] = self.policy._replace(**policy)
        return attrs.evolve(self, **changes)


def checked_timeout(value: object) -> httpx.Timeout:
    """A timeout that bounds every phase.

    Raises:
        ConfigurationError: A phase is unbounded, or not a number above 0.
    """
    if isinstance(value, httpx.Timeout):
        for phase, seconds in value.as_dict().items():
            if seconds is None:
                raise ConfigurationError(f"timeout= leaves the phase {phase!r} without a limit; give it one.")
            _checked_seconds(f"timeout.{phase}", seconds)
        return value
    return httpx.Timeout(_checked_seconds("timeout", value))


def _checked_seconds(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise ConfigurationError(f"{name}= is to be a number of seconds above 0, not {_told(value)}.")
    return value


def _told(value: object) -> str:
    return repr(value) if value is None or isinstance(value, bool | int | float) else type(value).__name__


def checked_max_retries(value: object) -> int:
    """How often a call may be repeated.

    Raises:
        ConfigurationError: It is no whole number from 0.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ConfigurationError(f"max_retries= is to be a whole number from 0, not {_told(value)}.")
    return value


def checked_headers(value: object) -> dict[str, str]:
    """Headers that can be sent.

    Raises:
        ConfigurationError: They are no mapping of text to text, or cannot stand in a header.
    """
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"headers= is to be a mapping of text to text, not {type(value).__name__}.")
    for name, text in value.items():
        if not (isinstance(name, str) and isinstance(text, str)):
            raise ConfigurationError("headers= is to be a mapping of text to text.")
        if not (name.isascii() and name.isprintable() and name and text.isascii() and text.isprintable()):
            raise ConfigurationError(f"headers= holds {name!r}, whose name or value cannot stand in a header.")
    return {name.title(): text for name, text in value.items()}  # one spelling, or a header would go out twice


def checked_base_url(value: object) -> str:
    """An address without a slash at its end.

    Raises:
        ConfigurationError: It is no http or https address, or holds a credential.
    """
    if not isinstance(value, str):
        raise ConfigurationError(f"base_url= is to be an address as text, not {type(value).__name__}.")
    try:
        url = httpx.URL(value.strip())
    except httpx.InvalidURL as error:
        raise ConfigurationError("base_url= is no address.") from error
    if url.userinfo:
        raise ConfigurationError("base_url= holds a user name or password; give the credential by itself.")
    if url.scheme not in ("http", "https") or not url.host:
        raise ConfigurationError("base_url= is to start with https:// (or http://) and a host.")
    if url.port is not None and not 0 < url.port < 65536:  # noqa: PLR2004 - the ports of TCP
        raise ConfigurationError("base_url= is no address: its port is out of range.")
    if url.query or url.fragment:
        raise ConfigurationError("base_url= is to end with its path, without ? or #.")
    return str(url).rstrip("/")
