"""Addresses of consents. Whoever opens them also knows the panel that consents show on a member's page."""

from django.urls import path

from edinstvo.registry.consents.web import duties, giving, many, missing, panels, printing, texts

__all__ = ["panels"]

app_name = "consents"
urlpatterns = [
    path("consents/", missing.page, name="missing"),
    path("consents/many/", many.ask, name="ask"),
    path("consents/many/<int:act_id>/", many.page, name="act"),
    path("consents/many/<int:act_id>/progress/", many.progress, name="progress"),
    path("consents/blanks/", printing.blanks, name="blanks"),
    path("consents/duties/", duties.duties, name="duties"),
    path("consents/duties/<int:duty_id>/", duties.settle, name="settle"),
    path("consents/texts/", texts.texts, name="texts"),
    path("consents/texts/<int:text_id>/", texts.text, name="text"),
    path("consents/texts/<slug:kind>/new/", texts.write, name="write"),
    path("consents/<int:consent_id>/slip/", giving.strike, name="strike"),
    path("members/<int:person_id>/consents/<slug:kind>/", giving.give, name="give"),
    path("members/<int:person_id>/consents/<slug:kind>/withdrawal/", giving.withdraw, name="withdraw"),
    path("members/<int:person_id>/consents/<slug:kind>/blank/", printing.blank, name="blank"),
]
