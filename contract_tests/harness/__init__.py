"""What the proofs stand on: the specs' operations, ways to call them, readers, oracles, faults and mocks."""
