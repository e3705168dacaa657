"""The powers of the house and the roles that carry them: a table that reads as sentences."""

from enum import StrEnum


class Power(StrEnum):
    """What somebody may do; where they may do it is said by the grant."""

    SEE_ORGANISATIONS = "see_organisations"
    MANAGE_ORGANISATIONS = "manage_organisations"
    SEE_MEMBERS = "see_members"
    KEEP_MEMBERS = "keep_members"
    IMPORT_MEMBERS = "import_members"
    EXPORT_MEMBERS = "export_members"
    READ_JOURNAL = "read_journal"
    SET_PERIODS = "set_periods"
    KEEP_PROGRAMME = "keep_programme"
    REPORT_STEPS = "report_steps"


class Role(StrEnum):
    """What a person is to an organisation, as far as powers go."""

    CHAIR = "chair"
    STAFF = "staff"
    AUDITOR = "auditor"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"


_KEEPING = frozenset(
    {
        Power.SEE_ORGANISATIONS,
        Power.SEE_MEMBERS,
        Power.KEEP_MEMBERS,
        Power.IMPORT_MEMBERS,
        Power.EXPORT_MEMBERS,
        Power.READ_JOURNAL,
        Power.REPORT_STEPS,
    }
)


POWERS_OF: dict[Role, frozenset[Power]] = {
    # A chair keeps the members of the organisation and of all below it, and reads its journal.
    Role.CHAIR: _KEEPING,
    # The staff of a territorial or regional committee also founds, renames and closes organisations below, and keeps
    # the programme of its own organisation. How long what is kept is set over the whole union only, so of the staff by
    # that of its centre.
    Role.STAFF: _KEEPING | {Power.MANAGE_ORGANISATIONS, Power.SET_PERIODS, Power.KEEP_PROGRAMME},
    # An auditor sees everything, changes nothing and carries nothing away: a file of people is kept by whoever answers
    # for them (152-ФЗ, art. 5 and 7), and the auditor asks them for it. The same holds for an operator.
    Role.AUDITOR: frozenset({Power.SEE_ORGANISATIONS, Power.SEE_MEMBERS, Power.READ_JOURNAL}),
    # An operator types records and lists in for a committee.
    Role.OPERATOR: frozenset({Power.SEE_ORGANISATIONS, Power.SEE_MEMBERS, Power.KEEP_MEMBERS, Power.IMPORT_MEMBERS}),
    # The first administrator of a union begins it: all powers, over the whole union.
    Role.ADMINISTRATOR: frozenset(Power),
}
