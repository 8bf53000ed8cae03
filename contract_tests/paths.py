"""Paths in the checkout."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

#: The specs under test: our own, or those that `make contract SPECS=...` is given.
SPECS = Path(os.environ.get("KLANTKIT_SPECS") or ROOT / "specs")

#: The folder of the packages that were generated from them.
PACKAGES = Path(os.environ.get("KLANTKIT_PACKAGES") or ROOT / "generated")

#: The names of the vendors, which are those of their specs.
VENDORS = sorted(path.stem for path in SPECS.glob("*.yaml"))

DATA = ROOT / "contract_tests" / "data"

#: The vendors' pages as tables.
PAGES = ROOT / "contract_tests" / "pages"

#: A real invoice of one page.
INVOICE = DATA / "invoice.pdf"

#: A small spec with everything that the template overrides change, and the package generated from it.
MINI = DATA / "tools" / "mini.yaml"
GOLDEN = DATA / "golden" / "mini_api"
