"""No-break spaces where a Russian line must not break; applying it twice changes nothing."""

import re

NBSP = "\u00a0"

_UNITS = (
    "года|году|годов|годом|год|лет|месяцев|месяца|месяц|дней|дня|день|часов|часа|час|минут|минуты|мин|секунд|"
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    "человека|человек|людей|строки|строк|строка|тыс|млн|млрд|руб|шт|чел|кБ|КБ|МБ|ГБ|kB|MB|GB|кг|км|см|мм"
)
_SHORT = "а|в|во|до|за|и|из|к|ко|на|не|ни|но|о|об|от|по|с|со|у|для|без|над|под|при|про"
_GLUE = [
    # № 5, § 3
    re.compile(r"(?<=[№§]) (?=\S)"),
    # А. К. Белозёрская and Белозёрская А. К.
    re.compile(r"(?<=\b[А-ЯЁA-Z]\.) (?=[А-ЯЁA-Z][\w.])"),
    re.compile(r"(?<=[а-яёa-z]) (?=[А-ЯЁA-Z]\.(?:[\s" + NBSP + r"][А-ЯЁA-Z]\.|\s*$|[,;:)]))"),
    # 5 человек, 24 ноября, 52 %
    re.compile(rf"(?<=\d) (?=[%‰₽]|(?:{_UNITS})(?!\w))"),
    # в школе, не для нас
    re.compile(rf"(?<![\w-])({_SHORT}) (?=\S)", re.IGNORECASE),
    # Единство — платформа
    re.compile(r" (?=—)"),
]
_INNER = {"«": "„", "»": "“"}
_TAG = re.compile(r"(<[^>]*>)")


def glued(text: str) -> str:
    """The text with no-break spaces after №, initials and short words, before units and dashes; „quotes“ in «quotes».

    Works on plain text and on HTML (what stands inside `<…>` is left alone). Only ordinary spaces and inner quotes
    change, one to one, so the length stays, and a second pass finds nothing.
    """
    parts = _TAG.split(nested(text) if text.count("«") > 1 else text)
    return "".join(part if part.startswith("<") and part.endswith(">") else _glue(part) for part in parts)


def nested(text: str) -> str:
    """«Закрыть «Солнышко»?» as «Закрыть „Солнышко“?»; quotes within tags do not count."""
    depth, written = 0, []
    for part in _TAG.split(text):
        if part.startswith("<") and part.endswith(">"):
            written.append(part)
            continue
        for sign in part:
            depth += sign == "«"
            written.append(_INNER.get(sign, sign) if depth > 1 else sign)
            depth = max(depth - (sign == "»"), 0)
    return "".join(written)


def _glue(text: str) -> str:
    for pattern in _GLUE:
        text = pattern.sub(lambda match: match.group().replace(" ", NBSP), text)
    return text
