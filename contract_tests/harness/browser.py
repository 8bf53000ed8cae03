"""A real browser that is not on the network, to look at the pages that we make."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium")

#: What keeps the browser from looking for its maker, and lets it run in a container.
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Watched(NamedTuple):
    """A page and what it did.

    Attributes:
        page: In the browser.
        asked: The addresses that it fetched, but for what it holds itself.
        said: The errors and warnings on its console.

    """

    page: Page
    asked: list[str]
    said: list[str]

    def fits(self) -> bool:
        """Whether nothing sticks out at its side."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@contextmanager
def chromium() -> Generator[Browser]:
    """Debian's Chromium, without a screen; the test is skipped where it is missing."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


def watched(browser: Browser, width: int, scheme: Literal["light", "dark"]) -> Watched:
    """A new page of this width, for eyes that like it light or dark."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    made = Watched(page, [], [])
    page.on(
        "request",
        lambda request: None if request.url.startswith(("data:", "blob:")) else made.asked.append(request.url),
    )
    page.on("console", lambda message: made.said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: made.said.append(str(error)))
    return made
