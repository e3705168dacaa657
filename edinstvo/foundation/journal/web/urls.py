"""Addresses of the journal."""

from django.urls import path

from edinstvo.foundation.journal.web import pages

app_name = "journal"
urlpatterns = [path("journal/", pages.entries_page, name="list")]
