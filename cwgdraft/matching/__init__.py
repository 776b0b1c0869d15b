"""What is the same in two sequences: blocks of two documents, words of two paragraphs. Knows no Word and no Draft."""
