"""The values that an enum is checked for are those of its type."""

from __future__ import annotations

import importlib
import pkgutil
from typing import get_args

import pytest

from contract_tests.paths import VENDORS


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
