"""Words, dates, numbers and lists of a language; what differs between languages is data."""
