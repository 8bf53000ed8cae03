"""MkDocs hooks that generate pages from the specs: see `docs/mkdocs.yml`.

For each vendor, a page with its calls, an example of each and the Python reference, and a self-contained Redoc page of
its HTTP API, which opens from disk; and a list of everything that is inferred.
Pages that list the vendors have the placeholder `{vendors}` or `{clients}`.
"""

from __future__ import annotations

import importlib
import json
import re
import subprocess
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import klantkit
from klantkit._reading import read
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from klantkit_dev.evidence import count, settled
from klantkit_dev.evidence import read as read_evidence
from klantkit_dev.install import BIN, ROOT, TOOLS
from klantkit_dev.spec import Spec, names_of, python_name

_MODULES = TOOLS / "node_modules"
_REDOC = _MODULES / "redoc" / "bundles" / "redoc.standalone.js"
_IFRAME_WORKER = _MODULES / "iframe-worker" / "shim" / "index.js"

#: The logo that Redoc would load from the network.
_LOGO = re.compile(r"https://cdn\.redoc\.ly/redoc/logo[\w.-]*")

#: Fields of a model that an example need not give.
_LEFT_OUT = re.compile(r", (?:additional_properties={}|\w+=UNSET)")

_REDOC_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
</head>
<body style="margin: 0">
<div id="redoc"></div>
<script type="module">
{bundle}
init({document}, {{
  disableTelemetry: true,
  showExtensions: ["x-inferred"],
  hideDownloadButtons: true,
}}, document.getElementById("redoc"));
</script>
</body>
</html>
"""


def on_config(config: MkDocsConfig) -> None:
    """List the vendors' pages in the navigation."""
    for section in config.nav or ():
        if "Vendors" in section:
            section["Vendors"] = [f"vendors/{path.stem}.md" for path in _paths()]


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - MkDocs
    """Fill in what a page lists of the vendors."""
    if page.file.src_uri not in ("index.md", "reference.md"):
        return markdown
    clients = "|".join(_client(path.stem) for path in _paths())
    return markdown.replace("{vendors}", "\n".join(_vendors())).replace("{clients}", clients)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are generated from the specs."""
    specs = [Spec(path) for path in _paths()]
    made = {
        "assets/iframe-worker.js": _IFRAME_WORKER.read_text(encoding="utf-8"),
        "guides/inferred.md": "\n".join(_inferred(specs)),
    }
    for spec in specs:
        made[f"vendors/{spec.path.stem}.md"] = "\n".join(vendor_page(spec))
        made[f"api/{spec.path.stem}.html"] = _redoc(spec)
    for name, content in made.items():
        files.append(File.generated(config, name, content=content))
    return files


def _paths() -> list[Path]:
    return sorted((ROOT / "specs").glob("*.yaml"))


def _client(vendor: str) -> str:
    """The name of a vendor's client."""
    return next(name for name in klantkit.__all__ if name.lower() == vendor)


def _vendors() -> Iterator[str]:
    """The table of the vendors, in the words of their modules."""
    yield "| vendor | what it does | on the wire |\n| --- | --- | --- |"
    for vendor in (path.stem for path in _paths()):
        name, _, about = str(importlib.import_module(f"klantkit.{vendor}").__doc__).partition(": ")
        yield f"| [{name}](vendors/{vendor}.md) | {about.strip()} | [API](api/{vendor}.html) |"


class _Call(NamedTuple):
    """The call of an operation, as callers write it."""

    name: str  # such as `portal.customers.create`
    target: str  # the dotted path of its method
    example: str  # Python that makes the call with the values of the spec's example


def _arguments(spec: Spec, path: str, operation: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The arguments of a call in Python, with the values of the spec's examples."""
    item = spec.resolve(spec.document["paths"][path])
    for node in (*item.get("parameters", ()), *operation.get("parameters", ())):
        parameter = spec.resolve(node)
        if parameter.get("required"):
            schema = spec.resolve(parameter["schema"])
            example = repr(parameter.get("example", schema.get("example", "...")))
            yield python_name(parameter["name"]), f"UUID({example})" if schema.get("format") == "uuid" else example
    for content in spec.resolve(operation.get("requestBody", {})).get("content", {}).values():
        if "$ref" not in content["schema"]:
            yield "body", repr(content["example"])
            continue
        models = importlib.import_module(f"{spec.path.stem}_api.models")
        body, _ = read(getattr(models, content["schema"]["$ref"].rpartition("/")[2]), content["example"])
        fields = spec.resolve(content["schema"]).get("properties", {})
        for field, wire_name in body._wire_names.items():  # noqa: SLF001 - generated for klantkit
            if (argument := fields.get(wire_name, {}).get("x-argument")) is not None:
                yield argument, 'Path("invoice.pdf")'  # a file in a text
            elif wire_name in content["example"]:
                value = getattr(body, field)
                code = 'Path("invoice.pdf")' if value is klantkit.UNSET else repr(value)  # JSON cannot hold a file
                yield field, _LEFT_OUT.sub("", code)


def _statement(spec: Spec, operation: dict[str, Any], variable: str, call: str) -> str:
    """The statement that makes a call: a loop over a list, an assignment of a value."""
    if "x-pagination" in operation:
        return f"for {variable} in {call}:\n        print({variable})"
    successes = [spec.resolve(answer) for status, answer in operation["responses"].items() if status.startswith("2")]
    return f"{variable} = {call}" if any("content" in answer for answer in successes) else call


def _call(spec: Spec, path: str, http_method: str, operation: dict[str, Any], client: str) -> _Call:
    vendor = spec.path.stem
    variable = {"mijnklantportaal": "portal", "next": "nxt"}.get(vendor, vendor)
    _, resource, method = names_of(path, http_method, operation)
    resource_type = type(getattr(importlib.import_module(f"{vendor}_api.api").Resources(None), resource))
    name = f"{variable}.{resource}.{method}"
    arguments = "".join(f"{argument}={code}," for argument, code in _arguments(spec, path, operation))
    classes = sorted({client, *re.findall(r"\b([A-Z]\w+)\(", arguments)} - {"Path", "UUID"})
    credential = importlib.import_module(f"klantkit.{vendor}").VENDOR.credential
    example = "\n".join(
        [
            *["import datetime"] * ("datetime." in arguments),
            *["from pathlib import Path"] * ("Path(" in arguments),
            *["from uuid import UUID"] * ("UUID(" in arguments),
            f"\nfrom klantkit{f'.{vendor}' if classes[1:] else ''} import {', '.join(classes)}\n",
            f'with {client}({credential}="...") as {variable}:',
            f"    {_statement(spec, operation, resource.removesuffix('s'), f'{name}({arguments})')}",
        ]
    )
    formatted = subprocess.check_output([BIN / "ruff", "format", "-"], input=example, cwd=ROOT, text=True)
    return _Call(name, f"{resource_type.__module__}.{resource_type.__name__}.{method}", formatted)


def vendor_page(spec: Spec) -> Iterator[str]:
    """A vendor's calls with an example of each, its clients, and the types that they take and return."""
    vendor = spec.path.stem
    info = spec.document["info"]
    client = _client(vendor)
    operations = [operation for _, _, operation in spec.operations()]
    calls = [_call(spec, *operation, client) for operation in spec.operations()]
    yield f"# {info['title'].removesuffix(' API')}\n\n{info['description']}\n"
    yield f"The HTTP API, field by field: [{info['title']} {info['version']}](../api/{vendor}.html).\n"
    yield "| call | what it does |\n| --- | --- |"
    for call, operation in zip(calls, operations, strict=True):
        yield f"| [`{call.name}`][{call.target}] | {operation['summary']} |"
    yield "\n## Examples\n"
    for call, operation in zip(calls, operations, strict=True):
        page = operation["externalDocs"]["url"]
        yield f"### {operation['summary']}\n\nThe vendor's page: [{operation['operationId']}]({page}).\n"
        yield f"```python\n{call.example}```\n"
    yield f"## Methods\n\n`Async{client}` has the same methods, awaited.\n"
    for call in calls:
        yield f"::: {call.target}\n    options: {{heading: {call.name}, toc_label: {call.name}}}\n"
    yield "## Clients\n"
    for name in (client, f"Async{client}"):
        yield f"::: klantkit.{name}\n    options:"
        yield "      inherited_members: [from_env, with_options, raw, request, base_url, close]\n"
    yield f"## Types\n\nImport them from `{vendor}_api.models`.\n"
    models = importlib.import_module(f"{vendor}_api.models")
    for model in models.__all__:
        kind = getattr(models, model)
        if isinstance(kind, type):  # else the values of an enum, which are shown where they are used
            yield f"::: {kind.__module__}.{model}\n"


def _inferred(specs: list[Spec]) -> Iterator[str]:
    """Every fact that is inferred because the vendor's page does not state it."""
    yield "# What is inferred\n"
    yield (
        "The vendors' pages leave much open. The specs mark what they assume with `x-inferred` and the reason, "
        "docstrings name it, as in `[inferred: limit]`. This page lists every assumption, what it is based on, and "
        "the likely alternative. A fact that is not listed is stated on the vendor's page.\n"
    )
    evidence = read_evidence()
    verdicts = [settled(spec, evidence) for spec in specs]
    every = [verdict for each in verdicts for verdict in each.values()]
    yield (
        f"**{count(every)}**, by responses of the vendors. An assumption is refuted if any of the facts that it "
        "names before a colon is, and confirmed if all of them are.\n"
    )
    for spec, each in zip(specs, verdicts, strict=True):
        yield f"## {spec.document['info']['title'].removesuffix(' API')} ({len(each)})\n"
        yield f"{count(each.values())}.\n"
        yield "| where | assumption and reason | verdict |\n| --- | --- | --- |"
        for pointer, reason in spec.inferences():
            text = escape(" ".join(reason.split()), quote=False).replace("|", "\\|")
            yield f"| {_place(pointer)} | {text} | {each[pointer]} |"
        yield ""


def _place(pointer: tuple[str | int, ...]) -> str:
    """A place in a spec, in terms that a reader of the docs knows."""
    skipped = {"paths", "components", "properties", "content", "schema", "schemas", "items", "responses"}
    parts = [str(part) for part in pointer if part not in skipped]
    return " ".join(f"`{part}`" for part in parts) or "the whole spec"


def _redoc(spec: Spec) -> str:
    """One page with both the spec and its renderer, because a page opened from disk cannot load modules."""
    bundle = _LOGO.sub("data:,", _REDOC.read_text(encoding="utf-8"))
    info = spec.document["info"]
    here = f"{info['description']}\n\n[The Python client](../vendors/{spec.path.stem}.html)"
    document = json.loads(json.dumps({**spec.document, "info": {**info, "description": here}, "tags": []}))
    for path, method, _ in spec.operations():  # without tags, which Redoc would fold the operations into
        del document["paths"][path][method]["tags"]
    # `</script` ends the element even inside a JavaScript string.
    return _REDOC_PAGE.format(
        title=escape(info["title"]),
        bundle=bundle.replace("</script", "<\\/script"),
        document=json.dumps(document).replace("</", "<\\/"),
    )
