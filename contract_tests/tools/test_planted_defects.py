"""The suite must notice defects planted in a copy of the project, and leniencies planted in its own oracles."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract_tests.harness.callers import body_of
from contract_tests.harness.operations import all_operations
from contract_tests.mutants.operators import Mutant, mutants_of
from contract_tests.mutants.runner import Tree
from contract_tests.paths import ROOT

#: An operation whose fields are keys of JSON.
OPERATION = next(one for one in all_operations() if one.content is not None and one.content.kind == "json")
MODEL = type(body_of(OPERATION, OPERATION.example()))

#: The files that may have the defect, the start of its name after the file, and the tests that must see it.
DEFECTS = {
    "a renamed field": (
        Path(inspect.getfile(MODEL)).relative_to(ROOT).as_posix(),
        '[renamed key] field_dict["',
        ("proofs/test_out.py", f"{OPERATION.vendor} and {OPERATION.name} and each_variation"),
    ),
    "a boundary that is always the same": (
        "overlay/klantkit/*.py",
        "[wrong form] boundary = os.urandom(16).hex() -> boundary = bytes(16).hex()",
        ("library/test_files.py", "contains_an_earlier_boundary"),
    ),
    "a field that is no longer required": (
        OPERATION.spec.path.relative_to(ROOT).as_posix(),
        f"[spec: dropped required] components/schemas/{MODEL.__name__}/required -> without ",
        ("proofs/test_out.py", f"{OPERATION.vendor} and {OPERATION.name} and each_variation"),
    ),
}


#: A leniency of each oracle of the suite: the file, and a text in it with what takes its place.
LENIENCIES = {
    "a reader that strips": ("readers.py", "return parse_qs(text, ", "return parse_qs(text.replace('+', ''), "),
    "a reader without blank values": ("readers.py", "keep_blank_values=True", "keep_blank_values=False"),
    "a reader of almost JSON": ("readers.py", "parse_constant=_refuse, ", ""),
    "a reader of half a body": ("readers.py", "if ended != [True]:", "if ended not in ([True], []):"),
    "a comparison without types": ("shapes.py", "return type(value).__name__, ", "return "),
    "a comparison of nothing with nothing": (
        "shapes.py",
        "return type(value).__name__, ",
        "return type(value).__name__ if value else '', ",
    ),
    "a comparison of the top alone": (
        "shapes.py",
        'return [self.canonical(flat.get("items"), item) for item in value]',
        "return len(value)",
    ),
    "a violation filter of the top alone": (
        "shapes.py",
        "for place in self.places(schema, value, every=True):",
        "for place in [*self.places(schema, value)][:1]:",
    ),
    "no required fields": (
        "shapes.py",
        'found += [(f"{field}.{name}".removeprefix("."), "required") for name in names]',
        "pass",
    ),
    "any credential": (
        "oracle.py",
        "return [] if expected[kind] else",
        "return [] if expected[kind] or sent.authorization else",
    ),
    "files that may be empty": ("oracle.py", "if not file.content:", "if file.content is None:"),
    "kind texts": (
        "strategies.py",
        "return st.text(min_size=shortest, max_size=longest)",
        "return st.text('abc', min_size=max(1, shortest), max_size=longest)",
    ),
    "whole numbers alone": (
        "strategies.py",
        "allow_subnormal=False, **limits) | _integers(flat)",
        "allow_subnormal=False, **limits).map(int) | _integers(flat)",
    ),
    "lists of one": (
        "strategies.py",
        'flat.get("minItems", 0) + 3),\n                unique',
        'flat.get("minItems", 0) + 1),\n                unique',
    ),
    "variations without blanks": ("constraints.py", "_FRAGILE + _FRAGILE_NUMBERS", "[] + _FRAGILE_NUMBERS"),
    "variations of the top alone": (
        "constraints.py",
        "    for place in view.places(schema, value):\n        changes",
        "    for place in [*view.places(schema, value)][:1]:\n        changes",
    ),
    "broken values of the top alone": (
        "constraints.py",
        "for place in view.places(schema, value):\n        for field",
        "for place in [*view.places(schema, value)][:1]:\n        for field",
    ),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    """A copy of the project."""
    copy = Tree(tmp_path_factory.mktemp("tree"))
    yield copy
    copy.stop()


def _mutant(pattern: str, beginning: str) -> Mutant:
    files = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in ROOT.glob(pattern)}
    mutants = (mutant for file, text in files.items() for mutant in mutants_of(file, text))
    return next(mutant for mutant in mutants if mutant.name.startswith(f"{mutant.file} {beginning}"))


@pytest.mark.parametrize("defect", DEFECTS)
def test_each_defect_is_noticed(defect: str, tree: Tree) -> None:
    pattern, beginning, (test, only) = DEFECTS[defect]
    mutant = _mutant(pattern, beginning)
    with tree.broken(mutant):
        code, told = tree.run([f"contract_tests/{test}"], "-k", only)
    assert (1, True) == (code, "FAILED" in told), told
    assert (tree.root / mutant.file).read_bytes() == (ROOT / mutant.file).read_bytes(), "taken out again"


@pytest.mark.parametrize("leniency", LENIENCIES)
def test_each_leniency_of_an_oracle_is_noticed(leniency: str, tree: Tree) -> None:
    name, before, after = LENIENCIES[leniency]
    file = f"contract_tests/harness/{name}"
    text = (ROOT / file).read_text(encoding="utf-8")
    assert 1 == text.count(before), "stands there no more"
    with tree.broken(Mutant(file, leniency, before, after, 0, lambda: text.replace(before, after))):
        code, told = tree.run(["contract_tests/tools/test_oracles.py"])
    assert (1, True) == (code, "FAILED" in told), told


def test_the_tests_pass_without_a_defect(tree: Tree) -> None:
    tests = {f"contract_tests/{test}" for _, _, (test, _) in DEFECTS.values()}
    only = " or ".join(f"({only})" for _, _, (_, only) in DEFECTS.values())
    code, told = tree.run([*tests], "-k", only)
    assert 0 == code, told


def test_the_copy_s_own_packages_are_tested(tree: Tree) -> None:
    """Otherwise the defects would have no effect."""
    names = ("klantkit", "next_api", "contract_tests.harness.operations")
    (tree.root / "contract_tests" / "test_where.py").write_text(
        f"import importlib\ndef test() -> None:\n    for name in {names}:\n"
        f"        assert importlib.import_module(name).__file__.startswith({str(tree.root)!r}), name\n"
    )
    code, told = tree.run(["contract_tests/test_where.py"])
    assert 0 == code, told
