"""Compare `generated/` with what the specs generate now: a part of `make check`.

In two ways: the digests in the record of each package are compared with its inputs as they are now; and every package
is generated again in a temporary folder and compared file by file, whatever its record says.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from pathlib import Path

from .generate import RECORD, ROOT, TEMPLATES, GenerateError, Package, files_of, left_out, packages, render, unlisted
from .spec import SpecError


def drift(specs: Path, generated: Path, templates: Path = TEMPLATES) -> list[str]:
    """Every difference of a package from what its spec generates; else the lacking operations that are not listed.

    Raises:
        GenerateError: There is no spec, or the generator refuses one.
        SpecError: A spec is invalid.
    """
    found = packages(specs, generated)
    wanted = {package.target for package in found}
    faults = [f"{folder}: no spec generates it" for folder in sorted(generated.iterdir()) if folder not in wanted]
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor() as pool:
        made = pool.map(lambda package: render(package, templates, Path(scratch, package.spec.stem)), found)
        for package, anew in zip(found, made, strict=True):
            faults += [*_stale(package, templates), *_first_difference(package.target, anew)]
    return faults or unlisted(specs, left_out(found))


def _stale(package: Package, templates: Path) -> Iterator[str]:
    """Inputs of the package that have changed since its record was written."""
    record = package.target / RECORD
    try:
        recorded = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield f"{record}: cannot be read ({error})"
        return
    changed = [name for name, value in package.inputs(templates).items() if recorded.get(name) != value]
    if changed:
        yield f"{record}: generated from other versions of: {', '.join(changed)}"


def _first_difference(committed: Path, anew: Path) -> Iterator[str]:
    """The first file, and its first line, that would be generated differently."""
    for name in sorted({path.relative_to(folder) for folder in (committed, anew) for path in files_of(folder)}):
        if not (committed / name).exists():
            yield f"{committed / name}: missing"
            return
        if not (anew / name).exists():
            yield f"{committed / name}: not generated"
            return
        texts = [(folder / name).read_text(encoding="utf-8").splitlines() for folder in (committed, anew)]
        for number, (here, there) in enumerate(zip_longest(*texts), 1):
            if here != there:
                yield f"{committed / name}:{number}: is {here!r}, would be {there!r}"
                return


def main() -> int:
    """Print each package that has drifted; return 1 if any has."""
    try:
        faults = drift(ROOT / "specs", ROOT / "generated")
    except (GenerateError, SpecError) as error:
        print(error, file=sys.stderr)
        return 1
    for fault in faults:
        print(fault.removeprefix(f"{ROOT}/"), file=sys.stderr)
    if faults:
        print("Run `make generate` and commit what it writes.", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
