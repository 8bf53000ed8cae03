"""Prism, supervised: a mock server per spec."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

import httpx
from klantkit_dev import install

from contract_tests.paths import ROOT

from .operations import Pointer, at, located, of_spec, spec_of
from .recording import NO_TLS
from .shapes import GONE, types

LOGS = ROOT / ".cache" / "mock"
PRISM = install.PRISM / "node_modules" / ".bin" / "prism"
NODE = Path(sys.executable).with_name("node")

#: Seconds to wait for Prism to answer.
START_TIMEOUT = 30.0

_LISTENING = re.compile(r"Prism is listening on (http://\S+)")
_RECEIVED = re.compile(r"\[HTTP SERVER\] (\w+) (\S+) .*Request received")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class MockError(Exception):
    """A mock cannot be started, or does not stay up; the message says what to do."""


@dataclass(frozen=True)
class Death:
    """An unexpected end of Prism.

    Attributes:
        exit_code: The exit code of the process.
        request: Method and path of the last request received; None if there was none.
    """

    exit_code: int
    request: str | None


class Mock:
    """A Prism process that serves one spec on 127.0.0.1, restarted on the same port whenever it dies.

    A context manager. Prism also ends when the parent process ends, however that happens.

    Args:
        spec: The OpenAPI document to serve.
        log: The file for Prism's output, overwritten.
        port: The port to listen on; 0 takes a free one.
        on_death: Called, from another thread, when Prism dies.
        upstream: The URL of a real server; Prism then runs as a proxy that validates requests and responses.
        started: The URL of a Prism for this spec that another process started.

    Attributes:
        deaths: Every death so far, oldest first.
    """

    def __init__(
        self,
        spec: Path,
        log: Path,
        *,
        port: int = 0,
        on_death: Callable[[Death], object] | None = None,
        upstream: str | None = None,
        started: str | None = None,
    ) -> None:
        self.spec = spec
        self._upstream = upstream
        self.log = log
        self.deaths: list[Death] = []
        self._port = port
        self._on_death = on_death
        self._url = started
        self._process: subprocess.Popen[str] | None = None
        self._output: IO[str] | None = None
        self._watcher: threading.Thread | None = None
        self._ready = threading.Event()
        self._failed: str | None = None
        self._closing = False
        self._last_request: str | None = None

    @property
    def known_url(self) -> str:
        """The base URL of a mock with a port of its own, whether it is ready or not."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        """The mock's base URL, without a trailing slash; starts Prism if nothing has.

        Raises:
            MockError: Prism does not answer.
        """
        if self._url is None and self._process is None:
            self.start()
        self.wait()
        assert self._url is not None  # set before it is ready
        return self._url

    def start(self) -> None:
        """Start Prism without waiting for it.

        Raises:
            MockError: Prism or Node is not installed.
        """
        for needed in (NODE, PRISM):
            if not needed.exists():
                raise MockError(f"{needed} is missing; run `make setup`.")
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self._output = self.log.open("w", encoding="utf-8")
        self._spawn()
        self._watcher = threading.Thread(target=self._watch, name=f"mock-{self.spec.stem}", daemon=True)
        self._watcher.start()

    def wait(self) -> None:
        """Wait until Prism accepts requests.

        Raises:
            MockError: Prism ended, or took longer than `START_TIMEOUT`.
        """
        deadline = time.monotonic() + START_TIMEOUT
        if self._process is None and self._url:
            self._wait_for_other(deadline)
            return
        while (left := deadline - time.monotonic()) > 0 and self._ready.wait(left):
            if self._failed:
                raise MockError(self._failed)
            if self._upstream:  # the proxy would forward the probe to it
                return
            with contextlib.suppress(httpx.TransportError):  # Prism is dying; the watcher restarts it
                httpx.get(self._url or "", timeout=5, verify=NO_TLS)
                return
            time.sleep(0.05)
        raise MockError(f"Prism did not start within {START_TIMEOUT:.0f} s; its output is in {self.log}.")

    def _wait_for_other(self, deadline: float) -> None:
        """Wait for a Prism that another process started."""
        while time.monotonic() < deadline and not self._ready.is_set():
            with contextlib.suppress(httpx.TransportError):
                httpx.get(self._url or "", timeout=5, verify=NO_TLS)
                self._ready.set()
                return
            time.sleep(0.05)
        if not self._ready.is_set():
            raise MockError(f"Prism did not start within {START_TIMEOUT:.0f} s at {self._url}.")

    def close(self) -> None:
        """Kill Prism and its child processes."""
        self._closing = True
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):  # ended already
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        if self._watcher is not None:
            self._watcher.join()
        if self._output is not None:
            self._output.close()

    def __enter__(self) -> Self:
        try:
            self.start()
            self.wait()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _spawn(self) -> None:
        prism: list[str | Path] = [NODE, PRISM, "proxy" if self._upstream else "mock", self.spec]
        prism += [self._upstream] if self._upstream else []
        prism += ["--host", "127.0.0.1", "--port", str(self._port)]
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("_guard.py"), *prism],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )

    def _watch(self) -> None:
        """Read Prism's output and restart it until `close()`; runs in its own thread."""
        while True:
            assert self._process is not None
            assert self._process.stdout is not None  # spawned with a pipe
            with self._process.stdout as lines:
                for line in lines:
                    self._read(_COLOUR.sub("", line))
            code = self._process.wait()
            assert self._process.stdin is not None
            self._process.stdin.close()
            if self._closing:
                return
            was_ready = self._ready.is_set()
            self._ready.clear()
            if not was_ready:
                self._failed = f"Prism ended with exit code {code} before it answered.\n{self._excerpt()}"
                self._ready.set()
                return
            death = Death(code, self._last_request)
            self.deaths.append(death)
            self._spawn()
            if self._on_death:
                self._on_death(death)

    def _read(self, line: str) -> None:
        assert self._output is not None
        self._output.write(line)
        self._output.flush()
        if received := _RECEIVED.search(line):
            self._last_request = f"{received[1].upper()} {received[2]}"
        if listening := _LISTENING.search(line):
            self._url = url = listening[1]
            self._port = httpx.URL(url).port or self._port
            self._ready.set()

    def _excerpt(self) -> str:
        said = self.log.read_text(encoding="utf-8")
        if "EADDRINUSE" in said:
            return f"Port {self._port} is taken; choose another port, or 0 for a free one."
        return f"The end of {self.log}:\n" + "\n".join(said.splitlines()[-10:])


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def served(spec: Path, folder: Path) -> Path:  # noqa: C901 - a list of corrections
    """The document to serve for a spec: the spec itself, or a copy in `folder` with more of what it means by default.

    Without examples, Prism makes up responses that break the spec; without `explode`, whose default is true, it takes
    the repeated fields of a form for one. It follows a `$ref` in an extension too, serves all under one address, and
    checks no body with `nullable`, which OpenAPI 3.1 does not know. A list of files is a file to it, and the text 1 is
    an integer and a boolean at once, of which `oneOf` allows one.
    """
    document = _copied(spec_of(spec).document)
    for operation in of_spec(spec):
        texts: list[Pointer] = [(*parameter.pointer, "schema") for parameter in operation.parameters]
        if operation.content is not None and operation.content.kind in ("form", "multipart"):
            encodings = at(document, operation.content.pointer).setdefault("encoding", {})
            for name, field in operation.request.flat(operation.content.schema).get("properties", {}).items():
                pointer = located(document, (*operation.content.pointer, "schema"), name)
                if types(operation.request.flat(field)) != ["array"]:
                    texts.append(pointer)
                elif name in operation.file_fields():
                    at(document, pointer).clear()
                else:
                    repeated = {"style": "form", "explode": True, "allowReserved": True}
                    encodings[name] = repeated | encodings.get(name, {})
        for schema in (at(document, pointer) for pointer in texts):
            if "oneOf" in schema:
                schema["anyOf"] = schema.pop("oneOf")
        for status, content in operation.answers.items():
            if content is not None and content.given is GONE and content.kind == "json":
                at(document, content.pointer)["example"] = operation.example_answer(status)
    if document == spec_of(spec).document:
        return spec
    path = folder / f"{spec.stem}.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def _copied(node: Any, above: str = "") -> Any:
    if isinstance(node, list):
        return [_copied(item) for item in node]
    if not isinstance(node, dict):
        return node
    names = above in ("properties", "schemas", "headers", "content", "paths")
    return {
        key: _copied(value, key)
        for key, value in node.items()
        if names or not (key.startswith("x-") or key == "nullable" or (key == "servers" and "openapi" not in node))
    }


@contextlib.contextmanager
def mocks(specs: Sequence[Path], logs: Path = LOGS) -> Generator[dict[str, Mock]]:
    """Run a mock per spec, keyed by the spec's file name without its extension; all start in parallel.

    Standard error says which request killed a mock.

    Raises:
        MockError: A mock cannot be started.
    """
    with contextlib.ExitStack() as stack:
        running = {}
        for spec in specs:
            report = functools.partial(_report_death, spec.stem)
            running[spec.stem] = mock = Mock(spec, logs / f"{spec.stem}.log", on_death=report)
            stack.callback(mock.close)
            mock.start()
        for mock in running.values():
            mock.wait()
        yield running


def _report_death(name: str, death: Death) -> None:
    told = f"died with exit code {death.exit_code} on {death.request or 'no request'}"
    print(f"Prism ({name}) {told}; it is started again.", file=sys.stderr)
