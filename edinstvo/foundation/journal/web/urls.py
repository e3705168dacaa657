"""Addresses of the journal."""

from django.urls import path

from edinstvo.foundation.journal.web import pages, readings

app_name = "journal"
urlpatterns = [
    path("journal/", pages.entries_page, name="list"),
    path("journal/readings/", readings.who_reads, name="readings"),
]
