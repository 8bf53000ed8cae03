"""Take credentials out of what a server repeats, before it reaches an error, the log or a pickle."""

from __future__ import annotations

import functools
import json
import re
import traceback
from base64 import b64decode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

#: A shorter credential cannot be distinguished from ordinary text, and is not searched for.
MIN_LENGTH = 8

_STARS = "***"

#: A whole credential starts after no letter or digit, except those that end an escape sequence.
_START = r"(?:(?<![A-Za-z0-9\\])|(?<=\\[bfnrt])|(?<=\\u[0-9A-Fa-f]{4})|(?<=\\x[0-9A-Fa-f]{2})|(?<=%[0-9A-Fa-f]{2}))"
_END = r"(?![A-Za-z0-9])"

#: The names of request headers whose values are credentials.
_SECRET_HEADER = re.compile("(?i)auth|cookie|credential|(?<!idempotency-)key|passw|secret|session|signature|token")


def secrets_in(headers: Mapping[str, str]) -> set[str]:
    """The credentials in the headers of a request: without their scheme, each of several, and decoded ones too."""
    found: set[str] = set()
    for name, value in headers.items():
        if _SECRET_HEADER.search(name):
            words = [value.partition(" ")[2] or value, *re.split(r'[\s;,"]+', value)]
            found.update(words, (word.partition("=")[2] for word in words))
            if value.lower().startswith("basic "):  # RFC 7617
                with suppress(ValueError):
                    pair = b64decode(words[0]).decode()
                    found.update((pair, pair.partition(":")[2]))
    return found


class Redactor:
    """Replaces whole credentials (`secrets`), in any spelling that JSON, URLs, HTML, Python or UTF-16 have for them."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._pattern = _pattern(frozenset(secret for secret in secrets if len(secret) >= MIN_LENGTH))

    def text(self, text: str) -> str:
        """The text without credentials; the same object if it has none."""
        return text if self._pattern is None else self._pattern.sub(_STARS, text)

    def cause(self, error: BaseException) -> BaseException | None:
        """The error as a cause; None if its text, or that of an error before or within it, has a credential."""
        found = [error]
        for one in found:
            text = "".join(traceback.format_exception_only(one))  # with its notes
            if self.text(text) != text:
                return None
            for other in (one.__cause__, one.__context__, *getattr(one, "exceptions", ())):
                if isinstance(other, BaseException) and all(other is not before for before in found):
                    found.append(other)
        return error

    def json(self, data: Any) -> Any:
        """Decoded JSON without credentials in its texts, names and numbers; None if it is nested too deeply."""
        try:
            return self._json(data)
        except RecursionError:
            return None

    def _json(self, data: Any) -> Any:
        if isinstance(data, dict):
            return {self.text(name): self._json(value) for name, value in data.items()}
        if isinstance(data, list):
            return [self._json(item) for item in data]
        if isinstance(data, str):
            return self.text(data)
        return _STARS if self.text(str(data)) == _STARS else data

    def body(self, content: bytes, data: Any = None) -> str:
        """A body as text without credentials, escapes of JSON taken into account; `data` is its JSON, if decoded.

        JSON is UTF-8 (RFC 8259, 8.1), whatever charset the server claims; UTF-16 and UTF-32 are known by their bytes.
        """
        if self._pattern is not None:
            with suppress(ValueError, RecursionError):
                data = json.loads(content) if data is None else data
                if (redacted := self._json(data)) != data:
                    return json.dumps(redacted, ensure_ascii=False)
        return self.text(content.decode(json.detect_encoding(content), "replace"))


@functools.lru_cache(maxsize=64)
def _pattern(secrets: frozenset[str]) -> re.Pattern[str] | None:
    if not secrets:
        return None
    # Repetitions are bounded; otherwise the time for a body of backslashes would grow with the square of its length.
    spelled = (r"\0{0,3}".join(map(_spellings, secret)) for secret in sorted(secrets, key=len, reverse=True))
    return re.compile(f"{_START}(?:{'|'.join(spelled)}){_END}")


@functools.lru_cache(maxsize=256)
def _spellings(character: str) -> str:
    """A pattern of one character: itself, and escaped as in JSON, in a URL, in HTML or by Python."""
    code = ord(character)
    octets, units = character.encode("utf-8", "surrogatepass"), character.encode("utf-16-be", "surrogatepass").hex()
    encoded = "".join(f"%(?:25){{0,4}}{octet:02x}" for octet in octets)
    slashes = r"\\{0,8}+"
    escaped = slashes.join(f"u{units[at : at + 4]}" for at in range(0, len(units), 4))
    escaped += f"|x{code:02x}|U{code:08x}|" + slashes.join(f"x{octet:02x}" for octet in octets)
    entity = f"&(?:amp;){{0,4}}#(?:0{{0,8}}{code}|x0{{0,8}}{code:x})(?:;|(?![0-9a-f]))"
    short = f"|{repr(character)[2]}" if character in "\n\r\t" else ""
    itself = r"\\{1,8}" if character == "\\" else slashes + re.escape(character)
    choices = [itself, f"{slashes}(?:(?i:{escaped}){short})", f"(?i:{encoded}|{entity})"]
    if not character.isalnum():
        from html.entities import html5  # noqa: PLC0415 - seldom needed, and slow to import

        names = "|".join(name.rstrip(";") for name, text in html5.items() if text == character)
        choices += [f"&(?:amp;){{0,4}}(?:{names});?"] if names else []
        choices += [r"\+|%(?:25){0,4}2B"] if character == " " else []
    return f"(?:{'|'.join(choices)})"
