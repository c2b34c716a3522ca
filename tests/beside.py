"""Long processes run beside the other tests, one after the other on the second core."""

import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from attrs import define, field

from tests.house.tree import ROOT

Command = Callable[[Path], Sequence[str]]
"""What to run; it may write into the folder it is given."""
Ended = subprocess.CompletedProcess[str]


@define
class Beside:
    """`start` as soon as the session begins, `ended` when a test needs what came of it."""

    folder: Path
    _pool: ThreadPoolExecutor = field(factory=lambda: ThreadPoolExecutor(1))
    _found: dict[str, Future[Ended]] = field(factory=dict)
    _running: list["subprocess.Popen[str]"] = field(factory=list)

    def start(self, name: str, command: Command) -> None:
        """Run it once, after what was started before; gives nothing back yet."""
        if name not in self._found:
            folder = self.folder / name
            folder.mkdir()
            self._found[name] = self._pool.submit(self._run, command(folder))

    def _run(self, command: Sequence[str]) -> Ended:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self._running.append(process)
        out, err = process.communicate()
        return subprocess.CompletedProcess(command, process.returncode, out, err)

    def ended(self, name: str) -> Ended:
        """Wait for its end."""
        return self._found[name].result()

    def close(self) -> None:
        """Nobody waits any more: what still runs is killed."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in self._running:
            process.kill()
        self._pool.shutdown()
