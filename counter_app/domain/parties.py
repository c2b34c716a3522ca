"""Persons and organisations: names, numbers, telephones, and how they are masked.

Resident identity numbers follow GB 11643-1999, unified social credit codes
GB 32100-2015. The area code is not a gate: a number is assigned once and areas
are renamed, and people are registered long after birth.
"""

import re
from datetime import date

from counter_app.domain.errors import InputFault
from counter_app.domain.fields import NAME_LIMIT, clean_text, squeeze
from counter_app.words import _

_ID = re.compile(r"[1-9][0-9]{16}[0-9X]")
_ID_CHECKS = "10X98765432"
_CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT = re.compile(f"[{_CREDIT_LETTERS}]{{18}}")
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(0[0-9]{2,3})?[0-9]{7,8}|0[0-9]{2,3}[0-9]{3,8}|[0-9]{3,6}")
_SERVICE = re.compile(r"[48]00[0-9]{7}")
MASK = "*"


def check_name(text: str, *, field: str = "name") -> str:
    """The name as it is kept and printed.

    Line breaks fold to a space, rare characters outside the basic plane are
    fine, private-use characters are refused. Raises InputFault.
    """
    return clean_text(text, NAME_LIMIT, field=field, required=True)


def check_id_number(text: str, today: date, *, field: str = "number") -> str:
    """The 18 characters of a resident identity number (GB 11643), X in upper case.

    Full-width characters and spaces are put right. Raises InputFault for the wrong
    length or sign, a birth date that does not exist or lies after `today`, a wrong check.
    """
    number = squeeze(text).upper()
    if re.fullmatch(r"[0-9]{15}", number):
        raise InputFault(
            {field: _("This is a 15-digit number of the first generation; 18 are needed.")}
        )
    if len(number) != 18:
        message = _("An identity number has 18 characters; this one has {length}.")
        raise InputFault({field: message.format(length=len(number))})
    if not _ID.fullmatch(number):
        raise InputFault(
            {field: _("An identity number has 17 digits and then a digit or X; please check it.")}
        )
    _check_birth(number, today, field)
    if number[17] != id_check_character(number[:17]):
        raise InputFault({field: _("The check digit is wrong: one of the characters is mistyped.")})
    return number


def id_check_character(first17: str) -> str:
    """The check character of GB 11643 (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(first17))
    return _ID_CHECKS[total % 11]


def birth_date(number: str) -> date:
    """The birth date inside a checked identity number."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def sex(number: str) -> str:
    """男 or 女, by the parity of the 17th digit of a checked identity number."""
    return "男" if int(number[16]) % 2 else "女"


def check_credit_code(text: str, *, field: str = "number") -> str:
    """The 18 characters of a unified social credit code (GB 32100) in upper case.

    Raises InputFault for the wrong length, a letter the code never uses, a wrong check.
    """
    code = squeeze(text).upper().replace("-", "")
    if len(code) != 18:
        message = _("A credit code has 18 characters; this one has {length}.")
        raise InputFault({field: message.format(length=len(code))})
    if not _CREDIT.fullmatch(code):
        raise InputFault(
            {field: _("A credit code has digits and capital letters without I, O, S, V and Z.")}
        )
    if code[17] != credit_check_character(code[:17]):
        raise InputFault(
            {field: _("The check character is wrong: one of the characters is mistyped.")}
        )
    return code


def credit_check_character(first17: str) -> str:
    """The check character of GB 32100."""
    total = sum(
        _CREDIT_LETTERS.index(letter) * weight
        for letter, weight in zip(first17, _CREDIT_WEIGHTS, strict=True)
    )
    return _CREDIT_LETTERS[-total % 31]


def check_phone(text: str, *, field: str = "phone") -> str:
    """A mobile or landline number, digits only, with `-` after the area code if one was typed.

    Lenient: +86, spaces, brackets and an extension are fine. Raises InputFault
    when no telephone could have this number.
    """
    plain = re.sub(r"[()（）.·]", "-", squeeze(text)).strip("-")
    plain = re.sub(r"-{2,}", "-", re.sub(r"^(\+86|0086)-?", "", plain))
    number, _mark, extension = re.sub("(转|ext)", "x", plain.lower()).partition("x")
    digits = number.replace("-", "")
    if _MOBILE.fullmatch(digits) or _SERVICE.fullmatch(digits):
        kept = digits
    elif _LANDLINE.fullmatch(digits) and not re.fullmatch(r"1[3-9][0-9]{5,}", digits):
        kept = number
    else:
        raise InputFault(
            {field: _("Please type a mobile number of 11 digits or a landline number.")}
        )
    if extension and not extension.isdecimal():
        raise InputFault({field: _("The extension of a telephone number has digits only.")})
    return f"{kept}转{extension}" if extension else kept


def mask_name(name: str) -> str:
    """张*: the first character, one star however long the rest is."""
    return name[:1] + MASK if name else ""


def mask_id(number: str) -> str:
    """141122********0005; anything too short to keep ten characters becomes stars only."""
    if len(number) < 14:
        return MASK * len(number)
    return number[:6] + MASK * (len(number) - 10) + number[-4:]


def mask_phone(phone: str) -> str:
    """135****1234; short numbers keep their last two digits."""
    if len(phone) < 8:
        return MASK * max(len(phone) - 2, 0) + phone[-2:]
    return phone[:3] + MASK * (len(phone) - 7) + phone[-4:]


def _check_birth(number: str, today: date, field: str) -> None:
    try:
        born = birth_date(number)
    except ValueError:
        message = _("The birth date in the number ({text}) does not exist.")
        raise InputFault({field: message.format(text=number[6:14])}) from None
    if born > today:
        message = _("The birth date in the number ({day}) lies in the future.")
        raise InputFault({field: message.format(day=born)})
    if born.year < 1850:
        message = _("The birth date in the number ({text}) is too long ago.")
        raise InputFault({field: message.format(text=number[6:14])})
