"""`edinstvo audit-figures`: silent where all is right, and naming whatever is not."""

import contextlib
import json
from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from edinstvo.foundation.tallies.models import Delta
from edinstvo.insight.indicators.actions.keep_courses import keep_courses
from edinstvo.insight.indicators.actions.keep_structures import keep_structures
from edinstvo.insight.indicators.models import Checkpoint, Course, Structure
from edinstvo.registry.members.models import Membership
from tests.cast import TODAY, Cast, a_union
from tests.registry.members.people import a_former_member, a_member
from tests.registry.organisations.moving import moved

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """Three people, one of whom has left, and a territory that has moved; all of it kept."""
    cast = a_union()
    a_member(cast.berezovka, "Первая Анна", since=date(2020, 1, 1))
    a_member(cast.mtsensk_school, "Вторая Анна", since=date(2024, 2, 1))
    a_former_member(cast.berezovka, "Третья Анна", since=date(2020, 1, 1), until=date(2024, 3, 17))
    keep_courses()
    moved(cast.galich, cast.oryol, on=TODAY)
    keep_courses()
    keep_structures(on=TODAY)
    return cast


def _found() -> list[dict[str, object]]:
    out = StringIO()
    with contextlib.suppress(CommandError):
        call_command("audit_figures", "--json", "--quiet", stdout=out)
    found: list[dict[str, object]] = json.loads(out.getvalue())["differences"]
    return found


@pytest.mark.usefixtures("cast")
def test_is_content_with_what_acts_have_kept() -> None:
    out = StringIO()
    call_command("audit_figures", stdout=out, stderr=StringIO())
    assert "Every figure that is kept is what the rows say" in out.getvalue() or "строкам" in out.getvalue()


def _lose_a_delta(_cast: Cast) -> None:
    Delta.objects.filter(measure="open_memberships").order_by("pk").first().delete()  # type: ignore[union-attr]  # there are some


def _lose_a_row(cast: Cast) -> None:
    Membership.objects.filter(organisation=cast.berezovka, ended_on=None).delete()


def _bend_a_course(cast: Cast) -> None:
    course = Course.objects.get(organisation_id=cast.mtsensk_school.pk)
    Course.objects.filter(pk=course.pk).update(amounts=[2 * amount for amount in course.amounts])


def _carry_too_much(cast: Cast) -> None:
    course = Course.objects.get(organisation_id=cast.berezovka.pk)
    Course.objects.filter(pk=course.pk).update(carried=[1, *course.carried[1:]])


def _bend_a_checkpoint(cast: Cast) -> None:
    Checkpoint.objects.filter(organisation_id=cast.oryol.pk, span="m", first_day=date(2024, 2, 1)).update(members=7)


def _bend_a_mark(cast: Cast) -> None:
    Membership.objects.filter(organisation=cast.mtsensk_school).update(has_bonus=True)


def _forget_a_name(cast: Cast) -> None:
    Membership.objects.filter(organisation=cast.mtsensk_school).update(other_keys="|тянь|")


def _bend_a_structure(cast: Cast) -> None:
    Structure.objects.filter(region_id=cast.oryol.pk).update(without_access=0)


@pytest.mark.parametrize(
    ("bend", "what"),
    [
        (_lose_a_delta, "today"),
        (_lose_a_row, "today"),
        (_lose_a_row, "course"),
        (_bend_a_course, "course"),
        (_carry_too_much, "course"),
        (_bend_a_checkpoint, "checkpoint"),
        (_bend_a_mark, "mark"),
        (_forget_a_name, "mark"),
        (_bend_a_structure, "structure"),
    ],
)
def test_names_what_differs(cast: Cast, bend: Callable[[Cast], None], what: str) -> None:
    assert _found() == []
    bend(cast)
    assert what in {one["what"] for one in _found()}
    with pytest.raises(CommandError):
        call_command("audit_figures", "--quiet", stdout=StringIO())
