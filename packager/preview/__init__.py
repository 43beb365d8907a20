"""A few pages of a big multistream dump as they would be on a drive, without reading the dump.

``streams``: pages by the dump's index; ``source``: what rendering asks of a wiki, answered from it; ``pages``: these
pages as documents for a browser. The command: ``commands``.
"""
