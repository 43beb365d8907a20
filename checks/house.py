"""The shape of the package: ``python -m checks.house``. Ends with 1 and one line for each limit that is broken.

Measured over every module of ``packager/``:

* circles of imports: strongly connected modules, imports under ``TYPE_CHECKING`` and inside functions included,
* modules at the top of the package, lines of a module, of a function and of ``build.py``,
* ``Any`` per thousand lines, ``dict[str, Any]`` anywhere, and dicts of objects in the signature of something that other
  modules can call.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "packager"
CIRCLE_LIMIT = 12
"""Modules that may import each other in a circle."""
TOP_MODULES = 15
"""Modules that stand in no room."""
MODULE_LINES = 400
BUILD_LINES = 80
"""Of the list of stages: what a stage does stands in the stage."""
FUNCTION_LINES = 60
LONG_FUNCTIONS = 4
"""Functions that may be longer, in the whole package."""
ANY_PER_KLOC = 3.0
OPEN_DICTS = frozenset({"dict[str, Any]", "Mapping[str, Any]", "dict[str, object]"})
"""Annotations that say nothing of what travels."""
ANYTHING = frozenset({"dict[str, Any]", "Mapping[str, Any]", "MutableMapping[str, Any]"})
"""Those that stand nowhere, inside a module neither: a TypedDict, a frozen type or ``Json`` says what it is."""


class Module(NamedTuple):
    """One file of the package."""

    name: str
    """Dotted, without ``__init__``."""
    path: Path
    lines: int
    tree: ast.Module


def modules(package: Path = PACKAGE) -> list[Module]:
    """Every module below a package's folder, in order of path."""
    found = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        text = path.read_text(encoding="utf-8")
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(name, path, text.count("\n"), ast.parse(text, str(path))))
    return found


def imported(module: Module, names: frozenset[str]) -> Iterator[str]:
    """Modules of ``names`` that the module imports, wherever in the file the import stands."""
    package = module.name if module.path.name == "__init__.py" else module.name.rpartition(".")[0]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, node.module] if node.module else above)
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                if inner in names:
                    yield inner
                elif base in names:
                    yield base


def arrows(found: Iterable[Module]) -> dict[str, set[str]]:
    """Module to the modules that it imports."""
    found = list(found)
    names = frozenset(module.name for module in found)
    return {module.name: set(imported(module, names)) - {module.name} for module in found}


def circles(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Groups of two and more that reach each other, largest first (Tarjan's strongly connected components)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    groups: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            start = stack.index(name)
            groups.append(sorted(stack[start:]))
            del stack[start:]

    for name in sorted(graph):
        if name not in index:
            visit(name)
    return sorted((group for group in groups if len(group) > 1), key=lambda group: (-len(group), group))


def functions(module: Module) -> Iterator[tuple[int, str]]:
    """Lines and name of every function, inner ones counted with the one around them."""
    def inside(node: ast.AST, prefix: str) -> Iterator[tuple[int, str]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (child.end_lineno or child.lineno) - child.lineno + 1, f"{prefix}{child.name}"
                yield from inside(child, f"{prefix}{child.name}.")
            elif isinstance(child, ast.ClassDef):
                yield from inside(child, f"{prefix}{child.name}.")
            else:
                yield from inside(child, prefix)

    return inside(module.tree, f"{module.name}.")


def count_any(module: Module) -> int:
    """Times that the name ``Any`` is used; the import does not count."""
    return sum(
        (isinstance(node, ast.Name) and node.id == "Any") or (isinstance(node, ast.Attribute) and node.attr == "Any")
        for node in ast.walk(module.tree)
    )


def open_signatures(module: Module) -> Iterator[str]:
    """Functions, methods and fields without underscore that take or give a dict of anything."""
    def public(body: Iterable[ast.stmt], prefix: str) -> Iterator[str]:
        for node in body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield from public(node.body, f"{prefix}{node.name}.")
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
                arguments = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
                if any(_open(a) for a in (*(argument.annotation for argument in arguments), node.returns)):
                    yield prefix + node.name
            elif isinstance(node, ast.AnnAssign) and _open(node.annotation):
                name = ast.unparse(node.target)
                if not name.rpartition(".")[2].startswith("_"):
                    yield prefix + name

    return public(module.tree.body, f"{module.name}.")


def anything(module: Module) -> Iterator[int]:
    """Lines on which a dict of anything is named, be it in a signature, on a variable or in an alias."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Subscript) and ast.unparse(node).rpartition("collections.abc.")[2] in ANYTHING:
            yield node.lineno


def _open(annotation: ast.expr | None) -> bool:
    return annotation is not None and any(text in ast.unparse(annotation) for text in OPEN_DICTS)


def at_the_top(found: Iterable[Module]) -> list[str]:
    """Names of the modules that stand in no room, ``__init__`` and ``__main__`` among them."""
    found = list(found)
    top = min((module.path.parent for module in found), key=lambda folder: len(folder.parts))
    return [module.path.stem for module in found if module.path.parent == top]


def findings(found: list[Module]) -> Iterator[str]:
    """One line for each limit that does not hold."""
    top = at_the_top(found)
    if len(top) > TOP_MODULES:
        yield f"{len(top)} modules at the top, at most {TOP_MODULES} may be: {', '.join(top)}"
    for group in circles(arrows(found)):
        if len(group) > CIRCLE_LIMIT:
            yield f"{len(group)} modules import each other, at most {CIRCLE_LIMIT} may: {', '.join(group)}"
    for module in found:
        if module.lines > MODULE_LINES:
            yield f"{module.name}: {module.lines} lines, at most {MODULE_LINES} may be"
        if module.name.count(".") == 1 and module.path.stem == "build" and module.lines > BUILD_LINES:
            yield f"{module.name}: {module.lines} lines, at most {BUILD_LINES} may be; what a stage does stands there"
        for line in anything(module):
            yield f"{module.name}: line {line}: a dict of anything; give it a type of its own"
        for name in open_signatures(module):
            yield f"{name}: a dict of anything; give it a type of its own"
    long = [item for module in found for item in functions(module) if item[0] > FUNCTION_LINES]
    if len(long) > LONG_FUNCTIONS:
        names = ", ".join(f"{name} {lines}" for lines, name in sorted(long, reverse=True))
        yield f"{len(long)} functions over {FUNCTION_LINES} lines, at most {LONG_FUNCTIONS} may be: {names}"
    share = 1000 * sum(map(count_any, found)) / max(1, sum(module.lines for module in found))
    if share > ANY_PER_KLOC:
        most = sorted(((count_any(module), module.name) for module in found), reverse=True)[:8]
        names = ", ".join(f"{name} {count}" for count, name in most)
        yield f"{share:.2f} Any in a thousand lines, at most {ANY_PER_KLOC} may be; most in {names}"


def main() -> int:
    found = modules()
    groups = circles(arrows(found))
    lines = sum(module.lines for module in found)
    long = [item for module in found for item in functions(module) if item[0] > FUNCTION_LINES]
    print(f"{len(found)} modules, {lines} lines, the longest {max(module.lines for module in found)}")
    print(f"{len(at_the_top(found))} modules at the top: {' '.join(at_the_top(found))}")
    print(f"{len(groups)} circles of imports; modules in each: {', '.join(str(len(group)) for group in groups) or '-'}")
    for group in groups[:3]:
        print("  " + " ".join(name.removeprefix("packager.") for name in group))
    print(f"{len(long)} functions over {FUNCTION_LINES} lines")
    for count, name in sorted(long, reverse=True):
        print(f"  {count} {name}")
    print(f"{1000 * sum(map(count_any, found)) / lines:.2f} Any in a thousand lines")
    broken = list(findings(found))
    for line in broken:
        print(line, file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
