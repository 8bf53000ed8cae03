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
    "AsyncMijnKlantportaal": "mijnklantportaal",
    "AsyncNext": "next",
    "AsyncNotify": "notify",
    "AsyncRetryTransport": "_transport",
    "FileTokenStore": "_stores",
    "KeyringTokenStore": "_stores",
    "MijnKlantportaal": "mijnklantportaal",
    "MijnKlantportaalOAuth": "_oauth",
    "Next": "next",
    "Notify": "notify",
    "RetryTransport": "_transport",
    "TokenStore": "_stores",
    "next_token": "next",
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
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(_importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
