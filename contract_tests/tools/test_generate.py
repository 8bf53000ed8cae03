"""`make generate`: atomic, reproducible, and a no-op if nothing changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from klantkit_dev import generate
from klantkit_dev.generate import GenerateError, packages
from klantkit_dev.spec import Spec, SpecError, pointer_of, resolve

from contract_tests.golden import texts
from contract_tests.paths import ROOT


@pytest.fixture
def project(tmp_path: Path, mini_spec: Path) -> Path:
    """A folder with two specs and the packages generated from them."""
    (tmp_path / "specs").mkdir()
    for name in ("one", "two"):
        shutil.copy(mini_spec, tmp_path / "specs" / f"{name}.yaml")
    assert 2 == len(generate.generate(tmp_path / "specs", tmp_path / "generated"))
    return tmp_path


def _edit(spec: Path, old: str, new: str) -> int:
    """Replace the only occurrence of `old` in a spec; returns its line."""
    text = spec.read_text(encoding="utf-8")
    assert 1 == text.count(old)
    spec.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_the_repository_is_current() -> None:
    stale = [
        package.target.name
        for package in packages(ROOT / "specs", ROOT / "generated")
        if not package.is_current(generate.TEMPLATES)
    ]
    assert [] == stale, "run `make generate` and commit what it writes"


def test_generated_contains_nothing_else() -> None:
    wanted = {package.target for package in packages(ROOT / "specs", ROOT / "generated")}
    assert wanted == set((ROOT / "generated").iterdir())


def test_generating_reproduces_the_repository(tmp_path: Path) -> None:
    """Generating in another folder, with another hash seed, gives the same bytes as in the repository."""
    script = "import sys; from pathlib import Path; from klantkit_dev.generate import generate; "
    script += "generate(Path(sys.argv[1]), Path(sys.argv[2]))"
    command = [sys.executable, "-c", script, str(ROOT / "specs"), str(tmp_path)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": "4711", "LC_ALL": "C", "TZ": "Asia/Tokyo"})
    for package in packages(ROOT / "specs", tmp_path):
        committed = ROOT / "generated" / package.target.name
        assert texts(committed) == texts(package.target)
        assert (committed / generate.RECORD).read_text() == (package.target / generate.RECORD).read_text()
        assert (package.target / "py.typed").exists()


def test_nothing_to_do(project: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (project / "generated").rglob("*")}
    assert [] == generate.generate(project / "specs", project / "generated")
    assert before == {path: path.stat().st_mtime_ns for path in (project / "generated").rglob("*")}


def test_only_what_changed_is_generated(project: Path) -> None:
    _edit(project / "specs" / "two.yaml", "Title of the document.", "Heading of the document.")
    (written,) = generate.generate(project / "specs", project / "generated")
    assert "two_api" == written.target.name
    assert "Heading" in (written.target / "models" / "new_document.py").read_text()


def test_an_edit_by_hand_is_undone(project: Path) -> None:
    module = project / "generated" / "one_api" / "models" / "error.py"
    made = module.read_text()
    module.write_text(made + "# by hand\n")
    (written,) = generate.generate(project / "specs", project / "generated")
    assert "one_api" == written.target.name
    assert made == module.read_text()


def test_a_changed_template_makes_everything_stale(project: Path, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(generate.TEMPLATES, templates)
    (templates / "package_init.py.jinja").write_text('"""Another one."""\n')
    assert 2 == len(generate.generate(project / "specs", project / "generated", templates))
    header, module = (project / "generated" / "one_api" / "__init__.py").read_text().splitlines()
    assert "# Generated from specs/one.yaml by make generate. Do not edit." == header
    assert '"""Another one."""' == module


SOURCE = "      externalDocs: {url: https://mini.invalid/docs/list}\n"
LISTED = 'application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Document"}}}'

#: Edits that break a spec: old text, new text and part of the message.
BROKEN = {
    "invalid YAML": ("paths:", "paths: [", "not valid YAML"),
    "a duplicate key": ("servers:", "info: {}\nservers:", 'found duplicate key "info"'),
    "invalid OpenAPI": ("title: Mini, ", "", '"title" is a required property'),
    "a broken reference": (LISTED, LISTED.replace("Document", "Nothing"), "schemas/Nothing leads nowhere"),
    "no source": (SOURCE, "", "GET /documents has no externalDocs"),
    "a default of another type": ("description: A remark.", "default: [], description: A remark.", "[] is not of type"),
    "a set": ("example: Minutes", "example: !!set {a}", "JSON has no value of the type"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_spec_leaves_everything_as_it_was(project: Path, fault: str) -> None:
    old, new, message = BROKEN[fault]
    before = texts(project / "generated")
    _edit(project / "specs" / "one.yaml", "Title of the document.", "Heading of the document.")
    broken = project / "specs" / "two.yaml"
    line = _edit(broken, old, new)
    with pytest.raises(GenerateError) as raised:
        generate.generate(project / "specs", project / "generated")
    said = str(raised.value)
    assert message in said
    assert f"{broken}:" in said
    place = int(said.partition(f"{broken}:")[2].partition(":")[0])
    assert line - 6 <= place <= line + 1, said  # the operation that lacks something, else the exact line
    assert before == texts(project / "generated")
    assert {"one_api", "two_api"} == {path.name for path in (project / "generated").iterdir()}


def test_no_specs(tmp_path: Path) -> None:
    with pytest.raises(GenerateError, match="a spec is needed"):
        generate.generate(tmp_path, tmp_path / "generated")


def test_the_command_fails_with_one_message(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "ROOT", project)
    (project / "specs" / "one.yaml").write_text("[")
    assert 1 == generate.main()
    said = capsys.readouterr().err
    assert f"{project}/specs/one.yaml:1:2: not valid YAML" in said
    assert "generated/ is as it was" in said
    assert "Traceback" not in said


def test_a_broken_list_of_refusals_leaves_everything_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "ROOT", project)
    (project / "specs" / "refused.toml").write_text("[")
    with (project / "specs" / "one.yaml").open("a") as spec:
        spec.write("# edited\n")
    before = {path: path.read_bytes() for path in (project / "generated").rglob("*.*")}
    assert 1 == generate.main()
    assert "refused.toml: not valid TOML" in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in (project / "generated").rglob("*.*")}


def test_the_record_of_a_package() -> None:
    for package in packages(ROOT / "specs", ROOT / "generated"):
        record = json.loads((package.target / generate.RECORD).read_text())
        assert {"spec", "templates", "generate", "openapi-python-client", "ruff", "refused", "notes", "content"} == set(
            record
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\n- b", ":2:1: not valid YAML"),
        ("- 1", ":1: an OpenAPI document must be a mapping"),
    ],
)
def test_errors_in_a_spec_have_a_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text)
    with pytest.raises(SpecError) as raised:
        Spec(path)
    assert str(path) + said in str(raised.value)


def test_a_fault_in_a_schema_has_its_place(mini_spec: Path, tmp_path: Path) -> None:
    spec = Path(shutil.copy(mini_spec, tmp_path))
    line = _edit(spec, "{type: string, description: What went wrong.}", "{type: strng}")
    fault = rf"mini\.yaml:{line}: components/schemas/Error/properties/message/type: 'strng' is not one of"
    with pytest.raises(SpecError, match=fault):
        Spec(spec).check()


def test_a_missing_or_binary_spec(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="cannot be read: No such file"):
        Spec(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"a: \xe9")
    with pytest.raises(SpecError, match="is not UTF-8"):
        Spec(tmp_path / "latin.yaml")


def test_line_numbers_in_a_spec(mini_spec: Path) -> None:
    spec, lines = Spec(mini_spec), mini_spec.read_text().splitlines()
    assert "operationId: list_documents" in lines[spec.line(("paths", "/documents", "get", "operationId")) - 1]
    assert "annexes:" in lines[spec.line(("components", "schemas", "NewDocument", "properties", "annexes", "?")) - 1]


REFERENCES = {
    "a/b": {"c~d": ["first", {"$ref": "#/a~1b/text"}], "text": {"type": "string", "title": "Text"}},
    "round": {"$ref": "#/trip"},
    "trip": {"$ref": "#/round"},
    "any": True,
}


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ("no reference", "no reference"),
        ({"$ref": {"type": "string"}}, {"$ref": {"type": "string"}}),  # a property named `$ref`
        ({"$ref": "#/a~1b/c~0d/0"}, "first"),
        ({"$ref": "#/a%7E1b/c~0d/1"}, {"type": "string", "title": "Text"}),
        ({"$ref": "#/a~1b/c~0d/1", "title": "Mine"}, {"type": "string", "title": "Mine"}),
        ({"$ref": "#/any", "title": "Mine"}, True),
    ],
)
def test_a_reference_is_followed(node: object, expected: object) -> None:
    assert expected == resolve(REFERENCES, node)


@pytest.mark.parametrize(
    "reference", ["other.yaml#/any", "#/none", "#/any/a", "#/a~1b/c~0d/7", "#/a~1b/c~0d/x", "#/a~1b/c~0d/0/0", "#/trip"]
)
def test_a_broken_reference(reference: str) -> None:
    with pytest.raises(LookupError, match="leads"):
        resolve(REFERENCES, {"$ref": reference})


def test_a_reference_as_keys() -> None:
    assert ("paths", "/token", "post") == pointer_of("#/paths/~1token/post")
