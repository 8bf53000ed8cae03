"""Compare two type annotations by their text: whether one takes less than the other, or more."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from .rules import Move

#: Which classes a class is one of, by name: `{"Language": {"str", "Enum"}}`.
Bases = Mapping[str, AbstractSet[str]]


def move(before: str, after: str, bases: Bases | None = None) -> Move:
    """What became of the values that an annotation allows.

    Args:
        before: The annotation as it was.
        after: As it is.
        bases: Of the package's own classes; `Language` in the place of `str` is narrower, if it is one.

    """
    old, new = _parts(before), _parts(after)
    if old.keys() == new.keys():
        return Move.SAME
    if "Any" in old or "Any" in new:
        return Move.NARROWED if "Any" in old else Move.WIDENED
    lost = {name: part for name, part in old.items() if name not in new}
    came = {name: part for name, part in new.items() if name not in old}
    moves = set()
    for name, part in list(lost.items()):
        for other, candidate in list(came.items()):
            if (inner := _of_one(part, candidate, bases or {})) is not Move.CHANGED:
                moves.add(inner)
                del lost[name], came[other]
                break
    if lost:
        moves.add(Move.NARROWED)
    if came:
        moves.add(Move.WIDENED)
    return moves.pop() if len(moves) == 1 else Move.CHANGED


def _of_one(before: ast.expr, after: ast.expr, bases: Bases) -> Move:
    """One member of a union in the place of another; `CHANGED` when they have nothing to do with each other."""
    old, new = ast.unparse(before), ast.unparse(after)
    if (old, new) == ("int", "float") or new in bases.get(old, ()):  # a float takes an int (PEP 484)
        return Move.WIDENED
    if (old, new) == ("float", "int") or old in bases.get(new, ()):
        return Move.NARROWED
    if isinstance(before, ast.Subscript) and isinstance(after, ast.Subscript) and _head(before) == _head(after):
        inner = [move(*both, bases) for both in zip(_inner(before), _inner(after), strict=False)]
        moves = set(inner) - {Move.SAME}
        return moves.pop() if len(moves) == 1 and len(_inner(before)) == len(_inner(after)) else Move.CHANGED
    return Move.CHANGED


def yielded(annotation: str) -> str:
    """What a context manager gives: `Iterator[int]` and `Generator[int, None, None]` both give an int."""
    match ast.parse(annotation, mode="eval").body:
        case ast.Subscript() as generator:
            return _inner(generator)[0]
    return annotation


def _inner(node: ast.Subscript) -> list[str]:
    return [ast.unparse(one) for one in (node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice])]


def _head(node: ast.Subscript) -> str:
    return ast.unparse(node.value)


def _parts(annotation: str) -> dict[str, ast.expr]:
    """The members of a union, by their text."""
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
            case part:
                found[ast.unparse(part)] = part
    return found
