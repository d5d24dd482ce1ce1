"""One VEVENT component to a draft: its values understood, not yet repeated, not yet matched with its changes."""

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo

from showtime.reading.components import Component
from showtime.reading.contentline import ContentLine
from showtime.reading.event import Attendee
from showtime.reading.moment import Duration, Moment, MomentError, parse_duration, parse_moment, shift, to_utc
from showtime.reading.problems import Findings, shortened
from showtime.reading.rule import Rule, RuleError, is_old_rule, parse_old_rule, parse_rule
from showtime.reading.zones import Zones, zone_name

#: Largest SEQUENCE kept; a larger one is none that a calendar counted.
_SEQUENCE = 2**31 - 1
#: Methods that report about an event instead of giving it (RFC 5546); they may have no DTSTART.
_TIMELESS = frozenset({"CANCEL", "REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER"})
#: What makes an event the same one when it has no UID.
_IDENTITY = ("DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "RRULE", "RECURRENCE-ID", "URL")


@dataclass(frozen=True, slots=True)
class Extra:
    """A date added by RDATE; `length` where it is a period of its own."""

    moment: Moment
    length: Duration | None = None


@dataclass(slots=True)
class Draft:
    """What one VEVENT says. Exactly one of `length` and `days` is meant: `days` where `start` is a date.

    `length.days` are nominal days: a meeting of P1D ends at the same hour of the clock next day.
    """

    where: str
    uid: str
    method: str
    sequence: int
    start: Moment
    days: int
    length: Duration
    recurrence_id: Moment | None
    and_future: bool
    stamp: datetime | None
    component: Component
    default: tzinfo
    rules: list[Rule] = field(default_factory=list)
    excluded_rules: list[Rule] = field(default_factory=list)
    extras: list[Extra] = field(default_factory=list)
    excluded: list[Moment] = field(default_factory=list)

    @property
    def repeats(self) -> bool:
        """Whether it stands for more than one occurrence."""
        return bool(self.rules or self.extras) and self.recurrence_id is None


class EventReader:
    """Reads the VEVENTs of one calendar of a file."""

    def __init__(self, zones: Zones, method: str, findings: Findings) -> None:
        self._zones = zones
        self._method = method
        self._findings = findings

    def read(self, component: Component) -> Draft | None:
        """The draft of an event, or None (noted) when it has no time that can be understood."""
        uid = component.text("UID")
        where = f"line {component.number} VEVENT uid={shortened(uid, 60)}" if uid else f"line {component.number} VEVENT"
        summary = shortened(component.text("SUMMARY"), 60)
        if not uid:
            uid = derived_uid(component)
            self._findings.add("uid_missing", where, summary=summary)
        recurrence_id, known = self._recurrence_id(component, where, summary)
        start = self._start(component, where, summary, recurrence_id) if known else None
        if start is None:
            return None
        start = self._with_zone_of_end(component, start, where)
        days, length = self._length(component, start, where)
        line = component.first("RECURRENCE-ID")
        draft = Draft(
            where=where,
            uid=uid,
            method=self._method,
            sequence=self._sequence(component, where),
            start=start,
            days=days,
            length=length,
            recurrence_id=recurrence_id,
            and_future=line is not None and line.param("RANGE").upper() == "THISANDFUTURE",
            stamp=self._stamp(component),
            component=component,
            default=self._zones.default,
        )
        self._repetition(component, draft)
        return draft

    def _moment(self, line: ContentLine, text: str, where: str) -> Moment:
        tzid = line.param("TZID")
        zone = self._zones.find(tzid, where) if tzid and not text.strip().upper().endswith("Z") else None
        return parse_moment(text, zone)

    def _recurrence_id(self, component: Component, where: str, summary: str) -> tuple[Moment | None, bool]:
        """The RECURRENCE-ID, and whether it could be read (it also could when there is none)."""
        line = component.first("RECURRENCE-ID")
        if line is None or not line.text:
            return None, True
        try:
            return self._moment(line, line.text, where), True
        except MomentError:
            value = shortened(line.text)
            self._findings.add("recurrence_id_unreadable", f"{where} RECURRENCE-ID", summary=summary, value=value)
            return None, False

    def _start(self, component: Component, where: str, summary: str, recurrence_id: Moment | None) -> Moment | None:
        lines = [line for line in component.all("DTSTART") if line.text]
        if not lines:
            return self._start_of_report(component, where, summary, recurrence_id)
        place = f"{where} DTSTART"
        if len({line.text for line in lines}) > 1:
            self._findings.add("start_repeated", place, count=len(lines))
        text = lines[0].text.partition("/")[0]
        try:
            start = self._moment(lines[0], text, place)
        except MomentError:
            self._findings.add("start_unreadable", place, summary=summary, value=shortened(lines[0].text))
            return None
        try:
            start.utc(self._zones.default)
        except MomentError:
            self._findings.add("start_out_of_range", place, summary=summary, value=shortened(text))
            return None
        return start

    def _start_of_report(
        self, component: Component, where: str, summary: str, recurrence_id: Moment | None
    ) -> Moment | None:
        """The time of an event without DTSTART: only a cancellation or an answer may have none."""
        if self._method in _TIMELESS or component.text("STATUS").upper() == "CANCELLED":
            stamp = self._stamp(component)
            if recurrence_id is not None:
                self._findings.add("start_from_recurrence_id", where)
                return recurrence_id
            if stamp is not None:
                self._findings.add("start_from_stamp", where)
                return parse_moment(f"{stamp:%Y%m%dT%H%M%SZ}".rjust(16, "0"), None)
        self._findings.add("start_missing", where, summary=summary)
        return None

    def _with_zone_of_end(self, component: Component, start: Moment, where: str) -> Moment:
        """The start; one without a zone takes that of its DTEND."""
        line = component.first("DTEND")
        if start.is_date or start.zone is not None or line is None:
            return start
        try:
            end = self._moment(line, line.text, where)
        except MomentError:
            return start
        if end.zone is None:
            return start
        self._findings.add("zone_of_end", f"{where} DTSTART", zone=zone_name(end.zone))
        return replace(start, zone=end.zone)

    def _length(self, component: Component, start: Moment, where: str) -> tuple[int, Duration]:
        """Days of a whole-day event (at least 1), and the length of any other."""
        for line in component.lines:
            if line.name not in {"DTEND", "DURATION"} or not line.text:
                continue
            try:
                return self._until(line, start, where) if line.name == "DTEND" else self._lasting(line, where)
            except MomentError:
                self._findings.add("end_unreadable", f"{where} {line.name}", name=line.name, value=shortened(line.text))
        return 1, Duration(0, timedelta())

    def _lasting(self, line: ContentLine, where: str) -> tuple[int, Duration]:
        """Days and length of a DURATION."""
        length = parse_duration(line.text)
        if timedelta(days=length.days) + length.exact < timedelta():
            self._findings.add("length_negative", f"{where} DURATION", value=shortened(line.text))
            length = Duration(0, timedelta())
        return max(1, length.days + -(-length.exact // timedelta(days=1))), length

    def _until(self, line: ContentLine, start: Moment, where: str) -> tuple[int, Duration]:
        """Days and length up to a DTEND."""
        place = f"{where} DTEND"
        end = self._moment(line, line.text, place)
        if start.is_date != end.is_date:
            self._findings.add("end_kind_differs", place)
        if start.is_date:
            days = (end.day - start.day).days + (end.local > datetime.combine(end.day, datetime.min.time()))
            if days < 0:
                self._findings.add("end_before_start", place, start=start.day, end=end.day)
            return max(1, days), Duration(0, timedelta())
        default = self._zones.default if start.zone is None else start.zone
        exact = end.utc(default) - start.utc(self._zones.default)
        if exact < timedelta():
            shown = [f"{each.local:%Y-%m-%d %H:%M}" for each in (start, end)]
            self._findings.add("end_before_start", place, start=shown[0], end=shown[1])
            exact = timedelta()
        return 1, Duration(0, exact)

    def _sequence(self, component: Component, where: str) -> int:
        text = component.text("SEQUENCE")
        if not text:
            return 0
        if not re.fullmatch(r"\+?[0-9]{1,18}", text):
            self._findings.add("sequence_unreadable", f"{where} SEQUENCE", value=shortened(text, 30))
            return 0
        return min(int(text), _SEQUENCE)

    def _stamp(self, component: Component) -> datetime | None:
        """When this version was written, in UTC."""
        for name in ("LAST-MODIFIED", "DTSTAMP"):
            line = component.first(name)
            try:
                if line is not None:
                    return self._moment(line, line.text, "").utc(self._zones.default)
            except MomentError:
                continue
        return None

    def _repetition(self, component: Component, draft: Draft) -> None:
        """The rules and dates that add occurrences, and those that take some away."""
        for line in component.lines:
            if line.name in {"RRULE", "EXRULE"} and line.value.strip():
                self._rule(line, draft)
            elif line.name in {"RDATE", "EXDATE"} and line.value.strip():
                for text in re.split(r"[,;]", line.value):
                    self._date(line, text.strip(), draft)

    def _rule(self, line: ContentLine, draft: Draft) -> None:
        place, text = f"{draft.where} {line.name}", line.value
        try:
            rule = parse_old_rule(text) if is_old_rule(text) else parse_rule(text)
        except RuleError as error:
            if line.name == "RRULE":
                self._findings.add("rule_unreadable", place, rule=shortened(text), part=str(error))
            else:
                self._findings.add("exclusion_unreadable", place, name=line.name, value=shortened(text))
            return
        if rule.corrections:
            self._findings.add("rule_adjusted", place, rule=shortened(text), part=", ".join(rule.corrections))
        (draft.rules if line.name == "RRULE" else draft.excluded_rules).append(rule)

    def _date(self, line: ContentLine, text: str, draft: Draft) -> None:
        place = f"{draft.where} {line.name}"
        begin, slash, end = text.partition("/")
        try:
            moment = self._moment(line, begin, place)
            if line.name == "EXDATE":
                draft.excluded.append(moment)
            else:
                draft.extras.append(Extra(moment, self._period(line, moment, end, place) if slash else None))
        except MomentError:
            code = "dates_unreadable" if line.name == "RDATE" else "exclusion_unreadable"
            self._findings.add(code, place, name=line.name, value=shortened(text or "(nothing)"))

    def _period(self, line: ContentLine, start: Moment, text: str, where: str) -> Duration:
        """The length of a period from `start` to the end or for the duration in `text`. MomentError when it is none."""
        if start.is_date:
            raise MomentError(text)
        if text.strip().upper().startswith(("P", "+P", "-P")):
            return parse_duration(text)
        end = self._moment(line, text, where)
        return Duration(0, max(timedelta(), end.utc(self._zones.default) - start.utc(self._zones.default)))


def derived_uid(component: Component) -> str:
    """A UID that the same event without one gets each time it is read, whatever else changed in the file."""
    parts = sorted(
        f"{line.name}:{line.param('TZID')}:{line.value}" for line in component.lines if line.name in _IDENTITY
    )
    return "derived-" + hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def attendee(line: ContentLine) -> Attendee:
    """An ORGANIZER or ATTENDEE: the e-mail address without its mailto:, else the address as written."""
    text = line.text
    address = text[7:] if text[:7].lower() == "mailto:" else line.param("EMAIL") or text
    return Attendee(
        address=address.strip(),
        name=line.param("CN"),
        role=line.param("ROLE").upper(),
        answer=line.param("PARTSTAT").upper(),
    )


def end_of(start: datetime, length: Duration, zone: tzinfo) -> datetime:
    """The end in UTC of something that starts at a naive local time. MomentError outside of the years 1 to 9999."""
    if not length.days:
        return shift(to_utc(start, zone), length.exact)
    return shift(to_utc(shift(start, timedelta(days=length.days)), zone), length.exact)
