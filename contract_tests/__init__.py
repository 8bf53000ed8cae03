"""The contract suite: tests klantkit's clients against Prism, and against oracles independent of Prism."""
