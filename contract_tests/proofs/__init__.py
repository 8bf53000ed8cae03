"""Proofs of the contract: specs, clients and wire agree."""
