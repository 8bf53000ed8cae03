"""The specs agree with the vendors' pages, and flag everything that the pages do not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from klantkit_dev import evidence
from klantkit_dev.schemas import inferred
from klantkit_dev.spec import METHODS, Spec, pointer_of

from contract_tests.house import page_tables as vendor_pages
from contract_tests.house.page_tables import Place, Pointer, differences, enclosing, tables
from contract_tests.paths import SPECS


@pytest.fixture(params=sorted(SPECS.glob("*.yaml")), ids=lambda path: path.stem)
def spec(request: pytest.FixtureRequest) -> Spec:
    return Spec(request.param)


def test_the_spec_agrees_with_the_pages(spec: Spec) -> None:
    found = differences(spec.document, tables(spec.path.stem))
    assert "" == "\n".join(f"{spec.place(difference.pointer)}: {difference.text}" for difference in found)


def test_whatever_the_pages_do_not_say_is_flagged(spec: Spec) -> None:
    """Every `?` in the tables has an `x-inferred` in the spec, at its place or around it."""
    written = tables(spec.path.stem)
    flagged = {place for place, row in written.items() if row["said"] == "inferred"}
    guesses = [place for place, row in written.items() if any(cell.startswith("?") for cell in row.values())]
    assert [] == [str(place) for place in guesses if flagged.isdisjoint((place, *enclosing(place)))]


def test_the_evidence_is_about_facts_in_the_specs() -> None:
    """An entry is deleted together with its `x-inferred`, or when that changes."""
    facts = {
        (path.stem, evidence.reference(pointer), fact)
        for path in SPECS.glob("*.yaml")
        for pointer, reason in Spec(path).inferences()
        for fact in inferred(" ".join(reason.split()))
    }
    entries = evidence.read()
    assert [] == [entry for entry in entries if entry[:3] not in facts]
    assert sorted({entry[:3]: entry for entry in entries}.values()) == entries


def test_differences_are_described() -> None:
    spec = Spec(SPECS / "notify.yaml")
    fields = spec.document["components"]["schemas"]["NewCustomer"]["properties"]
    fields["Email"]["maxLength"] = 255
    fields["Phone"].pop("x-inferred")
    fields["Zip"] = fields.pop("Postalcode")
    found = differences(spec.document, tables("notify"))
    assert [
        "create_customer body Email: limit is <= 255 characters in the spec, <= 250 characters on the page",
        "create_customer body Phone: x-inferred is missing",
        "create_customer body Postalcode: on the page, but not in the spec",
        "create_customer body Zip: in the spec, but not on the page",
    ] == [difference.text for difference in found]
    line = int(spec.place(found[0].pointer).rpartition(":")[2])
    assert "        Email:" == spec.path.read_text(encoding="utf-8").splitlines()[line - 1]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("where,field,said\nbody,a,page\nbody body,?a,page\n", "n-o.csv: o body a has two rows"),
        ("where,field,said\nbody,a\n", "n-o.csv: *a row does not have one cell per column"),
        ("where,field,said\nbody,a,page,page\n", "n-o.csv: *a row does not have one cell per column"),
    ],
)
def test_a_broken_table_is_reported(text: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "operations.csv").write_text("vendor,operation,where,value,said\n", encoding="utf-8")
    (tmp_path / "n-o.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(vendor_pages, "PAGES", tmp_path)
    with pytest.raises(ValueError, match=wrong):
        tables("n")


def test_every_single_edit_is_noticed(spec: Spec) -> None:
    written = tables(spec.path.stem)
    users = _users(spec, written)
    tried, unnoticed = 0, []
    for pointer, done in _edits(spec.document):
        tried += 1
        if not differences(*_part(spec.document, written, users, pointer)):
            unnoticed.append(f"{spec.place(pointer)}: {'/'.join(map(str, pointer))} {done}")
    assert [] == unnoticed
    assert [] == differences(spec.document, written)  # each edit was undone
    assert tried > 100


#: Keywords that are not edited: documentation, names in Python, and `openapi`, which has a check of its own.
_NO_CONTRACT = {"description", "summary", "title", "example", "tags", "x-argument", "openapi"}

#: Objects whose keys are names: an edit adds a name instead of a keyword.
_NAMES = {"properties", "responses", "headers", "content"}


def _edits(document: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
    """Edit the document in one place at a time; yields the place and the edit, and then undoes it."""
    for pointer, parent, key in list(_parts(document, ())):
        value = parent[key]
        for other in _changed(pointer, value):
            parent[key] = other
            yield pointer, f"is {other!r:.50}"
        parent[key] = value
        if value is False:  # the default: removing it changes nothing
            continue
        if isinstance(parent, list):
            parent.pop(key)
            yield pointer, "is lost"
            parent.insert(key, value)
        else:
            kept = dict(parent)
            for name in ((), (f"{key}x",)):
                parent.clear()
                parent.update({new: kept[old] for old in kept for new in (name if old == key else (old,))})
                yield pointer, "is renamed" if name else "is lost"
            parent.clear()
            parent.update(kept)


def _users(spec: Spec, written: dict[Place, dict[str, str]]) -> dict[Pointer, tuple[str, str]]:
    """The smallest operation that refers to each component, if any, by path and method."""
    users: dict[Pointer, tuple[str, str]] = {}
    sizes = Counter(place.operation for place in written)
    for path, method, node in sorted(spec.operations(), key=lambda operation: sizes[operation[2]["operationId"]]):
        inside = [part[key] for _, part, key in _parts(node, ()) if key == "$ref"]
        for reference in inside:  # which grows
            if users.setdefault(pointer_of(reference), (path, method)) == (path, method):
                parts = _parts(spec.resolve({"$ref": reference}), ())
                inside += [part[key] for _, part, key in parts if key == "$ref" and part[key] not in inside]
    return users


def _part(
    document: dict[str, Any], written: dict[Place, dict[str, str]], users: dict[Pointer, tuple[str, str]], edit: Pointer
) -> tuple[dict[str, Any], dict[Place, dict[str, str]]]:
    """Document and tables with a single operation that the edit can change, which takes a tenth of the time."""
    user = edit[1:3] if edit[0] == "paths" else users.get(edit[:3])
    if len(edit) < 4 or not user:
        return document, written
    path, method = user
    item = {key: value for key, value in document["paths"][path].items() if key not in METHODS or key == method}
    name = item[method].get("operationId")
    part = {place: row for place, row in written.items() if place.operation in ("", name)}
    return {**document, "paths": {path: item}}, part


def _parts(node: Any, pointer: Pointer) -> Iterator[tuple[Pointer, Any, Any]]:
    """Every part of the wire contract: its pointer, its parent, and its key or index there."""
    named = pointer[-1:] and pointer[-1] in _NAMES
    for key in node if isinstance(node, dict) else range(len(node)):
        if named or key not in _NO_CONTRACT:
            yield (*pointer, key), node, key
            if isinstance(node[key], dict | list):
                yield from _parts(node[key], (*pointer, key))


def _changed(pointer: Pointer, value: Any) -> Iterator[Any]:
    """Other values of the same part."""
    key = pointer[-1]
    match value:
        case _ if key == "x-inferred":
            yield ""  # its wording does not matter
        case bool():
            yield not value
        case int():
            yield from (value + 1, value - 1)
        case str():
            yield f"{value}x"
            if key == "type":
                yield [value, "null"]
        case list():
            yield [*value, {} if key in {"security", "parameters", "anyOf", "servers"} else "x"]
        case dict() if pointer[-2:-1] == ("security",):
            yield {}
        case dict() if key not in {"paths", "encoding"} and (pointer[0] != "components" or len(pointer) > 2):
            yield {**value, "x": {}} if key in _NAMES else {**value, "deprecated": True}
