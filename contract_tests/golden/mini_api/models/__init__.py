"""Contains all the data models used in inputs/outputs"""

from .document import Document
from .error import Error
from .new_document import NewDocument

__all__ = (
    "Document",
    "Error",
    "NewDocument",
)
