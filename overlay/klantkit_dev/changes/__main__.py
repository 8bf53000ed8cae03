"""Show what changed for callers since a release: `make changes BASE=<git revision>`.

Compares the specs, which define what is sent and received, and the packages, which callers import. Each line says
whether callers break and what to do; the last lines give the version that must follow.

The default of `BASE` is the last reachable tag, else the commit where this branch left `main` (or `origin/main`, as in
a CI job), else `HEAD`. It is compared with the working tree, committed or not.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from klantkit_dev import generate
from klantkit_dev.generate import ROOT
from klantkit_dev.spec import Spec, SpecError

from . import packages, specs
from .packages import UnreadableError
from .verdicts import NOTHING, Change, Verdict, Version, following, version_of, worst

#: The folders that are compared.
COMPARED = ("specs", "generated", "overlay/klantkit", "overlay/klantkit_types")

VERSION = Path("overlay", "klantkit", "_version.py")

#: Characters of a value that are shown.
_CUT = 80

_COLUMNS = ("verdict", "vendor", "operation", "field", "before", "after", "what to do")
_COLOURS = {Verdict.BREAKING: "red", Verdict.COMPATIBLE: "green", Verdict.INTERNAL: "dim"}


class ChangesError(Exception):
    """The comparison is not possible; the text says why and what to do."""


@dataclass(frozen=True)
class Outcome:
    """The changes, and the version that follows from them.

    Attributes:
        base: The name of the revision that the working tree was compared with.
        changes: The lines, the worst first.
        before: The version at `base`; None if there was no version.
        after: The version of the working tree.
        is_current: Whether `generated/` matches the specs.
    """

    base: str
    changes: list[Change]
    before: Version | None
    after: Version
    is_current: bool

    @property
    def needed(self) -> Version | None:
        """The version that must follow that at `base`; None if there was no version."""
        return None if self.before is None else following(self.before, worst(self.changes))

    @property
    def is_bumped(self) -> bool:
        """Whether the working tree has at least the needed version."""
        return self.needed is None or self.after >= self.needed

    @property
    def code(self) -> int:
        """The exit code: 1 if callers break and the version does not show it."""
        return 1 if worst(self.changes) is Verdict.BREAKING and not self.is_bumped else 0


def examine(root: Path, base: str | None) -> Outcome:
    """Compare the working tree with a revision, or with the default one.

    Raises:
        ChangesError: There is no git or no such revision, or a spec or package cannot be read.
    """
    revision, name = _revision(root, base)
    with tempfile.TemporaryDirectory(prefix="klantkit-changes-") as folder:
        before = Path(folder)
        _extract(root, revision, before)
        try:
            of_specs = _of_specs(before, root, name)
            of_packages = packages.changes(before, root)
        except UnreadableError as error:
            raise ChangesError(f"{error}. Fix it, or run `make generate`.") from error
        versions = _version(before, f"{name}:") if (before / VERSION).exists() else None, _version(root, "")
    order = list(Verdict)
    lines = packages.joined(of_specs, of_packages)
    lines.sort(key=lambda line: (order.index(line.verdict), line.vendor))
    return Outcome(name, lines, *versions, is_current=_is_current(root))


def _git(root: Path, *arguments: str) -> bytes:
    """The output of a git command.

    Raises:
        ChangesError: git is not installed.
        subprocess.CalledProcessError: The command fails.
    """
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True).stdout  # noqa: S607
    except FileNotFoundError:
        raise ChangesError("git is not installed, and the old versions are read from it. Install it.") from None


def _line(root: Path, *arguments: str) -> str:
    """The output of a git command as text; empty if it fails."""
    try:
        return _git(root, *arguments).decode().strip()
    except subprocess.CalledProcessError:
        return ""


def _revision(root: Path, base: str | None) -> tuple[str, str]:
    """The commit to compare with, and its name."""
    if not _line(root, "rev-parse", "--git-dir"):
        raise ChangesError(f"{root} is not a git checkout, so there is nothing to compare with. Clone the project.")
    name = base or _default(root)
    commit = _line(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not commit:
        raise ChangesError(
            f"there is no revision {name!r} here. Pass another one, BASE=<tag, branch or commit>, or fetch it: "
            "`git fetch --tags --unshallow`."
        )
    return commit, name


def _default(root: Path) -> str:
    if tag := _line(root, "describe", "--tags", "--abbrev=0"):
        return tag
    if _line(root, "rev-parse", "--abbrev-ref", "HEAD") != "main":
        for main in ("main", "origin/main"):
            # Later commits on `main` are not changes of this branch.
            if fork := _line(root, "merge-base", "HEAD", main):
                return fork[:12]
    return "HEAD"


def _extract(root: Path, revision: str, target: Path) -> None:
    """Write the compared folders of a revision to `target`."""
    try:
        folders = [path for path in COMPARED if _git(root, "ls-tree", "-d", revision, "--", path)]
        if folders:
            with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", revision, "--", *folders))) as archive:
                archive.extractall(target, filter="data")
    except subprocess.CalledProcessError as error:
        output = error.stderr.decode(errors="replace").strip()
        raise ChangesError(f"git cannot read {revision[:12]}: {output}. Check it with `git fsck`.") from error


def _of_specs(before: Path, after: Path, base: str) -> list[Change]:
    lines: list[Change] = []
    for name in sorted({path.name for root in (before, after) for path in root.glob("specs/*.yaml")}):
        try:
            documents = [_document(root / "specs" / name) for root in (before, after)]
        except SpecError as error:
            advice = "Pass another BASE." if str(before) in str(error) else "Fix the spec first."
            text = str(error).replace(f"{before}{os.sep}", f"{base}:").replace(f"{after}{os.sep}", "")
            raise ChangesError(f"{text}\n{advice}") from error
        lines += specs.changes(Path(name).stem, *documents)
    return lines


def _document(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    spec = Spec(path)
    spec.check()
    return spec.document


def _version(root: Path, prefix: str) -> Version:
    try:
        return version_of((root / VERSION).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ChangesError(f"{prefix}{VERSION.as_posix()}: no version: {error}. Write one.") from error


def _is_current(root: Path) -> bool:
    if not any((root / "specs").glob("*.yaml")):
        return True
    templates = root / generate.TEMPLATES.relative_to(ROOT)
    return all(package.is_current(templates) for package in generate.packages(root / "specs", root / "generated"))


def summary(outcome: Outcome) -> list[str]:
    """The counts and the version, in sentences."""
    counts = Counter(line.verdict for line in outcome.changes)
    sentences = [", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict) + "."]
    version, needed = _text(outcome.after), _text(outcome.needed)
    if outcome.needed is None:
        sentences.append(f"There was no version at {outcome.base}; {version} can be the first.")
    elif outcome.needed == outcome.before:
        sentences.append(f"No new version is needed; {VERSION.as_posix()} has {version}.")
    else:
        sentences.append(f"The version after {_text(outcome.before)} must be {needed}.")
        advice = ", which is enough." if outcome.is_bumped else f': write __version__ = "{needed}".'
        sentences.append(f"{VERSION.as_posix()} has {version}{advice}")
    if not outcome.is_current:
        sentences.append("generated/ does not match the specs: run `make generate`, then this again.")
    return sentences


def _text(version: Version | None) -> str:
    return ".".join(map(str, version or ()))


def _cells(line: Change) -> list[str]:
    """The cells of a line; the places in Python are below the field."""
    shown = line.python if line.field else line.python[1:]
    field = "\n".join([*([line.field] if line.field else []), *_few(shown)])
    before, after = (_cut(value) for value in (line.before, line.after))
    return [line.verdict, line.vendor, line.operation, field or NOTHING, before, after, line.advice]


def _few(places: tuple[str, ...]) -> list[str]:
    """Some places in Python, and the number of the others."""
    some = list(dict.fromkeys(places))
    return some if len(some) <= 3 else [*some[:2], f"and {len(some) - 2} more"]  # noqa: PLR2004 - a few


def _cut(text: str) -> str:
    return text if len(text) <= _CUT else f"{text[: _CUT - 1]}…"


def show(outcome: Outcome, console: Console) -> None:
    """Print a table for a terminal."""
    if outcome.changes:
        columns = [Column(name, overflow="fold") for name in _COLUMNS]
        table = Table(*columns, title=f"What changed for callers since {outcome.base}", show_lines=True)
        for line in outcome.changes:
            table.add_row(*map(escape, _cells(line)), style=_COLOURS[line.verdict])
        console.print(table)
    else:
        console.print(f"Nothing changed for callers since {outcome.base}.", highlight=False)
    console.print(*summary(outcome), sep="\n", markup=False, highlight=False, soft_wrap=True)


def markdown(outcome: Outcome) -> str:
    """The report for a pull request."""
    lines = [f"## What changed for callers since `{outcome.base}`", ""]
    if outcome.changes:
        lines += [_row(_COLUMNS), _row(["---"] * len(_COLUMNS))]
        lines += [_row(map(_escaped, _cells(line))) for line in outcome.changes]
        lines.append("")
    lines += summary(outcome)
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """Text as a cell in Markdown."""
    for character in "\\|*_`<>[]":
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "<br>")


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Show what changed.

    Returns:
        0 if the version shows it too, 1 if callers break and the version does not, 2 if the comparison is impossible.
    """
    parser = argparse.ArgumentParser(prog="changes", description="Show what changed for callers.")
    parser.add_argument(
        "--base", default=os.environ.get("BASE"), help="a git revision; default: the last tag, else the fork from main"
    )
    parser.add_argument("--markdown", action="store_true", default=os.environ.get("FORMAT") == "markdown")
    options = parser.parse_args(arguments)
    try:
        outcome = examine(root, options.base)
    except ChangesError as error:
        print(f"changes: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("changes: interrupted.", file=sys.stderr)
        return 130
    if options.markdown:
        print(markdown(outcome))
    else:
        show(outcome, Console(width=None if sys.stdout.isatty() else 180))
    return outcome.code


if __name__ == "__main__":
    sys.exit(main())
