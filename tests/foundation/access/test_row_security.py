"""Row-level security: what the database shows whom when no predicate stands before it (docs/decisions/0023)."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from edinstvo.foundation.access.actor import NOBODY
from edinstvo.foundation.access.powers import Role
from edinstvo.foundation.access.sight import Reason, sight_of, signed, whole_register
from tests.cast import actor, chair
from tests.foundation.access.sql import ids, rows
from tests.journeys.every_world import World, a_lived_in_region
from tests.registry.members.people import a_member

pytestmark = pytest.mark.django_db
# What has no policy, and why. A new table needs one of both.
OPEN = {
    "rules and names of the house, nobody's": {
        "django_content_type", "auth_permission", "auth_group", "auth_group_permissions", "django_migrations",
        "organisations_allowedparent", "organisations_federalsubject", "organisations_organisation_subjects",
        "organisations_inpocounter", "consents_consentkind", "consents_consenttext", "offices_officekind",
        "members_seniorityrule", "imports_rememberedmapping",
        "retention_retentionperiod", "retention_retentiondecision", "retention_retentionrun",
    },
    "organisations and figures: no people": {
        "organisations_organisation", "organisations_organisationname", "organisations_organisationparent",
        "organisations_organisationstatus", "organisations_organisationkind", "organisations_organisationinstitution",
        "organisations_workforce", "organisations_declaredheads", "organisations_confirmedstructure",
        "reorganisations_reorganisation", "tallies_delta", "tallies_total",
        "tallies_pastchange", "indicators_course", "indicators_checkpoint", "indicators_structure",
        "indicators_structurechange", "indicators_structurereminder",
        "programme_programme", "programme_criterion", "programme_measured",
    },
    "asked before anybody is known, and by the door": {
        "access_user", "access_grant", "access_signinattempt", "access_onetimelink", "access_usersession",
        "access_authenticator", "access_passkey", "access_recoverycode", "django_session", "offices_officerlogin",
    },
    "what was asked of a whole list, in its words and with a count: its lines are under policy": {
        "members_bulkact", "consents_manyconsents",
    },
    "work and files by number, seen by the live process, which has no actor": {
        "queue_work", "files_storedfile", "ui_sending", "procrastinate_workers", "procrastinate_jobs",
        "procrastinate_events", "procrastinate_periodic_defers",
    },
    "letters of surnames, without people": {"members_surnamedeletion"},
}  # fmt: skip
_GUARDED = "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"
_PEOPLE = ("members_person", "members_membership", "members_namealias", "consents_consent", "imports_planrow")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """One for all: what a test writes beside it is taken back after the test, the world itself after the last."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # the plugin's class is not public
        yield a_lived_in_region()
        transaction.set_rollback(True)


def test_every_table_has_a_policy_or_a_reason() -> None:
    reasons = [table for tables in OPEN.values() for table in tables]
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert len(reasons) == len(set(reasons))
    assert guarded() & set(reasons) == set()
    assert known - guarded() - set(reasons) == set()


def test_every_policy_is_for_every_command() -> None:
    asked = (
        "SELECT tablename FROM pg_policies WHERE policyname = 'in_sight' AND cmd = 'ALL' AND permissive = 'PERMISSIVE'"
    )
    assert {table for (table,) in rows(asked)} == guarded()


def test_without_a_sight_there_is_nobody(world: World) -> None:
    full = counts(guarded())
    with sight_of(NOBODY):
        assert {table: many for table, many in counts(guarded()).items() if many} == {}
    assert {table for table, many in full.items() if not many} <= {
        "benefits_participation", "cards_card", "consents_manyconsentsline", "members_bulkline", "members_export",
        "members_exportedpeople", "members_savedlist", "offices_appointment", "organisations_contact", "ui_draft",
        "offices_mandateversion", "journal_reading", "reorganisations_carriedstay",
        "programme_stepreport", "programme_ownstep", "programme_stage", "programme_reminder", "indicators_summary",
    }  # fmt: skip


def test_a_chair_elsewhere_is_shown_nobody_from_here(world: World) -> None:
    stranger = actor(Role.CHAIR, world.cast.buy)
    elsewhere = world.cast.mtsensk
    with sight_of(actor(Role.STAFF, elsewhere)):
        assert counts({"offices_mandate", "offices_letter", "imports_importplan", "imports_planrow"}) == {
            "offices_mandate": 0, "offices_letter": 0, "imports_importplan": 0, "imports_planrow": 0,
        }  # fmt: skip
        # Two are asked for from there, or ask to go there.
        assert ids("SELECT id FROM members_person") == {world.wanted.person_id, world.leaving.person_id}
        assert ids("SELECT person_id FROM consents_consent") == set()
    with sight_of(stranger):
        assert ids("SELECT id FROM members_person") != set()


@pytest.mark.parametrize("where", ["galich", "buy", "college", "lyceum", "kostroma"])
def test_a_chair_is_shown_whoever_has_a_foot_in_the_branch_and_all_of_them(world: World, where: str) -> None:
    place = getattr(world.cast, where)
    here = {branch for branch, level in LEVELS.items() if level == place.level}.pop()
    feet = f"""
        SELECT person_id FROM members_membership WHERE {here} = %(id)s
        UNION SELECT person_id FROM offices_mandate WHERE {here} = %(id)s
        UNION SELECT t.person_id FROM members_transfer t JOIN organisations_organisation o
          ON o.id IN (t.source_id, t.target_id) AND o.{here} = %(id)s
        UNION SELECT w.person_id FROM members_secondworkplace w JOIN organisations_organisation o
          ON o.id = w.organisation_id AND o.{here} = %(id)s
    """  # noqa: S608  # a column of ours
    wanted = ids(feet, id=place.pk)
    stays = ids("SELECT id FROM members_membership WHERE person_id = ANY(%(ids)s)", ids=list(wanted))
    with sight_of(actor(Role.CHAIR, place, login="who-is-shown")):
        assert ids("SELECT id FROM members_person") == wanted
        assert ids("SELECT id FROM members_membership") == stays
        for table in ("members_namealias", "consents_consent", "members_suspension", "members_transfer"):
            assert ids(f"SELECT person_id FROM {table}") <= wanted  # noqa: S608  # ours


def test_nothing_is_written_out_of_sight(world: World) -> None:
    there = a_member(world.cast.mtsensk_school, "Чужая Вера")
    with sight_of(chair(world.cast.galich)):
        assert changed("UPDATE members_person SET phone = '+70000000000' WHERE id = %s", there.person_id) == 0
        assert changed("DELETE FROM members_namealias WHERE person_id = %s", there.person_id) == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            changed(
                "INSERT INTO members_namealias (person_id, kind, name, key) VALUES (%s, 'part', 'Моя', 'моя')",
                there.person_id,
            )


def test_an_act_may_look_further_and_no_longer_than_it_says(world: World) -> None:
    there = a_member(world.cast.mtsensk_school, "Чужая Вера")
    asked = "SELECT id FROM members_person WHERE id = %(id)s"
    with sight_of(chair(world.cast.galich)):
        with whole_register(reason=Reason.NEW_PERSON):
            assert ids(asked, id=there.person_id) == {there.person_id}
        assert ids(asked, id=there.person_id) == set()
        with pytest.raises(ZeroDivisionError), transaction.atomic(), whole_register(reason=Reason.NEW_PERSON):
            _ = 1 // 0
        assert ids(asked, id=there.person_id) == set()
        with pytest.raises(ProgrammingError), transaction.atomic(), whole_register(reason=Reason.NEW_PERSON):
            rows("SELECT no_such_column FROM members_person")
        assert ids(asked, id=there.person_id) == set()


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT set_config('edinstvo.sight', 'members=0', true)",
        "SELECT set_config('edinstvo.sight', 'members=0|', true)",
        "SELECT set_config('edinstvo.sight', split_part(current_setting('edinstvo.sight'), ';', 1) || '0|'"
        " || split_part(current_setting('edinstvo.sight'), '|', 2), true)",
        "SET edinstvo.sight = 'all'",
        "SET row_security = off",
    ],
)
def test_a_forged_sight_shows_nobody_else(world: World, attempt: str) -> None:
    there = a_member(world.cast.mtsensk_school, "Чужая Вера")
    with sight_of(chair(world.cast.galich)):
        try:
            with transaction.atomic():
                rows(f"{attempt}; SELECT 1")
                assert there.person_id not in ids("SELECT id FROM members_person")
        except ProgrammingError as refusal:
            assert "row-level security" in str(refusal)  # noqa: PT017  # one of them is refused, the others are void


def test_the_words_of_another_connection_show_nobody(world: World) -> None:
    backend = rows("SELECT pg_backend_pid()")[0][0]
    with transaction.atomic():
        rows(f"SELECT set_config('edinstvo.sight', '{signed('members=0', backend=backend + 1)}', true)")
        assert counts(set(_PEOPLE)) == dict.fromkeys(_PEOPLE, 0)
        rows(f"SELECT set_config('edinstvo.sight', '{signed('members=0', backend=backend)}', true)")
        assert all(counts(set(_PEOPLE)).values())


LEVELS = {"region_id": "region", "territory_id": "territory", "primary_id": "primary"}


def guarded() -> set[str]:
    return {name for (name,) in rows(_GUARDED)}


def counts(tables: set[str]) -> dict[str, int]:
    return {table: rows(f"SELECT count(*) FROM {table}")[0][0] for table in sorted(tables)}  # noqa: S608  # ours


def changed(asked: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        return int(cursor.rowcount)
