"""What a card reader or a scanner typed: an identity card, or an organisation's code."""

import re
from datetime import date

from attrs import frozen

from counter_app.domain.bodies.party import PartyKind
from counter_app.domain.errors import InputFault
from counter_app.domain.parties import check_credit_code, check_id_number

_BREAKS = re.compile(r"[\s,;|^，；]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]+")
_PLACE = re.compile(r".*(省|市|县|区|镇|乡|村|路|街|号).*")
LONGEST_NAME = 20


@frozen(kw_only=True)
class Card:
    """What was read; `name` and `address` are empty where the reader gives the number alone."""

    kind: PartyKind
    number: str
    name: str = ""
    address: str = ""


def read_card(text: str, today: date) -> Card | None:
    """The card in `text`, None when it is no card.

    Accepted: the 18 characters of an identity number (GB 11643) or of a credit code
    (GB 32100) with a right check character, alone or with other parts around it,
    parted by spaces, commas, semicolons, `|` or `^`. The first part in Chinese
    characters that is no place, sex or people is the name, the first place the address:
    `141122199001010005`, `王示例 141122199001010005`, `王示例|男|汉|19900101|山西省…|1411…`.
    """
    parts = [part for part in _BREAKS.split(text.strip()) if part]
    for part in parts:
        found = _number(part, today)
        if found is not None:
            kind, number = found
            rest = [other for other in parts if other != part and _HAN.match(other)]
            return Card(kind=kind, number=number, name=_name(rest), address=_address(rest))
    return None


def _number(part: str, today: date) -> tuple[PartyKind, str] | None:
    if len(part) != 18:
        return None
    try:
        return PartyKind.PERSON, check_id_number(part, today)
    except InputFault:
        pass
    try:
        return PartyKind.ORGANISATION, check_credit_code(part)
    except InputFault:
        return None


def _name(parts: list[str]) -> str:
    names = (one for one in parts if 2 <= len(one) <= LONGEST_NAME and not _PLACE.fullmatch(one))
    return next(names, "")


def _address(parts: list[str]) -> str:
    return next((one for one in parts if len(one) > 3 and _PLACE.fullmatch(one)), "")
