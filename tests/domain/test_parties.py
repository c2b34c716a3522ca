"""Numbers, names and telephones of persons and organisations (synthetic ones only)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.errors import InputFault
from counter_app.domain.parties import (
    birth_date,
    check_credit_code,
    check_id_number,
    check_name,
    check_phone,
    credit_check_character,
    id_check_character,
    mask_id,
    mask_name,
    mask_phone,
    sex,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("141122199001010005", "141122199001010005"),
        ("11010519491231002X", "11010519491231002X"),
        ("11010519491231002x", "11010519491231002X"),
        ("１１０１０５１９４９１２３１００２ｘ", "11010519491231002X"),
        (" 141122 20050615 0009 ", "141122200506150009"),
        ("141122195503100002", "141122195503100002"),
        ("141122197805200008", "141122197805200008"),
        ("142323196501010006", "142323196501010006"),
    ],
)
def test_good_identity_numbers(typed: str, kept: str) -> None:
    """S60: x becomes X, full width is put right, a 1990-born 141122 number is accepted."""
    assert check_id_number(typed, TODAY) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "110105194912310021",
        "14112219900101000",
        "141122199001010",
        "04112219900101000X",
        "14112219900101O005",
        "141122199002300005",
        "141122202611240000",
        "141122180001010000",
    ],
)
def test_bad_identity_numbers(typed: str) -> None:
    """S60: a wrong check, length, sign or birth date is refused under the field."""
    with pytest.raises(InputFault) as caught:
        check_id_number(typed, TODAY, field="id_number")
    assert list(caught.value.faults) == ["id_number"]


def test_a_child_born_today() -> None:
    """A number assigned on the day of birth is not in the future."""
    first17 = "14112220261123000"
    assert check_id_number(first17 + id_check_character(first17), TODAY)


def test_birth_date_and_sex() -> None:
    """The number tells the birth date and, by its 17th digit, the sex."""
    assert birth_date("141122200506150009") == date(2005, 6, 15)
    assert sex("141122200506150009") == "女"
    assert sex("14112220050615001X") == "男"


@settings(max_examples=100, deadline=None)
@given(
    born=st.dates(date(1900, 1, 1), TODAY),
    place=st.integers(0, 17),
    shift=st.integers(1, 9),
    order=st.integers(0, 999),
)
def test_one_mistyped_digit_is_always_noticed(
    born: date, place: int, shift: int, order: int
) -> None:
    """GB 11643 notices every single wrong digit."""
    first17 = f"141122{born:%Y%m%d}{order:03d}"
    number = first17 + id_check_character(first17)
    assert check_id_number(number.lower(), TODAY) == number
    digit = 10 if number[place] == "X" else int(number[place])
    wrong = number[:place] + str((digit + shift) % 10) + number[place + 1 :]
    if wrong != number:
        with pytest.raises(InputFault):
            check_id_number(wrong, TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "91350100M000100Y43",
        "91141122MA0000000B",
        "12141122MB0000001M",
        "92141122MAXXXXXX0B",
        "91350100m000100y43",
        "91350100-M000100Y-43",
        "９１３５０１００Ｍ０００１００Ｙ４３",
    ],
)
def test_good_credit_codes(typed: str) -> None:
    """S60: codes of a firm, a shop and a public institution, however they are typed."""
    assert len(check_credit_code(typed)) == 18


@pytest.mark.parametrize(
    "typed", ["91350100M000100Y44", "91350100M000100Y4", "9135O100M000100Y43", ""]
)
def test_bad_credit_codes(typed: str) -> None:
    """S60: a wrong check, a missing character, a letter that codes never use."""
    with pytest.raises(InputFault):
        check_credit_code(typed)


@settings(max_examples=60, deadline=None)
@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17))
def test_every_computed_credit_code_passes(first17: str) -> None:
    """What the standard computes is what the check accepts."""
    code = first17 + credit_check_character(first17)
    assert check_credit_code(code) == code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("135 0000 1234", "13500001234"),
        ("+86 135-0000-1234", "13500001234"),
        ("0358-0000003", "0358-0000003"),
        ("（0358）0000003", "0358-0000003"),
        ("0000003", "0000003"),
        ("0358-0000003转8", "0358-0000003转8"),
        ("0358-0000003 ext 12", "0358-0000003转12"),
        ("400-000-0000", "4000000000"),
        ("12345", "12345"),
    ],
)
def test_telephones(typed: str, kept: str) -> None:
    """Mobile, landline, service and short numbers as people type them."""
    assert check_phone(typed) == kept


@pytest.mark.parametrize("typed", ["", "1350000123", "135000012345", "电话", "0358-0000003转前台"])
def test_impossible_telephones(typed: str) -> None:
    """A mobile number with a digit too few or too many is noticed."""
    with pytest.raises(InputFault):
        check_phone(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  张示例 ", "张示例"),
        ("䶮𬱖𠀀", "䶮𬱖𠀀"),
        ("交城县示例\r\n商店", "交城县示例 商店"),
        ("张\u200b示\x07例", "张示例"),
        ("买买提·示例", "买买提·示例"),
    ],
)
def test_names(typed: str, kept: str) -> None:
    """Rare characters stay, invisible ones go, a line break becomes a space."""
    assert check_name(typed) == kept


@pytest.mark.parametrize("typed", ["", " \u3000\n", "张\ue863", "\U000f0000", "示" * 101])
def test_refused_names(typed: str) -> None:
    """Empty, too long, or with a character only this computer can show."""
    with pytest.raises(InputFault) as caught:
        check_name(typed)
    assert list(caught.value.faults) == ["name"]


def test_a_private_character_is_named() -> None:
    """The clerk learns which character it is and by its code."""
    with pytest.raises(InputFault, match="E863"):
        check_name("张\ue863")


def test_masks() -> None:
    """Lists and papers show 张*, 141122********0005 and 135****1234."""
    assert (mask_name("张示例"), mask_name("")) == ("张*", "")
    assert mask_id("141122199001010005") == "141122********0005"
    assert mask_id("1411") == "****"
    assert mask_phone("13500001234") == "135****1234"
    assert mask_phone("0000003") == "*****03"
    assert mask_phone("1") == "1"
