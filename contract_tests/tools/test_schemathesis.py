"""Each mock conforms to its spec: schemathesis calls it, configured by `schemathesis.toml`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from contract_tests.harness.operations import of_spec
from contract_tests.harness.prism import Mock, mocks
from contract_tests.paths import SPECS, VENDORS

CONFIG = Path(__file__).parents[1] / "schemathesis.toml"


def _run(spec: Path, mock: Mock) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("schemathesis")
    command: list[str | Path] = [tool, "--config-file", CONFIG, "run", spec, "--url", mock.url]
    command += ["--header", "Authorization: Bearer test"]
    for operation in of_spec(spec):
        if operation.content is not None and operation.content.kind == "multipart":
            # Some parts crash Prism's parser; test_out.py covers these operations through the client.
            command += ["--exclude-operation-id", operation.name]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("vendor", VENDORS)
def test_spec_and_mock_agree(vendor: str, vendor_mocks: dict[str, Mock]) -> None:
    ran = _run(SPECS / f"{vendor}.yaml", vendor_mocks[vendor])
    assert 0 == ran.returncode, ran.stdout + ran.stderr
    assert "No issues found" in ran.stdout


def test_an_undeclared_status_is_reported(tmp_path: Path) -> None:
    spec = SPECS / "notify.yaml"
    other = tmp_path / "notify.yaml"
    other.write_text(spec.read_text(encoding="utf-8").replace('"201":', '"202":'), encoding="utf-8")
    with mocks([other], tmp_path) as running:
        ran = _run(spec, running["notify"])
    assert 1 == ran.returncode
    assert "Undocumented" in ran.stdout
