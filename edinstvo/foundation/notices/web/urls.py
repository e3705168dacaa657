"""Addresses of notices: the outbox of a branch, and what was said to oneself."""

from django.urls import path

from edinstvo.foundation.notices.web import inside, outbox

app_name = "notices"
urlpatterns = [
    path("outbox/", outbox.outgoing, name="outbox"),
    path("outbox/trial/", outbox.trial, name="trial"),
    path("outbox/<int:notice_id>/again/", outbox.again, name="again"),
    path("notices/", inside.mine, name="mine"),
    path("notices/read/", inside.read_all, name="read-all"),
    path("notices/<int:notice_id>/read/", inside.read, name="read"),
]
