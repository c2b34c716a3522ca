"""The first start as plain data: which questions, in which order, and what is missing. No Qt."""

from collections.abc import Callable, Mapping

from attrs import field, frozen

from counter_app.settings import SHORTEST_PASSWORD
from counter_app.words import N_, _

Answers = Mapping[str, str]

NEW, JOIN = "new", "join"


def _is_new(answers: Answers) -> bool:
    return answers.get("way", NEW) == NEW


def _joins(answers: Answers) -> bool:
    return not _is_new(answers)


def _always(_answers: Answers) -> bool:
    return True


@frozen
class Question:
    """One field. `kind`: choice, text, latin, secret or note; texts are msgids.

    `is_asked` decides from the answers so far.
    """

    name: str
    label: str
    kind: str = "text"
    mnemonic: str = ""
    hint: str = ""
    is_optional: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    is_asked: Callable[[Answers], bool] = field(default=_always, repr=False)


@frozen
class Step:
    """One page of the wizard; `is_asked` decides from the answers so far."""

    id: str
    title: str
    why: str
    questions: tuple[Question, ...]
    is_asked: Callable[[Answers], bool] = field(default=_always, repr=False)

    def asked(self, answers: Answers) -> tuple[Question, ...]:
        """The questions of this page, given the answers so far."""
        return tuple(question for question in self.questions if question.is_asked(answers))


@frozen
class Setup:
    """What the wizard collected; what was not asked or not given is empty.

    `window_place` says in words where the window is (A1.5.4), `printer` is an address.
    """

    way: str
    hall_name: str
    hall_key: str = field(repr=False)
    share_folder: str
    window_no: int
    window_name: str
    window_place: str
    window_phone: str
    clerk_name: str = field(repr=False)
    password: str = field(repr=False)
    printer: str


STEPS = (
    Step(
        "way",
        N_("Welcome"),
        N_("One PC of the hall starts a new hall; every other one joins it."),
        (
            Question(
                "way",
                N_("This PC"),
                "choice",
                "W",
                choices=((NEW, N_("starts a new hall")), (JOIN, N_("joins a hall"))),
            ),
        ),
    ),
    Step(
        "hall",
        N_("The hall"),
        N_("The full name, as it stands on every paper."),
        (Question("hall_name", N_("Name of the hall"), "text", "N"),),
        _is_new,
    ),
    Step(
        "join",
        N_("The hall to join"),
        N_("The administrator of the hall reads both out to you or hands them over on a stick."),
        (
            Question("share_folder", N_("Shared folder"), "latin", "S"),
            Question("hall_key", N_("Hall key"), "note", "K"),
        ),
        _joins,
    ),
    Step(
        "window",
        N_("This window"),
        N_("Number and service, as they hang over the counter."),
        (
            Question("window_no", N_("Window number"), "latin", "N"),
            Question("window_name", N_("Service of the window"), "text", "S", is_asked=_is_new),
            Question(
                "window_place",
                N_("Where it is, as you would tell somebody (A1.5.4)"),
                "text",
                "W",
                N_("e.g. ground floor, east side, beside the information desk"),
                is_asked=_is_new,
            ),
            Question(
                "window_phone",
                N_("Telephone of the window"),
                "latin",
                "T",
                is_optional=True,
                is_asked=_is_new,
            ),
        ),
    ),
    Step(
        "clerk",
        N_("You"),
        N_("The password opens the data of this PC. Nobody can look it up; write it down safely."),
        (
            Question("clerk_name", N_("Your name"), "text", "N"),
            Question("password", N_("Password"), "secret", "P", N_("At least 8 characters.")),
            Question("repeat", N_("Password again"), "secret", "A"),
        ),
    ),
    Step(
        "share",
        N_("Sharing with other windows"),
        N_("Not needed for a single window; it can be set later."),
        (Question("share_folder", N_("Shared folder"), "latin", "S", is_optional=True),),
        _is_new,
    ),
    Step(
        "printer",
        N_("Printer"),
        N_("Without a printer, papers are kept as files; it can be set later."),
        (
            Question(
                "printer",
                N_("Address of the printer"),
                "latin",
                "P",
                "ipp://192.0.2.10/ipp/print",
                is_optional=True,
            ),
        ),
    ),
)


def asked_steps(answers: Answers) -> tuple[Step, ...]:
    """The steps that are asked, given the answers so far."""
    return tuple(step for step in STEPS if step.is_asked(answers))


def faults_of(step: Step, answers: Answers) -> dict[str, str]:
    """What is missing or cannot be right on this page: field to sentence."""
    faults = {
        question.name: _("Please fill this in.")
        for question in step.asked(answers)
        if not question.is_optional and not answers.get(question.name, "").strip()
    }
    if "window_no" not in faults and step.id == "window" and _window(answers) is None:
        faults["window_no"] = _("The window number is a whole number from 1 to 99.")
    if step.id == "clerk" and not faults:
        if len(answers["password"]) < SHORTEST_PASSWORD:
            faults["password"] = _("At least 8 characters.")
        elif answers["password"] != answers["repeat"]:
            faults["repeat"] = _("The two passwords differ. Type the same one again.")
    return faults


def _window(answers: Answers) -> int | None:
    text = answers.get("window_no", "").strip()
    return int(text) if text.isdecimal() and 1 <= int(text) <= 99 else None


def to_setup(answers: Answers) -> Setup:
    """The record, once no step has faults. Raises ValueError before that."""
    window = _window(answers)
    if window is None or any(faults_of(step, answers) for step in asked_steps(answers)):
        raise ValueError("the wizard is not finished")
    return Setup(
        way=answers.get("way", NEW),
        hall_name=answers.get("hall_name", "").strip() if _is_new(answers) else "",
        hall_key="".join(answers.get("hall_key", "").split()) if _joins(answers) else "",
        share_folder=answers.get("share_folder", "").strip(),
        window_no=window,
        window_name=answers.get("window_name", "").strip() if _is_new(answers) else "",
        window_place=answers.get("window_place", "").strip() if _is_new(answers) else "",
        window_phone=answers.get("window_phone", "").strip() if _is_new(answers) else "",
        clerk_name=answers["clerk_name"].strip(),
        password=answers["password"],
        printer=answers.get("printer", "").strip(),
    )
