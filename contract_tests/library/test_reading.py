"""Reading JSON field by field: what is read, what becomes UNSET, and which departures are listed."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
from typing import Any, ClassVar, Literal
from uuid import UUID

import attrs
import pytest
from klantkit import UNSET, Problem
from klantkit._reading import UnreadableError, read
from mijnklantportaal_api.models import Customer, CustomerInvoice
from next_api.models import Error, ErrorDetail

from contract_tests.library.samples import PORTAL_CUSTOMER, PORTAL_INVOICE

DAY = datetime.date(2024, 4, 29)
MOMENT = datetime.datetime(2024, 4, 29, 21, tzinfo=datetime.UTC)
NUMBER = "a0f0660d-6c8d-422b-8114-e363b260521e"


@pytest.mark.parametrize(
    ("declared", "data", "value"),
    [
        (str, "", ""),
        (bool, False, False),
        (int, 0, 0),
        (float, 1, 1),
        (float, 1.5, 1.5),
        (None, None, None),
        (Any, {"a": [1]}, {"a": [1]}),
        (UUID, NUMBER, UUID(NUMBER)),
        (datetime.date, "2024-04-29", DAY),
        (datetime.datetime, "2024-04-29T21:00:00Z", MOMENT),
        (list[int], [], []),
        (list[datetime.date], ["2024-04-29"], [DAY]),
        (str | None, None, None),
        (UUID | str, "no UUID", "no UUID"),
        (UUID | str, NUMBER, UUID(NUMBER)),
        (Literal["a", "b"], "a", "a"),
    ],
)
def test_what_is_declared_is_read_as_its_type(declared: Any, data: Any, value: Any) -> None:
    read_value, problems = read(declared, data)
    assert (type(value), value, []) == (type(read_value), read_value, problems)


@pytest.mark.parametrize(
    ("declared", "data", "rule"),
    [
        (str, 5, "must be text, not an integer"),
        (str, None, "must be text, not null"),
        (int, True, "must be an integer, not a boolean"),
        (int, 21.0, "must be an integer, not a number"),
        (bool, 1, "must be a boolean, not an integer"),
        (float, "1.5", "must be a number, not text"),
        (UUID, "x", "must be a UUID"),
        (UUID, 5, "must be a UUID, not an integer"),
        (datetime.date, "2024-02-30", "must be a date"),
        (datetime.datetime, "soon", "must be a date-time"),
        *((UUID, text, "must be a UUID") for text in ("", NUMBER[:-1], NUMBER[:-1] + "g", "\ud800")),
        *(
            (datetime.date, text, "must be a date")
            for text in ("", "2024-13-01", "29-04-2024", "2024-4-9", "0000-01-01", "2024-04-29T00:00", "\ud800")
        ),
        *(
            (datetime.datetime, text, "must be a date-time")
            for text in ("2024-02-30T00:00:00Z", "2024-04-29T10:00:00+99:00", "99999-01-01T00:00:00Z", "\ud800")
        ),
        (list[int], {}, "must be a list, not an object"),
        (Customer, [], "must be an object, not a list"),
        (Customer, {}, "has none of the declared fields, or none that can be read"),
        (Customer, {"id": 5, "more": 1}, "has none of the declared fields, or none that can be read"),
        (Literal["a"], 1, "must be text, not an integer"),
        (str | None, 5, "must be text, not an integer"),
    ],
)
def test_json_of_another_type_is_unreadable(declared: Any, data: Any, rule: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read(declared, data)
    assert Problem("", rule) == raised.value.problem


@pytest.mark.parametrize(
    ("field", "sent", "rule"),
    [
        ("amount", 1.0, "must be text, not a number"),
        ("paidAt", 5, "must be a date-time, not an integer"),
        ("issuedAt", "29-04-2024", "must be a date"),
        ("issuedAt", None, "must be a date, not null"),
    ],
)
def test_an_odd_field_is_unset_and_kept_as_sent(field: str, sent: Any, rule: str) -> None:
    body = PORTAL_INVOICE | {field: sent, "unknown": {"deep": [1]}}
    value, problems = read(CustomerInvoice, body)
    assert [Problem(field, rule)] == problems
    expected = CustomerInvoice.from_dict(PORTAL_INVOICE)
    name = next(name for name, wire in CustomerInvoice._wire_names.items() if wire == field)
    setattr(expected, name, UNSET)
    expected.additional_properties = {field: sent, "unknown": {"deep": [1]}}
    assert expected == value
    assert json.dumps(body, sort_keys=True) == json.dumps(value.to_dict(), sort_keys=True)


def test_a_missing_field_is_unset() -> None:
    body = {name: value for name, value in PORTAL_INVOICE.items() if name != "amount"}
    value, problems = read(CustomerInvoice, body)
    assert ([Problem("amount", "is missing")], UNSET) == (problems, value.amount)
    assert body == value.to_dict()


def test_an_object_inside_stays_although_none_of_its_fields_can_be_read() -> None:
    body = PORTAL_INVOICE | {"links": {"customer": 5}}
    value, problems = read(CustomerInvoice, body)
    assert ["links.customer"] == [problem.field for problem in problems]
    assert (UNSET, {"customer": 5}) == (value.links.customer, value.links.additional_properties)
    assert body == value.to_dict()


def test_unset_is_false_and_says_what_it_is() -> None:
    assert ("UNSET", False) == (repr(UNSET), bool(UNSET))


def test_a_copy_of_unset_is_unset() -> None:
    assert UNSET is copy.copy(UNSET)
    value, _ = read(Customer, PORTAL_CUSTOMER | {"companyName": 5})
    assert UNSET is copy.deepcopy(value).company_name
    assert UNSET is pickle.loads(pickle.dumps(value)).company_name  # noqa: S301 - pickled in this line


def test_an_odd_item_costs_its_list_alone() -> None:
    body = PORTAL_CUSTOMER | {"customerGroups": ["cug_1", 5]}
    value, problems = read(Customer, body)
    assert [Problem("customerGroups[1]", "must be text, not an integer")] == problems
    assert (UNSET, ["cug_1", 5]) == (value.customer_groups, value.additional_properties["customerGroups"])
    assert "cst_1" == value.id


@pytest.mark.parametrize(
    ("detail", "kind"), [("denied", str), ({"msg": "too long"}, ErrorDetail), ([{"msg": "too long"}], list)]
)
def test_a_union_is_read_as_the_member_that_fits(detail: Any, kind: type) -> None:
    value, problems = read(Error, {"detail": detail})
    assert (kind, []) == (type(value.detail), problems)
    assert {"detail": detail} == value.to_dict()


def test_a_further_value_of_an_enum_keeps_its_text() -> None:
    assert ("c", [Problem("", "must be one of 'a', 'b'")]) == read(Literal["a", "b"], "c")


def test_text_that_may_also_be_a_date_is_read_as_one() -> None:
    @attrs.define(kw_only=True)
    class Model:
        day: datetime.date | str
        _wire_names: ClassVar[dict[str, str]] = {"day": "day"}

    Model.__annotations__ |= {"day": datetime.date | str, "_wire_names": ClassVar[dict[str, str]]}
    assert [DAY, "soon"] == [read(Model, {"day": day})[0].day for day in (DAY.isoformat(), "soon")]


def test_the_discriminator_decides_even_where_another_member_fits_better() -> None:
    @attrs.define(kw_only=True)
    class Model:
        kind: str
        name: str
        additional_properties: dict[str, Any] = attrs.field(factory=dict)
        _wire_names: ClassVar[dict[str, str]] = {"kind": "kind", "name": "name"}

    class Cat(Model):
        _tags: ClassVar[dict[str, tuple[str, ...]]] = {"kind": ("cat",)}

    class Dog(Model):
        _tags: ClassVar[dict[str, tuple[str, ...]]] = {"kind": ("dog", "puppy")}

    for model in (Cat, Dog):
        model.__annotations__ |= {"kind": str, "name": str}
    for kind, model in (("cat", Cat), ("dog", Dog), ("puppy", Dog)):
        value, problems = read(Cat | Dog | dict[str, Any], {"kind": kind, "name": 5})
        assert (model, [Problem("name", "must be text, not an integer")]) == (type(value), problems)
    assert "cat" == read(Cat | Dog | str, "cat")[0]  # only an object has a discriminator


@attrs.define(kw_only=True)
class Openings:
    """A model like those that are generated for `additionalProperties` with a schema."""

    name: str
    additional_properties: dict[str, datetime.date] = attrs.field(init=False, factory=dict)
    _wire_names: ClassVar[dict[str, str]] = {"name": "name"}


def test_fields_without_a_name_of_their_own_have_a_type_too() -> None:
    value, problems = read(Openings, {"name": "A", "first": "2024-04-29", "second": "soon", "third": None})
    assert {"first": DAY, "second": "soon", "third": None} == value.additional_properties
    rules = {"second": "must be a date", "third": "must be a date, not null"}
    assert rules == {problem.field: problem.rule for problem in problems}
