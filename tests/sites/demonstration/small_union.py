"""The small union that the tests of the demonstration look at, and the moment it is filled in."""

from datetime import UTC, datetime

from edinstvo.sites.demonstration.rules.scale import Scale

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SMALL = Scale.of(0.02)
