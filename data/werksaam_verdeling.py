"""Splits invented totals so that rows and columns still add up, in whole numbers, the same on every machine."""

from collections.abc import Mapping, Sequence
from fractions import Fraction


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Split a total by weights with the largest remainders: `apportion(10, [1, 1, 1]) == [4, 3, 3]`."""
    quotas = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(parts)), key=lambda place: (parts[place] - quotas[place], place))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def between(points: Mapping[int, Sequence[int]], place: int) -> list[int]:
    """Interpolate weights between the points that are given, on a straight line and in thousandths."""
    before = max(point for point in points if point <= place)
    after = min(point for point in points if point >= place)
    share = Fraction(place - before, after - before) if after > before else Fraction(0)
    pairs = zip(points[before], points[after], strict=True)
    return [round(1000 * (one + (other - one) * share)) for one, other in pairs]


def deal(rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
    """Fill a table of which the row and column totals are known: units of all columns, well mixed, dealt row by row."""
    if sum(rows) != sum(columns):
        message = f"rows add up to {sum(rows)}, columns to {sum(columns)}"
        raise ValueError(message)
    units = sorted(
        (Fraction(11 * unit + (7 * unit * unit + 3 * unit) % 11, 11 * size), column)
        for column, size in enumerate(columns)
        for unit in range(size)
    )
    table, start = [], 0
    for row in rows:
        dealt = [column for _, column in units[start : start + row]]
        table.append([dealt.count(column) for column in range(len(columns))])
        start += row
    return table
