"""TeX as <math> and <chem> take it, to MathML (MediaWiki extension Math; texvc's commands and those of mhchem).

``scanner`` splits the source, ``converter`` builds the elements out of ``atoms``, ``commands`` and ``symbols`` are the
tables; the tags themselves are in ``tags.math``.
"""
