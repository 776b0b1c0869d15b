"""Word documents as Word has them: packages, numbering, anchors. Word's own names are used here."""
