"""`make mutants`: each operator, even and repeatable samples, and results that survive an interruption."""

from __future__ import annotations

import ast
import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from contract_tests.mutants import runner as mutants
from contract_tests.mutants.operators import Mutant, mutants_of
from contract_tests.mutants.runner import MutantsError, Result, Results, all_mutants, equivalents, sample, show, summary
from contract_tests.paths import ROOT

#: A line and its mutant, per operator.
PYTHON = {
    "renamed key": ('x["a"] = 1', "x['a_'] = 1"),
    "changed text": ('x = {"a": "post"}', """x = {"a": 'postx'}"""),
    "changed number": ("x = 201", "x = 202"),
    "swapped boolean": ("f(x=True)", "f(x=False)"),
    "negated condition": ("y = 1 if x else 2", "y = 1 if not (x) else 2"),
    "swapped and/or": ("y = a and b", "y = ((a) or (b))"),
    "swapped comparison": ("y = a < b", "y = (a <= b)"),
    "lost statement": ("x.close()", "pass"),
    "lost block": ("if x: y = 1", "pass"),
    "lost argument": ("f(1, a=b, **c)", "f(1, a=b)"),
    "lost default": ('x = d.pop("a", None)', "x = d.pop('a')"),
    "wrong form": ("x = day.isoformat()", "x = day.strftime('%d-%m-%Y')"),
    "lost with": ("with lock, f(x) as y: g(y)", "if True:\n    y = (f(x)).__enter__()\n    g(y)"),
    "loosened": ("x = type(y) is not int", "x = (not isinstance(y, int))"),
    "wrong model": ("x = Customer.from_dict(y)", "x = y"),
}


@pytest.mark.parametrize("operator", PYTHON)
def test_each_operator(operator: str) -> None:
    before, after = PYTHON[operator]
    found = [mutant for mutant in mutants_of("a.py", before) if mutant.operator == operator]
    assert after in [mutant.make() for mutant in found]
    assert before == found[0].before


def test_operators_inside_functions() -> None:
    source = "async def f(x):\n    async with x as y:\n        if y:\n            await y\n    return g(x)\n"
    made = {mutant.operator: mutant.make() for mutant in mutants_of("a.py", source)}
    assert source.replace("async with x as y:", "if True:\n        y = await (x).__aenter__()") == made["lost with"]
    assert "    return None\n" in made["nothing returned"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("type(y) is int", "(isinstance(y, int))"),
        ("y.startswith(z)", "(z in y)"),
        ("p.fullmatch(y)", "p.match(y)"),
        ("p.match(y)", "p.search(y)"),
        ("sorted(y, key=k)", "list(y)"),
        ("y.read(5)", "y.read()"),
    ],
)
def test_comparisons_are_loosened(before: str, after: str) -> None:
    assert [after] == [mutant.after for mutant in mutants_of("a.py", before) if mutant.operator == "loosened"]


def test_text_for_humans_is_not_mutated() -> None:
    source = (
        '"""Docstring."""\nfrom a import b\nT = TypeVar("T", bound="x")\nif TYPE_CHECKING:\n    x["a"] = 1\n'
        'def f(a: "int" = 5) -> "str":\n    """Docstring."""\n    raise E(f"{a} is {1}")\n'
    )
    assert ["changed number", "lost statement"] == [mutant.operator for mutant in mutants_of("a.py", source)]


def test_a_function_that_always_returns_its_argument_is_not_mutated_inside() -> None:
    source = "def f(data):\n    if data is None:\n        return data\n    return cast(int, data)\n"
    assert ["return cast(int, data)"] == [mutant.before for mutant in mutants_of("a.py", source)]


def test_every_mutant_differs_and_has_a_unique_name() -> None:
    found = all_mutants()
    names = [mutant.name for mutant in found]
    assert len(names) == len(set(names))
    assert len(found) > 5000
    for mutant in sample([mutant for mutant in found if mutant.file.endswith(".py")], 100, seed=1):
        source = (ROOT / mutant.file).read_text(encoding="utf-8")
        assert ast.dump(ast.parse(mutant.make())) != ast.dump(ast.parse(source)), mutant.name
    for mutant in sample([mutant for mutant in found if mutant.file.endswith(".yaml")], 15, seed=1):
        assert mutant.make() != (ROOT / mutant.file).read_text(encoding="utf-8"), mutant.name


def _mutants(*operators: str) -> list[Mutant]:
    return [Mutant("specs/next.yaml", operator, str(n), "x", 0, str) for n in range(50) for operator in operators]


def test_a_sample_is_even_and_reproducible() -> None:
    found = _mutants("one", "two", "three")
    drawn = sample(found, 30, seed=7)
    assert drawn == sample(found, 30, seed=7)
    assert drawn != sample(found, 30, seed=8)
    assert [10, 10, 10] == [sum(mutant.operator == name for mutant in drawn) for name in ("one", "two", "three")]
    assert 150 == len(sample(found, 1000, seed=7))


def test_results_survive_an_interrupted_run(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "results.jsonl"
    seen = Result("a", "killed", 1.5, "library/test_client.py", mutants.digest_of("library/test_client.py"))
    survived = Result("b", "survived", 1.5, "", mutants.digest_of(""))
    for result in (
        seen,
        survived,
        Result("c", "killed", 1.5, "library/test_client.py", "another"),
        Result("d", "killed", 1.5, "test_gone.py", "x"),
        Result("e", "survived", 1.5, "", "another"),
    ):
        Results(path).add(result)
    with path.open("a") as file:
        file.write('{"name": "f", "outc')
    assert {"a": seen, "b": survived} == Results(path).by_name, "results of changed or deleted tests are discarded"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[equivalent]]\nmutants = 'gone'\nreason = 'x'", "no mutant matches 'gone' any more"),
        ("[[equivalent]]\nmutants = '.*one.*'\nreason = ''", "has no reason"),
    ],
)
def test_an_invalid_equivalent(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "equivalent.toml").write_text(text)
    with pytest.raises(MutantsError, match=said):
        equivalents(_mutants("one"), tmp_path / "equivalent.toml")


def test_the_equivalents_of_the_project_are_valid() -> None:
    assert equivalents(all_mutants())


def test_a_summary_counts_and_shows_survivors(tmp_path: Path) -> None:
    (mutant, other, third, *_) = all_mutants()
    results = Results(tmp_path / "results.jsonl")
    for one, outcome in ((mutant, "survived"), (other, "killed"), (third, "survived")):
        results.add(Result(one.name, outcome, 1.0))
    told = summary([mutant, other, third], results, {third.name: "Proof."}, seed=3)
    assert json.loads(json.dumps(told)) == told
    assert ([mutant.name], [third.name]) == tuple(
        [one["mutant"] for one in told[kind]] for kind in ("survivors", "equivalents")
    )
    console = Console(width=200, record=True, file=io.StringIO())
    show(told, console)
    text = console.export_text()
    assert "Killed 1 of 2, 50.0 %." in text
    assert "Survived: generated/" in text
    assert mutants.refuted({other.name: "Wrong."}, results) == [other.name]


def test_a_defect_is_shown_first_to_the_tests_that_execute_it(tmp_path: Path) -> None:
    source = "x = 1\n\n\ndef f():\n    return g(\n        2\n    )\n"
    first, last, *_ = mutants_of("overlay/klantkit/_retry.py", source)
    tree = mutants.Tree(tmp_path / "tree")
    tree.measured.tests = {
        first.file: {
            1: set(),
            5: {f"contract_tests/library/test_{name}.py::test" for name in ("a", "b", "retry")},
            9: {"contract_tests/library/test_c.py::test"},
        }
    }
    tree.measured.seconds = {"contract_tests/library/test_a.py": 2.0, "contract_tests/library/test_b.py": 1.0}
    assert (range(1, 2), range(5, 8)) == (first.lines, last.lines)
    own, covering, every = [tests for tests, _ in tree.stages(last)]
    assert ["contract_tests/library/test_retry.py::test"] == own
    assert ["contract_tests/library/test_b.py::test", "contract_tests/library/test_a.py::test"] == covering
    assert {"contract_tests/library/test_retry.py", "contract_tests/proofs/test_out.py"} < set(every)
    _, covering, _ = [tests for tests, _ in tree.stages(first)]
    assert {f"contract_tests/library/test_{name}.py::test" for name in "abc"} == set(covering), (
        "imports execute the line"
    )
    del tree.measured.tests[first.file][1]
    assert 1 == len([*tree.stages(first)]), "nothing executes the line"


def test_tests_that_fail_without_a_defect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants.Tree, "run", lambda *_, **__: (1, "E  broken before"))
    with pytest.raises(MutantsError, match=r"fail without any defect(.|\n)*broken before"):
        mutants.run(all_mutants()[:1], Results(tmp_path / "results.jsonl"), 1, Console(quiet=True))
