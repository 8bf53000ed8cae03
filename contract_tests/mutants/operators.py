"""The mutation operators, and the mutants that they make of a source.

An operator is a kind of defect that a generator, a merge or a tired developer introduces. The mutated source still
parses, so only behaviour reveals it. Text for humans is not mutated: docstrings, annotations, error and log messages.
"""

from __future__ import annotations

import ast
import functools
import io
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import delitem, getitem, setitem
from typing import Any

from klantkit_dev.spec import METHODS, mappings
from ruamel.yaml import YAML


@dataclass(frozen=True)
class Mutant:
    """A source with one defect.

    Attributes:
        file: The path from the root of the project.
        operator: The kind of defect.
        before: The original line, stripped; for a spec, the path of the changed place.
        after: The line with the defect; for a spec, a description of the change.
        number: Distinguishes mutants that are equal in all of the above.
        make: Returns the complete text of the file with the defect.
        lines: The numbers of the changed lines; empty for a spec.
    """

    file: str
    operator: str
    before: str
    after: str
    number: int
    make: Callable[[], str]
    lines: range = range(0)

    @property
    def name(self) -> str:
        """A unique, readable name."""
        return f"{self.file} [{self.operator}] {self.before} -> {self.after}" + (f" #{self.number}" * bool(self.number))


def mutants_of(file: str, source: str) -> list[Mutant]:
    """Every mutant of a Python module or of a YAML spec, at this path from the root of the project."""
    found: list[Mutant] = []
    seen: dict[tuple[str, str, str], int] = {}
    edits = _of_spec(source) if file.endswith(".yaml") else _of_python(source)
    for operator, before, after, lines, make in edits:
        number = seen[operator, before, after] = seen.get((operator, before, after), -1) + 1
        found.append(Mutant(file, operator, before, after, number, make, lines))
    return found


Edit = tuple[str, str, str, range, Callable[[], str]]  # operator, before, after, lines, make

# Python


def _of_python(source: str) -> Iterator[Edit]:
    encoded = source.encode()
    starts = [0, *itertools.accumulate(map(len, encoded.splitlines(keepends=True)))]
    for node in _behaviour(ast.parse(source)):
        for operator, defects in _OPERATORS.items():
            for part, text in defects(node):
                start, end = starts[part.lineno - 1], starts[part.end_lineno - 1] + part.end_col_offset
                changed = encoded[: start + part.col_offset] + text.encode() + encoded[end:]
                before, after = (whole[start:].partition(b"\n")[0].decode().strip() for whole in (encoded, changed))
                yield operator, before, after, range(part.lineno, part.end_lineno + 1), changed.decode


def _behaviour(node: ast.AST) -> Iterator[Any]:
    """Every node that affects behaviour."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list") or (isinstance(node, ast.ClassDef) and field != "body"):
            continue
        children = value if isinstance(value, list) else [value]
        if field == "body" and isinstance(node, ast.FunctionDef) and _gives_back_its_argument(node):
            children = children[-1:]
        for child in children:
            if isinstance(child, ast.AST) and not _is_for_people(child):
                yield child
                yield from _behaviour(child)


def _is_for_people(node: ast.AST) -> bool:
    """Whether a node is a docstring, a formatted message, or only relevant for type checkers."""
    match node:
        case ast.JoinedStr() | ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=name) | ast.Call(func=name) | ast.Assign(targets=[name]):
            return _name(name) in {"TYPE_CHECKING", "TypeVar", "ParamSpec", "cast", "__all__", "__version__"}
        case ast.ClassDef(bases=names) | ast.FunctionDef(decorator_list=names):
            return bool({"Protocol", "TypedDict", "overload"} & set(map(_name, names)))
    return False


def _gives_back_its_argument(function: ast.FunctionDef) -> bool:
    """Whether all branches of a function return the same argument, so that the branch does not matter.

    The generator parses nullable fields this way; `cast` is for type checkers.
    """
    returned = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Return):
            value = node.value
            if isinstance(value, ast.Call) and _name(value.func) == "cast":
                value = value.args[1]
            returned.add(ast.unparse(value) if value else "")
    return len(returned) == 1 and returned == {one.arg for one in function.args.args}


def _name(node: ast.AST) -> str:
    return getattr(node, "id", "") or getattr(node, "attr", "")


Defects = Iterator[tuple[Any, str]]  # the part of the source to replace, and its replacement


def _renamed_key(node: Any) -> Defects:
    match node:
        case ast.Subscript(slice=ast.Constant(value=str(key)) as part):
            yield part, repr(key + "_")
        case ast.Call(func=ast.Attribute(attr="pop" | "get"), args=[ast.Constant(value=str(key)) as part, *_]):
            yield part, repr(key + "_")
        case ast.Tuple(elts=[ast.Constant(value=str(key)) as part, *_]):
            yield part, repr(key + "_")
        case ast.Dict(keys=keys):
            for name in keys:
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    yield name, repr(name.value + "_")


def _changed_text(node: Any) -> Defects:
    """A different method, path, media type, header or prefix."""
    match node:
        case ast.Dict(values=values) | ast.Set(elts=values) | ast.Compare(comparators=values):
            found = values
        case ast.Tuple(elts=[_, *found]) | ast.MatchValue(value=found) | ast.Assign(value=found):
            found = found if isinstance(found, list) else [found]
        case ast.Call(args=args, func=ast.Attribute(attr=attr)) if attr not in ("debug", "info", "warning"):
            found = args if attr not in ("pop", "get") else args[1:]
        case ast.keyword(value=value):
            found = [value]
        case _:
            found = []
    for part in found:
        match part:
            case ast.Constant(value=str() as text) if text and not re.fullmatch(r"[A-Z].* .*\.", text):
                yield part, repr(text + "x")  # not sentences, which are for humans
            case ast.Constant(value=bytes() as text) if text:
                yield part, repr(text + b"x")


def _changed_number(node: Any) -> Defects:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        yield node, repr(node.value + 1)


def _swapped_boolean(node: Any) -> Defects:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield node, repr(not node.value)


def _negated_condition(node: Any) -> Defects:
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(node.test, ast.Constant):
        yield node.test, f"not ({ast.unparse(node.test)})"
    if isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield test, f"not ({ast.unparse(test)})"


def _swapped_and_or(node: Any) -> Defects:
    if isinstance(node, ast.BoolOp):
        word = " or " if isinstance(node.op, ast.And) else " and "
        yield node, "(" + word.join(f"({ast.unparse(value)})" for value in node.values) + ")"


_OTHER: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
}  # fmt: skip


def _swapped_comparison(node: Any) -> Defects:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        left, right = ast.unparse(node.left), ast.unparse(node.comparators[0])
        yield node, f"({left} {_OTHER[type(node.ops[0])]} {right})"


def _lost_statement(node: Any) -> Defects:
    """Removes an assignment that outlives the function, a call, or a raise."""
    match node:
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]) | ast.AugAssign() | ast.Raise():
            yield node, "pass"
        case ast.Expr(value=ast.Call(func=func)) if "super()" not in ast.unparse(func):
            yield node, "pass"
        case ast.Expr(value=ast.Await() | ast.Yield()):
            yield node, "pass"


def _lost_block(node: Any) -> Defects:
    """Removes an `if`: an optional field is never sent, a check is never made."""
    if isinstance(node, ast.If) and not node.orelse:
        yield node, "pass"


def _lost_argument(node: Any) -> Defects:
    """An option is not handed on; nor are all of them, as in `f(**options)`."""
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            kept = map(ast.unparse, [*node.args, *(other for other in node.keywords if other is not keyword)])
            yield node, f"{ast.unparse(node.func)}({', '.join(kept)})"


def _lost_default(node: Any) -> Defects:
    """`d.pop("x", UNSET)` no longer accepts a missing field."""
    match node:
        case ast.Call(func=ast.Attribute(attr="pop" | "get"), args=[key, _]):
            yield node, f"{ast.unparse(node.func)}({ast.unparse(key)})"


_CLEANING = {"lower", "upper", "casefold", "hex", "strip", "rstrip", "lstrip", "removesuffix", "astimezone"}


def _wrong_form(node: Any) -> Defects:
    """A date in another format, `True` for `true`, text that is not cleaned, or a constant boundary."""
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr="isoformat"), args=[]):
            yield node, f"{ast.unparse(value)}.strftime('%d-%m-%Y')"
        case ast.Call(func=ast.Attribute(value=value, attr=name)) if name in _CLEANING:
            yield node, f"({ast.unparse(value)})"
        case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr="urandom")):
            yield node, "bytes(16)"


def _lost_with(node: Any) -> Defects:
    """A lock is not taken, a file stays open, an error is not suppressed."""
    if isinstance(node, ast.With | ast.AsyncWith):
        wait, enter = ("", "__enter__") if isinstance(node, ast.With) else ("await ", "__aenter__")
        opened = [
            f"{ast.unparse(item.optional_vars)} = {wait}({ast.unparse(item.context_expr)}).{enter}()"
            for item in node.items
            if item.optional_vars is not None
        ]
        lines = [*opened, *"\n".join(map(ast.unparse, node.body)).splitlines()]
        yield node, f"\n{' ' * (node.col_offset + 4)}".join(["if True:", *lines])


_LOOSE = {"fullmatch": "match", "match": "search"}


def _loosened(node: Any) -> Defects:
    """A part is enough for the whole, a subtype for the type, any order or size will do."""
    match node:
        case ast.Compare(left=ast.Call(func=ast.Name(id="type"), args=[value]), ops=[ast.Is() | ast.IsNot() as op]):
            word = "not " * isinstance(op, ast.IsNot)
            yield node, f"({word}isinstance({ast.unparse(value)}, {ast.unparse(node.comparators[0])}))"
        case ast.Call(func=ast.Attribute(value=value, attr="startswith" | "endswith"), args=[part]):
            yield node, f"({ast.unparse(part)} in {ast.unparse(value)})"
        case ast.Call(func=ast.Attribute(value=value, attr="fullmatch" | "match" as name), args=args):
            yield node, f"{ast.unparse(value)}.{_LOOSE[name]}({', '.join(map(ast.unparse, args))})"
        case ast.Call(func=ast.Name(id="sorted" | "reversed"), args=[value]):
            yield node, f"list({ast.unparse(value)})"
        case ast.Call(func=ast.Attribute(value=value, attr="read"), args=[_]):
            yield node, f"{ast.unparse(value)}.read()"


def _wrong_model(node: Any) -> Defects:
    """A response that stays JSON."""
    match node:
        case ast.Call(func=ast.Attribute(attr="from_dict"), args=[argument]):
            yield node, ast.unparse(argument)


def _nothing_returned(node: Any) -> Defects:
    match node:
        case ast.If(
            test=ast.Compare(left=ast.Name(id=name), ops=[ast.Is()], comparators=[ast.Constant(value=None)]),
            body=[ast.Return(value=ast.Name(id=returned)) as inner],
        ) if returned == name:
            inner.is_none = True  # type: ignore[attr-defined] # read below: nodes come after those that they are in
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) or hasattr(node, "is_none")):
            yield node, "return None"


_OPERATORS: dict[str, Callable[[Any], Defects]] = {
    "renamed key": _renamed_key,
    "changed text": _changed_text,
    "changed number": _changed_number,
    "swapped boolean": _swapped_boolean,
    "negated condition": _negated_condition,
    "swapped and/or": _swapped_and_or,
    "swapped comparison": _swapped_comparison,
    "lost statement": _lost_statement,
    "lost block": _lost_block,
    "lost argument": _lost_argument,
    "lost default": _lost_default,
    "wrong form": _wrong_form,
    "lost with": _lost_with,
    "loosened": _loosened,
    "wrong model": _wrong_model,
    "nothing returned": _nothing_returned,
}

# Specs

Pointer = tuple[str | int, ...]

#: The place in a node, the description of the change, and the function that makes it there, with its last arguments.
Change = tuple[Pointer, str, Callable[..., object], *tuple[Any, ...]]


def _of_spec(source: str) -> Iterator[Edit]:
    document = YAML(typ="rt").load(source)
    for operator, changes in _SPEC_OPERATORS.items():
        for pointer, node in _walk(document):
            for keys, told, *change in changes(node):
                place = (*pointer, *keys)
                make = functools.partial(_changed_spec, source, place, *change)
                yield operator, "/".join(map(str, place)), told, range(0), make


def _changed_spec(source: str, place: Pointer, change: Callable[..., object], *arguments: Any) -> str:
    yaml = YAML(typ="rt")
    yaml.width = 1000
    document = yaml.load(source)
    change(functools.reduce(getitem, place[:-1], document), place[-1], *arguments)
    written = io.StringIO()
    yaml.dump(document, written)
    return written.getvalue()


_NAMES = {"properties", "schemas", "paths", "responses", "headers", "content"}


def _walk(document: Any) -> Iterator[tuple[Pointer, Any]]:
    """Every OpenAPI object with its path, without the mappings whose keys are names, and without examples."""
    for pointer, node in mappings(document):
        if _NAMES.isdisjoint(pointer[-1:]) and {"example", "default", "const"}.isdisjoint(pointer):
            yield pointer, node


def _rename(node: Any, key: Any, new: Any) -> None:
    node.insert(list(node).index(key), new, node.pop(key))


def _dropped(*keys: str) -> Callable[[Any], Iterator[Change]]:
    """Removes each of these keys, wherever it occurs."""
    return lambda node: (((key,), "dropped", delitem) for key in keys if key in node)


def _dropped_required(node: Any) -> Iterator[Change]:
    names = node["required"] if isinstance(node.get("required"), list) else ()
    for name in names:
        yield ("required",), f"without {name}", setitem, [other for other in names if other != name]


def _added_required(node: Any) -> Iterator[Change]:
    required = node.get("required", ())
    for name in node.get("properties", ()):
        if name not in required:
            yield ("required",), f"with {name}", setitem, [*required, name]


def _changed_limit(node: Any) -> Iterator[Change]:
    for key in ("maxLength", "minLength", "minimum", "maximum", "minItems", "maxItems"):
        if isinstance(node.get(key), int):
            yield (key,), f"{node[key] + 1}", setitem, node[key] + 1


def _changed_type(node: Any) -> Iterator[Change]:
    other = {"string": "integer", "integer": "string", "number": "string", "boolean": "string", "array": "string"}
    kind = node.get("type")
    if isinstance(kind, list):
        yield ("type",), "without null", setitem, kind[0]
        yield ("type",), "changed", setitem, [other[kind[0]], "null"]
    elif kind in other:
        yield ("type",), "with null", setitem, [kind, "null"]
        yield ("type",), "changed", setitem, other[kind]


def _changed_pattern(node: Any) -> Iterator[Change]:
    if isinstance(pattern := node.get("pattern"), str):
        yield ("pattern",), "broken", setitem, pattern + "(?<n>x"
        yield ("pattern",), "without its ends", setitem, re.sub(r"^\^|\$$", "", pattern)


def _changed_value(node: Any) -> Iterator[Change]:
    """A different default or constant."""
    for key in ("default", "const"):
        if key in node and "type" in node:
            yield (key,), "changed", setitem, not node[key] if isinstance(node[key], bool) else f"{node[key]}x"


def _renamed_field(node: Any) -> Iterator[Change]:
    for name in node.get("properties", ()):
        yield ("properties", name), "renamed", _rename, name + "x"


def _lost_field(node: Any) -> Iterator[Change]:
    for name in node.get("properties", ()):
        yield ("properties", name), "lost", delitem


def _moved(node: Any) -> Iterator[Change]:
    """A different path, method, server, media type or status."""
    if "paths" in node:  # the document itself
        yield ("servers", 0, "url"), "changed", setitem, node["servers"][0]["url"] + "/x"
    for path, item in node.get("paths", {}).items():
        yield ("paths", path), "moved", _rename, path + "x"
        for method in (method for method in METHODS if method in item):
            moved = "put" if method != "put" else "post"
            yield ("paths", path, method), moved, _rename, moved
            for status in item[method].get("responses", ()):
                other = "202" if status.startswith("2") else "418"
                yield ("paths", path, method, "responses", status), other, _rename, other
    for media_type in node.get("content", ()):
        other = "text/plain" if media_type == "application/json" else "application/json"
        yield ("content", media_type), other, _rename, other


def _no_security(node: Any) -> Iterator[Change]:
    for path, item in node.get("paths", {}).items():
        for method in (method for method in METHODS if method in item):
            secured: list[Any] = [{next(iter(node["components"]["securitySchemes"])): []}]
            other = [] if item[method].get("security", node.get("security")) else secured
            yield ("paths", path, method, "security"), "changed", setitem, other


def _broken_example(node: Any) -> Iterator[Change]:
    if "example" in node and node.get("format") != "binary":
        yield ("example",), "broken", setitem, {"broken": [None]}


_SPEC_OPERATORS: dict[str, Callable[[Any], Iterator[Change]]] = {
    "spec: dropped required": _dropped_required,
    "spec: added required": _added_required,
    "spec: dropped constraint": _dropped(
        *("maxLength", "minLength", "pattern", "format", "enum", "const", "not", "encoding", "readOnly", "writeOnly"),
        *("explode", "discriminator", "uniqueItems", "multipleOf"),
    ),
    "spec: changed limit": _changed_limit,
    "spec: changed type": _changed_type,
    "spec: changed pattern": _changed_pattern,
    "spec: changed value": _changed_value,
    "spec: renamed field": _renamed_field,
    "spec: lost field": _lost_field,
    "spec: moved": _moved,
    "spec: changed security": _no_security,
    "spec: broken example": _broken_example,
    "spec: dropped x-inferred": _dropped("x-inferred"),
    "spec: dropped source": _dropped("externalDocs"),
}
