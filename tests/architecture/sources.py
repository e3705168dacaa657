"""The files of the house as the architecture tests read them."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("edinstvo", "config", "launcher")


def modules(packages: Iterable[str] = PACKAGES) -> Iterator[tuple[Path, ast.Module]]:
    """Every module that people wrote, as (path within the project, syntax tree)."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT), ast.parse(path.read_text())


def imported(tree: ast.Module) -> Iterator[str]:
    """The dotted names that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
