"""Which way a sentence looks: back to what happened, or ahead to what is planned."""

from __future__ import annotations

import re

from geo.read.dates.grammar import Match

# Verbs of timetables speak of the future in the present tense: "the court meets Friday". Some are
# nouns as well ("vote", "return"), so that only those of `_PLURAL` are taken without an "s".
_PLURAL = "meet|begin|resume|convene|reconvene|arrive|travel|choose|elect"
_TIMETABLE = (
    f"{_PLURAL}|open|reopen|start|restart|depart|return|leave|play|host|end|expire|vote"
    "|conclude|debut|visit"
)
_PRESENT = "join|flie|run|turn|last|continue|unveil|launche|release|hold"
_COMING = (
    "leaving|meeting|returning|playing|hosting|holding|coming|going|flying|travell?ing|arriving"
    "|starting|opening|bracing|preparing|hoping|planning"
)
# What is arranged, when "for" or "to" follows: "set for Friday".
_ARRANGED = (
    "set|planned|billed|rescheduled|moved|postponed|delayed|adjourned|put off|pushed back|invited"
    "|ordered|agreed|wants?|going|ready|look(?:s|ing)?|threaten(?:s|ed|ing)?|promised|pledged"
    "|decided|prepar(?:es|ed|ing)|racing|rushing|required|questionable|doubtful|probable|tickets"
)
_PLANS = (
    "expect(?:s|ed|ing)?|scheduled|until|till|upcoming|due|payable|plan(?:s|ned|ning)?|hope(?:s|d)?"
    "|vow(?:s|ed)|up for|slated|likely|pending|(?:is|are) forecast|deadline|effective|starting"
    "|beginning|ahead of|as (?:early|soon) as|intends?|aims?|await(?:s|ing)?|call(?:s|ed|ing) for"
    "|(?:faces?|facing) an?"
)
_AHEAD = re.compile(
    r"\b(?<!\bhad been )(?:will|shall|must|should|would|may|might|could(?! not)"
    rf"|{_PLANS}|(?:{_ARRANGED}) (?:for|to)|(?:is|are|was|were|be) (?:also )?to"
    rf"|to (?:{_TIMETABLE})|(?:{_TIMETABLE}|{_PRESENT})s|(?<!\bwas )(?<!\bwere )(?:{_PLURAL})"
    r"|(?<=s )(?:open|close|start|return|vote|end|leave|play|visit)"
    rf"|(?:is|are) (?:also |now )?(?:{_COMING})|takes? (?:place|effect|office|over)|kicks? off"
    r"|go(?:es)? (?:to|on|home|back|before)|heads (?:to|for|back|home)"
    r"|comes(?= (?:on )?\Z)|(?<!had )to be [a-z]{2,}(?:ed|ld|wn|en)"
    r"|(?:which|who) (?!was\b|has\b|does\b|says\b)[a-z]{2,}[a-rt-z]s"
    r")\b|['’]ll\b"
)
# "By Friday" is a deadline; "destroyed by a bomb on Friday" and "taken by Friday" are not.
_DEADLINE = re.compile(r"\b(?:by|before) (?:the )?\Z")
# Past tenses; what follows "be" is none: "to be published on Friday".
_BACK = re.compile(
    r"\b(?<!\bbe )(?:said|told|was|were|had|has|have|did|went|came|made|gave|won|lost|shot|hit"
    r"|struck|broke|sent|caught|flew|fled|grew|saw|took|stole|led|spoke|wrote|drove|found|brought"
    r"|became|ran|paid|fought|bought|sold|got|heard|knew|stood|threw|tore|swept|dealt|met|began"
    r"|fell|rose|left|held|built|kept|blew|sank|shrank|chose|drew|froze|shook|spent|sought|lent|slid|swung|swore|woke"
    r"|since"
    r"|(?!hundred|indeed|proceed|succeed|exceed|need|feed|speed)[a-z]{2,}ed)\b"
)
# "The funeral is Saturday", "the hearing is at 9 a.m. on Monday".
_IS = re.compile(r"\b(?:is|are)(?: out| back| home)?(?: at [\d:]+ [ap]\.?m\.?)?(?: on)? \Z")
_FOR_DAY = re.compile(r"(?<!\bhad been set)(?<!\bhad been planned)(?<!scheduled) for \Z")
_HEARSAY = frozenset({"said", "told", "announced", "reported", "was", "were", "has", "have", "had"})
# What was done on the very day; "is expected Friday" and "will be held Friday" are not.
_NOT_TO_COME = r"(?<!\bbe )(?<!\bget )(?<!\bstay )(?<!\bremain )"
_DONE = re.compile(
    rf"\b{_NOT_TO_COME}(?:(?:said|told \w+|announced|reported)(?: (?:in|at) [\w ]+)?,?"
    r"|(?!(?:re)?scheduled|expected|planned|slated|needed|required)[a-z]{2,}ed)(?: on)? \Z"
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[\"“A-Z])|(?<=[a-z]{3})[.!?]\s+\Z|; |\n")
# "On Friday the council will meet": words that open a clause, and what may follow its date.
_OPENING = re.compile(r"(?:(?:and|but|then|later|in|on|from|early|late) ?){0,2}\Z", re.IGNORECASE)
_WILL = re.compile(
    r"\b(?:will|shall|must|expects?|(?:is|are) (?:expected|scheduled|due|set|to))\b|['’]ll\b"
)
# "The vote planned for Sunday will go ahead", but not "the man held on Sunday will go free".
_PARTICIPLE = re.compile(r"(?:ed|held|shot|hurt|found|made|sold|taken|seen|born)(?: on)? \Z")
_CLAUSE_START = re.compile(r"[,;] (?:and|but|while) |; ")
_CLAUSE_END = re.compile(r"[.;!?]\s|\n")
# A verb that stands right before the date counts less than one that governs it.
_REACH = 70
_BACK_HANDICAP = 12


def _sentence_left(match: Match) -> str:
    left = match.left(_REACH)
    ends = [found.end() for found in _SENTENCE_END.finditer(left)]
    return left[ends[-1] :] if ends else left


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=-1)


def _goes_on_ahead(match: Match) -> bool:
    """Say whether the first verb after an expression speaks of the future."""
    right = _CLAUSE_END.split(match.right()[:_REACH], maxsplit=1)[0]
    will, back = _WILL.search(right), _BACK.search(right)
    return will is not None and (back is None or will.start() < back.start())


def look(match: Match) -> int:
    """Return 1 where the words around an expression look ahead, -1 back, 0 where none tells.

    That somebody said so does not tell.
    """
    if looks_ahead(match):
        return 1
    verbs = (found[0] for found in _BACK.finditer(_sentence_left(match)))
    return -1 if any(verb not in _HEARSAY for verb in verbs) else 0


def _is_arranged(match: Match, left: str) -> bool:
    """Say whether something is "for Friday"; "for Friday's attack" tells nothing."""
    named = match.get("any_weekday") and match.kind_after() != "possessive"
    return bool(named and _FOR_DAY.search(left))


def looks_ahead(match: Match) -> bool:
    """Say whether the words around an expression speak of the future."""
    left = _sentence_left(match)
    deadline = bool(_DEADLINE.search(left))
    if _DONE.search(left) or (_BACK.match(match.right().lstrip(" ")) and not deadline):
        return False
    if _IS.search(left) or _is_arranged(match, left):
        return True
    if _WILL.match(match.right().lstrip()) and not _PARTICIPLE.search(left):
        return True
    ahead, back = _last_end(_AHEAD, left), _last_end(_BACK, left)
    if _OPENING.match(_CLAUSE_START.split(left)[-1].lstrip()) and _goes_on_ahead(match):
        return True
    if ahead < 0:
        return back < 0 and (deadline or _goes_on_ahead(match))
    return ahead >= back - _BACK_HANDICAP
