"""Typed clients for MijnKlantportaal, NEXT and Notify."""

from ._auth import BearerAuth, Credential
from ._client import RawResponse
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
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
    StatusError,
    TokenStoreError,
    UnprocessableEntityError,
    UploadError,
)
from ._limits import RateLimit
from ._oauth import MijnKlantportaalOAuth
from ._retry import RetryPolicy
from ._settings import AsyncOptions, CopyOptions, SyncOptions
from ._stores import FileTokenStore, KeyringTokenStore, TokenStore
from ._transport import AsyncRetryTransport, RetryTransport
from ._version import __version__
from .mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
from .next import AsyncNext, Next, next_token
from .notify import AsyncNotify, Notify

__all__ = [
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
    "MijnKlantportaal",
    "MijnKlantportaalOAuth",
    "Next",
    "NotFoundError",
    "Notify",
    "PermissionDeniedError",
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
    "UploadError",
    "__version__",
    "next_token",
]
