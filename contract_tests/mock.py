"""Serve the mocks for manual use: `make mock`."""

from __future__ import annotations

import sys
import threading

from klantkit_dev.spec import SpecError

from .harness.operations import of_spec
from .harness.oracle import request
from .harness.prism import MockError, mocks
from .harness.recording import curl_command
from .paths import ROOT, SPECS


def main() -> int:
    """Serve every spec until Ctrl-C; prints the URL of each mock and a curl command to try it."""
    try:
        with mocks(sorted(SPECS.glob("*.yaml"))) as running:
            for name, mock in running.items():
                print(f"\n{name}  {mock.url}  (log: {mock.log.relative_to(ROOT)})")
                first = of_spec(mock.spec)[0]
                print("  " + curl_command(request(first, mock.url, first.example())))
            print("\nPress Ctrl-C to stop.", flush=True)
            threading.Event().wait()
    except (MockError, SpecError) as error:
        print(f"mock: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nThe mocks have stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
