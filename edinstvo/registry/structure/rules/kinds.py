"""What an organisation's name says of it: its type, the institution it stands in, whether it is a territory at all."""

import re
from functools import lru_cache

from edinstvo.foundation.folding import fold

TERRITORIAL, PRIMARY, WITH_RIGHTS = "territorial", "primary", "primary_with_territorial_rights"
SUBDIVISION, GROUP = "subdivision", "group"

_TYPES = (
    (WITH_RIGHTS, r"с правами|на правах"),
    (SUBDIVISION, r"подразделен|факультет|филиал"),
    (GROUP, r"профгрупп|профсоюзн\w* групп"),
    (PRIMARY, r"^ппо\w?\b|первичн|^первичк|^профком"),
    (TERRITORIAL, r"территориальн|районн|городск|межрайон|местная|окружн|^то\b"),
)
_OF_A_TERRITORY = re.compile(
    r"\b(?:район\w*|город\w*|окру\w*|муниципальн\w*|территориальн\w*|межрайон\w*|кустов\w*)\b.*\b(?:организаци|профсоюз|комитет|совет)|"
    r"\b(?:рк|гк|райком|горком) (?:профсоюз|общеросс)|^(?:рк|гк)\b|\b(?:райком|горком)\b|\bр о?н$|^то(?:п)? |"
    r"\b[рг] о(?: организаци| профсоюз|$)|\b(?:район|округ|мо|мр|го)$|^(?:г|город|го|мр|мо) \w+$|"
    r"(?:ский|цкий|ской|ный) (?:муниципальный |городской )*(?:район|округ)\b"
)
_OF_A_REGION = re.compile(r"\b(?:областн|краев|республиканск|межрегиональн|региональн)\w* (?:\w+ )*организаци")
_DIRECT = re.compile(
    r"^(?:\w+ )*(?:прям|непосредственн)\w* (?:обслуж|подчин|учет|член|вход)|^(?:вузы|ссузы|спо|"
    r"профессиональн\w+ образоват|учреждения (?:областн|краев|республик)|областн\w+ (?:учрежд|подчин)|"
    r"(?:первичн\w+ )?(?:профсоюзн\w+ )?организац\w+ "
    r"(?:высш|спо|вуз|профессион|областн|студен|с правами)|ппо (?:вуз|спо|студент|с правами|прям|областн))"
)
_SECTION = re.compile(
    r"^(?:школы|лицеи|гимназии|детские сады|дошкольн\w* (?:образоват\w* )?(?:учрежд|организ)|"
    r"общеобразоват\w* (?:учрежд|организ|школ)|(?:учреждения|организации) |вузы|ссузы|спо|колледжи|техникумы|"
    r"дополнительн\w* образован|дод|доу$|оу$|прочие|иные|другие|"
    r"образовательн\w* (?:учрежд|организац)|школы интернаты|детские дома|студенческие|первичные )"
)
_INSTITUTIONS = tuple(
    (kind, re.compile(words))
    for kind, words in (
        (
            "supplementary",
            r"дополнительн|\bдод\b|\bцдт\b|\bддт\b|\bдюсш\b|\bдшс?и\b|музыкальн\w* школ|художеств|дом (?:детск|творч)|"
            r"дворец|спорт\w* школ|\bсюн\b|\bсютур\b|станци\w* юн|"
            r"центр (?:детск|творч|дополн)|внешкольн|школ\w* искусств|\bцвр\b",
        ),
        ("boarding", r"интернат|детск\w* дом|коррекционн"),
        ("preschool", r"дошкольн|дет\w* ?сад|\bд с\b|\bдс\b|\w*доу\b|\bцрр\b|садик|ясли"),
        ("vocational", r"колледж|техникум|училищ|\bспо\b|профессиональн|\w*гбпоу\b|\bпоу\b|лицей профес|\bпу\b"),
        ("university", r"университет|институт(?! развит)|академи[яи]\b|\bвуз\w*|высш\w+|факультет|студен|консерватор"),
        ("science", r"научно|\bнии\b|научн\w* центр"),
        ("school", r"\bшкол|\w*сош\b|\bоош\b|\bнош\b|гимнази|лице[йяею]|общеобразоват|кадетск|вечерн"),
        (
            "authority",
            r"управлени|отдел\w* образован|департамент|комитет\w* (?:по )?образован|министерств|\bроно\b|администрац",
        ),
        ("other", r"методическ|институт развит|аппарат|бухгалтер|\bцентр\b|лагерь|библиотек"),
    )
)


@lru_cache(maxsize=16_384)
def type_named(text: str) -> str | None:
    """The type that a column of types gives in words; None where it gives none."""
    folded = fold(text)
    return next((type_ for type_, words in _TYPES if re.search(words, folded)), None)


def type_of_name(name: str) -> str:
    """The type that the name of something below a territory speaks for: a primary, unless it says more."""
    type_ = type_named(name)
    return type_ if type_ in (WITH_RIGHTS, GROUP) else PRIMARY


@lru_cache(maxsize=16_384)
def is_territory(text: str) -> bool:
    """Whether a name or a section heading is that of a district's or a town's organisation."""
    folded = fold(text)
    is_primary = re.search(r"\bппо\w?\b|первичн", folded) or institution_of(text) not in (None, "authority", "other")
    return not is_primary and _OF_A_TERRITORY.search(folded) is not None


def is_region(text: str) -> bool:
    """Whether the text is the name of a regional organisation."""
    return _OF_A_REGION.search(fold(text)) is not None


def is_direct(text: str) -> bool:
    """Whether a section heading gathers those that stand right under the region."""
    return _DIRECT.search(fold(text)) is not None


def is_kind_of_section(text: str) -> bool:
    """Whether a section heading gathers institutions of one kind («Школы», «Дошкольные учреждения»)."""
    return _SECTION.search(fold(text)) is not None


@lru_cache(maxsize=16_384)
def institution_of(text: str) -> str | None:
    """The kind of institution that the words speak of, in the register's codes; None in doubt."""
    folded = fold(text)
    return next((kind for kind, words in _INSTITUTIONS if words.search(folded)), None)
