"""Tests of the tools, the docs and the packaging."""
