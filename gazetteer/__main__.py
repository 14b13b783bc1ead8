"""The command line: resolve names, look around a point, build the index, manage sources."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gazetteer.cli.parse import add_parse
from gazetteer.cli.sources import add_commands
from gazetteer.index.build import build_base
from gazetteer.place import Resolution
from gazetteer.resolve.gazetteer import Gazetteer
from gazetteer.sources.reading import SourceError

if TYPE_CHECKING:
    from gazetteer.sources.online import Online, Service

BATCH = 4096
DONE, REFUSED, USAGE = 0, 1, 2
ONLINE_CONFIDENCE = 0.5
Line = dict[str, Any]


def main(argv: Sequence[str] | None = None, program: str = "python -m gazetteer") -> int:
    """Run the command line and return its exit code.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments; without them those of the process.
    program : str
        What usage and help call the program.
    """
    args = _parser(program).parse_args(argv)
    try:
        code: int = args.run(args)
    except SourceError as fault:
        print(fault, file=sys.stderr)
        return REFUSED
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        return DONE
    return code


def _parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=program, description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    resolve = commands.add_parser("resolve", help="choose the place a name stands for")
    resolve.add_argument("name", nargs="?", default="-", help="a toponym; - reads lines of JSON")
    resolve.add_argument("--country", help="ISO 3166-1 alpha-2, as in SY")
    resolve.add_argument("--admin1", help="province: SY-HM, SY.10 or a name")
    resolve.add_argument(
        "--online", action="store_true", help="ask the service that is switched on"
    )
    resolve.add_argument("--jsonl", action="store_true", help="one JSON object a line")
    resolve.set_defaults(run=_resolve)
    near = commands.add_parser("near", help="province and nearest places of a point")
    near.add_argument("lon", type=_degrees(180), help="degrees east")
    near.add_argument("lat", type=_degrees(90), help="degrees north")
    near.add_argument("--jsonl", action="store_true", help="one JSON object")
    near.set_defaults(run=_near)
    add_parse(commands, lambda: Gazetteer().index)
    build = commands.add_parser("build", help="build the index again from installed packages")
    build.set_defaults(run=_build)
    add_commands(commands)
    return parser


def _degrees(limit: float) -> Any:
    def degrees(text: str) -> float:
        value = float(text)
        if not -limit <= value <= limit:
            raise argparse.ArgumentTypeError(f"{text} is not between -{limit} and {limit} degrees")
        return value

    return degrees


def _build(_: argparse.Namespace) -> int:
    print(build_base())
    return DONE


def _resolve(args: argparse.Namespace) -> int:
    gazetteer = Gazetteer()
    if args.name != "-":
        found = gazetteer.resolve(args.name, args.country, args.admin1)
        found = _looked_up(found, args.country, args)
        print(_json(found.as_dict()) if args.jsonl else _table(found))
        return REFUSED if found.status == "unknown" else DONE
    code = DONE
    for answers in _batches(gazetteer, sys.stdin.buffer, args):
        for answer in answers:
            print(_json(answer) if args.jsonl else _one_line(answer))
            if answer["status"] in ("unknown", "refused"):
                code = REFUSED
        sys.stdout.flush()
    return code


def _batches(
    gazetteer: Gazetteer, lines: Iterable[bytes], args: argparse.Namespace
) -> Iterator[list[Line]]:
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip())
    while batch := list(itertools.islice(numbered, BATCH)):
        yield _answer(gazetteer, [_read_line(n, line, args) for n, line in batch], args)


def _read_line(number: int, line: bytes, args: argparse.Namespace) -> Line:
    """Read a line of input; a line that cannot be read becomes one with a `reason`."""
    try:
        asked = json.loads(line)
    except ValueError as fault:
        return _refusal(number, None, f"not JSON: {fault}")
    if not isinstance(asked, dict) or not isinstance(asked.get("name"), str):
        return _refusal(number, None, 'expected an object with a text "name"')
    out: Line = {"number": number, "name": asked["name"]}
    for key in ("country", "admin1"):
        out[key] = asked.get(key) or getattr(args, key)
        if not isinstance(out[key], str | None):
            return _refusal(number, asked["name"], f'"{key}" must be text')
    return out


def _refusal(number: int, name: str | None, reason: str) -> Line:
    return {"number": number, "name": name, "reason": reason}


def _answer(gazetteer: Gazetteer, asked: list[Line], args: argparse.Namespace) -> list[Line]:
    for line in asked:
        if "reason" not in line:
            try:
                gazetteer.check(line["country"], line["admin1"])
            except ValueError as fault:
                line["reason"] = str(fault)
    good = [line for line in asked if "reason" not in line]
    columns = [[line[key] for line in good] for key in ("name", "country", "admin1")]
    found = iter(gazetteer.resolve_many(*columns))
    return [
        _refused(line)
        if "reason" in line
        else _looked_up(next(found), line["country"], args).as_dict()
        for line in asked
    ]


def _looked_up(found: Resolution, country: str | None, args: argparse.Namespace) -> Resolution:
    """Ask the online service about a name that is unknown, if the user wants that."""
    if found.status != "unknown" or not args.online:
        return found
    from gazetteer.sources.online import switched_on

    service = switched_on()
    if service is None:
        raise ValueError("no service is switched on; see `python -m gazetteer online --help`")
    online = _online(service)
    place = online.look_up(found.name, country or "")
    if online.last_fault:
        print(online.last_fault, file=sys.stderr)
    return found if place is None else Resolution(found.name, "resolved", place, ONLINE_CONFIDENCE)


@lru_cache(1)
def _online(service: Service) -> Online:
    # Imported only when it is asked for: geopy takes long to load.
    from gazetteer.sources.online import Online

    return Online(service)


def _refused(line: Line) -> Line:
    reason = f"line {line['number']}: {line['reason']}"
    print(reason, file=sys.stderr)
    return {"name": line["name"], "status": "refused", "reason": reason}


def _json(value: Line) -> str:
    # A lone surrogate can come in as JSON but cannot go out as UTF-8.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()


def _one_line(answer: Line) -> str:
    place = answer.get("place")
    where = _where(place) if place else answer.get("reason", "")
    return f"{answer['name']}\t{answer['status']}\t{where}"


def _where(place: Line) -> str:
    parts = (place["name"], place["kind"], place["admin1"], place["country"])
    return f"{', '.join(p for p in parts if p)} ({place['lon']}, {place['lat']})"


def _table(found: Resolution) -> str:
    head = f"{found.name}: {found.status}"
    if found.place is None:
        return head
    rows = [("confidence", "kind", "name", "province", "country", "lon", "lat", "id")]
    chosen = (found.place, found.confidence)
    for place, confidence in [chosen, *((c.place, c.confidence) for c in found.alternatives)]:
        cells = (place.kind, place.name, place.admin1 or "-", place.country or "-")
        rows.append((f"{confidence:.2f}", *cells, str(place.lon), str(place.lat), place.id))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([head, *lines])


def _near(args: argparse.Namespace) -> int:
    gazetteer = Gazetteer()
    places = [p.as_dict() | {"km": round(km, 1)} for p, km in gazetteer.near(args.lon, args.lat)]
    row = int(gazetteer.provinces.assign(args.lon, args.lat)[0])
    province = None
    if row >= 0:
        keys = ("iso", "name", "name_ar", "country", "code")
        province = {k: getattr(gazetteer.provinces, k)[row] for k in keys}
    if args.jsonl:
        print(_json({"lon": args.lon, "lat": args.lat, "province": province, "places": places}))
        return DONE
    print(f"{province['name']} ({province['iso']})" if province else "in no province")
    for place in places:
        print(f"{place['km']:8.1f} km  {_where(place)}")
    return DONE


if __name__ == "__main__":
    raise SystemExit(main())
