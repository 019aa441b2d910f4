"""Fuzzes scripts: whatever is given is read as a stream that survives being written, or it is refused with faults.

Runs under atheris, which looks for inputs that reach code no input has reached before.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory


def judge(given: bytes) -> None:
    """Fail on an input that is neither read, written and read as the same again, nor refused in the proper way."""
    from protocol.errors import UnreadableError
    from protocol.script import dump_script, load_script

    try:
        stream = load_script(given)
    except UnreadableError:
        return
    assert load_script(dump_script(stream, to="json")) == stream
    assert load_script(dump_script(stream, to="yaml")) == stream


def main() -> None:
    """Fuzz until libFuzzer is told to stop; its options and folders of examples are those of the command line."""
    import atheris  # type: ignore[import-untyped] # atheris comes without types

    with atheris.instrument_imports(include=["protocol"]):
        from protocol.events import BY_TAG
        from protocol.script.header import KEYS
        from protocol.script.nesting import NESTED
        from protocol.script.steps import RESERVED
    with TemporaryDirectory() as folder:
        words = Path(folder) / "words"
        words.write_text("".join(f'"{word}"\n' for word in (*BY_TAG, *KEYS, *NESTED, *RESERVED)), encoding="utf-8")
        atheris.Setup([*sys.argv, f"-dict={words}"], judge)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
