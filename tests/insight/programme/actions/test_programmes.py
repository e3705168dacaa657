"""Approving, changing and withdrawing programmes and their stages."""

from datetime import date

import pytest

from edinstvo.foundation.access.actor import Actor, PowerMissing
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.insight.programme.actions.add_stage import CriteriaRepeated, CriterionImpossible, OutsideProgramme
from edinstvo.insight.programme.actions.approve_programme import DaysOutOfOrder, NameTaken, NotAnOwner
from edinstvo.insight.programme.actions.change_programme import StagesOutside, change_programme
from edinstvo.insight.programme.actions.change_stage import change_stage
from edinstvo.insight.programme.actions.hold import EditedMeanwhile, ProgrammeWithdrawn
from edinstvo.insight.programme.actions.withdraw_programme import withdraw_programme
from edinstvo.insight.programme.actions.withdraw_stage import withdraw_stage
from edinstvo.insight.programme.models import Measured, Programme, Stage
from edinstvo.insight.programme.queries.standing import programmes, stages_of
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_union, actor, auditor, chair, staff
from tests.insight.programme.programmes import approved, details, stage_details, staged


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


class TestAProgramme:
    def test_is_approved_by_a_decision_and_written_down(self, cast: Cast) -> None:
        made = approved(cast.union, actor=staff(cast.union))
        assert (made.organisation, made.version) == (cast.union, 1)
        entry = Entry.objects.get(verb="programme_approved")
        assert (entry.object_name, entry.after["body"]) == ("Год цифровизации", "Исполнительный комитет")
        assert entry.after["begins_on"] == "2026-01-01"

    def test_of_a_region_stands_beside_that_of_the_union(self, cast: Cast) -> None:
        approved(cast.union)
        own = approved(cast.kostroma, actor=staff(cast.kostroma), name="Семь месяцев — семь шагов")
        assert own.organisation == cast.kostroma
        assert Entry.objects.filter(verb="programme_approved", region_id=cast.kostroma.pk).count() == 1

    @pytest.mark.parametrize(
        ("said", "refusal"),
        [
            ({"ends_on": date(2025, 12, 31)}, DaysOutOfOrder),
            ({"decision_on": date(2026, 11, 25)}, DayNotCome),
        ],
    )
    def test_is_refused_with_wrong_days(self, cast: Cast, said: dict[str, date], refusal: type[Exception]) -> None:
        with pytest.raises(refusal):
            approved(cast.union, **said)
        assert not Programme.objects.exists()

    def test_is_refused_below_a_region_and_twice_under_one_name(self, cast: Cast) -> None:
        approved(cast.union)
        with pytest.raises(NameTaken):
            approved(cast.union)
        with pytest.raises(NotAnOwner):
            approved(cast.galich)

    def test_is_approved_by_the_staff_of_its_owner_alone(self, cast: Cast) -> None:
        for who in (auditor(cast.union), actor(Role.OPERATOR, cast.union), staff(cast.kostroma), chair(cast.galich)):
            with pytest.raises(PowerMissing):
                approved(cast.union, actor=who)
        with pytest.raises(PowerMissing):
            approved(cast.kostroma, actor=staff(cast.oryol))
        approved(cast.kostroma, actor=staff(cast.union))

    def test_is_changed_where_its_stages_still_lie_inside(self, cast: Cast) -> None:
        made = approved(cast.union)
        staged(made)
        with pytest.raises(StagesOutside):
            _change(made, ends_on=date(2026, 12, 30))
        assert _change(made, ends_on=date(2026, 12, 31)).version == 2
        assert Entry.objects.get(verb="programme_changed").before == {"ends_on": "2027-03-31"}

    def test_is_not_changed_over_somebody_else_and_twice_is_once(self, cast: Cast) -> None:
        made = approved(cast.union)
        _change(made, name="Год цифровой трансформации")
        assert _change(made, name="Год цифровой трансформации").version == 2
        with pytest.raises(EditedMeanwhile):
            _change(made, name="Другое название")
        with pytest.raises(PowerMissing):
            _change(made, by=staff(cast.kostroma), name="Другое название")

    def test_is_withdrawn_and_seen_no_more(self, cast: Cast) -> None:
        made = approved(cast.union)
        with pytest.raises(PowerMissing):
            withdraw_programme(actor=staff(cast.oryol), programme_id=made.pk, reason="Ошибка", at=NOW)
        withdraw_programme(actor=staff(cast.union), programme_id=made.pk, reason="Ошибка", at=NOW)
        assert not programmes(seen_by=OPERATOR).exists()
        assert Entry.objects.get(verb="programme_withdrawn").reason == "Ошибка"
        with pytest.raises(ProgrammeWithdrawn):
            staged(made)
        approved(cast.union)


class TestAStage:
    def test_is_added_with_what_has_to_be_reached(self, cast: Cast) -> None:
        made = staged(approved(cast.union), "Полные записи", ("completeness", 80), ("plastic", 100))
        assert [(one.indicator, int(one.value)) for one in made.criteria.order_by("pk")] == [
            ("completeness", 80),
            ("plastic", 100),
        ]
        after = Entry.objects.get(verb="stage_added").after
        assert (after["goal_completeness"], after["goal_plastic"], after["due_on"]) == ("80", "100", "2026-12-31")

    @pytest.mark.parametrize(
        ("said", "refusal"),
        [
            ({"due_on": date(2026, 8, 31)}, DaysOutOfOrder),
            ({"begins_on": date(2025, 12, 31)}, OutsideProgramme),
            ({"due_on": date(2027, 4, 1)}, OutsideProgramme),
        ],
    )
    def test_is_refused_outside_its_programme(
        self, cast: Cast, said: dict[str, date], refusal: type[Exception]
    ) -> None:
        made = approved(cast.union)
        with pytest.raises(refusal):
            staged(made, **said)
        assert not Stage.objects.exists()

    @pytest.mark.parametrize(
        ("goals", "refusal"),
        [
            ([("completeness", 101)], CriterionImpossible),
            ([("plastic", "1.5")], CriterionImpossible),
            ([("total", 5)], CriterionImpossible),
            ([("plastic", 5), ("plastic", 6)], CriteriaRepeated),
        ],
    )
    def test_is_refused_with_what_cannot_be_reached(
        self, cast: Cast, goals: list[tuple[str, object]], refusal: type[Exception]
    ) -> None:
        made = approved(cast.union)
        with pytest.raises(refusal):
            staged(made, "Этап", *goals)

    def test_of_a_region_is_not_measured_by_the_structure_of_regions(self, cast: Cast) -> None:
        own = approved(cast.kostroma)
        with pytest.raises(CriterionImpossible):
            staged(own, "Этап", ("regions_structured", 1))
        staged(own, "Этап", ("primaries", 3))

    def test_is_not_added_twice_nor_by_a_stranger(self, cast: Cast) -> None:
        made = approved(cast.union)
        staged(made)
        with pytest.raises(NameTaken):
            staged(made)
        for who in (auditor(cast.union), staff(cast.kostroma)):
            with pytest.raises(PowerMissing):
                _change_stage(made.stages.get(), "Другое", by=who)

    def test_changed_keeps_what_was_counted_of_a_criterion_that_stays(self, cast: Cast) -> None:
        made = staged(approved(cast.union), "Этап", ("completeness", 80), ("plastic", 100))
        kept = made.criteria.get(indicator="completeness")
        for one in made.criteria.all():
            Measured.objects.create(criterion=one, organisation=cast.oryol, numerator=1, counted_on=TODAY)
        changed = _change_stage(made, "Этап", ("completeness", 80), ("bonus", 7))
        assert changed.version == 2
        assert [one.criterion_id for one in Measured.objects.all()] == [kept.pk]
        entry = Entry.objects.get(verb="stage_changed")
        assert (entry.before, entry.after) == (
            {"goal_plastic": "100", "goal_bonus": None},
            {"goal_plastic": "", "goal_bonus": "7"},
        )
        with pytest.raises(EditedMeanwhile):
            _change_stage(made, "Другой")

    def test_is_withdrawn_and_its_title_is_free_again(self, cast: Cast) -> None:
        made = approved(cast.union)
        withdraw_stage(actor=staff(cast.union), stage_id=staged(made).pk, reason="Повтор", at=NOW)
        assert stages_of(made) == []
        staged(made)
        assert len(stages_of(made)) == 1


def _change(made: Programme, *, by: Actor = OPERATOR, **said: object) -> Programme:
    return change_programme(
        actor=by,
        programme_id=made.pk,
        details=details(**said),
        expected_version=1,
        at=NOW,
    )


def _change_stage(
    made: Stage,
    title: str = "Обучение председателей",
    *goals: tuple[str, object],
    by: Actor = OPERATOR,
) -> Stage:
    return change_stage(
        actor=by,
        stage_id=made.pk,
        details=stage_details(title, *goals),
        expected_version=1,
        at=NOW,
    )
