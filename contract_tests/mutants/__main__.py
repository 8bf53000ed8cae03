"""`python -m contract_tests.mutants`."""

import sys

from .runner import main

sys.exit(main())
