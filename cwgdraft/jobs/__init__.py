"""What a command does when it takes several steps; only the command line above prints and exits."""
