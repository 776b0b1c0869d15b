"""Edits of Word files as others make them: by their XML, and by LibreOffice."""
