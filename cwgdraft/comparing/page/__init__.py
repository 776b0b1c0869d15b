"""A comparison as one HTML page that needs nothing else: for a browser, for paper, for a screen reader."""

from cwgdraft.comparing.page.whole import page

__all__ = ["page"]
