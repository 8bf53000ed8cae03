"""Typed clients for MijnKlantportaal, NEXT and Notify."""

from ._auth import BearerAuth
from ._errors import (
    APIConnectionError,
    APIResponseError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    ConfigurationError,
    ConflictError,
    ContractError,
    KlantkitError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
    StatusError,
    UnprocessableEntityError,
    UploadError,
)
from .mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
from .next import AsyncNext, Next
from .notify import AsyncNotify, Notify

__all__ = [
    "APIConnectionError",
    "APIResponseError",
    "APITimeoutError",
    "AsyncMijnKlantportaal",
    "AsyncNext",
    "AsyncNotify",
    "AuthenticationError",
    "BadRequestError",
    "BearerAuth",
    "ConfigurationError",
    "ConflictError",
    "ContractError",
    "KlantkitError",
    "MijnKlantportaal",
    "Next",
    "NotFoundError",
    "Notify",
    "PermissionDeniedError",
    "RateLimitError",
    "ServerError",
    "StatusError",
    "UnprocessableEntityError",
    "UploadError",
]
