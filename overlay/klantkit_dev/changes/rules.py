"""Judge the change of a keyword of a schema, for requests and responses separately.

Two questions decide: whether a program on an older release breaks once the vendor follows the new spec, and what a
program meets after upgrading that its type checker does not show. What type checkers do show is judged in `packages`.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any

from .normalise import Node, as_text, bare
from .verdicts import Verdict

#: Stands for a keyword that is not there.
MISSING: Any = object()


class Side(StrEnum):
    """The direction of a value."""

    REQUEST = "request"
    RESPONSE = "response"


class Move(Enum):
    """How the set of allowed values changed."""

    NARROWED = "narrowed"
    WIDENED = "widened"
    CHANGED = "changed"
    SAME = "same"


Judgement = tuple[Verdict, str]

#: Keywords whose value is a list in which the order does not matter.
UNORDERED = {"type", "enum", "security", "alternatives"}

_UPPER = {"maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties", "maxContains"}
_LOWER = {"minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties", "minContains"}

#: Keywords that can only exclude values.
_REFUSING = {
    "pattern", "format", "not", "propertyNames", "patternProperties", "dependentRequired", "dependentSchemas",
    "if", "then", "else", "contains", "contentEncoding", "contentMediaType", "contentSchema", "uniqueItems",
    "multipleOf", "allOf", "items", "unevaluatedProperties", "unevaluatedItems",
}  # fmt: skip

#: Formats for which the generated code has a type; text in another format is read as UNSET.
_READ_FORMATS = {"date", "date-time", "uuid", "binary"}

#: Keywords that the clients check in a response; they ignore limits, patterns and the like. A value that an `enum` does
#: not list is kept, and is a departure from the spec.
_READ = {"type", "enum", "anyOf", "oneOf", "allOf", "alternatives", "items"}

_ALL_TYPES = {"null", "boolean", "integer", "number", "string", "array", "object"}


def judge(side: str, keyword: str, before: Any, after: Any) -> Judgement:  # noqa: PLR0911 - a table of cases
    """Judge the change of a keyword of a schema. `MISSING` stands for a keyword that is not there."""
    match keyword:
        case "default":
            return _of_default(side, before, after)
        case "x-accepts":
            return _of_accepts(side, before)
        case "deprecated":
            advice = "Plan to stop using it." if after is True else "No action needed; it is not deprecated any more."
            return Verdict.COMPATIBLE, advice
    how = move(keyword, before, after)
    if how is Move.SAME:
        return Verdict.INTERNAL, "No action needed; only the wording differs."
    if side == Side.REQUEST:
        if how is Move.WIDENED:
            return Verdict.COMPATIBLE, "No action needed; more is allowed now."
        return Verdict.BREAKING, "Pass only what is allowed now."
    if not _is_read(keyword, before):
        return Verdict.COMPATIBLE, "Check that your storage can hold it; the client does not check this."
    if how is Move.NARROWED:
        return Verdict.COMPATIBLE, "No action needed; fewer values are possible now."
    return Verdict.BREAKING, "Upgrade and expect the values possible now; older releases may read them as UNSET."


def _is_read(keyword: str, before: Any) -> bool:
    """Whether the code generated from the old spec checks the keyword in a response; if unknown, assume it does."""
    if keyword == "format":
        return before in _READ_FORMATS
    if keyword == "additionalProperties":  # models keep additional properties, typed only by a schema
        return isinstance(before, dict)
    return keyword in _READ or keyword not in (_UPPER | _LOWER | _REFUSING)


def _of_default(side: str, before: Any, after: Any) -> Judgement:
    # The server applies it: `generate` removes it from the schema, so the client sends nothing for an omitted value.
    if side == Side.RESPONSE:
        return Verdict.INTERNAL, "No action needed; the client fills in nothing."
    if before is MISSING or after is MISSING:  # the server did something before, and probably still does
        return Verdict.COMPATIBLE, "Pass the value if it matters to you."
    return Verdict.BREAKING, "Pass the value if you relied on the default of the server."


def _of_accepts(side: str, before: Any) -> Judgement:
    # `generate` passes it to the templates: the argument accepts a Decimal or datetime besides text. Neither what is
    # sent nor how responses are read depends on it.
    if side == Side.RESPONSE:
        return Verdict.INTERNAL, "No action needed; responses are read as text."
    if before is MISSING:
        return Verdict.COMPATIBLE, "No action needed; the argument accepts more than text now."
    return Verdict.BREAKING, "Pass text, or what the argument accepts now."


def move(keyword: str, before: Any, after: Any) -> Move:  # noqa: C901, PLR0911 - a table of cases
    """How the set of values that a keyword allows changed."""
    if bare(before) == bare(after):
        return Move.SAME
    both = MISSING not in (before, after)
    match keyword:
        case "type":
            return _of_sets(types_of(before), types_of(after))
        case "enum" | "alternatives" if both:
            return _of_sets({as_text(bare(one)) for one in before}, {as_text(bare(one)) for one in after})
        case "anyOf" | "oneOf" if both:  # by name: see `normalise`
            return _of_sets(set(before), set(after))
        case "allOf" if both:  # each further schema excludes values
            return _of_sets(set(after), set(before))
        case "additionalProperties":
            if both and False not in (before, after):
                return Move.CHANGED
            return Move.NARROWED if before is MISSING or after is False else Move.WIDENED
        case "uniqueItems":
            return Move.NARROWED if after is True else Move.WIDENED
    if keyword in _UPPER | _LOWER | _REFUSING | _READ and not both:
        return Move.NARROWED if before is MISSING else Move.WIDENED
    if keyword in _UPPER | _LOWER:
        return Move.NARROWED if (after < before) is (keyword in _UPPER) else Move.WIDENED
    if keyword == "multipleOf" and Decimal(str(before)) % Decimal(str(after)) == 0:
        return Move.WIDENED
    return Move.CHANGED  # also for unknown keywords


def _of_sets(before: set[str], after: set[str]) -> Move:
    if before == after:
        return Move.SAME
    if after < before:
        return Move.NARROWED
    return Move.WIDENED if before < after else Move.CHANGED


def types_of(kinds: Any) -> set[str]:
    """The types that a `type` allows: all if it is missing, and integers as numbers."""
    if kinds is MISSING:
        return _ALL_TYPES
    return {*kinds, "integer"} if "number" in kinds else set(kinds)


def alternatives(schema: Node) -> list[Node]:
    """The schemas of which a value matches any: the options of a schema, or the schema once per type."""
    plain = {key: value for key, value in bare(schema).items() if value != {}}
    for key in ("anyOf", "oneOf"):
        if plain.pop(key, None):
            return [{**one, **plain} for option in schema[key].values() for one in alternatives(option)]
    return [{**plain, "type": [kind]} for kind in schema["type"]] if "type" in schema else [plain]
