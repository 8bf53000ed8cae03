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
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the YAML library is slow to import, and not needed when nothing changed
    from .spec import Spec

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "overlay" / "templates"
RECORD = "GENERATED.json"

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
            "generate": _digest([Path(__file__)], Path(__file__).parent),
            "openapi-python-client": version("openapi-python-client"),
            "ruff": version("ruff"),
        }

    def is_current(self, templates: Path) -> bool:
        """Whether the package is what `make generate` would write now, unedited."""
        try:
            record = json.loads((self.target / RECORD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(record == {**self.inputs(templates), "content": content_digest(self.target)})


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


def content_digest(folder: Path) -> str:
    """Digest of a package's files, except its record and compiled files."""
    return _digest(
        (
            file
            for file in folder.rglob("*")
            if file.is_file() and file.name != RECORD and "__pycache__" not in file.parts
        ),
        folder,
    )


def inferred(reason: str) -> list[str]:
    """What an `x-inferred` names as inferred: `limit` and `default` of "limit: why; also why; default: why"."""
    return re.findall(r"(?:^|; )([^:;]+): ", reason)


def _fold(node: Any) -> Any:
    """Add to the descriptions what the generator would drop, so that docstrings have it.

    Limits become sentences, and `[inferred: ...]` names what the vendor's page does not state. Defaults become
    sentences too and are removed from the schema: the server applies them, and a client that did would send fields
    that its caller left out. A parameter's description moves to its schema, the only place where the generator looks.
    """
    if isinstance(node, list):
        return [_fold(item) for item in node]
    if not isinstance(node, dict):
        return node
    folded = {key: _fold(value) for key, value in node.items()}
    notes = []
    if isinstance(node.get("type"), str | list):  # a schema, not a mapping that has such a key
        if isinstance(node.get("minLength"), int) and node.get("minLength") == node.get("maxLength"):
            notes.append(f"Exactly {node['maxLength']} characters.")
        elif isinstance(node.get("maxLength"), int):
            notes.append(f"At most {node['maxLength']} characters.")
        if isinstance(folded.get("default"), bool | int | float | str) and "const" not in node:
            notes.append(f"When left out, the server takes {json.dumps(folded.pop('default'))}.")
    if isinstance(node.get("x-inferred"), str):
        notes.append(f"[inferred: {', '.join(inferred(node['x-inferred']))}]")
    if notes:
        folded["description"] = " ".join([str(node.get("description", "")).strip(), *notes]).strip()
    if isinstance(node.get("in"), str) and isinstance(folded.get("schema"), dict):  # a parameter
        folded["schema"]["description"] = folded.get("description", "")
    return folded


def _facts(spec: Spec) -> dict[str, Any]:
    """Facts of the spec that the templates need and the generator does not pass on.

    `operations`: by operationId, the vendor's page, the media type of each response, and those of the file fields.
    `accepts`: by schema and field, what a string field accepts besides text (`decimal` or `datetime`).
    `accepted_kinds`: all that occur.
    """
    operations = {}
    for _, _, operation in spec.operations():
        body = spec.resolve(operation.get("requestBody", {})).get("content", {})
        operations[operation["operationId"]] = {
            "source": operation["externalDocs"]["url"],
            "media_types": {
                status: next(iter(spec.resolve(answer).get("content", {})), None)
                for status, answer in operation["responses"].items()
            },
            "file_media_types": {
                field: encoding["contentType"]
                for media_type in body.values()
                for field, encoding in media_type.get("encoding", {}).items()
                if "contentType" in encoding
            },
        }
    accepts = {
        name: {
            field: about["x-accepts"] for field, about in schema.get("properties", {}).items() if "x-accepts" in about
        }
        for name, schema in spec.document.get("components", {}).get("schemas", {}).items()
    }
    kinds = {kind for fields in accepts.values() for kind in fields.values()}
    return {"operations": operations, "accepts": accepts, "accepted_kinds": sorted(kinds)}


def _prepare_templates(templates: Path, spec: Spec, target: Path) -> None:
    """Lay out `templates`, the generator's own ones under `upstream/`, and the facts of the spec."""
    import openapi_python_client

    upstream = Path(openapi_python_client.__file__).parent / "templates"
    shutil.copytree(templates, target)
    shutil.copytree(upstream, target / "upstream")
    (target / "spec.jinja").write_text(f"{{% set spec = {_facts(spec)!r} %}}", encoding="utf-8")


def _generator_fault(spec: Spec, output: str) -> str:
    """The generator's message, preceded by the place in the YAML that it is about."""
    pointer: tuple[str, ...] = ()
    if found := re.search(r"parsing ([A-Z]+) (\S+) within", output):
        pointer = ("paths", found[2], found[1].lower())
    elif found := re.search(r"/components/schemas/(\w+)", output):
        pointer = ("components", "schemas", found[1])
    noise = ("Generating ", "If you believe this was a mistake")
    lines = [line for line in output.splitlines() if line.strip() and not line.startswith(noise)]
    return f"{spec.place(pointer)}: the generator refuses it:\n" + "\n".join(f"  {line}" for line in lines)


def render(package: Package, templates: Path, work: Path) -> Path:
    """Generate `package` into the folder `work` and return the folder that holds it.

    Raises:
        SpecError: The spec is not valid OpenAPI 3.1, or lacks something that we need.
        GenerateError: The generator warned or failed.

    """
    from .spec import Spec

    spec = Spec(package.spec)
    spec.check()
    work.mkdir(parents=True)
    _prepare_templates(templates, spec, work / "templates")
    (work / "spec.json").write_text(json.dumps(_fold(spec.document)), encoding="utf-8")
    (work / "config.json").write_text(json.dumps({"post_hooks": [LINT, FORMAT]}), encoding="utf-8")
    output = work / package.target.name
    binaries = Path(sys.executable).parent
    # A fixed hash seed keeps the output independent of the order of sets.
    environment = os.environ | {
        "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONHASHSEED": "0",
        "NO_COLOR": "1",
        "COLUMNS": "200",
    }
    command = [
        sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning",
        "--path", str(work / "spec.json"), "--config", str(work / "config.json"),
        "--custom-template-path", str(work / "templates"), "--output-path", str(output),
    ]  # fmt: skip
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        raise GenerateError(_generator_fault(spec, result.stdout + result.stderr))
    header = f"# Generated from {package.spec.parent.name}/{package.spec.name} by make generate. Do not edit.\n"
    for module in output.rglob("*.py"):
        module.write_text(header + module.read_text(encoding="utf-8"), encoding="utf-8")
    (output / "py.typed").touch()
    # The spec itself, for uses at run time of parts that the code lacks, such as its examples.
    written = json.dumps(spec.document, indent=1, ensure_ascii=False) + "\n"
    (output / "openapi.json").write_text(written, encoding="utf-8")
    record = {**package.inputs(templates), "content": content_digest(output)}
    (output / RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return output


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


def generate(specs: Path, generated: Path, templates: Path = TEMPLATES) -> list[Package]:
    """Bring `generated` up to date with `specs`, completely or not at all.

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
                package: pool.submit(render, package, templates, Path(scratch) / package.spec.stem) for package in stale
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
        written = generate(ROOT / "specs", ROOT / "generated")
    except (GenerateError, OSError) as error:
        print(f"{error}\ngenerate: nothing was written; generated/ is as it was.", file=sys.stderr)
        return 1
    for package in written:
        print(f"{package.spec.relative_to(ROOT)} -> {package.target.relative_to(ROOT)}")
    if written:
        print(f"Generated {len(written)} in {time.monotonic() - started:.1f} s.")
    else:
        print("generated/ is current.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
