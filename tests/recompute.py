#!/usr/bin/env python3
"""Works out the decision of every block again, from the tables of minutes alone, and holds blocks.csv against it.

    recompute.py RESULTS RECEIVED

It knows nothing of the program: CSV files, in folders and zips, and the rule that the grids of the sample share (a
block is proposed where every item is at least "acquis"). Ends with 1 where something differs.
"""

import csv
import io
import pathlib
import sys
import zipfile

REACHED = {"acquis", "maitrise"}


def tables(received):
    """Every table of minutes, by the path of its minutes."""
    for path in sorted(received.rglob("*")):
        if path.suffix == ".csv" and ".v" in path.stem:
            yield str(path.with_suffix(".toml")), path.read_text(encoding="utf-8")
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    if name.endswith(".csv") and ".v" in name:
                        yield f"{path}/{name[:-4]}.toml", archive.read(name).decode("utf-8")


def left_out(results):
    """The files that are not in the results."""
    with open(results / "anomalies.csv", encoding="utf-8", newline="") as file:
        return {name for row in csv.DictReader(file) if row["effect"] == "left-out" for name in row["files"].split(";")}


def hearings(received, without):
    """Of each candidate of each session, the blocks of the last version: decision, day, room, marks."""
    last = {}
    for path, text in tables(received):
        rows = list(csv.DictReader(io.StringIO(text)))
        if path in without or not rows:
            continue
        place = (rows[0]["certification"], rows[0]["candidate"], rows[0]["date"], rows[0]["room"], rows[0]["session"])
        version = int(rows[0]["version"])
        if version >= last.get(place, (0,))[0]:
            last[place] = (version, rows)
    return {place: rows for place, (_, rows) in last.items()}


def expected(heard):
    """By certification, candidate and block: what is decided, on which day, in which room, and what the rule gives."""
    found = {}
    for (certification, candidate, date, room, _), rows in sorted(heard.items(), key=lambda each: each[0][2]):
        blocks = {}
        for row in rows:
            if row["block"]:
                blocks.setdefault(row["block"], []).append(row)
        for block, items in blocks.items():
            decision = items[0]["decision"]
            if not decision:
                continue
            marks = [row["mark"] for row in items]
            whole = all(mark and mark != "not-observed" for mark in marks)
            proposed = ("validated" if REACHED.issuperset(marks) else "refused") if whole else None
            key = (certification, candidate, block)
            if found.get(key, ("",))[0] != "validated":
                found[key] = (decision, date, room, proposed)
    return found


def main(results, received):
    found = expected(hearings(received, left_out(results)))
    with open(results / "blocks.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["state"] in ("validated", "refused")]
    wrong = 0
    for row in rows:
        key = (row["certification"], row["candidate"], row["block"])
        decision, date, room, proposed = found.pop(key, ("nothing", "", "", None))
        same = (decision, date, room) == (row["state"], row["date"], row["room"])
        if not same or (proposed and proposed != row["proposed"]):
            print(f"differs: {key}: {row} but {decision} {date} {room}, by the rule {proposed}")
            wrong += 1
    for key in found:
        print(f"missing in the results: {key}")
    print(f"{len(rows)} blocks, {wrong + len(found)} differ")
    return 1 if wrong or found or not rows else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
