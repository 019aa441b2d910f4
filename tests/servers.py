"""A server of PostgreSQL in a folder of its own, started and stopped by the tests; any other server is left alone."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest

from profiles import SKIPPING

RULES: Final = "host all locked 127.0.0.1/32 scram-sha-256\nhost all,replication all 127.0.0.1/32 trust\n"
"""Who may connect: everybody, and one user with a password alone."""


def programs() -> Path | None:
    """The folder of the programs of PostgreSQL: the newest of Debian's, or what is on the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = debian[-1] if debian else shutil.which("initdb")
    return None if found is None else Path(found).parent


def as_user(command: Sequence[str | Path]) -> list[str | Path]:
    """A command as the user under whom servers run, for they refuse to run as root."""
    return [*(("runuser", "-u", "postgres", "--") if os.getuid() == 0 else ()), *command]


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder for the user under whom servers run."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        yield folder


class PostgresServer:
    """A server that can be stopped, also as if the power had gone, and started again."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder, self.port, self.numbers = programs, folder, free_port(), count(1)

    def make(self) -> None:
        """Make it, with nothing in it."""
        self._run("initdb", "-A", "trust", "--no-sync", "-U", "postgres", "-E", "UTF8", "--locale=C")
        (self.folder / "pg_hba.conf").write_text(RULES, encoding="utf-8")

    @contextmanager
    def standby(self) -> Iterator["PostgresServer"]:
        """A server that follows this one, and can only be read."""
        with open_folder() as folder:
            other = PostgresServer(self.programs, folder)
            other._run("pg_basebackup", "-R", "--no-sync", "-c", "fast", "-d", self.dsn())
            other.start()
            try:
                yield other
            finally:
                other.stop()

    def start(self) -> None:
        """Start it, and wait until it can be used."""
        settings = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60"
        self._run("pg_ctl", "-w", "-s", "-l", self.folder / "log", "-o", settings, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it, as if the power had gone."""
        self._run("pg_ctl", "-w", "-s", "-m", mode, "stop")

    def dsn(self, database: str = "postgres", user: str = "postgres") -> str:
        """How a program names a database of it."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def new_schema(self) -> str:
        """The dsn of a new schema; a database of its own would be three hundred files for each test."""
        name = f"visits_{next(self.numbers)}"
        self.ask(f"CREATE SCHEMA {name}")
        return f"{self.dsn()}?options=-csearch_path%3D{name}"

    def ask(self, statement: str, dsn: str | None = None) -> list[Any]:
        """Let the owner of the server run a statement, and return what it answers."""
        import psycopg

        with psycopg.connect(dsn or self.dsn(), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = as_user([self.programs / program, "-D", self.folder, *arguments])
        subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - programs of the server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The server, one for all tests of a process."""
    found = programs()
    if found is None and SKIPPING:
        pytest.skip("PostgreSQL is not installed")
    assert found is not None, "PostgreSQL has to be installed where no test may be left out"
    with open_folder() as folder:
        server = PostgresServer(found, folder)
        server.make()
        server.start()
        yield server
        server.stop()


@contextmanager
def bouncer(server: PostgresServer, database: str) -> Iterator[str]:
    """A pgbouncer before a server, which gives each transaction another connection; the dsn of a database behind it."""
    port = free_port()
    with open_folder() as folder:
        settings = folder / "pgbouncer.ini"
        settings.write_text(
            f"[databases]\n* = host=127.0.0.1 port={server.port} user=postgres\n"
            f"[pgbouncer]\nlisten_addr=127.0.0.1\nlisten_port={port}\nunix_socket_dir=\nauth_type=any\n"
            "pool_mode=transaction\ndefault_pool_size=2\n",
            encoding="utf-8",
        )
        command = as_user(["pgbouncer", settings])
        with subprocess.Popen(command, cwd="/", stderr=subprocess.PIPE, encoding="utf-8") as process:  # noqa: S603 - as above
            assert process.stderr is not None
            assert any("process up" in line for line in process.stderr)
            try:
                yield f"postgresql://postgres@127.0.0.1:{port}/{database}"
            finally:
                process.terminate()
                process.stderr.read()


@pytest.fixture
def dsn(postgres: PostgresServer) -> str:
    """A place with nothing in it."""
    return postgres.new_schema()


@pytest.fixture(scope="session")
def served(postgres: PostgresServer) -> Iterator[None]:
    """What a document needs that shows a server: a database, named by `VISITS_DSN`, and the programs of the server."""
    postgres.ask("CREATE DATABASE visits")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VISITS_DSN", postgres.dsn("visits"))
        patch.setenv("PATH", str(postgres.programs), prepend=os.pathsep)
        yield
