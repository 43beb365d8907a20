"""Which form of a word goes with a number (CLDR plural rules): the index of the form, by language."""

from __future__ import annotations

from collections.abc import Callable

PluralRule = Callable[[float], int]


def two_forms(number: float) -> int:
    return 0 if number == 1 else 1


def _french(number: float) -> int:
    return 0 if abs(number) < 2 else 1


def _zero_as_one(number: float) -> int:
    """0, 1 and what is between them."""
    return 0 if 0 <= number <= 1 else 1


def _whole_zero_or_one(number: float) -> int:
    return 0 if number in (0, 1) else 1


def _slavic(number: float) -> int:
    if number != int(number):
        return 2
    units, tens = int(number) % 10, int(number) % 100
    if units == 1 and tens != 11:
        return 0
    return 1 if 2 <= units <= 4 and not 12 <= tens <= 14 else 2


def _polish(number: float) -> int:
    return 0 if number == 1 else 2 if _slavic(number) == 0 else _slavic(number)


def _czech(number: float) -> int:
    return 0 if number == 1 else 1 if number in (2, 3, 4) else 2 if number != int(number) else 3


def _arabic(number: float) -> int:
    if number in (0, 1, 2):
        return int(number)
    tens = number % 100
    return 3 if tens in range(3, 11) else 4 if tens in range(11, 100) else 5


def _lithuanian(number: float) -> int:
    if number != int(number):
        return 2
    units, tens = int(number) % 10, int(number) % 100
    if 11 <= tens <= 19 or units == 0:
        return 3
    return 0 if units == 1 else 1


def _latvian(number: float) -> int:
    if number != int(number):
        return 2
    units, tens = int(number) % 10, int(number) % 100
    if units == 0 or 11 <= tens <= 19:
        return 0
    return 1 if units == 1 else 2


def _romanian(number: float) -> int:
    if number == 1:
        return 0
    return 1 if number != int(number) or number == 0 or 1 <= number % 100 <= 19 else 2


def _hebrew(number: float) -> int:
    if number in (1, 2):
        return int(number) - 1
    return 2 if number > 10 and number % 10 == 0 else 3


def _slovenian(number: float) -> int:
    if number != int(number):
        return 2
    return {1: 0, 2: 1, 3: 2, 4: 2}.get(int(number) % 100, 3)


def _welsh(number: float) -> int:
    return {0: 0, 1: 1, 2: 2, 3: 3, 6: 4}.get(int(number), 5) if number == int(number) else 5


_RULES: tuple[tuple[PluralRule, str], ...] = (
    (_slavic, "ab alt av ba be be-tarask be-x-old bs bxr ce crh-cyrl cv gld hr inh koi krc kum kv lbe lez mdf mhr mrj "
              "myv ru rue sah sh sjd sr sr-ec sr-el sty tt tt-cyrl tyv udm uk xal"),
    (_zero_as_one, "am anp awa azb bcc bgn bn bpy bqi fa glk gom-deva gu hi kn lki lrc luz mai mr mzn sa sdh tcy zu"),
    (_french, "atj avk bci bm ff fon fr frc frp gcr ht hy hyw kab kbp nrm pcd ses sg shy-latn ty wls wo zgh"),
    (_whole_zero_or_one, "ak bh bho guw ln mg mwl nso pa pt pt-br tet ti vmw wa"),
    (_polish, "csb pl szl"),
    (_czech, "cs sk"),
    (_arabic, "ar arq ary arz"),
    (_latvian, "ltg lv prg"),
    (_romanian, "mo rmy ro roa-rup rup"),
    (_lithuanian, "lt"),
    (_hebrew, "he"),
    (_slovenian, "sl"),
    (_welsh, "cy"),
)  # fmt: skip
PLURAL_RULES = {code: rule for rule, codes in _RULES for code in codes.split()}
"""By language code; the others have one form for 1 and one for the rest."""
