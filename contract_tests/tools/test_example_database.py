"""The example database: local examples, shared ones, and invalid settings."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase, MultiplexedDatabase
from hypothesis.errors import InvalidArgument

from contract_tests.harness import example_database as examples
from contract_tests.harness.example_database import example_database


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"KLANTKIT_EXAMPLES": ""}, "must be owner/repository"),
        ({"KLANTKIT_EXAMPLES": "a/b/c", "GITHUB_TOKEN": "t"}, "must be owner/repository"),
        ({"KLANTKIT_EXAMPLES": "a/b"}, "set GITHUB_TOKEN"),
    ],
)
def test_invalid_settings(environment: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        example_database(environment)


def test_shared_examples_are_read_and_new_ones_saved_locally(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = settings(database=DirectoryBasedExampleDatabase(tmp_path / "here"))
    monkeypatch.setattr(examples, "settings", lambda: here)
    nightly = DirectoryBasedExampleDatabase(tmp_path / "nightly")
    nightly.save(b"key", b"found at night")
    artifact = io.BytesIO()
    with zipfile.ZipFile(artifact, "w") as packed:
        for path in (tmp_path / "nightly").rglob("*"):
            packed.write(path, path.relative_to(tmp_path / "nightly").as_posix())
    database = example_database({"KLANTKIT_EXAMPLES": "owner/repository", "GITHUB_TOKEN": "t"})
    assert isinstance(database, MultiplexedDatabase)
    local, shared = database._wrapped
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / f"{datetime.now(UTC).isoformat().replace(':', '_')}.zip").write_bytes(artifact.getvalue())
    shared._wrapped.path = cache  # type: ignore[attr-defined]
    database.save(b"key", b"found here")
    assert {b"found at night", b"found here"} == set(database.fetch(b"key"))
    assert {b"found here"} == set(local.fetch(b"key"))
