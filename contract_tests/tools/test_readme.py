"""The README's example runs as it stands, and its two commands are the ones that exist."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import httpx
import klantkit
import pytest

from contract_tests.harness.operations import all_operations
from contract_tests.harness.prism import Mock
from contract_tests.paths import INVOICE, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")

#: Whose host it is, by its spec.
HOSTS = {httpx.URL(one.spec.document["servers"][0]["url"]).host: one.vendor for one in all_operations()}


def test_example(vendor_mocks: dict[str, Mock], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request goes where the vendor's mock is, and the mock has nothing to object."""
    shutil.copy(INVOICE, tmp_path / "invoice.pdf")
    monkeypatch.chdir(tmp_path)
    urls = {name: mock.url for name, mock in vendor_mocks.items()}
    send, sent = httpx.HTTPTransport.handle_request, []

    def send_to_mock(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        vendor = HOSTS[request.url.host]
        _, version, path = request.url.raw_path.decode().split("/", 2)
        sent.append(f"{vendor} {version} /{path}")
        request.url = httpx.URL(f"{urls[vendor]}/{path}")
        response = send(transport, request)
        assert "sl-violations" not in response.headers
        return response

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", send_to_mock)
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(example, "README.md", "exec"), names)  # noqa: S102 - the example is ours
    assert [
        "mijnklantportaal v1 /customers",
        "mijnklantportaal v1 /customer-invoices",
        "mijnklantportaal v1 /customer-offers/manual",
        "next v1 /customer/",
        "notify v2 /customers?Overwrite=true",
    ] == sent
    assert ("cst_", "inv_", "off_") == tuple(names[name].id[:4] for name in ("customer", "invoice", "offer"))  # type: ignore[attr-defined]


def test_table_has_every_operation() -> None:
    rows = re.findall(r"^\| \w+ \| (\w+) (\S+) \| `([\w.]+)` \|", README, re.MULTILINE)
    assert sorted(rows) == sorted(
        (operation.method.upper(), operation.path, f"{operation.resource}.{operation.method_name}")
        for operation in all_operations()
    )


def test_commands_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.findall(r"(?:^    |`)make ([\w-]+)", README, re.MULTILINE)
    assert {"run", "test"} <= set(commands)
    for command in commands:
        assert f"\n{command}:" in makefile


def test_names_exist() -> None:
    told = set(re.findall(r"`(?:klantkit\.)?([A-Z]\w*[a-z]\w*)[`(]", README)) - {"Decimal", "None", "Retry"}
    assert set() == {name for name in told if not hasattr(klantkit, name)}
    assert {name for name in klantkit.__all__ if name.endswith("Error")} - told <= STATUS_ERRORS


STATUS_ERRORS = {kind.__name__ for kind in klantkit.StatusError.__subclasses__()} | {"APIResponseError"}
