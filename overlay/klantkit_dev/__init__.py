"""Tools for those who develop klantkit: install, generate, measure. Not part of the wheel."""
