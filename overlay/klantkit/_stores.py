"""Keep a token between runs: in a file that only its owner can read, or in the system's keyring."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from filelock import BaseFileLock, FileLock, Timeout

from ._errors import ConfigurationError, TokenStoreError

#: Seconds to wait for another process that holds the lock of a store.
LOCK_TIMEOUT = 60.0

#: Bytes reserved for a token, and the most that are read.
_ROOM = 65_536


class TokenStore(Protocol):
    """A place to keep a token."""

    def load(self) -> str | None:
        """Return the stored secret; None if there is none."""

    def save(self, secret: str) -> None:
        """Store `secret` in place of the previous one."""

    def check(self) -> None:
        """Raise `TokenStoreError` if `save` would fail; called before a one-time credential is used."""

    def lock(self) -> AbstractContextManager[object]:
        """Lock the store against all other processes that use it; `check` and `save` are called within."""
        ...  # or pyright reports a missing return


class FileTokenStore:
    """Keeps a token in a file that only its owner can read, written atomically.

    Args:
        path: The file; a missing folder is created, for the owner only.

    Raises:
        ConfigurationError: The path cannot be that of a file.
        TokenStoreError: From the methods: the file cannot be read or written, belongs to another user, can be read by
            others, or is locked for longer than 60 seconds. The token stored before is still there.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        try:
            given = Path(path).expanduser()
            self._path = given.with_name(given.name).resolve()  # the same file after os.chdir, and beyond a link
            self._part = self._path.with_name(f".{self._path.name}.part")
            if b"\0" in os.fsencode(self._path):
                raise ValueError("embedded null character")  # noqa: TRY301 - reported as those of pathlib
        except (OSError, RuntimeError, TypeError, ValueError) as error:  # no such user, no path, a lone surrogate ...
            raise ConfigurationError(f"FileTokenStore: path= is not the path of a file: {error}.") from error
        self._renew()

    def _renew(self) -> None:
        self._process = os.getpid()
        self._lock = FileLock(self._path.with_name(f"{self._path.name}.lock"), mode=0o600)
        self._reserved: BinaryIO | None = None

    def load(self) -> str | None:
        """Return the stored secret; None if there is none."""
        with self._errors("read"):
            if not self._is_there():
                return None
            with self._path.open("rb") as file:
                status = os.fstat(file.fileno())
                content = file.read(_ROOM + 1)
        if os.name == "posix" and (status.st_mode & (stat.S_IRWXG | stat.S_IRWXO) or status.st_uid != os.geteuid()):
            flaw = "belongs to another user" if status.st_uid != os.geteuid() else "can be read by others"
            raise TokenStoreError(
                f"{self._path} {flaw}. Its token may be known to others: replace it at the vendor. If nobody else can "
                f"have read it, make the file your own with chown, and run chmod 600 {self._path}."
            )
        secret = content.decode("utf-8", "replace").strip()
        if "\ufffd" in secret or len(content) > _ROOM:
            raise TokenStoreError(f"{self._path} cannot be read: it holds something other than a token.")
        return secret or None

    def save(self, secret: str) -> None:
        """Store `secret` in place of the previous one."""
        content = secret.encode("utf-8", "replace")
        if len(content) > _ROOM or "\ufffd" in secret or content.decode() != secret:  # `load` would not return it
            raise TokenStoreError(f"{self._path} cannot be written: a token must be text of at most {_ROOM} bytes.")
        with self.lock():
            self._write(content)
            with self._errors("written"):
                self._part.replace(self._path)

    def check(self) -> None:
        """Reserve the room for `save` until the lock of the store is released."""
        with self.lock():
            self._write(bytes(_ROOM))

    @contextlib.contextmanager
    def lock(self) -> Generator[None]:
        """Lock the store against all other threads and processes that use it; within a thread, it is reentrant."""
        with self._errors("written"):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=self._path.parent).close()  # otherwise filelock may wait where it cannot write
        if self._process != os.getpid():  # after a fork: lock and reserved file are those of the parent
            self._renew()
        with _locked(self._lock):
            try:
                yield
            finally:
                if self._lock.lock_counter == 1:
                    self._discard()

    def _is_there(self) -> bool:
        """Whether there is a file; reading a pipe in its place could block for ever."""
        with contextlib.suppress(FileNotFoundError):
            if not stat.S_ISREG(self._path.stat().st_mode):
                raise OSError(None, "it is not a regular file")
            return True
        return False

    def _write(self, content: bytes) -> None:
        """Write the file that takes the place of the previous one; over the room that `check` reserved."""
        with self._errors("written"):
            self._is_there()
            if self._reserved is None:
                self._part.unlink(missing_ok=True)  # that of a process that was killed
                descriptor = os.open(self._part, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
                self._reserved = os.fdopen(descriptor, "w+b")
            self._reserved.seek(0)
            self._reserved.write(content)
            self._reserved.truncate()
            self._reserved.flush()
            os.fsync(self._reserved.fileno())

    def _discard(self) -> None:
        file, self._reserved = self._reserved, None
        with contextlib.suppress(OSError):  # an earlier error is the one to report
            self._part.unlink()
        with contextlib.suppress(OSError):
            if file is not None:
                file.close()

    @contextlib.contextmanager
    def _errors(self, action: str) -> Generator[None]:
        try:
            yield
        except OSError as error:
            raise TokenStoreError(f"{self._path} cannot be {action}: {_reason(error)}.") from error

    def __repr__(self) -> str:
        return f"FileTokenStore({str(self._path)!r})"


class KeyringTokenStore:
    """Keeps a token in the system's keyring; needs `pip install klantkit[keyring]`.

    Args:
        service: The name of the entry in the keyring.
        username: The owner of the token, such as the number of a NEXT database.

    Raises:
        ConfigurationError: The keyring library is not installed, or the system has no keyring.
        TokenStoreError: From the methods: the keyring is locked or refuses access, or another process has locked the
            store for longer than 60 seconds.
    """

    def __init__(self, service: str, username: str) -> None:
        try:
            import keyring  # an extra, imported on demand
            from keyring.backends import fail
        except ImportError as error:
            raise ConfigurationError("KeyringTokenStore needs the extra: pip install 'klantkit[keyring]'.") from error
        usable = False
        with contextlib.suppress(Exception):  # a backend may raise anything, with a password in its text
            usable = not isinstance(keyring.get_keyring(), fail.Keyring)
        if not usable:
            raise ConfigurationError("This system has no keyring; keep the token with FileTokenStore.")
        self._keyring = keyring
        self._service = service
        self._username = username

    def load(self) -> str | None:
        """Return the stored secret; None if there is none."""
        return cast("str | None", self._use(self._keyring.get_password, self._username))

    def save(self, secret: str) -> None:
        """Store `secret` in place of the previous one."""
        self._use(self._keyring.set_password, self._username, secret)

    def check(self) -> None:
        """Check that the keyring works, by storing and deleting an empty entry."""
        self._use(self._keyring.set_password, f"{self._username} (check)", "")
        self._use(self._keyring.delete_password, f"{self._username} (check)")

    def lock(self) -> AbstractContextManager[None]:
        """Lock the store against all other processes of this user."""
        user = os.getuid() if hasattr(os, "getuid") else ""  # each has a keyring of its own, and the folder is shared
        entry = f"{user}\0{self._service}\0{self._username}".encode("utf-8", "surrogatepass")
        path = Path(tempfile.gettempdir()) / f"klantkit-{hashlib.sha256(entry).hexdigest()[:16]}.lock"
        return _locked(FileLock(path, mode=0o600))

    def _use(self, function: Callable[..., object], *arguments: str) -> object:
        try:
            return function(self._service, *arguments)
        except Exception as error:  # noqa: BLE001 - a backend may raise anything, with the secret in its text
            failure = type(error).__name__
        # Not in the handler, so that no cause or context holds the secret.
        raise TokenStoreError(f"The keyring refuses ({failure}); unlock it and try again.")

    def __repr__(self) -> str:
        return f"KeyringTokenStore({self._service!r}, {self._username!r})"


@contextlib.contextmanager
def _locked(lock: BaseFileLock) -> Generator[None]:
    try:
        held = lock.acquire(timeout=LOCK_TIMEOUT)
    except Timeout as error:
        raise TokenStoreError(
            f"Another process has held {lock.lock_file} for {LOCK_TIMEOUT:.0f} s; wait for it, or end it."
        ) from error
    except (OSError, RuntimeError) as error:  # RuntimeError: this thread holds it, or the system has no locks
        raise TokenStoreError(f"{lock.lock_file} cannot be locked: {_reason(error)}.") from error
    with held:
        yield


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or type(error).__name__
