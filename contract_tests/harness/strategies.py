"""Strategies for valid inputs and responses: schemathesis generates from the schemas, hypothesis generates files."""

from __future__ import annotations

import functools
from typing import Any

import schemathesis
from hypothesis import strategies as st
from schemathesis import GenerationMode

from .callers import Input, full_input
from .operations import Operation
from .shapes import closed, from_form, with_integers

#: File names, ordinary and malicious.
FILE_NAMES = st.sampled_from([
    "factuur.pdf", "a b.pdf", "Müller & Zoon.pdf", "発票.pdf", 'quo"te.pdf', "per%22cent.pdf", "line\r\nbreak.pdf",
    "semi;colon=1.pdf", "../up.pdf", "\u2028.pdf", "\x00.pdf", "x" * 300 + ".pdf",
]) | st.text(min_size=1, max_size=40)  # fmt: skip

#: File contents with a PDF header, followed by data that a careless multipart parser would misread.
PDFS = st.lists(
    st.binary(max_size=64)
    | st.sampled_from([
        b"\r\n--", b"--\r\n", b"\r\n\r\n", b"\r\n--+++--\r\n", b"\x00",
        b'\r\n--+++\r\nContent-Disposition: form-data; name="amount"\r\n\r\n0.01\r\n',
    ]),
    max_size=6,
).map(lambda pieces: b"%PDF-1.7\n" + b"".join(pieces))  # fmt: skip


@functools.cache
def inputs(operation: Operation) -> st.SearchStrategy[Input]:
    """Inputs of an operation that are valid by the spec."""
    schema = schemathesis.openapi.from_dict(closed(operation.spec.document))
    cases = schema[operation.path][operation.method.upper()].as_strategy(generation_mode=GenerationMode.POSITIVE)
    parameters = {one["name"]: one["schema"] for one in operation.object.get("parameters", ())}
    files = sorted(operation.file_fields())
    body_schema = operation.resolve(operation.body_schema)
    full = full_input(operation).body
    excluding = set(body_schema.get("not", {}).get("required", ()))

    def make(case: Any, others: set[str], contents: list[bytes], file_name: str) -> Input:
        # schemathesis picks few of many optional fields: add some more from the example.
        others -= excluding if excluding & case.body.keys() else excluding - {min(excluding, default="")}
        body = {**{name: full[name] for name in others}, **with_integers(operation, body_schema, case.body)}
        body |= {name: content for name, content in zip(files, contents, strict=True) if name in body}
        # schemathesis returns the parameters as text.
        query = {name: from_form(parameters[name], text) for name, text in (case.query or {}).items()}
        return Input(body, query, file_name)

    return st.builds(
        make,
        cases,
        st.sets(st.sampled_from(sorted(full))),
        st.lists(PDFS, min_size=len(files), max_size=len(files)),
        FILE_NAMES if files else st.just(""),
    )


@functools.cache
def answers(operation: Operation, status: str) -> st.SearchStrategy[Any]:
    """Response bodies that are valid by the spec for this status, without additional fields."""
    _, content = operation.answer(status)
    document = {
        "openapi": "3.1.0",
        "info": {"title": "answers", "version": "1"},
        "paths": {
            "/answer": {
                "post": {
                    "requestBody": {
                        "required": True,
                        "content": {"application/json": {"schema": content["schema"]}},
                    },
                    "responses": {"200": {"description": "Not asked for."}},
                }
            }
        },
        "components": {"schemas": operation.spec.document["components"]["schemas"]},
    }
    schema = schemathesis.openapi.from_dict(closed(document))
    cases = schema["/answer"]["POST"].as_strategy(generation_mode=GenerationMode.POSITIVE)
    return cases.map(lambda case: with_integers(operation, content["schema"], case.body))
