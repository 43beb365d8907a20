"""Every text that the program can stop with, read off the source: what tests/test_translation.py holds the table to.

A value inside a text becomes ``«»``; texts that are put together from choices come out in all their forms.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parent.parent / "packager"
VALUE = "«»"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class ErrorText(NamedTuple):
    """One text and where it stands."""

    where: str
    text: str


@lru_cache(maxsize=1)
def _trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def _name(node: ast.AST | None) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def error_classes() -> set[str]:
    """PackagerError and all that derive from it, and what argparse says for a wrong argument."""
    known = {"PackagerError", "ArgumentTypeError"}
    classes = [node for tree in _trees().values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    while new := {c.name for c in classes if any(_name(base) in known for base in c.bases)} - known:
        known |= new
    return known


def _makers(tree: ast.Module, classes: set[str]) -> set[str]:
    """Functions that give an error to raise: what they are called with is part of its text."""
    return {n.name for n in ast.walk(tree) if isinstance(n, FUNCTIONS) and _name(n.returns) in classes}


class _Texts:
    """The strings that an expression can be, inside one function of one module."""

    def __init__(self, tree: ast.Module, scope: ast.AST) -> None:
        self.tree, self.scope = tree, scope
        self.open: set[str] = set()
        """Names that are being looked up: a name may be assigned from itself."""

    def of(self, node: ast.AST | None) -> list[str]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return [node.value]
        if isinstance(node, ast.JoinedStr):
            parts = [self.of(part) for part in node.values]
            return ["".join(chosen) for chosen in product(*parts)]
        if isinstance(node, ast.FormattedValue):
            return self.of(node.value)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return [left + right for left in self.of(node.left) for right in self.of(node.right)]
        if isinstance(node, ast.IfExp):
            return [*self.of(node.body), *self.of(node.orelse)]
        if isinstance(node, ast.BoolOp):
            return [text for value in node.values for text in self.of(value)]
        if isinstance(node, ast.Name):
            return self._assigned(node.id) or [VALUE]
        if isinstance(node, ast.Subscript):
            return self._table(_name(node.value)) or [VALUE]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            return [text.replace("{}", VALUE) for text in self.of(node.func.value)]
        return [VALUE]

    def _assigned(self, name: str) -> list[str]:
        if name in self.open:
            return []
        self.open.add(name)
        texts: list[str] = []
        for node in ast.walk(self.scope):
            if isinstance(node, ast.Assign) and any(_name(target) == name for target in node.targets):
                values = self.of(node.value)
            elif isinstance(node, ast.NamedExpr) and node.target.id == name:
                values = self._returned(_name(node.value.func)) if isinstance(node.value, ast.Call) else []
            elif isinstance(node, ast.For) and isinstance(node.target, ast.Tuple) and isinstance(node.iter, ast.Tuple):
                places = [n for n, target in enumerate(node.target.elts) if _name(target) == name]
                rows = [row for row in node.iter.elts if isinstance(row, ast.Tuple)]
                values = [text for row in rows for n in places for text in self.of(row.elts[n])]
            else:
                continue
            texts += values
        self.open.discard(name)
        return list(dict.fromkeys(texts))

    def _returned(self, function: str) -> list[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, FUNCTIONS) and node.name == function:
                inside = _Texts(self.tree, node)
                ends = [each.value for each in ast.walk(node) if isinstance(each, ast.Return)]
                return [text for end in ends for text in inside.of(end)]
        return []

    def _table(self, name: str) -> list[str]:
        for node in [*ast.walk(self.scope), *self.tree.body]:
            if isinstance(node, ast.Assign) and _name(node.targets[0]) == name and isinstance(node.value, ast.Dict):
                return [text for value in node.value.values for text in self.of(value)]
        return []


def _messages(tree: ast.Module, classes: set[str], makers: set[str]) -> Iterator[tuple[int, str]]:
    """Line and text of each message in a module."""
    scopes: dict[ast.AST, ast.AST] = {}
    for function in ast.walk(tree):
        if isinstance(function, FUNCTIONS):
            scopes.update(dict.fromkeys(ast.walk(function), function))  # inner functions come later and win
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = _name(node.func)
        listed = called == "append" and isinstance(node.func, ast.Attribute) and _name(node.func.value) == "problems"
        if called in classes or called in makers or listed:
            texts = _Texts(tree, scopes.get(node, tree))
            for argument in node.args:
                for text in texts.of(argument):
                    if text != VALUE and any(letter.isalpha() for letter in text):
                        yield node.lineno, text


def error_texts() -> list[ErrorText]:
    """All of them, in the order of the source."""
    classes = error_classes()
    everywhere = {path: _makers(tree, classes) for path, tree in _trees().items()}
    found = []
    for path, tree in _trees().items():
        imported = {alias.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for alias in n.names}
        elsewhere = {name for other, names in everywhere.items() if other.parent == path.parent for name in names}
        makers = everywhere[path] | (imported & elsewhere)
        place = path.relative_to(PACKAGE.parent).as_posix()
        found += [ErrorText(f"{place}:{line}", text) for line, text in sorted(_messages(tree, classes, makers))]
    return found


def finding_rules() -> set[str]:
    """Names of the rules of ``verify``."""
    rules: set[str] = set()
    for path, tree in _trees().items():
        if path.parent.name != "audit":
            continue
        for function in ast.walk(tree):
            if not isinstance(function, FUNCTIONS):
                continue
            texts = _Texts(tree, function)
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and _name(node.func) in ("Finding", "Outward"):
                    rules.update(texts.of(node.args[0]))
                elif path.name == "html.py" and isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                    rules.update(texts.of(node.value.elts[0]))
    return rules - {VALUE}


if __name__ == "__main__":
    for where, text in error_texts():
        print(f"{where}\t{text}")
