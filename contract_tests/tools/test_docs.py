"""The docs: every example runs against the mocks and is type-checked, and the site works from disk in a browser."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import httpx
import klantkit
import pytest
from klantkit.testing import VendorMock
from klantkit_dev.check import CHECKS
from klantkit_dev.evidence import count, read, settled
from klantkit_dev.install import BIN
from klantkit_dev.spec import Spec
from playwright.sync_api import Browser
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from contract_tests.harness.browser import watched
from contract_tests.harness.leading import led
from contract_tests.harness.operations import all_operations
from contract_tests.harness.prism import Mock
from contract_tests.harness.shapes import GONE
from contract_tests.library.faults import Connection, FaultServer
from contract_tests.paths import INVOICE, ROOT, SPECS, VENDORS

PAGES = ROOT / "docs" / "pages"
GUIDES = sorted(path for path in PAGES.rglob("*.md") if "```python" in path.read_text(encoding="utf-8"))

#: Each page with examples by name, the vendors' pages as the spec that they are generated from.
EXAMPLES = {path.stem.replace("-", "_"): path for path in (*GUIDES, ROOT / "README.md", *sorted(SPECS.glob("*.yaml")))}

Answer = Callable[..., None]

#: The cells of tables that reach beyond the right edge of the window.
CUT_OFF = """() => [...document.querySelectorAll("td, th")]
    .filter(cell => cell.getBoundingClientRect().left + cell.scrollWidth > window.innerWidth)
    .map(cell => cell.innerText)"""

#: Traces a call of each client with OpenTelemetry and with Sentry, in a process of its own because both patch httpx.
TRACED = """
import asyncio
import sys

import sentry_sdk
from klantkit import AsyncNotify, Notify
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

spans = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(spans))
HTTPXClientInstrumentor().instrument(tracer_provider=provider)
sent = []


class Kept(sentry_sdk.transport.Transport):
    def capture_envelope(self, envelope):
        sent.append(envelope)


sentry_sdk.init(dsn="http://key@localhost/1", transport=Kept, traces_sample_rate=1)


async def create():
    async with AsyncNotify("the-credential", base_url=sys.argv[1]) as notify:
        await notify.customers.create(customer_code="1", name="A")


with sentry_sdk.start_transaction(name="test"):
    with Notify("the-credential", base_url=sys.argv[1]) as notify:
        notify.customers.create(customer_code="1", name="A")
    asyncio.run(create())
sentry_sdk.flush()
reports = [span.to_json() for span in spans.get_finished_spans()]
(envelope,) = sent
reports += map(str, envelope.get_transaction_event()["spans"])
for report in reports:
    assert sys.argv[1] in report and "201" in report, report
    assert "the-credential" not in report, report
print(len(reports), "spans")
"""


def _text(name: str) -> str:
    """The Markdown of a page with examples."""
    path = EXAMPLES[name]
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    from klantkit_dev.docs_hooks import vendor_page  # imports MkDocs, which not every command installs

    return "\n".join(vendor_page(Spec(path)))


@pytest.fixture
def answer(mock_urls: dict[str, str]) -> Iterator[Answer]:
    """Redirects requests to the vendors' mocks.

    Call it with a status for the mock's next response, or with status and JSON to answer in place of the mock; called
    twice, the last call is for the first response.
    """
    planned: list[tuple[int, Any]] = []

    def prepare(request: httpx.Request) -> httpx.Response | None:
        if request.url == "https://manage.mijnklantportaal.nl/oauth/tokens":
            assert "a-code" == json.loads(request.read())["code"]
            token = {"access_token": "access", "refresh_token": "refresh", "expires_in": 3600}
            return httpx.Response(200, json=token)
        if planned:
            status, body = planned.pop()
            if body is not None:
                return httpx.Response(status, json=body)
            request.headers["Prefer"] = f"code={status}"
        return None

    with led(mock_urls, prepare):
        yield lambda status, body=None: planned.append((status, body))


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_run(name: str, answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(INVOICE, tmp_path / "invoice.pdf")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NOTIFY_API_KEY", "test_key")
    page = tmp_path / f"{name}.md"
    page.write_text(_text(name), encoding="utf-8")
    document = Sybil(parsers=[PythonCodeBlockParser()], path=str(tmp_path)).parse(page)
    document.namespace |= {"answer": answer, "monkeypatch": monkeypatch}
    examples = list(document.examples())
    assert examples
    for example in examples:
        example.evaluate()


def test_examples_are_type_checked(tmp_path: Path) -> None:
    for name, path in EXAMPLES.items():
        blocks = re.findall(r"^```python\n(.*?)^```", _text(name), re.MULTILINE | re.DOTALL)
        parts = blocks if path.suffix == ".yaml" else ["\n".join(blocks)]  # a guide is read from its start
        for number, part in enumerate(parts):
            (tmp_path / f"{name}_{number}.py").write_text(part, encoding="utf-8")
    config = {"typeCheckingMode": "strict", "reportDuplicateImport": False}  # several examples make one file
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(config), encoding="utf-8")
    python = BIN / "python"
    commands: list[list[str | Path]] = [
        [BIN / "mypy", "--strict", "--cache-dir", tmp_path / "cache", "--python-executable", python, "."],
        [CHECKS["pyright: types"][0], "--pythonpath", python],
    ]
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    for command in commands:
        checked = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert 0 == checked.returncode, checked.stdout + checked.stderr


def test_every_attempt_is_traced(vendor_mocks: dict[str, Mock]) -> None:
    command = [sys.executable, "-W", "error", "-c", TRACED, vendor_mocks["notify"].url]
    traced = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "4 spans\n" == traced.stdout, traced.stderr


def test_a_proxy_in_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(connection: Connection) -> None:
        connection.send(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")

    async def create() -> None:
        async with klantkit.AsyncNotify("k", base_url="http://vendor.invalid") as notify:
            await notify.customers.create(customer_code="1", name="A")

    with FaultServer(refuse) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        with klantkit.Notify("k", base_url="http://vendor.invalid") as notify, pytest.raises(klantkit.StatusError):
            notify.customers.create(customer_code="1", name="A")
        with pytest.raises(klantkit.StatusError):
            asyncio.run(create())
    line = b"POST http://vendor.invalid/customers HTTP/1.1"
    assert [line, line] == [request.head.partition(b"\r\n")[0] for request in proxy.requests]


def test_every_guide_has_examples() -> None:
    guides = {path.stem for path in (PAGES / "guides").glob("*.md")}
    assert guides == {path.stem for path in GUIDES}


def test_every_error_is_documented() -> None:
    told = (PAGES / "guides" / "errors.md").read_text(encoding="utf-8")
    errors = {name for name in klantkit.__all__ if name.endswith("Error")} - {"APIResponseError"}
    assert set() == {name for name in errors if f"`{name}`" not in told}


def _build(docs: Path, site: Path) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [sys.executable, "-m", "mkdocs", "build", "-f", docs / "mkdocs.yml", "-d", site]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it."""
    folder = tmp_path_factory.mktemp("site")
    built = _build(ROOT / "docs", folder)
    assert 0 == built.returncode, built.stderr
    return folder


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_every_page_opens_from_disk(site: Path, browser: Browser, width: int, scheme: Literal["light", "dark"]) -> None:
    shown = watched(browser, width, scheme)
    pages = sorted(path for path in site.rglob("*.html") if path.name != "404.html")
    assert len(pages) >= len(GUIDES) + 2 * len(VENDORS)
    for path in pages:
        shown.page.goto(path.as_uri())
        shown.page.wait_for_selector("h1")
        assert shown.fits(), path.name
        assert [] == shown.page.evaluate(CUT_OFF), path.name
    assert [] == [url for url in shown.asked if not url.startswith(site.as_uri())], "no requests to other hosts"
    assert [] == shown.said
    shown.page.close()


def _background(shown: Any) -> int:
    """The lightness of the page, from 0 to 255."""
    colours = shown.page.evaluate("""() => {
        const colours = [];
        for (let here = document.elementFromPoint(640, 400); here; here = here.parentElement)
            colours.push(getComputedStyle(here).backgroundColor);
        return colours;
    }""")
    seen = next(colour for colour in colours if not colour.endswith(", 0)"))  # the first that is not transparent
    return int(seen.partition("(")[2].partition(",")[0])


def test_dark_colour_scheme(site: Path, browser: Browser) -> None:
    for name in ("index.html", "api/notify.html"):
        shades = []
        for scheme in ("light", "dark"):
            shown = watched(browser, 1280, scheme)
            shown.page.goto((site / name).as_uri())
            shown.page.wait_for_selector("h1")
            shades.append(_background(shown))
        light, dark = shades
        assert light > 200
        assert dark < 60


def test_search(site: Path, browser: Browser) -> None:
    page = watched(browser, 1280, "light").page
    page.goto((site / "index.html").as_uri())
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("idempotency")
    page.locator(".md-search-result__link").filter(has_text="Retries and limits").first.click()
    assert "retries-and-limits.html" in page.url


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_vendor_has_its_operations_and_its_reference(site: Path, browser: Browser, vendor: str) -> None:
    page = watched(browser, 1280, "light").page
    operations = [operation for operation in all_operations() if operation.vendor == vendor]
    page.goto((site / "index.html").as_uri())
    page.locator(f'article a[href="vendors/{vendor}.html"]').click()
    page.wait_for_url(f"**/vendors/{vendor}.html")
    told = page.locator("main").inner_text()
    for operation in operations:
        call = f"{operation.resource}.{operation.method_name}"
        assert page.locator("td", has_text=call).count()
        assert page.locator("h3", has_text=call).count()
        assert f".{call}(\n    " in told  # the signature
        assert page.locator(f'a[href="{operation.page}"]').count()
    assert "_api.api" not in told
    page.locator(f'a[href="../api/{vendor}.html"]').first.click()
    page.wait_for_url(f"**/api/{vendor}.html")
    page.wait_for_selector("h1")
    told = page.locator("body").inner_text()
    assert operations[0].spec.document["info"]["title"] in told
    for operation in operations:  # unfolded; Redoc renders what is in sight
        page.goto(f"{page.url.partition('#')[0]}#operation/{operation.name}")
        body = operation.example(full=True).body
        for name in () if body is GONE else body:
            page.get_by_text(name, exact=True).first.wait_for()
    page.get_by_role("link", name="The Python client").click()
    assert f"vendors/{vendor}.html" in page.url


def test_every_inference_is_listed(site: Path) -> None:
    told = (site / "guides" / "inferred.html").read_text(encoding="utf-8")
    specs = {operation.spec.path: operation.spec for operation in all_operations()}
    assert told.count("<tr>") - len(specs) == sum(len(list(spec.inferences())) for spec in specs.values())
    for spec in specs.values():
        assert f"({len(list(spec.inferences()))})" in told
        assert f"{count(settled(spec, read()).values())}." in told
    assert f"{count(one for spec in specs.values() for one in settled(spec, read()).values())}</strong>" in told


def test_a_broken_link_fails_the_build(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(ROOT / "docs", docs)
    config = docs / "mkdocs.yml"
    config.write_text(config.read_text().replace("../overlay", str(ROOT / "overlay")))
    assert 0 == _build(docs, tmp_path / "site").returncode
    page = docs / "pages" / "index.md"
    page.write_text(page.read_text() + "\n[nowhere](guides/nowhere.md), [no part](guides/errors.md#nowhere)\n")
    built = _build(docs, tmp_path / "site")
    assert 1 == built.returncode
    assert "guides/nowhere.md" in built.stderr
    assert "no such anchor" in built.stderr or "does not contain an anchor" in built.stderr


def test_the_guides_use_the_wheel_s_mocks() -> None:
    assert {one.name for one in all_operations() if one.vendor == "notify"} == set(VendorMock("notify")._operations)
