"""The evidence on what the specs infer: the table of verdicts that `make contract-live` writes."""

from __future__ import annotations

import csv
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from .install import ROOT
from .schemas import inferred
from .spec import Spec

EVIDENCE = ROOT / "contract_tests" / "pages" / "evidence.csv"


class Evidence(NamedTuple):
    """The verdict of responses on one fact.

    Attributes:
        vendor: The name of the spec without its extension.
        pointer: The JSON pointer of the object with the `x-inferred`, such as `#/components/schemas/Customer`.
        fact: A fact that the `x-inferred` names, such as `media type`.
        verdict: `confirmed` or `refuted`.
        date: The day of the response, as `2026-11-21`.
        source: `live` for a call of `make contract-live`, `har` for a recorded one.
    """

    vendor: str
    pointer: str
    fact: str
    verdict: str
    date: str
    source: str


def reference(pointer: Sequence[str | int]) -> str:
    """A JSON pointer (RFC 6901) as it is written in a `$ref`; the inverse of `pointer_of`."""
    return "/".join(["#", *(str(key).replace("~", "~0").replace("/", "~1") for key in pointer)])


def read(path: Path = EVIDENCE) -> list[Evidence]:
    """Read the table.

    Raises:
        ValueError: It is not such a table; the text names the line.
    """
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        try:
            rows = list(csv.reader(lines, strict=True))
        except (csv.Error, UnicodeDecodeError) as error:
            raise ValueError(f"{path.name}: not CSV in UTF-8: {error}") from error
    if rows[:1] != [[*Evidence._fields]]:
        raise ValueError(f"{path.name}:1: the columns must be {','.join(Evidence._fields)}")
    for number, row in enumerate(rows[1:], 2):
        try:
            entry = Evidence(*row)
            date.fromisoformat(entry.date)
        except (TypeError, ValueError):
            raise ValueError(
                f"{path.name}:{number}: must have one cell per column, and a date like 2026-11-21"
            ) from None
        if entry.verdict not in ("confirmed", "refuted") or entry.source not in ("live", "har"):
            raise ValueError(f"{path.name}:{number}: the verdict must be confirmed or refuted, the source live or har")
        found.append(entry)
    return found


def write(new: Iterable[Evidence], path: Path = EVIDENCE) -> None:
    """Merge verdicts into the table, atomically. A refutation stays; otherwise the newest verdict does.

    Raises:
        ValueError: The file is not such a table.
    """
    kept: dict[tuple[str, ...], Evidence] = {}
    for entry in [*read(path), *new]:
        kept[entry[:3]] = max(kept.get(entry[:3], entry), entry, key=lambda one: (one.verdict, one.date, one.source))
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([Evidence._fields, *sorted(kept.values())])
    Path(file.name).chmod(path.stat().st_mode)
    os.replace(file.name, path)  # noqa: PTH105 - the name is a str


def settled(spec: Spec, evidence: Iterable[Evidence]) -> dict[tuple[str | int, ...], str]:
    """The verdict on each `x-inferred` of a spec, by its place.

    Returns:
        `refuted` if a fact of it is; `confirmed` if all its facts are; empty as long as one is open.
    """
    found = {(one.pointer, one.fact): one.verdict for one in evidence if one.vendor == spec.path.stem}
    verdicts = {}
    for pointer, reason in spec.inferences():
        each = {found.get((reference(pointer), fact), "") for fact in inferred(" ".join(reason.split()))}
        verdicts[pointer] = "refuted" if "refuted" in each else "confirmed" if each == {"confirmed"} else ""
    return verdicts


def count(verdicts: Iterable[str]) -> str:
    """How many inferences are settled, in words: `0 of 390 settled: 0 confirmed, 0 refuted`."""
    found = Counter(verdicts)
    confirmed, refuted = found["confirmed"], found["refuted"]
    return f"{confirmed + refuted} of {found.total()} settled: {confirmed} confirmed, {refuted} refuted"
