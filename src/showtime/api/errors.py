"""Errors as the API says them: always JSON, always with the field and the mend."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from showtime.reading.problems import TEMPLATES, Problem


class ProblemOut(Schema):
    """One thing that is wrong: `field` names it as in the request, "" for the whole."""

    code: str
    field: str
    severity: str
    message: str
    mend: str


class ErrorsOut(Schema):
    """Why a request was refused as a whole."""

    errors: list[ProblemOut]


def said(problem: Problem, *, field: str | None = None) -> ProblemOut:
    """A domain's problem in the language of the request."""
    template = TEMPLATES.get(problem.code)
    message, mend = problem.message, problem.mend
    if template is not None:
        message, mend = _(template.message) % problem.params, _(template.mend) % problem.params
    where = problem.where if field is None else field
    return ProblemOut(code=problem.code, field=where, severity=problem.severity, message=message, mend=mend)


def wrong(field: str, message: str, *, code: str = "invalid", mend: str = "") -> ProblemOut:
    """An error of the request itself."""
    return ProblemOut(code=code, field=field, severity="error", message=message, mend=mend)


def invalid(errors: list[Any], *, skip: int = 0) -> list[ProblemOut]:
    """What pydantic found; `skip` leaves out the first steps of the way to the field. Never the value itself."""
    return [
        wrong(".".join(str(step) for step in each["loc"][skip:])[:200], each["msg"], code=each["type"])
        for each in errors
    ]


def install(api: NinjaAPI) -> None:
    """Let the API answer every refusal in this form."""

    def respond(request: HttpRequest, status: int, *errors: ProblemOut) -> HttpResponse:
        return api.create_response(request, {"errors": [each.dict() for each in errors]}, status=status)

    @api.exception_handler(ValidationError)
    def unprocessable(request: HttpRequest, error: ValidationError) -> HttpResponse:
        flat = [invalid([each], skip=2 if each["loc"][0] == "body" else 1)[0] for each in error.errors]
        return respond(request, 422, *flat)

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, _error: Http404) -> HttpResponse:
        return respond(request, 404, wrong("", _("There is nothing here."), code="not_found"))

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        return respond(
            request, 401, wrong("", _("You are not signed in."), code="signed_out", mend=_("Sign in again."))
        )

    @api.exception_handler(RequestDataTooBig)
    def too_large(request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
        mend = _("Send fewer captures at once.")
        return respond(
            request, 413, wrong("", _("The request has more than 12 million bytes."), code="too_large", mend=mend)
        )

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        return respond(request, error.status_code, wrong("", str(error), code="refused"))
