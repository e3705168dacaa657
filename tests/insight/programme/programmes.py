"""Programmes of the tests, approved and lived through by their own acts."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from edinstvo.foundation.access.actor import Actor
from edinstvo.insight.programme.actions.accept_step import accept_step
from edinstvo.insight.programme.actions.add_own_step import OwnStepDetails, add_own_step
from edinstvo.insight.programme.actions.add_stage import StageDetails, add_stage
from edinstvo.insight.programme.actions.approve_programme import ProgrammeDetails, approve_programme
from edinstvo.insight.programme.actions.report_step import StepDetails, report_step
from edinstvo.insight.programme.actions.return_step import return_step
from edinstvo.insight.programme.models import OwnStep, Programme, Stage, StepReport
from edinstvo.insight.programme.queries.standing import stages_of, taking_part
from edinstvo.insight.programme.queries.states import Standing, standings
from edinstvo.insight.programme.rules import Asked
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR, TODAY, Cast

BEGINS, ENDS = date(2026, 1, 1), date(2027, 3, 31)
YESTERDAY = TODAY - timedelta(days=1)


def details(**said: Any) -> ProgrammeDetails:
    """The words of the decision."""
    known = {"name": "Год цифровизации", "begins_on": BEGINS, "ends_on": ENDS, "body": "Исполнительный комитет"}
    return ProgrammeDetails(**{**known, "decision_on": date(2025, 12, 20), "decision_number": "6-12", **said})


def approved(owner: Organisation, *, actor: Actor = OPERATOR, **said: Any) -> Programme:
    """A programme of this owner."""
    return approve_programme(actor=actor, organisation=owner, details=details(**said), at=NOW)


def stage_details(title: str = "Обучение председателей", *goals: tuple[str, object], **said: Any) -> StageDetails:
    """A stage that goes on; `goals` are (indicator, value)."""
    criteria = [Asked(indicator, Decimal(str(value))) for indicator, value in goals]
    days = {"begins_on": date(2026, 9, 1), "due_on": date(2026, 12, 31)}
    return StageDetails(title=title, criteria=criteria, **{"responsible": "Отдел цифровизации", **days, **said})


def staged(
    programme: Programme, title: str = "Обучение председателей", *goals: tuple[str, object], **said: Any
) -> Stage:
    """A stage of the programme, added by somebody who may."""
    return add_stage(actor=OPERATOR, programme_id=programme.pk, details=stage_details(title, *goals, **said), at=NOW)


def overdue(programme: Programme, title: str = "Построение структуры", *goals: tuple[str, object]) -> Stage:
    """A stage whose last day was yesterday."""
    return staged(programme, title, *goals, begins_on=date(2026, 2, 1), due_on=YESTERDAY)


def reported(stage: Stage, place: Organisation, *, actor: Actor = OPERATOR, **said: Any) -> StepReport:
    """The step reported today, with a link."""
    known = {"done_on": TODAY, "text": "Обучены 312 председателей", "link": "https://example.org/report"}
    return report_step(
        actor=actor, stage_id=stage.pk, organisation=place, details=StepDetails(**{**known, **said}), at=NOW
    )


def accepted(stage: Stage, place: Organisation) -> StepReport:
    """The step reported and accepted."""
    return accept_step(actor=OPERATOR, report_id=reported(stage, place).pk, at=NOW)


def returned(stage: Stage, place: Organisation, remark: str = "Нет списка обученных") -> StepReport:
    """The step reported and returned."""
    return return_step(actor=OPERATOR, report_id=reported(stage, place).pk, remark=remark, at=NOW)


def own_step(stage: Stage, place: Organisation, title: str = "Вебинар для территорий", **said: Any) -> OwnStep:
    """A step of their own."""
    known = {"title": title, "due_on": date(2026, 12, 1), "responsible": "Заместитель председателя"}
    step = OwnStepDetails(**{**known, **said})
    return add_own_step(actor=OPERATOR, stage_id=stage.pk, organisation=place, details=step, at=NOW)


def standing_of(stage: Stage, place: Organisation, *, on: date = TODAY) -> Standing:
    """Where the organisation stands on the stage."""
    stages = [one for one in stages_of(stage.programme) if one.pk == stage.pk]
    [[found]] = standings(stages, [place], on=on)
    return found


# Of whom, and of what, only this step tells.
FOREIGN_TEXTS = ("Докладчикова", "Тайные занятия", "Вложенная-справка", "Шагомерова", "Запретный семинар")


def a_foreign_step(place: Organisation) -> StepReport:
    """In every programme that the organisation takes part in: a report and an own step, in `FOREIGN_TEXTS`."""
    name, text, link, responsible, title = FOREIGN_TEXTS
    by = Actor.operator(name=f"{name} Инна", command="cast")
    for programme in Programme.objects.filter(withdrawn_at=None):
        if taking_part(programme.organisation).filter(pk=place.pk).exists():
            stage = staged(programme, "Чужая ступень")
            own_step(stage, place, title, responsible=responsible)
            made = reported(stage, place, actor=by, text=text, link=f"https://example.org/{link}")
    return made


def a_lived_in_programme(cast: Cast) -> dict[str, list[tuple[list[object], str]]]:
    """Of the union and of Kostroma, in every state that a page can show: the ids of each address and what it asks.

    Lived through the first time it is asked for.
    """
    union, own = (
        Programme.objects.filter(organisation=owner).first() or _lived(owner) for owner in (cast.union, cast.kostroma)
    )
    [late, *others], stages = stages_of(own), stages_of(union)
    region, place = cast.kostroma.inpo, cast.buy.inpo
    step = OwnStep.objects.filter(organisation=cast.kostroma)[:1].get()
    waiting = StepReport.objects.filter(organisation=cast.buy, answer="waiting")[:1].get()
    returned_to = StepReport.objects.filter(organisation=cast.kostroma, answer="returned")[:1].get()
    one: list[tuple[list[object], str]] = [([waiting.pk], "")]
    return {
        "page": [([union.pk], ""), ([own.pk], ""), ([own.pk], "?behind")],
        **{key: [([own.pk], "")] for key in ("change", "withdraw", "add-stage")},
        "stage": [([stage.pk], "") for stage in (late, *others, stages[0])],
        **{key: [([late.pk], "")] for key in ("change-stage", "withdraw-stage", "remind")},
        "participant": [([union.pk, region], ""), ([own.pk, place], "")],
        "report": [([returned_to.stage_id, region], "")],
        "add-step": [([stages[0].pk, region], "")],
        **{key: [([step.pk], "")] for key in ("change-step", "withdraw-step")},
        **dict.fromkeys(("accept", "return", "take-back"), one),
    }


def _lived(owner: Organisation) -> Programme:
    made = approved(owner, name="Год цифровизации: единый реестр, электронная карта, отчёты без бумаги")
    late, soon = overdue(made, "Переход на электронный учёт", ("registered_share", 100), ("members", 900)), staged(made)
    third = staged(
        made, "Приём онлайн", ("joined_online", 10), due_on=date(2027, 1, 31), work="Заявление\n\nс телефона"
    )
    for place in taking_part(owner):
        returned(soon, place, "Нет списка обученных: приложите его таблицей, по одной строке на председателя")
        reported(late, place, text="Обучены 312 председателей, " * 9, link="https://example.org/" + "long-name-" * 12)
        own_step(soon, place, done_on=TODAY)
        own_step(third, place, "Разъяснить педагогам Белозёрско-Воскресенского района, как вступить")
    return made
