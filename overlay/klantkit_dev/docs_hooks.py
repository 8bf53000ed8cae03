"""MkDocs hooks that generate pages from the specs: see `docs/mkdocs.yml`.

For each vendor, a page with its operations and the Python reference, and a self-contained Redoc page of its wire
contract, which opens from disk; and a list of everything that is inferred.
Pages that list the vendors have the placeholder `{vendors}` or `{clients}`.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from klantkit_dev.install import ROOT, TOOLS
from klantkit_dev.spec import Spec

_MODULES = TOOLS / "node_modules"
_REDOC = _MODULES / "redoc" / "bundles" / "redoc.standalone.js"
_IFRAME_WORKER = _MODULES / "iframe-worker" / "shim" / "index.js"

#: The logo that Redoc would load from the network.
_LOGO = re.compile(r"https://cdn\.redoc\.ly/redoc/logo[\w.-]*")

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
        made[f"vendors/{spec.path.stem}.md"] = "\n".join(_vendor(spec))
        made[f"api/{spec.path.stem}.html"] = _redoc(spec)
    for name, content in made.items():
        files.append(File.generated(config, name, content=content))
    return files


def _paths() -> list[Path]:
    return sorted((ROOT / "specs").glob("*.yaml"))


def _client(vendor: str) -> str:
    """The name of a vendor's client."""
    (name,) = (name for name in importlib.import_module("klantkit").__all__ if name.lower() == vendor)
    return str(name)


def _vendors() -> Iterator[str]:
    """The table of the vendors, in the words of their modules."""
    yield "| vendor | what it does | on the wire |\n| --- | --- | --- |"
    for path in _paths():
        vendor = path.stem
        name, _, about = str(importlib.import_module(f"klantkit.{vendor}").__doc__).partition(": ")
        yield f"| [{name}](vendors/{vendor}.md) | {about.strip()} | [API](api/{vendor}.html) |"


def _vendor(spec: Spec) -> Iterator[str]:
    """A vendor's operations and clients, and the types of their arguments and results."""
    vendor = spec.path.stem
    info = spec.document["info"]
    resources = importlib.import_module(f"{vendor}_api.api").Resources
    yield f"# {info['title'].removesuffix(' API')}\n\n{info['description']}\n"
    yield f"The whole wire contract, field by field: [{info['title']} {info['version']}](../api/{vendor}.html).\n"
    yield "| operation | what it does | vendor's page |\n| --- | --- | --- |"
    for path, method, operation in spec.operations():
        page = operation["externalDocs"]["url"]
        yield f"| {method.upper()} {path} | {operation['summary']} | [{operation['operationId']}]({page}) |"
    yield "\n## Clients\n"
    for client in (name := _client(vendor), f"Async{name}"):
        yield f"::: klantkit.{client}\n    options:"
        yield "      inherited_members: [from_env, with_options, raw, close]\n"
    yield "## Methods\n"
    for tag, prop in inspect.getmembers(resources, lambda member: hasattr(member, "attrname")):
        resource = inspect.signature(prop.func).return_annotation
        yield f"::: {vendor}_api.api.{tag}.{resource}\n"
    yield "## Types\n"
    models = importlib.import_module(f"{vendor}_api.models")
    for model in models.__all__:
        yield f"::: {getattr(models, model).__module__}.{model}\n"


def _inferred(specs: list[Spec]) -> Iterator[str]:
    """Every fact that is inferred because the vendor's page does not state it."""
    yield "# What is inferred\n"
    yield (
        "The vendors' pages leave much open. The specs mark what they assume with `x-inferred` and the reason, "
        "docstrings name it, as in `[inferred: limit]`. This page lists every assumption, what it is based on, and "
        "the likely alternative. A fact that is not listed is stated on the vendor's page.\n"
    )
    for spec in specs:
        found = list(spec.inferences())
        yield f"## {spec.document['info']['title'].removesuffix(' API')} ({len(found)})\n"
        yield "| where | assumption and reason |\n| --- | --- |"
        for pointer, reason in found:
            text = escape(" ".join(reason.split()), quote=False).replace("|", "\\|")
            yield f"| {_place(pointer)} | {text} |"
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
    here = f"{info['description']}\n\n[The Python side of it](../vendors/{spec.path.stem}.html)"
    document = json.dumps({**spec.document, "info": {**info, "description": here}})
    # `</script` ends the element even inside a JavaScript string.
    return _REDOC_PAGE.format(
        title=escape(info["title"]),
        bundle=bundle.replace("</script", "<\\/script"),
        document=document.replace("</", "<\\/"),
    )
