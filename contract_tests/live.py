"""Compare a vendor's test environment with its spec: `make contract-live`.

`KLANTKIT_LIVE_<VENDOR>_URL`, such as `KLANTKIT_LIVE_NEXT_URL`, is the URL of the environment; the client reads its
credential from its usual variables. The calls go through Prism's validating proxy. Only operations that the spec marks
with `x-live: safe`, or that `KLANTKIT_LIVE_ALLOW` lists (`create_customer,...`), are called. Prints every difference
between the responses and the spec, and the change to the spec that they suggest; no file is changed.
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

from .harness.callers import arguments, client_class
from .harness.differences import Difference, diff, differences, suggestion
from .harness.operations import Operation, of_spec
from .harness.prism import Mock, MockError
from .harness.recording import RecordingTransport
from .paths import SPECS

ALLOW = "KLANTKIT_LIVE_ALLOW"


class LiveError(Exception):
    """The environment cannot be compared with the spec; the message says what to do."""


def url_variable(vendor: str) -> str:
    """The environment variable for the URL of a vendor's test environment."""
    return f"KLANTKIT_LIVE_{vendor.upper()}_URL"


def environments(specs: Path = SPECS) -> dict[Path, str]:
    """The configured test environments: the URL per spec.

    Raises:
        LiveError: No environment is configured, or a URL is invalid.

    """
    found = {}
    for spec in sorted(specs.glob("*.yaml")):
        if url := os.environ.get(url_variable(spec.stem), "").strip():
            parsed = httpx.URL(url)
            if parsed.scheme not in ("http", "https") or not parsed.host or parsed.userinfo:
                raise LiveError(f"{url_variable(spec.stem)} must be a URL like https://host/v1, without credentials.")
            found[spec] = url.rstrip("/")
    if not found:
        names = ", ".join(url_variable(spec.stem) for spec in sorted(specs.glob("*.yaml")))
        raise LiveError(f"No test environment is configured; set one of {names} to its URL.")
    return found


def _is_get_with_body(operation: Operation) -> bool:
    return operation.method == "get" and operation.content is not None


def is_allowed(operation: Operation) -> bool:
    """Whether an operation may be called: it is marked safe, or listed in `KLANTKIT_LIVE_ALLOW`."""
    named = {name.strip() for name in os.environ.get(ALLOW, "").split(",")}
    return operation.object.get("x-live") == "safe" or operation.name in named


def examine(operation: Operation, proxy: Mock) -> list[Difference]:
    """Call an operation once through the proxy, and compare the response with the spec.

    Raises:
        LiveError: There is no credential, or no response.

    """
    transport = RecordingTransport()
    try:
        client = client_class(operation).from_env(
            base_url=proxy.url, max_retries=0, transport=transport, strict_answers=True
        )
    except klantkit.ConfigurationError as error:
        raise LiveError(str(error)) from error
    with client:
        method = getattr(getattr(client, operation.resource), operation.method_name)
        try:
            method(**arguments(operation, operation.example()))
        except klantkit.APIResponseError:
            pass  # error responses are compared with the spec too
        except klantkit.KlantkitError as error:
            raise LiveError(f"{operation.name}: {error}") from error
    (exchange,) = transport.exchanges
    response = exchange.response
    if _is_prism_s(response):
        raise LiveError(
            f"{operation.name}: Prism got no response from the environment; check its URL, and whether it is up."
        )
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return differences(operation, response.status_code, media_type, response.content, exchange.violations)


def _is_prism_s(response: httpx.Response) -> bool:
    """Whether the response is a problem (RFC 9457) from Prism itself, because it could not reach the environment."""
    if not response.headers.get("content-type", "").startswith("application/problem+json"):
        return False
    return bool(re.search(rb'"type": ?"(https://stoplight\.io/prism/|FetchError")', response.content))


@contextmanager
def proxied(spec: Path, url: str) -> Generator[Mock]:
    """Run Prism as a proxy for the environment. Its log is deleted afterwards, because it may contain request data.

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
    """Examine every configured environment; returns 1 if there is a difference.

    Raises:
        LiveError: An environment cannot be examined.

    """
    different = False
    for path, url in environments(specs).items():
        try:
            operations = of_spec(path)
        except SpecError as error:
            raise LiveError(str(error)) from error
        allowed = [operation for operation in operations if is_allowed(operation) and not _is_get_with_body(operation)]
        for operation in operations:
            if _is_get_with_body(operation):
                console.print(f"{path.stem} {operation.name}: skipped; Prism cannot pass on the body of a GET.")
            elif operation not in allowed:
                console.print(f"{path.stem} {operation.name}: skipped; not marked safe, nor listed in {ALLOW}.")
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
            console.print(f"{path.stem} {operation.name}: agrees with the spec.")
            continue
        table = Table("kind", "field", "spec", "received", "rule", title=f"{path.stem} {operation.name}")
        for one in ones:
            place = f"specs/{path.name}:{operation.spec.line(one.pointer)}" if one.pointer else ""
            table.add_row(one.kind, one.field, one.rule, one.came, place)
        console.print(table)
        console.print(f"The vendor's page: {operation.page}", highlight=False)
    spec = next(iter(found)).spec
    every = [one for ones in found.values() for one in ones]
    if change := diff(spec, suggestion(spec, every)):
        console.print("\nSuggested change to the spec (not applied). Renames are guesses; check them.\n")
        console.print(Syntax(change, "diff", word_wrap=True))


def main() -> int:
    """Examine the environments; returns 0 if all agree with their specs, 1 if not, 2 if they cannot be examined."""
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
