"""Joins coverlet's files of several test projects and prints lines and branches by assembly, folder and, on request, file. Called by .ci/coverage."""

import collections
import json
import os
import pathlib
import sys


def main(folder):
    lines, branches = {}, {}
    for path in pathlib.Path(folder).rglob("*.json"):
        for files in json.loads(path.read_text(encoding="utf-8-sig")).values():
            for name, classes in files.items():
                place = place_of(name)
                if place is None:
                    continue
                for methods in classes.values():
                    for signature, method in methods.items():
                        for line, hits in method["Lines"].items():
                            key = (place, name, int(line))
                            lines[key] = lines.get(key, False) or hits > 0
                        for branch in method["Branches"]:
                            key = (place, name, signature, branch["Line"], branch["Offset"], branch["Path"])
                            branches[key] = branches.get(key, False) or branch["Hits"] > 0
    totals = collections.defaultdict(lambda: [0, 0, 0, 0])
    for counted, first in ((lines, 0), (branches, 2)):
        for (place, name, *_), hit in counted.items():
            groups = [place, place[:1]]
            if os.environ.get("COVERAGE_FILES"):
                groups.append((*place, pathlib.PurePath(name).name))
            for group in groups:
                totals[group][first] += hit
                totals[group][first + 1] += 1
    places = [tuple(place.split("/")) for place in os.environ.get("COVERAGE_PLACES", "").split(",") if place]
    print(f"{'':44} {'lines':>14} {'branches':>18}")
    for group, (hit, count, taken, ways) in sorted(totals.items()):
        if places and not any(group[: len(place)] == place for place in places):
            continue
        name = "  " * (len(group) - 1) + "/".join(group)
        print(f"{name:44} {share(hit, count)} {hit:>6}/{count:<6} {share(taken, ways)} {taken:>5}/{ways}")


def place_of(name):
    """The assembly and the folder of a file, or None for what is written while building."""
    parts = name.replace("\\", "/").split("/")
    for root in ("src", "generator"):
        if root in parts:
            rest = parts[len(parts) - parts[::-1].index(root):]
            if "obj" in rest or len(rest) < 2:
                return None
            return (rest[0], rest[1]) if len(rest) > 2 else (rest[0], ".")
    return None


def share(part, whole):
    return f"{100 * part / whole:6.1f}%" if whole else "      -"


main(sys.argv[1])
