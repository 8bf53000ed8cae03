# Generated from tools/mini.yaml by make generate. Do not edit.
"""Every resource of Mini."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from klantkit_types.resources import AsyncSender, Sender

if TYPE_CHECKING:
    from .documents import AsyncDocumentsResource, DocumentsResource


class Resources:
    """Every resource of Mini."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @cached_property
    def documents(self) -> DocumentsResource:
        """Documents: replace_document, list_documents, delete_documents."""
        from .documents import DocumentsResource  # only what is used is loaded

        return DocumentsResource(self._sender)


class AsyncResources:
    """Every resource of Mini, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @cached_property
    def documents(self) -> AsyncDocumentsResource:
        """Documents: replace_document, list_documents, delete_documents."""
        from .documents import AsyncDocumentsResource  # only what is used is loaded

        return AsyncDocumentsResource(self._sender)
