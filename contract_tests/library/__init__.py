"""Tests of the library, one file per module or guarantee of `klantkit`."""
