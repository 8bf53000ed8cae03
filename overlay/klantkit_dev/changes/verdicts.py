"""What a change means to callers, and the version that follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

#: Shown for a value that is missing before or after.
NOTHING = "-"


class Verdict(StrEnum):
    """The effect on a program that worked before; the worst comes first."""

    BREAKING = "breaking"
    COMPATIBLE = "compatible"
    INTERNAL = "internal"


@dataclass(frozen=True)
class Change:
    """One line of the report.

    Attributes:
        verdict: What it means to callers.
        vendor: The name of the spec without its suffix; `klantkit` for the overlay.
        operation: The operationIds that are affected; for a change in Python alone, the place in Python.
        field: The side and the dotted path; empty for a change in Python alone.
        before: The old value, shortened.
        after: The new value, shortened.
        advice: What callers or maintainers have to do.
        names: Its names in Python, which join the changes of specs and packages.
        python: Where in Python it shows.
    """

    verdict: Verdict
    vendor: str
    operation: str
    field: str
    before: str
    after: str
    advice: str
    names: frozenset[str] = frozenset()
    python: tuple[str, ...] = ()


def worst(changes: Iterable[Change]) -> Verdict | None:
    """The worst verdict; None if nothing changed."""
    order = list(Verdict)
    return min((change.verdict for change in changes), key=order.index, default=None)


Version = tuple[int, int, int]


def version_of(text: str) -> Version:
    """The version in the text of a `_version.py`.

    Raises:
        ValueError: There is no version of the form 1.2.3.
    """
    found = re.search(r'^__version__ = "(\d+)\.(\d+)\.(\d+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError('it has no line like __version__ = "1.2.3"')
    return int(found[1]), int(found[2]), int(found[3])


def following(version: Version, verdict: Verdict | None) -> Version:
    """The version after `version` (SemVer 2; before 1.0 a breaking change increments the minor version)."""
    major, minor, patch = version
    match verdict:
        case None:
            return version
        case Verdict.BREAKING:
            return (major + 1, 0, 0) if major else (0, minor + 1, 0)
        case Verdict.COMPATIBLE if major:
            return (major, minor + 1, 0)
    return (major, minor, patch + 1)
