"""What the launcher and balancers ask."""

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.mark.django_db
def test_is_ok_while_the_database_answers(client: Client) -> None:
    answer = client.get("/health/")
    assert (answer.status_code, answer.text) == (200, "ok")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_is_unavailable_when_it_does_not(client: Client) -> None:
    def refuse(*_args: object) -> None:
        raise OperationalError("the server is gone")

    with connection.execute_wrapper(refuse):
        assert client.get("/health/").status_code == 503


@pytest.mark.django_db
def test_asks_one_question(client: Client, django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]  # the fixture's class is not public
        client.get("/health/")


@pytest.mark.django_db
def test_takes_no_orders(client: Client) -> None:
    assert client.post("/health/").status_code == 405
