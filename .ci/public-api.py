"""Reads the analyzer's logs and rewrites PublicAPI.Unshipped.txt of each library. Called by .ci/public-api."""

import json
import pathlib
import sys

HEADER = "#nullable enable"


def lines_of(path):
    return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line and line != HEADER]


def write(path, lines):
    path.write_text("\n".join([HEADER, *sorted(set(lines))]) + "\n", encoding="utf-8")


def member(result):
    return result["properties"]["customProperties"]["APIName"]


def main(logs, ship):
    for log in sorted(pathlib.Path(logs).glob("*.sarif")):
        folder = pathlib.Path("src") / log.stem
        shipped, unshipped = folder / "PublicAPI.Shipped.txt", folder / "PublicAPI.Unshipped.txt"
        listed = set(lines_of(unshipped))
        before = set(listed)
        for result in json.loads(log.read_text(encoding="utf-8-sig"))["runs"][0]["results"]:
            if result["ruleId"] == "RS0016":
                listed.add(member(result))
            elif result["ruleId"] == "RS0017":
                listed.discard(member(result))
        if ship:
            write(shipped, lines_of(shipped) + sorted(listed))
            write(unshipped, [])
        else:
            write(unshipped, listed)
        print(f"{log.stem}: {len(listed - before)} added, {len(before - listed)} removed")


main(sys.argv[1], "--ship" in sys.argv[2:])
