"""Joins coverlet's files of several test projects and prints lines and branches by assembly, folder and, on request, file. With the paths of .ci/coverage.whole and
.ci/coverage.floor it also checks that the files named in the first have no branch that is not taken, and that no folder is below the floor; it ends with 1 otherwise. Called by
.ci/coverage."""

import collections
import json
import os
import pathlib
import sys

# In percent, of the lines and of the branches of a folder.
FLOOR = 90


def main(folder, whole=None, floor=None):
    lines, branches = {}, {}
    for path in pathlib.Path(folder).rglob("*.json"):
        for assembly, files in json.loads(path.read_text(encoding="utf-8-sig")).items():
            for name, classes in files.items():
                place = place_of(name)
                # What the generator shares with the library counts where it is, in the library.
                if place is None or (assembly.startswith("Compiled.Generator") and place[0] != "Compiled.Generator"):
                    continue
                for methods in classes.values():
                    for signature, method in methods.items():
                        for line, hits in method["Lines"].items():
                            key = (place, name, int(line))
                            lines[key] = lines.get(key, False) or hits > 0
                        for branch in method["Branches"]:
                            key = (place, name, signature, branch["Line"], branch["Offset"], branch["Path"])
                            branches[key] = branches.get(key, False) or branch["Hits"] > 0
    totals = count(lines, branches)
    print_table(totals, branches)
    if whole:
        wrong = check_whole(whole, lines, branches) + check_floor(floor, totals)
        sys.exit(1 if wrong else 0)


def count(lines, branches):
    """Lines that are reached, all lines, branches that are taken and all branches of each assembly, folder and file."""
    totals = collections.defaultdict(lambda: [0, 0, 0, 0])
    for counted, first in ((lines, 0), (branches, 2)):
        for (place, name, *_), hit in counted.items():
            for group in (place[:1], place, (*place, name)):
                totals[group][first] += hit
                totals[group][first + 1] += 1
    return totals


def print_table(totals, branches):
    places = [tuple(place.split("/")) for place in os.environ.get("COVERAGE_PLACES", "").split(",") if place]
    with_lines = os.environ.get("COVERAGE_LINES")
    with_files = os.environ.get("COVERAGE_FILES") or with_lines
    missing = missing_of(branches)
    print(f"{'':44} {'lines':>14} {'branches':>18}")
    for group, (hit, count, taken, ways) in sorted(totals.items()):
        if (len(group) > 2 and not with_files) or (places and not any(group[: len(place)] == place for place in places)):
            continue
        name = "  " * (len(group) - 1) + "/".join((*group[:2], *(pathlib.PurePath(path).name for path in group[2:])))
        print(f"{name:44} {share(hit, count)} {hit:>6}/{count:<6} {share(taken, ways)} {taken:>5}/{ways}")
        if with_lines and len(group) > 2:
            print_missing(missing[group[2]])


def missing_of(branches):
    """Of each file the lines that have branches which are not taken: how many of how many."""
    ways = collections.Counter()
    missing = collections.Counter()
    for (_, name, _, line, *_), hit in branches.items():
        ways[name, line] += 1
        missing[name, line] += not hit
    files = collections.defaultdict(list)
    for (name, line), number in sorted(missing.items()):
        if number:
            files[name].append((name, line, number, ways[name, line]))
    return files


def print_missing(found):
    for name, line, number, ways in found:
        # From the repository's folder, where this runs.
        text = pathlib.Path(name).read_text(encoding="utf-8-sig").splitlines()[line - 1].strip()
        print(f"  {os.path.relpath(name)}:{line}: {number} of {ways} branches not taken: {text[:160]}")


def check_whole(whole, lines, branches):
    """Prints each named file or folder with its branches, and the lines of those that no test takes; how many they are, a name of which nothing was measured among them."""
    wrong = 0
    files = missing_of(branches)
    print()
    for entry in entries(whole):
        measured = {key[1] for key in lines if is_in(key[1], entry)}
        hits = [hit for key, hit in branches.items() if key[1] in measured]
        print(f"{entry:64} {share(sum(hits), len(hits))} {sum(hits):>5}/{len(hits)}{'' if measured else ': nothing was measured; is it still there?'}")
        for name in sorted(measured):
            print_missing(files[name])
        wrong += len(hits) - sum(hits) + (not measured)
    if wrong:
        print("Files of .ci/coverage.whole have branches that no test takes: write the test, or delete what cannot be reached.")
    return wrong


def check_floor(floor, totals):
    """Prints each folder that is below the floor, or below its own where the file names it; how many they are. A lower floor that nothing needs is one of them."""
    wrong = 0
    floors = {}
    for entry in entries(floor):
        place, lowest = entry.split()
        floors[place] = int(lowest)
    for group, (hit, count, taken, ways) in sorted(totals.items()):
        if len(group) != 2:
            continue
        place = "/".join(group)
        lowest = floors.pop(place, FLOOR)
        least = min(100 * hit / count, 100 * taken / ways if ways else 100)
        if least < lowest:
            print(f"{place}: {least:.1f} % is below the floor of {lowest} %.")
            wrong += 1
        elif lowest < FLOOR < least - 1:
            print(f"{place}: {least:.1f} % needs no floor of its own any more: delete its line of .ci/coverage.floor.")
    for place in floors:
        print(f"{place}: nothing was measured; is it still there?")
        wrong += 1
    return wrong


def entries(path):
    """The lines of a list, without comments."""
    return [line for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def is_in(name, entry):
    """Whether a measured file is the named one, or in the named folder, which ends with a slash."""
    path = os.path.relpath(name).replace("\\", "/")
    return path.startswith(entry) if entry.endswith("/") else path == entry


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


main(*sys.argv[1:])
