"""Credentials as `httpx.Auth`, for the clients here and for `httpx_args={"auth": ...}` of the function style."""

from __future__ import annotations

from collections.abc import Generator

import httpx


class BearerAuth(httpx.Auth):
    """Sends `Authorization: Bearer <token>` (RFC 6750, section 2.1).

    Args:
        token: The token or API key. It appears in no `repr`.

    """

    def __init__(self, token: str) -> None:
        self._header = f"Bearer {token}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Put the header on the request."""
        request.headers["Authorization"] = self._header
        yield request

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"
