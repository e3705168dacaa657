"""From which device somebody comes, read from what their browser says of itself: for people, never for a decision."""

# The first that fits decides: most browsers also call themselves by the names of those they stand upon.
_BROWSERS = (
    ("YaBrowser", "Yandex Browser"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
LONGEST = 300


def device_named_by(user_agent: str) -> str:
    """«Chrome, Windows»: browser and system by their own names, as far as they are known; "" for anything else."""
    names = [_first(user_agent, signs) for signs in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in names if name)


def _first(user_agent: str, signs: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in signs if sign in user_agent), "")
