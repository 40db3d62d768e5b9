"""Joins coverlet's files of several test projects and prints lines and branches by assembly, folder and, on request, file. With the path of .ci/coverage.whole it checks instead
that the files named there have no branch that is not taken, and ends with 1 otherwise. Called by .ci/coverage."""

import collections
import json
import os
import pathlib
import sys


def main(folder, whole=None):
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
    if whole:
        sys.exit(check(whole, lines, branches))
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


def check(whole, lines, branches):
    """Prints each named file or folder with its branches, and the lines of those that no test takes; 1 if there are some, or if nothing of a name was measured."""
    wrong = 0
    for entry in pathlib.Path(whole).read_text(encoding="utf-8").splitlines():
        if not entry or entry.startswith(("#", "tests ")):
            continue
        measured = {key[1] for key in lines if is_in(key[1], entry)}
        ways = collections.Counter()
        missing = collections.Counter()
        for (_, name, _, line, *_), hit in branches.items():
            if name in measured:
                ways[name, line] += 1
                missing[name, line] += not hit
        taken = ways.total() - missing.total()
        print(f"{entry:64} {share(taken, ways.total())} {taken:>5}/{ways.total()}{'' if measured else ': nothing was measured; is it still there?'}")
        for (name, line), count in sorted(missing.items()):
            if count:
                # From the repository's folder, where this runs.
                path = os.path.relpath(name)
                text = pathlib.Path(name).read_text(encoding="utf-8-sig").splitlines()[line - 1].strip()
                print(f"  {path}:{line}: {count} of {ways[name, line]} branches not taken: {text[:160]}")
        wrong += missing.total() + (not measured)
    if wrong:
        print("Files of .ci/coverage.whole have branches that no test takes: write the test, or delete what cannot be reached.")
    return 1 if wrong else 0


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
