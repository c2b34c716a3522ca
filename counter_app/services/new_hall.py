"""A hall as the first-start wizard describes it: one window, one clerk, the rest 未核定."""

import secrets
from pathlib import Path
from typing import Any, Protocol

from counter_app.domain.matters import UNVERIFIED
from counter_app.services import founding
from counter_app.services.profiles import FirstClerk


class Answers(Protocol):
    """What the wizard collected, as far as the hall goes."""

    @property
    def hall_name(self) -> str: ...
    @property
    def window_no(self) -> int: ...
    @property
    def window_name(self) -> str: ...
    @property
    def window_place(self) -> str: ...
    @property
    def window_phone(self) -> str: ...


def first_clerk(name: str, password: str) -> FirstClerk:
    """The clerk who sets up a window; the id is random so that two windows never share one."""
    return FirstClerk(id=f"s{secrets.token_hex(3)}", name=name, password=password)


def printers(profile: Path, address: str) -> dict[str, str]:
    """The chosen printer for every purpose, or a folder of the profile when none was."""
    chosen = address or (profile / "papers").absolute().as_uri()
    return {"papers": chosen, "labels": chosen}


def content(answers: Answers, clerk: FirstClerk) -> dict[str, Any]:
    """The hall document: this window serves every matter until the administrator adds more."""
    shipped = founding.shipped_hall()
    counter = f"W{answers.window_no:02d}"
    return {
        "id": f"hall-{secrets.token_hex(4)}",
        "name": answers.hall_name,
        "abbreviation": f"{answers.hall_name[:1]}政务",
        "information_desk": f"服务咨询台（位置{UNVERIFIED}）",
        "supervision_phone": UNVERIFIED,
        "sections": [],
        "demo": False,
        "hours": shipped["hours"],
        "counters": [
            {
                "id": counter,
                "number": answers.window_no,
                "name": answers.window_name,
                "place": answers.window_place,
                "phone": answers.window_phone or UNVERIFIED,
                "matters": [matter["code"] for matter in founding.shipped_matters()],
            }
        ],
        "staff": [
            {
                "id": clerk.id,
                "name": clerk.name,
                "roles": ["administrator", "clerk", "supervisor"],
                "counter": counter,
            }
        ],
    }
