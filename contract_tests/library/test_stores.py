"""Token stores: what is kept, for whom, and what remains when saving fails."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import httpx
import klantkit
import pytest
from filelock import FileLock, Timeout
from klantkit import FileTokenStore


def test_file_is_the_owners_alone_and_written_whole(tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path / "deep" / "token")
    assert store.load() is None
    store.check()
    store.save("one")
    store.save("two")
    assert "two" == store.load()
    assert "two" == FileTokenStore(tmp_path / "deep" / "token").load()
    assert 0o600 == stat.S_IMODE((tmp_path / "deep" / "token").stat().st_mode)
    assert 0o700 == stat.S_IMODE((tmp_path / "deep").stat().st_mode)
    names = {path.name for path in (tmp_path / "deep").iterdir()}
    assert {"token", "token.lock"} == names, "nothing half-written stays"


def test_folders_are_made_and_the_file_is_written_beside_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    store = FileTokenStore(tmp_path / "one" / "two" / "token")
    with store.lock():
        store.save("s3cret")
    assert "s3cret" == store.load()
    assert f"FileTokenStore({str(tmp_path / 'one' / 'two' / 'token')!r})" == repr(store)
    FileTokenStore(tmp_path / "three" / "token").save("s3cret")
    FileTokenStore(tmp_path / "four" / "token").check()
    with pytest.raises(klantkit.TokenStoreError, match="cannot be written"):
        FileTokenStore("/proc/token").check()
    assert 0o700 == stat.S_IMODE((tmp_path / "one" / "two").stat().st_mode)


def test_what_stands_around_a_token_is_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text(" s3cret\n")
    path.chmod(0o600)
    assert "s3cret" == FileTokenStore(path).load()
    path.write_text("\n")
    assert FileTokenStore(path).load() is None


def test_a_lock_that_cannot_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klantkit._stores.LOCK_TIMEOUT", 0.05)
    store = FileTokenStore(tmp_path / "token")
    with store.lock(), pytest.raises(klantkit.TokenStoreError, match="Another process has held"):
        with FileTokenStore(tmp_path / "token").lock():
            pytest.fail("two have it")
    (tmp_path / "other.lock").mkdir()
    with pytest.raises(klantkit.TokenStoreError, match="cannot be locked"), FileTokenStore(tmp_path / "other").lock():
        pytest.fail("nobody has it")
    (tmp_path / "file").touch()
    inside = FileTokenStore(tmp_path / "file" / "token")
    with pytest.raises(klantkit.TokenStoreError, match="cannot be written"), inside.lock():
        pytest.fail("nobody has it")
    with pytest.raises(klantkit.TokenStoreError, match="cannot be written"):
        inside.save("s3cret")
    with pytest.raises(klantkit.TokenStoreError, match="cannot be written"):
        inside.check()


def test_a_lock_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locks: list[FileLock] = []  # kept, or it would be given back as they are forgotten

    def lock(*arguments: Any, **options: Any) -> FileLock:
        locks.append(FileLock(*arguments, **options))
        return locks[-1]

    monkeypatch.setattr("klantkit._stores.FileLock", lock)
    with FileTokenStore(tmp_path / "token").lock():
        assert [True] == [one.is_locked for one in locks]
    assert [False] == [one.is_locked for one in locks]


def test_a_lock_is_waited_for_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    def acquire(lock: FileLock, timeout: float) -> None:
        asked.append(timeout)
        raise Timeout(lock.lock_file)

    monkeypatch.setattr(FileLock, "acquire", acquire)
    with pytest.raises(klantkit.TokenStoreError, match="for 60 s"), FileTokenStore(tmp_path / "token").lock():
        pytest.fail("nobody has it")
    assert [60] == asked


def test_a_failed_save_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FileTokenStore(tmp_path / "token")
    store.save("one")

    def fail(*_: object) -> None:
        assert {"token", "token.lock", ".token.part"} == {path.name for path in tmp_path.iterdir()}
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(klantkit.TokenStoreError, match="cannot be written: No space left on device") as raised:
        store.save("two")
    assert "two" not in str(raised.value)
    assert "one" == store.load()
    assert {"token", "token.lock"} == {path.name for path in tmp_path.iterdir()}


def test_a_save_that_fails_is_the_error_to_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FileTokenStore(tmp_path / "token")
    unlink = Path.unlink

    def replace(*_: object) -> NoReturn:
        monkeypatch.setattr(Path, "unlink", fail)
        raise OSError(5, "the first")

    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(5, "the second")

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(klantkit.TokenStoreError, match="cannot be written: the first"):
        store.save("one")
    monkeypatch.setattr(Path, "unlink", unlink)


#: Each step of writing a file, as the name of a function of `os` or of a method.
STEPS = ["os.open", "os.fdopen", "write", "truncate", "flush", "os.fsync", "Path.replace"]


class _Failing:
    """An open file with a method that fails once a part of the content is written."""

    def __init__(self, file: Any, step: str) -> None:
        self._file, self._step = file, step

    def __getattr__(self, name: str) -> Any:
        if name != self._step:
            return getattr(self._file, name)

        def fail(*arguments: Any) -> None:
            if arguments:
                self._file.write(arguments[0][:3])
                self._file.flush()
            raise OSError(5, "Input/output error")

        return fail


@pytest.mark.parametrize("step", STEPS)
def test_a_write_that_fails_at_any_step_changes_nothing(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = FileTokenStore(tmp_path / "token"), FileTokenStore(tmp_path / "token")
    store.save("one")
    fdopen = os.fdopen

    def fail(*_: object, **__: object) -> None:
        assert "one" == other.load(), "as a reader sees it meanwhile"
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        if step == "Path.replace":
            patch.setattr(Path, "replace", fail)
        elif step.startswith("os."):
            patch.setattr(os, step.removeprefix("os."), fail)
        else:
            patch.setattr(os, "fdopen", lambda *arguments: _Failing(fdopen(*arguments), step))
        with pytest.raises(klantkit.TokenStoreError, match="cannot be written: Input/output error"):
            store.save("two")
    assert "one" == store.load()
    assert {"token", "token.lock"} == {path.name for path in tmp_path.iterdir()}
    store.save("two")
    assert "two" == other.load()


def test_a_reader_sees_a_whole_token_that_only_its_owner_can_read(tmp_path: Path) -> None:
    """At every moment, and of every file: a second thread looks while tokens of different lengths are saved."""
    store, reader = FileTokenStore(tmp_path / "deep" / "token"), FileTokenStore(tmp_path / "deep" / "token")
    tokens = ["a" * 9000, "b", "c" * 500]
    seen: set[str | None] = set()
    modes: set[int] = set()
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            seen.add(reader.load())
            for path in (tmp_path / "deep").iterdir():
                with contextlib.suppress(FileNotFoundError):
                    modes.add(stat.S_IMODE(path.stat().st_mode))

    umask = os.umask(0)
    try:
        store.save(tokens[0])
        thread = threading.Thread(target=look)
        thread.start()
        for _ in range(60):
            for token in tokens:
                store.save(token)
        ended.set()
        thread.join()
    finally:
        os.umask(umask)
    assert {*tokens} == seen
    assert {0o600} == modes


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    store = FileTokenStore(tmp_path / "token")
    store.save("s3cret")
    (tmp_path / "token").chmod(mode)
    with pytest.raises(klantkit.TokenStoreError, match="can be read by others") as raised:
        store.load()
    assert "s3cret" not in str(raised.value)


def test_a_place_that_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "token"):
        for use in (FileTokenStore(path).check, lambda path=path: FileTokenStore(path).save("s")):
            with pytest.raises(klantkit.TokenStoreError, match="cannot be written"):
                use()
    with pytest.raises(klantkit.TokenStoreError, match="cannot be read"):
        FileTokenStore(tmp_path).load()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = [shutil.which("mount") or "", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if not command[0] or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this user cannot mount a file system")
    yield folder
    subprocess.run([str(shutil.which("umount")), "-l", str(folder)], check=True)


def _fill(folder: Path) -> None:
    with (folder / "rest").open("wb", buffering=0) as file:
        for size in (4096, 1):
            with contextlib.suppress(OSError):
                while file.write(bytes(size)):
                    pass


def test_a_full_disk_is_seen_before_the_token_is_there(small_disk: Path) -> None:
    store = FileTokenStore(small_disk / "token")
    store.save("one")
    _fill(small_disk)
    with pytest.raises(klantkit.TokenStoreError, match="No space left"):
        store.check()
    with pytest.raises(klantkit.TokenStoreError, match="No space left"):
        store.save("two")
    assert "one" == store.load()
    sent: list[httpx.Request] = []
    transport = httpx.MockTransport(lambda request: sent.append(request) or httpx.Response(500))  # type: ignore[func-returns-value]
    key: dict[str, Any] = {"database": "1", "one_time_key": "k", "client_id": "i", "client_secret": "s"}
    with pytest.raises(klantkit.TokenStoreError, match="No space left"):
        klantkit.next_token(FileTokenStore(small_disk / "other"), **key, transport=transport)
    assert [] == sent


def test_what_was_checked_can_be_saved_on_a_disk_that_fills_up_meanwhile(small_disk: Path) -> None:
    store = FileTokenStore(small_disk / "token")
    with store.lock():
        store.check()
        _fill(small_disk)
        store.save("x" * 5000)
    assert "x" * 5000 == store.load()
    assert {"rest", "token", "token.lock"} == {path.name for path in small_disk.iterdir()}


def test_a_process_killed_while_saving_leaves_nothing_for_long(tmp_path: Path) -> None:
    script = (
        "import os, sys, time; from klantkit import FileTokenStore\n"
        "os.fsync = lambda _: (print('now', flush=True), time.sleep(60))\n"
        "FileTokenStore(sys.argv[1]).save('new-s3cret')"
    )
    store = FileTokenStore(tmp_path / "token")
    store.save("old")
    for _ in range(2):
        with subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "token")], stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert b"now\n" == child.stdout.readline()
            child.kill()
        assert "old" == store.load()
        left = {path.name for path in tmp_path.iterdir()}
        assert {".token.part", "token", "token.lock"} == left, "however often, it is one file"
        assert 0o600 == stat.S_IMODE((tmp_path / ".token.part").stat().st_mode)
    with store.lock():
        pass
    assert {"token", "token.lock"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_store_can_be_used_after_a_fork(tmp_path: Path) -> None:
    """The parent holds the lock in another thread and has reserved the room for its own token."""
    store, process = FileTokenStore(tmp_path / "token"), multiprocessing.get_context("fork")
    reserved, forked = threading.Event(), threading.Event()

    def save() -> None:
        with store.lock():
            store.check()
            reserved.set()
            forked.wait(60)
            store.save("of the parent")

    def save_in_the_child() -> None:
        with store.lock():
            assert "of the parent" == store.load()
            store.check()
            store.save("of the child")

    thread = threading.Thread(target=save)
    thread.start()
    reserved.wait(60)
    child = process.Process(target=save_in_the_child)
    child.start()
    forked.set()
    child.join(60)
    thread.join(60)
    assert (0, "of the child") == (child.exitcode, store.load())
    assert {"token", "token.lock"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_refused(tmp_path: Path) -> None:
    store = FileTokenStore(tmp_path / "token")
    store.save("s3cret")
    os.chown(tmp_path / "token", 12345, 12345)
    with pytest.raises(klantkit.TokenStoreError, match="belongs to another user"):
        store.load()


@pytest.mark.parametrize("kind", ["pipe", "socket", "device", "folder"])
def test_what_is_no_regular_file_is_refused_at_once_and_kept(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "token"
    with socket.socket(socket.AF_UNIX) as server:
        match kind:
            case "pipe":
                os.mkfifo(path, 0o600)
            case "socket":
                server.bind(str(path))
            case "device":
                path.symlink_to("/dev/null")
            case _:
                path.mkdir()
        store = FileTokenStore(path)
        for use, action in ((store.load, "read"), (store.check, "written"), (lambda: store.save("s"), "written")):
            with pytest.raises(klantkit.TokenStoreError, match=f"cannot be {action}: it is not a regular file"):
                use()
        assert not stat.S_ISREG(path.stat().st_mode)


def test_a_store_is_one_file_after_chdir_and_through_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    store = FileTokenStore("token")
    monkeypatch.chdir("elsewhere")
    store.save("s3cret")
    assert "s3cret" == store.load()
    assert [] == list(Path().iterdir())
    link = tmp_path / "elsewhere" / "link"
    link.symlink_to(tmp_path / "token")
    FileTokenStore(link).save("another")
    assert link.is_symlink()
    assert ["elsewhere", "token", "token.lock"] == sorted(path.name for path in tmp_path.iterdir())
    assert "another" == store.load()


def test_users_of_a_machine_have_locks_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import keyring

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(keyring, "get_keyring", object)
    for user in (1, 2):
        monkeypatch.setattr(os, "getuid", lambda user=user: user)
        with klantkit.KeyringTokenStore("klantkit", "a").lock():
            pass
    assert 2 == len(list(tmp_path.iterdir()))
    monkeypatch.delattr(os, "getuid")  # as on Windows
    with klantkit.KeyringTokenStore("klantkit", "a").lock():
        pass


@pytest.mark.parametrize("path", ["~no-such-user/token", "a\0b", "\ud800", "", "/", 5, None])
def test_a_path_that_is_that_of_no_file(path: Any) -> None:
    with pytest.raises(klantkit.ConfigurationError, match="path= is not the path of a file"):
        FileTokenStore(path)


def test_content_that_is_no_token(tmp_path: Path) -> None:
    path = tmp_path / "token"
    FileTokenStore(path).save("s3cret")
    for content in (b"s3cret \xff", b"x" * 100_000):
        path.write_bytes(content)
        with pytest.raises(klantkit.TokenStoreError, match="holds something other than a token") as raised:
            FileTokenStore(path).load()
        assert raised.value.__context__ is None, "which would hold the content"


def test_a_huge_file_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "token"
    FileTokenStore(path).save("s3cret")
    os.truncate(path, 100_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(klantkit.TokenStoreError, match="holds something other than a token"):
            FileTokenStore(path).load()
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("secret", ["x" * 65_537, "é" * 32_769, "s3cret \ufffd", "\ud800 s3cret"])
def test_a_secret_that_could_not_be_loaded_is_not_saved(tmp_path: Path, secret: str) -> None:
    store = FileTokenStore(tmp_path / "token")
    store.save("old")
    with pytest.raises(klantkit.TokenStoreError, match="a token must be text of at most 65536 bytes") as raised:
        store.save(secret)
    assert "s3cret" not in str(raised.value)
    assert "old" == store.load()
    assert {"token", "token.lock"} == {path.name for path in tmp_path.iterdir()}
    store.save("x" * 65_536)
    assert "x" * 65_536 == store.load()


def test_a_keyring_that_fails_in_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    def fail(*_: object) -> NoReturn:
        raise LookupError("cannot keep s3cret")

    monkeypatch.setattr(keyring, "get_keyring", object)
    store = klantkit.KeyringTokenStore("\ud800", "a\0b")
    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(keyring, name, fail)
    for use in (store.load, store.check, lambda: store.save("s3cret")):
        with pytest.raises(klantkit.TokenStoreError, match=r"keyring refuses \(LookupError\)") as raised:
            use()
        assert (None, None) == (raised.value.__cause__, raised.value.__context__)
    with store.lock():
        pass
    monkeypatch.setattr(keyring, "get_keyring", fail)
    with pytest.raises(klantkit.ConfigurationError, match="no keyring"):
        klantkit.KeyringTokenStore("klantkit", "a")


def test_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backend import KeyringBackend
    from keyring.backends import fail
    from keyring.errors import KeyringLocked

    class Memory(KeyringBackend):
        priority = 1  # pyright: ignore[reportAssignmentType] - as keyring's own pages have it
        kept: dict[tuple[str, str], str] = {}  # noqa: RUF012 - one for the test
        locked = False

        def get_password(self, service: str, username: str) -> str | None:
            if self.locked:
                raise KeyringLocked
            return self.kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            if self.locked:
                raise KeyringLocked
            self.kept[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            del self.kept[service, username]

    memory = Memory()  # type: ignore[no-untyped-call] # of the library's base class
    monkeypatch.setattr(keyring, "get_keyring", lambda: memory)
    monkeypatch.setattr(keyring, "get_password", memory.get_password)
    monkeypatch.setattr(keyring, "set_password", memory.set_password)
    monkeypatch.setattr(keyring, "delete_password", memory.delete_password)
    store = klantkit.KeyringTokenStore("klantkit NEXT", "123456")
    assert "KeyringTokenStore('klantkit NEXT', '123456')" == repr(store)
    assert store.load() is None
    store.check()
    assert {} == memory.kept
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with store.lock():
        store.save("token")
        (lock,) = tmp_path.iterdir()
        assert re.fullmatch(r"klantkit-[0-9a-f]{16}\.lock", lock.name), "the same for every version of klantkit"
        assert 0o600 == stat.S_IMODE(lock.stat().st_mode)
    assert "token" == store.load()
    store.check()
    assert "token" == store.load(), "a check leaves what is stored"
    memory.locked = True
    for use in (store.load, store.check, lambda: store.save("s3cret")):
        with pytest.raises(klantkit.TokenStoreError, match=r"KeyringLocked.*unlock it") as raised:
            use()
        assert "s3cret" not in str(raised.value)
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    with pytest.raises(klantkit.ConfigurationError, match="no keyring; keep the token with FileTokenStore"):
        klantkit.KeyringTokenStore("klantkit NEXT", "123456")
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(klantkit.ConfigurationError, match=r"pip install 'klantkit\[keyring\]'"):
        klantkit.KeyringTokenStore("klantkit NEXT", "123456")
