"""`python -m cwgdraft`."""

from cwgdraft.cli import main

if __name__ == "__main__":
    main()
