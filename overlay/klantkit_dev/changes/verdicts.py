"""What a change means to callers, and the version that follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

#: Stands for what is not there, before or after.
NOTHING = "-"


class Verdict(StrEnum):
    """What becomes of a program that was right before; the worst comes first."""

    BREAKING = "breaking"
    COMPATIBLE = "compatible"
    INTERNAL = "internal"


@dataclass(frozen=True)
class Change:
    """One line of the answer to "what changed for callers?".

    Attributes:
        verdict: What it means to callers.
        vendor: The spec's name without its ending; `klantkit` for the overlay.
        operation: Which operations, by operationId; of a change in Python alone, where callers meet it.
        field: The dotted path, with the side that it is on; of a change in Python alone, the parameter or attribute.
        before: As it was, in short.
        after: As it is.
        advice: What the caller or the maintainer is to do.
        names: What Python calls the thing, by which changes of the wire and of Python find each other.
        python: Where Python shows the same change.

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
    """The worst verdict there is; None when nothing changed."""
    order = list(Verdict)
    return min((change.verdict for change in changes), key=order.index, default=None)


Version = tuple[int, int, int]


def version_of(text: str) -> Version:
    """The version that a `_version.py` tells.

    Raises:
        ValueError: It tells none of the form 1.2.3.

    """
    found = re.search(r'^__version__ = "(\d+)\.(\d+)\.(\d+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError('it has no line like __version__ = "1.2.3"')
    return int(found[1]), int(found[2]), int(found[3])


def following(version: Version, verdict: Verdict | None) -> Version:
    """The version that has to follow `version` (SemVer 2; before 1.0 a breaking change is a minor step)."""
    major, minor, patch = version
    match verdict:
        case None:
            return version
        case Verdict.BREAKING:
            return (major + 1, 0, 0) if major else (0, minor + 1, 0)
        case Verdict.COMPATIBLE if major:
            return (major, minor + 1, 0)
    return (major, minor, patch + 1)
