"""Writes docs/guides/powers.md from the tables in the code; `--check` only says by its exit code if it is stale.

Nothing is said twice: the roles stand in foundation/access/powers.py, what a power lets one do in each slice's
permissions.py, which office carries which role in registry/offices/rules.py.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
PAGE = HOUSE / "docs" / "guides" / "powers.md"
HEAD = """# Who may do what

Written by `bin/powers` from the tables in the code; change those, never this page. A power holds in a **branch**: the
organisation that a grant names and everything below it. Nobody gives a power that they do not hold there themselves.
"""


def main() -> int:
    """Write the page, or say that it is stale."""
    sys.path.insert(0, str(HOUSE))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import_module("django").setup()
    text = page()
    if "--check" in sys.argv:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")
    return 0


def page() -> str:
    """The whole page, in English like all documents."""
    with import_module("django.utils.translation").override("en"):
        return "\n".join([HEAD, *_roles(), *_offices(), *_sentences()])


def _roles() -> list[str]:
    powers = import_module("edinstvo.foundation.access.powers")
    lines = ["## Roles", f"| power | {' | '.join(role.value for role in powers.Role)} |"]
    lines.append("|---" * (len(powers.Role) + 1) + "|")
    for power in powers.Power:
        marks = ("yes" if power in powers.POWERS_OF[role] else "–" for role in powers.Role)
        lines.append(f"| {_words(power.value)} | {' | '.join(marks)} |")
    return [*lines, ""]


def _offices() -> list[str]:
    rules = import_module("edinstvo.registry.offices.rules")
    office = import_module("edinstvo.registry.offices.models").Office
    lines = [
        "## Offices and the roles they bring",
        "| office | at a primary | above | entered by |",
        "|---|---|---|---|",
    ]
    for one in rules.OfficeCode:
        roles = rules.ROLES.get(one)
        above = one in rules.ENTERED_FROM_ABOVE
        who = "whoever manages organisations" + (" above it" if above else " there")
        cells = (*(role.value for role in roles), who) if roles else ("–", "–", "whoever keeps the members")
        lines.append(f"| {office(one.value).label.lower()} | {' | '.join(cells)} |")
    return [*lines, "", "An office of a part of a primary brings no role: a part heads no branch.", ""]


def _sentences() -> list[str]:
    lines = ["## What a power lets one do", "| power | in | who has it |", "|---|---|---|"]
    for path in sorted((HOUSE / "edinstvo").glob("*/*/permissions.py")):
        module = ".".join(path.relative_to(HOUSE).with_suffix("").parts)
        for power, sentence in import_module(module).SENTENCES.items():
            lines.append(f"| {_words(power.value)} | {path.parent.name} | {sentence} |")
    return [*lines, ""]


def _words(name: str) -> str:
    return name.replace("_", " ")


if __name__ == "__main__":
    sys.exit(main())
