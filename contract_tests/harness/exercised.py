"""What a run of the contract suite tried: counted by the tests, kept on their reports, added up at the end.

A test that takes the fixture `exercised` calls it for each thing that it tries. pytest carries the counts from its
workers to the process that started them, where a plugin can add them up.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from .operations import Operation

#: The columns of the matrix: parameters and fields of a request, media types and fields that a body has or lacks,
#: declared statuses, and constraints of the spec that something broke.
Kind = Literal["parameter", "body", "response", "constraint"]

PROPERTY = "exercised"


class Exercised:
    """Counts by operation, kind and item, such as `("next create_customer", "constraint", "name: required")`."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str, str]] = Counter()

    def __call__(self, operation: Operation, kind: Kind, *items: str) -> None:
        """Count each item once more."""
        for item in items:
            self.counts[f"{operation.vendor} {operation.name}", kind, item] += 1

    def as_property(self) -> tuple[str, str]:
        """The counts as a property of a pytest report, which has to be text."""
        return PROPERTY, json.dumps([[*key, count] for key, count in sorted(self.counts.items())])

    def add(self, properties: Iterable[tuple[str, object]]) -> None:
        """Add what the properties of a pytest report hold."""
        for name, text in properties:
            if name == PROPERTY:
                for operation, kind, item, count in json.loads(str(text)):
                    self.counts[operation, kind, item] += count
