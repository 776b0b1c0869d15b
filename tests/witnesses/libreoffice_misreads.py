"""What LibreOffice 7.4 makes wrong of redlines that other readers read right: the reason, and exactly what differs.

Lines with - are lacking, lines with + shouldn't be there. Where LibreOffice comes to agree, the pin has to go.
"""

from __future__ import annotations

VERSION = "7.4"
LISTS = "a change of list or level isn't taken back"
LINKS = "where a link came or went, what follows the cut gets the address that was cut"
CONTROLS = "inside a content control around a paragraph nothing is accepted or rejected, and its end is lost"
TABLES = "where a paragraph and the table after it were inserted, an empty paragraph stays"
EQUATIONS = "without LibreOffice Math equations are not read, and the empty paragraph of one goes"
DIAGRAMS = "a diagram that comes back is saved with other bytes"
NOTE_STYLES = "the style of a paragraph in an endnote isn't given back"
BOXES = "an insertion stays in a text box that stands in a cell"
NOTES = "where a paragraph with a note was inserted, an empty paragraph stays"

MISREADS: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("numbering", "reject"): (LISTS, ("- 2.1. <Normal> D", "- 3. <Normal> T", "+ 3. <Normal> D", "+ 4. <Normal> T")),
    ("link target", "accept"): (
        LINKS,
        ("- tps://example.org/agenda/2) of the mee", "+ tps://example.org/agenda) of the mee"),
    ),
    ("link target", "reject"): (
        LINKS,
        (
            "- ps://example.org/agenda) of the meeting.",
            "+ ps://example.org/agenda)[ of the meeting.](https://example.org/agenda/2)",
        ),
    ),
    ("link came and went", "accept"): (
        LINKS,
        (
            "-  <Normal> See the agenda and [the report]",
            "+  <Normal> See [the agenda and ](https://example.org/agenda)[the report]",
        ),
    ),
    ("link came and went", "reject"): (
        LINKS,
        ("- g/agenda) and the report.", "+ g/agenda) and the report[.](https://example.org/report)"),
    ),
    ("content control around a paragraph", "accept"): (
        CONTROLS,
        ("- l delegations asked for less time be", "+ l delegations asked for moreless time be"),
    ),
    ("content control around a paragraph", "reject"): (
        CONTROLS,
        (
            "-  <Normal> Several delegations asked for more time before the next session.",
            "-  <Normal> The Chair thanked all Member States for their proposals and comments.",
            "+  <Normal> Several delegations asked for moreless time before the next session.The Chair thanked all ",
        ),
    ),
    ("report revised", "accept"): (
        LINKS,
        ("- ttps://docs.un.org/en/A/80/L.41), the UNGA ", "+ ttps://docs.un.org/en/A/RES/80/173), the UNGA "),
    ),
    ("report revised", "reject"): (
        LINKS,
        (
            "- .un.org/en/A/RES/80/173), the UNGA resolution that requests UNGIS to develop a joint roadmap for the",
            "+ .un.org/en/A/RES/80/173)[, the UNGA resolution that requests UNGIS to develop a joint roadmap for th",
        ),
    ),
    ("WCB-1210", "reject"): (TABLES, ("+  <Normal> ",)),
    ("WCB-1230", "reject"): (EQUATIONS, ("-  <Normal> ",)),
    ("WCB-1290", "reject"): (DIAGRAMS, ("-  <Normal> {diagram e628bbe9c4de}", "+  <Normal> {diagram 2758d21df162}")),
    ("WCB-1300", "reject"): (DIAGRAMS, ("-  <Normal> {diagram e628bbe9c4de}", "+  <Normal> {diagram 2758d21df162}")),
    ("WCB-1370", "accept"): (LINKS, ("- om](http://www.ericwhite2.com/)", "+ om](http://www.ericwhite.com/)")),
    ("WCB-1370", "reject"): (LINKS, ("- om](http://www.ericwhite.com/)", "+ om](http://www.ericwhite2.com/)")),
    ("WCB-1400", "reject"): (EQUATIONS, ("-  <Normal> ",)),
    ("WCB-1410", "reject"): (EQUATIONS, ("-  <Normal> ",)),
    ("WCB-1420", "reject"): (EQUATIONS, ("-  <Normal> ",)),
    ("WCB-1520", "reject"): (EQUATIONS, ("-  <Normal> ", "-  <Normal> ")),
    ("WCB-1700", "reject"): (NOTE_STYLES, ("-    <Endnote Text> ", "+    <Footnote Text> ")),
    ("WC-1900", "reject"): (BOXES, ("-    <Normal> Textbox3", "+    <Normal> Textbox3a")),
    ("WC-2010", "reject"): (NOTES, ("+  <Normal> ",)),
    ("WC-2020", "reject"): (NOTES, ("+  <Normal> ",)),
}
