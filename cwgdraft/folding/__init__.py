"""Folding: edits that came back in Word, held against their base and the records, become decisions."""
