"""What acts on the pages of organisations begin with: a school to found, and somebody who was quicker."""

from datetime import date

from edinstvo.registry.organisations.actions.rename_organisation import rename_organisation
from edinstvo.registry.organisations.models import Organisation
from tests.cast import NOW, OPERATOR

SCHOOL = {
    "type": "primary",
    "name": "Первичная профсоюзная организация\r\n  Ореховской средней школы",
    "short_name": "ППО Ореховской школы",
    "on": "1.9.2021",
    "decision": "Постановление президиума № 7-3",
}


def somebody_renames(organisation: Organisation, name: str, short_name: str = "") -> None:
    """Another name, given by somebody else meanwhile."""
    rename_organisation(
        actor=OPERATOR,
        organisation=organisation,
        name=name,
        short_name=short_name or name,
        on=date(2021, 1, 1),
        at=NOW,
        decision="№ 1",
        expected_version=1,
    )
