"""BEGIN and END: content lines put into components, however badly they are nested or closed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from showtime.reading.contentline import ContentLine
from showtime.reading.problems import Findings, shortened

#: Components that never stand inside one another: a BEGIN of one of them closes an open one.
_SIBLINGS = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"})
_ROOTS = frozenset({"VCALENDAR", "VCARD"})
#: Deeper than any real file; a BEGIN below it opens nothing.
_DEPTH = 40


@dataclass(slots=True)
class Component:
    """A component with its properties and the components inside it, in the order of the file.

    `number` and `last` are its first and last line in the file, 1-based.
    """

    name: str
    number: int
    last: int = 0
    lines: list[ContentLine] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def first(self, name: str) -> ContentLine | None:
        """The first property of that name."""
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[ContentLine]:
        """Every property of that name."""
        return [line for line in self.lines if line.name == name]

    def text(self, name: str) -> str:
        """The text of the first property of that name that has one, or ""."""
        return next((text for line in self.lines if line.name == name and (text := line.text)), "")

    def walk(self) -> Iterator["Component"]:
        """This component and all inside it, in the order of the file. Not recursive: depth may be anything."""
        pending = [self]
        while pending:
            component = pending.pop()
            yield component
            pending.extend(reversed(component.parts))


@dataclass(slots=True)
class Tree:
    """The outermost components and the lines outside of them."""

    findings: Findings
    roots: list[Component] = field(default_factory=list)
    loose: list[ContentLine] = field(default_factory=list)
    stack: list[Component] = field(default_factory=list)

    def begin(self, line: ContentLine) -> None:
        """Open a component, closing first what cannot contain it."""
        name = line.text.upper()
        if name in _ROOTS and not (name == "VCARD" and self._awaits_agent()):
            self.close(0)
        elif name in _SIBLINGS:
            at = next((i for i, each in enumerate(self.stack) if each.name in _SIBLINGS), len(self.stack))
            self.close(at)
        if len(self.stack) >= _DEPTH:
            self.loose.append(line)
            return
        component = Component(name, line.number)
        (self.stack[-1].parts if self.stack else self.roots).append(component)
        self.stack.append(component)

    def end(self, line: ContentLine) -> None:
        """Close the innermost open component of that name and everything left open inside it."""
        name = line.text.upper()
        at = next((i for i in range(len(self.stack) - 1, -1, -1) if self.stack[i].name == name), -1)
        if at < 0:
            self.loose.append(line)
            return
        self.close(at + 1)
        self.stack.pop().last = line.number

    def close(self, depth: int) -> None:
        """Close all components deeper than `depth`, saying that their END is missing."""
        while len(self.stack) > depth:
            left = self.stack.pop()
            left.last = max(left.number, left.lines[-1].number if left.lines else 0)
            self.findings.add("end_missing", f"line {left.number}", name=shortened(left.name, 40))

    def _awaits_agent(self) -> bool:
        """Whether the card inside is the value of an AGENT property (vCard 2.1)."""
        lines = self.stack[-1].lines if self.stack else []
        return bool(lines) and lines[-1].name == "AGENT" and not lines[-1].value.strip()


def build(lines: list[ContentLine], findings: Findings) -> Tree:
    """The tree of components of a file's lines; what is not closed is noted."""
    tree = Tree(findings)
    for line in lines:
        if line.name == "BEGIN":
            tree.begin(line)
        elif line.name == "END":
            tree.end(line)
        elif tree.stack:
            tree.stack[-1].lines.append(line)
        else:
            tree.loose.append(line)
    tree.close(0)
    return tree


def note_loose(tree: Tree) -> None:
    """Note the lines that stand outside of every component."""
    for line in tree.loose:
        where = f"line {line.number}"
        if line.name == "END":
            tree.findings.add("end_unexpected", where, name=shortened(line.text, 40))
        else:
            tree.findings.add("outside", where, line=shortened(f"{line.name}:{line.value}"))
