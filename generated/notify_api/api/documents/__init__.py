# Generated from specs/notify.yaml by make generate. Do not edit.
"""The documents of the API: a method per operation."""

from __future__ import annotations

from typing import Literal, Unpack
from uuid import UUID

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
from . import create_document

_CREATE_DOCUMENT: Operation[Document] = Operation(
    name="create_document",
    call="documents.create",
    method="POST",
    path="/documents/{invoice_id}",
    source="https://docs.notify.nl/documents/invoice-attachment",
    secured=True,
    answers=(
        Answer(range(201, 202), Document, "application/hal+json"),
        Answer(range(400, 401), Error, "application/json"),
        Answer(range(401, 402), Error, "application/json"),
        Answer(range(404, 405), Error, "application/json"),
        Answer(range(422, 423), Error, "application/json"),
        Answer(range(429, 430), Error, "application/json"),
        Answer(range(500, 600), Error, "application/json"),
    ),
    query={},
    build=create_document._get_kwargs,
)


class DocumentsResource:
    """The documents of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create(
        self,
        invoice_id: UUID,
        *,
        invoice: UUID,
        filename: str,
        mediatype: Literal["application/pdf"] = "application/pdf",
        pdf: Upload,
        **options: Unpack[CallOptions],
    ) -> Document:
        """Upload the PDF of an invoice.

        Uploads the PDF of an invoice, as Base64 text in a form field. Another upload for the same invoice
        replaces the file. [inferred: content type, required body]

        Args:
            invoice_id (UUID): Notify's own id of the invoice, not its number. [inferred: UUID] Example:
                5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21
            invoice (UUID): Notify's own id of the invoice, the same as in the path. [inferred: UUID]
                Example: 5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21
            filename (str): Name of the file, with its ending. At most 250 characters. Example:
                invoice-20210001.pdf
            mediatype (Literal['application/pdf']): Media type of the file, always that of PDF. [inferred:
                default, limit]
            pdf (Upload): The PDF, sent as Base64 text; so it may have at most 3932160 bytes. At most
                5242880 characters. [inferred: limit, padding and alphabet] Example: JVBERi0xLjQK
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Document (status 201): The file was stored. The answer has no id and no address of the file.

        Errors:
            400: The file was refused, for instance because it is no PDF.
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No invoice has this id.
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/documents/invoice-attachment
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        with self._sender.uploads() as _upload:
            return self._sender.send(
                _CREATE_DOCUMENT,
                options,
                invoice_id=invoice_id,
                body=NewDocument(
                    invoice=invoice,
                    filename=filename,
                    mediatype=mediatype,
                    content=_upload.base64("pdf", pdf, "application/pdf", 5242880),
                ),
            )


class AsyncDocumentsResource:
    """The documents of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def create(
        self,
        invoice_id: UUID,
        *,
        invoice: UUID,
        filename: str,
        mediatype: Literal["application/pdf"] = "application/pdf",
        pdf: Upload,
        **options: Unpack[CallOptions],
    ) -> Document:
        """Upload the PDF of an invoice.

        Uploads the PDF of an invoice, as Base64 text in a form field. Another upload for the same invoice
        replaces the file. [inferred: content type, required body]

        Args:
            invoice_id (UUID): Notify's own id of the invoice, not its number. [inferred: UUID] Example:
                5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21
            invoice (UUID): Notify's own id of the invoice, the same as in the path. [inferred: UUID]
                Example: 5b1f7a52-3c64-4d0e-9a57-0f6b5d1c8e21
            filename (str): Name of the file, with its ending. At most 250 characters. Example:
                invoice-20210001.pdf
            mediatype (Literal['application/pdf']): Media type of the file, always that of PDF. [inferred:
                default, limit]
            pdf (Upload): The PDF, sent as Base64 text; so it may have at most 3932160 bytes. At most
                5242880 characters. [inferred: limit, padding and alphabet] Example: JVBERi0xLjQK
            **options: `timeout`, `max_retries` and `headers`, for this call alone; `extra_body` and `extra_query`, the
                fields and parameters that the spec lacks.

        Returns:
            Document (status 201): The file was stored. The answer has no id and no address of the file.

        Errors:
            400: The file was refused, for instance because it is no PDF.
            401: The API key is missing or not valid. [inferred: whole answer]
            404: No invoice has this id.
            422: The request was understood but cannot be carried out. The body may name the cause.
                [inferred: whole answer]
            429: Too many requests within a short time. [inferred: whole answer]
            5XX: Notify failed to handle the request through no fault of the caller. [inferred: whole
                answer]

        Source: https://docs.notify.nl/documents/invoice-attachment
        The source does not state what [inferred: ...] names; the spec gives the reason.
        """
        with self._sender.uploads() as _upload:
            return await self._sender.send(
                _CREATE_DOCUMENT,
                options,
                invoice_id=invoice_id,
                body=NewDocument(
                    invoice=invoice,
                    filename=filename,
                    mediatype=mediatype,
                    content=_upload.base64("pdf", pdf, "application/pdf", 5242880),
                ),
            )
