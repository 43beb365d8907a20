"""``python -m packager``."""

from packager.cli import run

if __name__ == "__main__":  # worker processes import this module without meaning to run it
    run()
