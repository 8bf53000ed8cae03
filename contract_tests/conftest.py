"""Fixtures, such as the mocks of all vendors (started once per run), and hypothesis's profiles."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from playwright.sync_api import Browser

from .harness.browser import chromium
from .harness.example_database import example_database
from .harness.exercised import Exercised
from .harness.operations import all_operations
from .harness.prism import Mock, free_port, served
from .paths import MINI, SPECS

# Not in UTC, where CI runs and local time cannot be told from it: Newfoundland, half an hour off and with summer time.
# As POSIX writes it, because a small image has no time zone database.
os.environ["TZ"] = "NST+3:30NDT,M3.2.0,M11.1.0"
time.tzset()

#: The mocks of the wheel, for users' tests, which do not need Prism.
pytest_plugins = ["klantkit.testing"]

# Based on hypothesis's default profile, not on its CI profile, which stores no examples and never varies them.
# No deadline: machines are noisy, and time limits have tests of their own. Fixtures are shared by all examples of a
# test on purpose: mocks keep running, counts add up.
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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors, since a worker often waits for a process, a server or a timer."""
    return (os.cpu_count() or 1) + 1


class _SharedMocks:
    """Starts the mocks in xdist's main process, for all of its workers."""

    def __init__(self) -> None:
        self._stack = contextlib.ExitStack()
        self._mocks: dict[str, Mock] = {}

    def pytest_configure_node(self, node: Any) -> None:
        """Start the mocks before the first worker, without waiting, and pass their URLs to each."""
        if not self._mocks:
            logs = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="klantkit-mocks-")))
            for spec in sorted(SPECS.glob("*.yaml")):
                self._mocks[spec.stem] = mock = Mock(served(spec, logs), logs / f"{spec.stem}.log", port=free_port())
                self._stack.callback(mock.close)
                mock.start()
        node.workerinput["mocks"] = {name: mock.known_url for name, mock in self._mocks.items()}

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Stop the mocks; if a test crashed one, the run fails."""
        deaths = {name: mock.deaths for name, mock in self._mocks.items() if mock.deaths}
        self._stack.close()
        if deaths:
            print(f"mocks died: {deaths}")
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_configure(config: pytest.Config) -> None:
    """Share the mocks where xdist runs workers."""
    if config.pluginmanager.hasplugin("dsession"):
        config.pluginmanager.register(_SharedMocks(), "klantkit-mocks")


@pytest.fixture(scope="session")
def vendor_mocks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Mock]]:
    """A mock per vendor, by the name of its spec, each started when it is first used; the run fails if one crashes."""
    logs = tmp_path_factory.mktemp("mock")
    shared = getattr(request.config, "workerinput", {}).get("mocks", {})
    with contextlib.ExitStack() as stack:
        running = {}
        for spec in sorted(SPECS.glob("*.yaml")):
            running[spec.stem] = mock = Mock(
                served(spec, logs), logs / f"{spec.stem}.log", started=shared.get(spec.stem)
            )
            stack.callback(mock.close)
        yield running
        deaths = {name: mock.deaths for name, mock in running.items() if mock.deaths}
    assert {} == deaths


@pytest.fixture
def mock_urls(vendor_mocks: dict[str, Mock]) -> dict[str, str]:
    """The mock's base URL per vendor host, for `led`."""
    servers = {one.vendor: one.spec.document["servers"][0]["url"] for one in all_operations()}
    return {httpx.URL(server).host: vendor_mocks[vendor].url for vendor, server in servers.items()}


@pytest.fixture
def exercised(request: pytest.FixtureRequest) -> Iterator[Exercised]:
    """Counts the items that a test exercises, for the report."""
    counts = Exercised()
    yield counts
    request.node.user_properties.append(counts.as_property())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; per module, because its event loop would block other tests."""
    with chromium() as running:
        yield running


@pytest.fixture
def anyio_backend() -> str:
    """Run asynchronous tests on asyncio."""
    return "asyncio"


@pytest.fixture
def mini_spec() -> Path:
    """A small spec with everything that the template overrides change."""
    return MINI
