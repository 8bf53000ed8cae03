"""The golden record: the package generated from `data/tools/mini.yaml`. `make golden` updates it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from klantkit_dev.generate import RECORD, TEMPLATES, GenerateError, Package, files_of, render
from klantkit_dev.spec import SpecError

from .paths import GOLDEN, MINI


def render_mini(work: Path, templates: Path = TEMPLATES, name: str = GOLDEN.name) -> Path:
    """Generate the package of the mini spec below `work`, and return its folder."""
    return render(Package(MINI, Path(name)), templates, work / "mini")


def texts(folder: Path) -> dict[str, str]:
    """The text of each file of a generated package, by relative path; without its record and byte code."""
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files_of(folder)}


def main() -> int:
    """Replace the golden record by the current output of the templates."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = render_mini(Path(folder))
        except (SpecError, GenerateError) as error:
            print(f"golden: {error}", file=sys.stderr)
            return 1
        (made / RECORD).unlink()  # it changes with every template, even if no file does
        shutil.rmtree(GOLDEN, ignore_errors=True)
        shutil.copytree(made, GOLDEN)
    print("The golden record is updated; review the difference before you commit it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
