"""Files of reports go when nobody can ask about the programme any more; what was said stays."""

from datetime import date
from typing import Any

import pytest
from django.core.files.storage import default_storage

from edinstvo.foundation.files.actions.store_file import store_file
from edinstvo.insight.programme.actions.report_step import StepDetails, report_step
from edinstvo.insight.programme.models import StepReport
from tests.cast import NOW, OPERATOR, TODAY, a_union
from tests.foundation.retention.nights import confirmed, night
from tests.insight.programme.programmes import ENDS, approved, staged


@pytest.mark.django_db
def test_a_file_goes_five_years_after_the_programme(django_capture_on_commit_callbacks: Any) -> None:
    cast = a_union()
    file = store_file(actor=OPERATOR, name="приказ.pdf", chunks=[b"%PDF-1.7"], at=NOW, most_bytes=100)
    report_step(
        actor=OPERATOR,
        stage_id=staged(approved(cast.union)).pk,
        organisation=cast.kostroma,
        details=StepDetails(done_on=TODAY, text="Обучены все"),
        file=file,
        at=NOW,
    )
    confirmed()
    assert night("programme.evidence", date(ENDS.year + 5, ENDS.month, ENDS.day)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert night("programme.evidence", date(ENDS.year + 5, ENDS.month + 1, 1)) == 1
    kept = StepReport.objects.get()
    assert (kept.file, kept.file_name, kept.text) == (None, "приказ.pdf", "Обучены все")
    assert not default_storage.exists(file.key)
