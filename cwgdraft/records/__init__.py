"""Record files: YAML and Markdown in, with the place of everything that was read."""
