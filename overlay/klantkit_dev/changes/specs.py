"""Compare two versions of a spec, operation by operation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from klantkit_dev.spec import method_name

from .normalise import OPTIONS, Node, as_text, bare, normalise
from .rules import MISSING, UNORDERED, Judgement, Side, alternatives, judge, types_of
from .verdicts import NOTHING, Change, Verdict

_ADDED = (Verdict.COMPATIBLE, "No action needed; it is available now.")
_WORDS = (Verdict.INTERNAL, "No action needed; only the wording differs.")
_ANY_FILE = (Verdict.COMPATIBLE, "No action needed; every kind of file is accepted.")


@dataclass(frozen=True)
class _Place:
    """Where in an operation a difference is.

    Attributes:
        side: `request` or `response`; empty for the operation itself.
        status: The status of the response.
        path: The names of the fields that lead to it.
    """

    side: str = ""
    status: str = ""
    path: tuple[str, ...] = ()

    def __truediv__(self, name: str) -> _Place:
        return replace(self, path=(*self.path, name))

    @property
    def items(self) -> _Place:
        """The items of the list that is here."""
        *above, last = self.path or ("",)
        return replace(self, path=(*above, f"{last}[]"))


@dataclass(frozen=True)
class _Difference:
    """One difference in one operation; equal ones are merged later.

    Attributes:
        place: Where it is.
        judgement: The verdict, and the advice.
        before: The old value.
        after: The new value.
        names: Its names in Python.
    """

    place: _Place
    judgement: Judgement
    before: Any
    after: Any
    names: frozenset[str] = frozenset()


def changes(vendor: str, before: Node | None, after: Node | None) -> list[Change]:
    """Compare two versions of a spec; one of them is None if the spec is new or was removed."""
    if before is None or after is None:
        removed = Verdict.BREAKING, "Stay with the release that has it, or call the API directly."
        verdict, advice = _ADDED if before is None else removed
        names = frozenset({f"{vendor}_api", vendor.title()})
        return [Change(verdict, vendor, "all", "", _summary(before), _summary(after), advice, names)]
    old, new = normalise(before), normalise(after)
    pairs = {name: (old.pop(name), new.pop(name)) for name in list(old) if name in new}
    every = {*pairs, *old, *new} - {""}
    for name, one in list(old.items()):  # renamed: another operationId for the same method and path
        if renamed := next((other for other in new if _endpoint(new[other]) == _endpoint(one)), None):
            pairs[name] = old.pop(name), new.pop(renamed)
    found = {name: list(_of_operation(*pair)) for name, pair in pairs.items()}
    place = _Place(path=("operation",))
    for name, one in old.items():
        stop = Verdict.BREAKING, "Stop calling it."
        found[name] = [_Difference(place, stop, _endpoint(one), MISSING, _python_names(one))]
    for name, one in new.items():
        found[name] = [_Difference(place, _ADDED, MISSING, _endpoint(one), _python_names(one))]
    return _merged(vendor, found, every)


def _summary(document: Node | None) -> str:
    return NOTHING if document is None else f"{document['info']['title']}, {len(document.get('paths', {}))} paths"


def _endpoint(operation: Node) -> str:
    return f"{operation['method']} {operation['path']}"


def _python_names(operation: Node) -> frozenset[str]:
    """The names of an operation in Python: its module and its method."""
    return frozenset({operation["operationId"], method_name(operation["operationId"], operation["resource"])})


def _differing(before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    """The keys of two objects whose values differ, with both values."""
    old, new = (node if isinstance(node, dict) else {} for node in (before, after))
    for key in {**old, **new}:
        both = old.get(key, MISSING), new.get(key, MISSING)
        was, now = (set(map(as_text, one)) if key in UNORDERED and isinstance(one, list) else one for one in both)
        if was != now:
            yield key, *both


def _of_operation(before: Node, after: Node) -> Iterator[_Difference]:
    request = _Place(Side.REQUEST)
    for key, old, new in _differing(before, after):
        match key:
            case "parameters":
                yield from _of_fields(old, new, request)
            case "request" if MISSING in (old, new):
                yield _field(request / "body", _of_presence(Side.REQUEST, old, new), *_present("present", old, new))
            case "request":
                yield from _of_body(old, new, request)
            case "responses":
                yield from _of_responses(*_aligned_statuses(old, new))
            case "docs":
                yield from _words(key, old, new, _Place())
            case "unused":
                for name, *both in _differing(old, new):
                    unused = Verdict.INTERNAL, "No action needed; no operation uses it."
                    yield _Difference(_Place() / f"component {name}", unused, *_present("unused", *both))
            case _:
                judgement, names = _of_own_key(key, old, new)
                yield _Difference(_Place() / key, judgement, old, new, names)


def _of_own_key(key: str, before: Any, after: Any) -> tuple[Judgement, frozenset[str]]:  # noqa: PLR0911 - a table
    """Judge a change of the operation's name, address or credentials, and give its names in Python."""
    both = [str(one).replace("-", "_") for one in (before, after)]
    names: frozenset[str] = frozenset()
    match key:
        case "operationId":
            # The method is its first words, up to the name of the resource.
            words = [one.split("_") for one in both]
            names = frozenset("_".join(parts[:end]) for parts in words for end in range(1, len(parts) + 1))
            return (Verdict.BREAKING, "Call it by its new name."), names
        case "resource":
            names = frozenset({*both, *("".join(part.title() for part in one.split("_")) + "Resource" for one in both)})
            return (Verdict.BREAKING, "Call it on the renamed resource."), names
        case "path" | "method":
            return (Verdict.BREAKING, "Upgrade; older releases call the old endpoint."), names
        case "address":
            advice = "Change `base_url` in overlay/klantkit too, and upgrade; older releases call the old address."
            return (Verdict.BREAKING, advice), names
        case "other addresses":
            if set(before) <= set(after):
                return (Verdict.COMPATIBLE, "Pass it as `base_url` where you need it."), names
            return (Verdict.BREAKING, "Stop passing it as `base_url`."), names
        case "security" if not after or (before and set(before) <= set(after)):
            return (Verdict.COMPATIBLE, "No action needed; your credentials are still sufficient."), names
        case "security":
            return (Verdict.BREAKING, "Get the credentials that are required now."), names
    return judge(Side.REQUEST, key, before, after), names


def _of_responses(before: Node, after: Node) -> Iterator[_Difference]:
    for status, old, new in _differing(before, after):
        place = _Place(Side.RESPONSE, status)
        if MISSING in (old, new):
            yield _Difference(place, _of_status(status, new), *_present(status, old, new))
            continue
        yield from _of_body(old, new, place)
        yield from _of_fields(old["headers"], new["headers"], place / "headers")
        if old["status"] != new["status"]:
            judgement = Verdict.COMPATIBLE, "No action needed; `.error` is what the range declares."
            if _is_success(status):
                judgement = Verdict.BREAKING, "Upgrade; older releases read it as another success."
            yield _Difference(place, judgement, old["status"], new["status"])


def _of_status(status: str, after: Any) -> Judgement:
    # The client reads an undeclared success as a declared one, which may not fit. A success that is no longer declared
    # takes its return type with it.
    if _is_success(status):
        if after is MISSING:
            return Verdict.BREAKING, "Stop relying on it."
        return Verdict.BREAKING, "Upgrade; older releases read it as another success."
    # The `.error` of an undeclared status is None, so `error.error.message` raises AttributeError. Its type does not
    # show this for a status.
    if after is MISSING:
        return Verdict.BREAKING, "Expect `.error` to be None; the class of the error gives the status."
    return Verdict.COMPATIBLE, "Read its `.error` where useful."


def _aligned_statuses(before: Node, after: Node) -> tuple[Node, Node]:
    """Put a success beside the success that it replaces, and an error beside the range that covers it."""
    (old, new) = ([status for status in one if _is_success(status)] for one in (before, after))
    if len(old) == len(new) == 1 and old != new:
        after = _renamed(after, {new[0]: old[0]})
    sides = dict(before), dict(after)
    for mine, other in ((0, 1), (1, 0)):
        declared = (before, after)[other]
        for status in sorted(sides[mine].keys() - sides[other].keys()):
            covering = next((declared[one] for one in (f"{status[0]}XX", "default") if one in declared), None)
            if covering is not None:  # for the client only the body matters
                content = sides[mine][status]["content"]
                if bare(content) != bare(covering["content"]):
                    content = covering["content"]
                sides[other][status] = {**sides[mine][status], "status": covering["status"], "content": content}
    return sides


def _is_success(status: str) -> bool:
    return status.startswith("2")


def _of_body(before: Node, after: Node, place: _Place) -> Iterator[_Difference]:
    """Compare two request bodies or responses: their media types and what these hold."""
    for key, old, new in _differing(before, after):
        match key:
            case "required":
                yield _of_required(place / "body", old, new)
            case "docs" | "component":
                yield from _words(key, old, new, place)
            case "content":
                if old and new and old.keys().isdisjoint(new):
                    new = _renamed(new, {next(iter(new)): next(iter(old))})  # noqa: PLW2901 - the same under its old name
                for name, was, now in _differing(old, new):
                    yield from _of_media_type(name, was, now, place)


def _of_media_type(name: str, before: Any, after: Any, place: _Place) -> Iterator[_Difference]:
    if MISSING in (before, after):
        both = _present(name, before, after)
        yield _Difference(place / "media type", _judged_media_type(place.side, *both), *both)
        return
    for key, old, new in _differing(before, after):
        match key:
            case "media type":
                yield _Difference(place / key, _judged_media_type(place.side, old, new), old, new)
            case "schema":
                yield from _of_schema(old, new, place)
            case "encoding":
                yield from _of_encoding(old, new, place)
            case "docs":
                yield from _words(key, old, new, place)


def _judged_media_type(side: str, before: Any, after: Any) -> Judgement:
    if before is MISSING:  # the client sends `Accept: */*`, so it gets what it got before
        return Verdict.COMPATIBLE, "No action needed; the others remain."
    if side == Side.RESPONSE and after is not MISSING and _is_json(before) and _is_json(after):
        return Verdict.COMPATIBLE, "No action needed; the client reads every JSON media type."
    if side == Side.REQUEST:
        return Verdict.BREAKING, "Upgrade; older releases send what is no longer accepted."
    return Verdict.BREAKING, "Upgrade; older releases cannot read the response."


def _is_json(media_type: str) -> bool:
    """As in `klantkit`."""
    return media_type == "application/json" or media_type.endswith("+json")


def _of_encoding(before: Node, after: Node, place: _Place) -> Iterator[_Difference]:
    """Compare the encoding of form fields, which gives the client the media types of files: see `generate`."""
    for name, old, new in _differing(before, after):
        if MISSING not in (old, new):
            _, old, new = next(_differing(old, new))  # noqa: PLW2901 - one line per field, which shows the first
        judgement = Verdict.BREAKING, "Pass a file of the kind that is required now."
        if place.side == Side.RESPONSE:
            judgement = Verdict.INTERNAL, "No action needed; the client does not use it."
        elif new is MISSING:
            judgement = _ANY_FILE
        yield _Difference(place / f"{name} (encoding)", judgement, old, new)


def _of_required(place: _Place, before: Any, after: Any) -> _Difference:
    match place.side, after:
        case Side.REQUEST, True:
            judgement = Verdict.BREAKING, "Pass it in every call."
        case Side.REQUEST, _:
            judgement = Verdict.COMPATIBLE, "Leave it out where you have no value."
        case _, True:
            judgement = Verdict.COMPATIBLE, "No action needed; it is always present now."
        case _:
            judgement = Verdict.BREAKING, "Upgrade and expect UNSET; the types of older releases do not show it."
    return _field(place, judgement, *("required" if one else "optional" for one in (before, after)))


def _of_fields(before: Any, after: Any, place: _Place) -> Iterator[_Difference]:
    """Compare the fields of an object, the parameters or the headers."""
    old_fields, new_fields = (node if isinstance(node, dict) else {} for node in (before, after))
    for name, old, new in _differing(old_fields, _renamed_back(old_fields, new_fields)):
        here = place / name
        if MISSING in (old, new):
            yield _field(here, _of_presence(place.side, old, new), _shape(old), _shape(new))
            continue
        for key, was, now in _differing(old, new):
            match key:
                case "schema":
                    yield from _of_schema(was, now, here)
                case "required":
                    yield _of_required(here, was, now)
                case "name":
                    advice = f"{'Pass' if place.side == Side.REQUEST else 'Read'} it under its new name."
                    yield _field(here, (Verdict.BREAKING, advice), was, now, now)
                case "docs":
                    yield from _words(key, was, now, here)
                case _:  # where a parameter is and how it is written
                    yield _keyword(here, key, was, now)


def _renamed_back(before: Node, after: Node) -> Node:
    """Give each field that was only renamed its old name as key; its own `name` shows the difference."""
    keys: dict[str, str] = {}
    for old in sorted(before.keys() - after.keys()):
        new_only = sorted(after.keys() - before.keys() - keys.keys())
        same = [new for new in new_only if {**before[old], "name": new} == after[new]]
        if len(same) == 1:
            keys[same[0]] = old
    return _renamed(after, keys)


def _renamed(node: Node, keys: dict[str, str]) -> Node:
    return {keys.get(key, key): value for key, value in node.items()}


def _of_presence(side: str, before: Any, after: Any) -> Judgement:
    if side == Side.REQUEST:
        if after is MISSING:
            return Verdict.BREAKING, "Stop passing it."
        if after["required"]:
            return Verdict.BREAKING, "Pass it in every call."
        return Verdict.COMPATIBLE, "Pass it where useful."
    if before is MISSING:
        return Verdict.COMPATIBLE, "Read it where useful."
    return Verdict.BREAKING, "Stop reading it."


def _of_schema(before: Any, after: Any, place: _Place) -> Iterator[_Difference]:
    if {"anyOf", "oneOf"} & before.keys() != {"anyOf", "oneOf"} & after.keys():  # compare what each schema allows
        before, after = ({"docs": one.get("docs", {}), "alternatives": alternatives(one)} for one in (before, after))
    before_types, after_types = ({"object", "array"} & types_of(one.get("type", MISSING)) for one in (before, after))
    for key, old, new in _differing(before, after):
        match key:
            case "properties" | "items" if before_types != after_types:
                pass  # the change of the type implies these
            case "properties":
                yield from _of_fields(old, new, place)
            case "items" if MISSING not in (old, new):
                yield from _of_schema(old, new, place.items)
            case "additionalProperties" if isinstance(old, dict) and isinstance(new, dict):
                yield from _of_schema(old, new, place / "*")
            case "anyOf" | "oneOf" | "allOf" if MISSING not in (old, new):
                yield from _of_options(key, old, new, place)
            case "docs" | "component":
                yield from _words(key, old, new, place)
            case _:
                yield _keyword(place, key, old, new)


def _of_options(key: str, before: Node, after: Node, place: _Place) -> Iterator[_Difference]:
    """Compare the options of a schema by name; a renamed component is the same option."""
    new_only = {new: as_text(bare(after[new])) for new in sorted(after.keys() - before.keys())}
    old_only = {as_text(bare(before[old])): old for old in sorted(before.keys() - after.keys(), reverse=True)}
    after = _renamed(after, {new: old_only[text] for new, text in new_only.items() if text in old_only})
    if before.keys() != after.keys():
        only = ({name: a[name] for name in a if name not in b} for a, b in ((before, after), (after, before)))
        yield _keyword(place, key, *only)
    for name in [name for name in before if name in after]:
        yield from _of_schema(before[name], after[name], place)


def _words(key: str, before: Any, after: Any, place: _Place) -> Iterator[_Difference]:
    """Compare text for readers and the names of components; they are not on the wire."""
    if key == "component":
        # Without a place, so that the line is shown once however often the component is used.
        names = frozenset(name for one in (before, after) if isinstance(one, str) for name in (one, _snake(one)))
        advice = "No action needed; it is the same on the wire."
        yield _Difference(_Place() / key, (Verdict.INTERNAL, advice), before, after, names)
        return
    for word, old, new in _differing(before, after):
        label = f"{'.'.join(place.path)} ({word})".strip()
        if isinstance(old, dict) and isinstance(new, dict):  # of an example, show the fields that differ
            keys = [name for name, *_ in _differing(old, new)]
            old, new = ({name: one[name] for name in keys if name in one} for one in (old, new))  # noqa: PLW2901
        yield _Difference(replace(place, path=(label,)), _WORDS, old, new)


def _keyword(place: _Place, keyword: str, before: Any, after: Any) -> _Difference:
    """The change of a keyword of a schema or parameter."""
    judgement = judge(place.side, keyword, before, after)
    return _field(place, judgement, *(_labelled(keyword, value) for value in (before, after)))


def _labelled(keyword: str, value: Any) -> Any:
    """The value of a keyword, after the keyword where the value alone does not show it."""
    if value is MISSING or keyword == "type":
        return value
    if keyword in OPTIONS:
        return " or ".join(value) or MISSING
    return f"{keyword} {_short(bare(value))}"


def _field(place: _Place, judgement: Judgement, before: Any, after: Any, *also: str) -> _Difference:
    """The change of a field, with its names in Python."""
    leaves = [place.path[-1].removesuffix("[]"), *also] if place.path else []
    names = frozenset(name for leaf in leaves for name in (_snake(leaf), f"{_snake(leaf)}_"))
    return _Difference(place, judgement, before, after, names)


def _present(name: str, before: Any, after: Any) -> tuple[Any, Any]:
    """The name in the place of the values that are present."""
    return MISSING if before is MISSING else name, MISSING if after is MISSING else name


def _snake(name: str) -> str:
    """The name of a field, or of the module of a model, in Python."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().replace("-", "_")


def _shape(node: Any) -> Any:
    """A field in a few words."""
    if node is MISSING:
        return MISSING
    schema = node["schema"]
    kinds = schema.get("type") or [schema.get("component") or "anything"]
    return ", ".join([" or ".join(kinds), "required" if node["required"] else "optional"])


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


def _merged(vendor: str, found: dict[str, list[_Difference]], operations: set[str]) -> list[Change]:
    """One line for each change, however many operations and responses it affects."""
    alike: dict[tuple[Any, ...], list[tuple[str, _Difference]]] = {}
    for operation, differences in found.items():
        for one in differences:
            key = one.judgement, one.place.side, ".".join(one.place.path), _short(one.before), _short(one.after)
            alike.setdefault(key, []).append((operation, one))
    lines = []
    for ((verdict, advice), side, path, before, after), same in alike.items():
        statuses = " ".join(dict.fromkeys(one.place.status for _, one in same))
        affected = _operations(dict.fromkeys(operation for operation, _ in same), operations)
        field = " ".join(part for part in (side, statuses, path) if part)
        names = frozenset[str]().union(*(one.names for _, one in same))
        lines.append(Change(verdict, vendor, affected, field, before, after, advice, names))
    return lines


def _operations(names: Iterable[str], every: set[str]) -> str:
    names = [name for name in names if name]
    return "all" if not names or (len(names) > 1 and set(names) == every) else ", ".join(names)
