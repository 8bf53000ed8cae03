"""Turn the value that a caller passes for a file field into the upload to send."""

from __future__ import annotations

import io
import mimetypes
import os
import re
import stat
import sys
from base64 import b64encode
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

from klantkit_types.resources import File, Upload

from ._errors import UploadError

PDF = "application/pdf"
_UNKNOWN = "application/octet-stream"
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(; *[\w-]+=[\w.-]+)*", re.ASCII)

#: The number of bytes at the start in which PDF readers accept the header (ISO 32000-1, Annex H, 3.4.1).
_HEAD = 1024

#: Bytes read at a time from a file that is sent as text.
_PIECE = 65536


class BrokenFileError(Exception):
    """A file could not be read to its end while it was sent; the text names the file and the reason."""

    def __init__(self, message: str, reason: Exception | None = None) -> None:
        super().__init__(message)
        self.reason = reason  # the error that the file raised, kept here because httpcore drops causes


class Uploads(ExitStack[None]):
    """Opens the files of one call, called once per file, or raises `UploadError`; closes them when its context ends."""

    def __call__(self, field: str, value: Upload, media_type: str) -> tuple[BinaryIO, str, str]:
        """Content, file name and media type to send in `field`.

        A file that can be rewound is sent from its start, whatever its position: that is how httpx reads it.
        `media_type` is that of the field in the spec.
        """
        try:
            return self._upload(field, value, media_type)
        except UploadError:
            raise
        except Exception as error:  # any attribute of a custom file may raise anything
            raise UploadError(f"{field}= cannot be read: {type(error).__name__}: {error}.") from error

    def base64(self, field: str, value: Upload, media_type: str, max_length: int | None) -> str:
        """The content to send in `field`, as Base64 text of at most `max_length` characters."""
        content = cast(_File, self(field, value, media_type)[0])
        most = sys.maxsize if max_length is None else max_length // 4 * 3
        data = bytearray()
        try:
            if content.seekable():
                content.seek(0)
            while len(data) <= most and (piece := content.read(_PIECE)):
                data += piece
        except BrokenFileError as error:
            raise UploadError(f"{error}. Nothing was sent.") from (error.reason or error)
        if len(data) > most:
            raise UploadError(f"{content.label} is too large: it may have at most {most} bytes.")
        return b64encode(data).decode()

    def _upload(self, field: str, value: Upload, media_type: str) -> tuple[BinaryIO, str, str]:
        name: str | None = None
        given_type: str | None = None
        if isinstance(value, File):
            content, name, given_type = value.payload, value.file_name, value.mime_type
            if not all(isinstance(text, str | None) for text in (name, given_type)):
                raise UploadError(f"{field}= has a file name or media type that is not text.")
        elif isinstance(value, bytes):
            content = io.BytesIO(value)
        elif isinstance(value, str | os.PathLike):
            content = self._open(field, Path(value))
        else:
            content = value
        if not hasattr(content, "read"):
            kind = type(content).__name__
            raise UploadError(f"{field}= must be a path, bytes or a file open for reading in binary mode, not {kind}.")
        opened = getattr(content, "name", None)  # a pipe has a number, a buffer nothing
        path = str(opened) if isinstance(opened, str | os.PathLike) else ""
        # Without characters that could break a header, or that a receiver could take for a path.
        name = re.sub(r'[\x00-\x1f\x7f-\x9f\u2028\u2029"\\/]', "_", name or Path(path).name)
        name = name.encode("utf-8", "replace").decode("utf-8")
        if media_type == _UNKNOWN:  # the spec leaves the type to the file
            media_type = given_type or mimetypes.guess_type(name)[0] or _UNKNOWN
            if not _MEDIA_TYPE.fullmatch(media_type):
                raise UploadError(f"{field}= has an invalid media type.")
        name = name or field + (mimetypes.guess_extension(media_type) or "")
        return self._checked(field, content, path or name, media_type), name, media_type

    def _open(self, field: str, path: Path) -> BinaryIO:
        try:
            if stat.S_IFMT(path.stat().st_mode) not in (stat.S_IFREG, stat.S_IFDIR):  # opening a pipe may block
                raise UploadError(f"{field}= cannot read {str(path)!r}: to send a pipe or device, pass it open.")
            # Unbuffered, since httpx reads in large chunks.
            return cast(BinaryIO, self.enter_context(path.open("rb", buffering=0)))
        except (OSError, ValueError) as error:  # ValueError: a null byte in the path
            reason = getattr(error, "strerror", None) or error
            raise UploadError(f"{field}= cannot read {str(path)!r}: {reason}.") from error

    def _checked(self, field: str, content: BinaryIO, where: str, media_type: str) -> BinaryIO:
        """`content` after a check that it is binary, not empty, and a PDF if the field requires one."""
        try:
            length = None
            if content.seekable():
                content.seek(0, os.SEEK_END)
                length = content.tell()
                content.seek(length)
                if _head_of(content):  # otherwise httpx would send a part of it as the whole
                    raise OSError("it continues past its reported end")  # noqa: TRY301 - reported as its own
                content.seek(0)
            head = _head_of(content)  # httpx rewinds a seekable file before it sends it
        except (TypeError, UnicodeDecodeError):
            raise UploadError(f'{field}= got {where!r} opened as text; open it with mode "rb".') from None
        except Exception as error:  # a closed, broken or custom file may raise anything
            raise UploadError(f"{field}= cannot read {where!r}: {error}.") from error
        if not head:
            raise UploadError(f"{field}= got {where!r}, which is empty.")
        if media_type == PDF and b"%PDF-" not in head:
            raise UploadError(f"{field}= got {where!r}, which is not a PDF: it has no %PDF- header.")
        return cast(BinaryIO, _File(content, f"{field}= {where!r}", head, length))


def _head_of(content: BinaryIO) -> bytes:
    """The first `_HEAD` bytes, or all if there are fewer; a pipe may return them in several pieces."""
    head = b""
    while len(head) < _HEAD:
        data = cast("bytes | None", content.read(_HEAD - len(head)))
        if data is None:
            raise BlockingIOError("it is in non-blocking mode and has no data yet")
        if not data:
            break
        head += data
    return head


class _File:
    """A file after its check, read up to the length that it had then; the length is None if it cannot be rewound.

    It has no `fileno`: that of a `gzip.open` belongs to the compressed file, whose length httpx would use.
    """

    def __init__(self, content: BinaryIO, label: str, head: bytes, length: int | None) -> None:
        self._content = content
        self.label = label
        self._head = head if length is None else b""  # it cannot be read again
        self._length = self._left = length

    def read(self, size: int) -> bytes:
        """Read at most `size` bytes, and nothing beyond the announced length."""
        if self._head:
            head, self._head = self._head, b""
            return head
        size = size if self._left is None else min(size, self._left)
        data = self._use(self._content.read, size)
        if not isinstance(data, bytes):  # a non-blocking stream returns None, which is not its end
            raise self._broken(f"it returned {type(data).__name__} in place of bytes")
        if len(data) > size:  # otherwise more would be sent than announced
            raise self._broken("it returned more than was asked for")
        if self._left is not None:
            self._left -= len(data)
            if self._left and not data:
                raise self._broken(f"it became {self._left} bytes shorter")
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if self._length is None:
            raise io.UnsupportedOperation
        if whence == os.SEEK_END:  # so httpx reads the length
            return self._length
        self._use(self._content.seek, offset)
        self._left = self._length - offset
        return offset

    def tell(self) -> int:
        return (self._length or 0) - (self._left or 0)

    def seekable(self) -> bool:
        return self._length is not None

    def _use(self, function: Callable[[int], object], argument: int) -> object:
        try:
            return function(argument)
        except Exception as error:  # a custom file may raise anything
            raise self._broken(f"{type(error).__name__}: {error}", error) from error

    def _broken(self, text: str, reason: Exception | None = None) -> BrokenFileError:
        return BrokenFileError(f"{self.label} could not be read to its end ({text})", reason)
