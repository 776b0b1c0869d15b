"""Comparing two drafts: what changed, and why; shown in the terminal and on a page."""
