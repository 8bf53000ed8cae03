"""What changed on the wire between two versions of a spec, operation by operation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from deepdiff import DeepDiff
from deepdiff.helper import notpresent

from .normalise import OPTIONS, Node, as_text, bare, lay_out
from .rules import MISSING, UNORDERED, Judgement, Side, alternatives, judge, types_of
from .verdicts import NOTHING, Change, Verdict

#: A step from the operation to a difference: the key, and what stood and stands there.
Step = tuple[Any, Any, Any]

_DONE = "Carry on; "
_ADDED = (Verdict.COMPATIBLE, _DONE + "it is there to use.")


@dataclass(frozen=True)
class _Found:
    """One difference, before those that say the same are told as one.

    Attributes:
        node: The keys that lead to what was judged.
        judgement: The verdict, and what to do.
        side: `request` or `answer`; empty of the operation itself.
        status: Of the answer.
        field: The dotted path; empty of the whole.
        before: As it was.
        after: As it is.
        names: What Python calls it.

    """

    node: tuple[Any, ...]
    judgement: Judgement
    side: str
    status: str
    field: str
    before: Any
    after: Any
    names: frozenset[str] = frozenset()


def changes(vendor: str, before: Node | None, after: Node | None) -> list[Change]:
    """What changed on the wire.

    Args:
        vendor: The spec's name without its ending.
        before: The document as it was; None when there was no such spec.
        after: The document as it is; None when there is none any more.

    """
    if before is None or after is None:
        if before is None:
            verdict, advice = _ADDED
        else:
            verdict, advice = Verdict.BREAKING, "Stay with the release that has it, or call it yourself."
        names = frozenset({f"{vendor}_api", vendor.title()})
        return [Change(verdict, vendor, "all", "", _whole(before), _whole(after), advice, names)]
    return compare(vendor, lay_out(before), lay_out(after))


def compare(vendor: str, before: dict[str, Node], after: dict[str, Node]) -> list[Change]:
    """What changed between two documents that are laid out; see `changes`."""
    pairs = {name: (before[name], after[name]) for name in before if name in after}
    gone = {name: one for name, one in before.items() if name not in after}
    new = {name: one for name, one in after.items() if name not in before}
    for name, one in list(gone.items()):  # the same place under another name
        same = [other for other in new if (new[other]["method"], new[other]["path"]) == (one["method"], one["path"])]
        if same:
            pairs[name] = gone.pop(name), new.pop(same[0])
    known: list[tuple[Node, Node, list[_Found]]] = []
    found = {name: _of_pair(*pair, known) for name, pair in pairs.items() if pair[0] != pair[1]}
    for name, one in gone.items():
        advice = "Stop calling it."
        found[name] = [_Found((), (Verdict.BREAKING, advice), "", "", "operation", _place(one), MISSING, _called(one))]
    for name, one in new.items():
        found[name] = [_Found((), _ADDED, "", "", "operation", MISSING, _place(one), _called(one))]
    return _told_once(vendor, found, {name for name in {**before, **after} if name})


def _whole(document: Node | None) -> str:
    return NOTHING if document is None else f"{document['info']['title']}, {len(document.get('paths', {}))} paths"


def _place(operation: Node) -> str:
    return f"{operation['method']} {operation['path']}"


def _called(operation: Node) -> frozenset[str]:
    """The names that Python has for an operation: its module, its method."""
    name, resource = operation["operationId"], operation["resource"].replace("-", "_")
    method = name.removesuffix(f"_{resource}").removesuffix(f"_{resource.removesuffix('s')}")
    return frozenset({name, method})


def _of_pair(before: Node, after: Node, known: list[tuple[Node, Node, list[_Found]]]) -> list[_Found]:
    """The differences of one operation. What is `known` of another one, or said by several answers, is found once."""
    before, after = _aligned(before, after, ())
    before, after = _different(before, after)
    alike = _alike(before, after)
    for old, new, ones in known:
        if (before, after) == (old, new):
            found = ones
            break
    else:
        found = _differences(before, after)
        known.append((before, after, found))
    return [replace(one, status=" ".join(alike.get(one.status, [one.status]))) for one in found]


def _alike(before: Node, after: Node) -> dict[str, list[str]]:
    """The answers that differ in the same, by the first of them; the others are taken out."""
    alike: dict[str, list[str]] = {}
    old, new = before.get("responses"), after.get("responses")
    if old is None or new is None:
        return alike
    for status in [status for status in old if status in new]:
        same = next((first for first in alike if (old[first], new[first]) == (old[status], new[status])), status)
        alike.setdefault(same, []).append(status)
        if same != status:
            del old[status], new[status]
    return alike


def _differences(before: Node, after: Node) -> list[_Found]:
    """The differences of one operation, each told once and at its highest place."""
    # Never shorten the way to a difference: by default DeepDiff tells objects that share little as a whole.
    difference = DeepDiff(
        before,
        after,
        view="tree",
        ignore_order_func=_is_unordered,
        threshold_to_diff_deeper=0,
        cutoff_distance_for_pairs=1,
        cutoff_intersection_for_pairs=1,
        ignore_numeric_type_changes=True,
    )
    found: dict[tuple[Any, ...], _Found] = {}
    leaves = [leaf for leaves in difference.values() for leaf in leaves]
    for leaf in sorted(leaves, key=lambda leaf: str(leaf.path())):  # DeepDiff has them in the order of sets
        one = _of_operation(list(_steps(leaf)))
        found.setdefault(one.node, one)  # a list that differs in two places was judged as a whole
    # What was no object and is one has fields now, and the first says it all.
    turned = {one.node[:-1] for one in found.values() if one.node[-1:] == ("type",) and _has_turned(one)}
    return [
        one
        for one in found.values()
        if not any(one.node[: len(node)] == node and one.node[len(node)] in {"properties", "items"} for node in turned)
    ]


def _is_unordered(level: Any) -> bool:
    keys = level.path(output_format="list")
    return bool(keys) and keys[-1] in UNORDERED


def _has_turned(one: _Found) -> bool:
    """Whether the type went from values with fields or items to values without, or back."""
    if one.node[-2:-1] == ("properties",):  # a field of that name
        return False
    before, after = ({"object", "array"} & types_of(told) for told in (one.before, one.after))
    return before != after


def _different(before: Any, after: Any) -> tuple[Any, Any]:
    """Both without what is the same in both: nearly all of a spec is, and DeepDiff is slow at finding out."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return before, after
    left: tuple[Node, Node] = {}, {}
    for key in {**before, **after}:
        if key in before and key in after:
            if before[key] == after[key]:
                continue
            left[0][key], left[1][key] = _different(before[key], after[key])
        else:
            (left[0] if key in before else left[1])[key] = (before if key in before else after)[key]
    return left


def _aligned(before: Any, after: Any, keys: tuple[Any, ...]) -> tuple[Any, Any]:
    """Both so that what was renamed stands under one key: its own name is in it, and tells the difference."""
    if before == after or not isinstance(before, dict) or not isinstance(after, dict):
        return before, after
    match keys[-1:]:
        case ("properties",) | ("parameters",) | ("headers",):
            after = _renamed_back(before, after)
        case ("anyOf",) | ("oneOf",) | ("allOf",):
            after = _options_renamed_back(before, after)
        case ("content",) if before and after and before.keys().isdisjoint(after):
            after = _put_back(after, next(iter(after)), next(iter(before)))
        case ("responses",):
            before, after = _aligned_statuses(before, after)
        case _ if _choices(before) != _choices(after):
            docs = {"docs": {**before.get("docs", {})}}, {"docs": {**after.get("docs", {})}}
            return {**docs[0], "alternatives": alternatives(before)}, {**docs[1], "alternatives": alternatives(after)}
    both = {key: _aligned(before[key], after[key], (*keys, key)) for key in before if key in after}
    return (
        {key: both[key][0] if key in both else value for key, value in before.items()},
        {key: both[key][1] if key in both else value for key, value in after.items()},
    )


def _choices(schema: Node) -> set[str]:
    return {"anyOf", "oneOf"} & schema.keys()


def _put_back(after: Node, new: str, old: str) -> Node:
    return {old if key == new else key: value for key, value in after.items()}


def _renamed_back(before: Node, after: Node) -> Node:
    """`after` with the fields that are new in name only under their old names."""
    renamed: dict[str, str] = {}
    for old in sorted(before.keys() - after.keys()):
        same = [
            new
            for new in sorted(after.keys() - before.keys() - renamed.keys())
            if {**before[old], "name": new} == after[new]
        ]
        if len(same) == 1:
            renamed[same[0]] = old
    return {renamed.get(name, name): one for name, one in after.items()}


def _options_renamed_back(before: Node, after: Node) -> Node:
    """`after` with the options whose component has a new name under the old one; which name it is, they tell."""
    same = {
        new: old
        for old in sorted(before.keys() - after.keys())
        for new in sorted(after.keys() - before.keys())
        if bare(before[old]) == bare(after[new])
    }
    return {same.get(name, name): one for name, one in after.items()}


def _aligned_statuses(before: Node, after: Node) -> tuple[Node, Node]:
    """Answers so that a success stands beside the one it took the place of, and an error beside the range it is in."""
    (old, new) = ([status for status in one if _is_success(status)] for one in (before, after))
    if len(old) == len(new) == 1 and old != new:
        after = _put_back(after, new[0], old[0])
    sides = dict(before), dict(after)
    for mine, other in ((0, 1), (1, 0)):
        for status in sorted(sides[mine].keys() - sides[other].keys()):
            covering = (before, after)[other].get(_range(status, (before, after)[other]))
            if covering is not None:  # what was, or is, told by the range; only its body matters to the client
                content = sides[mine][status]["content"]
                if bare(content) != bare(covering["content"]):
                    content = covering["content"]
                sides[other][status] = {**sides[mine][status], "status": covering["status"], "content": content}
    return sides


def _is_success(status: str) -> bool:
    return status.startswith("2")


def _range(status: str, responses: Node) -> str:
    """The range among the answers that a status is in."""
    return next((one for one in (f"{status[0]}XX", "default") if one in responses and one != status), "")


def _steps(leaf: Any) -> Iterator[Step]:
    """The way from the operation down to a difference."""
    level = leaf.all_up
    while level.down is not None:
        relation = level.t1_child_rel if level.t1_child_rel is not None else level.t2_child_rel
        level = level.down
        before, after = (MISSING if value is notpresent else value for value in (level.t1, level.t2))
        yield relation.param, before, after


def _of_operation(steps: list[Step]) -> _Found:  # noqa: PLR0911 - a table of cases
    (key, before, after), *rest = steps
    match key:
        case "parameters":
            return _of_fields(rest, Side.REQUEST, "", (key,), ())
        case "request" if rest:
            return _of_body(rest, Side.REQUEST, "", (key,))
        case "request":
            if after is MISSING:
                judgement = Verdict.BREAKING, "Stop giving a body."
            elif after["required"]:
                judgement = Verdict.BREAKING, "Give the body in every call."
            else:
                judgement = _ADDED
            return _Found((key,), judgement, Side.REQUEST, "", "body", before, after, frozenset({"body"}))
        case "responses":
            return _of_response(rest, (key,))
        case "docs":
            return _words(steps, "", "", (), ())
        case "unused":
            advice = "Carry on; no operation uses it."
            told = f"component {rest[0][0] if rest else ''}".strip()
            return _Found((key, told), (Verdict.INTERNAL, advice), "", "", told, *_names("unused", before, after))
    judgement, names = _of_operation_s_own(key, before, after)
    return _Found((key,), judgement, "", "", key, before, after, names)


def _of_operation_s_own(  # noqa: PLR0911 - a table of cases
    key: str, before: Any, after: Any
) -> tuple[Judgement, frozenset[str]]:
    """What operation, address and credentials have become."""
    both = [str(one).replace("-", "_") for one in (before, after)]
    names: frozenset[str] = frozenset()
    match key:
        case "operationId":
            # Its method is the first words of it, up to the resource's name.
            words = [one.split("_") for one in both]
            names = frozenset("_".join(told[:end]) for told in words for end in range(1, len(told) + 1))
            return (Verdict.BREAKING, "Call it by its new name."), names
        case "resource":
            names = frozenset({*both, *("".join(part.title() for part in one.split("_")) + "Resource" for one in both)})
            return (Verdict.BREAKING, "Call it on the resource's new name."), names
        case "path" | "method":
            return (Verdict.BREAKING, "Upgrade; older releases call the old place."), names
        case "address":
            advice = "Move `base_url` in overlay/klantkit too, and upgrade; older releases call the old place."
            return (Verdict.BREAKING, advice), names
        case "other addresses":
            if set(before) <= set(after):
                return (Verdict.COMPATIBLE, "Give it as `base_url` where you need it."), names
            return (Verdict.BREAKING, "Stop giving it as `base_url`."), names
        case "deprecated":
            return judge(Side.REQUEST, key, before, after), names
        case "security" if not after or (before and set(before) <= set(after)):  # what was enough still is
            return (Verdict.COMPATIBLE, "Carry on; what you give is still enough."), names
        case "security":
            return (Verdict.BREAKING, "Get the credentials that are wanted now."), names
    return judge(Side.REQUEST, key, before, after), names


def _of_response(steps: list[Step], node: tuple[Any, ...]) -> _Found:
    (status, before, after), *rest = steps
    node = (*node, status)
    if not rest:
        return _Found(node, _of_status(status, after), Side.ANSWER, status, "", *_names(status, before, after))
    (key, before, after), *deeper = rest
    match key:
        case "status" if _is_success(status):
            advice = "Upgrade; older releases take it for an error."
            return _Found(node, (Verdict.BREAKING, advice), Side.ANSWER, status, "", before, after)
        case "status":
            advice = "Carry on; `.error` is what the range says."
            return _Found((*node, key), (Verdict.COMPATIBLE, advice), Side.ANSWER, status, "", before, after)
        case "headers":
            return _of_fields(deeper, Side.ANSWER, status, (*node, key), ("headers",))
    return _of_body(rest, Side.ANSWER, status, node)


def _of_status(status: str, after: Any) -> Judgement:
    # A success that the release does not know is raised as a `StatusError`; and one that does not come any more takes
    # the type of its answer along.
    if _is_success(status):
        if after is MISSING:
            return Verdict.BREAKING, "Stop counting on it."
        return Verdict.BREAKING, "Upgrade; older releases take it for an error."
    # Whether or not it still comes, `.error` of it is None from now on; `error.error.message` raises AttributeError,
    # and no type tells, because `.error` is an `object`.
    if after is MISSING:
        return Verdict.BREAKING, "Expect `.error` to be None; the class of the error tells the status."
    return Verdict.COMPATIBLE, "Read `.error` of it where it helps."


def _of_body(  # noqa: PLR0911 - a table of cases
    steps: list[Step], side: Side, status: str, node: tuple[Any, ...]
) -> _Found:
    """A request's body, or an answer, with its media types."""
    (key, before, after), *rest = steps
    if key == "required":
        judgement = _of_required(side, after=after)
        return _Found((*node, key), judgement, side, status, "body", *_required(before, after))
    if key != "content":
        return _words(steps, side, status, node, ())
    (name, before, after), *rest = rest
    node = (*node, key, name)
    if not rest:
        return _Found(
            node, _of_media_type(side, before, after), side, status, "media type", *_names(name, before, after)
        )
    (key, before, after), *deeper = rest
    match key:
        case "media type":
            judgement = _of_media_type(side, before, after)
            return _Found((*node, key), judgement, side, status, key, before, after)
        case "schema":
            return _of_schema(rest, side, status, node, ())
        case "encoding":
            return _of_encoding(deeper, side, status, (*node, key), before)
    return _words(rest, side, status, node, ())


def _names(name: str, before: Any, after: Any) -> tuple[Any, Any]:
    return MISSING if before is MISSING else name, MISSING if after is MISSING else name


def _of_media_type(side: Side, before: Any, after: Any) -> Judgement:
    if before is MISSING:  # the client asks for none in particular, and gets what it got
        return Verdict.COMPATIBLE, "Carry on; what was, still is."
    if side is Side.ANSWER and isinstance(after, str) and _is_json(before) and _is_json(after):
        return Verdict.COMPATIBLE, "Carry on; the client reads all that is JSON."
    if side is Side.REQUEST:
        return Verdict.BREAKING, "Upgrade; older releases send what is not taken any more."
    return Verdict.BREAKING, "Upgrade; older releases cannot read what comes now."


def _is_json(media_type: str) -> bool:
    """As in `klantkit._outcome`."""
    return media_type == "application/json" or media_type.endswith("+json")


def _of_encoding(steps: list[Step], side: Side, status: str, node: tuple[Any, ...], before: Any) -> _Found:
    """How a field of a form is written. `generate._facts` takes the media type of files from it."""
    if not steps:  # all of it came or went
        whole = _ADDED if before is MISSING else (Verdict.COMPATIBLE, _DONE + "every kind of file is taken.")
        return _Found(node, whole, side, status, "encoding", before, MISSING)
    (field, before, after), *rest = steps
    while rest:  # judged as a whole: which file is taken is one fact
        (_, before, after), *rest = rest
    if side is Side.ANSWER:  # no client reads it
        judgement: Judgement = Verdict.INTERNAL, "Carry on; the client takes no notice of it."
    elif after is MISSING:
        judgement = Verdict.COMPATIBLE, _DONE + "every kind of file is taken."
    else:
        judgement = Verdict.BREAKING, "Give a file of the kind that is wanted now."
    return _Found((*node, field), judgement, side, status, f"{field} (encoding)", before, after)


def _required(before: Any, after: Any) -> tuple[str, str]:
    return tuple("required" if one else "optional" for one in (before, after))  # type: ignore[return-value]


def _of_required(side: Side, *, after: bool) -> Judgement:
    if side is Side.REQUEST:
        if after:
            return Verdict.BREAKING, "Give it in every call."
        return Verdict.COMPATIBLE, "Leave it out where there is nothing to say."
    if after:
        return Verdict.COMPATIBLE, "Carry on; it always comes now."
    return Verdict.BREAKING, "Upgrade and expect Unset; older releases cannot read an answer without it."


def _of_fields(steps: list[Step], side: Side, status: str, node: tuple[Any, ...], path: tuple[str, ...]) -> _Found:
    """Fields of an object, parameters or headers."""
    (name, before, after), *rest = steps
    path, node = (*path, name), (*node, name)
    if not rest:
        judgement = _of_field(side, before, after)
        return _found(node, judgement, side, status, path, _shape(before), _shape(after))
    (key, before, after), *_ = rest
    match key:
        case "schema":
            return _of_schema(rest, side, status, node, path)
        case "required":
            judgement = _of_required(side, after=after)
            return _found((*node, key), judgement, side, status, path, *_required(before, after))
        case "name":
            advice = "Give it under its new name." if side is Side.REQUEST else "Read it under its new name."
            return _found((*node, key), (Verdict.BREAKING, advice), side, status, path, before, after, after)
        case "docs":
            return _words(rest, side, status, node, path)
    judgement = judge(side, key, before, after)  # where a parameter stands and how it is written
    return _found((*node, key), judgement, side, status, path, _keyword(key, before), _keyword(key, after))


def _of_field(side: Side, before: Any, after: Any) -> Judgement:
    if side is Side.REQUEST:
        if after is MISSING:
            return Verdict.BREAKING, "Stop giving it."
        if after["required"]:
            return Verdict.BREAKING, "Give it in every call."
        return Verdict.COMPATIBLE, "Give it where it helps."
    if before is MISSING:
        return Verdict.COMPATIBLE, "Read it where it helps."
    return Verdict.BREAKING, "Stop reading it."


def _of_schema(steps: list[Step], side: Side, status: str, node: tuple[Any, ...], path: tuple[str, ...]) -> _Found:
    """Somewhere in a schema; the first step leads to it."""
    (key, *_), *rest = steps
    node = (*node, key)
    keyword, before, after = rest[0]
    inner = rest[1:]
    match keyword:
        case "properties":
            return _of_fields(inner, side, status, (*node, keyword), path)
        case "items" if inner:
            return _of_schema(rest, side, status, node, _in_list(path))
        case "additionalProperties" if inner and isinstance(before, dict) and isinstance(after, dict):
            return _of_schema(rest, side, status, node, (*path, "*"))
        case "anyOf" | "oneOf" | "allOf" if inner[1:]:  # within one of the options
            return _of_schema(inner, side, status, (*node, keyword), path)
        case "docs" | "component":
            return _words(rest, side, status, node, path)
    judgement = judge(side, keyword, before, after)
    return _found((*node, keyword), judgement, side, status, path, _keyword(keyword, before), _keyword(keyword, after))


def _in_list(path: tuple[str, ...]) -> tuple[str, ...]:
    return (*path[:-1], f"{path[-1]}[]") if path else ("[]",)


def _words(steps: list[Step], side: str, status: str, node: tuple[Any, ...], path: tuple[str, ...]) -> _Found:
    """What is for people, and what components are called: on the wire it is nothing."""
    (key, before, after), *rest = steps
    if key == "component":
        # The same edit is found wherever the component is used: without a place, it is told once.
        names = frozenset(name for one in (before, after) if isinstance(one, str) for name in (one, _snake(one)))
        advice = "Carry on; on the wire it is the same."
        return _Found((*node, key), (Verdict.INTERNAL, advice), "", "", "component", before, after, names)
    if rest and isinstance(before, dict):
        (key, before, after), *_ = rest  # and of an example whatever differs in it
    advice = "Carry on; only the words differ."
    return replace(
        _found(node, (Verdict.INTERNAL, advice), side, status, path, before, after),
        node=(*node, "docs", key),
        field=f"{'.'.join(path)} ({key})".strip(),
        names=frozenset(),
    )


def _found(  # noqa: PLR0917 - what every difference has, in the order of `_Found`
    node: tuple[Any, ...],
    judgement: Judgement,
    side: str,
    status: str,
    path: tuple[str, ...],
    before: Any,
    after: Any,
    *also: str,
) -> _Found:
    leaves = [path[-1].removesuffix("[]"), *also] if path else []
    names = frozenset(name for leaf in leaves for name in (_snake(leaf), f"{_snake(leaf)}_"))
    return _Found(node, judgement, side, status, ".".join(path), before, after, names)


def _snake(name: str) -> str:
    """What Python calls a field or the module of a model."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().replace("-", "_")


def _shape(field: Any) -> Any:
    """A field in few words."""
    if field is MISSING:
        return MISSING
    schema = field["schema"]
    kinds = schema.get("type") or [schema.get("component") or "anything"]
    return ", ".join([" or ".join(kinds), "required" if field["required"] else "optional"])


def _keyword(keyword: str, value: Any) -> Any:
    """The value of a keyword, led by its name where the value alone would not tell."""
    if value is MISSING or keyword == "type":
        return value
    if keyword in OPTIONS:  # what is in both has been taken out
        return " or ".join(value) or MISSING
    return f"{keyword} {_short(bare(value))}"


def _short(value: Any) -> str:
    if value is MISSING:
        return NOTHING
    if isinstance(value, dict) and "type" in value:
        return _short(value["type"])
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return " or ".join(map(_short, value)) or "none"
    return as_text(value)


def _told_once(vendor: str, found: dict[str, list[_Found]], operations: set[str]) -> list[Change]:
    """Lines, in which what several operations or answers share is said once."""
    alike: dict[tuple[Any, ...], list[tuple[str, _Found]]] = {}
    for operation, ones in found.items():
        for one in ones:
            told = (one.judgement, one.side, one.field, _short(one.before), _short(one.after))
            alike.setdefault(told, []).append((operation, one))
    lines = []
    for ((verdict, advice), side, field, before, after), same in alike.items():
        names = dict.fromkeys(operation for operation, _ in same)
        statuses = " ".join(dict.fromkeys(status for _, one in same for status in one.status.split()))
        lines.append(
            Change(
                verdict=verdict,
                vendor=vendor,
                operation=_operations(names, operations),
                field=" ".join(part for part in (side, statuses, field) if part),
                before=before,
                after=after,
                advice=advice,
                names=frozenset[str]().union(*(one.names for _, one in same)),
            )
        )
    return lines


def _operations(names: Iterable[str], every: set[str]) -> str:
    names = [name for name in names if name]
    return "all" if not names or (len(names) > 1 and set(names) == every) else ", ".join(names)
