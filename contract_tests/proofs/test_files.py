"""Files that are given by their path are closed when the call ends, however it ends."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import klantkit
import pytest

from contract_tests.harness.callers import CLASS_STYLES, Style, argument_names, call, success
from contract_tests.harness.operations import Input, Operation, all_operations, is_base64_file


def _files(operation: Operation) -> list[str]:
    """The keys in `argument_names` of what is a file: fields of the body, or the body as a whole."""
    if operation.content is None or not operation.is_exploded():
        return ["body"] if operation.content and operation.content.kind == "binary" else []
    fields = operation.request.flat(operation.content.schema)["properties"]
    as_text = {name for name, field in fields.items() if is_base64_file(operation.request.flat(field))}
    return [f"body {name}" for name in sorted(operation.file_fields() | as_text)]


def _as_arguments(operation: Operation, given: Input, path: Path) -> dict[str, Any]:
    """The file at a path as each file of an operation."""
    names, fields = argument_names(operation), given.body if isinstance(given.body, dict) else {}
    lists = {f"body {name}" for name, value in fields.items() if isinstance(value, list)}
    return {names[key]: [path] if key in lists else path for key in _files(operation)}


def _refused(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused")


@pytest.mark.parametrize("style", CLASS_STYLES)
@pytest.mark.parametrize("is_refused", [False, True], ids=["answered", "refused"])
@pytest.mark.parametrize("operation", [one for one in all_operations() if _files(one)], ids=repr)
def test_a_file_is_closed(
    operation: Operation, style: Style, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_refused: bool
) -> None:
    path, opened, open_path, given = tmp_path / "a.pdf", list[Any](), Path.open, operation.example(full=True)
    path.write_bytes(b"%PDF-1.7\n")
    files = _as_arguments(operation, given, path)

    def note(self: Path, *arguments: Any, **options: Any) -> Any:
        opened.append(open_path(self, *arguments, **options))
        return opened[-1]

    monkeypatch.setattr(Path, "open", note)
    with suppress(klantkit.APIConnectionError):
        call(style, operation, given, httpx.MockTransport(_refused) if is_refused else success(operation), **files)
    monkeypatch.undo()
    assert [True] * len(files) == [file.closed for file in opened]


@pytest.mark.parametrize("style", CLASS_STYLES)
@pytest.mark.parametrize("operation", [one for one in all_operations() if _files(one)], ids=repr)
def test_the_error_of_a_missing_file_names_its_argument(operation: Operation, style: Style, tmp_path: Path) -> None:
    given = operation.example(full=True)
    for name, missing in _as_arguments(operation, given, tmp_path / "missing.pdf").items():
        with pytest.raises(klantkit.UploadError, match=rf"^{name}(\[0\])?= "):
            call(style, operation, given, success(operation), **{name: missing})
