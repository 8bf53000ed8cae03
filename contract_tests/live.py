"""Hold a vendor's own test environment against its spec: `make contract-live`.

`KLANTKIT_LIVE_NEXT_URL` (and `..._MIJNKLANTPORTAAL_URL`, `..._NOTIFY_URL`) says where the environment is, and the
client's own variables hold the credential. The clients' calls go there through Prism's validating proxy. Only
operations that the spec marks with `x-live: safe`, or that `KLANTKIT_LIVE_ALLOW` names (`create_customer,...`), are
called. Every difference between what came back and what the spec says is told, and the change to the spec that they
suggest; nothing is changed.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx
import klantkit
from klantkit_dev.spec import SpecError
from rich.console import Console
from rich.syntax import Syntax
from rich.table import Table

from .harness.differences import Difference, diff, differences, suggestion
from .harness.operations import Operation, of_spec
from .harness.prism import Mock, MockError
from .harness.recording import RecordingTransport
from .paths import SPECS

ALLOW = "KLANTKIT_LIVE_ALLOW"


class LiveError(Exception):
    """The environment cannot be held against the spec; the text says what to do."""


def url_variable(vendor: str) -> str:
    """The environment variable that says where a vendor's test environment is."""
    return f"KLANTKIT_LIVE_{vendor.upper()}_URL"


def environments(specs: Path = SPECS) -> dict[Path, str]:
    """The specs whose vendor's test environment is named, with its address.

    Raises:
        LiveError: None is named, or an address is none.

    """
    found = {}
    for spec in sorted(specs.glob("*.yaml")):
        if url := os.environ.get(url_variable(spec.stem), "").strip():
            parsed = httpx.URL(url)
            if parsed.scheme not in ("http", "https") or not parsed.host or parsed.userinfo:
                raise LiveError(
                    f"{url_variable(spec.stem)} is to be an address like https://host/v1, without credentials."
                )
            found[spec] = url.rstrip("/")
    if not found:
        names = ", ".join(url_variable(spec.stem) for spec in sorted(specs.glob("*.yaml")))
        raise LiveError(f"Say where a vendor's test environment is; set one of {names}.")
    return found


def is_allowed(operation: Operation) -> bool:
    """Whether an operation may be called: it is safe, or the person named it."""
    named = {name.strip() for name in os.environ.get(ALLOW, "").split(",")}
    return operation.object.get("x-live") == "safe" or operation.name in named


def examine(operation: Operation, proxy: Mock) -> list[Difference]:
    """Call an operation once through the proxy, and compare what comes back with the spec.

    Raises:
        LiveError: There is no credential, or no answer.

    """
    transport = RecordingTransport()
    try:
        client = operation.kind.from_env(base_url=proxy.url, max_retries=0, transport=transport)
    except klantkit.ConfigurationError as error:
        raise LiveError(str(error)) from error
    with client:
        method = getattr(getattr(client, operation.resource), operation.method_name)
        try:
            method(**operation.arguments())
        except klantkit.APIResponseError:
            pass  # whatever it is, it was answered, and the answer is what counts
        except klantkit.KlantkitError as error:
            raise LiveError(f"{operation.name}: {error}") from error
    (exchange,) = transport.exchanges
    response = exchange.response
    if _is_prism_s(response):
        raise LiveError(
            f"{operation.name}: Prism got no answer from the environment; is its address right, and is it up?"
        )
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return differences(operation, response.status_code, media_type, response.content, exchange.violations)


def _is_prism_s(response: httpx.Response) -> bool:
    """Whether Prism answered in place of the environment: a problem (RFC 9457) of its own, or of its network's type."""
    if not response.headers.get("content-type", "").startswith("application/problem+json"):
        return False
    return bool(re.search(rb'"type": ?"(https://stoplight\.io/prism/|FetchError")', response.content))


@contextmanager
def proxied(spec: Path, url: str) -> Generator[Mock]:
    """Prism between the client and the environment. Its log goes when it does: it may hold what was sent.

    Raises:
        LiveError: Prism does not start.

    """
    with tempfile.TemporaryDirectory(prefix="klantkit-live-") as folder:
        try:
            with Mock(spec, Path(folder, "prism.log"), upstream=url) as proxy:
                yield proxy
        except MockError as error:
            raise LiveError(str(error)) from error


def run(specs: Path, console: Console) -> int:
    """Examine every environment that is named; 1 when there is a difference.

    Raises:
        LiveError: Something kept it from being examined.

    """
    different = False
    for path, url in environments(specs).items():
        try:
            operations = of_spec(path)
        except SpecError as error:
            raise LiveError(str(error)) from error
        allowed = [operation for operation in operations if is_allowed(operation)]
        for operation in operations:
            if operation not in allowed:
                console.print(f"{path.stem} {operation.name}: left out; it is not marked safe, nor named in {ALLOW}.")
        if not allowed:
            continue
        found: dict[Operation, list[Difference]] = {}
        with proxied(path, url) as proxy:
            for operation in allowed:
                print(f"{path.stem} {operation.name} ...", file=sys.stderr, flush=True)
                found[operation] = examine(operation, proxy)
        different |= any(found.values())
        _show(path, found, console)
    return 1 if different else 0


def _show(path: Path, found: dict[Operation, list[Difference]], console: Console) -> None:
    for operation, ones in found.items():
        if not ones:
            console.print(f"{path.stem} {operation.name}: as the spec says.")
            continue
        table = Table("what", "field", "the spec", "came back", "rule", title=f"{path.stem} {operation.name}")
        for one in ones:
            place = f"specs/{path.name}:{operation.spec.line(one.pointer)}" if one.pointer else ""
            table.add_row(one.kind, one.field, one.rule, one.came, place)
        console.print(table)
        console.print(f"The vendor's page: {operation.page}", highlight=False)
    spec = next(iter(found)).spec
    every = [one for ones in found.values() for one in ones]
    if change := diff(spec, suggestion(spec, every)):
        console.print("\nThese suggest the following change; nothing was changed. A rename is a guess: look at it.\n")
        console.print(Syntax(change, "diff", word_wrap=True))


def main() -> int:
    """Examine what is named; 0 when all is as the specs say, 1 when not, 2 when it could not be examined."""
    try:
        return run(SPECS, Console(width=None if sys.stdout.isatty() else 150))
    except LiveError as error:
        print(f"contract-live: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("contract-live: interrupted.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
