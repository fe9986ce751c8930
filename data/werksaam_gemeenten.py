"""The figures of the WerkSaam example split over the seven municipalities (INVENTED), so that all of it adds up.

Every function gives a table by municipality, in the order of `werksaam_cijfers.GEMEENTEN`.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import werksaam_cijfers as cijfers
from werksaam_cijfers import GEMEENTEN, JAREN, Verschuiving
from werksaam_verdeling import apportion, between, deal

Table = dict[str, list[int]]


@cache
def standen() -> Table:
    """Return the stand of each municipality on the first day of each month, 1-1-2018 to 1-1-2021."""
    months = [apportion(stand, between(cijfers.AANDEEL_GEMEENTE, place)) for place, stand in enumerate(cijfers.STANDEN)]
    return {gemeente: [month[place] for month in months] for place, gemeente in enumerate(GEMEENTEN)}


@cache
def instroom() -> Table:
    """Return how many began in each month; never fewer than the stand went up by."""
    return {gemeente: [month[place] for month in _instroom_maanden()] for place, gemeente in enumerate(GEMEENTEN)}


def _instroom_maanden() -> list[list[int]]:
    totals = [total for jaar in JAREN for total in cijfers.INSTROOM[jaar]]
    return [_instroom_maand(total, place) for place, total in enumerate(totals)]


def _instroom_maand(total: int, place: int) -> list[int]:
    """Split a month; a municipality that grew faster takes from the largest one, so that the total stays."""
    now = [row[place] for row in standen().values()]
    growth = [row[place + 1] - row[place] for row in standen().values()]
    parts = [max(part, grew) for part, grew in zip(apportion(total, now), growth, strict=True)]
    parts[0] -= sum(parts) - total
    return parts


@cache
def uitstroom() -> Table:
    """Return how many ended in each month: what follows from the standen and the instroom."""
    return {
        gemeente: [row[place] + began - row[place + 1] for place, began in enumerate(instroom()[gemeente])]
        for gemeente, row in standen().items()
    }


Month = tuple[int, str]
Redenen = dict[str, int]


def instroom_naar_reden() -> dict[int, dict[Month, Redenen]]:
    """Split what began: year → (month, municipality) → reden → number."""
    return {jaar: _naar_reden(instroom(), cijfers.INSTROOM_REDEN, jaar) for jaar in JAREN}


@cache
def uitstroom_naar_reden() -> dict[int, dict[Month, Redenen]]:
    """Split what ended, and move some of it so that the municipalities differ."""
    found = {jaar: _naar_reden(uitstroom(), cijfers.UITSTROOM_REDEN, jaar) for jaar in JAREN}
    for months in found.values():
        for verschuiving in cijfers.VERSCHUIVINGEN:
            _verschuif(months, verschuiving)
    return found


def _naar_reden(flow: Table, redenen: Mapping[str, Sequence[int]], jaar: int) -> dict[Month, Redenen]:
    """Split one year of a flow; months, municipalities and reasons keep their totals."""
    place = JAREN.index(jaar)
    keys = [(month, gemeente) for month in range(12) for gemeente in GEMEENTEN]
    rows = [flow[gemeente][12 * place + month] for month, gemeente in keys]
    dealt = deal(rows, [numbers[place] for numbers in redenen.values()])
    return {key: dict(zip(redenen, row, strict=True)) for key, row in zip(keys, dealt, strict=True)}


def _verschuif(months: dict[Month, Redenen], how: Verschuiving) -> None:
    """Swap one uitkering in each of so many months in which both can; no total changes."""
    left = how.maanden
    for month in range(12):
        more, fewer = months[month, how.gemeente], months[month, how.tegen]
        if left and more[how.ander] and fewer[how.reden]:
            more[how.reden], more[how.ander] = more[how.reden] + 1, more[how.ander] - 1
            fewer[how.reden], fewer[how.ander] = fewer[how.reden] - 1, fewer[how.ander] + 1
            left -= 1


def uitgestroomd(jaar: int) -> list[int]:
    """Return how many ended in a whole year."""
    if jaar not in JAREN:
        return verdeeld(cijfers.UITGESTROOMD_2017)
    first = 12 * JAREN.index(jaar)
    return [sum(row[first : first + 12]) for row in uitstroom().values()]


def verdeeld(total: int) -> list[int]:
    """Split a total by the size of the municipalities at the end."""
    return apportion(total, cijfers.AANDEEL_GEMEENTE[36])


def kruis(columns: Mapping[str, int]) -> dict[str, list[int]]:
    """Split several totals at once, by the size of the municipalities."""
    return dict(zip(GEMEENTEN, deal(verdeeld(sum(columns.values())), list(columns.values())), strict=True))


def schuin(columns: Mapping[str, int]) -> dict[str, list[int]]:
    """Split several totals at once, so that municipalities differ: of two, one has more of the first, one of the last.

    They swap a sixth of the smallest cell among the four that change, so that no total changes.
    """
    table = kruis(columns)
    for one, other in cijfers.TEGENPOLEN:
        cells = (table[one][0], table[one][-1], table[other][0], table[other][-1])
        step = min(cells) // 6
        table[one][0], table[one][-1] = table[one][0] + step, table[one][-1] - step
        table[other][0], table[other][-1] = table[other][0] - step, table[other][-1] + step
    return table


def leeftijd_en_duur() -> dict[str, dict[str, list[int]]]:
    """Return the clients by municipality and leeftijd: one number for each duur."""
    both = {
        f"{place}{leeftijd}": number for leeftijd, row in cijfers.LEEFTIJD.items() for place, number in enumerate(row)
    }
    size = len(cijfers.DUUR)
    return {
        gemeente: {leeftijd: row[size * rank : size * (rank + 1)] for rank, leeftijd in enumerate(cijfers.LEEFTIJD)}
        for gemeente, row in kruis(both).items()
    }


def doelgroepen() -> dict[str, dict[str, int]]:
    """Return the people in each group; people up to 27 and zorgclienten as the other exports have them."""
    jongeren = [sum(leeftijden["Tot 27 jaar"]) for leeftijden in leeftijd_en_duur().values()]
    groups = {"Jongeren tot 27 jaar": jongeren}
    groups |= {groep: verdeeld(total) for groep, total in cijfers.DOELGROEPEN.items()}
    groups["Zorgcliënten"] = list(cijfers.ZORGCLIENTEN[cijfers.JAAR])
    return {
        gemeente: {groep: numbers[place] for groep, numbers in groups.items()}
        for place, gemeente in enumerate(GEMEENTEN)
    }


def check() -> None:
    """Raise when a flow would be below zero; the other sums hold by construction."""
    lowest = min(min(row) for table in (instroom(), uitstroom()) for row in table.values())
    if lowest < 0:
        message = f"a flow of {lowest}"
        raise ValueError(message)
