"""What can go wrong with a mail on its way, in words: what happened, and how it is mended."""

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from showtime.channels.email.outcome import Cause

#: The mail could not be written, its mail password could not be read, or the worker that had it is gone.
LETTER, PASSWORD, WORKER = "letter", "password", "worker"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A problem in the reader's language. `mend` may be ""."""

    what: LazyText | str
    mend: LazyText | str


_EXPLANATIONS: dict[str, Explanation] = {
    Cause.NAME: Explanation(
        _("The mail server’s name is not known."), _("Check the server’s name in the mail settings, and the network.")
    ),
    Cause.CONNECT: Explanation(
        _("Nobody answers at the mail server’s address and port."),
        _("Check server and port; some networks block ports of mail."),
    ),
    Cause.GREETING: Explanation(
        _("The mail server turned us away before anything was said."), _("Try later, or ask whoever runs the server.")
    ),
    Cause.NO_STARTTLS: Explanation(
        _("The mail server does not offer STARTTLS."), _("Choose TLS as the security, usually with port 465.")
    ),
    Cause.CERTIFICATE: Explanation(
        _("The mail server’s certificate is not valid, so nothing was said to it."),
        _("Check the server’s name; if it is right, its certificate must be mended."),
    ),
    Cause.TLS: Explanation(
        _("No encrypted connection came about."), _("Choose TLS with port 465, or STARTTLS with port 587.")
    ),
    Cause.NO_LOGIN: Explanation(
        _("The mail server takes no user name and password here."),
        _("Choose another port or security, or leave both empty."),
    ),
    Cause.LOGIN: Explanation(
        _("The mail server does not accept the user name and password."),
        _("Enter both again; many providers want an app password made for this."),
    ),
    Cause.SENDER: Explanation(
        _("The mail server does not let this sender’s address send."),
        _("Set the sender’s address to one that belongs to the account."),
    ),
    Cause.RECIPIENT: Explanation(
        _("The mail server does not take mail for this address."), _("Check the address, mend it and approve again.")
    ),
    Cause.MESSAGE: Explanation(
        _("The mail server did not take the mail."),
        _("Change the text if the server’s words say so, and approve again."),
    ),
    Cause.TIMEOUT: Explanation(_("The mail server did not answer in time."), ""),
    Cause.LOST: Explanation(_("The connection to the mail server was cut."), ""),
    LETTER: Explanation(
        _("The mail could not be written: an address, the subject or the text cannot be sent as it is."),
        _("Check them, the sender’s address too, and approve again."),
    ),
    PASSWORD: Explanation(
        _("The stored mail password cannot be read any more."), _("Enter the password again in the mail settings.")
    ),
    WORKER: Explanation(_("Showtime was stopped while it was sending this mail."), ""),
}


def explain(problem: str) -> Explanation | None:
    """The problem of this code in words; None for no problem, or for a code that there is not."""
    return _EXPLANATIONS.get(problem)
