"""The README's examples run unchanged, and the commands and names in it exist."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import klantkit
import pytest

from contract_tests.harness.leading import led
from contract_tests.harness.operations import all_operations
from contract_tests.paths import INVOICE, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_example(mock_urls: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request goes to the vendor's mock, which reports no violation."""
    shutil.copy(INVOICE, tmp_path / "invoice.pdf")
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, object] = {}
    with led(mock_urls) as sent:
        for example in examples:
            exec(compile(example, "README.md", "exec"), names)  # noqa: S102 - our own example
    assert [
        "https://api.mijnklantportaal.nl/v1/customers",
        "https://api.mijnklantportaal.nl/v1/customer-invoices",
        "https://api.mijnklantportaal.nl/v1/customer-offers/manual",
        "https://api.next-tech.com/v1/customer/",
        "https://api.notify.cm/v2/customers?Overwrite=true",
        "https://api.mijnklantportaal.nl/v1/customers",
        "https://api.notify.cm/v2/customers",
    ] == [str(url) for url in sent]
    assert ("cst_", "inv_", "off_") == tuple(names[name].id[:4] for name in ("customer", "invoice", "offer"))  # type: ignore[attr-defined]


def test_table_has_every_operation() -> None:
    rows = set(re.findall(r"^(\| [^|]+ \| [A-Z]+ \S+ \| `[\w.]+` \|) \w", README, re.MULTILINE))
    expected = {
        f"| {operation.spec.document['info']['title'].removesuffix(' API')} "
        f"| {operation.method.upper()} {operation.path} | `{operation.resource}.{operation.method_name}` |"
        for operation in all_operations()
    }
    assert [] == sorted(expected - rows), "write these into the table, and what is inferred"
    assert [] == sorted(rows - expected), "there are no such operations"


def test_commands_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.findall(r"(?:^    |`)make ([\w-]+)", README, re.MULTILINE)
    assert {"run", "test"} <= set(commands)
    for command in commands:
        assert f"\n{command}:" in makefile


def test_names_exist() -> None:
    told = set(re.findall(r"`(?:klantkit\.)?([A-Z]\w*[a-z]\w*)[`(]", README)) - {"Decimal", "None", "TypeError"}
    assert set() == {name for name in told if not hasattr(klantkit, name)}
    assert {name for name in klantkit.__all__ if name.endswith("Error")} - told <= STATUS_ERRORS


STATUS_ERRORS = {kind.__name__ for kind in klantkit.StatusError.__subclasses__()} | {"APIResponseError"}
