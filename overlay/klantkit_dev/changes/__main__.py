"""Tell what changed for callers since a release: `make changes BASE=<git revision>`.

A vendor changed a page, the spec followed, the packages were generated anew. What became of the wire contract is read
from both versions of the specs, what became of the Python from both versions of the packages. Every line says whether
callers break, and what to do; the last ones say which version has to follow.

Without `BASE` it is the last tag that is reachable; else where this branch left `main` (or `origin/main`, where a CI
job has no `main` of its own); else `HEAD`. What is compared with it is the working tree, whatever of it is committed.
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

#: What callers see, and what is read of BASE.
SEEN = ("specs", "generated", "overlay/klantkit")

VERSION = Path("overlay", "klantkit", "_version.py")

#: Characters of a value that are shown.
_CUT = 80

_COLUMNS = ("verdict", "vendor", "operation", "field", "before", "after", "what to do")
_COLOURS = {Verdict.BREAKING: "red", Verdict.COMPATIBLE: "green", Verdict.INTERNAL: "dim"}


class ChangesError(Exception):
    """It cannot be told what changed; the text says why and what to do."""


@dataclass(frozen=True)
class Outcome:
    """What changed, and what follows.

    Attributes:
        base: What it was compared with.
        changes: The lines, the worst first.
        before: The version at BASE; None where there was none.
        after: The version of the working tree.
        current: Whether `generated/` is what the specs generate.

    """

    base: str
    changes: list[Change]
    before: Version | None
    after: Version
    current: bool

    @property
    def needed(self) -> Version | None:
        """The version that has to follow the one at BASE; None where there was none to follow."""
        return None if self.before is None else following(self.before, worst(self.changes))

    @property
    def is_bumped(self) -> bool:
        """Whether the working tree has at least the version that has to follow."""
        return self.needed is None or self.after >= self.needed

    @property
    def code(self) -> int:
        """The exit code: 1 when something breaks callers and the version does not tell."""
        return 1 if worst(self.changes) is Verdict.BREAKING and not self.is_bumped else 0


def examine(root: Path, base: str | None) -> Outcome:
    """Compare the working tree with a revision.

    Args:
        root: The checkout.
        base: The revision; None for the default.

    Raises:
        ChangesError: There is no git, no such revision, or a spec or package that cannot be read.

    """
    revision, told = _revision(root, base)
    with tempfile.TemporaryDirectory(prefix="klantkit-changes-") as folder:
        before = Path(folder)
        _extract(root, revision, before)
        try:
            of_wire = _of_wire(before / "specs", root / "specs", before, told)
            of_python = packages.changes(before, root)
        except UnreadableError as error:
            raise ChangesError(f"{error}. Mend it, or run `make generate`.") from error
        versions = _version(before, f"{told}:") if (before / VERSION).exists() else None, _version(root, "")
    order = list(Verdict)
    lines = sorted(packages.joined(of_wire, of_python), key=lambda line: (order.index(line.verdict), line.vendor))
    return Outcome(told, lines, *versions, current=_is_current(root))


def _git(root: Path, *arguments: str) -> bytes:
    """What git answers.

    Raises:
        ChangesError: There is no git.
        subprocess.CalledProcessError: It refuses.

    """
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True).stdout  # noqa: S607
    except FileNotFoundError:
        raise ChangesError("there is no git, which knows what was before. Install it.") from None


def _asked(root: Path, *arguments: str) -> str:
    """What git answers, as text; empty when it refuses."""
    try:
        return _git(root, *arguments).decode().strip()
    except subprocess.CalledProcessError:
        return ""


def _revision(root: Path, base: str | None) -> tuple[str, str]:
    """The commit to compare with, and what to call it."""
    if not _asked(root, "rev-parse", "--git-dir"):
        raise ChangesError(f"{root} is no git checkout, so nothing is known of what was before. Clone the project.")
    name = base or _default(root)
    commit = _asked(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not commit:
        raise ChangesError(
            f"there is no revision {name!r} here. Give another one, BASE=<tag, branch or commit>, or fetch it: "
            "`git fetch --tags --unshallow`."
        )
    return commit, name


def _default(root: Path) -> str:
    if tag := _asked(root, "describe", "--tags", "--abbrev=0"):
        return tag
    if _asked(root, "rev-parse", "--abbrev-ref", "HEAD") != "main":
        for main in ("main", "origin/main"):
            # Where the branch left it: what `main` got since is no change of this branch.
            if left := _asked(root, "merge-base", "HEAD", main):
                return left[:12]
    return "HEAD"


def _extract(root: Path, revision: str, target: Path) -> None:
    """Write what callers saw at a revision to a folder."""
    try:
        there = [path for path in SEEN if _git(root, "ls-tree", "-d", revision, "--", path)]
        if there:
            with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", revision, "--", *there))) as archive:
                archive.extractall(target, filter="data")
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()
        raise ChangesError(f"git cannot show {revision[:12]}: {said}. Look with `git fsck`.") from error


def _of_wire(old: Path, new: Path, before: Path, base: str) -> list[Change]:
    vendors = sorted({path.stem for folder in (old, new) for path in folder.glob("*.yaml")})
    lines: list[Change] = []
    for vendor in vendors:
        try:
            documents = [_document(folder / f"{vendor}.yaml") for folder in (old, new)]
        except SpecError as error:
            advice = "Give another BASE." if str(before) in str(error) else "Mend the spec first."
            said = str(error).replace(f"{before}{os.sep}", f"{base}:").replace(f"{new.parent}{os.sep}", "")
            raise ChangesError(f"{said}\n{advice}") from error
        lines += specs.changes(vendor, *documents)
    return lines


def _document(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    spec = Spec(path)
    spec.check()
    return spec.document


def _version(root: Path, base: str) -> Version:
    try:
        return version_of((root / VERSION).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ChangesError(f"{base}{VERSION.as_posix()}: no version: {error}. Write one.") from error


def _is_current(root: Path) -> bool:
    if not any((root / "specs").glob("*.yaml")):
        return True
    templates = root / generate.TEMPLATES.relative_to(ROOT)
    return all(package.is_current(templates) for package in generate.packages(root / "specs", root / "generated"))


def summary(outcome: Outcome) -> list[str]:
    """What it comes to, in sentences."""
    counted = Counter(line.verdict for line in outcome.changes)
    told = [", ".join(f"{counted[verdict]} {verdict}" for verdict in Verdict) + "."]
    has = _text(outcome.after)
    if outcome.needed is None:
        told.append(f"There was no version at {outcome.base}; {has} can be the first.")
    elif outcome.needed == outcome.before:
        told.append(f"No new version follows; {VERSION.as_posix()} says {has}.")
    else:
        told.append(f"After {_text(outcome.before)} has to follow {_text(outcome.needed)}.")
        told.append(
            f"{VERSION.as_posix()} says {has}, which will do."
            if outcome.is_bumped
            else f'{VERSION.as_posix()} says {has}: write __version__ = "{_text(outcome.needed)}".'
        )
    if not outcome.current:
        told.append("generated/ is not what the specs generate: run `make generate` and look again.")
    return told


def _text(version: Version | None) -> str:
    return ".".join(map(str, version or ()))


def _cells(line: Change) -> list[str]:
    """The cells of a line; below the field stands what shows it in Python."""
    shown = line.python if line.field else line.python[1:]
    field = "\n".join([*([line.field] if line.field else []), *_few(shown)])
    before, after = (_cut(told) for told in (line.before, line.after))
    return [line.verdict, line.vendor, line.operation, field or NOTHING, before, after, line.advice]


def _few(places: tuple[str, ...]) -> list[str]:
    """Some places in Python, and how many more there are."""
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
    """The same for a pull request."""
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
    """Text in a cell, as it stands."""
    for character in "\\|*_`<>[]":
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "<br>")


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Tell what changed; 0 when the version tells it too, 1 when callers break unwarned, 2 when it cannot be told."""
    parser = argparse.ArgumentParser(prog="changes", description="Tell what changed for callers.")
    parser.add_argument("--base", default=os.environ.get("BASE"), help="a git revision; the last tag, else main")
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
