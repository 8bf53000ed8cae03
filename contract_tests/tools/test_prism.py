"""The mocks' supervisor: starts, restarts and ends Prism."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from contract_tests.harness import prism
from contract_tests.harness.operations import of_spec
from contract_tests.harness.oracle import request
from contract_tests.harness.prism import Death, Mock, MockError, mocks
from contract_tests.harness.recording import curl_command
from contract_tests.paths import ROOT, SPECS, VENDORS

#: A file name with an equals sign crashes Prism's multipart parser.
DEADLY = (
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="a;b=c.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\nx\r\n--b--\r\n"
)


def _kill(url: str) -> None:
    with pytest.raises(httpx.TransportError):
        httpx.put(
            f"{url}/documents/1",
            content=DEADLY,
            headers={"Content-Type": "multipart/form-data; boundary=b", "Authorization": "Bearer t"},
            timeout=10,
        )


def _group_is_gone(group: int) -> bool:
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def _group(mock: Mock) -> int:
    assert mock._process is not None
    return mock._process.pid


def test_answers_once_ready_and_logs(mini_spec: Path, tmp_path: Path) -> None:
    log = tmp_path / "logs" / "mini.log"
    with Mock(mini_spec, log) as mock:
        assert 200 == httpx.get(f"{mock.url}/documents").status_code
        group = _group(mock)
    assert _group_is_gone(group)
    assert "Request received" in log.read_text()
    assert [] == mock.deaths


def test_restarts_on_its_port_and_reports_the_request_that_crashed_it(mini_spec: Path, tmp_path: Path) -> None:
    told: list[Death] = []
    with Mock(mini_spec, tmp_path / "mini.log", on_death=told.append) as mock:
        url = mock.url
        _kill(url)
        assert 200 == httpx.get(f"{mock.url}/documents").status_code
        _kill(url)
        assert 200 == httpx.get(f"{mock.url}/documents").status_code
        assert url == mock.url
    assert ["PUT /documents/1"] * 2 == [death.request for death in mock.deaths]
    assert mock.deaths == told
    assert [] == [death for death in told if death.exit_code == 0]


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let processes that a test starts take SIGINT, which they would ignore if this one does, as in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_ends_with_its_parent(mini_spec: Path, tmp_path: Path, end: signal.Signals) -> None:
    script = (
        "import sys, time; from pathlib import Path; from contract_tests.harness.prism import Mock\n"
        "with Mock(Path(sys.argv[1]), Path(sys.argv[2])) as mock:\n"
        "    print(mock._process.pid, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", script, str(mini_spec), str(tmp_path / "mini.log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as parent:
        assert parent.stdout is not None
        group = int(parent.stdout.readline())
        parent.send_signal(end)
        parent.wait(timeout=10)
    assert _group_is_gone(group)


def test_taken_port(mini_spec: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(MockError, match=f"Port {port} is taken; choose another port"),
            Mock(mini_spec, tmp_path / "mini.log", port=port),
        ):
            pass


def test_broken_spec(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("openapi: 3.1.0\npaths: [")
    with (
        pytest.raises(MockError, match=r"(?s)ended with exit code \d+ before it answered.*broken.log"),
        Mock(tmp_path / "broken.yaml", tmp_path / "broken.log"),
    ):
        pass


def test_not_installed(mini_spec: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prism, "PRISM", tmp_path / "prism")
    with pytest.raises(MockError, match="is missing; run `make setup`"), Mock(mini_spec, tmp_path / "mini.log"):
        pass


def test_too_slow(mini_spec: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prism, "START_TIMEOUT", 0.01)
    with (
        pytest.raises(MockError, match=r"did not start within 0 s; its output is in .*mini\.log"),
        Mock(mini_spec, tmp_path / "mini.log"),
    ):
        pass


def test_a_mock_that_fails_ends_the_others(mini_spec: Path, tmp_path: Path) -> None:
    good, broken = tmp_path / "good.yaml", tmp_path / "broken.yaml"
    shutil.copy(mini_spec, good)
    broken.write_text("nothing")
    with pytest.raises(MockError), mocks([good, broken], tmp_path):
        pass
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)  # noqa: S607
    assert str(good) not in listed.stdout


@pytest.mark.usefixtures("interruptible")
def test_the_mock_command(tmp_path: Path) -> None:
    """`make mock` prints a URL and a working curl command per mock, and ends cleanly on Ctrl-C."""
    command = [sys.executable, "-u", "-m", "contract_tests.mock"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as serving:
        assert serving.stdout is not None
        lines: list[str] = []
        while not lines or not lines[-1].startswith("Press Ctrl-C"):
            lines.append(serving.stdout.readline())
            assert lines[-1], "the command ended early"
        curls = [line.strip() for line in lines if line.startswith("  curl")]
        assert len(VENDORS) == len(curls)
        if shutil.which("curl"):
            for curl in curls:
                answer = subprocess.run(["sh", "-c", curl], capture_output=True, text=True, check=True, cwd=tmp_path)  # noqa: S607
                assert answer.stdout.startswith(("HTTP/1.1 200", "HTTP/1.1 201")), answer.stdout
                assert "sl-violations" not in answer.stdout
        serving.send_signal(signal.SIGINT)
        assert 0 == serving.wait(timeout=10)


def test_curl_command_is_quoted() -> None:
    request = httpx.Request("POST", "http://127.0.0.1/a?b=c&d=e", json={"name": "it's $HOME"})
    assert "'http://127.0.0.1/a?b=c&d=e'" in curl_command(request)
    assert """'{"name":"it'"'"'s $HOME"}'""" in curl_command(request)


def test_example_request_needs_no_generated_client() -> None:
    operation = next(one for one in of_spec(SPECS / "notify.yaml") if one.name == "create_customer")
    sent = request(operation, "http://mock.invalid", operation.example())
    assert "application/x-www-form-urlencoded" == sent.headers["content-type"]
