"""``python -m checks.tampered [--kinds WORD] [--seed N]``: drives that must not pass, each shown to both judges.

A clean drive is changed in one way, and sums, seals, times and modes are made right again after it, so that nothing but
the change itself can be found. Each kind has variants, drawn from a seed. docs/threat-model.md lists the kinds.
"""

from checks.tampered import archive, copies, data_files, files, lists, made, markup, pages, pictures, places
from checks.tampered.drive import DATE, KINDS, Library
from checks.tampered.judges import judged, load_checker, tamper
from checks.tampered.markup import MARKUP

__all__ = ["DATE", "KINDS", "MARKUP", "Library", "judged", "load_checker", "tamper"]
_MODULES = (archive, copies, data_files, files, lists, made, markup, pages, pictures, places)
"""Each registers its kinds when it is imported."""
