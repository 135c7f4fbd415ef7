"""Singulars of English nouns."""

from __future__ import annotations


def _pair(text: str) -> tuple[str, str]:
    plural, _, singular = text.partition("/")
    return plural, singular


_WORDS: dict[str, str] = dict(_pair(pair) for pair in """
    people/person salespeople/salesperson businesspeople/businessperson
    children/child grandchildren/grandchild stepchildren/stepchild
    women/woman businesswomen/businesswoman men/man businessmen/businessman
    salesmen/salesman chairmen/chairman feet/foot teeth/tooth geese/goose
    mice/mouse lice/louse oxen/ox
    criteria/criterion phenomena/phenomenon bacteria/bacterium curricula/curriculum
    memoranda/memorandum addenda/addendum spectra/spectrum alumni/alumnus
    stimuli/stimulus nuclei/nucleus radii/radius syllabi/syllabus
    indices/index subindices/subindex appendices/appendix vertices/vertex
    vortices/vortex matrices/matrix submatrices/submatrix
    crises/crisis oases/oasis axes/axis diagnoses/diagnosis prognoses/prognosis
    neuroses/neurosis psychoses/psychosis emphases/emphasis ellipses/ellipsis
    synopses/synopsis
    aliases/alias atlases/atlas biases/bias canvases/canvas gases/gas pancreases/pancreas
    irises/iris trellises/trellis metropolises/metropolis lenses/lens buses/bus
    minibuses/minibus
    muses/muse fuses/fuse ruses/ruse recluses/recluse
    quizzes/quiz fezzes/fez topazes/topaz
    knives/knife lives/life wives/wife housewives/housewife midwives/midwife
    leaves/leaf halves/half shelves/shelf bookshelves/bookshelf wolves/wolf selves/self
    calves/calf thieves/thief loaves/loaf scarves/scarf hooves/hoof elves/elf
    sheaves/sheaf wharves/wharf
    movies/movie cookies/cookie calories/calorie zombies/zombie selfies/selfie
    brownies/brownie rookies/rookie hoodies/hoodie genies/genie smoothies/smoothie
    veggies/veggie freebies/freebie prairies/prairie magpies/magpie neckties/necktie
    pixies/pixie hippies/hippie
    shoes/shoe horseshoes/horseshoe snowshoes/snowshoe toes/toe tiptoes/tiptoe
    canoes/canoe foes/foe hoes/hoe oboes/oboe woes/woe aloes/aloe floes/floe
    caches/cache niches/niche aches/ache headaches/headache toothaches/toothache
    backaches/backache mustaches/mustache moustaches/moustache avalanches/avalanche
    cliches/cliche pastiches/pastiche quiches/quiche
    menus/menu submenus/submenu skus/sku cpus/cpu gpus/gpu ous/ou gurus/guru emus/emu
    bureaus/bureau plateaus/plateau chateaus/chateau milieus/milieu haikus/haiku
    apis/api uris/uri kpis/kpi guis/gui clis/cli pois/poi wikis/wiki taxis/taxi skis/ski
    alibis/alibi kiwis/kiwi bikinis/bikini safaris/safari emojis/emoji rabbis/rabbi
    tsunamis/tsunami martinis/martini
    """.split())
"""Singulars that no rule gives, by the plural."""

_UNCHANGED = frozenset("""
    news series species status address access process progress analysis basis focus
    bonus campus virus bus gas lens always sms gps dns aws os ios https sales details
    settings stats statistics analytics credentials metadata canvas
    alias atlas bias chaos cosmos ethos pancreas christmas texas kansas kubernetes postgres
    saas paas iaas tls cms lms kms nas pos ups sas qos
    headquarters means corps chassis whereabouts overseas
    logistics economics physics mathematics politics ethics electronics robotics
    was has does this its his yes thus
    """.split())
"""Words that end in `s` and are no plurals, or are said of one thing as well."""

_WITH_USE = (
    "houses causes clauses pauses excuses spouses blouses reuses abuses misuses refuses"
).split()
"""Endings of plurals whose singular ends in `use`; others end in `us`: `viruses`."""

_RULES: tuple[tuple[str, str], ...] = (
    ("theses", "thesis"),
    ("yses", "ysis"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("tzes", "tz"),
    ("zzes", "zz"),
    ("xes", "x"),
    ("oes", "o"),
    ("s", ""),
)
"""Endings of plurals and of their singulars; the first one that fits applies."""


def singular(word: str) -> str:
    """Return the singular of an English noun, in the same case; other words unchanged."""
    lower = word.lower()
    if lower in _WORDS:
        return _cased(_WORDS[lower], word)
    if lower in _UNCHANGED or len(lower) < 3 or not lower.endswith("s"):
        return word
    if lower.endswith(("ss", "us", "is")):
        return word
    if lower.endswith("ies") and len(lower) > 4:
        return word[:-3] + _cased("y", word[-3:])
    if lower.endswith("uses") and lower != "uses":
        return word[:-1] if lower.endswith(tuple(_WITH_USE)) else word[:-2]
    for plural, ending in _RULES:
        if lower.endswith(plural) and len(lower) > len(plural):
            return word[: len(word) - len(plural)] + _cased(
                ending, word[-len(plural) :]
            )
    return word


def is_plural(word: str) -> bool:
    """Return whether a noun looks like a plural."""
    return singular(word) != word


def _cased(noun: str, like: str) -> str:
    """Return a noun in the case of another text."""
    if len(like) > 1 and like.isupper():
        return noun.upper()
    return noun.capitalize() if like[:1].isupper() else noun
