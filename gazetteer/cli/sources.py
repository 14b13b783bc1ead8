"""The commands that manage what is in the gazetteer beside the base."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from gazetteer.sources.download import download
from gazetteer.sources.formats import FORMATS
from gazetteer.sources.install import Added, add, add_provinces, list_sources, remove
from gazetteer.sources.own import add_place

DONE, REFUSED = 0, 1
SERVICES = ("nominatim", "photon", "geonames")


def add_commands(commands: Any) -> None:
    """Add the commands to a parser."""
    _add_files(commands)
    command = commands.add_parser("add-place", help="add a place of your own")
    command.add_argument("name")
    command.add_argument("lon", type=float, help="degrees east")
    command.add_argument("lat", type=float, help="degrees north")
    command.add_argument("--country", default="", help="ISO 3166-1 alpha-2")
    command.add_argument("--also", action="append", default=[], help="another name; may repeat")
    command.set_defaults(run=_add_place)
    command = commands.add_parser("download", help="fetch and add GeoNames' dump of a country")
    command.add_argument("country", help="ISO 3166-1 alpha-2, or allCountries")
    command.add_argument("--url", default="", help="another server with GeoNames' files")
    command.set_defaults(run=_download)
    command = commands.add_parser("list", help="say which sources are installed")
    command.add_argument("--jsonl", action="store_true", help="one JSON object a line")
    command.set_defaults(run=_list)
    command = commands.add_parser("remove", help="remove a source")
    command.add_argument("source", help="its name in `list`")
    command.set_defaults(run=_remove)
    _add_online(commands)


def _add_files(commands: Any) -> None:
    command = commands.add_parser("add", help="add a file of places")
    command.add_argument("file", type=Path)
    command.add_argument("--format", choices=["auto", *FORMATS], default="auto")
    command.add_argument("--country", default="", help="country of places that name none")
    command.add_argument("--alternate-names", type=Path, help="GeoNames' alternateNamesV2")
    _describe(command)
    command.set_defaults(run=_add)
    command = commands.add_parser("add-provinces", help="add a file of boundaries")
    command.add_argument("file", type=Path, help="GeoJSON, GeoPackage or shapefile")
    _describe(command)
    command.set_defaults(run=_add_provinces)


def _describe(command: argparse.ArgumentParser) -> None:
    command.add_argument("--name", default="", help="short name of the source; from the file")
    command.add_argument("--title", default="", help="what to call it in lists and credits")
    command.add_argument("--licence", default="", help="its licence, to be named in credits")


def _add_online(commands: Any) -> None:
    command = commands.add_parser("online", help="look unknown names up at a service, or stop")
    command.add_argument("--service", choices=SERVICES)
    command.add_argument("--url", default="", help="the server's address")
    command.add_argument("--user-agent", default="", help="who asks, with a way to reach you")
    command.add_argument("--username", default="", help="for GeoNames")
    command.add_argument("--seconds", type=float, default=1.0, help="least time between questions")
    command.add_argument(
        "--timeout", type=float, default=10.0, help="seconds to wait for an answer"
    )
    command.add_argument("--off", action="store_true", help="ask no service any more")
    command.set_defaults(run=_online)


def _add(args: argparse.Namespace) -> int:
    made = add(
        args.file,
        args.format,
        args.name,
        args.title,
        args.licence,
        args.country.upper(),
        args.alternate_names,
    )
    return _report(made)


def _add_provinces(args: argparse.Namespace) -> int:
    return _report(add_provinces(args.file, args.name, args.title, args.licence))


def _add_place(args: argparse.Namespace) -> int:
    return _report(add_place(args.name, args.lon, args.lat, args.country, args.also))


def _download(args: argparse.Namespace) -> int:
    try:
        return _report(download(args.country, args.url))
    except FileNotFoundError as fault:
        print(fault, file=sys.stderr)
        return REFUSED


def _report(made: Added) -> int:
    if made.unchanged:
        print(f"{made.source}: nothing to do, this file is installed ({made.places:,} places)")
        return DONE
    print(f"{made.source}: {made.places:,} places")
    if made.rejected:
        print(f"{made.rejected:,} rows refused, see {made.rejects_file}", file=sys.stderr)
        return REFUSED
    return DONE


def _list(args: argparse.Namespace) -> int:
    for source in list_sources():
        if args.jsonl:
            print(json.dumps(source, ensure_ascii=False))
        else:
            print("{source}: {title}, {places:,} places, {licence}, added {added}".format(**source))
    return DONE


def _remove(args: argparse.Namespace) -> int:
    try:
        remove(args.source)
    except KeyError as fault:
        print(fault.args[0], file=sys.stderr)
        return REFUSED
    return DONE


def _online(args: argparse.Namespace) -> int:
    from gazetteer.sources import online

    if args.off:
        online.switch_off()
    elif args.service:
        details = (args.service, args.url, args.user_agent, args.username)
        online.switch_on(online.Service(*details, args.seconds, args.timeout))
    service = online.switched_on()
    print(f"on: {service.service} at {service.url}" if service else "off")
    return DONE
