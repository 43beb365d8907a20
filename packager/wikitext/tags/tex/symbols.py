"""Names of TeX symbols as Wikipedia's <math> knows them (texvc, with its own short forms), and their characters."""

from __future__ import annotations

from collections.abc import Mapping


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


IDENTIFIERS: Mapping[str, str] = _pairs("""
alpha α beta β gamma γ delta δ epsilon ϵ zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π
rho ρ sigma σ tau τ upsilon υ phi ϕ chi χ psi ψ omega ω digamma ϝ varepsilon ε vartheta ϑ varkappa ϰ varpi ϖ varrho ϱ
varsigma ς varphi φ thetasym ϑ stigma ϛ koppa ϟ sampi ϡ coppa ϙ
aleph ℵ alef ℵ alefsym ℵ beth ℶ gimel ℷ daleth ℸ hbar ℏ hslash ℏ ell ℓ wp ℘ weierp ℘ imath ı jmath ȷ eth ð
infty ∞ infin ∞ emptyset ∅ empty ∅ varnothing ∅ partial ∂ part ∂ nabla ∇
""")
"""Set in italics as a variable is."""

UPRIGHT: Mapping[str, str] = _pairs("""
Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π
Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π
varSigma Σ varUpsilon Υ varPhi Φ varPsi Ψ varOmega Ω Re ℜ real ℜ Im ℑ image ℑ
R ℝ reals ℝ Reals ℝ N ℕ natnums ℕ Z ℤ C ℂ cnums ℂ Complex ℂ Q ℚ H ℍ Bbbk 𝕜 mho ℧ Finv Ⅎ Game ⅁ complement ∁ circledS Ⓢ
AA Å o ø P ¶ S § sect § euro € geneuro € officialeuro € pounds £ yen ¥ cent ¢ copyright © circledR ® textregistered ®
O ∅ bot ⊥ top ⊤ angle ∠ ang ∠ measuredangle ∡ sphericalangle ∢ prime ′ backprime ‵ flat ♭ natural ♮ sharp ♯ surd √
diamondsuit ♢ diamonds ♢ heartsuit ♡ hearts ♡ clubsuit ♣ clubs ♣ spadesuit ♠ spades ♠ checkmark ✓ maltese ✠
forall ∀ exists ∃ exist ∃ nexists ∄ ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ dotsb ⋯ dotsc … dotsi ⋯ dotsm ⋯ dotso …
% % $ $ & & # # _ _ square □ Box □ blacksquare ■ lozenge ◊ blacklozenge ⧫ Diamond ◇ bigstar ★ triangledown ▽
blacktriangle ▲ blacktriangledown ▼ blacktriangleleft ◀ blacktriangleright ▶ vartriangle △ triangle △ textvisiblespace ␣
""")
"""Set upright."""

OPERATORS: Mapping[str, str] = _pairs("""
pm ± plusmn ±
mp ∓ times × div ÷ cdot ⋅ sdot ⋅ centerdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ bull ∙ bigcirc ◯ oplus ⊕ ominus ⊖
otimes ⊗ oslash ⊘ odot ⊙ dotplus ∔ divideontimes ⋇ ltimes ⋉ rtimes ⋊ leftthreetimes ⋋ rightthreetimes ⋌ amalg ⨿ uplus ⊎
sqcap ⊓ sqcup ⊔ cap ∩ cup ∪ Cap ⋒ Cup ⋓ wedge ∧ and ∧ land ∧ vee ∨ or ∨ lor ∨ lnot ¬ neg ¬ barwedge ⊼ veebar ⊻
doublebarwedge ⩞ curlyvee ⋎ curlywedge ⋏ intercal ⊺ setminus ∖ smallsetminus ∖ wr ≀ bigtriangleup △ bigtriangledown ▽
triangleleft ◃ triangleright ▹ vartriangleleft ⊲ vartriangleright ⊳ diamond ⋄ boxminus ⊟ boxplus ⊞ boxtimes ⊠ boxdot ⊡
circledast ⊛ circledcirc ⊚ circleddash ⊝ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ dagger † dag † ddagger ‡ ddag ‡ Dagger ‡ And &
le ≤ leq ≤ ge ≥ geq ≥ ll ≪ gg ≫ lll ⋘ ggg ⋙ llless ⋘ gggtr ⋙ ne ≠ neq ≠ equiv ≡ approx ≈ approxeq ≊ cong ≅ sim ∼
simeq ≃ propto ∝ varpropto ∝ doteq ≐ doteqdot ≑ Doteq ≑ asymp ≍ bowtie ⋈ Join ⋈ models ⊨ vdash ⊢ Vdash ⊩ dashv ⊣ vDash ⊨
nvdash ⊬ nVdash ⊮ nvDash ⊭ nVDash ⊯ Vvdash ⊪ perp ⊥ parallel ∥ nparallel ∦ shortparallel ∥ nshortparallel ∦ mid ∣ nmid ∤
shortmid ∣ nshortmid ∤ prec ≺ succ ≻ preceq ⪯ succeq ⪰ precsim ≾ succsim ≿ precapprox ⪷ succapprox ⪸ preccurlyeq ≼
succcurlyeq ≽ curlyeqprec ⋞ curlyeqsucc ⋟ precneqq ⪵ succneqq ⪶ precnapprox ⪹ succnapprox ⪺
subset ⊂ sub ⊂ supset ⊃ subseteq ⊆ sube ⊆ supseteq ⊇ supe ⊇ subseteqq ⫅ supseteqq ⫆ subsetneq ⊊
supsetneq ⊋ subsetneqq ⫋ supsetneqq ⫌ varsubsetneq ⊊ varsupsetneq ⊋ varsubsetneqq ⫋ varsupsetneqq ⫌ nsubseteq ⊈
nsupseteq ⊉ nsubseteqq ⊈ nsupseteqq ⊉ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ Subset ⋐ Supset ⋑ leqq ≦ geqq ≧
leqslant ⩽ geqslant ⩾ eqslantless ⪕ eqslantgtr ⪖ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ lessdot ⋖ gtrdot ⋗
lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛ lesseqqgtr ⪋ gtreqqless ⪌ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ nleqslant ≰
ngeqslant ≱ nleqq ≰ ngeqq ≱ lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩ lvertneqq ≨ gvertneqq ≩ lnsim ⋦ gnsim ⋧ lnapprox ⪉ gnapprox ⪊
nprec ⊀ nsucc ⊁ npreceq ⋠ nsucceq ⋡ precnsim ⋨ succnsim ⋩ ncong ≇ nsim ≁ thicksim ∼ thickapprox ≈ backsim ∽ backsimeq ⋍
triangleq ≜ circeq ≗ bumpeq ≏ Bumpeq ≎ eqcirc ≖ eqsim ≂ fallingdotseq ≒ risingdotseq ≓ trianglelefteq ⊴
trianglerighteq ⊵ ntriangleleft ⋪ ntriangleright ⋫ ntrianglelefteq ⋬ ntrianglerighteq ⋭ between ≬ pitchfork ⋔ smile ⌣
frown ⌢ smallsmile ⌣ smallfrown ⌢ therefore ∴ because ∵ backepsilon ∍ in ∈ isin ∈ notin ∉ ni ∋ colon : vcentcolon :
coloneqq ≔ eqcolon ≕ Coloneqq ⩴ ratio ∶
nleftarrow ↚ nrightarrow ↛ nleftrightarrow ↮ nLeftarrow ⇍ nRightarrow ⇏ nLeftrightarrow ⇎
leftarrow ← gets ← larr ←
rightarrow → to → rarr → leftrightarrow ↔ harr ↔ lrarr ↔ Leftarrow ⇐ lArr ⇐ Larr ⇐ Rightarrow ⇒
rArr ⇒ Rarr ⇒ Leftrightarrow ⇔ hArr ⇔ Harr ⇔ lrArr ⇔ Lrarr ⇔ longleftarrow ⟵ longrightarrow ⟶ longleftrightarrow ⟷
Longleftarrow ⟸ Longrightarrow ⟹ Longleftrightarrow ⟺ iff ⟺ implies ⟹ impliedby ⟸ uparrow ↑ uarr ↑ downarrow ↓ darr ↓
updownarrow ↕ Uparrow ⇑ uArr ⇑ Uarr ⇑ Downarrow ⇓ dArr ⇓ Darr ⇓ Updownarrow ⇕ mapsto ↦ longmapsto ⟼ hookleftarrow ↩
hookrightarrow ↪ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ leftharpoonup ↼ rightharpoonup ⇀ leftharpoondown ↽
rightharpoondown ⇁ upharpoonleft ↿ upharpoonright ↾ restriction ↾ downharpoonleft ⇃ downharpoonright ⇂
rightleftharpoons ⇌ leftrightharpoons ⇋ leftrightarrows ⇆ rightleftarrows ⇄ rightrightarrows ⇉ leftleftarrows ⇇
upuparrows ⇈ downdownarrows ⇊ curvearrowleft ↶ curvearrowright ↷ circlearrowleft ↺ circlearrowright ↻ Lsh ↰ Rsh ↱
looparrowleft ↫ looparrowright ↬ leftarrowtail ↢ rightarrowtail ↣ twoheadleftarrow ↞ twoheadrightarrow ↠
Lleftarrow ⇚ Rrightarrow ⇛ rightsquigarrow ⇝ leftrightsquigarrow ↭ leadsto ⇝ multimap ⊸
""")

BIG_OPERATORS: Mapping[str, str] = _pairs("""
sum ∑ prod ∏ coprod ∐ bigcap ⋂ bigcup ⋃ bigsqcup ⨆ biguplus ⨄ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ bigvee ⋁ bigwedge ⋀
""")
"""Take their limits below and above in displayed formulas."""

INTEGRALS: Mapping[str, str] = _pairs("int ∫ iint ∬ iiint ∭ iiiint ⨌ oint ∮ oiint ∯ oiiint ∰ smallint ∫")

DELIMITERS: Mapping[str, str] = {
    **_pairs("""
    lbrace { rbrace } { { } } langle ⟨ lang ⟨ rangle ⟩ rang ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lbrack [ rbrack ]
    vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ | ‖ ulcorner ⌜ urcorner ⌝ llcorner ⌞ lrcorner ⌟ lgroup ⟮ rgroup ⟯
    lmoustache ⎰ rmoustache ⎱ backslash ∖ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕
    """),
}
CHARACTER_DELIMITERS: Mapping[str, str] = {
    "(": "(", ")": ")", "[": "[", "]": "]", "|": "|", "/": "/", "<": "⟨", ">": "⟩", ".": "",
}

FUNCTIONS: Mapping[str, str] = {
    name: name for name in (
        "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "arccot", "arcsec", "arccsc", "sinh",
        "cosh", "tanh", "coth", "sech", "csch", "exp", "log", "ln", "lg", "arg", "deg", "dim", "hom", "ker", "sgn",
    )
}
LIMIT_FUNCTIONS: Mapping[str, str] = {
    **{name: name for name in ("lim", "max", "min", "sup", "inf", "det", "gcd", "Pr")},
    "limsup": "lim sup", "liminf": "lim inf", "varlimsup": "lim sup", "varliminf": "lim inf",
    "injlim": "inj lim", "projlim": "proj lim", "varinjlim": "inj lim", "varprojlim": "proj lim",
}

SPACES: Mapping[str, str] = {
    ",": "0.167em", "thinspace": "0.167em", ":": "0.222em", ">": "0.222em", "medspace": "0.222em", ";": "0.278em",
    "thickspace": "0.278em", " ": "0.333em", "\n": "0.333em", "!": "-0.167em", "negthinspace": "-0.167em",
    "enspace": "0.5em", "quad": "1em", "qquad": "2em", "nobreakspace": "0.333em",
}

ACCENTS: Mapping[str, str] = _pairs("""
hat ^ widehat ^ check ˇ tilde ~ widetilde ~ acute ´ grave ` dot ˙ ddot ¨ dddot ⃛ ddddot ⃜ breve ˘ bar ¯ vec → mathring ˚
""")
OVER: Mapping[str, str] = _pairs("""
overline ‾ overrightarrow → overleftarrow ← overleftrightarrow ↔ overbrace ⏞ overbracket ⎴ overparen ⏜ overarc ⏜
overrightharpoon ⇀ overleftharpoon ↼
""")
UNDER: Mapping[str, str] = _pairs("""
underline _ underbrace ⏟ underbracket ⎵ underparen ⏝ underrightarrow → underleftarrow ← underleftrightarrow ↔
""")
ARROWS_WITH_TEXT: Mapping[str, str] = _pairs("""
xrightarrow → xleftarrow ← xleftrightarrow ↔ xRightarrow ⇒ xLeftarrow ⇐ xLeftrightarrow ⇔ xmapsto ↦
xhookrightarrow ↪ xhookleftarrow ↩ xrightleftharpoons ⇌ xlongequal =
""")

NEGATED: Mapping[str, str] = _pairs("""
= ≠ < ≮ > ≯ in ∉ ni ∌ subset ⊄ supset ⊅ subseteq ⊈ supseteq ⊉ equiv ≢ sim ≁ simeq ≄ approx ≉ cong ≇
le ≰ leq ≰ ge ≱ geq ≱
mid ∤ parallel ∦ exists ∄ vdash ⊬ models ⊭ rightarrow ↛ to ↛ leftarrow ↚ Rightarrow ⇏ prec ⊀ succ ⊁ | ∤
""")

# First code points of the mathematical alphabets: capitals, small letters, digits (0: none).
ALPHABETS: Mapping[str, tuple[int, int, int]] = {
    "bold": (0x1D400, 0x1D41A, 0x1D7CE),
    "bold-italic": (0x1D468, 0x1D482, 0),
    "script": (0x1D49C, 0x1D4B6, 0),
    "fraktur": (0x1D504, 0x1D51E, 0),
    "double-struck": (0x1D538, 0x1D552, 0x1D7D8),
    "sans": (0x1D5A0, 0x1D5BA, 0x1D7E2),
    "monospace": (0x1D670, 0x1D68A, 0x1D7F6),
}
HOLES: Mapping[str, Mapping[str, str]] = {
    "script": _pairs("B ℬ E ℰ F ℱ H ℋ I ℐ L ℒ M ℳ R ℛ e ℯ g ℊ o ℴ"),
    "fraktur": _pairs("C ℭ H ℌ I ℑ R ℜ Z ℨ"),
    "double-struck": _pairs("C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ"),
}
"""Letters that Unicode had before it got the alphabets."""
_BOLD_GREEK = ("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ", 0x1D6A8, 0x1D71C)


def in_alphabet(text: str, alphabet: str) -> str:
    """``text`` in one of the mathematical alphabets, where they have its characters."""
    capitals, smalls, digits = ALPHABETS[alphabet]
    holes = HOLES.get(alphabet, {})
    out: list[str] = []
    for char in text:
        if char in holes:
            out.append(holes[char])
        elif "A" <= char <= "Z":
            out.append(chr(capitals + ord(char) - 65))
        elif "a" <= char <= "z":
            out.append(chr(smalls + ord(char) - 97))
        elif "0" <= char <= "9" and digits:
            out.append(chr(digits + ord(char) - 48))
        elif alphabet.startswith("bold") and char in _BOLD_GREEK[0]:
            start = _BOLD_GREEK[1] if alphabet == "bold" else _BOLD_GREEK[2]
            out.append(chr(start + _BOLD_GREEK[0].index(char)))
        else:
            out.append(char)
    return "".join(out)


COMMAND_FONTS: Mapping[str, str] = {
    "mathbf": "bold", "bold": "bold", "mathbb": "double-struck", "Bbb": "double-struck", "mathcal": "script",
    "mathscr": "script", "mathfrak": "fraktur", "frak": "fraktur", "mathsf": "sans", "mathtt": "monospace",
    "mathrm": "normal", "mathit": "italic", "mathnormal": "", "boldsymbol": "bold-italic", "bm": "bold-italic",
    "pmb": "bold-italic",
}
"""\\mathbf{x}: for the argument."""
SWITCH_FONTS: Mapping[str, str] = {
    "bf": "bold", "rm": "normal", "it": "italic", "cal": "script", "sf": "sans", "tt": "monospace",
}
"""{\\bf x}: to the end of the group."""
TEXT_COMMANDS: Mapping[str, str] = {
    "text": "", "mbox": "", "hbox": "", "textrm": "", "textnormal": "", "textup": "", "textbf": "bold",
    "textit": "italic", "emph": "italic", "texttt": "monospace", "textsf": "sans",
}

SIZES = {"big": "1.2em", "Big": "1.8em", "bigg": "2.4em", "Bigg": "3em"}
INFIX: Mapping[str, tuple[str, str, str]] = {
    "over": ("", "", ""), "choose": ("(", ")", "0"), "atop": ("", "", "0"), "brack": ("[", "]", "0"),
    "brace": ("{", "}", "0"), "above": ("", "", ""),
}
"""Fractions written between numerator and denominator: fences and thickness of the line."""
STYLES: Mapping[str, str] = {
    "displaystyle": 'displaystyle="true" scriptlevel="0"',
    "textstyle": 'displaystyle="false" scriptlevel="0"',
    "scriptstyle": 'displaystyle="false" scriptlevel="1"',
    "scriptscriptstyle": 'displaystyle="false" scriptlevel="2"',
}
FRACTIONS = {"frac": "", "dfrac": "displaystyle", "tfrac": "textstyle", "cfrac": "displaystyle"}
BINOMIALS = {"binom": "", "dbinom": "displaystyle", "tbinom": "textstyle"}
IGNORED = frozenset({"nonumber", "notag", "allowbreak", "nobreak", "hline", "strut", "mathstrut", "relax"})
CLASSES = frozenset({"mathord", "mathbin", "mathrel", "mathopen", "mathclose", "mathpunct", "mathinner"})
CHARACTERS = {"-": "−", "*": "∗", "<": "&lt;", ">": "&gt;", "&": "&amp;", ":": ":"}
UNSTRETCHED = frozenset("()[]|/⟨⟩‖⌊⌋⌈⌉")
