"""Break the code in one place at a time and check that the suite notices: `make mutants`.

A mutant is one defect in a generated package, in the overlay or in a spec (see `operators`). The tests run against a
copy of the project with the defect. If they pass, there is a gap in the suite, or the defect does not change behaviour,
which `equivalent.toml` must then prove. Tests that compare files with a record would notice every change, so they are
excluded: a mutant counts as killed only if a test of behaviour fails.

Results are kept in `.cache/mutants`, so that an interrupted run can continue. A kill is valid until the sources, the
shared test files or the test file that failed change; a survivor until any test changes.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import hashlib
import itertools
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any
from xml.etree import ElementTree

import coverage
import pytest
from klantkit_dev.generate import GenerateError, generate
from klantkit_dev.spec import SpecError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.syntax import Syntax
from rich.table import Table

from contract_tests.paths import ROOT

from .operators import Mutant, mutants_of

CACHE = Path(os.environ.get("KLANTKIT_MUTANTS_CACHE") or ROOT / ".cache" / "mutants")
EQUIVALENT = Path(__file__).with_name("equivalent.toml")

#: The names of other specs, in a copy of the project that `run_others` makes; empty in the project itself.
OTHERS = os.environ.get("KLANTKIT_MUTANTS_OTHERS", "").split()

#: The folders to mutate.
SOURCES = tuple(f"generated/{name}_api" for name in OTHERS) or (
    "generated", "overlay/klantkit", "overlay/klantkit_types", "specs",
)  # fmt: skip

#: The test folders to run. Tests of tools are excluded: they compare files with a record, or test only the tools.
FOLDERS = ("proofs",) if OTHERS else ("proofs", "house", "library")

#: Other files that these tests depend on.
SHARED = (
    "contract_tests/harness", "contract_tests/data", "contract_tests/pages", "contract_tests/conftest.py",
    "contract_tests/house/page_tables.py", "contract_tests/library/faults.py", "contract_tests/library/samples.py",
)  # fmt: skip

#: Seconds for the run without a defect. Later runs may take five times as long as their files then took; a run that
#: hangs has noticed the defect.
ALL_TIMEOUT = 1800


class MutantsError(Exception):
    """The run cannot give valid results; the message says why and what to do."""


@dataclass
class Result:
    """The result of a mutant.

    Attributes:
        name: The mutant's name.
        outcome: `killed`, `timeout` (counts as killed) or `survived`.
        seconds: The duration.
        seen_by: The test file that failed; empty if none did, or if no single file is to blame.
        digest: The digest of that file at the time, or of all test files if `seen_by` is empty.
    """

    name: str
    outcome: str
    seconds: float
    seen_by: str = ""
    digest: str = ""


def all_mutants() -> list[Mutant]:
    """Every mutant of every source, in a fixed order; of files that several packages share, in the largest package."""
    folders = [folder for source in SOURCES for folder in (sorted((ROOT / source).glob("*_api")) or [ROOT / source])]
    files = [sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".yaml")) for folder in folders]
    by_text: dict[str, Path] = {}
    for path in itertools.chain(*sorted(files, key=len, reverse=True)):
        _, _, text = path.read_text(encoding="utf-8").partition("\n")  # the first line names the spec
        by_text.setdefault(text or str(path), path)
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(by_text.values())}
    return [mutant for file, text in texts.items() for mutant in mutants_of(file, text)]


def sample(mutants: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """Draw at least `size` mutants, evenly from each operator and kind of source."""
    strata: dict[tuple[str, str], list[Mutant]] = {}
    for mutant in mutants:
        strata.setdefault((mutant.file.partition("/")[0], mutant.operator), []).append(mutant)
    for name, stratum in strata.items():  # each by itself, so that a further operator leaves the others' mutants drawn
        random.Random(f"{seed} {name}").shuffle(stratum)  # noqa: S311 - no secret
    drawn: list[Mutant] = []
    while len(drawn) < size and any(strata.values()):
        drawn += [stratum.pop() for stratum in strata.values() if stratum]
    return drawn


@dataclass
class Measured:
    """What the run without a defect showed.

    Attributes:
        seconds: How long each test file takes, and each test in it, by path and ID.
        tests: The IDs of the tests that execute each line, by source file.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[str, dict[int, set[str]]] = field(default_factory=dict)

    def covering(self, mutant: Mutant) -> set[str]:
        """The tests that execute a changed line; those of the whole file for a line that only imports execute."""
        of_file = self.tests.get(mutant.file, {})
        executed = [of_file[line] for line in mutant.lines if line in of_file]
        return set().union(*executed) or set().union(*of_file.values() if executed else ())

    def fastest_first(self, tests: Iterable[str]) -> list[str]:
        """Tests by the time of their files, and within a file by their own."""
        of = self.seconds.get
        return sorted(tests, key=lambda test: (of(test.partition("::")[0], 0.0), of(test, 0.0), test))


@dataclass
class Tree:
    """A copy of the project, in which one file at a time is broken; `measured` is shared by all copies."""

    root: Path
    measured: Measured = field(default_factory=Measured)
    _running: set[subprocess.Popen[bytes]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for name in ("contract_tests", "generated", "overlay", "specs"):
            left_out = shutil.ignore_patterns("node_modules", ".*")
            shutil.copytree(ROOT / name, self.root / name, ignore=left_out)
        for name in ("pyproject.toml", "README.md", "Makefile"):
            shutil.copy2(ROOT / name, self.root)
        modules = Path("contract_tests", "prism", "node_modules")
        (self.root / modules).symlink_to(ROOT / modules)

    @contextmanager
    def broken(self, mutant: Mutant) -> Generator[None]:
        """Apply the defect, and undo it afterwards."""
        path = self.root / mutant.file
        path.write_text(mutant.make(), encoding="utf-8")
        try:
            yield
        finally:
            shutil.copy2(ROOT / mutant.file, path)

    def outcome_of(self, mutant: Mutant) -> tuple[str, str]:
        """`killed`, `timeout` or `survived`, and the test file that failed."""
        with self.broken(mutant):
            for tests, options in self.stages(mutant):
                code, told = self.run(tests, *options)
                if code is None:
                    return "timeout", ""
                if (
                    code in (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)
                    or code < 0  # by a signal, such as that of an alarm
                    or "while loading" in told  # conftest, or a plugin
                    or "found no collectors" in told  # of a file that cannot be imported
                ):
                    seen_by = re.search(r"^(?:FAILED|ERROR) contract_tests/(\w+/test_\w+\.py)", told, re.MULTILINE)
                    return "killed", seen_by[1] if seen_by else ""
                if code:
                    raise MutantsError(f"pytest does not run with {mutant.name}:\n{told[-3000:]}")
        return "survived", ""

    def stages(self, mutant: Mutant) -> Iterator[tuple[list[str], list[str]]]:
        """Tests and options of pytest, run by run: those that know the defect best, those that execute it, and all."""
        of_overlay = mutant.file.startswith("overlay")
        own = f"contract_tests/library/test_{Path(mutant.file).stem.removeprefix('_')}.py"
        covering = self.measured.covering(mutant)
        known = {test for test in covering if of_overlay and test.startswith(f"{own}::")}
        for tests in filter(None, (known, covering - known)):
            yield self.measured.fastest_first(tests), []
        if not of_overlay:
            vendor = Path(mutant.file).parts[1].removesuffix("_api").removesuffix(".yaml")
            yield self.tests(*FOLDERS[:2]), ["-k", f"{vendor} and not mock"]
        yield self.tests(), []

    def tests(self, *folders: str) -> list[str]:
        """The test files in these folders, in all that take part when none is given; the fastest first."""
        found = (path for name in folders or FOLDERS for path in self.root.glob(f"contract_tests/{name}/test_*.py"))
        return self.measured.fastest_first(path.relative_to(self.root).as_posix() for path in found)

    def measure(self) -> tuple[int | None, str]:
        """`run` all tests, and note what they take and execute; byte code is written for the runs after it."""
        report, data = self.root / "tests.xml", coverage.CoverageData(self.root / ".coverage")
        settings = self.root / "coverage.ini"
        # Not from pyproject.toml: `make test` measures nothing. Most sources are imported before coverage starts.
        settings.write_text("[run]\nsource = generated, overlay\ndisable_warnings = module-not-measured\n")
        options = [f"--junitxml={report}", "--cov", "--cov-context=test", f"--cov-config={settings}", "--cov-report="]
        code, told = self.run(self.tests(), *options, byte_code=True)
        if code == 0:
            for test in ElementTree.parse(report).iter("testcase"):  # noqa: S314 - of our own
                _, folder, module, *_ = test.get("classname", "").split(".")
                file = f"contract_tests/{folder}/{module}.py"
                for name in (file, f"{file}::{test.get('name')}"):
                    self.measured.seconds[name] = self.measured.seconds.get(name, 0.0) + float(test.get("time", 0))
            data.read()
            for file in data.measured_files():
                self.measured.tests[Path(file).relative_to(self.root).as_posix()] = {
                    line: {context.rpartition("|")[0] for context in contexts if context}
                    for line, contexts in data.contexts_by_lineno(file).items()
                }
        return code, told

    def run(self, tests: Sequence[str], *options: str, byte_code: bool = False) -> tuple[int | None, str]:
        """The exit code of pytest in this tree (None if it hangs), and its output.

        `byte_code` writes that of everything imported, for the runs after it: without it, each takes some 3 s longer.

        Raises:
            MutantsError: No tests were collected.
        """
        environment = {
            **os.environ,
            # The copy's packages must come before those of the checkout, which are on the path too.
            "PYTHONPATH": os.pathsep.join(str(self.root / source) for source in ("overlay", "generated")),
            # Otherwise, a change of the same length within the same second would run stale byte code.
            "PYTHONDONTWRITEBYTECODE": "" if byte_code else "1",
            "HYPOTHESIS_STORAGE_DIRECTORY": str(self.root / ".hypothesis"),
        }
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
        if all("/library/" in test for test in tests):
            command += ["-p", "no:schemathesis"]  # only the proofs use it, and it takes half a second to import
        listed = self.root / "tests.txt"
        listed.write_text("\n".join(tests), encoding="utf-8")
        command += ["--hypothesis-profile=quick", "--hypothesis-seed=0", f"--basetemp={self.root / 'tmp'}"]
        taken = sum(self.measured.seconds.get(file, 0.0) for file in {test.partition("::")[0] for test in tests})
        timeout = 5 * taken + 60 if self.measured.seconds else ALL_TIMEOUT
        with tempfile.TemporaryFile() as output:
            process = subprocess.Popen(
                [*command, *options, f"@{listed}"],
                cwd=self.root, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
            self._running.add(process)
            try:
                code: int | None = process.wait(timeout)
            except subprocess.TimeoutExpired:
                code = None
            finally:
                self.stop()
            output.seek(0)
            told = output.read().decode(errors="replace")
        if code == pytest.ExitCode.NO_TESTS_COLLECTED:
            raise MutantsError(f"No tests were found: {' '.join(options)}")
        return code, told

    def stop(self) -> None:
        """Kill all running processes and their children."""
        while self._running:
            process = self._running.pop()
            with contextlib.suppress(ProcessLookupError):  # already ended, and its mocks with it
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def digest(*names: str) -> str:
    """Digest of files of the project, and of all files in folders of it."""
    summed = hashlib.sha256()
    for place in (ROOT / name for name in names):
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.suffix in (".py", ".yaml", ".json", ".csv", ".txt", ".pdf") and path.exists():
                summed.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return summed.hexdigest()[:16]


def digest_of(test: str) -> str:
    """Digest of one test file, such as `library/test_client.py`; of all test files if empty."""
    return digest(*(f"contract_tests/{name}" for name in ([test] if test else FOLDERS)))


class Results:
    """Results on disk, one per line, so that nothing is lost when the run is interrupted."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self.by_name: dict[str, Result] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                try:
                    result = Result(**json.loads(line))
                except (ValueError, TypeError):
                    continue  # the last line of an interrupted run
                if result.digest == digest_of(result.seen_by):
                    self.by_name[result.name] = result

    def add(self, result: Result) -> None:
        """Store a result."""
        with self._lock:
            self.by_name[result.name] = result
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(vars(result)) + "\n")


def run(mutants: Sequence[Mutant], results: Results, workers: int, console: Console) -> None:
    """Try every mutant that has no result yet.

    Raises:
        MutantsError: The tests fail without any defect.
    """
    missing = [mutant for mutant in mutants if mutant.name not in results.by_name]
    if not missing:
        return
    with tempfile.TemporaryDirectory(prefix="klantkit-mutants-") as folder:
        trees: SimpleQueue[Tree] = SimpleQueue()
        measured = Measured()
        made = [Tree(Path(folder, str(number)), measured) for number in range(workers)]
        for tree in made:
            trees.put(tree)
        console.print("Running the tests without any defect ...")
        code, told = made[0].measure()
        if code != 0:
            raise MutantsError(f"The tests fail without any defect; fix that first.\n{told[-3000:]}")

        for tree in made[1:]:
            tree.run(tree.tests(), "--collect-only", byte_code=True)

        # The digests at the time of the copies.
        digests = {test: digest_of(test) for test in ["", *(name.partition("/")[2] for name in made[0].tests())]}

        def attempt(mutant: Mutant) -> None:
            tree = trees.get()
            started = time.monotonic()
            try:
                outcome, seen_by = tree.outcome_of(mutant)
                seconds = round(time.monotonic() - started, 1)
                results.add(Result(mutant.name, outcome, seconds, seen_by, digests[seen_by]))
            finally:
                trees.put(tree)
            progress.advance(bar)

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with (
            Progress(*columns, TimeRemainingColumn(), console=console) as progress,
            ThreadPoolExecutor(workers) as pool,
        ):
            bar = progress.add_task("Mutants", total=len(mutants), completed=len(mutants) - len(missing))
            tried = [pool.submit(attempt, mutant) for mutant in missing]
            try:
                for one in tried:
                    one.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                for tree in made:
                    tree.stop()
                raise


def equivalents(mutants: Iterable[Mutant], path: Path = EQUIVALENT) -> dict[str, str]:
    """The mutants that do not change behaviour, with the proof of each.

    Raises:
        MutantsError: No mutant matches an entry, or an entry has no proof.
    """
    names = [mutant.name for mutant in mutants]
    found = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", ()):
        matching = [name for name in names if re.fullmatch(entry["mutants"], name)]
        if not matching and (path != EQUIVALENT or not OTHERS):
            raise MutantsError(f"{path.name}: no mutant matches {entry['mutants']!r} any more; remove the entry.")
        if not entry.get("reason"):
            raise MutantsError(f"{path.name}: {entry['mutants']!r} has no reason.")
        found.update(dict.fromkeys(matching, entry["reason"]))
    return found


def refuted(proofs: dict[str, str], results: Results) -> list[str]:
    """The mutants that a test killed although `equivalent.toml` says that they change nothing."""
    tried = [results.by_name[name] for name in proofs if name in results.by_name]
    return [result.name for result in tried if result.outcome != "survived"]


def summary(mutants: Sequence[Mutant], results: Results, proofs: dict[str, str], seed: int) -> dict[str, Any]:
    """Everything that a report shows about a run."""
    counts: dict[str, Counter[str]] = {}
    survivors, equivalent = [], []
    for mutant in mutants:
        outcome = results.by_name[mutant.name].outcome
        if outcome == "survived" and mutant.name in proofs:
            outcome = "equivalent"
            equivalent.append({"mutant": mutant.name, "reason": proofs[mutant.name]})
        counts.setdefault(mutant.operator, Counter())[outcome] += 1
        if outcome == "survived":
            survivors.append({"mutant": mutant.name, "diff": diff(mutant)})
    return {
        "seed": seed,
        "sample": len(mutants),
        "operators": {operator: dict(found) for operator, found in sorted(counts.items())},
        "survivors": survivors,
        "equivalents": equivalent,
        "seconds": round(sum(results.by_name[mutant.name].seconds for mutant in mutants), 1),
    }


def diff(mutant: Mutant) -> str:
    """The defect as a unified diff."""
    before = (ROOT / mutant.file).read_text(encoding="utf-8").splitlines(keepends=True)
    after = mutant.make().splitlines(keepends=True)
    return "".join(difflib.unified_diff(before, after, mutant.file, mutant.file, n=2))


def show(told: dict[str, Any], console: Console) -> None:
    """Print the table of operators, and each survivor."""
    columns = ("killed", "timeout", "equivalent", "survived")
    table = Table("operator", "made", *columns, title=f"{told['sample']} mutants, seed {told['seed']}")
    total: Counter[str] = Counter()
    for operator, counts in told["operators"].items():
        total.update(counts)
        table.add_row(operator, str(sum(counts.values())), *(str(counts.get(column, "")) for column in columns))
    table.add_section()
    table.add_row("all", str(told["sample"]), *(str(total[column]) for column in columns))
    console.print(table)
    for survivor in told["survivors"]:
        console.print(f"\nSurvived: {survivor['mutant']}", markup=False, highlight=False)
        console.print(Syntax(survivor["diff"], "diff", word_wrap=True))
    killed = total["killed"] + total["timeout"]
    counted = told["sample"] - total["equivalent"]
    console.print(f"\nKilled {killed} of {counted}, {100 * killed / max(counted, 1):.1f} %.")


def run_others(specs: Path, arguments: Sequence[str]) -> int:
    """Mutate the packages of other specs, in a copy of the project that has them in place of our own specs.

    Raises:
        MutantsError: A spec cannot be generated.
    """
    with tempfile.TemporaryDirectory(prefix="klantkit-mutants-") as folder:
        root = Tree(Path(folder)).root
        shutil.rmtree(root / "specs")
        shutil.copytree(specs, root / "specs")
        try:
            packages = generate(root / "specs", root / "generated", house=False)
        except (GenerateError, SpecError, OSError) as error:
            raise MutantsError(f"{error}") from error
        environment = {
            "SPECS": "",
            "KLANTKIT_MUTANTS_OTHERS": " ".join(package.spec.stem for package in packages),
            "KLANTKIT_MUTANTS_CACHE": str(CACHE / "others"),
            "PYTHONPATH": os.pathsep.join(str(root / source) for source in ("overlay", "generated")),
        }
        command = [sys.executable, "-m", "contract_tests.mutants", *arguments]
        return subprocess.run(command, cwd=root, env=os.environ | environment, check=False).returncode


def main(arguments: list[str] | None = None) -> int:
    """Run a sample of the mutants; returns 1 if one survives, or if an entry of `equivalent.toml` is wrong."""
    parser = argparse.ArgumentParser(prog="mutants", description="Break the code and check that the suite notices.")
    parser.add_argument("--sample", type=int, default=320, help="minimum number of mutants (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the sample (%(default)s)")
    parser.add_argument("--all", action="store_true", help="run every mutant; this takes hours")
    parser.add_argument("--only", metavar="TEXT", help="only mutants with this text in their name, such as a file")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="parallel workers (%(default)s)")
    options = parser.parse_args(arguments)
    console = Console(width=None if sys.stdout.isatty() else 150)
    try:
        if specs := os.environ.get("SPECS"):
            return run_others(Path(specs).resolve(), sys.argv[1:] if arguments is None else arguments)
        mutants = all_mutants()
        proofs = equivalents(mutants)
        if OTHERS and (beside := ROOT / "specs" / EQUIVALENT.name).exists():
            proofs |= equivalents(mutants, beside)
        if options.only:
            mutants = [mutant for mutant in mutants if options.only in mutant.name]
        if not options.all:
            mutants = sample(mutants, options.sample, options.seed)
        results = Results(CACHE / f"{digest(*SOURCES, *SHARED)}.jsonl")
        run(mutants, results, options.workers, console)
        told = summary(mutants, results, proofs, options.seed)
        (CACHE / "summary.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
        show(told, console)
        for name in refuted(proofs, results):
            print(f"mutants: {EQUIVALENT.name} says that this changes nothing, but a test killed it: {name}")
    except MutantsError as error:
        print(f"mutants: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("mutants: interrupted; the next run continues from here.", file=sys.stderr)
        return 130
    return 1 if told["survivors"] or refuted(proofs, results) else 0
