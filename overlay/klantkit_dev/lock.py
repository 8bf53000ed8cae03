"""Lock the newest versions that pyproject.toml and package.json allow: `make lock`.

The locks hold versions and hashes and no download addresses, so that they serve behind any mirror.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .install import BIN, CACHE, LOCK, PRISM, ROOT, TOOLS


def main() -> int:
    """Write all lock files; the tools' own words and their exit code when one fails."""
    python: list[str | Path] = [
        BIN / "uv", "pip", "compile", ROOT / "pyproject.toml", "--group", "dev", "--all-extras",
        "--universal", "--python-version", "3.11", "--upgrade", "--generate-hashes",
        "--no-header", "--quiet", "--cache-dir", CACHE / "uv", "--output-file", LOCK,
    ]  # fmt: skip
    node: list[str | Path] = [BIN / "npm", "update", "--package-lock-only", "--cache", CACHE / "npm"]
    for command, folder in ((python, ROOT), (node, PRISM), (node, TOOLS)):
        tool = Path(command[0]).name
        print(f"Locking with {tool} ...", file=sys.stderr, flush=True)
        if code := subprocess.run(command, cwd=folder, check=False).returncode:
            print(f"lock: {tool} failed with exit code {code}; see above.", file=sys.stderr)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
