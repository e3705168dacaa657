"""Where the forms of the figures and of programmes stand."""

from collections.abc import Callable

from edinstvo.foundation.access.powers import Role
from tests.cast import Cast, visitor
from tests.insight.programme.programmes import approved, own_step, reported, staged
from tests.sites.office.hostile_doors.door import JOURNAL, KEPT, Door


def _confirm_structure(cast: Cast) -> Door:
    url = f"/indicators/structure/{cast.kostroma.inpo}/"
    sent = {"primaries": "12", "on": "01.09.2021", "decision": "Постановление № 7-3"}
    sent["version"] = str(cast.kostroma.version)
    browser = visitor(Role.STAFF, cast.kostroma)
    return Door(browser=browser, url=url, sent=sent, seen_at=(url, JOURNAL), unseen=KEPT)


def _programme(cast: Cast) -> Door:
    sent = {"name": "Год цифровизации", "begins_on": "01.01.2026", "ends_on": "31.12.2026", "body": "Исполком"}
    sent |= {"decision_on": "20.12.2025", "decision_number": "6-12", "version": "", "organisation": ""}
    browser, left_out = visitor(Role.STAFF, cast.union), frozenset(["organisation"])
    unseen = KEPT | left_out
    return Door(browser=browser, url="/programme/new/", sent=sent, seen_at=(JOURNAL,), unseen=unseen, left_out=left_out)


def _stage(cast: Cast) -> Door:
    url = f"/programme/{approved(cast.union).pk}/stages/new/"
    sent = {"title": "Обучение", "begins_on": "01.09.2026", "due_on": "31.12.2026", "work": "Вебинары"}
    goals = {"indicator_1": "completeness", "value_1": "80", "indicator_2": "plastic", "value_2": "100"}
    sent |= {"responsible": "Отдел", "version": "", **goals, "indicator_3": "", "value_3": ""}
    unseen = KEPT | {f"{name}_{number}" for name in ("indicator", "value") for number in (1, 2, 3)}
    return Door(browser=visitor(Role.STAFF, cast.union), url=url, sent=sent, seen_at=(JOURNAL,), unseen=unseen)


def _report(cast: Cast) -> Door:
    stage = staged(approved(cast.union))
    url = f"/programme/stages/{stage.pk}/of/{cast.kostroma.inpo}/report/"
    seen = (f"/programme/{stage.programme_id}/of/{cast.kostroma.inpo}/", JOURNAL)
    sent = {"done_on": "01.09.2026", "text": "Обучены все", "link": "https://example.org/report"}
    return Door(browser=visitor(Role.STAFF, cast.kostroma), url=url, sent=sent, seen_at=seen)


def _return(cast: Cast) -> Door:
    stage = staged(approved(cast.union))
    report = reported(stage, cast.kostroma)
    seen = (f"/programme/{stage.programme_id}/of/{cast.kostroma.inpo}/", JOURNAL)
    url, sent = f"/programme/reports/{report.pk}/return/", {"remark": "Нет списка"}
    return Door(browser=visitor(Role.STAFF, cast.union), url=url, sent=sent, seen_at=seen)


def _withdraw(cast: Cast) -> Door:
    url = f"/programme/stages/{staged(approved(cast.union)).pk}/withdraw/"
    browser = visitor(Role.STAFF, cast.union)
    return Door(browser=browser, url=url, sent={"reason": "Повтор"}, seen_at=(JOURNAL,))


def _own_step(cast: Cast) -> Door:
    stage = staged(approved(cast.union))
    step = own_step(stage, cast.kostroma)
    seen = (f"/programme/{stage.programme_id}/of/{cast.kostroma.inpo}/", JOURNAL)
    sent = {"title": "Вебинар", "due_on": "01.12.2026", "responsible": "Заместитель", "done_on": "01.09.2026"}
    sent["version"] = "1"
    browser = visitor(Role.STAFF, cast.kostroma)
    return Door(browser=browser, url=f"/programme/steps/{step.pk}/", sent=sent, seen_at=seen, unseen=KEPT)


def _day(cast: Cast) -> Door:
    kept = frozenset(["organisation", "by", "tree"])
    sent = {"on": "16.03.2021", "since": "01.01.2021"}
    browser = visitor(Role.STAFF, cast.kostroma)
    return Door(browser=browser, url="/indicators/", sent=sent, is_asked=True, answer=200, others=kept)


def _export_board(cast: Cast) -> Door:
    url, sent = f"/indicators/export/?organisation={cast.kostroma.inpo}", {"kind": "csv", "depth": "all"}
    browser = visitor(Role.STAFF, cast.kostroma)
    return Door(browser=browser, url=url, sent=sent, answer=200, unseen=frozenset(sent))


def _ask_summary(cast: Cast) -> Door:
    url = f"/indicators/summaries/?organisation={cast.kostroma.inpo}"
    sent = {"as_of": "16.03.2021", "base": "01.01.2021", "year": "2020"}
    return Door(browser=visitor(Role.STAFF, cast.kostroma), url=url, sent=sent, seen_at=(url,))


DOORS: dict[str, Callable[[Cast], Door]] = {
    "indicators.ConfirmationForm": _confirm_structure,
    "programme.ProgrammeForm": _programme,
    "programme.StageForm": _stage,
    "programme.ReportForm": _report,
    "programme.ReturnForm": _return,
    "programme.WithdrawalForm": _withdraw,
    "programme.OwnStepForm": _own_step,
    "indicators.DayForm": _day,
    "indicators.ExportForm": _export_board,
    "indicators.SummaryForm": _ask_summary,
}
