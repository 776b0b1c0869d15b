"""Turn the records of a working group's meetings into Council documents in Word."""

__version__ = "0.1.0"
