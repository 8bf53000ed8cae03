"""Tests of the library, one file per module or promise of `klantkit`."""
