"""Import visits: `python tools/import_visits.py IN.jsonl OUTDIR` writes one script for each visit of a table.

The table has one JSON object a line: host, guest, leaders, kind, dates, ordered steps in normalised words, documents,
notes, source. Nothing is lost: what has no place in a record becomes a remark, and the summary says how much of what.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from importing.visits import Imported, imported

from protocol.script import dump_script, load_script


def main() -> int:
    """Import a file and print the summary; the exit code is 1 where a visit could not be imported."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, metavar="IN.jsonl")
    parser.add_argument("folder", type=Path, metavar="OUTDIR")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    done: list[Imported] = []
    failed = 0
    for number, line in enumerate(chosen.table.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            try:
                done.append(_written(line, chosen.folder))
            except (KeyError, TypeError, ValueError) as problem:
                failed += 1
                print(f"{chosen.table}:{number}: not imported: {type(problem).__name__}: {problem}", file=sys.stderr)
    print("\n".join(summary(done)))
    return int(failed > 0)


def _written(line: str, folder: Path) -> Imported:
    visit = imported(json.loads(line))
    script = dump_script(visit.stream, to="json")
    if load_script(script) != visit.stream:
        raise ValueError(visit.stream.visit)
    (folder / f"{visit.stream.visit}.json").write_text(script, encoding="utf-8")
    return visit


def summary(visits: list[Imported]) -> list[str]:
    """How many visits and steps were imported, and what became a remark."""
    bases = Counter(visit.stream.opening.basis.value for visit in visits)
    remarked = Counter(kind for visit in visits for kind in visit.remarked)
    return [
        f"{len(visits)} visits, {sum(len(visit.stream) for visit in visits)} entries",
        *(f"  {basis}: {count}" for basis, count in sorted(bases.items())),
        "told in remarks, having no place of their own:",
        *(f"  {kind}: {count}" for kind, count in remarked.most_common()),
    ]


if __name__ == "__main__":
    sys.exit(main())
