"""Which modules ask for a predicate, as their source says it."""

import ast
from collections.abc import Iterator
from pathlib import Path

_SOURCE = Path(__file__).parents[3] / "edinstvo"
# Who reads `branches` for something else than to narrow a query; of everybody else it counts as a predicate.
CHOICES = {
    "edinstvo.foundation.journal.web.pages": "whether each entry says at which organisation it stands",
    "edinstvo.registry.imports.web.pages": "whether there is anywhere to bring a list to",
    "edinstvo.registry.structure.web.pages": "whether there is anywhere to bring a list to",
    "edinstvo.registry.members.web.admission": "where somebody is admitted if nobody says so",
    "edinstvo.registry.members.queries.listing": "whether one kept figure says how many there are",
    "edinstvo.registry.offices.actions.request_letters": "at whose place the work stands that makes letters",
    "edinstvo.registry.organisations.queries.standing": "which organisations a person works for",
    "edinstvo.insight.programme.queries.standing": "whose programme a person keeps",
}
# What says by itself where somebody may look. `may` and `require` are asked of a row in hand and narrow no query.
_OF_AN_ACTOR = {"scope", "branches"}
# Where it is defined, and where it is only given another name: whoever calls that asks.
_DEFINED = ("edinstvo.foundation.access.actor", "edinstvo.foundation.access.branches")


def who_asks() -> set[str]:
    """Every module that calls `scope`, `branches`, `within`, or what answers with Q in some `permissions`."""
    trees = {_name(path): ast.parse(path.read_text()) for path in sorted(_SOURCE.rglob("*.py"))}
    naming = {name: tree for name, tree in trees.items() if name.endswith(".permissions")}
    given = {(name, made) for name, tree in naming.items() for made in _predicates(tree)}
    given.add((_DEFINED[1], "within"))
    asking = {name for name, tree in trees.items() if _asks(tree, given, _OF_AN_ACTOR - _choosing(name))}
    return asking - {*_DEFINED, *naming}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(_SOURCE.parent).with_suffix("").parts)


def _predicates(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.returns is not None and ast.unparse(node.returns) == "Q":
            yield node.name


def _choosing(name: str) -> set[str]:
    return {"branches"} if name in CHOICES else set()


def _asks(tree: ast.Module, given: set[tuple[str, str]], of_an_actor: set[str]) -> bool:
    known = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (node.module, alias.name) in given
    }
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return any(
        (isinstance(one, ast.Name) and one.id in known) or (isinstance(one, ast.Attribute) and one.attr in of_an_actor)
        for one in calls
    )
