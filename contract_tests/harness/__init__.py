"""Test support: the specs' operations, ways to call them, readers, oracles and mocks."""
