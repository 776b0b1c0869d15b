"""What `cwgdraft check` and its neighbours do: which documents, which rules, where each finding lies."""
