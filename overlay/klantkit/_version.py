"""The version, for the package metadata and for the User-Agent."""

__version__ = "0.1.0"
