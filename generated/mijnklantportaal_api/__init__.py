# Generated from specs/mijnklantportaal.yaml by make generate. Do not edit.
"""A client library for accessing MijnKlantportaal API"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)


def __getattr__(name: str) -> object:
    """Load a client."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import client

    found: object = getattr(client, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*{*globals(), *__all__}]
