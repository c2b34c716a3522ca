"""One program per clerk and profile: a second start raises the first window and ends."""

from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_WAIT_MS = 2000
_FIRST_IS_STARTING = 10.0
"""Seconds a second start waits for the first one, which listens when its window stands."""


class SingleInstance(QObject):
    """`claim` decides who runs; `called_again` carries the arguments of a later start.

    The lock names the process, so it survives kill -9: a dead owner is recognised.
    """

    called_again = Signal(list)

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        profile.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(profile / "running.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def claim(self, arguments: Sequence[str]) -> bool:
        """True: we are the first, `listen` soon. False: the first was told `arguments`; end now."""
        if self._lock.tryLock(50):
            return True
        self._hand_over(arguments)
        return False

    def listen(self) -> None:
        """Hear of later starts from now on. Repeating it is harmless."""
        if self._server is not None or not self._lock.isLocked():
            return
        from PySide6.QtNetwork import QLocalServer  # a start pays 5 ms for it: after the paint

        name = _name_of(self._profile)
        QLocalServer.removeServer(name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._answer)
        server.listen(name)
        self._server = server

    def release(self) -> None:
        """Let the next start be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _hand_over(self, arguments: Sequence[str]) -> None:
        from PySide6.QtNetwork import QLocalSocket

        name, end = _name_of(self._profile), monotonic() + _FIRST_IS_STARTING
        while monotonic() < end:
            socket = QLocalSocket()
            socket.connectToServer(name)
            if socket.waitForConnected(_WAIT_MS):
                socket.write("\0".join(arguments).encode() + b"\n")
                socket.waitForBytesWritten(_WAIT_MS)
                socket.disconnectFromServer()
                return
            sleep(0.05)

    def _answer(self) -> None:
        if self._server is None:
            return
        caller = self._server.nextPendingConnection()
        if caller.waitForReadyRead(_WAIT_MS):
            words = bytes(caller.readAll().data()).decode().rstrip("\n")
            self.called_again.emit(words.split("\0") if words else [])
        caller.disconnected.connect(caller.deleteLater)
        caller.disconnectFromServer()


def _name_of(profile: Path) -> str:
    """Where the program of this user and profile can be called."""
    import getpass
    from hashlib import sha256

    key = f"{getpass.getuser()}\0{profile.resolve()}".encode()
    return f"counter-{sha256(key).hexdigest()[:16]}"
