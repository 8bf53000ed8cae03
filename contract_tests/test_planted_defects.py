"""Three defects, planted in a copy of the project, that the suite has to see: so the gate itself cannot go silent."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from .mutants import ROOT, Tree
from .mutation_operators import Mutant, mutants_of
from .operations import all_operations

#: An operation whose fields are keys of JSON.
OPERATION = next(one for one in all_operations() if one.media_type == "application/json")
MODEL = OPERATION.body_schema["$ref"].rpartition("/")[2]

#: The files that may have the defect, the start of its name after the file, and the tests that must see it.
DEFECTS = {
    "a renamed field": (
        Path(inspect.getfile(OPERATION.body_type)).relative_to(ROOT).as_posix(),
        '[renamed key] field_dict["',
        ("test_contract_out.py", f"{OPERATION.vendor} and {OPERATION.name} and by_itself"),
    ),
    "a boundary that is always the same": (
        "overlay/klantkit/*.py",
        "[wrong form] boundary = os.urandom(16).hex() -> boundary = bytes(16).hex()",
        ("test_uploads.py", "holds_the_boundary_of_an_earlier_one"),
    ),
    "a field that is not required any more": (
        OPERATION.spec.path.relative_to(ROOT).as_posix(),
        f"[spec: dropped required] components/schemas/{MODEL}/required -> without ",
        ("test_contract_out.py", f"{OPERATION.vendor} and {OPERATION.name} and by_itself"),
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
def test_is_seen(defect: str, tree: Tree) -> None:
    pattern, beginning, (test, only) = DEFECTS[defect]
    mutant = _mutant(pattern, beginning)
    with tree.broken(mutant):
        code, told = tree.run([*tree.tests([test]), "-k", only], timeout=120)
    assert (1, True) == (code, "FAILED" in told), told
    assert (tree.root / mutant.file).read_bytes() == (ROOT / mutant.file).read_bytes(), "taken out again"


def test_nothing_is_seen_where_there_is_nothing(tree: Tree) -> None:
    tests = {test for _, _, (test, _) in DEFECTS.values()}
    only = " or ".join(f"({only})" for _, _, (_, only) in DEFECTS.values())
    code, told = tree.run([*tree.tests(tests), "-k", only], timeout=120)
    assert 0 == code, told


def test_the_copy_s_own_packages_are_tested(tree: Tree) -> None:
    """Without that, every mutant would survive, or none."""
    names = ("klantkit", "next_api", "contract_tests.operations")
    (tree.root / "contract_tests" / "test_where.py").write_text(
        f"import importlib\ndef test() -> None:\n    for name in {names}:\n"
        f"        assert importlib.import_module(name).__file__.startswith({str(tree.root)!r}), name\n"
    )
    code, told = tree.run(tree.tests(["test_where.py"]), timeout=60)
    assert 0 == code, told
