"""Compare a vendor's test environment with its spec: `make contract-live`.

`KLANTKIT_LIVE_<VENDOR>_URL`, such as `KLANTKIT_LIVE_NEXT_URL`, is the URL of the environment; the client reads its
credential from its usual variables. The calls go through Prism's validating proxy. Only operations that the spec marks
with `x-live: safe`, or that `KLANTKIT_LIVE_ALLOW` lists (`create_customer,...`), are called. `HAR=<file>` compares
recorded calls instead, without a request.

Prints every difference between the responses and the spec, the change to the spec that they suggest, and each inferred
fact that they confirm or refute. Those verdicts are added to `pages/evidence.csv`; no other file is changed.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import klantkit
from klantkit_dev.evidence import EVIDENCE, Evidence, reference, write
from klantkit_dev.spec import SpecError
from rich import box
from rich.console import Console
from rich.syntax import Syntax
from rich.table import Table

from .harness.callers import arguments, client_class
from .harness.differences import diff, differences, suggestion
from .harness.har import Call, HarError, read
from .harness.inferences import Answer, verdicts
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


def is_allowed(operation: Operation) -> bool:
    """Whether an operation may be called: it is marked safe, or listed in `KLANTKIT_LIVE_ALLOW`."""
    named = {name.strip() for name in os.environ.get(ALLOW, "").split(",")}
    return operation.object.get("x-live") == "safe" or operation.name in named


def examine(operation: Operation, proxy: Mock) -> Call:
    """Call an operation once through the proxy.

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
    sent = exchange.request.headers.get("content-type", "").partition(";")[0]
    answer = Answer(response.status_code, response.headers, response.content, sent)
    return Call(operation, answer, datetime.now(UTC).date().isoformat(), exchange.violations)


def _is_prism_s(response: httpx.Response) -> bool:
    """Whether the response is a problem (RFC 9457) from Prism itself, because it could not reach the environment."""
    if not response.headers.get("content-type", "").startswith("application/problem+json"):
        return False
    return bool(re.search(rb'"type": ?"(https://stoplight\.io/prism/|FetchError")', response.content))


def run(specs: Path, console: Console, *, har: Path | None = None, evidence: Path | None = None) -> int:
    """Compare every configured environment, or recorded calls; returns 1 if there is a difference.

    Args:
        specs: The folder of the specs.
        console: Prints the result.
        har: The file with recorded calls.
        evidence: The table to which the verdicts are added when all is compared; None for no table.

    Raises:
        LiveError: An environment or the file cannot be compared.
    """
    different, found = False, list[Evidence]()
    try:
        for calls in _called(specs, console) if har is None else _recorded(specs, har):
            different |= _show_differences(calls, console)
            found += _show_verdicts(calls, console, "live" if har is None else "har")
    except (SpecError, MockError, HarError) as error:
        raise LiveError(str(error)) from error
    if evidence is not None and found:
        try:
            write(found, evidence)
        except (OSError, ValueError) as error:
            raise LiveError(str(error)) from error
        console.print(f"The verdicts were added to {evidence.name}.", highlight=False)
    return 1 if different else 0


def _recorded(specs: Path, har: Path) -> list[list[Call]]:
    """The calls in a HAR file, by vendor. A base URL is that of the spec, or that of the configured environment."""
    spoken = {path.stem: of_spec(path) for path in sorted(specs.glob("*.yaml"))}
    bases = {
        vendor: [
            *(server["url"] for server in operations[0].spec.document.get("servers", ())),
            *filter(None, [os.environ.get(url_variable(vendor), "").strip()]),
        ]
        for vendor, operations in spoken.items()
        if operations
    }
    calls = read(har, [one for operations in spoken.values() for one in operations], bases)
    every = [[call for call in calls if call.operation.vendor == vendor] for vendor in spoken]
    return [one for one in every if one]


def _called(specs: Path, console: Console) -> Generator[list[Call]]:
    """The calls of each configured environment."""
    for path, url in environments(specs).items():
        allowed = []
        for operation in of_spec(path):
            if operation.method == "get" and operation.content is not None:
                console.print(f"{path.stem} {operation.name}: skipped; Prism cannot pass on the body of a GET.")
            elif is_allowed(operation):
                allowed.append(operation)
            else:
                console.print(f"{path.stem} {operation.name}: skipped; not marked safe, nor listed in {ALLOW}.")
        if not allowed:
            continue
        calls = []
        with (  # the log is deleted afterwards, because it may contain request data
            tempfile.TemporaryDirectory(prefix="klantkit-live-") as folder,
            Mock(path, Path(folder, "prism.log"), upstream=url) as proxy,
        ):
            for operation in allowed:
                print(f"{path.stem} {operation.name} ...", file=sys.stderr, flush=True)
                calls.append(examine(operation, proxy))
        yield calls


def _show_differences(calls: list[Call], console: Console) -> bool:
    """Print the differences of a vendor's responses from its spec; returns whether there is one."""
    every = []
    for operation, answer, _, violations in calls:
        found = differences(operation, answer.status, answer.media_type, answer.content, violations)
        every += found
        name = f"{operation.vendor} {operation.name}"
        if not found:
            console.print(f"{name}: agrees with the spec.")
            continue
        table = Table("kind", "field", "spec", "received", "rule", title=name)
        for one in found:
            place = f"specs/{operation.spec.path.name}:{operation.spec.line(one.pointer)}" if one.pointer else ""
            table.add_row(one.kind, one.field, one.rule, one.came, place)
        console.print(table)
        console.print(f"The vendor's page: {operation.page}", highlight=False)
    spec = calls[0].operation.spec
    if change := diff(spec, suggestion(spec, every)):
        console.print("\nSuggested change to the spec (not applied). Renames are guesses; check them.\n")
        console.print(Syntax(change, "diff", word_wrap=True))
    return bool(every)


def _show_verdicts(calls: list[Call], console: Console, source: str) -> list[Evidence]:
    """Print the inferred facts that a vendor's responses confirm or refute, and return them."""
    spec = calls[0].operation.spec
    found: dict[tuple[str, str], tuple[str, str]] = {}
    lines: dict[str, int] = {}
    for operation, answer, day, _ in calls:
        for pointer, fact, verdict in verdicts(operation, answer):
            place = reference(pointer)
            lines[place] = spec.line((*pointer, "x-inferred"))
            found[place, fact] = max(found.get((place, fact), ("", "")), (verdict, day))  # refuted once, refuted
    table = Table("place", "inferred", "verdict", "rule", title=f"{spec.path.stem}: inferred facts", box=box.SIMPLE)
    for (place, fact), (verdict, _) in sorted(found.items(), key=lambda item: (item[1][0] == "confirmed", item[0])):
        table.add_row(place, fact, verdict, f"specs/{spec.path.name}:{lines[place]}")
    console.print(table if found else f"{spec.path.stem}: no inferred fact is confirmed or refuted.")
    return [Evidence(spec.path.stem, *key, *value, source) for key, value in found.items()]


def main() -> int:
    """Compare the responses with the specs; returns 0 if all agree, 1 if not, 2 if they cannot be compared."""
    har = os.environ.get("HAR")
    console = Console(width=None if sys.stdout.isatty() else 150)
    try:
        return run(SPECS, console, har=Path(har) if har else None, evidence=EVIDENCE)
    except LiveError as error:
        print(f"contract-live: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("contract-live: interrupted.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
