"""Mocks of the three vendors, started once for each worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .mock import SPECS, Mock, mocks


@pytest.fixture(scope="session")
def vendor_mocks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Mock]]:
    """A mock for each vendor, by the name of its spec. A mock that died is a fault of the test that killed it."""
    logs = tmp_path_factory.mktemp("mock")
    with mocks(sorted(SPECS.glob("*.yaml")), logs) as running:
        yield running
        deaths = {name: mock.deaths for name, mock in running.items() if mock.deaths}
    assert {} == deaths


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as httpx's users do."""
    return "asyncio"


@pytest.fixture
def mini_spec() -> Path:
    """A small spec that has everything the template overrides are about."""
    return Path(__file__).with_name("data") / "mini.yaml"
