"""bin/messages: nothing of the interface stays unsaid in either language."""

import importlib.util
import io
import sys
from gettext import GNUTranslations
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings

SOURCE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
ONE = _("Members")
MANY = ngettext("%(count)d row", "%(count)d rows", 5)
MAY = pgettext("month", "May")
"""
TEMPLATE = """{% translate "Upload" %}
      {% blocktranslate count n=rows trimmed %}{{ n }} line
 {% plural %}{{ n }} lines{% endblocktranslate %}
   <a title="{% translate 'Don`t' %}">{% crumb url _("Lists") %}</a>
"""
RUSSIAN: dict[str, str | tuple[str, ...]] = {
    "Members": "Члены Профсоюза",
    "%(count)d row": ("%(count)d строка", "%(count)d строки", "%(count)d строк"),
    "May": "Май",
    "Upload": "Загрузить",
    "%(n)s line": ("%(n)s строка", "%(n)s строки", "%(n)s строк"),
    "Don`t": "Не надо",
    "Lists": "Списки",
}


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    place = Path(settings.BASE_DIR) / "bin" / "messages.py"
    spec = importlib.util.spec_from_file_location("house_messages", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def app(messages: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house of one app with a Python file and a template."""
    folder = tmp_path / "edinstvo" / "registry" / "members"
    (folder / "templates").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "words.py").write_text(SOURCE)
    (folder / "templates" / "page.html").write_text(TEMPLATE)
    monkeypatch.setattr(messages, "HOUSE", tmp_path)
    monkeypatch.setattr(messages, "ORPHANS", {})
    return folder


def run(messages: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *args: str) -> str:
    monkeypatch.setattr(sys, "argv", ["messages", *args])
    code = messages.main()
    told = capsys.readouterr().err
    assert code == (1 if told else 0)
    return told


def say(messages: ModuleType, app: Path, words: dict[str, str | tuple[str, ...]]) -> None:
    """Write the Russian catalogue as a person would: a text editor and no tool."""
    lines = [f'msgid ""\nmsgstr ""\n{messages.header_lines("ru")}']
    for message in messages.gathered(app):
        if not message.id:
            continue
        first, *more = message.id if isinstance(message.id, tuple) else (message.id,)
        said = words.get(first, "")
        lines.append(f'msgctxt "{message.context}"' if message.context else "")
        lines.append(f'msgid "{first}"')
        if more:
            lines.append(f'msgid_plural "{more[0]}"')
            lines += [f'msgstr[{index}] "{form}"' for index, form in enumerate(said or ("", "", ""))]
        else:
            lines.append(f'msgstr "{said}"')
        lines.append("")
    path = messages.path_of(app, language="ru")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines))


def test_finds_every_string_of_python_files_and_templates(messages: ModuleType, app: Path) -> None:
    found = {message.id if isinstance(message.id, str) else message.id[0] for message in messages.gathered(app)}
    assert found - {""} == set(RUSSIAN)


def test_writes_both_catalogues_that_django_can_load(
    messages: ModuleType, app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say(messages, app, RUSSIAN)
    assert run(messages, monkeypatch, capsys) == ""
    assert run(messages, monkeypatch, capsys, "--check") == ""
    russian, english = [
        GNUTranslations(io.BytesIO((app / "locale" / code / "LC_MESSAGES" / "django.mo").read_bytes()))
        for code in ("ru", "en")
    ]
    assert russian.gettext("Members") == "Члены Профсоюза"
    assert russian.pgettext("month", "May") == "Май"
    assert [russian.ngettext("%(count)d row", "%(count)d rows", n) % {"count": n} for n in (1, 22, 11)] == [
        "1 строка",
        "22 строки",
        "11 строк",
    ]
    assert english.ngettext("%(n)s line", "%(n)s lines", 2) == "%(n)s lines"


def test_writes_the_same_bytes_the_second_time(
    messages: ModuleType, app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say(messages, app, RUSSIAN)
    run(messages, monkeypatch, capsys)
    files = {path: path.read_bytes() for path in app.rglob("django.*")}
    run(messages, monkeypatch, capsys)
    assert len(files) == 4
    assert {path: path.read_bytes() for path in app.rglob("django.*")} == files


def test_complains_about_what_has_no_translation(
    messages: ModuleType, app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say(messages, app, {**RUSSIAN, "Members": "", "%(n)s line": ("%(n)s строка", "", "%(n)s строк")})
    told = run(messages, monkeypatch, capsys)
    assert "ru: 'Members' has no translation" in told
    assert "ru: ('%(n)s line', '%(n)s lines') has no translation" in told
    assert len(told.splitlines()) == 2


def test_complains_about_other_placeholders(
    messages: ModuleType, app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say(messages, app, {**RUSSIAN, "%(count)d row": ("%(count)d строка", "%(n)d строки", "%(count)d строк")})
    assert "other placeholders" in run(messages, monkeypatch, capsys)


def test_complains_about_a_guess_nobody_confirmed(
    messages: ModuleType, app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say(messages, app, RUSSIAN)
    path = messages.path_of(app, language="ru")
    path.write_text(path.read_text().replace('msgid "Members"', '#, fuzzy\nmsgid "Members"'))
    assert "'Members' is fuzzy" in run(messages, monkeypatch, capsys)


def test_check_notices_a_new_string_and_changes_nothing(
    messages: ModuleType, app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say(messages, app, RUSSIAN)
    run(messages, monkeypatch, capsys)
    before = {path: path.read_bytes() for path in app.rglob("django.*")}
    (app / "words.py").write_text(SOURCE + 'NEW = _("New")\n')
    told = run(messages, monkeypatch, capsys, "--check")
    assert "ru: 'New' has no translation" in told
    assert "en: django.po is stale" in told
    assert {path: path.read_bytes() for path in app.rglob("django.*")} == before


def test_check_notices_a_translation_that_was_not_compiled(
    messages: ModuleType, app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    say(messages, app, RUSSIAN)
    run(messages, monkeypatch, capsys)
    say(messages, app, {**RUSSIAN, "Members": "Члены"})
    assert "ru: django.mo is stale" in run(messages, monkeypatch, capsys, "--check")


def test_complains_when_two_apps_translate_one_string_differently(
    messages: ModuleType, app: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    neighbour = app.with_name("offices")
    neighbour.mkdir()
    (neighbour / "__init__.py").write_text('from django.utils.translation import gettext as _\nX = _("Members")\n')
    say(messages, app, RUSSIAN)
    say(messages, neighbour, {"Members": "Члены комитета"})
    assert "give one a context" in run(messages, monkeypatch, capsys)
