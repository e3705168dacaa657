"""Help stands in both languages, for every page that has one."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from edinstvo.sites.office.help import TOPICS, template_of, topic_of
from tests.cast import a_union, a_user

TEXTS = Path(settings.BASE_DIR) / "edinstvo/sites/office/templates/office/help"
PICTURES = TEXTS.parents[2] / "static/office/guide"
# Pages that explain themselves or are no pages.
_WITHOUT = re.compile(r"access:(sign-in|sign-out|one-time-link)|ui:|demonstration:|office:(help|help-page|guide)")


def named_pages() -> list[str]:
    """Every named address of the house."""

    def walk(resolver: URLResolver, namespace: str) -> list[str]:
        found = []
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                found += walk(one, f"{one.namespace}:" if one.namespace else namespace)
            elif isinstance(one, URLPattern) and one.name:
                found.append(f"{namespace}{one.name}")
        return found

    return walk(get_resolver("config.urls"), "")


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("topic", [*TOPICS, "guide"])
def test_has_a_text_of_its_own_in_each_language(topic: str, language: str) -> None:
    with translation.override(language):
        assert template_of(topic) == f"office/help/{language}/{topic}.html"
    words = re.findall(r"\w+", (TEXTS / language / f"{topic}.html").read_text())
    assert len(words) > 40


def test_leaves_no_page_of_the_office_unexplained() -> None:
    assert [name for name in named_pages() if topic_of(name) is None and not _WITHOUT.match(name)] == []


def test_explains_only_pages_that_exist() -> None:
    explained = {topic_of(name) for name in named_pages()} - {None}
    assert explained == set(TOPICS)


@pytest.mark.django_db
class TestHelpPages:
    @pytest.fixture(autouse=True)
    def _signed_in(self, client: Client) -> None:
        a_union()
        client.force_login(a_user("oreshkina"))

    @pytest.mark.parametrize("topic", TOPICS)
    def test_open_by_topic(self, client: Client, topic: str) -> None:
        answer = client.get(f"/help/{topic}/")
        assert answer.status_code == 200
        assert answer.context["text"] == f"office/help/ru/{topic}.html"

    def test_speak_english_when_asked(self, client: Client) -> None:
        client.post("/language/", {"language": "en"})
        assert client.get("/help/home/").context["text"] == "office/help/en/home.html"

    @pytest.mark.parametrize("topic", ["nothing", "guide", "..", "ru"])
    def test_are_missing_otherwise(self, client: Client, topic: str) -> None:
        assert client.get(f"/help/{topic}/").status_code == 404

    def test_are_listed_and_lead_to_the_guide(self, client: Client) -> None:
        page = client.get("/help/").text
        assert all(f'href="/help/{topic}/"' in page for topic in TOPICS)
        assert 'href="/guide/"' in page
        assert client.get("/guide/").status_code == 200

    def test_guide_shows_small_pictures_that_lead_to_large_ones(self, client: Client) -> None:
        small, large = client.get("/guide/").text, client.get("/guide/?large").text
        assert len(re.findall(r'<a href="[^"]+/plan[^"]*\.webp"><img src="[^"]+/plan-small[^"]*\.webp"', small)) == 1
        assert "-small" not in large
        assert len(re.findall(r'<img src="[^"]+/plan[^"]*\.webp"', large)) == 1

    def test_stand_on_the_page_they_are_about(self, client: Client) -> None:
        page = client.get("/password/").text
        assert "Помощь по этой странице" in page
        assert (TEXTS / "ru" / "password.html").read_text().split("</p>")[0] in page

    def test_are_one_click_away_from_every_page(self, client: Client) -> None:
        for address in ("/", "/password/", "/help/", "/where/"):
            assert 'href="/guide/"' in client.get(address).text


def test_the_guides_pictures_exist_in_each_language_and_stay_light() -> None:
    names = re.findall(r'{% picture "([\w-]+)"', (TEXTS / "ru" / "guide.html").read_text())
    assert names
    for language in ("ru", "en"):
        assert re.findall(r'{% picture "([\w-]+)"', (TEXTS / language / "guide.html").read_text()) == names
        assert all((PICTURES / language / f"{name}{end}.webp").exists() for name in names for end in ("", "-small"))
        # The page around them weighs 31 kB on a first visit, and 60 kB is the limit.
        assert sum((PICTURES / language / f"{name}-small.webp").stat().st_size for name in names) < 28_000
