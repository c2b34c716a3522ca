"""The four ways an act can fail that are nobody's bug: each carries what a clerk needs."""

from counter_app.domain.errors import Clash, CounterError, InputFault, Outage, Refusal


def test_every_failure_says_what_a_clerk_needs() -> None:
    """Field and sentence, clause and way out, what others did, what is away."""
    fault = InputFault({"name": "请填写姓名。", "phone": "号码不对。"})
    refusal = Refusal("不在清单内。", "A3.4.6", "由值班长补充。")
    clash = Clash("另一窗口已先办理。", "w03-000001:1:00000000")
    outage = Outage("打印机没有开", "请开机后重试。", retry=False)
    assert list(fault.faults) == ["name", "phone"] and "name" in str(fault)
    assert (refusal.message, refusal.clause, refusal.help) == (
        str(refusal),
        "A3.4.6",
        "由值班长补充。",
    )
    assert (clash.message, clash.subject) == (str(clash), "w03-000001:1:00000000")
    assert (outage.what, outage.hint, outage.retry) == ("打印机没有开", "请开机后重试。", False)
    assert all(isinstance(one, CounterError) for one in (fault, refusal, clash, outage))


def test_the_faults_of_a_form_cannot_be_changed_from_outside() -> None:
    """What was raised is what is shown."""
    given = {"name": "请填写姓名。"}
    fault = InputFault(given)
    given.clear()
    assert fault.faults == {"name": "请填写姓名。"}
