"""Count what a run of the contract suite exercises.

A test with the fixture `exercised` calls it for each item that it tries. The counts travel on pytest's reports from
the workers to the main process, where a plugin adds them up.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from .operations import Operation

#: The columns of the coverage matrix: query parameters; body fields (present, absent, null); declared responses; and
#: constraints of the spec, each broken by an invalid input.
Kind = Literal["parameter", "body", "response", "constraint"]

PROPERTY = "exercised"


class Exercised:
    """Counts by operation, kind and item, such as `("next create_customer", "constraint", "name: required")`."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str, str]] = Counter()

    def __call__(self, operation: Operation, kind: Kind, *items: str) -> None:
        """Add one to the count of each item."""
        for item in items:
            self.counts[f"{operation.vendor} {operation.name}", kind, item] += 1

    def as_property(self) -> tuple[str, str]:
        """The counts as a property of a pytest report, which must be text."""
        return PROPERTY, json.dumps([[*key, count] for key, count in sorted(self.counts.items())])

    def add(self, properties: Iterable[tuple[str, object]]) -> None:
        """Add the counts in the properties of a pytest report."""
        for name, text in properties:
            if name == PROPERTY:
                for operation, kind, item, count in json.loads(str(text)):
                    self.counts[operation, kind, item] += count
