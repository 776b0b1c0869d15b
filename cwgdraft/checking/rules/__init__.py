"""The rules, each a module of its own, named for what is wrong."""
