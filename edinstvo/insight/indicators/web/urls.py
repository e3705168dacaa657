"""Addresses of the indicators."""

from django.urls import path

from edinstvo.insight.indicators.web import board, reminding, structure

app_name = "indicators"
urlpatterns = [
    path("indicators/", board.board, name="board"),
    path("indicators/structure/", structure.structure, name="structure"),
    path("indicators/structure/remind/", reminding.remind, name="remind"),
    path("indicators/structure/<slug:inpo>/", structure.region, name="region"),
]
