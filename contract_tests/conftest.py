"""Mocks of the vendors, started once for each worker, and how hard hypothesis tries."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from playwright.sync_api import Browser

from .harness.browser import chromium
from .harness.example_database import example_database
from .harness.exercised import Exercised
from .harness.operations import all_operations
from .harness.prism import Mock, mocks
from .paths import MINI, SPECS

#: The mocks that the wheel offers to its users, which come without Prism.
pytest_plugins = ["klantkit.testing"]

# From what hypothesis has for everyone, not from what it takes where it sees CI, which keeps and varies nothing.
# No deadline: the machines are noisy, and what has to end within a time has tests of its own. Fixtures outlive the
# examples of a test as they should: mocks go on, counts add up.
_UNSHARED = settings(
    settings.get_profile("default"),
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
_SHARED = settings(_UNSHARED, database=example_database(os.environ)) if "KLANTKIT_EXAMPLES" in os.environ else _UNSHARED
settings.register_profile("quick", _SHARED, max_examples=5, phases=[Phase.explicit, Phase.reuse, Phase.generate])
settings.register_profile("default", _SHARED, max_examples=25)
settings.register_profile("nightly", _SHARED, max_examples=1000)
settings.load_profile("default")


@pytest.fixture(scope="session")
def vendor_mocks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Mock]]:
    """A mock for each vendor, by the name of its spec. A mock that died is a fault of the test that killed it."""
    logs = tmp_path_factory.mktemp("mock")
    with mocks(sorted(SPECS.glob("*.yaml")), logs) as running:
        yield running
        deaths = {name: mock.deaths for name, mock in running.items() if mock.deaths}
    assert {} == deaths


@pytest.fixture
def mock_urls(vendor_mocks: dict[str, Mock]) -> dict[str, str]:
    """The address of the mock per host of a vendor, as `led` takes it."""
    servers = {one.vendor: one.spec.document["servers"][0]["url"] for one in all_operations()}
    return {httpx.URL(server).host: vendor_mocks[vendor].url for vendor, server in servers.items()}


@pytest.fixture
def exercised(request: pytest.FixtureRequest) -> Iterator[Exercised]:
    """Counts what a test tries, for the report."""
    counts = Exercised()
    yield counts
    request.node.user_properties.append(counts.as_property())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; for a module only, because its event loop would be in the way of others."""
    with chromium() as running:
        yield running


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as httpx's users do."""
    return "asyncio"


@pytest.fixture
def mini_spec() -> Path:
    """A small spec that has everything the template overrides are about."""
    return MINI
