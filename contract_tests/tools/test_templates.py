"""The template overrides: their output is the golden record, and each is still needed.

A test named `test_upstream_still_...` fails once the generator no longer needs the override. Then delete the override,
its row in `overlay/templates/README.md` and its tests here.
"""

from __future__ import annotations

import copy
import importlib
import io
import pickle
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import httpx
import klantkit
import klantkit_types
import pytest
from klantkit_dev.generate import TEMPLATES

from contract_tests.golden import render_mini, texts
from contract_tests.paths import GOLDEN, VENDORS


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The mini package, generated with our templates."""
    with _importable(render_mini(tmp_path_factory.mktemp("ours"), name="mini_ours")) as folder:
        yield folder


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The mini package, generated with the generator's own templates."""
    none = tmp_path_factory.mktemp("no-templates")
    with _importable(render_mini(tmp_path_factory.mktemp("stock"), templates=none, name="mini_stock")) as folder:
        yield folder


@contextmanager
def _importable(folder: Path) -> Generator[Path]:
    sys.path.insert(0, str(folder.parent))
    try:
        yield folder
    finally:
        sys.path.remove(str(folder.parent))


def test_golden_record(ours: Path) -> None:
    assert texts(GOLDEN) == texts(ours), "review the difference, then accept it with `make golden`"


def test_every_override_has_its_row() -> None:
    overrides = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.jinja")}
    told = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    assert set() == {override for override in overrides if f"`{override}`" not in told}


def _replace(folder: Path, **fields: Any) -> httpx.Request:
    """The multipart request sent by the function style of the package in `folder`."""
    name = folder.name
    types = importlib.import_module(f"{name}.types")
    body = importlib.import_module(f"{name}.models").NewDocument(
        **{
            "title": "Minutes",
            "public": True,
            "price": "1",
            "file": types.File(io.BytesIO(b"x"), "x.pdf", "application/pdf"),
            **fields,
        }
    )
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        request.read()
        requests.append(request)
        return httpx.Response(200, json={"id": "1"})

    with _client(folder, answer) as client:
        _operation(folder, "replace_document").sync(document_id="1", client=client, body=body)
    return requests[0]


def _client(folder: Path, answer: Any) -> Any:
    package = importlib.import_module(folder.name)
    transport = httpx.MockTransport(answer)
    return package.AuthenticatedClient("http://mini.invalid", token="secret", httpx_args={"transport": transport})


def _operation(folder: Path, name: str) -> ModuleType:
    return importlib.import_module(f"{folder.name}.api.documents.{name}")


def _boundary(request: httpx.Request) -> str:
    return str(request.headers["content-type"]).partition("boundary=")[2]


def test_each_request_has_a_boundary_of_its_own(ours: Path) -> None:
    first, second = _boundary(_replace(ours)), _boundary(_replace(ours))
    assert first != second
    assert len(first) >= 32


def test_upstream_still_has_one_boundary(stock: Path) -> None:
    assert "+++" == _boundary(_replace(stock))


@pytest.mark.parametrize(("value", "text"), [(True, b"true"), (False, b"false")])
def test_multipart_boolean_is_lower_case(ours: Path, value: bool, text: bytes) -> None:  # noqa: FBT001 - a table
    assert b'name="public"\r\nContent-Type: text/plain\r\n\r\n' + text + b"\r\n" in _replace(ours, public=value).content


def test_upstream_still_writes_python_booleans(stock: Path) -> None:
    assert b"\r\n\r\nTrue\r\n" in _replace(stock).content


class _Titles(str, Enum):  # noqa: UP042 - the text of a StrEnum is its value
    MINUTES = "Minutes"


def test_a_member_of_an_enumeration_is_sent_as_its_value(ours: Path) -> None:
    assert b"\r\n\r\nMinutes\r\n" in _replace(ours, title=_Titles.MINUTES).content


def test_upstream_still_sends_the_name_of_a_member(stock: Path) -> None:
    assert b"\r\n\r\n_Titles.MINUTES\r\n" in _replace(stock, title=_Titles.MINUTES).content


def test_multipart_none_is_left_out(ours: Path) -> None:
    sent = _replace(ours, note=None, archived=None).content
    assert b"note" not in sent
    assert b"archived" not in sent
    assert b"None" not in sent


def test_upstream_still_writes_python_none(stock: Path) -> None:
    assert b'name="note"\r\nContent-Type: text/plain\r\n\r\nNone\r\n' in _replace(stock, note=None).content


def test_multipart_unknown_fields_follow_the_same_rules(ours: Path) -> None:
    name = ours.name
    body_type = importlib.import_module(f"{name}.models").NewDocument
    body = body_type(
        title="t", public=True, price="1", file=importlib.import_module(f"{name}.types").File(io.BytesIO(b"x"))
    )
    body.additional_properties = {"yes": True, "no": None, "word": "Ja", "count": 2}
    sent = dict(body.to_multipart())
    assert [b"true", b"Ja", b"2"] == [sent[key][1] for key in ("yes", "word", "count")]
    assert "no" not in sent


@pytest.mark.parametrize("status", [299, 520, 599])
def test_status_outside_the_list_is_a_number(ours: Path, status: int) -> None:
    with _client(ours, lambda _: httpx.Response(status)) as client:
        answer = _operation(ours, "delete_documents").sync_detailed(client=client)
    assert status == answer.status_code


def test_upstream_still_refuses_status_520(stock: Path) -> None:
    with _client(stock, lambda _: httpx.Response(520)) as client, pytest.raises(ValueError, match="520"):
        _operation(stock, "delete_documents").sync_detailed(client=client)


def _repr_of_client(folder: Path) -> str:
    package = importlib.import_module(folder.name)
    kept = {"token": "s3cret-token", "headers": {"X": "s3cret-header"}, "cookies": {"c": "s3cret-cookie"}}
    return repr(package.AuthenticatedClient("http://mini.invalid", **kept, httpx_args={"auth": ("me", "s3cret-auth")}))


def test_repr_has_no_secret(ours: Path) -> None:
    assert "s3cret" not in _repr_of_client(ours)


def test_upstream_still_has_no_timeout(stock: Path, ours: Path) -> None:
    assert httpx.Timeout(None) == _client(stock, None).get_httpx_client().timeout
    assert httpx.Timeout(5) == _client(ours, None).get_httpx_client().timeout


def test_upstream_still_prints_secrets(stock: Path) -> None:
    shown = _repr_of_client(stock)
    assert [] == [secret for secret in ("token", "header", "cookie", "auth") if f"s3cret-{secret}" not in shown]


class _Sender:
    """Records the arguments from a resource."""

    def __init__(self) -> None:
        self.sent: list[tuple[Any, Any, dict[str, Any]]] = []

    def __enter__(self) -> Any:
        return lambda field, value, media_type: (io.BytesIO(value), field, media_type)

    def __exit__(self, *_: object) -> None:
        pass

    def uploads(self) -> _Sender:
        return self

    def send(self, operation: Any, options: Any, /, **arguments: Any) -> Any:
        self.sent.append((operation, options, arguments))
        return operation


def _resources(folder: Path, sender: _Sender) -> Any:
    return importlib.import_module(f"{folder.name}.api").Resources(sender)


def test_resource_passes_parameters_files_and_options(ours: Path) -> None:
    sender = _Sender()
    _resources(ours, sender).documents.replace(
        "7",
        title="Minutes",
        public=False,
        price=Decimal("1E+2"),
        file=b"one",
        annexes=[b"two", b"three"],
        notify=True,
        timeout=3,
    )
    ((operation, options, arguments),) = sender.sent
    body = arguments.pop("body")
    assert ("replace_document", "PUT", "/documents/{documentId}") == (operation.name, operation.method, operation.path)
    assert {"timeout": 3} == options
    assert {"document_id": "7", "notify": True} == arguments
    assert ("Minutes", False, b"one") == (body.title, body.public, body.file.payload.read())
    assert "application/pdf" == body.file.mime_type
    assert [(b"two", "text/plain"), (b"three", "text/plain")] == [
        (annex.payload.read(), annex.mime_type) for annex in body.annexes
    ]
    assert "100" == body.price
    assert {"annexes", "file", "price", "public", "title"} == set(body.to_dict()), "omitted fields are not sent"


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (Decimal("12.95"), "12.95"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.5"), "-0.5"),
        (Decimal("12.50"), "12.50"),
        (Decimal("0.00"), "0.00"),
        (Decimal("-0.10"), "-0.10"),
        (Decimal(100), "100"),
        ("12.95", "12.95"),
        (12.95, 12.95),  # a float is no decimal: passed unchanged, and refused later by the type check
    ],
)
def test_decimals_are_written_as_digits(ours: Path, given: Any, text: Any) -> None:
    new = importlib.import_module(f"{ours.name}.models").NewDocument
    assert text == new(title="t", public=True, price=given, file=b"").price


def test_date_times_without_offset_are_formatted(ours: Path) -> None:
    new = importlib.import_module(f"{ours.name}.models").NewDocument
    filed = {"title": "t", "public": True, "price": "1", "file": b""}
    assert "2024-05-11 12:59:00" == new(**filed, filed=datetime(2024, 5, 11, 12, 59, 0, 99)).filed  # noqa: DTZ001
    assert "now" == new(**filed, filed="now").filed
    with_offset = datetime(2024, 5, 11, tzinfo=UTC)
    assert with_offset is new(**filed, filed=with_offset).filed
    assert new(**filed).filed == importlib.import_module(f"{ours.name}.types").UNSET


def test_upstream_still_takes_no_decimals(stock: Path) -> None:
    price = Decimal("1E+3")
    assert price is importlib.import_module(f"{stock.name}.models").NewDocument("t", True, price, b"").price  # noqa: FBT003


@pytest.mark.parametrize("body", [[], [["id", "1"]], ["ab"]])
def test_a_list_is_not_an_object(ours: Path, body: Any) -> None:
    with pytest.raises(AttributeError):
        importlib.import_module(f"{ours.name}.models").Document.from_dict(body)


def test_upstream_still_reads_a_list_of_pairs_as_an_object(stock: Path) -> None:
    assert "1" == importlib.import_module(f"{stock.name}.models").Document.from_dict([["id", "1"]]).id


def _document_without_id(folder: Path) -> dict[str, Any]:
    """What `to_dict` returns for a document whose required id is UNSET."""
    with _importable(folder):
        document = importlib.import_module(f"{folder.name}.models").Document(id=_unset(folder))
    written: dict[str, Any] = document.to_dict()
    return written


def _unset(folder: Path) -> Any:
    return importlib.import_module(f"{folder.name}.types").UNSET


def test_a_required_field_that_is_unset_is_left_out(ours: Path) -> None:
    assert {} == _document_without_id(ours)


def test_upstream_still_writes_an_unset_required_field(stock: Path) -> None:
    assert {"id": _unset(stock)} == _document_without_id(stock)


def test_all_packages_share_one_unset(ours: Path) -> None:
    with _importable(ours):
        unset = _unset(ours)
    packages = [f"{vendor}_api.types" for vendor in VENDORS]
    assert {id(klantkit_types.UNSET)} == {id(unset), *(id(importlib.import_module(name).UNSET) for name in packages)}
    pickled = pickle.loads(pickle.dumps(unset))  # noqa: S301 - our own
    assert klantkit_types.UNSET is klantkit.UNSET is copy.deepcopy(unset) is pickled


def test_upstream_still_has_an_unset_of_its_own(stock: Path) -> None:
    with _importable(stock):
        assert klantkit_types.UNSET is not _unset(stock)


def test_a_model_knows_its_names_on_the_wire(ours: Path) -> None:
    with _importable(ours):
        models = importlib.import_module(f"{ours.name}.models")
        for name in models.__all__:
            model = getattr(models, name)
            assert list(model._wire_names) == [field.name for field in attrs.fields(model) if field.init]


def _loaded_with_one_model(folder: Path) -> str:
    """The modules of models that are loaded after importing one of them."""
    script = f"import sys; from {folder.name}.models.error import Error; "
    script += f"from {folder.name}.models import Error as same; assert same is Error; "
    script += f"print(*sorted(name for name in sys.modules if name.startswith('{folder.name}.models.')))"
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder.parent).stdout


def test_models_are_loaded_lazily(ours: Path) -> None:
    assert f"{ours.name}.models.error\n" == _loaded_with_one_model(ours)
    models = importlib.import_module(f"{ours.name}.models")
    assert ("Document", "Error", "NewDocument") == models.__all__
    assert set(models.__all__) <= set(dir(models))
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        _ = models.Nothing


def test_upstream_still_loads_every_model(stock: Path) -> None:
    assert "new_document" in _loaded_with_one_model(stock)


def _clients_are_loaded_with_an_operation(folder: Path) -> str:
    """The printed answer to whether importing an operation also loads the generator's clients."""
    script = f"import sys; from {folder.name}.api.documents import list_documents; "
    script += f"print('{folder.name}.client' in sys.modules); "
    script += (
        f"from {folder.name} import Client; from {folder.name}.client import Client as same; assert same is Client"
    )
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder.parent).stdout


def test_clients_are_loaded_lazily(ours: Path) -> None:
    assert "False\n" == _clients_are_loaded_with_an_operation(ours)
    package = importlib.import_module(ours.name)
    assert set(package.__all__) <= set(dir(package))
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        _ = package.Nothing


def test_upstream_still_loads_the_clients(stock: Path) -> None:
    assert "True\n" == _clients_are_loaded_with_an_operation(stock)


def test_resource_method_names_and_return_types(ours: Path) -> None:
    documents = _resources(ours, _Sender()).documents
    listed, deleted = documents.list(), documents.delete()
    assert ("list_documents", False, "https://mini.invalid/docs/list") == (listed.name, listed.secured, listed.source)
    document: Any = importlib.import_module(f"{ours.name}.models").Document
    assert (range(200, 201), list.__class_getitem__(document), "application/json") == listed.answers[0]
    assert (range(204, 205), None, None) == deleted.answers[0]


def test_resource_docstring_has_limits_defaults_inferences_errors_and_source(ours: Path) -> None:
    for prefix in ("", "Async"):
        resource = getattr(importlib.import_module(f"{ours.name}.api.documents"), f"{prefix}DocumentsResource")
        told = resource.replace.__doc__
        for fact in (
            "title (str): Title of the document. At most 50 characters. Example: Minutes",
            "If left out, the server uses false.",
            "cover (Upload | Unset): A picture of it. [inferred: name]",
            "notify (bool | Unset): Whether to tell the owner.",
            "Document (status 200): The document.",
            "404: There is no such document.",
            "Source: https://mini.invalid/docs/replace",
        ):
            assert fact in told


def test_upstream_still_has_no_resource_classes(stock: Path) -> None:
    assert not hasattr(importlib.import_module(f"{stock.name}.api"), "Resources")
    assert [] == [name for name in dir(importlib.import_module(f"{stock.name}.api.documents")) if "Resource" in name]


def test_strict_types(ours: Path) -> None:
    from mypy import api

    report, errors, code = api.run(["--strict", "--no-incremental", "--config-file=", str(ours)])
    assert (0, "") == (code, errors), report
