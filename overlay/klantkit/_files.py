"""Turn what a caller gives for a file field into what is sent."""

from __future__ import annotations

import io
import mimetypes
import os
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Protocol, Self, cast, runtime_checkable

from ._errors import UploadError

PDF = "application/pdf"


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

        Raises:
            UploadError: The file is missing or empty, opened as text, or no PDF where one is wanted.

        """
        name: str | None = None
        if isinstance(value, FileLike):
            content, name = value.payload, value.file_name
            media_type = value.mime_type or media_type
        elif isinstance(value, bytes):
            content = io.BytesIO(value)
        elif isinstance(value, str | os.PathLike):
            content, name = self._open(field, Path(value)), Path(value).name
        elif hasattr(value, "read"):
            content = value
        else:
            raise UploadError(
                f"{field}= takes a path, bytes or a file open for reading in binary mode, not {type(value).__name__}."
            )
        if name is None:
            name = _name_of(content) or field + (mimetypes.guess_extension(media_type) or "")
        self._check(field, content, name, media_type)
        return content, name, media_type

    def _open(self, field: str, path: Path) -> BinaryIO:
        try:
            return self._opened.enter_context(path.open("rb"))
        except OSError as error:
            raise UploadError(f"{field}= cannot read {path}: {error.strerror or error}.") from error

    def _check(self, field: str, content: BinaryIO, name: str, media_type: str) -> None:
        if isinstance(content, io.TextIOBase):
            raise UploadError(f'{field}= got {name} opened as text; open it with mode "rb".')
        if not content.seekable():
            return  # what cannot be rewound cannot be looked into either
        start = content.tell()
        head = content.read(1024)
        content.seek(start)
        if not isinstance(cast("object", head), bytes):
            raise UploadError(f'{field}= got {name} opened as text; open it with mode "rb".')
        if not head:
            raise UploadError(f"{field}= got {name}, which is empty.")
        # Readers of PDF accept the header anywhere in the first 1024 bytes (ISO 32000-1, Annex H, 3.4.1).
        if media_type == PDF and b"%PDF-" not in head:
            raise UploadError(f"{field}= got {name}, which is no PDF: it has no %PDF- header.")


def _name_of(content: BinaryIO) -> str | None:
    """The file name of an open file; None where it has none (a pipe, a buffer)."""
    name = getattr(content, "name", None)
    return Path(name).name if isinstance(name, str) else None
