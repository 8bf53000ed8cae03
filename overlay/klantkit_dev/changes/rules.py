"""What a difference of a schema means, by the side that it is on.

Two questions are asked: does a program break that runs on an older release, once the vendor's side is as the new spec
says; and what does a program see that moves to the new release, where no type tells it. What types do tell is for
`packages`.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Any, Final

from .normalise import Node, as_text, bare
from .verdicts import Verdict


class Missing(Enum):
    """The type of `MISSING`."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING


class Side(StrEnum):
    """Which way a value goes."""

    REQUEST = "request"
    ANSWER = "answer"


class Move(Enum):
    """What became of the values that are allowed."""

    NARROWED = "narrowed"
    WIDENED = "widened"
    CHANGED = "changed"
    SAME = "same"


Judgement = tuple[Verdict, str]

#: Keywords whose value lists what is allowed, so that their order says nothing.
UNORDERED = {"type", "enum", "security", "alternatives"}

_UPPER = {"maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties", "maxContains"}
_LOWER = {"minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties", "minContains"}

#: What only ever refuses values.
_REFUSING = {
    "pattern", "format", "not", "propertyNames", "patternProperties", "dependentRequired", "dependentSchemas",
    "if", "then", "else", "contains", "contentEncoding", "contentMediaType", "contentSchema", "uniqueItems",
    "multipleOf", "allOf", "items", "unevaluatedProperties", "unevaluatedItems",
}  # fmt: skip

#: Formats that the generated code reads into a type of their own; text of another form is a `ContractError`.
_READ_FORMATS = {"date", "date-time", "uuid", "binary"}

#: What generated code looks at when it reads an answer; it takes no notice of limits, patterns and the like.
#: An `enum` is among them, for it is closed: `Language("greek")` raises `ValueError`, which callers get as a
#: `ContractError`, and a `const` is compared.
_READ = {"type", "enum", "anyOf", "oneOf", "allOf", "alternatives", "items"}

_ALL_TYPES = {"null", "boolean", "integer", "number", "string", "array", "object"}


def judge(side: Side, keyword: str, before: Any, after: Any) -> Judgement:  # noqa: PLR0911 - a table of cases
    """What the change of a keyword of a schema means. `MISSING` stands for a keyword that is not there."""
    match keyword:
        case "default":
            return _of_default(side, before, after)
        case "x-accepts":
            return _of_accepts(side, before)
        case "deprecated":
            return Verdict.COMPATIBLE, "Plan to do without it." if after is True else "Carry on; it stays."
    how = move(keyword, before, after)
    if how is Move.SAME:
        return Verdict.INTERNAL, "Carry on; only the words differ."
    if side is Side.REQUEST:
        if how is Move.WIDENED:
            return Verdict.COMPATIBLE, "Carry on; more is allowed now."
        return Verdict.BREAKING, "Give only what is allowed now."
    if not _is_read(keyword, before):
        return Verdict.COMPATIBLE, "Carry on; but look at what you store it in, for the client checks none of this."
    if how is Move.NARROWED:
        return Verdict.COMPATIBLE, "Carry on; less can come now."
    return Verdict.BREAKING, "Upgrade and expect what can come now; older releases cannot read it."


def _is_read(keyword: str, before: Any) -> bool:
    """Whether the code that was generated before looks at the keyword in an answer. In doubt it does."""
    if keyword == "format":
        return before in _READ_FORMATS
    if keyword == "additionalProperties":  # models keep whatever else comes, unless it has a type of its own
        return isinstance(before, dict)
    return keyword in _READ or keyword not in (_UPPER | _LOWER | _REFUSING)


def _of_default(side: Side, before: Any, after: Any) -> Judgement:
    # It is the server's: `generate` keeps it from the client, which sends nothing for what its caller left out.
    if side is Side.ANSWER:
        return Verdict.INTERNAL, "Carry on; the client fills in nothing."
    if before is MISSING or after is MISSING:  # the server did something before, and nobody says that it changed
        return Verdict.COMPATIBLE, "Carry on; or give the value, if it matters to you."
    return Verdict.BREAKING, "Give the value, if you relied on the one that the server took."


def _of_accepts(side: Side, before: Any) -> Judgement:
    # `generate._facts` hands it to the templates: the argument takes a Decimal or a datetime besides text. What goes
    # over the wire stays the same, and no answer is read by it.
    if side is Side.ANSWER:
        return Verdict.INTERNAL, "Carry on; answers are read as text."
    if before is MISSING:
        return Verdict.COMPATIBLE, "Carry on; the argument takes more than text now."
    return Verdict.BREAKING, "Give text, or what the argument takes now."


def move(keyword: str, before: Any, after: Any) -> Move:  # noqa: C901, PLR0911 - a table of cases
    """What became of the values that a keyword allows."""
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
        case "allOf" if both:  # the more of them, the less is allowed
            return _of_sets(set(after), set(before))
        case "additionalProperties":
            if both and False not in (before, after):
                return Move.CHANGED
            return Move.NARROWED if before is MISSING or after is False else Move.WIDENED
        case "uniqueItems":
            return Move.NARROWED if after is True else Move.WIDENED
    if keyword in _UPPER | _LOWER | _REFUSING | _READ and not both:
        return Move.NARROWED if before is MISSING else Move.WIDENED
    if keyword in _UPPER:
        return Move.NARROWED if after < before else Move.WIDENED
    if keyword in _LOWER:
        return Move.NARROWED if after > before else Move.WIDENED
    if keyword == "multipleOf" and before % after == 0:
        return Move.WIDENED
    return Move.CHANGED  # and whatever keyword this tool does not know


def _of_sets(before: set[str], after: set[str]) -> Move:
    if before == after:
        return Move.SAME
    if after < before:
        return Move.NARROWED
    return Move.WIDENED if before < after else Move.CHANGED


def types_of(told: Any) -> set[str]:
    """The types that a `type` allows; no `type` allows them all, and a number may be an integer."""
    if told is MISSING:
        return _ALL_TYPES
    return {*told, "integer"} if "number" in told else set(told)


def alternatives(schema: Node) -> list[Node]:
    """What a schema may be instead of its one self: its options, or itself, once for each of its types."""
    for key in ("anyOf", "oneOf"):
        if key in schema:
            rest = {other: value for other, value in bare(schema).items() if other != key and value != {}}
            return [
                {**{name: part for name, part in bare(one).items() if part != {}}, **rest}
                for option in schema[key].values()
                for one in alternatives(option)
            ]
    plain = {name: part for name, part in bare(schema).items() if part != {}}
    return [{**plain, "type": [kind]} for kind in schema["type"]] if "type" in schema else [plain]
