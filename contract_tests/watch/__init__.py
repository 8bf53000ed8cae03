"""Notice when the vendors' pages change: `make watch`."""
