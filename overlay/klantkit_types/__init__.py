"""What the generated packages share: the marker of a field that is left out."""

from __future__ import annotations

from typing import Literal

__all__ = ["UNSET", "Unset"]


class Unset:
    """The type of `UNSET`, of which there is one instance, also after a copy or a pickle."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Unset = Unset()
"""Stands for a field that was not given, or that a response lacks; compare with `is`."""
