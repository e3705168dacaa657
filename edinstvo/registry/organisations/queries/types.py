"""Which types of organisations may stand where, and whether anything stands at all."""

from edinstvo.registry.organisations.models import LEVEL_OF, AllowedParent, Organisation, OrganisationType


def types_below(parent: Organisation) -> list[str]:
    """The types that may stand right under the organisation, from the highest down."""
    allowed = set(AllowedParent.objects.filter(parent_type=parent.type).values_list("type", flat=True))
    return [type_ for type_ in OrganisationType.values if type_ in allowed]


def union_stands() -> bool:
    """Whether the union has been founded: the first thing of all."""
    return Organisation.objects.filter(type=OrganisationType.UNION).exists()


def types_that_fit(organisation: Organisation) -> list[str]:
    """Of its `other_types` those that may stand under its present parent."""
    allowed = types_below(organisation.parent) if organisation.parent else []
    return [type_ for type_ in other_types(organisation) if type_ in allowed]


def other_types(organisation: Organisation) -> list[str]:
    """The types of its level that it is not of today."""
    level = LEVEL_OF[organisation.type]
    same = [type_ for type_ in OrganisationType.values if LEVEL_OF[type_] is level and type_ != OrganisationType.UNION]
    return [type_ for type_ in same if type_ != organisation.type]
