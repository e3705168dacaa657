"""Addresses of offices. Whoever opens them also knows what offices show, and write into papers, elsewhere."""

from django.urls import path, register_converter

from edinstvo.registry.offices.web import (
    acts,
    arriving,
    filling,
    issuing,
    letters,
    logins,
    my_record,
    pages,
    panels,
    papers,
    powers,
    staff,
)
from edinstvo.registry.offices.web.addresses import InpoConverter

__all__ = ["panels", "papers"]
register_converter(InpoConverter, "inpo_of_offices")

app_name = "offices"
urlpatterns = [
    path("offices/powers/", powers.table, name="powers"),
    path("offices/<inpo_of_offices:inpo>/", pages.shown, name="composition"),
    path("offices/<inpo_of_offices:inpo>/new/", filling.fill, name="fill"),
    path("offices/<inpo_of_offices:inpo>/terms/", pages.terms, name="terms"),
    path("offices/n/<int:id>/", pages.shown, name="part-composition"),
    path("offices/n/<int:id>/new/", filling.fill, name="part-fill"),
    path("offices/mandates/<int:mandate_id>/end/", acts.end, name="end"),
    path("offices/mandates/<int:mandate_id>/term/", acts.prolong, name="prolong"),
    path("offices/mandates/<int:mandate_id>/correction/", acts.correct, name="correct"),
    path("offices/mandates/<int:mandate_id>/letter/", issuing.to_holder, name="mandate-letter"),
    path("offices/<inpo_of_offices:inpo>/staff/", staff.listed, name="staff"),
    path("offices/<inpo_of_offices:inpo>/staff/new/", staff.appoint, name="appoint"),
    path("offices/staff/<int:appointment_id>/end/", staff.dismiss, name="dismiss"),
    path("offices/staff/<int:appointment_id>/link/", staff.link, name="staff-link"),
    path("letters/<inpo_of_offices:inpo>/", letters.overview, name="letters"),
    path("letters/<inpo_of_offices:inpo>/issue/", issuing.issue, name="issue-letters"),
    path("letters/<inpo_of_offices:inpo>/login/", logins.take_away, name="take-login"),
    path("letters/issues/<int:issue_id>/", letters.page, name="issue"),
    path("letters/issues/<int:issue_id>/progress/", letters.progress, name="issue-progress"),
    path("letters/issues/<int:issue_id>/file/", letters.take, name="issue-file"),
    path("account/my-record/", my_record.who_sees, name="my-record"),
    path("account/my-record/looks/", my_record.looks, name="my-looks"),
    path("letter/", arriving.letter, name="letter"),
]
