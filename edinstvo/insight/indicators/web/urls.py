"""Addresses of the indicators."""

from django.urls import path

from edinstvo.insight.indicators.web import (
    board,
    definitions,
    exporting,
    movement,
    movement_file,
    online,
    online_file,
    primaries,
    reminding,
    structure,
    structure_file,
    summaries,
    summary,
    tile_map,
    trend,
    trend_file,
)

app_name = "indicators"
urlpatterns = [
    path("indicators/", board.board, name="board"),
    path("indicators/definitions/", definitions.definitions, name="definitions"),
    path("indicators/export/", exporting.export, name="export"),
    path("indicators/map/", tile_map.subjects_map, name="map"),
    path("indicators/trend/", trend.trend, name="trend"),
    path("indicators/trend/file/", trend_file.trend_file, name="trend-file"),
    path("indicators/movement/", movement.movement, name="movement"),
    path("indicators/movement/file/", movement_file.movement_file, name="movement-file"),
    path("indicators/summaries/", summaries.summaries, name="summaries"),
    path("indicators/summaries/<int:summary_id>/", summary.summary, name="summary"),
    path("indicators/summaries/<int:summary_id>/progress/", summaries.progress, name="summary-progress"),
    path("indicators/summaries/<int:summary_id>/file/", summary.file, name="summary-file"),
    path("indicators/online/", online.online, name="online"),
    path("indicators/online/file/", online_file.online_file, name="online-file"),
    path("indicators/structure/", structure.structure, name="structure"),
    path("indicators/structure/file/", structure_file.structure_file, name="structure-file"),
    path("indicators/structure/remind/", reminding.remind, name="remind"),
    path("indicators/structure/<slug:inpo>/", structure.region, name="region"),
    path("indicators/structure/<slug:inpo>/primaries/", primaries.primaries, name="primaries"),
]
