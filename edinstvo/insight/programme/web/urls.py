"""Addresses of programmes. Whoever opens them also knows the targets that programmes tell the indicators."""

from django.urls import path

from edinstvo.insight.programme.web import answering, keeping, own_steps, pages, participant, reporting, stages, targets

__all__ = ["targets"]

app_name = "programme"
urlpatterns = [
    path("programme/", pages.current, name="current"),
    path("programme/all/", pages.listed, name="list"),
    path("programme/new/", keeping.approve, name="approve"),
    path("programme/<int:programme_id>/", pages.page, name="page"),
    path("programme/<int:programme_id>/change/", keeping.change, name="change"),
    path("programme/<int:programme_id>/withdraw/", keeping.withdraw, name="withdraw"),
    path("programme/<int:programme_id>/stages/new/", stages.add, name="add-stage"),
    path("programme/<int:programme_id>/of/<slug:inpo>/", participant.page, name="participant"),
    path("programme/stages/<int:stage_id>/", pages.stage_page, name="stage"),
    path("programme/stages/<int:stage_id>/change/", stages.change, name="change-stage"),
    path("programme/stages/<int:stage_id>/withdraw/", stages.withdraw, name="withdraw-stage"),
    path("programme/stages/<int:stage_id>/remind/", stages.remind, name="remind"),
    path("programme/stages/<int:stage_id>/of/<slug:inpo>/report/", reporting.report, name="report"),
    path("programme/stages/<int:stage_id>/of/<slug:inpo>/steps/new/", own_steps.add, name="add-step"),
    path("programme/steps/<int:step_id>/", own_steps.change, name="change-step"),
    path("programme/steps/<int:step_id>/withdraw/", own_steps.withdraw, name="withdraw-step"),
    path("programme/reports/<int:report_id>/accept/", answering.accept, name="accept"),
    path("programme/reports/<int:report_id>/return/", answering.give_back, name="return"),
    path("programme/reports/<int:report_id>/take-back/", reporting.take_back, name="take-back"),
    path("programme/reports/<int:report_id>/file/", answering.file, name="file"),
]
