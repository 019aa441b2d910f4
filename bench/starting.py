"""How long a command or an import takes to start, by CPU time of processes of their own, with the wheel installed."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from timing import Result

ROUNDS = 11
SCRIPT = """\
format: visit/1
visit: demo
kind: state
host: {state: KZ, principals: [{name: Kassym-Jomart Tokayev, office: President}]}
guest: {state: AZ, principals: [{name: Ilham Aliyev, office: President}]}
dates: [2023-04-10]
steps:
  - guest_arrived
  - welcome_ceremony:
      steps:
        - anthem_played: {of: guest}
        - anthem_played: {of: host}
        - guard_reviewed
  - talks: {format: expanded}
  - guest_departed
"""


def measured() -> Iterator[Result]:
    """The rows about starting."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "visit.yaml"
        script.write_text(SCRIPT, encoding="utf-8")
        times = _in_turn(
            {
                "click": ("-c", "import click"),
                "attrs": ("-c", "import attrs, cattrs"),
                "help": ("-m", "protocol", "--help"),
                "version": ("-m", "protocol", "--version"),
                "import": ("-c", "from protocol import Stream, COMMON, check"),
                "check": ("-m", "protocol", "check", str(script)),
            }
        )
    yield Result("protocol --help / import click", times["help"] / times["click"], at_most=2)
    yield Result("protocol --version / import click", times["version"] / times["click"], at_most=2.5)
    imported = times["import"] / times["attrs"]
    yield Result("from protocol import Stream, COMMON, check / import attrs, cattrs", imported, at_most=2.6)
    yield Result("protocol check of one script / import attrs, cattrs", times["check"] / times["attrs"], at_most=6.2)


def _in_turn(commands: dict[str, tuple[str, ...]]) -> dict[str, float]:
    """The median CPU time of each command, one after the other, over and over, once to warm the disk."""
    rounds = [{name: _cpu(arguments) for name, arguments in commands.items()} for _ in range(ROUNDS + 1)][1:]
    return {name: median(each[name] for each in rounds) for name in commands}


def _cpu(arguments: tuple[str, ...]) -> float:
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(sys.executable, (sys.executable, *arguments), os.environ, file_actions=silent)
    _, status, usage = os.wait4(child, 0)
    assert not status, arguments
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    print(*measured(), sep="\n")
