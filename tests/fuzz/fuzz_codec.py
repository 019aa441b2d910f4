"""Fuzzes archives: what is read of JSON Lines survives being written, and the rest is refused with faults.

Runs under atheris, which looks for inputs that reach code no input has reached before.
"""

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory


def judge(given: bytes) -> None:
    """Fail on an archive of which a part is neither read, written and read as the same again, nor refused."""
    from protocol.codec import dump_lines, read_lines
    from protocol.stream import Stream

    for lenient in (False, True):
        for found in read_lines(BytesIO(given), name="archive", lenient=lenient):
            if isinstance(found, Stream):
                assert list(read_lines(list(dump_lines(found)), name="again")) == [found]
            else:
                assert str(found)


def main() -> None:
    """Fuzz until libFuzzer is told to stop; its options and folders of examples are those of the command line."""
    import atheris  # type: ignore[import-untyped] # atheris comes without types

    with atheris.instrument_imports(include=["protocol"]):
        from protocol.codec import dump_lines, read_lines  # noqa: F401 - loaded so that it is watched
        from protocol.events import BY_TAG
        from protocol.script.steps import RESERVED
    with TemporaryDirectory() as folder:
        words = Path(folder) / "words"
        words.write_text("".join(f'"{word}"\n' for word in (*BY_TAG, *RESERVED)), encoding="utf-8")
        atheris.Setup([*sys.argv, f"-dict={words}"], judge)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
