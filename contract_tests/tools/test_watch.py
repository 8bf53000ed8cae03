"""`make watch`, tested with the real watcher, and local pages that change, move, vanish, or become a login page."""

from __future__ import annotations

import http.server
import itertools
import json
import os
import re
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag

import pytest
from klantkit_dev.spec import Spec

from contract_tests.paths import PAGES, ROOT, SPECS
from contract_tests.watch import __main__ as watch
from contract_tests.watch.__main__ import WatchError, changes, pages, publish, report


class Site(http.server.ThreadingHTTPServer):
    """A site with pages that can be replaced: status, body, and the address of a redirect."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.shown: Mapping[str, tuple[int, str, str]] = {
            name: (200, f"<p>{name} is documented here</p>", "") for name in ("one", "two", "three")
        }
        self.asked: list[tuple[str, float]] = []

    def address(self, name: str) -> str:
        """The address of a page."""
        return f"http://127.0.0.1:{self.server_port}/{quote(name)}"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Site  # pyright: ignore[reportIncompatibleVariableOverride] - always a Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, time.monotonic()))
        status, body, moved = self.server.shown[unquote(self.path.removeprefix("/").partition("?")[0])]
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if moved:
            self.send_header("Location", moved)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Print nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


#: What becomes of a page: status, body, and the address of a redirect; and the state that is reported.
FATES = {
    "changes": (200, "<p>It is documented better</p>", "", "CHANGED"),
    "moves": (301, "", "/elsewhere", "CHANGED"),
    "moves to a page with the same text": (302, "", "/same", "CHANGED"),
    "becomes a login page": (200, "<form>Your password <input name=password></form>", "", "CHANGED"),
    "redirects to a login page": (302, "", "/login?next=one", "CHANGED"),
    "asks for a password": (401, "<p>Please log in</p>", "", "ERROR"),
    "vanishes": (404, "<p>Not here</p>", "", "ERROR"),
    "is gone": (410, "<p>Never again</p>", "", "ERROR"),
    "fails": (503, "<p>Please come back</p>", "", "ERROR"),
    "stays, with another script": (200, "<script>nonce = 2</script><p>It is documented here</p>", "", ""),
}


def test_what_becomes_of_a_page(site: Site, tmp_path: Path) -> None:
    before = dict.fromkeys([*FATES, "another"], (200, "<p>It is documented here</p>", ""))
    others = {"elsewhere": (200, "<p>It is here</p>", ""), "same": before["another"], "login": (200, "log in", "")}
    site.shown = {**before, **others}

    def run() -> dict[str, str]:
        found = changes([site.address(name) for name in before], tmp_path / "state", delay=0)
        return {name: found[site.address(name)] for name in before if site.address(name) in found}

    assert {} == run(), "a first run"
    assert {} == run(), "nothing has changed"
    after = {name: (status, body, moved) for name, (status, body, moved, _) in FATES.items()}
    site.shown = {**site.shown, **after}
    assert {name: state for name, (*_, state) in FATES.items() if state} == run()
    assert {} == run(), "each is reported once"
    kept = (tmp_path / "state" / "pages.db").read_bytes()
    texts = [text for _, body, *_ in FATES.values() for text in re.findall(r">([^<]{8,})<", body)]
    assert len(texts) >= 5
    assert [] == [text for text in texts if text.encode() in kept], "only checksums are kept"


def test_each_site_gets_a_request_per_second_and_no_more(site: Site, tmp_path: Path) -> None:
    changes([*map(site.address, site.shown)], tmp_path)
    assert ["/one", "/two", "/three"] == [path for path, _ in site.asked]
    times = [at for _, at in site.asked]
    assert all(later - earlier >= 0.99 for earlier, later in itertools.pairwise(times))


def test_without_a_network_nothing_is_reported(site: Site, tmp_path: Path) -> None:
    addresses = [*map(site.address, site.shown)]
    changes(addresses, tmp_path, delay=0)
    site.shown = dict.fromkeys(site.shown, (503, "", ""))
    for _ in range(2):
        with pytest.raises(WatchError, match="no page could be fetched"):
            changes(addresses, tmp_path, delay=0)


def test_a_watcher_that_fails(tmp_path: Path) -> None:
    (tmp_path / "pages.db").write_text("this is no database, and it is longer than the header of one " * 20)
    with pytest.raises(WatchError, match="webchanges failed:\n"):
        changes(["http://127.0.0.1:9/"], tmp_path, delay=0)


def test_every_operation_has_its_page_and_its_table() -> None:
    found = pages(SPECS)
    tables = [table for each in found.values() for table in each]
    assert sorted(path.relative_to(ROOT).as_posix() for path in PAGES.glob("*-*.csv")) == sorted(tables)
    operations = [operation for path in SPECS.glob("*.yaml") for _, _, operation in Spec(path).operations()]
    assert {urldefrag(operation["externalDocs"]["url"]).url for operation in operations} == set(found)
    assert all(address.startswith("https://") for address in found)


def test_the_report_names_the_tables() -> None:
    tables = {"https://a/1": ["x.csv", "y.csv"], "https://a/2": ["z.csv"], "https://a/3": ["w.csv"]}
    text = report({"https://a/2": "ERROR", "https://a/1": "CHANGED"}, tables)
    lines = [
        "- https://a/1 has changed or moved", "    - `x.csv`", "    - `y.csv`",
        "- https://a/2 cannot be fetched any more", "    - `z.csv`",
    ]  # fmt: skip
    assert lines == [line for line in text.splitlines() if line.lstrip().startswith("- ")]
    assert "When a vendor's page changes" in text
    assert "## When a vendor's page changes" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture
def issues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with a stand-in for GitHub's client, which records its arguments and input."""
    script = '#!/bin/sh\nprintf "%s\\n" "$@" >> "$0.log"\n[ "$2" = list ] && cat "$0.json" || cat >> "$0.log"\n'
    (tmp_path / "gh").write_text(script)
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "gh.json").write_text("[]")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def test_an_issue_is_opened_or_the_open_one_is_continued(issues: Path) -> None:
    publish("the text\n")
    assert f"create\n--title={watch.TITLE}\n--body-file=-\nthe text\n" in (issues / "gh.log").read_text()
    listed = [{"number": 7, "title": f"Re: {watch.TITLE}"}, {"number": 9, "title": watch.TITLE}]
    (issues / "gh.json").write_text(json.dumps(listed))
    (issues / "gh.log").unlink()
    publish("the text\n")
    assert "issue\ncomment\n9\n--body-file=-\nthe text\n" in (issues / "gh.log").read_text()
    assert "create" not in (issues / "gh.log").read_text()


def test_an_issue_that_cannot_be_written(issues: Path) -> None:
    (issues / "gh").write_text("#!/bin/sh\nexit 4\n")
    with pytest.raises(WatchError, match=r"no issue could be written: .*exit status 4"):
        publish("the text\n")


def test_the_whole_command(
    site: Site, issues: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = {site.address(name): [f"{name}.csv"] for name in site.shown}
    monkeypatch.setattr(watch, "pages", lambda _: tables)
    monkeypatch.setattr(watch, "changes", lambda found: changes(found, issues / "state", delay=0))
    monkeypatch.setenv("GH_TOKEN", "x")
    assert 0 == watch.main()
    assert "None of 3 pages has changed.\n" == capsys.readouterr().out
    assert not (issues / "gh.log").exists()
    site.shown = {**site.shown, "two": (200, "s3cret of the vendor", "")}
    assert 0 == watch.main()
    printed, published = capsys.readouterr().out, (issues / "gh.log").read_text()
    assert "`two.csv`" in printed
    assert printed.strip() in published
    assert "s3cret" not in printed + published
    monkeypatch.delenv("GH_TOKEN")
    (issues / "gh.log").unlink()
    site.shown = {**site.shown, "two": (200, "another", "")}
    assert 0 == watch.main()
    assert not (issues / "gh.log").exists()
    site.shown = dict.fromkeys(site.shown, (503, "", ""))
    assert 1 == watch.main()
    assert "watch: no page could be fetched; is there a network?\n" == capsys.readouterr().err
