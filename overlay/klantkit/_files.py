"""Turn what a caller gives for a file field into what is sent."""

from __future__ import annotations

import io
import mimetypes
import os
import re
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Protocol, Self, cast, runtime_checkable

from ._errors import UploadError

PDF = "application/pdf"
_UNKNOWN = "application/octet-stream"
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(; *[\w-]+=[\w.-]+)*", re.ASCII)

#: Bytes in which readers of PDF accept the header (ISO 32000-1, Annex H, 3.4.1).
_HEAD = 1024


@runtime_checkable
class FileLike(Protocol):
    """The generator's `File`, of whichever generated package."""

    payload: BinaryIO
    file_name: str | None
    mime_type: str | None


Upload = str | os.PathLike[str] | bytes | BinaryIO | FileLike


class Uploads:
    """Opens the files of one call, and closes what it opened when the call ends.

    A context manager that gives itself; call it once for each file.
    """

    def __init__(self) -> None:
        self._opened = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def __call__(self, field: str, value: Upload, media_type: str) -> tuple[BinaryIO, str, str]:
        """Content, file name and media type to send in `field`, which the spec says wants `media_type`.

        What can be rewound is sent from its start, whatever its position: that is how httpx reads it.

        Raises:
            UploadError: The file is missing or empty, opened as text, or no PDF where one is wanted.
        """
        name: str | None = None
        given_type: str | None = None
        if isinstance(value, FileLike):
            content, name, given_type = value.payload, value.file_name, value.mime_type
        elif isinstance(value, bytes):
            content = io.BytesIO(value)
        elif isinstance(value, str | os.PathLike):
            path = Path(value)
            content, name = self._open(field, path), path.name
        else:
            content = value
        if not hasattr(content, "read"):
            told = type(content).__name__
            raise UploadError(f"{field}= takes a path, bytes or a file open for reading in binary mode, not {told}.")
        name = _clean(name or _name_of(content) or "")
        if media_type == _UNKNOWN:  # the spec leaves it to the file
            media_type = given_type or mimetypes.guess_type(name)[0] or _UNKNOWN
            if not _MEDIA_TYPE.fullmatch(media_type):
                raise UploadError(f"{field}= has a media type that is none.")
        name = name or field + (mimetypes.guess_extension(media_type) or "")
        where = str(value) if isinstance(value, str | os.PathLike) else name
        return self._checked(field, content, where, media_type), name, media_type

    def _open(self, field: str, path: Path) -> BinaryIO:
        try:
            return self._opened.enter_context(path.open("rb"))
        except (OSError, ValueError) as error:  # ValueError: a null byte in the path
            reason = getattr(error, "strerror", None) or error
            raise UploadError(f"{field}= cannot read {str(path)!r}: {reason}.") from error

    def _checked(self, field: str, content: BinaryIO, where: str, media_type: str) -> BinaryIO:
        """`content`, known to be binary, not empty, and a PDF where one is wanted."""
        try:
            rewindable = content.seekable()
            if rewindable:
                content.seek(0)
            head = content.read(_HEAD)
            if rewindable:
                content.seek(0)
        except (OSError, ValueError, AttributeError) as error:  # ValueError: a closed file
            raise UploadError(f"{field}= cannot read {where!r}: {error}.") from error
        if not isinstance(cast(object, head), bytes):
            raise UploadError(f'{field}= got {where!r} opened as text; open it with mode "rb".')
        if not head:
            raise UploadError(f"{field}= got {where!r}, which is empty.")
        if media_type == PDF and b"%PDF-" not in head:
            raise UploadError(f"{field}= got {where!r}, which is no PDF: it has no %PDF- header.")
        return content if rewindable else cast(BinaryIO, _Rest(head, content))


class _Rest:
    """A stream that cannot be rewound, from its start although its head was read.

    It has no `seek` and no `fileno`, by which httpx would take it for a file of known length.
    """

    def __init__(self, head: bytes, content: BinaryIO) -> None:
        self._head = head
        self._content = content

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`."""
        if self._head:
            head, self._head = self._head, b""
            return head
        return self._content.read(size)


def _name_of(content: BinaryIO) -> str | None:
    """The file name of an open file; None where it has none (a pipe, a buffer)."""
    name = getattr(content, "name", None)
    return Path(name).name if isinstance(name, str) else None


def _clean(name: str) -> str:
    """The name without what could break a header, or what a receiver could take for a path."""
    name = re.sub(r'[\x00-\x1f\x7f-\x9f\u2028\u2029"\\/]', "_", name)
    return name.encode("utf-8", "replace").decode("utf-8")
