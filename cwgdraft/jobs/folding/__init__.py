"""What it takes to fold a copy: its base, the places of its edits, the facts behind them, the log of comments."""
