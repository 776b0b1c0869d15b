"""Adopting: reports and notes that exist become records of a workspace."""
