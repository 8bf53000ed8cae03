"""The operations of a vendor as its spec describes them, and the records that a mock keeps for them.

Nothing here names a vendor or an operation. The examples of a spec agree with each other, and show what belongs
together: an id in an example is that of a record, and a field of a response repeats the field of a request with the
same name or, if there is none, with the same text.
"""

from __future__ import annotations

import importlib.resources
import itertools
import json
import operator
import re
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

import httpx

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    **{name: getattr(operator, name) for name in ("ne", "lt", "le", "gt", "ge")},
    "": operator.eq,
    "in": lambda value, given: value in given,
    "contains": lambda value, given: given.casefold() in value.casefold(),
}


class Records:
    """The operations of a vendor, given by the name of its spec, and what they create, change and delete."""

    def __init__(self, vendor: str) -> None:
        spec = importlib.resources.files(f"{vendor}_api") / "openapi.json"
        self._vendor = vendor
        self._document: dict[str, Any] = json.loads(spec.read_bytes())
        self._received = {**self._document, "components": _as_received(self._document.get("components", {}))}
        # Paths without parameters first: `/customers/search` is not the customer `search`.
        self._operations: dict[str, tuple[str, re.Pattern[str], dict[str, Any]]] = {
            operation["operationId"]: (method.upper(), _pattern(path), self._prepared(path, item, operation))
            for path, item in sorted(self._document["paths"].items(), key=lambda pair: pair[0].count("{"))
            for method, operation in item.items()
            if "operationId" in operation
        }
        # By the kind of record, which is the tag: the example of a new one; by id, each record, None if it was deleted.
        self._new: dict[str, dict[str, Any]] = {
            operation["x-kind"]: example
            for name, (method, _, operation) in self._operations.items()
            if method == "POST" and isinstance(example := self._declared(name, None)[2], dict) and "id" in example
        }
        self._kept: defaultdict[str, dict[str, dict[str, Any] | None]] = defaultdict(dict)
        self._created: set[str] = set()

    def _named(self, operation: str) -> dict[str, Any]:
        if operation not in self._operations:
            raise ValueError(f"{self._vendor} has no operation {operation!r}; it has {', '.join(self._operations)}.")
        return self._operations[operation][2]

    def _declared(self, name: str, status: int | None) -> tuple[int, str, Any, dict[str, Any]]:
        """Status, media type, example and schema of a response; by default of the success, which is 200 for `2XX`."""
        responses = self._named(name)["responses"]
        success = min((key for key in responses if key[0] == "2"), default="200").replace("X", "0")
        status = status or int(success)
        keys = (str(status), f"{status // 100}XX", "default")
        declared = self._resolve(next((responses[key] for key in keys if key in responses), {}))
        for media_type, content in sorted(declared.get("content", {}).items(), key=lambda one: "json" not in one[0]):
            return status, media_type.partition(";")[0], self._example(content), content.get("schema", {})
        return status, "application/json", None, {}

    def _example(self, content: dict[str, Any]) -> Any:
        examples = [self._resolve(example).get("value") for example in content.get("examples", {}).values()]
        return content.get("example", next(iter(examples), None))

    def _prepared(self, path: str, item: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
        """An operation with the parameters of its path, its kind of record, and examples and defaults of its fields."""
        parameters = [self._resolve(one) for one in (*item.get("parameters", ()), *operation.get("parameters", ()))]
        contents = self._resolve(operation.get("requestBody", {})).get("content", {})
        content: dict[str, Any] = next(iter(contents.values()), {})
        fields, body = self._properties(content.get("schema", {})), self._example(content)
        rules = {one["name"]: self._resolve(one["schema"]) for one in parameters if one["in"] == "path"}
        return {
            **_as_received({**operation, "parameters": parameters}),
            "x-path": re.findall(r"\{([^}]+)\}", path),
            "x-kind": next(iter(operation.get("tags", ())), ""),
            "x-examples": {name: rule.get("example") for name, rule in rules.items()}
            | dict.fromkeys(fields)
            | (body if isinstance(body, dict) else {}),
            "x-defaults": {name: rule.get("default") for name, rule in fields.items()},
        }

    def _carry_out(self, name: str, url: httpx.URL, sent: dict[str, Any], answer: object) -> tuple[int, Any]:
        """Do what an operation does with what was `sent` (`path`, `query` and `body`); returns status and body.

        The record gets the fields of `answer`, if these are an object, instead of those of the example.
        """
        method, _, operation = self._operations[name]
        status, _, shown, schema = self._declared(name, None)
        kind, examples = operation["x-kind"], operation["x-examples"]
        kept, new = self._kept[kind], self._new.get(kind, {})
        values = sent["path"] | (sent["body"] if isinstance(sent["body"], dict) else {})
        swaps = {  # the path last: where the body repeats its id, that of the path counts
            old: value for field, value in reversed(values.items()) if isinstance(old := examples.get(field), str | int)
        }
        missing = 404, _swapped(self._declared(name, 404)[2], swaps)
        owners = {new["id"]: owner for owner, new in self._new.items() if new["id"] in swaps}
        ids = {old: swaps[old] for old in owners}
        if any(not self._kept[owner].get(str(ids[old]), owner not in self._created) for old, owner in owners.items()):
            return missing
        if "x-pagination" in operation:
            return self._page(name, url, sent["query"])
        target = str(ids.get(new.get("id"), "")) if sent["path"] else ""
        if target and method == "DELETE":
            kept[target] = None
        if method == "DELETE" or not isinstance(shown, dict):
            return status, shown
        create = method == "POST" and "id" in shown and not target
        if create:
            free = (_counted_up(shown["id"], count) for count in itertools.count(len(kept)))
            ids[shown["id"]] = next(one for one in free if str(one) not in kept)
            # What is not sent is null or the default where it can be; elsewhere, the example stays.
            fields = self._properties(schema).items()
            empty = {key.casefold() for key, rule in fields if "null" in (rule.get("type") or ())}
            values = {one: operation["x-defaults"].get(one) for one in examples if one.casefold() in empty} | values
        record = kept.get(target) or _swapped(shown, ids)
        if method == "GET" and sent["body"] and not target:
            found = (one for one in self._all(kind, [shown]) if one == _filled(one, shown, values, examples))
            record = next(found, None)
        elif method != "GET":
            record = _filled(record, shown, values, examples) | (answer if isinstance(answer, dict) else {})
            if create or target:
                kept[str(record["id"])] = record
                self._created |= {kind} if create else set()
        return (status, self._shown(record, _swapped(shown, ids), schema)) if record else missing

    def _all(self, kind: str, examples: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The records of a kind, the newest first; the examples until there are any."""
        return [one for one in reversed(self._kept[kind].values()) if one] if self._kept[kind] else examples

    def _shown(self, record: dict[str, Any], shown: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
        """A record with the fields of a response; others are of a record that it names, or of the example."""
        by_id = {key: (kind, one) for kind, kept in self._kept.items() for key, one in kept.items() if one}
        known = dict(shown)
        for value in record.values():
            known |= by_id.get(str(value), ("", {}))[1]
        known |= record
        required = {*record, *self._resolve(schema).get("required", ())}
        view = {key: known[key] for key in self._properties(schema) if key in known and key in required}
        for key, example in shown.items():
            if isinstance(example, dict) and "id" in example and key in view:  # a record within the other
                inner = view[key] if isinstance(view[key], dict) else {**example, "id": view[key]}
                kind, other = by_id.get(str(inner["id"]), ("", {}))
                view[key] = _filled(inner, example, other, self._new.get(kind, {}))
        return view

    def _page(self, name: str, url: httpx.URL, query: dict[str, Any]) -> tuple[int, Any]:
        """A page of a list, filtered by the parameter whose example is JSON."""
        operation, (status, _, shown, schema) = self._operations[name][2], self._declared(name, None)
        paging, kind, fields = operation["x-pagination"], operation["x-kind"], self._properties(schema)
        parameter, examples = paging["parameter"], shown[paging["items"]]
        rules = {one["name"]: self._resolve(one["schema"]) for one in operation["parameters"] if one["in"] == "query"}
        of_json = [one for one, rule in rules.items() if isinstance(_json(rule.get("example")), dict)]
        filters = [_json(query[one]) for one in of_json if one in query]
        if not all(isinstance(wanted, dict) for wanted in filters):
            return 422, None
        found = [one for one in self._all(kind, examples) if all(_matches(one, wanted) for wanted in filters or [{}])]
        numbers = [one for one, rule in rules.items() if rule.get("type") == "integer"]
        most = {one: rules[one].get("default", rules[one].get("maximum")) for one in numbers if one != parameter}
        sizes = [query.get(one, rule) for one, rule in most.items()]
        size = next(iter(sizes), None) or max(value for value in shown.values() if isinstance(value, int))
        keys, place = [str(one["id"]) for one in found], query.get(parameter)
        start = ((place or 1) - 1) * size if parameter in numbers else keys.index(place) if place in keys else 0
        items = [self._shown(one, examples[0], fields[paging["items"]]["items"]) for one in found[start : start + size]]
        counts = {"count": len(items), "current_page": place or 1, "from": start + 1, "to": start + len(items)}
        counts |= {paging.get("total"): len(found), paging.get("size"): size, parameter: place or 1}
        page = {**shown, **{key: value for key, value in counts.items() if key in shown}, paging["items"]: items}
        if "next" in paging and start + size < len(found):
            place = (place or 1) + 1 if parameter in numbers else keys[start + size]
            first, *path = paging["next"].split(".")
            link = self._link(fields[first], path, str(url.copy_set_param(parameter, place)))
            page[first] = {**shown[first], **link} if path else link
        return status, page

    def _link(self, rule: dict[str, Any], path: list[str], link: str) -> Any:
        """The link at a path, in the objects around it."""
        if not path:
            return link
        fields = self._properties((rule.get("anyOf") or [rule])[0])
        others = {key: one["example"] for key, one in fields.items() if "example" in one}
        return {**others, path[0]: self._link(fields[path[0]], path[1:], link)}

    def _properties(self, schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
        return {name: self._resolve(rule) for name, rule in self._resolve(schema).get("properties", {}).items()}

    def _resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in node:
            _, *keys = node["$ref"].split("/")
            node = self._received
            for key in keys:
                node = node[unquote(key).replace("~1", "/").replace("~0", "~")]
        return node


def _matches(record: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether a record matches a filter, such as `{"name__contains": "a"}`; without `active`, it must be in use."""
    in_use = {} if any(key.partition("__")[0] == "active" for key in wanted) else {"active__ne": False}
    with suppress(LookupError, TypeError, AttributeError):
        comparisons = [(*key.partition("__"), given) for key, given in {**in_use, **wanted}.items()]
        return all(_COMPARISONS[compare](record.get(field), given) for field, _, compare, given in comparisons)
    return False


def _filled(node: dict[str, Any], shown: Any, values: Mapping[str, Any], examples: Mapping[str, Any]) -> dict[str, Any]:
    """A record with values, whose fields have the same name or, in the examples, the same text."""
    filled, shown = {}, shown if isinstance(shown, dict) else {}
    for key, value in node.items():
        example = shown.get(key)
        fields = [one for one in examples if one.casefold() == key.casefold()]
        fields += [one for one in examples if examples[one] == example and example and isinstance(example, str)]
        new = next((values[one] for one in fields if one in values), value)
        if isinstance(value, dict):
            new = _filled(value, example, values, examples)
        elif isinstance(new, str) and re.fullmatch(r"[\d-]{10} [\d:]{8}", new):  # a time without its zone
            new = new.replace(" ", "T") + _zone_of([example, *shown.values()])
        filled[key] = new
    return filled


def _zone_of(values: Iterable[Any]) -> str:
    """The offset of the first value that is a time with one."""
    found = (re.fullmatch(r"[\d-]{10}T[\d:]{8}(.+)", value) for value in values if isinstance(value, str))
    return next((time[1] for time in found if time), "")


def _swapped(node: Any, ids: Mapping[Any, Any]) -> Any:
    """A part of an example with other ids, also within its texts."""
    if isinstance(node, dict):
        return {key: _swapped(value, ids) for key, value in node.items()}
    if isinstance(node, int):
        return ids.get(node, node)
    for old, new in ids.items() if isinstance(node, str) else ():
        node = node.replace(old, str(new)) if isinstance(old, str) else node
    return node


def _as_received(node: Any) -> Any:
    """A part of the spec, in which no `readOnly` field is required."""
    if isinstance(node, list):
        return [_as_received(item) for item in node]
    if not isinstance(node, dict):
        return node
    fields, required = node.get("properties"), node.get("required")
    if isinstance(fields, dict) and isinstance(required, list):
        read_only = {name for name, rule in fields.items() if isinstance(rule, dict) and rule.get("readOnly")}
        node = {**node, "required": [name for name in required if name not in read_only]}
    return {key: _as_received(value) for key, value in node.items()}


def _pattern(path: str) -> re.Pattern[str]:
    """A pattern for the end of a URL, with any host and version."""
    return re.compile("([^/]+)".join(re.escape(part) for part in re.split(r"\{[^}]+\}", path)) + "$")


def _counted_up(identifier: Any, count: int) -> Any:
    """An id that is `count` higher and of the same type: an integer, a UUID, or text that ends in digits."""
    if not count:
        return identifier
    if isinstance(identifier, int):
        return identifier + count
    with suppress(ValueError):
        return str(uuid.UUID(int=uuid.UUID(identifier).int + count))
    return re.sub(r"\d*$", lambda end: f"{int(end[0] or 0) + count:0{len(end[0])}}", identifier, count=1)


def _json(text: Any) -> Any:
    """The decoded JSON; anything else as it is, which then breaks the schema."""
    with suppress(ValueError, TypeError):
        return json.loads(text)
    return text
