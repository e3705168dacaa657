"""What the import contracts cannot see: keys that climb, doors left open, techniques the house does without."""

import ast
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
from django.apps import apps
from django.db.models import ForeignObjectRel

from tests.architecture.sources import ROOT, imported, modules

FLOORS = ["foundation", "registry", "voice activities protection governance membership", "insight", "sites"]
PUBLIC = {"models", "queries", "actions", "events", "rules", "apps"}
# Plain technique has no slices' shape: what is public there is said by its README or by its one module.
HTTP = ("django.http", "django.shortcuts", "django.urls", "django.views")
RUN = ROOT / "requirements" / "run.txt"
CLOCKS = {"now", "today", "localdate", "localtime", "time", "monotonic"}
INNER = {"actions", "queries", "models", "permissions", "rules", "events"}


def test_no_foreign_key_points_to_a_higher_floor() -> None:
    climbing = [
        f"{model._meta.label}.{field.name} -> {target._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not isinstance(field, ForeignObjectRel) and (target := field.related_model)
        if not isinstance(target, str) and _floor(model.__module__) < _floor(target.__module__)
    ]
    assert climbing == []


def test_no_slice_reaches_into_the_private_rooms_of_another() -> None:
    graph = grimp.build_graph("edinstvo")
    intruders = [
        f"{importer} -> {imported_module}"
        for importer in graph.modules
        for imported_module in graph.find_modules_directly_imported_by(importer)
        if _is_registry_slice(imported_module)
        and _slice(importer) != _slice(imported_module)
        and not importer.startswith("edinstvo.sites")
        and imported_module.split(".")[3] not in PUBLIC
    ]
    assert intruders == []


def test_the_inner_rooms_know_no_http() -> None:
    knowing = [
        f"{path} imports {name}"
        for path, tree in modules()
        for name in imported(tree)
        if name.startswith(HTTP) and INNER & {*path.parts, path.stem} and path.parts[1:2] == ("registry",)
    ]
    assert knowing == []


def test_what_runs_imports_nothing_that_only_developers_have() -> None:
    installed = {
        line.split("==")[0].lower() for line in RUN.read_text().splitlines() if "==" in line and line[0] != " "
    }
    origins = packages_distributions()
    missing = [
        f"{path} imports {name}"
        for path, tree in modules()
        for name in imported(tree)
        if (homes := origins.get(name.split(".")[0])) and not installed & {home.lower() for home in homes}
    ]
    assert missing == []


def test_there_are_no_signals() -> None:
    signals = [
        str(path)
        for path, tree in modules()
        for name in imported(tree)
        if name.startswith(("django.dispatch", "django.db.models.signals"))
    ]
    assert signals == []


def test_the_domain_never_reads_the_clock() -> None:
    readers = [
        f"{path}:{node.lineno}"
        for path, tree in modules()
        if path.parts[1:2] == ("registry",) and INNER & {*path.parts, path.stem}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in CLOCKS and not node.args and not node.keywords
    ]
    assert readers == []


def test_packages_re_export_nothing() -> None:
    speaking = [str(path) for path, tree in modules() if path.name == "__init__.py" and any(imported(tree))]
    assert [path for path in speaking if not _is_models_package(Path(path))] == []


def _is_models_package(path: Path) -> bool:
    """Django finds models in `models`: a package of them must name them."""
    return path.parent.name == "models"


def _floor(module: str) -> int:
    parts = module.split(".")
    if parts[0] != "edinstvo":
        return -1
    return next(number for number, names in enumerate(FLOORS) if parts[1] in names.split())


def _is_registry_slice(module: str) -> bool:
    parts = module.split(".")
    return parts[1:2] == ["registry"] and len(parts) > 3


def _slice(module: str) -> str:
    return ".".join(module.split(".")[:3])
