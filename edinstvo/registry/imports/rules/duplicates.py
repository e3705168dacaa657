"""Rows of one list that repeat an earlier one: the same names and the same birth date (import contract)."""

from dataclasses import replace

from edinstvo.registry.imports.rules.member import ReadMember
from edinstvo.registry.imports.rules.names import comparison_key
from edinstvo.registry.imports.rules.problems import Code, Problem


class Duplicates:
    """Remembers whom it has seen, in a few bytes each: half a million people are some 60 megabytes."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._sheets: list[str] = []

    def marked(self, member: ReadMember) -> ReadMember:
        """The member as it is, or with an error if an earlier row says the same names and birth date.

        Names compare in any case and with ё as е; without a birth date nobody is taken for another.
        """
        if member.birth_date is None or not (member.last_name and member.first_name):
            return member
        names = comparison_key(member.last_name, member.first_name, member.middle_name)
        # 64 bits instead of the names: two of half a million people share them once in a hundred million lists.
        key = hash((names, member.birth_date))
        earlier = self._first.get(key)
        if earlier is None:
            self._first[key] = self._place(member)
            return member
        return replace(member, problems=(*member.problems, self._problem(member, earlier)))

    def _place(self, member: ReadMember) -> int:
        if not self._sheets or self._sheets[-1] != member.sheet:
            self._sheets.append(member.sheet)
        return (len(self._sheets) - 1) << 32 | member.row

    def _problem(self, member: ReadMember, earlier: int) -> Problem:
        sheet, row = self._sheets[earlier >> 32], earlier & 0xFFFFFFFF
        is_same_sheet = sheet == member.sheet
        return Problem(
            sheet=member.sheet,
            row=member.row,
            column=member.name_column,
            field="last_name",
            code=Code.DUPLICATE_ROW,
            variant="" if is_same_sheet else "other_sheet",
            params={"row": str(row), "sheet": sheet},
        )
