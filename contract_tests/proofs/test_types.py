"""How values are written as text: in a path, a query, a header or a form."""

from __future__ import annotations

import importlib
from datetime import date
from typing import Any

import pytest

from contract_tests.paths import VENDORS


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_value_as_text(vendor: str) -> None:
    types: Any = importlib.import_module(f"{vendor}_api.types")
    values = {True: "true", False: "false", date(2024, 5, 11): "2024-05-11", 12.5: "12.5", 7: "7", "A b": "A b"}
    assert [*values.values()] == [types.as_text(value) for value in values]
