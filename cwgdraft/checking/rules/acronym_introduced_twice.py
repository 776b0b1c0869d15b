"""An acronym is introduced a second time.

Once is enough: behind its introduction the acronym stands alone. What stands before the first section counts for
itself, since it may be read alone. Where the first is a heading, or the acronym needs no introduction at all, it is
advice.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.acronyms import acronyms_of
from cwgdraft.checking.rules.acronym_not_introduced import is_known
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Hit]:
    """Yield every introduction of an acronym behind the first."""
    for short, introductions in acronyms_of(subject).introductions.items():
        text = [one for one in introductions if one.passage.section is not None]
        for one in text[1:]:
            if one.at - text[0].at < 3:
                continue
            label = text[0].passage.label.rstrip(".")
            where = f" in {label}" if label and label[0].isdigit() else " above"
            start = max(one.passage.plain.rfind(one.long, 0, one.start), 0)
            end = one.passage.plain.find(")", one.end) + 1
            weak = is_known(short, subject) or (text[0].passage.is_heading and not one.passage.is_heading)
            yield Hit(
                one.passage,
                start,
                end,
                f"'{one.short}' was introduced{where}",
                f"write '{one.short}'",
                Fix(one.short, safe=False),
                Severity.ADVICE if weak else None,
            )
