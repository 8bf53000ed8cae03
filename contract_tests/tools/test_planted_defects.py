"""Three defects, planted in a copy of the project, that the suite has to see: so the gate itself cannot go silent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contract_tests.mutants.operators import Mutant, mutants_of
from contract_tests.mutants.runner import Tree
from contract_tests.paths import ROOT

#: File, start of the mutant's name behind it, and the tests that are to see it.
DEFECTS = {
    "a renamed field": (
        "generated/next_api/models/new_customer.py",
        '[renamed key] field_dict["fax"] = fax',
        ("proofs/test_out.py", "next and create_customer and by_itself"),
    ),
    "a boundary that is always the same": (
        "overlay/klantkit/_sending.py",
        "[wrong form] boundary = os.urandom(16).hex() -> boundary = bytes(16).hex()",
        ("library/test_files.py", "holds_the_boundary_of_an_earlier_one"),
    ),
    "a field that is not required any more": (
        "specs/notify.yaml",
        "[spec: dropped required] components/schemas/NewCustomer/required -> without Name",
        ("proofs/test_out.py", "notify and by_itself"),
    ),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    """A copy of the project."""
    copy = Tree(tmp_path_factory.mktemp("tree"))
    yield copy
    copy.stop()


def _mutant(file: str, beginning: str) -> Mutant:
    mutants = mutants_of(file, (ROOT / file).read_text(encoding="utf-8"))
    return next(mutant for mutant in mutants if mutant.name.startswith(f"{file} {beginning}"))


@pytest.mark.parametrize("defect", DEFECTS)
def test_is_seen(defect: str, tree: Tree) -> None:
    file, beginning, (test, only) = DEFECTS[defect]
    mutant = _mutant(file, beginning)
    with tree.broken(mutant):
        code, told = tree.run([f"contract_tests/{test}", "-k", only], timeout=120)
    assert (1, True) == (code, "FAILED" in told), told
    assert (tree.root / file).read_bytes() == (ROOT / file).read_bytes(), "taken out again"


def test_nothing_is_seen_where_there_is_nothing(tree: Tree) -> None:
    tests = {f"contract_tests/{test}" for _, _, (test, _) in DEFECTS.values()}
    only = " or ".join(f"({only})" for _, _, (_, only) in DEFECTS.values())
    code, told = tree.run([*tests, "-k", only], timeout=120)
    assert 0 == code, told


def test_the_copy_s_own_packages_are_tested(tree: Tree) -> None:
    """Without that, every mutant would survive, or none."""
    names = ("klantkit", "next_api", "contract_tests.harness.operations")
    (tree.root / "contract_tests" / "test_where.py").write_text(
        f"import importlib\ndef test() -> None:\n    for name in {names}:\n"
        f"        assert importlib.import_module(name).__file__.startswith({str(tree.root)!r}), name\n"
    )
    code, told = tree.run(["contract_tests/test_where.py"], timeout=60)
    assert 0 == code, told
