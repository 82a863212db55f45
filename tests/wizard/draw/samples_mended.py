"""A report whose findings name the step that mends them, and the page of the portal where it is done by hand."""

from __future__ import annotations

from steps.model.views import Ask, Finding, Report, Section
from steps.model.words import say

PAGE = "https://entra.microsoft.com/9d0a4c11/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Authentication"

FINDINGS = (
    Finding("The address is not registered.", "fail", "AADSTS50011", "Register it.", step="register_app", link=PAGE),
    Finding("The person is not assigned.", "warn", "50105", "Assign them.", step="grant_access", link=PAGE),
    Finding("The summary is not written.", "info", "", "Write it.", step="finish"),
    Finding("The login was not tried.", "info", "", "Try it.", step="live_login"),
    Finding("The address was made up.", "info", "", "Leave it.", link="javascript:alert(1)"),
)

MENDED = Report(
    "fail",
    say("live_login.stayed"),
    say("live_login.stayed_text"),
    (Section(say("live_login.explained"), FINDINGS),),
    ask=Ask(submit=say("live_login.again")),
)
