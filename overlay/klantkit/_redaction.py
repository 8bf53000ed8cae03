"""Take credentials out of what a server repeats, before it reaches an error, the log or a pickle."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable
from typing import Any

#: A shorter credential cannot be told from ordinary text, and is not searched for.
MIN_LENGTH = 8

_STARS = "***"

#: A whole credential starts after no letter or digit, except those that end an escape sequence.
_START = r"(?:(?<![A-Za-z0-9])|(?<=\\[bfnrt])|(?<=\\u[0-9A-Fa-f]{4})|(?<=%[0-9A-Fa-f]{2}))"
_END = r"(?![A-Za-z0-9])"


class Redactor:
    """Replaces whole credentials (`secrets`), in any spelling that JSON, URLs or UTF-16 have for them."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._pattern = _pattern(frozenset(secret for secret in secrets if len(secret) >= MIN_LENGTH))

    def text(self, text: str) -> str:
        """The text without credentials; the same object if it has none."""
        return text if self._pattern is None else self._pattern.sub(_STARS, text)

    def json(self, data: Any) -> Any:
        """Decoded JSON without credentials in its texts and names."""
        if isinstance(data, dict):
            return {self.text(name): self.json(value) for name, value in data.items()}
        if isinstance(data, list):
            return [self.json(item) for item in data]
        return self.text(data) if isinstance(data, str) else data

    def body(self, content: bytes) -> str:
        """A body as text without credentials, escapes of JSON taken into account.

        JSON is UTF-8 (RFC 8259, 8.1), whatever charset the server claims.
        """
        if self._pattern is not None:
            try:
                data = json.loads(content)
                redacted = self.json(data)
            except (ValueError, RecursionError):
                pass
            else:
                if redacted != data:
                    return json.dumps(redacted, ensure_ascii=False)
        return self.text(content.decode("utf-8", "replace"))


@functools.lru_cache(maxsize=64)
def _pattern(secrets: frozenset[str]) -> re.Pattern[str] | None:
    if not secrets:
        return None
    spelled = ("\0*".join(map(_spellings, secret)) for secret in sorted(secrets, key=len, reverse=True))
    return re.compile(f"{_START}(?:{'|'.join(spelled)}){_END}")


def _spellings(character: str) -> str:
    """A pattern of one character: itself, and escaped as in JSON or in a URL."""
    encoded = "".join(f"%{byte:02x}" for byte in character.encode())
    return rf"(?:\\*{re.escape(character)}|(?i:\\+u{ord(character):04x}|{encoded}))"
