"""Addresses of the table of periods."""

from django.urls import path

from edinstvo.foundation.retention.web import pages

app_name = "retention"
urlpatterns = [
    path("retention/", pages.table, name="table"),
    path("retention/decision/", pages.decision, name="decision"),
    path("retention/<str:code>/", pages.page, name="page"),
    path("retention/<str:code>/period/", pages.period, name="period"),
]
