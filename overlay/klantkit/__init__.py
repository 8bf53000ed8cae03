"""Typed clients for customer, invoice and offer APIs, per vendor."""

import importlib as _importlib
import typing as _typing

from klantkit_types import UNSET, Unset

from ._auth import BearerAuth, Credential
from ._errors import (
    APIConnectionError,
    APIResponseError,
    APITimeoutError,
    ArgumentError,
    AuthenticationError,
    BadRequestError,
    ConfigurationError,
    ConflictError,
    ContractError,
    KlantkitError,
    LimitStoreError,
    ListError,
    NotFoundError,
    PermissionDeniedError,
    Problem,
    RateLimitError,
    ServerError,
    StatusError,
    TokenStoreError,
    UnprocessableEntityError,
    UploadError,
)
from ._outcome import RawResponse
from ._rate_limit import RateLimit
from ._retry import RetryPolicy
from ._settings import AsyncOptions, CopyOptions, SyncOptions
from ._version import __version__

if _typing.TYPE_CHECKING:
    from ._oauth import MijnKlantportaalOAuth
    from ._stores import FileTokenStore, KeyringTokenStore, TokenStore
    from ._transport import AsyncRetryTransport, RetryTransport
    from .mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
    from .next import AsyncNext, Next, next_token
    from .notify import AsyncNotify, Notify

#: Lazy imports, by module: using one vendor does not import the others.
_LATER = {
    "_oauth": ("MijnKlantportaalOAuth",),
    "_stores": ("FileTokenStore", "KeyringTokenStore", "TokenStore"),
    "_transport": ("AsyncRetryTransport", "RetryTransport"),
    "mijnklantportaal": ("AsyncMijnKlantportaal", "MijnKlantportaal"),
    "next": ("AsyncNext", "Next", "next_token"),
    "notify": ("AsyncNotify", "Notify"),
}

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIResponseError",
    "APITimeoutError",
    "ArgumentError",
    "AsyncMijnKlantportaal",
    "AsyncNext",
    "AsyncNotify",
    "AsyncOptions",
    "AsyncRetryTransport",
    "AuthenticationError",
    "BadRequestError",
    "BearerAuth",
    "ConfigurationError",
    "ConflictError",
    "ContractError",
    "CopyOptions",
    "Credential",
    "FileTokenStore",
    "KeyringTokenStore",
    "KlantkitError",
    "LimitStoreError",
    "ListError",
    "MijnKlantportaal",
    "MijnKlantportaalOAuth",
    "Next",
    "NotFoundError",
    "Notify",
    "PermissionDeniedError",
    "Problem",
    "RateLimit",
    "RateLimitError",
    "RawResponse",
    "RetryPolicy",
    "RetryTransport",
    "ServerError",
    "StatusError",
    "SyncOptions",
    "TokenStore",
    "TokenStoreError",
    "UnprocessableEntityError",
    "Unset",
    "UploadError",
    "__version__",
    "next_token",
]


def __getattr__(name: str) -> object:
    """Import a name of `_LATER` on first use (PEP 562)."""
    for module, names in _LATER.items():
        if name in names:
            value: object = getattr(_importlib.import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*{*globals(), *__all__}]
