"""What the commands of `cwgdraft template` do."""
