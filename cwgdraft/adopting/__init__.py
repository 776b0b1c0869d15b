"""Adopting: a report that somebody wrote becomes records from which it can be built again."""
