"""Addresses of the indicators."""

from django.urls import path

from edinstvo.insight.indicators.web import board

app_name = "indicators"
urlpatterns = [path("indicators/", board.board, name="board")]
