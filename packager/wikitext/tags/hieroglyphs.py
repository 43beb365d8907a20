"""Gardiner's signs for the sound values that <hiero> (extension WikiHiero) accepts, as characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_WORDS = """
mSa A12 xr A15 Xrd A17 sr A21 mniw A33 qiz A38 iry A47 Sps A50 Spsi A51 x Aa1 Hp Aa5 qn Aa8 mAa Aa11 im Aa13 gs Aa13
M Aa15 sA Aa17 apr Aa20 wDa Aa21 nD Aa27 qd Aa28 Xkr Aa30 msi B3 DHwty C3 Xnmw C4 inpw C6 stX C7 mnw C8 mAat C10
HH C11 tp D1 Hr D2 Sny D3 ir D4 rmi D9 wDAt D10 fnD D19 r D21 rA D21 spt D24 spty D25 mnD D27 kA D28 aHA D34 a D36
Dsr D45 d D46 Dba D50 mt D52 gH D56 gHs D56 rd D56 sbq D56 b D58 ab D59 wab D60 sAH D61 zzmt E6 zAb E17 mAi E22
l E23 rw E23 Aby E24 wn E34 HAt F4 SsA F5 wsr F12 wp F13 db F16 Hw F18 bH F18 ns F20 idn F21 msDr F21 sDm F21
DrD F21 pH F22 kfA F22 xpS F23 wHm F25 Xn F26 sti F29 Sd F30 ms F31 X F32 sd F33 ib F34 nfr F35 zmA F36 imAx F39
Aw F40 iwa F44 isw F44 pXr F46 qAb F46 A G1 AA G2 tyw G4 mwt G14 nbty G16 m G17 mm G18 nH G21 Db G22 rxyt G23 Ax G25
dSr G27 gm G28 bA G29 baHi G32 Aq G35 wr G36 gb G38 zA G39 pA G40 xn G41 wSA G42 w G43 ww G44 mAa H2 ist H8 aSA I1
Styw I2 mzH I3 sbk I4 sAq I5 km I6 Hfn I8 f I9 D I10 DD I11 in K1 ad K3 XA K4 bz K5 nSmt K6 bit L2 srqt L7 iAm M1
Hn M2 xt M3 rnp M4 tr M6 SA M8 zSn M9 wAD M13 HA M16 i M17 ii M18 sxt M20 sm M21 sw M23 rsw M24 Sma M26 nDm M29
bnr M30 bdt M34 Dr M36 iz M40 pt N1 iAdt N4 idt N4 ra N5 zw N5 hrw N5 Hnmmt N8 pzD N9 Abd N11 iaH N11 dwA N14
sbA N14 dwAt N15 tA N16 iw N18 wDb N20 spAt N24 xAst N25 Dw N26 Axt N27 xa N28 q N29 iAt N30 n N35 mw N35A S N37
iwn O28 aA O29 zxn O30 pr O1 h O4 Hwt O6 aH O11 wsxt O15 kAr O18 zH O22 txn O25 inb O36 z O34 zb O35 Szp O42 ipt O45
nxn O47 niwt O49 zp O50 Snwt O51 wHa P4 TAw P5 nfw P5 xrw P8 st Q1 wsir Q2 p Q3 qrsw Q6 xAt R1 xAwt R1 Htp R4 kAp R5
kp R5 snTr R7 nTr R8 bd R9 dd R11 Dd R11 imnt R14 iAb R15 wx R16 xm R22 HDt S1 N S3 dSrt S3 sxmty S6 xprS S7 Atf S8
Swty S9 mDH S10 wsx S11 nbw S12 tHn S15 THn S15 mnit S18 sDAw S19 xtm S20 sT S22 dmD S23 Tz S24 Sndyt S26 mnxt S27
s S29 sf S30 siA S32 Tb S33 anx S34 Swt S35 xw S37 HqA S38 awt S39 wAs S40 Dam S41 abA S42 sxm S42 xrp S42 md S43
Ams S44 nxxw S45 HD T3 HDD T6 pd T9 pD T10 zin T11 zwn T11 sXr T11 Ai T12 Ar T12 rwD T12 rwd T12 rs T13 qmA T14
wrrt T17 Sms T18 qs T19 wa T21 sn T22 iH T24 DbA T25 Xr T28 nmt T29 sSm T31 nm T34 mA U1 mr U6 hb U8 it U10 HqAt U11
Sna U13 tm U15 biA U16 grg U17 nw U19 stp U21 mnx U22 Ab U23 Hmt U24 wbA U26 DA U28 rtH U31 zmn U32 ti U33 xsf U34
Hm U36 mxAt U38 St V1 Snt V1 sTA V2 sTAw V3 wA V4 snT V5 sS V6 Sn V7 arq V12 T V13 iTi V15 TmA V19 mDt V19 XAr V19
mHw V22 wD V24 aD V26 H V28 wAH V29 sk V29 nb V30 k V31 msn V32 sSr V33 idr V37 bAs W2 Hb W3 nxnm W9 iab W10 g W11
nst W11 Hz W14 xnt W17 mi W19 Hnqt W22 nwA W24 ini W25 t X1 rdi X8 di X8 mDAt Y1 mnhd Y3 zS Y3 mn Y5 ibA Y6 zSSt Y8
y Z4 W Z7 imi Z11 wnm Z11
"""
_PAIRS = _WORDS.split()
SOUNDS: Mapping[str, str] = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_CODE = re.compile(r"(Aa|[A-IK-Z])([0-9]+)([A-Za-z]?)")
_SEPARATORS = re.compile(r"[-:*()\s]+")
_ENCLOSURES = {"<": "⟨", ">": "⟩", "..": " ", ".": "", "!": "\n"}


def sign(code: str) -> str:
    """The character of a Gardiner number or sound value; the code itself if there is none."""
    code = code.rstrip("\\")
    match = _CODE.fullmatch(SOUNDS.get(code, code))
    if match is None:
        return code
    letter, number, variant = match[1].upper(), int(match[2]), match[3].upper()
    try:
        return unicodedata.lookup(f"EGYPTIAN HIEROGLYPH {letter}{number:03d}{variant}")
    except KeyError:
        return code


def signs(text: str) -> str:
    """A whole <hiero> text, arrangement left out."""
    codes = filter(None, _SEPARATORS.split(text))
    return "".join(_ENCLOSURES[code] if code in _ENCLOSURES else sign(code) for code in codes)
