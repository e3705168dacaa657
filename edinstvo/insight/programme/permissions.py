"""Who may do what with programmes: sentences, the check for a row in hand, and the same rule as SQL."""

from django.db.models import Q

from edinstvo.foundation.access.actor import Actor
from edinstvo.foundation.access.branches import Branch, Level
from edinstvo.foundation.access.powers import Power
from edinstvo.insight.programme.models import Programme
from edinstvo.registry.organisations.models import Organisation, OrganisationType

SENTENCES = {
    Power.SEE_ORGANISATIONS: (
        "sees the programmes that the organisations of the branch own or take part in, and how far those of the branch "
        "have come"
    ),
    Power.KEEP_PROGRAMME: (
        "approves and changes the programmes of the head of the branch, accepts and returns the reports of steps, "
        "reminds those who are behind"
    ),
    Power.REPORT_STEPS: "reports the steps of the head of the branch with their evidence, keeps its own steps",
}


def visible_to(actor: Actor) -> Q:
    """The programmes of which the actor sees the owner, or somebody who takes part."""
    branches = actor.branches(Power.SEE_ORGANISATIONS)
    if any(branch.level is Level.UNION for branch in branches):
        return Q()
    regions, territories = _ids(branches, Level.REGION), _ids(branches, Level.TERRITORY)
    above = Organisation.objects.filter(pk__in=territories).values("region_id")
    seen = Q(organisation__in=regions) | Q(organisation__in=above)
    return seen | Q(organisation__type=OrganisationType.UNION) if regions else seen


def may_keep(actor: Actor, owner: Organisation) -> bool:
    """Whether the actor may keep the programmes of this organisation."""
    return actor.may(Power.KEEP_PROGRAMME, at=owner)


def require_keeping(actor: Actor, programme: Programme) -> None:
    """Raise PowerMissing unless the actor may keep the programme."""
    actor.require(Power.KEEP_PROGRAMME, at=programme.organisation)


def may_report(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor may report the steps of this organisation, and keep its own."""
    return actor.may(Power.REPORT_STEPS, at=organisation)


def require_reporting(actor: Actor, organisation: Organisation) -> None:
    """Raise PowerMissing unless the actor may report the steps of this organisation, and keep its own."""
    actor.require(Power.REPORT_STEPS, at=organisation)


def _ids(branches: tuple[Branch, ...], level: Level) -> list[int]:
    return [branch.organisation_id for branch in branches if branch.level is level]
