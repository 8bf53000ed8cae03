"""The docs: every example runs against the mocks, and the site works from disk in a real browser."""

from __future__ import annotations

import json
import os
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
from playwright.sync_api import Browser
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

from contract_tests.harness.browser import watched
from contract_tests.harness.leading import led
from contract_tests.harness.operations import all_operations
from contract_tests.paths import INVOICE, ROOT, VENDORS

PAGES = ROOT / "docs" / "pages"
GUIDES = sorted(path for path in PAGES.rglob("*.md") if "```python" in path.read_text(encoding="utf-8"))


@pytest.fixture
def answer(mock_urls: dict[str, str]) -> Iterator[Callable[[int], None]]:
    """Redirects requests to the vendors' mocks; call it with a status to set that of the next response."""
    statuses: list[int] = []

    def prepare(request: httpx.Request) -> httpx.Response | None:
        if request.url == "https://manage.mijnklantportaal.nl/oauth/tokens":
            assert "a-code" == json.loads(request.read())["code"]
            token = {"access_token": "access", "refresh_token": "refresh", "expires_in": 3600}
            return httpx.Response(200, json=token)
        if statuses:
            request.headers["Prefer"] = f"code={statuses.pop()}"
        return None

    with led(mock_urls, prepare):
        yield statuses.append


@pytest.mark.parametrize("page", GUIDES, ids=lambda path: path.stem)
def test_examples(page: Path, answer: Callable[[int], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(INVOICE, tmp_path / "invoice.pdf")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NOTIFY_API_KEY", "test_key")
    document = Sybil(parsers=[PythonCodeBlockParser()], path=str(PAGES)).parse(page)
    document.namespace["answer"] = answer
    examples = list(document.examples())
    assert examples
    for example in examples:
        example.evaluate()


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_opens_from_disk(site: Path, browser: Browser, width: int, scheme: Literal["light", "dark"]) -> None:
    shown = watched(browser, width, scheme)
    pages = sorted(path for path in site.rglob("*.html") if path.name != "404.html")
    assert len(pages) >= len(GUIDES) + 2 * len(VENDORS)
    for path in pages:
        shown.page.goto(path.as_uri())
        shown.page.wait_for_selector("h1")
        assert shown.fits(), path.name
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
    told = page.locator("main").inner_text()
    for operation in operations:
        assert f"{operation.method.upper()} {operation.path}" in told
        assert page.locator(f'a[href="{operation.page}"]').count()
        assert f"{operation.vendor}_api.api.{operation.resource}" in page.content()
    page.locator(f'a[href="../api/{vendor}.html"]').first.click()
    page.wait_for_selector("h1")
    told = page.locator("body").inner_text()
    assert operations[0].spec.document["info"]["title"] in told
    page.get_by_role("link", name="The Python side of it").click()
    assert f"vendors/{vendor}.html" in page.url


def test_every_inference_is_listed(site: Path) -> None:
    told = (site / "guides" / "inferred.html").read_text(encoding="utf-8")
    specs = {operation.spec.path: operation.spec for operation in all_operations()}
    for spec in specs.values():
        assert f"({len(list(spec.inferences()))})" in told


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
    assert {"create_customer"} == set(VendorMock("notify")._operations)
