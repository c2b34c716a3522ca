"""Forms by keyboard: Enter, Ctrl+Enter, Esc, F-keys, Alt+letter, faults, drafts."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import InputFault, Refusal
from counter_app.ui.context import Context
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import DateField, LatinField, NoteField, TextField
from counter_app.ui.kit.form import Form
from tests.ui.robots import Robot

Shown = Callable[[QWidget], Robot]
TODAY = date(2026, 11, 23)


class Visit(Form):
    """A form with one field of each kind; remembers what ran."""

    def __init__(self, save: Callable[[dict[str, str]], object] | None = None) -> None:
        super().__init__("来访", save_draft=save)
        self.ran: list[str] = []
        self.reason = ""
        self.add_row(
            ("name", TextField("姓名", mnemonic="N")), ("phone", LatinField("电话", mnemonic="T"))
        )
        self.add("day", DateField("日期", lambda: TODAY))
        self.add("way", ChoiceField("答复", [("guide", "按指南"), ("other", "另答")]))
        self.add("note", NoteField("说明"))
        self.set_actions(
            [
                Action("Enter", "打印", lambda: self.ran.append("print")),
                Action("F3", "引导", lambda: self.ran.append("guide")),
                Action("F5", "转申请", lambda: self.ran.append("apply"), lambda: self.reason),
            ]
        )


def test_enter_walks_the_fields_and_ends_at_the_primary_action(shown: Shown) -> None:
    """Enter goes from field to field; after the last it prints."""
    form = Visit()
    robot = shown(form)
    form.begin()
    robot.commit("王")
    robot.press("Enter")
    robot.type("13900000000")
    robot.press("Enter")
    robot.type("1130")
    robot.press("Enter", "2", "Enter")
    assert form.ran == []
    robot.press("Enter")
    assert form.ran == ["print"]
    assert form.values() == {
        "name": "王",
        "phone": "13900000000",
        "day": date(2026, 11, 30),
        "way": "other",
        "note": "",
    }


def test_ctrl_enter_f_keys_escape_and_mnemonics(qtbot: QtBot, shown: Shown) -> None:
    """Ctrl+Enter submits from the first field, F3 runs its action, Esc steps back, Alt reaches."""
    form = Visit()
    robot = shown(form)
    form.begin()
    robot.press("Ctrl+Enter", "F3")
    assert form.ran == ["print", "guide"]
    robot.press("Alt+T")
    assert form.fields["phone"].control.hasFocus()
    assert len({field.mnemonic for field in form.fields.values()}) == len(form.fields)
    with qtbot.waitSignal(form.stepped_back, timeout=500):
        robot.press("Esc")


def test_a_refused_action_stays_visible_with_its_reason(shown: Shown) -> None:
    """F5 is shown disabled with the reason and does nothing until the reason is gone."""
    form = Visit()
    robot = shown(form)
    form.begin()
    form.reason = "材料 4 尚未审完"
    form.refresh_actions()
    button = form.actions_row.button("F5")
    assert button is not None
    assert button.isVisible()
    assert button.toolTip() == form.reason
    robot.press("F5")
    assert form.ran == []
    form.reason = ""
    form.refresh_actions()
    robot.press("F5")
    assert form.ran == ["apply"]


def test_an_action_that_became_refused_does_not_run(shown: Shown) -> None:
    """What was allowed when painted is asked again before it runs."""
    form = Visit()
    robot = shown(form)
    form.begin()
    form.reason = "已由其他窗口办理"
    robot.press("F5")
    assert form.ran == []


def test_faults_stand_at_the_field_and_go_when_it_is_corrected(
    shown: Shown, context: Context
) -> None:
    """An InputFault puts the sentence under the field and the focus into the first."""
    form = Visit()
    robot = shown(form)
    form.begin()
    context.errors.show(InputFault({"phone": "应为 11 位", "elsewhere": "缺材料"}), form)
    assert form.fields["phone"].control.hasFocus()
    assert form.fields["phone"].fault == "应为 11 位"
    assert form.fields["phone"].control.accessibleDescription() == "应为 11 位"
    assert form.notice.text.text() == "缺材料"
    robot.type("1")
    assert form.fields["phone"].fault == ""


def test_a_refusal_stands_in_the_notice_bar_with_its_clause(shown: Shown, context: Context) -> None:
    """A Refusal changes nothing and names the clause."""
    form = Visit()
    shown(form)
    context.errors.show(Refusal("不能受理", "A3.4.6", "可打印补正通知"), form)
    assert form.notice.isVisible()
    assert "一次性告知制 第四条第（六）项" in form.notice.small.text()


def test_values_name_every_field_that_means_nothing(shown: Shown) -> None:
    """A day that is none raises InputFault under the name of the field."""
    form = Visit()
    shown(form)
    form.fields["day"].restore("1399")
    with pytest.raises(InputFault) as caught:
        form.values()
    assert set(caught.value.faults) == {"day"}


def test_typing_is_saved_within_two_seconds_and_comes_back(qtbot: QtBot, shown: Shown) -> None:
    """While typing goes on without a pause, a draft is saved every 2 s at the latest."""
    saved: list[dict[str, str]] = []
    form = Visit(saved.append)
    robot = shown(form)
    form.begin()
    for _count in range(20):
        robot.type("a")
        robot.settle(100)
    assert saved
    robot.type("b")
    qtbot.waitUntil(lambda: saved[-1]["name"].endswith("b"), timeout=1000)
    again = Visit()
    shown(again)
    again.restore({**saved[-1], "gone": "x"})
    assert again.fields["name"].value == form.fields["name"].value


def test_up_and_down_move_a_day(shown: Shown) -> None:
    """Down in an empty date is yesterday; the field tidies what was typed short."""
    form = Visit()
    robot = shown(form)
    form.fields["day"].setFocus()
    robot.press("Down")
    assert form.values()["day"] == date(2026, 11, 22)
    form.fields["day"].restore("+7")
    robot.press("Enter")
    assert form.fields["day"].draft() == "2026-11-30"


def test_full_width_digits_are_folded(shown: Shown) -> None:
    """１３９ typed with the input method left on is read as 139."""
    form = Visit()
    shown(form)
    form.fields["phone"].restore("１３９")
    assert form.values()["phone"] == "139"


@pytest.mark.parametrize(
    ("text", "day"), [("2.9", date(2026, 2, 9)), ("+1", date(2026, 11, 24)), ("", None)]
)
def test_a_day_is_read_as_the_law_reads_it(qtbot: QtBot, text: str, day: date | None) -> None:
    """Short forms mean a day of this year; leaving the field writes the day out."""
    field = DateField("日期", lambda: TODAY)
    qtbot.addWidget(field)
    field.edit.setText(text)
    field.edit.editingFinished.emit()
    assert field.value == day
    assert field.edit.text() == (day.isoformat() if day else "")


def test_what_is_no_day_stays_and_is_told(qtbot: QtBot) -> None:
    """The 30th of February is not moved to March; what was typed stays to be mended."""
    field = DateField("日期", lambda: TODAY)
    qtbot.addWidget(field)
    field.edit.setText("0230")
    field.edit.editingFinished.emit()
    with pytest.raises(InputFault, match="0230"):
        _ = field.value
    assert field.edit.text() == "0230"


def test_replaced_actions_answer_no_more(shown: Shown) -> None:
    """A case that moved on has other actions; the old keys are dead at once."""
    form, ran = Visit(), []
    robot = shown(form)
    form.begin()
    form.set_actions([Action("F6", "受理", lambda: ran.append("accept"))])
    robot.press("F3", "F6", "Ctrl+Enter")
    assert (form.ran, ran) == ([], ["accept"])
    assert form.actions_row.primary() is None
    assert [action.key for action in form.actions_row.actions_list()] == ["F6"]


def test_a_form_without_fields_begins_at_its_button(shown: Shown) -> None:
    """Enter and Esc work where there is nothing to type."""
    form, ran = Form("确认"), []
    form.set_actions([Action("Enter", "打印", lambda: ran.append("print"))])
    robot = shown(form)
    form.begin()
    button = form.actions_row.button("Enter")
    assert button is not None
    assert button.hasFocus()
    robot.press("Enter")
    assert ran == ["print"]


def test_escape_saves_the_draft_and_a_finished_draft_is_left_alone(
    qtbot: QtBot, shown: Shown
) -> None:
    """Stepping back loses nothing; after submitting nothing is saved any more."""
    saved: list[dict[str, str]] = []
    form = Visit(saved.append)
    robot = shown(form)
    form.begin()
    robot.type("a")
    robot.press("Esc")
    assert saved[-1]["name"] == "a"
    robot.type("b")
    form.finish_draft()
    robot.settle(500)
    assert len(saved) == 1


def test_many_choices_stand_in_a_list_and_unknown_ones_change_nothing(shown: Shown) -> None:
    """More than five drop down; a draft with a choice that is gone is harmless."""
    many = ChoiceField("事项", [(str(n), f"第{n}项") for n in range(7)])
    robot = shown(many)
    many.restore("5")
    many.choose("gone")
    assert many.value == "5"
    many.setFocus()
    robot.press("3")
    assert many.value == "2"
    assert ChoiceField("空", []).value is None


def test_a_form_that_submits_on_enter(shown: Shown) -> None:
    """A quick form with optional fields prints on Enter from the first."""
    form, ran = Form(enter_submits=True), []
    form.add("name", TextField("姓名"))
    form.add("phone", LatinField("电话"))
    form.set_actions([Action("Enter", "打印", lambda: ran.append("print"))])
    robot = shown(form)
    form.begin()
    robot.press("Enter")
    assert ran == ["print"]
