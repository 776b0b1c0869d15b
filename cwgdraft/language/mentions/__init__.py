"""What English text names, in whatever form it was typed: dates, symbols, resolutions, sessions, meetings, people.

Each mention says where it stands and what it means as far as the words tell; whether its form is the one that the house
wants is for rules to say. Texts are given with ordinary spaces and hyphens in the place of non-breaking ones.
"""

from cwgdraft.language.mentions.dates import DateMention, dates_in
from cwgdraft.language.mentions.numbered import MeetingMention, SessionMention, meetings_in, sessions_in
from cwgdraft.language.mentions.people import TITLE, PersonMention, people_named
from cwgdraft.language.mentions.resolutions import ResolutionMention, resolutions_in
from cwgdraft.language.mentions.symbols import SymbolMention, same_group, symbols_in

__all__ = [
    "TITLE",
    "DateMention",
    "MeetingMention",
    "PersonMention",
    "ResolutionMention",
    "SessionMention",
    "SymbolMention",
    "dates_in",
    "meetings_in",
    "people_named",
    "resolutions_in",
    "same_group",
    "sessions_in",
    "symbols_in",
]
