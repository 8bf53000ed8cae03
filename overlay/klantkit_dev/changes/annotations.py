"""Compare two type annotations as text: which of them allows fewer values."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from .rules import Move

#: The base classes of a class, by name: `{"Language": {"str", "Enum"}}`.
Bases = Mapping[str, AbstractSet[str]]


def move(before: str, after: str, bases: Bases | None = None) -> Move:
    """How the set of values that an annotation allows changed.

    `bases` are those of the package's own classes: a `Language` that is a `str` narrows `str`.
    """
    old, new = _members(before), _members(after)
    if old.keys() == new.keys():
        return Move.SAME
    if "Any" in old or "Any" in new:
        return Move.NARROWED if "Any" in old else Move.WIDENED
    removed = {name: member for name, member in old.items() if name not in new}
    added = {name: member for name, member in new.items() if name not in old}
    moves = set()
    for name, member in list(removed.items()):
        for other, candidate in list(added.items()):
            if (inner := _of_members(member, candidate, bases or {})) is not Move.CHANGED:
                moves.add(inner)
                del removed[name], added[other]
                break
    moves |= {Move.NARROWED} if removed else set()
    moves |= {Move.WIDENED} if added else set()
    return moves.pop() if len(moves) == 1 else Move.CHANGED


def _of_members(before: ast.expr, after: ast.expr, bases: Bases) -> Move:
    """Compare two members of unions; `CHANGED` if they are unrelated."""
    old, new = ast.unparse(before), ast.unparse(after)
    if (old, new) == ("int", "float") or new in bases.get(old, ()):  # float includes int (PEP 484)
        return Move.WIDENED
    if (old, new) == ("float", "int") or old in bases.get(new, ()):
        return Move.NARROWED
    match before, after:
        case ast.Subscript() as was, ast.Subscript() as now if ast.unparse(was.value) == ast.unparse(now.value):
            old_arguments, new_arguments = _arguments(was), _arguments(now)
            moves = {move(*both, bases) for both in zip(old_arguments, new_arguments, strict=False)} - {Move.SAME}
            return moves.pop() if len(moves) == 1 and len(old_arguments) == len(new_arguments) else Move.CHANGED
    return Move.CHANGED


def yielded(annotation: str) -> str:
    """The value of a context manager: an int for both `Iterator[int]` and `Generator[int, None, None]`."""
    match ast.parse(annotation, mode="eval").body:
        case ast.Subscript() as generator:
            return _arguments(generator)[0]
    return annotation


def _arguments(node: ast.Subscript) -> list[str]:
    return [ast.unparse(one) for one in (node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice])]


def _members(annotation: str) -> dict[str, ast.expr]:
    """The members of a union by their text."""
    found: dict[str, ast.expr] = {}
    waiting = [ast.parse(annotation.strip("\"'") or "None", mode="eval").body]
    while waiting:
        match waiting.pop():
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                waiting += [left, right]
            case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
                waiting += [inner, ast.Constant(None)]
            case ast.Subscript(value=ast.Name(id="Union"), slice=ast.Tuple(elts=inners)):
                waiting += inners
            case ast.Subscript(value=ast.Name(id="Literal") as literal, slice=ast.Tuple(elts=inners)):
                waiting += [ast.Subscript(value=literal, slice=inner, ctx=ast.Load()) for inner in inners]
            case member:
                found[ast.unparse(member)] = member
    return found
