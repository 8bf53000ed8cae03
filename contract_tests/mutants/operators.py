"""The mutation operators, and the mutants that they make of a source.

An operator is a kind of defect that a generator, a merge or a tired developer introduces. The mutated source still
parses, so only behaviour reveals it. Text for humans is not mutated: docstrings, annotations, error and log messages.
"""

from __future__ import annotations

import ast
import functools
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from klantkit_dev.spec import METHODS
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
    """Every mutant of a Python module or of a YAML spec.

    Args:
        file: The path from the root of the project; its extension decides the kind of source.
        source: The text of the file.
    """
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
    tree = ast.parse(source)
    lines = source.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    encoded = source.encode()
    for node in _behaviour(tree):
        for operator, part, text in _defects(node):
            begin = starts[part.lineno - 1] + part.col_offset
            end = starts[part.end_lineno - 1] + part.end_col_offset
            changed = encoded[:begin] + text.encode() + encoded[end:]
            before = lines[part.lineno - 1].decode().strip()
            after = changed[starts[part.lineno - 1] :].split(b"\n", 1)[0].decode().strip()
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


def _defects(node: Any) -> Iterator[tuple[str, Any, str]]:
    """The operator, the part of the source to replace, and its replacement."""
    for operator, defects in _OPERATORS.items():
        for part, text in defects(node):
            yield operator, part, text


Defects = Iterator[tuple[Any, str]]


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
    match node:
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int() | float() as number):
            yield node, repr(number + 1)


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


def _wrong_form(node: Any) -> Defects:
    """A date in another format, `True` for `true`, text that is not cleaned, or a constant boundary."""
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr="isoformat"), args=[]):
            yield node, f"{ast.unparse(value)}.strftime('%d-%m-%Y')"
        case (
            ast.Call(func=ast.Attribute(value=value, attr="lower" | "upper" | "casefold" | "hex"), args=[])
            | ast.Call(
                func=ast.Attribute(value=value, attr="strip" | "rstrip" | "lstrip" | "removesuffix" | "astimezone")
            )
        ):
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
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant) and not hasattr(
            node, "is_none"
        ):
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
Change = tuple[Pointer, str, Callable[[Any], None]]  # place, description and function of the change


def _of_spec(source: str) -> Iterator[Edit]:
    document = YAML(typ="rt").load(source)
    for operator, changes in _SPEC_OPERATORS.items():
        for pointer, told, change in changes(document):
            make = functools.partial(_changed_spec, source, change)
            yield operator, "/".join(map(str, pointer)), told, range(0), make


def _changed_spec(source: str, change: Callable[[Any], None]) -> str:
    yaml = YAML(typ="rt")
    yaml.width = 1000
    document = yaml.load(source)
    change(document)
    written = io.StringIO()
    yaml.dump(document, written)
    return written.getvalue()


def _walk(node: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    """Every OpenAPI object with its path, without the mappings whose keys are names, and without examples."""
    if isinstance(node, dict):
        if not pointer or pointer[-1] not in _NAMES:
            yield pointer, node
        for key, value in node.items():
            if key not in ("example", "default", "const"):
                yield from _walk(value, (*pointer, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _walk(value, (*pointer, index))


_NAMES = ("properties", "schemas", "paths", "responses", "headers", "content")


def _at(document: Any, pointer: Pointer) -> Any:
    for key in pointer:
        document = document[key]
    return document


def _setting(pointer: Pointer, key: str, value: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        _at(document, pointer)[key] = value

    return change


def _dropping(pointer: Pointer, key: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        del _at(document, pointer)[key]

    return change


def _renaming(pointer: Pointer, old: Any, new: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        node = _at(document, pointer)
        index = list(node).index(old)
        node.insert(index, new, node.pop(old))

    return change


def _dropped(*keys: str) -> Callable[[Any], Iterator[Change]]:
    """Removes each of these keys, wherever it occurs."""

    def changes(document: Any) -> Iterator[Change]:
        for pointer, node in _walk(document):
            for key in keys:
                if key in node:
                    yield (*pointer, key), "dropped", _dropping(pointer, key)

    return changes


def _dropped_required(document: Any) -> Iterator[Change]:
    for pointer, node in _walk(document):
        if isinstance(node.get("required"), list):
            for index, name in enumerate(node["required"]):
                yield (*pointer, "required"), f"without {name}", _dropping((*pointer, "required"), index)


def _added_required(document: Any) -> Iterator[Change]:
    for pointer, node in _walk(document):
        if "properties" in node:
            for name in node["properties"]:
                if name not in node.get("required", ()):
                    names = [*node.get("required", ()), name]
                    yield (*pointer, "required"), f"with {name}", _setting(pointer, "required", names)


def _changed_limit(document: Any) -> Iterator[Change]:
    for pointer, node in _walk(document):
        for key in ("maxLength", "minLength", "minimum", "maximum", "minItems", "maxItems"):
            if isinstance(node.get(key), int):
                yield (*pointer, key), f"{node[key] + 1}", _setting(pointer, key, node[key] + 1)


def _changed_type(document: Any) -> Iterator[Change]:
    other = {"string": "integer", "integer": "string", "number": "string", "boolean": "string", "array": "string"}
    for pointer, node in _walk(document):
        kind = node.get("type")
        if isinstance(kind, list):
            yield (*pointer, "type"), "without null", _setting(pointer, "type", kind[0])
            yield (*pointer, "type"), "changed", _setting(pointer, "type", [other[kind[0]], "null"])
        elif kind in other:
            yield (*pointer, "type"), "with null", _setting(pointer, "type", [kind, "null"])
            yield (*pointer, "type"), "changed", _setting(pointer, "type", other[kind])


def _changed_pattern(document: Any) -> Iterator[Change]:
    for pointer, node in _walk(document):
        if isinstance(node.get("pattern"), str):
            yield (*pointer, "pattern"), "broken", _setting(pointer, "pattern", node["pattern"] + "(?<n>x")
            loose = re.sub(r"^\^|\$$", "", node["pattern"])
            yield (*pointer, "pattern"), "without its ends", _setting(pointer, "pattern", loose)


def _changed_value(document: Any) -> Iterator[Change]:
    """A different default or constant."""
    for pointer, node in _walk(document):
        if "type" in node:
            for key in ("default", "const"):
                if key in node:
                    other = not node[key] if isinstance(node[key], bool) else f"{node[key]}x"
                    yield (*pointer, key), "changed", _setting(pointer, key, other)


def _renamed_field(document: Any) -> Iterator[Change]:
    for pointer, node in _walk(document):
        for name in node.get("properties", ()):
            place = (*pointer, "properties")
            yield (*place, name), "renamed", _renaming(place, name, name + "x")


def _lost_field(document: Any) -> Iterator[Change]:
    for pointer, node in _walk(document):
        for name in node.get("properties", ()):
            place = (*pointer, "properties")
            yield (*place, name), "lost", _dropping(place, name)


def _moved(document: Any) -> Iterator[Change]:
    """A different path, method, server, media type or status."""
    yield ("servers", 0, "url"), "changed", _setting(("servers", 0), "url", document["servers"][0]["url"] + "/x")
    for path, item in document["paths"].items():
        yield ("paths", path), "moved", _renaming(("paths",), path, path + "x")
        for method in (method for method in METHODS if method in item):
            moved = "put" if method != "put" else "post"
            yield ("paths", path, method), moved, _renaming(("paths", path), method, moved)
            for status in item[method].get("responses", ()):
                place: Pointer = ("paths", path, method, "responses")
                other = "202" if status.startswith("2") else "418"
                yield (*place, status), other, _renaming(place, status, other)
    for pointer, node in _walk(document):
        for media_type in node.get("content", ()):
            other = "text/plain" if media_type == "application/json" else "application/json"
            content = (*pointer, "content")
            yield (*content, media_type), other, _renaming(content, media_type, other)


def _no_security(document: Any) -> Iterator[Change]:
    for path, item in document["paths"].items():
        for method in (method for method in METHODS if method in item):
            secured: list[Any] = [{next(iter(document["components"]["securitySchemes"])): []}]
            other = [] if item[method].get("security", document.get("security")) else secured
            place: Pointer = ("paths", path, method)
            yield (*place, "security"), "changed", _setting(place, "security", other)


def _broken_example(document: Any) -> Iterator[Change]:
    for pointer, node in _walk(document):
        if "example" in node and node.get("format") != "binary":
            yield (*pointer, "example"), "broken", _setting(pointer, "example", {"broken": [None]})


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
