# Generated from tools/mini.yaml by make generate. Do not edit.
"""The documents of the API: a method per operation."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import List, Unpack

from klantkit_types.resources import (
    Answer,
    AsyncSender,
    CallOptions,
    Operation,
    Sender,
    Upload,
)

from ...models.document import Document
from ...models.error import Error
from ...models.new_document import NewDocument
from ...types import UNSET, File, Unset
from . import delete_documents, list_documents, replace_document

_REPLACE_DOCUMENT: Operation[Document] = Operation(
    name="replace_document",
    call="documents.replace",
    method="PUT",
    path="/documents/{documentId}",
    source="https://mini.invalid/docs/replace",
    secured=True,
    answers=(
        Answer(range(200, 201), Document, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
    ),
    query={
        "notify": "Notify",
    },
    build=replace_document._get_kwargs,
)

_LIST_DOCUMENTS: Operation[list[Document]] = Operation(
    name="list_documents",
    call="documents.list",
    method="GET",
    path="/documents",
    source="https://mini.invalid/docs/list",
    secured=False,
    answers=(Answer(range(200, 201), list[Document], "application/json"),),
    query={},
    build=list_documents._get_kwargs,
)

_DELETE_DOCUMENTS: Operation[None] = Operation(
    name="delete_documents",
    call="documents.delete",
    method="DELETE",
    path="/documents",
    source="https://mini.invalid/docs/delete",
    secured=True,
    answers=(Answer(range(204, 205), None, None),),
    query={},
    build=delete_documents._get_kwargs,
)


class DocumentsResource:
    """The documents of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def replace(
        self,
        document_id: str,
        *,
        title: str,
        public: bool,
        price: str | Decimal,
        file: Upload,
        note: None | str | Unset = UNSET,
        filed: str | datetime.datetime | Unset = UNSET,
        archived: bool | None | Unset = UNSET,
        cover: Upload | Unset = UNSET,
        annexes: Sequence[Upload] | Unset = UNSET,
        labels: List[str] | Unset = UNSET,
        notify: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Document:
        """Replace a document.

        Puts files in the place of a document.

        Args:
            document_id (str): Identifier of the document.
            title (str): Title of the document. At most 50 characters. Example: Minutes
            public (bool): Whether everyone may read it.
            price (str | Decimal): What it costs.
            file (Upload): The document as PDF.
            note (None | str | Unset): A remark.
            filed (str | datetime.datetime | Unset): When it came in.
            archived (bool | None | Unset): Whether it is put away. If left out, the server uses false.
            cover (Upload | Unset): A picture of it. [inferred: name]
            annexes (Sequence[Upload] | Unset): What belongs to it.
            labels (List[str] | Unset): Words to find it by.
            notify (bool | Unset): Whether to tell the owner.
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Document (status 200): The document.

        Errors:
            404: There is no such document.

        Source: https://mini.invalid/docs/replace
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        with self._sender.uploads() as _upload:
            return self._sender.send(
                _REPLACE_DOCUMENT,
                options,
                document_id=document_id,
                notify=notify,
                body=NewDocument(
                    title=title,
                    public=public,
                    price=price,
                    file=File(*_upload("file", file, "application/pdf")),
                    note=note,
                    filed=filed,
                    archived=archived,
                    cover=UNSET
                    if isinstance(cover, Unset)
                    else File(*_upload("cover", cover, "application/octet-stream")),
                    annexes=UNSET
                    if isinstance(annexes, Unset)
                    else [File(*_upload("annexes", item, "text/plain")) for item in annexes],
                    labels=labels,
                ),
            )

    def list(
        self,
        **options: Unpack[CallOptions],
    ) -> list[Document]:
        """List the documents.

        Gives every document.

        Args:
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            list[Document] (status 200): All documents.

        Errors:

        Source: https://mini.invalid/docs/list
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _LIST_DOCUMENTS,
            options,
        )

    def delete(
        self,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete the documents.

        Deletes every document.

        Args:
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            None (status 204): They are gone.

        Errors:

        Source: https://mini.invalid/docs/delete
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return self._sender.send(
            _DELETE_DOCUMENTS,
            options,
        )


class AsyncDocumentsResource:
    """The documents of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def replace(
        self,
        document_id: str,
        *,
        title: str,
        public: bool,
        price: str | Decimal,
        file: Upload,
        note: None | str | Unset = UNSET,
        filed: str | datetime.datetime | Unset = UNSET,
        archived: bool | None | Unset = UNSET,
        cover: Upload | Unset = UNSET,
        annexes: Sequence[Upload] | Unset = UNSET,
        labels: List[str] | Unset = UNSET,
        notify: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Document:
        """Replace a document.

        Puts files in the place of a document.

        Args:
            document_id (str): Identifier of the document.
            title (str): Title of the document. At most 50 characters. Example: Minutes
            public (bool): Whether everyone may read it.
            price (str | Decimal): What it costs.
            file (Upload): The document as PDF.
            note (None | str | Unset): A remark.
            filed (str | datetime.datetime | Unset): When it came in.
            archived (bool | None | Unset): Whether it is put away. If left out, the server uses false.
            cover (Upload | Unset): A picture of it. [inferred: name]
            annexes (Sequence[Upload] | Unset): What belongs to it.
            labels (List[str] | Unset): Words to find it by.
            notify (bool | Unset): Whether to tell the owner.
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Document (status 200): The document.

        Errors:
            404: There is no such document.

        Source: https://mini.invalid/docs/replace
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        with self._sender.uploads() as _upload:
            return await self._sender.send(
                _REPLACE_DOCUMENT,
                options,
                document_id=document_id,
                notify=notify,
                body=NewDocument(
                    title=title,
                    public=public,
                    price=price,
                    file=File(*_upload("file", file, "application/pdf")),
                    note=note,
                    filed=filed,
                    archived=archived,
                    cover=UNSET
                    if isinstance(cover, Unset)
                    else File(*_upload("cover", cover, "application/octet-stream")),
                    annexes=UNSET
                    if isinstance(annexes, Unset)
                    else [File(*_upload("annexes", item, "text/plain")) for item in annexes],
                    labels=labels,
                ),
            )

    async def list(
        self,
        **options: Unpack[CallOptions],
    ) -> list[Document]:
        """List the documents.

        Gives every document.

        Args:
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            list[Document] (status 200): All documents.

        Errors:

        Source: https://mini.invalid/docs/list
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _LIST_DOCUMENTS,
            options,
        )

    async def delete(
        self,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete the documents.

        Deletes every document.

        Args:
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            None (status 204): They are gone.

        Errors:

        Source: https://mini.invalid/docs/delete
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        return await self._sender.send(
            _DELETE_DOCUMENTS,
            options,
        )
