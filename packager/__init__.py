"""Korean Wikipedia on a flash drive: a dump goes in, a ZIM archive and a bundled offline reader come out."""

__version__ = "0.1.0"
"""The one place of it: pyproject.toml, ``packager --version`` and the report read it here."""
