"""Generate the typed packages from the specs: `make generate`.

For each `specs/<vendor>.yaml`: check the spec, run openapi-python-client with the overrides of
`overlay/templates` in a temporary folder, and swap the result into `generated/<vendor>_api` whole. Nothing is
swapped unless everything succeeded. `GENERATED.json` in each package records its inputs; a package with unchanged
inputs and unedited files is left alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the YAML library is slow to import, and not needed when nothing changed
    from .subset import Subset

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "overlay" / "templates"
RECORD = "GENERATED.json"
REFUSED = "refused.toml"
HERE = Path(__file__).parent

#: The modules that decide what is generated.
_DECIDING = ("classes.py", "generate.py", "generator.py", "schemas.py", "spec.py", "subset.py", "surroundings.py")

# Isolated from other ruff settings, with the rules named, so that all that decides the output is here. The resource
# classes are in __init__.py files, where ruff removes unused imports only with this setting.
LINT = (
    "ruff check . --no-cache --isolated --fix-only --unsafe-fixes --select F401,F811,I --target-version py311"
    " --config lint.ignore-init-module-imports=false"
)
FORMAT = "ruff format . --no-cache --isolated --line-length 120 --target-version py311"


class GenerateError(Exception):
    """Generation failed; the text names the file, the place in it and what is wrong."""


@dataclass(frozen=True)
class Package:
    """One generated package: the spec it comes from and the folder it goes to."""

    spec: Path
    target: Path

    def inputs(self, templates: Path) -> dict[str, str]:
        """The versions and digests that decide the package's content, as in its record."""
        return {
            "spec": _digest([self.spec], self.spec.parent),
            "templates": _digest(templates.rglob("*.jinja"), templates),
            "generate": _digest((HERE / name for name in _DECIDING), HERE),
            "openapi-python-client": version("openapi-python-client"),
            "ruff": version("ruff"),
        }

    def is_current(self, templates: Path) -> bool:
        """Whether the package is what `make generate` would write now, unedited."""
        try:
            record = json.loads((self.target / RECORD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        current = {**self.inputs(templates), "content": _digest(files_of(self.target), self.target)}
        return bool(current.items() <= record.items())


def left_out(found: Iterable[Package]) -> dict[str, dict[str, str]]:
    """The operations that packages lack, by spec and name, such as `GET /path`, with the place and the reason."""
    records = {one.spec: json.loads((one.target / RECORD).read_text(encoding="utf-8")) for one in found}
    return {
        spec.stem: {name: f"{spec.parent}/{text}" for name, text in record.get("refused", {}).items()}
        for spec, record in records.items()
    }


def packages(specs: Path, generated: Path) -> list[Package]:
    """The package of every spec in `specs`.

    Raises:
        GenerateError: There is no spec.
    """
    found = [Package(spec, generated / f"{spec.stem}_api") for spec in sorted(specs.glob("*.yaml"))]
    if not found:
        raise GenerateError(f"{specs}: no *.yaml here; a spec is needed to generate from")
    return found


def _digest(files: Iterable[Path], base: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.relative_to(base).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def files_of(folder: Path) -> list[Path]:
    """The files of a package, except its record and compiled files."""
    every = sorted(folder.rglob("*"))
    return [file for file in every if file.is_file() and file.name != RECORD and "__pycache__" not in file.parts]


def _cleaned(output: str) -> str:
    """The output of the generator without the lines that mean nothing to its user."""
    noise = ("Generating ", "If you believe this was a mistake")
    lines = [line for line in output.splitlines() if line.strip() and not line.startswith(noise)]
    return "\n".join(f"  {line}" for line in lines if " object at 0x" not in line)


def render(package: Package, templates: Path, work: Path, *, house: bool = True) -> Path:
    """Generate `package` into the folder `work` and return the folder that holds it.

    Raises:
        SpecError: The spec is not valid OpenAPI 3.1, or lacks what the project requires of its own specs (`house`).
        GenerateError: The generator failed.
    """
    from .spec import Spec
    from .subset import Subset

    spec = Spec(package.spec)
    spec.check(house=house)
    subset = Subset(spec)
    output = work / package.target.name
    if not subset.document["paths"]:
        raise GenerateError("\n".join([f"{package.spec}: it has no operation to generate", *subset.refused.values()]))
    while failure := _run(subset, templates, work, output):
        more = subset.blamed(failure)
        if not more:
            raise GenerateError(f"{package.spec}: the generator refuses it:\n{_cleaned(failure)}")
        subset = Subset(spec, subset.failed | more)
    header = f"# Generated from {package.spec.parent.name}/{package.spec.name} by make generate. Do not edit.\n"
    for module in output.rglob("*.py"):
        module.write_text(header + module.read_text(encoding="utf-8"), encoding="utf-8")
    (output / "py.typed").touch()
    # The spec itself, for uses at run time of parts that the code lacks, such as its examples.
    written = json.dumps(subset.original(), indent=1, ensure_ascii=False) + "\n"
    (output / "openapi.json").write_text(written, encoding="utf-8")
    here = f"{spec.path.parent}/"  # in the record, places do not depend on where the checkout is
    refused = {endpoint: text.replace(here, "") for endpoint, text in subset.refused.items()}
    record: dict[str, Any] = {**package.inputs(templates), "refused": refused}
    record["notes"] = [note.replace(here, "") for note in subset.notes]
    record["content"] = _digest(files_of(output), output)
    (output / RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return output


def _run(subset: Subset, templates: Path, work: Path, output: Path) -> str:
    """Run the generator in the folder `work`; return its output if it fails, else an empty text."""
    import openapi_python_client

    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(templates, work / "templates")
    shutil.copytree(Path(openapi_python_client.__file__).parent / "templates", work / "templates" / "upstream")
    (work / "templates" / "spec.jinja").write_text(f"{{% set spec = {subset.facts!r} %}}", encoding="utf-8")
    (work / "spec.json").write_text(json.dumps(subset.document), encoding="utf-8")
    config = {"post_hooks": [LINT, FORMAT], "literal_enums": True}
    (work / "config.json").write_text(json.dumps(config), encoding="utf-8")
    binaries = Path(sys.executable).parent
    # A fixed hash seed keeps the output independent of the order of sets.
    environment = os.environ | {
        "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONHASHSEED": "0",
        "NO_COLOR": "1",
        "COLUMNS": "200",
    }
    command = [
        sys.executable, "-m", "klantkit_dev.generator", "generate", "--meta", "none", "--fail-on-warning",
        "--path", str(work / "spec.json"), "--config", str(work / "config.json"),
        "--custom-template-path", str(work / "templates"), "--output-path", str(output),
    ]  # fmt: skip
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return (result.stdout + result.stderr) if result.returncode else ""


def _swap(new: Path, target: Path, aside: Path) -> None:
    """Replace `target` with `new`; if that fails, `target` is unchanged."""
    if target.exists():
        target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        if aside.exists():
            aside.rename(target)
        raise


def listed(specs: Path) -> dict[str, dict[str, str]]:
    """The operations that may be left out, by spec, with the reason: `refused.toml` beside the specs.

    Raises:
        GenerateError: It is not valid TOML.
    """
    try:
        return tomllib.loads((specs / REFUSED).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        raise GenerateError(f"{specs / REFUSED}: not valid TOML: {error}") from error


def unlisted(specs: Path, refused: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The operations in `refused`, by spec, that `refused.toml` does not list; and its entries without an operation."""
    allowed, faults = listed(specs), list[str]()
    for stem, operations in refused.items():
        reasons = allowed.pop(stem, {})
        faults += [text for name, text in operations.items() if name not in reasons]
        faults += [f"{specs / REFUSED}: {stem}: {name} is not left out" for name in reasons if name not in operations]
    return [*faults, *(f"{specs / REFUSED}: there is no {stem}.yaml" for stem in allowed)]


def generate(specs: Path, generated: Path, templates: Path = TEMPLATES, *, house: bool = True) -> list[Package]:
    """Bring `generated` up to date with `specs`, completely or not at all.

    Args:
        specs: The folder of the specs.
        generated: The folder of the packages.
        templates: The folder of our templates.
        house: Whether the specs must have what the project requires of its own specs.

    Returns:
        The packages that were written; empty when everything was current.

    Raises:
        GenerateError: One or more packages could not be generated; `generated` is untouched.
    """
    stale = [package for package in packages(specs, generated) if not package.is_current(templates)]
    if not stale:
        return []
    from .spec import SpecError

    generated.mkdir(exist_ok=True)
    # In the same file system as the target, so that a rename swaps it in.
    with tempfile.TemporaryDirectory(prefix=".generate-", dir=generated) as scratch:
        with ThreadPoolExecutor(max_workers=len(stale)) as pool:
            futures = {
                package: pool.submit(render, package, templates, Path(scratch) / package.spec.stem, house=house)
                for package in stale
            }
        rendered, faults = {}, []
        for package, future in futures.items():
            try:
                rendered[package] = future.result()
            except (SpecError, GenerateError) as error:
                faults.append(str(error))
        if faults:
            raise GenerateError("\n".join(faults))
        for package, new in rendered.items():
            _swap(new, package.target, Path(scratch) / f"{package.target.name}.old")
    return stale


def main() -> int:
    """Generate from `specs/` into `generated/`; print what was written, or why nothing was."""
    started = time.monotonic()
    try:
        listed(ROOT / "specs")  # before anything is written
        written = generate(ROOT / "specs", ROOT / "generated")
        faults = unlisted(ROOT / "specs", left_out(packages(ROOT / "specs", ROOT / "generated")))
    except (GenerateError, OSError) as error:
        print(f"{error}\ngenerate: nothing was written; generated/ is as it was.", file=sys.stderr)
        return 1
    for package in written:
        print(f"{package.spec.relative_to(ROOT)} -> {package.target.relative_to(ROOT)}")
    if written:
        print(f"Generated {len(written)} in {time.monotonic() - started:.1f} s.")
    else:
        print("generated/ is current.")
    for fault in faults:
        print(fault.removeprefix(f"{ROOT}/"), file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
