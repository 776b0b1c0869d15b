"""From a draft and a template to a Word document, and from there to PDF."""
