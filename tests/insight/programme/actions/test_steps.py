"""Reporting a step, its answer, and the steps that an organisation sets itself."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from edinstvo.foundation.access.actor import PowerMissing
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.journal.models import Entry
from edinstvo.foundation.notices.models import Notice
from edinstvo.insight.programme.actions.accept_step import accept_step
from edinstvo.insight.programme.actions.add_own_step import OwnStepDetails
from edinstvo.insight.programme.actions.answer_step import AnsweredAlready
from edinstvo.insight.programme.actions.approve_programme import NameTaken
from edinstvo.insight.programme.actions.change_own_step import change_own_step
from edinstvo.insight.programme.actions.hold import EditedMeanwhile, ProgrammeWithdrawn, TakesNoPart
from edinstvo.insight.programme.actions.report_step import EvidenceMissing, ReportedAlready
from edinstvo.insight.programme.actions.return_step import RemarkMissing, return_step
from edinstvo.insight.programme.actions.take_back_report import take_back_report
from edinstvo.insight.programme.actions.withdraw_own_step import withdraw_own_step
from edinstvo.insight.programme.actions.withdraw_stage import withdraw_stage
from edinstvo.insight.programme.models import OwnStep, Stage, StepReport
from edinstvo.insight.programme.rules import State
from edinstvo.registry.organisations.actions.hold_open import OrganisationClosed
from edinstvo.registry.organisations.actions.refuse_future_day import DayNotCome
from tests.cast import NOW, OPERATOR, TODAY, Cast, a_region, a_union, a_user, actor, auditor, staff
from tests.insight.programme.programmes import (
    accepted,
    approved,
    own_step,
    reported,
    returned,
    staged,
    standing_of,
)
from tests.registry.organisations.closing import closed


@pytest.fixture
def cast(db: None) -> Cast:
    return a_union()


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return staged(approved(cast.union))


class TestAReport:
    def test_waits_for_its_answer(self, cast: Cast, stage: Stage) -> None:
        made = reported(stage, cast.kostroma, actor=staff(cast.kostroma))
        assert (made.answer, made.done_on) == ("waiting", TODAY)
        assert standing_of(stage, cast.kostroma).state is State.WAITING
        assert standing_of(stage, cast.oryol).state is State.NOT_BEGUN
        entry = Entry.objects.get(verb="step_reported")
        assert (entry.object_name, entry.region_id) == (stage.title, cast.kostroma.pk)
        assert entry.after["link"] == "https://example.org/report"

    def test_needs_evidence_where_no_figure_tells(self, cast: Cast, stage: Stage) -> None:
        with pytest.raises(EvidenceMissing):
            reported(stage, cast.kostroma, link="")
        measured = staged(stage.programme, "По цифрам", ("completeness", 80))
        assert reported(measured, cast.kostroma, link="").answer == "waiting"

    def test_is_of_whoever_takes_part_and_reports(self, cast: Cast, stage: Stage) -> None:
        for who in (auditor(cast.kostroma), actor(Role.OPERATOR, cast.kostroma), staff(cast.oryol), staff(cast.galich)):
            with pytest.raises(PowerMissing):
                reported(stage, cast.kostroma, actor=who)
        with pytest.raises(TakesNoPart):
            reported(stage, cast.galich)
        own = staged(approved(cast.kostroma))
        assert reported(own, cast.galich, actor=actor(Role.CHAIR, cast.galich)).organisation == cast.galich
        for other in (cast.mtsensk, cast.kostroma):
            with pytest.raises(TakesNoPart):
                reported(own, other)

    def test_is_refused_ahead_of_its_day_and_of_what_is_gone(self, cast: Cast, stage: Stage) -> None:
        with pytest.raises(DayNotCome):
            reported(stage, cast.kostroma, done_on=TODAY + timedelta(days=1))
        new = a_region(cast.union, "Тульская областная организация", seat="71")
        closed(new, on=TODAY)
        with pytest.raises(OrganisationClosed):
            reported(stage, new)
        withdraw_stage(actor=OPERATOR, stage_id=stage.pk, reason="Повтор", at=NOW)
        with pytest.raises(ProgrammeWithdrawn):
            reported(stage, cast.kostroma)

    def test_stands_alone_until_it_is_returned(self, cast: Cast, stage: Stage) -> None:
        first = reported(stage, cast.kostroma)
        with pytest.raises(ReportedAlready):
            reported(stage, cast.kostroma)
        # Two who report at once meet the same rule in the database.
        with pytest.raises(IntegrityError), transaction.atomic():
            StepReport.objects.create(
                stage=stage, organisation=cast.kostroma, done_on=TODAY, text="…", reported_at=NOW, reported_by_name=""
            )
        accept_step(actor=OPERATOR, report_id=first.pk, at=NOW)
        with pytest.raises(ReportedAlready):
            reported(stage, cast.kostroma)
        return_step(actor=OPERATOR, report_id=first.pk, remark="Не тот файл", at=NOW)
        assert reported(stage, cast.kostroma).answer == "waiting"

    def test_is_taken_back_while_it_waits(self, cast: Cast, stage: Stage) -> None:
        made = reported(stage, cast.kostroma)
        with pytest.raises(PowerMissing):
            take_back_report(actor=staff(cast.oryol), report_id=made.pk, at=NOW)
        chief = staff(cast.kostroma)
        for _ in range(2):
            assert take_back_report(actor=chief, report_id=made.pk, at=NOW).answer == "taken_back"
        assert Entry.objects.filter(verb="step_taken_back").count() == 1
        assert standing_of(stage, cast.kostroma).state is State.NOT_BEGUN
        with pytest.raises(AnsweredAlready):
            take_back_report(actor=OPERATOR, report_id=accepted(stage, cast.kostroma).pk, at=NOW)


class TestAnAnswer:
    def test_confirms_the_stage_and_tells_those_who_reported(self, cast: Cast, stage: Stage) -> None:
        a_user("chief", grants=[(Role.STAFF, cast.kostroma)])
        a_user("typist", grants=[(Role.OPERATOR, cast.kostroma)])
        made = reported(stage, cast.kostroma)
        keeper = staff(cast.union)
        for _ in range(2):
            accept_step(actor=keeper, report_id=made.pk, at=NOW)
        found = standing_of(stage, cast.kostroma)
        assert (found.state, found.since) == (State.CONFIRMED, TODAY)
        assert Entry.objects.filter(verb="step_accepted", region_id=cast.kostroma.pk).count() == 1
        notice = Notice.objects.get(template="programme/accepted")
        assert notice.link == f"programme:participant {stage.programme_id} {cast.kostroma.inpo}"

    def test_with_a_remark_returns_it(self, cast: Cast, stage: Stage) -> None:
        a_user("chief", grants=[(Role.STAFF, cast.kostroma)])
        made = reported(stage, cast.kostroma)
        with pytest.raises(RemarkMissing):
            return_step(actor=OPERATOR, report_id=made.pk, remark="  ", at=NOW)
        keeper = staff(cast.union)
        for _ in range(2):
            return_step(actor=keeper, report_id=made.pk, remark="Нет списка", at=NOW)
        assert standing_of(stage, cast.kostroma).state is State.UNDER_WAY
        assert Entry.objects.get(verb="step_returned").reason == "Нет списка"
        assert "Нет списка" in Notice.objects.get(template="programme/returned").text
        with pytest.raises(AnsweredAlready):
            accept_step(actor=OPERATOR, report_id=made.pk, at=NOW)

    def test_is_given_by_whoever_keeps_the_programme(self, cast: Cast, stage: Stage) -> None:
        made = reported(stage, cast.kostroma)
        for who in (staff(cast.kostroma), auditor(cast.union)):
            with pytest.raises(PowerMissing):
                accept_step(actor=who, report_id=made.pk, at=NOW)
            with pytest.raises(PowerMissing):
                return_step(actor=who, report_id=made.pk, remark="Нет", at=NOW)

    def test_does_not_outweigh_figures(self, cast: Cast, stage: Stage) -> None:
        measured = staged(stage.programme, "По цифрам", ("plastic", 1))
        accepted(measured, cast.kostroma)
        assert standing_of(measured, cast.kostroma).state is State.UNDER_WAY


class TestAnOwnStep:
    def test_is_set_and_done_by_the_organisation(self, cast: Cast, stage: Stage) -> None:
        step = own_step(stage, cast.kostroma)
        assert standing_of(stage, cast.kostroma).state is State.UNDER_WAY
        assert _changed(step, done_on=TODAY).done_on == TODAY
        assert Entry.objects.get(verb="own_step_changed").after == {"done_on": TODAY.isoformat()}
        assert _changed(step, done_on=TODAY).version == 2
        with pytest.raises(EditedMeanwhile):
            _changed(step, title="Другой шаг")

    def test_is_refused_twice_ahead_and_to_strangers(self, cast: Cast, stage: Stage) -> None:
        step = own_step(stage, cast.kostroma)
        with pytest.raises(NameTaken):
            own_step(stage, cast.kostroma)
        with pytest.raises(DayNotCome):
            own_step(stage, cast.kostroma, "Ещё один", done_on=date(2026, 11, 25))
        with pytest.raises(TakesNoPart):
            own_step(stage, cast.galich)
        with pytest.raises(PowerMissing):
            withdraw_own_step(actor=staff(cast.oryol), step_id=step.pk, at=NOW)

    def test_is_withdrawn(self, cast: Cast, stage: Stage) -> None:
        step = own_step(stage, cast.kostroma)
        withdraw_own_step(actor=staff(cast.kostroma), step_id=step.pk, at=NOW)
        assert standing_of(stage, cast.kostroma).own_steps == []
        assert Entry.objects.get(verb="own_step_withdrawn").before == {"title": "Вебинар для территорий"}
        with pytest.raises(ProgrammeWithdrawn):
            _changed(step, done_on=TODAY)
        own_step(stage, cast.kostroma)


def test_a_returned_report_is_followed_by_another(cast: Cast, stage: Stage) -> None:
    returned(stage, cast.kostroma)
    accepted(stage, cast.kostroma)
    found = standing_of(stage, cast.kostroma)
    assert found.state is State.CONFIRMED
    assert [one.answer for one in found.reports] == ["accepted", "returned"]


def _changed(step: OwnStep, **said: object) -> OwnStep:
    known = {name: getattr(step, name) for name in ("title", "due_on", "responsible", "done_on")}
    details = OwnStepDetails(**{**known, **said})  # type: ignore[arg-type]  # as the test says
    return change_own_step(actor=OPERATOR, step_id=step.pk, details=details, expected_version=1, at=NOW)
