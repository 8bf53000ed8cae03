"""Token stores: what is kept, for whom, and what remains when saving fails."""

from __future__ import annotations

import os
import re
import stat
import sys
import tempfile
from pathlib import Path
from typing import Any

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
    assert ["token"] == [path.name for path in (tmp_path / "deep").iterdir()], "nothing half-written stays"


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

    def acquire(lock: FileLock) -> None:
        asked.append(lock.timeout)
        raise Timeout(lock.lock_file)

    monkeypatch.setattr(FileLock, "acquire", acquire)
    with pytest.raises(klantkit.TokenStoreError, match="for 60 s"), FileTokenStore(tmp_path / "token").lock():
        pytest.fail("nobody has it")
    assert [60] == asked


def test_a_failed_save_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FileTokenStore(tmp_path / "token")
    store.save("one")

    def fail(*_: object) -> None:
        temporary = {path.name for path in tmp_path.iterdir()} - {"token"}
        assert [True] == [name.startswith(".token.") for name in temporary], "who finds it knows whose it is"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(klantkit.TokenStoreError, match="cannot be written: No space left on device") as raised:
        store.save("two")
    assert "two" not in str(raised.value)
    assert "one" == store.load()
    assert ["token"] == [path.name for path in tmp_path.iterdir()]


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
    assert "token" == store.load()
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
