"""The roles in the database: pages and worker own nothing, and nobody widens what pages may (docs/decisions/0023)."""

import psycopg
import pytest
from django.db import ProgrammingError, connections, transaction

from edinstvo.foundation.access.sight import on_behalf_of
from launcher.postgres import Server
from tests.cast import a_union, chair
from tests.foundation.access.sql import ids, rows
from tests.registry.members.people import a_member


@pytest.mark.django_db
@pytest.mark.parametrize(
    "attempt",
    [
        "SET ROLE edinstvo_owner",
        "SET ROLE edinstvo_worker",
        "SET SESSION AUTHORIZATION edinstvo_worker",
        "ALTER TABLE members_person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY in_sight ON members_person",
        "CREATE POLICY mine ON members_person USING (true)",
        "ALTER POLICY in_sight ON members_person USING (true)",
        "ALTER ROLE edinstvo_app BYPASSRLS",
        "ALTER FUNCTION edinstvo_sight(text) SECURITY INVOKER",
        "CREATE OR REPLACE FUNCTION edinstvo_sight(kind text) RETURNS bigint[] LANGUAGE sql AS 'SELECT NULL'",
        "SELECT * FROM access_sightkey",
        "UPDATE access_sightkey SET sees_all = ARRAY['edinstvo_app'::name]",
    ],
)
def test_the_pages_role_may_not(attempt: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        rows(f"{attempt}; SELECT 1")


@pytest.mark.django_db
def test_the_pages_role_owns_nothing_and_bypasses_nothing() -> None:
    assert rows("SELECT current_user, session_user") == [("edinstvo_app", "edinstvo_app")]
    said = rows("SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user")
    assert said == [(False, False, False, False)]
    assert rows("SELECT relname FROM pg_class WHERE relowner = current_user::regrole AND relpersistence <> 't'") == []
    assert rows("SELECT proname FROM pg_proc WHERE proowner = current_user::regrole") == []
    assert rows("SELECT roleid::regrole FROM pg_auth_members WHERE member = current_user::regrole") == []


def test_the_worker_owns_nothing_and_sees_everybody(postgresql: Server) -> None:
    with psycopg.connect(postgresql.worker_url) as worker:
        owned = worker.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole").fetchone()
        assert owned == (0,)
        assert worker.execute("SELECT row_security_active('members_person')").fetchone() == (False,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute("SELECT * FROM access_sightkey")


@pytest.mark.django_db(transaction=True)
def test_the_worker_lays_its_rights_down_on_behalf_of_a_person() -> None:
    cast = a_union()
    here, there = a_member(cast.berezovka), a_member(cast.mtsensk_school, "Чужая Вера")
    one = chair(cast.galich)
    worker = connections.create_connection("default")
    worker.settings_dict = {**worker.settings_dict, "USER": "edinstvo_worker"}
    pages = connections["default"]
    connections["default"] = worker
    try:
        with transaction.atomic():
            assert ids("SELECT id FROM members_person") == {here.person_id, there.person_id}
            with on_behalf_of(one):
                assert ids("SELECT id FROM members_person") == {here.person_id}
            assert ids("SELECT id FROM members_person") == {here.person_id, there.person_id}
            with pytest.raises(ProgrammingError), transaction.atomic(), on_behalf_of(one):
                rows("SELECT no_such_column FROM members_person")
            assert ids("SELECT id FROM members_person") == {here.person_id, there.person_id}
    finally:
        worker.close()
        connections["default"] = pages
