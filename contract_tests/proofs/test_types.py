"""The types of a package: how values are written as text, enums, files and UNSET."""

from __future__ import annotations

import importlib
import io
import pkgutil
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_args

import pytest
from klantkit import UNSET

from contract_tests.paths import VENDORS


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_value_as_text(vendor: str) -> None:
    types: Any = importlib.import_module(f"{vendor}_api.types")
    values = {True: "true", False: "false", date(2024, 5, 11): "2024-05-11", 12.5: "12.5", 7: "7", "A b": "A b"}
    assert [*values.values()] == [types.as_text(value) for value in values]


#: What each converter of a model's fields writes as text.
WRITTEN: dict[str, dict[Any, str]] = {
    "decimal_text": {Decimal("12.50"): "12.50", Decimal("1E21"): "1" + "0" * 21},
    "datetime_text": {datetime(2024, 5, 11, 12, 59, 1, 999): "2024-05-11 12:59:01"},  # noqa: DTZ001 - local time
    "bytes_text": {b"\0\xff": "AP8=", b"": ""},
}
ODD = [UNSET, "x", 5, 12.95, date(2024, 5, 11), *map(Decimal, ("Infinity", "-Infinity", "NaN", "sNaN"))]


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize("converter", WRITTEN)
def test_a_value_is_written_as_text(converter: str, vendor: str) -> None:
    write: Any = getattr(importlib.import_module(f"{vendor}_api.types"), converter, None)
    if write is None:
        return  # no field of this package needs it
    assert [*WRITTEN[converter].values()] == [write(value) for value in WRITTEN[converter]]
    for odd in ODD:
        assert odd is write(odd), "passed unchanged, to be refused later"


@pytest.mark.parametrize("vendor", VENDORS)
def test_unset_is_false_and_a_file_is_a_tuple(vendor: str) -> None:
    types = importlib.import_module(f"{vendor}_api.types")
    assert not types.UNSET
    payload = io.BytesIO(b"x")
    assert ("a.pdf", payload, "text/plain") == types.File(payload, "a.pdf", "text/plain").to_tuple()
    assert (None, payload, None) == types.File(payload).to_tuple()


@pytest.mark.parametrize("vendor", VENDORS)
def test_each_value_of_an_enum(vendor: str) -> None:
    models = importlib.import_module(f"{vendor}_api.models")
    for info in pkgutil.iter_modules(models.__path__, f"{models.__name__}."):
        module = importlib.import_module(info.name)
        for name, values in vars(module).items():
            if name.endswith("_VALUES") and name.isupper():
                (kind,) = (one for one in vars(module) if one.upper() == name.removesuffix("_VALUES").replace("_", ""))
                check = getattr(module, f"check_{name.removesuffix('_VALUES').lower()}")
                assert {*get_args(getattr(module, kind))} == values
                assert values == {check(value) for value in values}
                with pytest.raises(TypeError, match="Unexpected value 'strange'"):
                    check("strange")
