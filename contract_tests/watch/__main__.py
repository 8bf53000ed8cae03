"""Fetch the pages of the operations with webchanges, and report those that changed since the last run: `make watch`.

The pages are the `externalDocs` of the operations; each site gets one request per second. Only checksums are kept, in
`.cache/watch`. A page has changed if its text, its redirect or its error has, such as when it moves, vanishes, or
becomes a login page. With `GH_TOKEN`, the report goes to an issue: a new one, or as a comment to the one that is open.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urldefrag

from klantkit_dev.install import BIN, ROOT
from klantkit_dev.spec import Spec, SpecError

from contract_tests.paths import PAGES, SPECS

FOLDER = ROOT / ".cache" / "watch"
TITLE = "Pages of vendors have changed"

_CONFIG = {
    "display": {"new": False, "error": True, "unchanged": False, "empty-diff": False},
    "report": {
        "tz": None,
        "text": {"details": False, "footer": False, "minimal": False, "line_length": 75},
        "stdout": {"enabled": True, "color": False},
        "browser": {"enabled": False},
    },
    "version_check": {"enabled": False},
}


class WatchError(Exception):
    """The pages cannot be watched; the message says why."""


def pages(specs: Path) -> dict[str, list[str]]:
    """The page tables that were transcribed from each page, by its address."""
    found: dict[str, list[str]] = {}
    for path in sorted(specs.glob("*.yaml")):
        for _, _, operation in Spec(path).operations():
            address = urldefrag(operation["externalDocs"]["url"]).url
            table = PAGES / f"{path.stem}-{operation['operationId']}.csv"
            found.setdefault(address, []).append(table.relative_to(ROOT).as_posix())
    return found


def changes(addresses: list[str], folder: Path = FOLDER, *, delay: float = 1) -> dict[str, str]:
    """Fetch pages, and compare them with the last run.

    Args:
        addresses: The addresses of the pages.
        folder: Keeps the checksums from run to run.
        delay: The seconds between two requests to the same site.

    Returns:
        `CHANGED` or `ERROR` for each page that is not as it was.

    Raises:
        WatchError: webchanges failed, or fetched no page.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)  # webchanges imports no hooks that others could have written
    shutil.copyfile(Path(__file__).with_name("hooks.py"), folder / "hooks.py")
    (folder / "hooks.py").chmod(0o600)
    jobs = [
        {
            "kind": "page", "name": address, "url": address, "no_redirects": True, "same_site_delay": delay,
            "filters": ["html2text", "sha1sum"],
        }
        for address in addresses
    ]  # fmt: skip
    (folder / "jobs.yaml").write_text("\n---\n".join(map(json.dumps, jobs)), encoding="utf-8")
    (folder / "config.yaml").write_text(json.dumps(_CONFIG), encoding="utf-8")
    files = {"jobs": "jobs.yaml", "config": "config.yaml", "hooks": "hooks.py", "database": "pages.db"}
    options = [f"--{name}={folder / file}" for name, file in files.items()]
    command = [str(BIN / "webchanges"), *options, "--max-workers=1"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode:
        raise WatchError(f"webchanges failed:\n{run.stderr}")
    found = re.findall(r"^(?:\d+\. )?(CHANGED|ERROR)(,REPEATED)?: (\S+)$", run.stdout, re.MULTILINE)
    if len(addresses) == sum(state == "ERROR" for state, _, _ in found):
        raise WatchError("no page could be fetched; is there a network?")
    return {address: state for state, repeated, address in found if not repeated}


def report(found: dict[str, str], tables: dict[str, list[str]]) -> str:
    """The text of the issue, in Markdown; it quotes nothing of the pages."""
    said = {"CHANGED": "has changed or moved", "ERROR": "cannot be fetched any more"}
    lines = ["These pages are not as they were when they were last fetched. For each, check its tables:", ""]
    for address, state in sorted(found.items()):
        lines += [f"- {address} {said[state]}", *(f"    - `{table}`" for table in tables[address])]
    return "\n".join([*lines, "", "What to do is in `CONTRIBUTING.md`, under *When a vendor's page changes*.", ""])


def publish(text: str) -> None:
    """Open an issue with the text, or add it to the one that is open.

    Raises:
        WatchError: GitHub's command line client failed.
    """

    def gh(*arguments: str) -> str:
        try:
            return subprocess.check_output(["gh", "issue", *arguments], input=text, text=True, encoding="utf-8")  # noqa: S607 - from PATH
        except (OSError, subprocess.CalledProcessError) as error:
            raise WatchError(f"no issue could be written: {error}") from error

    listed = json.loads(gh("list", "--state=open", f'--search="{TITLE}" in:title', "--json=number,title"))
    numbers = [str(issue["number"]) for issue in listed if issue["title"] == TITLE]
    gh("comment", numbers[0], "--body-file=-") if numbers else gh("create", f"--title={TITLE}", "--body-file=-")


def main() -> int:
    """Report the pages that changed; returns 0 if they could be compared, else 1."""
    try:
        tables = pages(SPECS)
        if not (found := changes(list(tables))):
            print(f"None of {len(tables)} pages has changed.")
            return 0
        print(text := report(found, tables))
        if os.environ.get("GH_TOKEN"):
            publish(text)
    except (SpecError, WatchError) as error:
        print(f"watch: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
