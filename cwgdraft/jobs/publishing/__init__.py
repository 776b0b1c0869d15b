"""What it takes to publish a report: its symbol, its copy for the outside, what follows it, and what is kept."""
