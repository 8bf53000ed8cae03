"""A real, offline browser to test the HTML pages that this project builds."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium")

#: Stop the browser from contacting its vendor, and let it run in a container.
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Watched(NamedTuple):
    """A page, with a record of its requests and console output.

    Attributes:
        page: The browser page.
        asked: The URLs that it requested, except `data:` and `blob:`.
        said: The errors and warnings on its console.
    """

    page: Page
    asked: list[str]
    said: list[str]

    def fits(self) -> bool:
        """Whether the page fits the window without scrolling sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@contextmanager
def chromium() -> Generator[Browser]:
    """Debian's Chromium, headless; skips the test if it is not installed."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


def watched(browser: Browser, width: int, scheme: Literal["light", "dark"]) -> Watched:
    """Open a page of this width, in the light or dark scheme."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    made = Watched(page, [], [])
    page.on(
        "request",
        lambda request: None if request.url.startswith(("data:", "blob:")) else made.asked.append(request.url),
    )
    page.on("console", lambda message: made.said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: made.said.append(str(error)))
    return made
