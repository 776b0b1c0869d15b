"""What the messages about slips in templates say again and again, and texts that several slips use."""

from __future__ import annotations

from tests.template_builders import chained

HANDOUT = "copy the tag from the handout: cwgdraft template fields --docx fields.docx"
QUOTES = "type ' or \" there; where Word changes it as you type, press Ctrl+Z at once"
HYPHEN = "type a plain hyphen there; where Word changes it as you type, press Ctrl+Z at once"
SPACE, ANEW = "delete it and type a plain space", "delete the tag and type it anew"
NBSP, NARROW, SOFT, ZERO, THIN = "\u00a0", "\u202f", "\u00ad", "\u200b", "\u2009"
CODE = "take the tag out; a template may only print facts"
PAGE = "give the tag a paragraph of its own"
LISTS = "cwgdraft template fields lists the filters"
IF = "{%p if front.title %}"
HAS = (
    "'front' has session, session_dates, group, meeting, agenda_item, document, symbol, date, original, originator, "
    "title, website"
)
BY = 'w:id="7" w:author="Ann" w:date="2026-01-01T00:00:00Z"'
WORDS = "<w:r><w:t>words</w:t></w:r>"
ACCEPT = "accept or reject it (Review, Accept): it would stand in every report"
DELETE = "delete it (Review, Delete): it would stand in every report"
TAKE_OUT = "take it out in Word"
ADDRESS = "give it an address that begins with https://, http:// or mailto:, or take it out"
PICTURE = "put in a PNG or JPEG of the size that is printed"
NONE = chained()
FIELDS = "cwgdraft template fields lists what a template may print"
ENTRY = "an entry has number, ordinal, named, dates, place, room, form, summary, documents"
KINDS = "cwgdraft template fields lists the kinds"
OWN = "give it a paragraph of its own"
STYLES, SETTINGS, NUMBERS = "word/styles.xml", "word/settings.xml", "word/numbering.xml"
MAIN = "word/document.xml"
