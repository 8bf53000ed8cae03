"""The contract suite: klantkit's clients against Prism, and against oracles that do not trust Prism."""
