"""The fonts papers are set in: fetched with the registries' own clients, checked by SHA-256.

They are too large for the repository (90 MB). Their licence texts lie beside them in
`resources/fonts` and are committed.
"""

import hashlib
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from devtools.machine import ROOT, NotReady, call, is_debian, root_prefix

FOLDER = ROOT / "resources" / "fonts"
CHUNK = 1 << 20


@dataclass(frozen=True)
class Font:
    """One face: the file the program opens, where it comes from, and what it must be."""

    file: str
    package: str
    member: str
    sha256: str
    licence: str


SERIF = "npm:@expo-google-fonts/noto-serif-sc@0.4.3"
SANS = "npm:@expo-google-fonts/noto-sans-sc@0.4.3"
HANAZONO = "deb:fonts-hanazono"

FONTS = (
    Font("NotoSerifSC-Regular.ttf", SERIF, "400Regular/NotoSerifSC_400Regular.ttf",
         "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742", "NotoSerifSC.txt"),
    Font("NotoSerifSC-Bold.ttf", SERIF, "700Bold/NotoSerifSC_700Bold.ttf",
         "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6", "NotoSerifSC.txt"),
    Font("NotoSansSC-Medium.ttf", SANS, "500Medium/NotoSansSC_500Medium.ttf",
         "b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a", "NotoSansSC.txt"),
    Font("HanaMinA.ttf", HANAZONO, "HanaMinA.ttf",
         "7ca87559414474848fc513a8d8eb42d5b0f8194c30c2abdfbfedff5398ec88d7", "Hanazono.txt"),
    Font("HanaMinB.ttf", HANAZONO, "HanaMinB.ttf",
         "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c", "Hanazono.txt"),
)  # fmt: skip


def ensure() -> None:
    """Fetch every font that is missing or not what it must be. Errors: `NotReady`."""
    wanting = [font for font in FONTS if not stands(font)]
    FOLDER.mkdir(parents=True, exist_ok=True)
    for package in dict.fromkeys(font.package for font in wanting):
        print(f"fetching fonts: {package.partition(':')[2]}", flush=True)
        with tempfile.TemporaryDirectory() as scratch:
            unpacked = unpack(package, Path(scratch))
            for font in wanting:
                if font.package == package:
                    place(font, unpacked)


def stands(font: Font) -> bool:
    """The file is there and is the one that was pinned."""
    file = FOLDER / font.file
    return file.exists() and digest(file) == font.sha256


def digest(file: Path) -> str:
    """SHA-256 of a large file, read in pieces."""
    total = hashlib.sha256()
    with file.open("rb") as stream:
        while piece := stream.read(CHUNK):
            total.update(piece)
    return total.hexdigest()


def place(font: Font, unpacked: Path) -> None:
    """Move one face to where the program opens it. Errors: `NotReady` when it is another file."""
    found = [file for file in unpacked.rglob(Path(font.member).name) if file.is_file()]
    if len(found) != 1:
        raise NotReady(f"{font.package} does not hold {font.member}")
    if digest(found[0]) != font.sha256:
        raise NotReady(f"{font.member} of {font.package} is not the file that was pinned")
    target = FOLDER / font.file
    fresh = target.with_suffix(".fresh")
    fresh.write_bytes(found[0].read_bytes())
    fresh.replace(target)


def unpack(package: str, scratch: Path) -> Path:
    """The unpacked package, fetched by its own registry's client."""
    kind, _, name = package.partition(":")
    return from_npm(name, scratch) if kind == "npm" else from_debian(name, scratch)


def from_npm(name: str, scratch: Path) -> Path:
    """`npm pack` fetches one tarball and runs nothing of it."""
    call(["npm", "pack", "--silent", "--prefer-offline", name], cwd=scratch)
    with tarfile.open(next(scratch.glob("*.tgz"))) as archive:
        for member in archive.getmembers():
            if member.isfile() and member.name.endswith(".ttf"):
                member.name = Path(member.name).name
                archive.extract(member, scratch)
    return scratch


def from_debian(name: str, scratch: Path) -> Path:
    """The .deb is downloaded and unpacked, not installed: no root needed.

    Errors: `NotReady` where there is no apt.
    """
    if not is_debian():
        raise NotReady(
            f"please put {', '.join(font.file for font in FONTS if font.package.endswith(name))} "
            f"of Debian's {name} into {FOLDER.relative_to(ROOT)}"
        )
    found = subprocess.run(["apt-get", "download", "-q", name], cwd=scratch, check=False,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    if found.returncode != 0:  # a machine whose package lists were never fetched
        call([*(root_prefix() or []), "apt-get", "update", "-q"])
        call(["apt-get", "download", "-q", name], cwd=scratch)
    call(["dpkg-deb", "-x", str(next(scratch.glob("*.deb"))), str(scratch / "tree")])
    return scratch / "tree"
