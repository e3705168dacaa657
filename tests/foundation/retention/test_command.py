"""`edinstvo minimise`: says what is due, removes it unless told not to, names an unknown kind."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.ui.models import Draft
from tests.cast import a_union
from tests.foundation.retention.test_minimise import drafts
from tests.registry.members.people import a_former_member

pytestmark = pytest.mark.django_db


def answered(*arguments: str) -> dict[str, Any]:
    """What the command prints with --json."""
    out = StringIO()
    call_command("minimise", *arguments, "--json", stdout=out, stderr=StringIO())
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def test_a_dry_run_says_what_a_run_then_does() -> None:
    drafts(2)
    dry = answered("--dry-run", "--kind", "ui.drafts")
    assert (dry["error"], dry["dry_run"], dry["decision"]) == (None, True, None)
    [row] = dry["kinds"]
    assert (row["kind"], row["period"], row["is_confirmed"], row["due"], row["done"]) == (
        "ui.drafts",
        "120d",
        True,
        2,
        0,
    )
    assert Draft.objects.count() == 3
    [row] = answered("--kind", "ui.drafts", "--operator", "Ким")["kinds"]
    assert (row["due"], row["done"], Draft.objects.count()) == (2, 2, 1)
    entry = Entry.objects.get(verb="retention_minimised")
    assert (entry.actor_name, entry.address) == ("Ким", "command minimise")


def test_what_waits_for_a_decision_is_told_and_left() -> None:
    a_former_member(a_union().berezovka, phone="+79105550112")
    [row] = answered("--kind", "members.contacts")["kinds"]
    assert (row["is_confirmed"], row["due"], row["done"]) == (False, 1, 0)
    out = StringIO()
    call_command("minimise", "--kind", "members.contacts", stdout=out)
    assert out.getvalue().strip() == "members.contacts: 30d, due 1, removed 0 (waits for a decision)"


def test_an_unknown_kind_is_told() -> None:
    with pytest.raises(CommandError, match="no kind nobody"):
        call_command("minimise", "--kind", "nobody", "--dry-run")
