"""What a new workspace begins with."""
