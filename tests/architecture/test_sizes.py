"""Files, functions and actions stay small, files of tests too; whoever is larger stands here with the reason."""

import ast
from pathlib import Path

from tests.architecture.sources import PACKAGES, modules

FILE, FUNCTION, ACTION = 250, 25, 40
# (what, why it may be larger)
ARGUED_FILES = {"config/settings.py": "every setting in one file is the point of it"}
ARGUED_FUNCTIONS: dict[str, str] = {}


def test_no_file_is_longer_than_a_few_screens() -> None:
    long_ones = {
        str(path): lines
        for path, _ in modules((*PACKAGES, "tests"))
        if (lines := len(Path(path).read_text().splitlines())) > FILE and str(path) not in ARGUED_FILES
    }
    assert long_ones == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long_ones = {
        name: lines
        for path, tree in modules()
        for name, lines in _functions(path, tree)
        if lines > (ACTION if "actions" in path.parts else FUNCTION) and name not in ARGUED_FUNCTIONS
    }
    assert long_ones == {}


def _functions(path: Path, tree: ast.Module) -> list[tuple[str, int]]:
    """(place and name, lines of the body without the docstring) of every function."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            found.append((f"{path}:{node.name}", lines))
    return found
