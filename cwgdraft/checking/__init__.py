"""Checking a document as the Council's best editor would: one module a rule, an explicit registry."""
