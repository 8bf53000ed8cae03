"""What changed for callers, in the wire contract and in the Python, since a revision: `make changes`."""
