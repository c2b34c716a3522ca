"""The machine under us: its system packages, its display, commands that must succeed."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINUX = platform.system() == "Linux"

RUN_PACKAGES = (
    "ca-certificates", "libegl1", "libgl1", "libxkbcommon0", "libfontconfig1", "libglib2.0-0",
    "libdbus-1-3", "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1",
    "libxcb-shape0", "fonts-wqy-microhei",
)  # fmt: skip
"""What a Qt window with Chinese text needs."""

DEBIAN_PYTHON = sys.base_prefix == "/usr"
PYTHON_LIBRARY = "libpython{}.{}".format(*sys.version_info)
PACKAGE_PACKAGES = ("binutils", *((PYTHON_LIBRARY,) if DEBIAN_PYTHON else ()))
"""What PyInstaller calls and bundles; Debian keeps the interpreter's library apart."""

TEST_PACKAGES = (
    *PACKAGE_PACKAGES, "git", "xvfb", "openbox", "xdotool", "xclip", "x11-xserver-utils",
    "imagemagick", "poppler-utils", "cups", "cups-client", "cups-ipp-utils", "cups-filters",
    "dbus", "avahi-daemon", "printer-driver-cups-pdf", "fcitx5", "fcitx5-pinyin", "at-spi2-core",
    "python3-pyatspi", "gir1.2-atspi-2.0",
)  # fmt: skip
"""A screen, a Chinese input method, a screen reader, a real IPP printer and CUPS, eyes for PDF."""


class NotReady(Exception):
    """The machine lacks something; the message says what to do."""


def has_display() -> bool:
    """A window can be shown here."""
    if LINUX:
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def is_debian() -> bool:
    """The package manager is apt."""
    return all(shutil.which(tool) for tool in ("apt-get", "dpkg-query"))


def font_packages() -> tuple[str, ...]:
    """The npm client, unless one is here already."""
    return () if shutil.which("npm") else ("npm",)


def ensure_packages(names: tuple[str, ...]) -> None:
    """Install the system packages of `names` that are missing.

    Errors: `NotReady` naming them, when this is not Debian's family or we may not install.
    """
    if not LINUX:
        return
    if not is_debian():
        ensure_by_hand(names)
        return
    missing = [name for name in names if name not in installed_packages()]
    if not missing:
        return
    rights = root_prefix()
    if rights is None:
        raise NotReady("please install as root: apt-get install " + " ".join(missing))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*rights, "apt-get", "install", "-y", "-q", "--no-install-recommends", *missing]
    print("installing system packages:", " ".join(missing), flush=True)
    call([*rights, "apt-get", "update", "-q"], env=environment)
    call(install, env=environment)


def ensure_by_hand(names: tuple[str, ...]) -> None:
    """Elsewhere than on Debian: trust the marker of whoever installed the packages by hand."""
    if os.environ.get("COUNTER_SYSTEM_PACKAGES") == "installed":
        return
    raise NotReady(
        "this is not a Debian system; please install what these Debian packages hold, then set "
        "COUNTER_SYSTEM_PACKAGES=installed: " + " ".join(names)
    )


def installed_packages() -> set[str]:
    """Names of the installed Debian packages and of what they provide."""
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status}|${Package}|${Provides}\n"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    names = set[str]()
    for line in listing.splitlines():
        status, package, provides = line.split("|", 2)
        if status == "installed":
            names.add(package)
            names.update(part.split()[0] for part in provides.split(",") if part.strip())
    return names


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root; None when we cannot become root silently."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        quiet = [] if sys.stdin.isatty() else ["-n"]
        if subprocess.run(["sudo", *quiet, "true"], check=False).returncode == 0:
            return ["sudo", *quiet]
    return None


def call(command: list[str], cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Run `command`; its output is shown only when it fails. Errors: `NotReady`."""
    try:
        done = subprocess.run(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise NotReady(f"please install `{command[0]}`") from None
    if done.returncode != 0:
        raise NotReady(f"`{' '.join(command)}` failed:\n{done.stdout[-4000:]}")
