"""Arguments of a wrong type or shape are refused with their name, before anything is sent; None is no "leave out"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import attrs
import httpx
import klantkit
import pytest
from klantkit._typecheck import Mismatch, check_model
from mijnklantportaal_api.models import NewCustomer, OfferLine

from contract_tests.harness.callers import body_of
from contract_tests.harness.operations import Operation, all_operations
from contract_tests.library.samples import CALLS, LINE, NOTIFY_CUSTOMER, PORTAL_INVOICE


def _line(vat_rate: Any) -> OfferLine:
    return OfferLine(description="A", amount_excl_vat="1.00", vat_rate=vat_rate)


def _with_more(value: Any) -> OfferLine:
    line = _line(21)
    line["more"] = value
    return line


def _call(call: str, changes: dict[str, Any], answer: Callable[[httpx.Request], httpx.Response]) -> Any:
    kind, method, arguments = CALLS[call]
    with kind("k", transport=httpx.MockTransport(answer), rate_limit=None) as client:
        return method(client)(**{**arguments, **changes})


@pytest.mark.parametrize(
    ("call", "changes", "said"),
    [
        ("customer", {"company_name": 5}, "company_name must be text (str), not int."),
        ("customer", {"company_name": None}, "company_name must be text (str), not None. Leave it out"),
        ("customer", {"company_name": b"A"}, "company_name must be text (str), not bytes."),
        ("customer", {"country_code": None}, "country_code must be text (str), not None. Leave it out"),
        ("invoice", {"amount": 12.95}, "amount must be text (str) or a finite Decimal, not float."),
        ("invoice", {"amount": 12}, "amount must be text (str) or a finite Decimal, not int."),
        ("invoice", {"amount": Decimal("NaN")}, "amount must be text (str) or a finite Decimal, not Decimal."),
        ("invoice", {"issued_at": "2024-04-29"}, "issued_at must be date, not str."),
        ("invoice", {"issued_at": datetime(2024, 4, 29, tzinfo=UTC)}, "issued_at must be date, not a datetime with"),
        ("invoice", {"issued_at": datetime(2024, 4, 29)}, "issued_at must be date, not datetime."),  # noqa: DTZ001
        (
            "invoice",
            {"paid_at": datetime(2024, 4, 29, tzinfo=UTC)},
            "paid_at must be text (str) or a datetime without an offset, not a datetime with an",
        ),
        ("invoice", {"paid_at": None}, "without an offset, not None. Leave it out"),
        ("invoice", {"send_notification": "true"}, "send_notification must be bool, not str."),
        ("invoice", {"send_notification": 1}, "send_notification must be bool, not int."),
        ("offer", {"lines": LINE}, "lines must be a list, not OfferLine."),
        ("offer", {"lines": (LINE,)}, "lines must be a list, not tuple."),
        ("offer", {"lines": [LINE, {"description": "A"}]}, "lines[1] must be OfferLine, not dict."),
        ("offer", {"lines": [_line("21")]}, "lines[0].vat_rate must be int, not str."),
        ("offer", {"lines": [_line(vat_rate=True)]}, "lines[0].vat_rate must be int, not bool."),
        ("next", {"customertypeid": "1"}, "customertypeid must be int, not str."),
        ("next", {"customertypeid": True}, "customertypeid must be int, not bool."),
        ("next", {"markup": "12"}, "markup must be None or float or int, not str."),
        ("next", {"markup": float("nan")}, "the arguments cannot be encoded: "),
        ("offer", {"lines": [_with_more(object())]}, "the arguments cannot be encoded: "),
        ("next", {"creditrisk": None}, "creditrisk must be bool, not None. Leave it out"),
        ("notify", {"overwrite": "yes"}, "overwrite must be bool, not str."),
        ("notify", {"timeout": 0}, "timeout= must be a number of seconds above 0, not 0."),
        ("notify", {"timeout": None}, "timeout= must be a number of seconds above 0, not None."),
        ("notify", {"timeout": httpx.Timeout(None)}, "leaves the phase 'connect' without a limit"),
        ("notify", {"max_retries": -1}, "max_retries= must be a whole number of at least 0, not -1."),
        ("notify", {"headers": "X: y"}, "headers= must be a mapping of text to text, not str."),
        (
            "notify",
            {"headers": {"X": "a\r\nY: b"}},
            "headers= holds 'X', whose name or value is invalid in a header.",
        ),
        ("notify", {"headers": {"X": 1}}, "headers= must be a mapping of text to text."),
        ("notify", {"colour": "red"}, "customers.create has no argument colour=. Did you mean country=?"),
        ("notify", {"overwrites": True}, "customers.create has no argument overwrites=. Did you mean overwrite=?"),
        ("notify", {"extra_bodies": {}}, "customers.create has no argument extra_bodies=. Did you mean extra_body=?"),
        (
            "customer",
            {"phone": "1"},
            "customers.create has no argument phone=. Valid names: address, city, company_name",
        ),
        ("offer", {"line": [LINE]}, "customer_offers.create_manual has no argument line=. Did you mean lines=?"),
    ],
)
def test_refused_before_anything_is_sent(call: str, changes: dict[str, Any], said: str) -> None:
    sent = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(500)

    with pytest.raises(klantkit.ArgumentError) as raised:
        _call(call, changes, answer)
    assert said in str(raised.value)
    method = {"offer": "customer_offers.create_manual", "invoice": "customer_invoices.create"}.get(
        call, "customers.create"
    )
    assert re.match(rf"{re.escape(method)}(: | has no argument )", str(raised.value))
    assert [] == sent


def test_values_stay_out_of_messages() -> None:
    with pytest.raises(klantkit.ArgumentError) as raised:
        _call("customer", {"city": ["s3cret"]}, lambda _: httpx.Response(500))
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize("call", CALLS)
def test_a_missing_argument_is_named_by_python(call: str) -> None:
    kind, method, arguments = CALLS[call]
    first = next(iter(arguments))
    with kind("k") as client, pytest.raises(TypeError, match=f"missing 1 required keyword-only argument: '{first}'"):
        method(client)(**{name: value for name, value in arguments.items() if name != first})


@pytest.mark.parametrize(
    ("changes", "form"),
    [
        ({"amount": Decimal("12.95")}, b"12.95"),
        ({"amount": Decimal("1E+3")}, b"1000"),
        ({"amount": Decimal("12.50")}, b"12.50"),
        ({"amount": Decimal("100.00")}, b"100.00"),
        ({"amount": "012.50 "}, b"012.50 "),
        ({"paid_at": datetime(2024, 5, 11, 12, 59)}, b"2024-05-11 12:59:00"),  # noqa: DTZ001 - local, as the vendor has it
        ({"paid_at": "2024-05-11 12:59:00"}, b"2024-05-11 12:59:00"),
    ],
)
def test_decimals_and_date_times_are_written_as_the_vendor_wants_them(changes: dict[str, Any], form: bytes) -> None:
    sent: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.read())
        return httpx.Response(201, json=PORTAL_INVOICE)

    _call("invoice", changes, answer)
    (name,) = changes
    wire = {"amount": b"amount", "paid_at": b"paidAt"}[name]
    assert b'name="%s"\r\nContent-Type: text/plain\r\n\r\n%s\r\n' % (wire, form) in sent[0]


def test_none_is_sent_where_the_page_allows_it_and_left_out_is_left_out() -> None:
    sent: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.read())
        return httpx.Response(500)

    for changes in ({"email": None, "markup": 5}, {}):
        with pytest.raises(klantkit.ServerError):
            _call("next", changes, answer)
    assert b'{"customertypeid":1,"name":"A","email":null,"markup":5}' == sent[0]
    assert b'{"customertypeid":1,"name":"A"}' == sent[1], "no default of the server's is sent"


@pytest.mark.parametrize(
    "operation", [one for one in all_operations() if one.content], ids=lambda op: f"{op.vendor}-{op.name}"
)
def test_every_field_of_every_body_is_checked(operation: Operation) -> None:
    """Each field of each request body in turn holds what no field can hold."""
    body = body_of(operation, operation.example())
    for field in attrs.fields(type(body)):
        if not field.init or field.name in operation.file_fields():
            continue
        body = body_of(operation, operation.example())
        object.__setattr__(body, field.name, object())
        with pytest.raises(Mismatch, match=f"^{field.name} must be .*, not object$"):
            check_model(body)


def test_a_field_of_any_kind_takes_anything() -> None:
    @attrs.define
    class Model:
        field: Any
        fields: list[Any]

    check_model(Model(object(), [1, None, object()]))


def test_a_map() -> None:
    @attrs.define
    class Model:
        labels: dict[str, int]

    odd: Any = {5: 1}, {"a": "1"}
    check_model(Model({"a": 1}))
    with pytest.raises(Mismatch, match=r"^the names in labels must be text \(str\), not int$"):
        check_model(Model(odd[0]))
    with pytest.raises(Mismatch, match=r"^labels\['a'\] must be int, not str$"):
        check_model(Model(odd[1]))


def test_a_subclass_will_do() -> None:
    class Text(str):
        __slots__ = ()

    check_model(NewCustomer(company_name=Text("A"), address="A", zip_code="A", city="A", primary_email="A"))


def test_the_id_is_what_the_spec_says() -> None:
    customer = _call("notify", {}, lambda _: httpx.Response(201, json=NOTIFY_CUSTOMER))
    assert UUID("a0f0660d-6c8d-422b-8114-e363b260521e") == customer.id
