"""What is said to people about each problem: English sources; the translations stand in the app's catalogue."""

from edinstvo.registry.imports.rules.problems import Code


def gettext_noop(text: str) -> str:
    """Mark a sentence for the catalogue, which knows it by this function's name; rules know no Django."""
    return text


# By code, or by code and variant. The placeholders are those of `Problem.params`.
SENTENCES: dict[str, str] = {
    "missing_name": gettext_noop(
        "The row does not name a person in full: a surname and a first name are needed. Write the missing one."
    ),
    "missing_name.last_name": gettext_noop("There is no surname in this row. Write it."),
    "missing_name.first_name": gettext_noop("“%(text)s” has no first name. Write it."),
    "missing_name.signs": gettext_noop(
        "“%(text)s” is nobody's name: in a name stand only letters, hyphens, apostrophes, dots and spaces. Mend it."
    ),
    "duplicate_row": gettext_noop(
        "The same person, with the same birth date, stands in row %(row)s. Leave one of the rows."
    ),
    "duplicate_row.other_sheet": gettext_noop(
        "The same person, with the same birth date, stands on sheet “%(sheet)s” in row %(row)s. Leave one of them."
    ),
    "invalid_date": gettext_noop("There is no such date as “%(text)s”. Check the day, the month and the year."),
    "future_date": gettext_noop("The date “%(text)s” has not come yet. Check the year."),
    "implausible_date": gettext_noop("The date “%(text)s” does not look right. Check the year."),
    "implausible_date.age": gettext_noop(
        "Born “%(text)s”, the person would be %(age)s years old. Members are from 14 to 100. Check the year."
    ),
    "implausible_date.before_birth": gettext_noop(
        "The date “%(text)s” is earlier than the birth date. Check both dates."
    ),
    "implausible_date.long_ago": gettext_noop("The date “%(text)s” is more than a hundred years ago. Check the year."),
    "invalid_phone": gettext_noop(
        "“%(text)s” is not a whole telephone number. Write ten digits with the code of the operator or the town."
    ),
    "invalid_email": gettext_noop("“%(text)s” is not an e-mail address. Check it letter by letter."),
    "invalid_snils": gettext_noop("СНИЛС “%(text)s” has a wrong check number. Compare it with the document."),
    "mixed_alphabet": gettext_noop(
        "“%(text)s” mixes Latin letters with Russian ones. They were replaced: “%(mended)s”."
    ),
}


def source_sentence(code: Code | str, variant: str = "") -> str:
    """The English sentence about a problem, with named placeholders for its `params`."""
    return SENTENCES.get(f"{code}.{variant}") or SENTENCES[str(code)]
