"""The project's own environment: `.venv`, filled from the lock files with checked hashes."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

from devtools import machine
from devtools.machine import ROOT, NotReady, call

FOLDER = ROOT / ".venv"
PYTHON = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
STAMP = FOLDER / "installed.json"
LOCKS = {"run": ROOT / "requirements" / "run.txt", "dev": ROOT / "requirements" / "dev.txt"}
EXTRAS = {"run": ("build",), "dev": ("build", "dev")}
OLDEST, NEWEST = (3, 11), (3, 13)


def ensure(lock_name: str) -> None:
    """Make `.venv` hold what the lock `lock_name` names. `dev` holds `run` too."""
    wanted = digest(LOCKS[lock_name])
    if PYTHON.exists() and stamped().get(lock_name) == wanted:
        return
    if not PYTHON.exists():
        print("making .venv", flush=True)
        call([interpreter(), "-m", "venv", str(FOLDER)])
    print(f"installing {LOCKS[lock_name].relative_to(ROOT)}", flush=True)
    # The lock is complete. Resolving it again would weigh releases newer than the pins, and pip
    # refuses one that comes in by an extra (coverage[toml]) before it looks at our pin.
    call([str(PYTHON), "-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "-r",
          str(LOCKS[lock_name])])  # fmt: skip
    call([str(PYTHON), "-m", "pip", "check"])
    names = ("run", "dev") if lock_name == "dev" else ("run",)
    STAMP.write_text(json.dumps({name: digest(LOCKS[name]) for name in names}, indent=1))


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def stamped() -> dict[str, str]:
    """Which lock was installed last, by digest; empty for an environment made by hand."""
    return dict(json.loads(STAMP.read_text())) if STAMP.exists() else {}


def interpreter() -> str:
    """A Python the locks were made for, with venv. Errors: `NotReady`."""
    found = sys.executable if OLDEST <= sys.version_info[:2] <= NEWEST else None
    for minor in range(OLDEST[1], NEWEST[1] + 1):
        found = found or shutil.which(f"python3.{minor}")
    if found is None:
        raise NotReady("please install Python 3.11, 3.12 or 3.13")
    probe = subprocess.run(
        [found, "-c", "import ensurepip, venv"], check=False, capture_output=True
    )
    if probe.returncode != 0:
        machine.ensure_packages(("python3-venv",))
    return found


def lock() -> None:
    """Write the lock files from pyproject.toml; the resolver lives in an environment of its own."""
    folder = ROOT / ".cache" / "lock"
    tools = folder / PYTHON.relative_to(FOLDER)
    if not tools.exists():
        call([interpreter(), "-m", "venv", str(folder)])
        call([str(tools), "-m", "pip", "install", "-q", "pip-tools>=7.5"])
    for name, file in LOCKS.items():
        extras = [part for extra in EXTRAS[name] for part in ("--extra", extra)]
        # No header, no options: they would write down where this machine fetched from.
        call([str(tools), "-m", "piptools", "compile", "-q", "--upgrade", "--generate-hashes",
              "--allow-unsafe", "--strip-extras", "--no-header", "--no-emit-options",
              "--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host",
              "--annotation-style", "line", *extras, "-o", str(file.relative_to(ROOT)),
              "pyproject.toml"])  # fmt: skip
        print(f"wrote {file.relative_to(ROOT)}")
