"""Files that are given by their path are closed when the call ends, however it ends."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import klantkit
import pytest

from contract_tests.harness.callers import CLASS_STYLES, Style, argument_names, call, success
from contract_tests.harness.operations import Operation, all_operations, is_base64_file


def _files(operation: Operation) -> list[str]:
    """The keys in `argument_names` of what is a file: fields of the body, or the body as a whole."""
    if operation.content is None or not operation.is_exploded():
        return ["body"] if operation.content and operation.content.kind == "binary" else []
    fields = operation.request.flat(operation.content.schema)["properties"]
    as_text = {name for name, field in fields.items() if is_base64_file(operation.request.flat(field))}
    return [f"body {name}" for name in sorted(operation.file_fields() | as_text)]


def _refused(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused")


@pytest.mark.parametrize("style", CLASS_STYLES)
@pytest.mark.parametrize("is_refused", [False, True], ids=["answered", "refused"])
@pytest.mark.parametrize("operation", [one for one in all_operations() if _files(one)], ids=repr)
def test_a_file_is_closed(
    operation: Operation, style: Style, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_refused: bool
) -> None:
    path, opened, open_path = tmp_path / "a.pdf", list[Any](), Path.open
    path.write_bytes(b"%PDF-1.7\n")
    given, names = operation.example(full=True), argument_names(operation)
    fields = given.body.items() if isinstance(given.body, dict) else ()
    lists = {f"body {name}" for name, value in fields if isinstance(value, list)}
    files: dict[str, Any] = {names[key]: [path] if key in lists else path for key in _files(operation)}

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
def test_a_missing_file_is_told_by_its_argument(operation: Operation, style: Style, tmp_path: Path) -> None:
    names, given, missing = argument_names(operation), operation.example(full=True), tmp_path / "missing.pdf"
    for key in _files(operation):
        value = given.body[key.removeprefix("body ")] if key != "body" else None
        files: dict[str, Any] = {names[key]: [missing] if isinstance(value, list) else missing}
        with pytest.raises(klantkit.UploadError, match=rf"^{names[key]}(\[0\])?= "):
            call(style, operation, given, success(operation), **files)
