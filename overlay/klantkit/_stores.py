"""Keep a token between runs: in a file that only its owner can read, or in the system's keyring."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Generator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from ._errors import ConfigurationError, TokenStoreError

#: Seconds to wait for another process that holds the lock of a store.
LOCK_TIMEOUT = 60.0


class TokenStore(Protocol):
    """A place to keep a token."""

    def load(self) -> str | None:
        """Return the stored secret; None if there is none."""

    def save(self, secret: str) -> None:
        """Store `secret` in place of the previous one."""

    def check(self) -> None:
        """Raise `TokenStoreError` if `save` would fail; called before a one-time key or code is used up."""

    def lock(self) -> AbstractContextManager[object]:
        """Lock the store against all other processes that use it."""
        ...  # or pyright reports a missing return


class FileTokenStore:
    """Keeps a token in a file that only its owner can read, written atomically.

    Args:
        path: The file; a missing folder is created, for the owner only.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path).expanduser()

    def load(self) -> str | None:
        """Return the stored secret; None if there is none.

        Raises:
            TokenStoreError: The file cannot be read, or users other than its owner can read it.
        """
        try:
            with self._path.open(encoding="utf-8") as file:
                mode = os.fstat(file.fileno()).st_mode
                if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                    raise TokenStoreError(
                        f"{self._path} can be read by others. Its token may be known: replace it at the vendor, or "
                        f"run chmod 600 {self._path} if you know that nobody saw it."
                    )
                return file.read().strip() or None
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise TokenStoreError(f"{self._path} cannot be read: {_reason(error)}.") from error

    def save(self, secret: str) -> None:
        """Store `secret` in place of the previous one.

        Raises:
            TokenStoreError: The file cannot be written; the previous secret is still there.
        """
        with self._folder() as folder:
            handle, temporary = tempfile.mkstemp(prefix=f".{self._path.name}.", dir=folder)  # mode 600
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(secret)
                    file.flush()
                    os.fsync(file.fileno())
                Path(temporary).replace(self._path)
            except OSError:
                with contextlib.suppress(OSError):  # the first error is the one to report
                    Path(temporary).unlink()
                raise

    def check(self) -> None:
        """Check that `save` would succeed.

        Raises:
            TokenStoreError: It would not.
        """
        with self._folder() as folder:
            if self._path.is_dir():
                raise IsADirectoryError(None, "it is a folder")
            tempfile.TemporaryFile(dir=folder).close()

    @contextlib.contextmanager
    def lock(self) -> Generator[None]:
        """Lock the store against all other processes that use it.

        Raises:
            TokenStoreError: Another process holds the lock for longer than `LOCK_TIMEOUT`, or there is no access.
        """
        with self._folder() as folder:
            path = folder / f"{self._path.name}.lock"
        with _file_lock(path):
            yield

    @contextlib.contextmanager
    def _folder(self) -> Generator[Path]:
        """Create the folder of the file, and turn the errors of writing into it into a `TokenStoreError`."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            yield self._path.parent
        except OSError as error:
            raise TokenStoreError(f"{self._path} cannot be written: {_reason(error)}.") from error

    def __repr__(self) -> str:
        return f"FileTokenStore({str(self._path)!r})"


class KeyringTokenStore:
    """Keeps a token in the system's keyring; needs `pip install klantkit[keyring]`.

    Args:
        service: The name of the entry in the keyring.
        username: The owner of the token, such as the number of a NEXT database.

    Raises:
        ConfigurationError: The keyring library is not installed, or the system has no keyring.
    """

    def __init__(self, service: str, username: str) -> None:
        try:
            import keyring.errors  # an extra, imported on demand
            from keyring.backends import fail
        except ImportError as error:
            raise ConfigurationError("KeyringTokenStore needs the extra: pip install 'klantkit[keyring]'.") from error
        if isinstance(keyring.get_keyring(), fail.Keyring):
            raise ConfigurationError("This system has no keyring; keep the token with FileTokenStore.")
        self._keyring = keyring
        self._service = service
        self._username = username

    def load(self) -> str | None:
        """Return the stored secret; None if there is none.

        Raises:
            TokenStoreError: The keyring is locked or refuses access.
        """
        with self._errors():
            return self._keyring.get_password(self._service, self._username)

    def save(self, secret: str) -> None:
        """Store `secret` in place of the previous one.

        Raises:
            TokenStoreError: The keyring is locked or refuses access.
        """
        with self._errors():
            self._keyring.set_password(self._service, self._username, secret)

    def check(self) -> None:
        """Check that the keyring works, by storing and deleting an empty entry.

        Raises:
            TokenStoreError: It does not work.
        """
        with self._errors():
            self._keyring.set_password(self._service, f"{self._username} (check)", "")
            self._keyring.delete_password(self._service, f"{self._username} (check)")

    def lock(self) -> AbstractContextManager[None]:
        """Lock the store against all other processes of this user.

        Raises:
            TokenStoreError: Another process holds the lock for longer than `LOCK_TIMEOUT`.
        """
        name = hashlib.sha256(f"{self._service}\0{self._username}".encode()).hexdigest()[:16]
        return _file_lock(Path(tempfile.gettempdir()) / f"klantkit-{name}.lock")

    @contextlib.contextmanager
    def _errors(self) -> Generator[None]:
        try:
            yield
        except self._keyring.errors.KeyringError as error:
            raise TokenStoreError(f"The keyring refuses ({type(error).__name__}); unlock it and try again.") from error

    def __repr__(self) -> str:
        return f"KeyringTokenStore({self._service!r}, {self._username!r})"


@contextlib.contextmanager
def _file_lock(path: Path) -> Generator[None]:
    try:
        lock = FileLock(path, timeout=LOCK_TIMEOUT, mode=0o600)
        lock.acquire()
    except Timeout as error:
        raise TokenStoreError(
            f"Another process has held {path} for {LOCK_TIMEOUT:.0f} s; wait for it, or end it."
        ) from error
    except OSError as error:
        raise TokenStoreError(f"{path} cannot be locked: {_reason(error)}.") from error
    try:
        yield
    finally:
        lock.release()


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return getattr(error, "strerror", None) or type(error).__name__
