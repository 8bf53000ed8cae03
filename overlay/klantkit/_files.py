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


class BrokenFileError(Exception):
    """A file could not be read to its end while it was sent; the text says which, and why.

    Attributes:
        reason: What its reading raised, if anything. It is kept here because httpcore drops causes.
    """

    def __init__(self, message: str, reason: Exception | None = None) -> None:
        super().__init__(message)
        self.reason = reason


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
            for text in (name, given_type):
                if not isinstance(cast(object, text), str | None):
                    raise UploadError(f"{field}= has a file name or media type that is no text.")
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
        opened = value if isinstance(value, str | os.PathLike) else getattr(content, "name", None)
        where = str(opened) if isinstance(opened, str | os.PathLike) else name
        return self._checked(field, content, where, media_type), name, media_type

    def _open(self, field: str, path: Path) -> BinaryIO:
        try:
            # Without a buffer, since httpx reads large pieces.
            return cast(BinaryIO, self._opened.enter_context(path.open("rb", buffering=0)))
        except (OSError, ValueError) as error:  # ValueError: a null byte in the path
            reason = getattr(error, "strerror", None) or error
            raise UploadError(f"{field}= cannot read {str(path)!r}: {reason}.") from error

    def _checked(self, field: str, content: BinaryIO, where: str, media_type: str) -> BinaryIO:
        """`content`, known to be binary, not empty, and a PDF where one is wanted."""
        try:
            length = None
            if content.seekable():
                content.seek(0, os.SEEK_END)
                length = content.tell()
                content.seek(0)
            head = _head_of(content)  # httpx rewinds what can be rewound before it sends it
        except (TypeError, UnicodeDecodeError):
            raise UploadError(f'{field}= got {where!r} opened as text; open it with mode "rb".') from None
        except Exception as error:  # whatever a file of the caller's raises, a closed or a broken one
            raise UploadError(f"{field}= cannot read {where!r}: {error}.") from error
        if not head:
            raise UploadError(f"{field}= got {where!r}, which is empty.")
        if media_type == PDF and b"%PDF-" not in head:
            raise UploadError(f"{field}= got {where!r}, which is no PDF: it has no %PDF- header.")
        told = f"{field}= {where!r}"
        return cast(BinaryIO, _Rest(content, told, head) if length is None else _Whole(content, told, length))


def _head_of(content: BinaryIO) -> bytes:
    """The first bytes; fewer than asked for only where there are no more, although a pipe gives them bit by bit.

    Raises:
        TypeError: They are no bytes.
    """
    head = b""
    while len(head) < _HEAD:
        data = cast("bytes | None", content.read(_HEAD - len(head)))
        if data is None:
            raise BlockingIOError("it is in non-blocking mode and has no more for now")
        if not data:
            break
        head += data
    return head


class _Rest:
    """A stream that cannot be rewound, from its start although its head was read.

    It has no `seek` and no `fileno`, by which httpx would take it for a file of known length.
    """

    def __init__(self, content: BinaryIO, told: str, head: bytes = b"") -> None:
        self._content = content
        self._told = told
        self._head = head

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size` once the head is gone."""
        if self._head:
            head, self._head = self._head, b""
            return head
        try:
            data = self._content.read(size)
        except Exception as error:  # whatever a file of the caller's raises
            raise self._broken(f"{type(error).__name__}: {error}", error) from error
        if not isinstance(cast(object, data), bytes):  # None of one that does not block: its end is not this
            raise self._broken(f"it gave {type(data).__name__} in place of bytes")
        return data

    def _broken(self, told: str, reason: Exception | None = None) -> BrokenFileError:
        return BrokenFileError(f"{self._told} could not be read to its end ({told})", reason)


class _Whole(_Rest):
    """A file that can be rewound, of the length that it had when it was checked.

    It has no `fileno`: that of a `gzip.open` is the packed file's, and httpx would go by its length.
    """

    def __init__(self, content: BinaryIO, told: str, length: int) -> None:
        super().__init__(content, told)
        self._length = length
        self._left = length

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size`; none beyond the length that was announced."""
        data = super().read(min(size, self._left))
        self._left -= len(data)
        if not data and self._left:
            raise self._broken(f"it became {self._left} bytes shorter")
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place and give it."""
        if whence == os.SEEK_END:  # as httpx asks for the length
            return self._length
        try:
            self._content.seek(offset)
        except Exception as error:  # whatever a file of the caller's raises
            raise self._broken(f"{type(error).__name__}: {error}", error) from error
        self._left = self._length - offset
        return offset

    def tell(self) -> int:
        """The place."""
        return self._length - self._left

    def seekable(self) -> bool:
        """Whether it can be sent again: it can."""
        return True


def _name_of(content: BinaryIO) -> str | None:
    """The file name of an open file; None where it has none (a pipe, a buffer)."""
    name = getattr(content, "name", None)
    return Path(name).name if isinstance(name, str) else None


def _clean(name: str) -> str:
    """The name without what could break a header, or what a receiver could take for a path."""
    name = re.sub(r'[\x00-\x1f\x7f-\x9f\u2028\u2029"\\/]', "_", name)
    return name.encode("utf-8", "replace").decode("utf-8")
