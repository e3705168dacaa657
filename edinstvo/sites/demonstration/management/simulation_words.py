"""What is wrong with the targets of a simulation, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from edinstvo.sites.demonstration.rules.simulation.targets import TargetsUnfit

_SENTENCES = {
    "no_json": gettext_lazy("The file of targets is not JSON: %(error)s"),
    "no_object": gettext_lazy("The file of targets holds no object {…}."),
    "missing": gettext_lazy("The targets lack “%(word)s”."),
    "several_years": gettext_lazy("The targets name several years of cards; one “%(word)s” is wanted."),
    "unknown_word": gettext_lazy("The targets say “%(word)s”, which means nothing here."),
    "no_number": gettext_lazy("“%(word)s” must be a whole number, not “%(value)s”."),
    "no_day": gettext_lazy("“%(word)s” must be a day like 2021-03-16, not “%(value)s”."),
    "no_list": gettext_lazy("“%(word)s” must be a list […]."),
    "no_named": gettext_lazy(
        "Each of joined_online_named has a region, a name and a count; this one does not: %(value)s"
    ),
    "name_length": gettext_lazy("A name has one to %(most)d signs; this one does not: “%(value)s”."),
    "no_region": gettext_lazy("No regional organisation covers the region “%(value)s”."),
    "other_total": gettext_lazy("“total” must be the number of --members: %(members)d."),
    "days_out_of_order": gettext_lazy("“as_of” must not lie ahead, nor before “base” or “structured_by”."),
    "structured_too_early": gettext_lazy("“structured_by” may lie five years before “base”, and no earlier."),
    "year_out_of_reach": gettext_lazy(
        "The year of cards must be that of “as_of” or lie up to five years before “base”."
    ),
    "too_long_after": gettext_lazy("“as_of” may lie three years after “base”, and no later."),
    "more_than_registered": gettext_lazy("“plastic” and “bonus” cannot exceed “registered”."),
    "more_than_all": gettext_lazy("“registered” and “joined_online” cannot exceed “total”."),
    "issued_to_nobody": gettext_lazy("Cards cannot be issued where nobody is “registered”."),
    "more_than_named": gettext_lazy("“joined_online” cannot be less than what joined_online_named comes to."),
    "too_many_regions": gettext_lazy("“regions_total” must lie between 1 and %(regions)d."),
    "more_than_regions": gettext_lazy("“regions_structured” cannot exceed “regions_total”."),
    "regions_not_named": gettext_lazy("joined_online_named names more regions than “regions_total”."),
    "too_many_online": gettext_lazy("Besides those named, no more than half of the members can have joined online."),
    "named_twice": gettext_lazy("joined_online_named names an organisation twice."),
    "too_few_members": gettext_lazy("So few members do not fill so many regions: %(least)d at least."),
}


def sentence_of(unfit: TargetsUnfit) -> str:
    """What is wrong, in a sentence."""
    return _(str(_SENTENCES[unfit.why])) % unfit.values
