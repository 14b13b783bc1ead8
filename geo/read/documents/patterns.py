"""What single lines of page furniture look like."""

from __future__ import annotations

import re

from geo.read.documents.document import Reason

_I = re.IGNORECASE
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_TEXT = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}[/.-]\d{2}[/.-]\d{2})"
)
_CLOCK = (
    r"(?:[,|@ T·-]*(?:at )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"

DATE_LINE = re.compile(rf"\W*{_WEEKDAY}{_DAY_TEXT}{_CLOCK}\W*", _I)
PUBLISHED_LINE = re.compile(
    rf"(?:first |last |originally )?(?:published|posted|updated|modified|released|issued|filed)\b"
    rf"(?: on| at| by)?[^\w]*.{{0,40}}?{_WEEKDAY}{_DAY_TEXT}{_CLOCK}.{{0,20}}"
    rf"|date(?:line)?:\s*{_WEEKDAY}{_DAY_TEXT}{_CLOCK}",
    _I,
)
BYLINE = re.compile(
    r"(?:by|written by|reported by|author:)[ \t]+(?-i:(?=[A-Z])(?:[^.!?]|\b[A-Z]\.){3,90})", _I
)

# Words without which a pattern that looks at the whole of a line cannot match, in lower case.
_TELLING: dict[str, tuple[str, ...]] = {
    r".*\b(?:cookies?": ("cookie", "privacy policy", "terms of "),
    ".{0,400}[(\\[]": ("(", "["),
    ".{0,300}(?:/": ("/", "©"),
    ".{5,200}": ("premium",),
    "(?=.*(?-i:": (
        *("donat", "newsletter", "tax-deductible", "sign up ", "subscrib", "become a ", "support "),
        *("keep ", "free trial", "download our app", "unlimited access"),
    ),
    "(?:©": ("©", "(c)", "copyright", "all rights reserved"),
    "(?:[^|": ("|", "»", "›", ">"),
}
# Letters that a pattern takes for i and s, though `lower` leaves them as they are.
_ODD_LETTERS = "ıİſ"

# Each line that matches as a whole is furniture for that reason.
LINES: tuple[tuple[Reason, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, _I))
    for reason, pattern in (
        (
            Reason.NAVIGATION,
            r"(?:share|tweet|e-?mail|print|save|copy link|follow(?: us)?|facebook|twitter|x"
            r"|whatsapp|telegram|linkedin|reddit|instagram|pinterest|advertisement|sponsored|menu|search"
            r"|home|skip to (?:main )?content|sign in|log ?in|register|subscribe|back to top"
            r"|listen(?: to this article)?|play|live|loading\W*|close|more|see more|load more|next"
            r"|previous|listen now|comments|watch live|cookie settings|privacy policy)"
            r"(?: (?:this|on|via|us|story|article|page|post|by|to)\b.{0,40})?\W*",
        ),
        (
            Reason.NAVIGATION,
            r"\W*(?:(?:share|tweet|e-?mail|print|facebook|twitter|whatsapp|telegram|linkedin"
            r"|reddit|comments?|home|news|world|sports?|business|opinion|video|photos|about"
            r"|contact|politics|culture|weather|subscribe|sign in|more)\b\W*){2,}",
        ),
        (Reason.NAVIGATION, r"(?:[^|»›>]{1,40}\s[|»›>]\s){2,}[^|»›>]{1,80}"),
        (
            Reason.NAVIGATION,
            r".*\b(?:cookies?|privacy policy|terms of (?:use|service))\b"
            r".*\b(?:accept|agree|consent|our|use)\b.*",
        ),
        (
            Reason.TAGS,
            r"(?:tags?|topics?|keywords?|filed under|labels?|categor(?:y|ies)|tagged(?: with)?)"
            r"\s*:.*",
        ),
        (Reason.TAGS, r"(?:#\w+\W*)+"),
        (
            Reason.CAPTION,
            r"(?:photo|image|picture|figure|fig\.?|map|video|graphic|illustration)\s*#?\d*\s*[.:]?\s*",
        ),
        (
            Reason.CAPTION,
            r"(?:photo|image|picture|file photo|file|map|video|graphic|watch|illustration|caption"
            r"|photograph|in pictures|gallery)\s*(?:\d+\s*)?(?:credit|:|courtesy)\s?.{0,300}",
        ),
        (Reason.CAPTION, r"(?:photo|image|picture|map|video|graphic)s? by [^.]{3,60}"),
        (
            Reason.CAPTION,
            r".{0,400}[(\[]\s*(?:file |photo|image|picture|ap photo|reuters/|afp/|getty|credit"
            r"|via getty|source:|courtesy)[^)\]]{0,120}[)\]]\.?",
        ),
        (
            Reason.CAPTION,
            r".{0,300}(?:/ ?AFP|/ ?Reuters|/ ?Getty(?: Images)?|/ ?AP|©\s?\w.{0,40})\s*",
        ),
        (
            Reason.TEASER,
            r"(?:read (?:more|also|next)|also read|see also|related|more on this|you may also like"
            r"|more from|recommended|don['’]t miss|trending|editors?['’]? picks?|explained"
            r"|most (?:read|popular|viewed)|next story|previous story|must read|top stories"
            r"|in case you missed it)"
            r"\s*[:|»›-].{1,200}",
        ),
        (Reason.TEASER, r".{5,200}\s?(?:\.\.\.|…)\s?premium|.{10,200}[a-z?!’')]premium"),
        (Reason.TEASER, r"(?:click|tap) (?:here|on)\b.{0,120}"),
        (
            Reason.PLEA,
            r"(?=.*(?-i:\b(?:[Yy]ou|[Yy]our|[Oo]ur|us)\b)).*\b(?:donat(?:e|ion|ions)|newsletter|tax-deductible"
            r"|sign up (?:for|to)|subscrib(?:e|er|ing)|become a (?:member|patron|supporter)"
            r"|support (?:our|independent)|keep (?:us|our journalism)|free trial"
            r"|download our app|unlimited access)\b.*",
        ),
        (Reason.PLEA, r"(?:sign up|subscribe|donate|join us|support us|follow us)\b.{0,160}"),
        (
            Reason.NOTE,
            r"[\[(]?\s*(?:update|updated|correction|editor['’]?s?['’]? note|clarification|note to"
            r" (?:readers|editors)|disclaimer)\b\s*(?:\(.{0,40}\))?\s*[:–-].{0,600}",
        ),
        (
            Reason.CREDIT,
            r"(?:sources?|agenc(?:y|ies))\s*:\s?.{0,160}|(?:with (?:inputs|files|reporting) from"
            r"|additional reporting|reporting by|edit(?:ed|ing) by|writing by|translated by"
            r"|compiled from)\b\s?.{0,160}",
        ),
        (
            Reason.CREDIT,
            r"(?:©|\(c\)|copyright)\s?.{0,200}|.{0,120}\ball rights reserved\b.{0,120}",
        ),
        (Reason.PAGE, r"\W*(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?\W*"),
        (Reason.PAGE, r"\W+"),
    )
)
# Each pattern with its telling words, and all that have none, which begin with theirs, in one.
_ROWS = tuple(
    (
        reason,
        pattern,
        next((words for begin, words in _TELLING.items() if pattern.pattern.startswith(begin)), ()),
    )
    for reason, pattern in LINES
)
_TELLING_WORDS = tuple(word for words in _TELLING.values() for word in words)
_BEGINNING = re.compile("|".join(f"(?:{p.pattern})" for _, p, telling in _ROWS if not telling), _I)
# In lower case it takes a third of the time that it takes in any case.
_LOWER_BEGINNING = re.compile(_BEGINNING.pattern)


class Lines:
    """The lines of a text; what none of them has is not looked for in each.

    Parameters
    ----------
    text : str
        All of the lines.
    """

    def __init__(self, text: str) -> None:
        lower = text.lower()
        self._telling = [word for word in _TELLING_WORDS if word in lower]
        self._odd = [letter for letter in _ODD_LETTERS if letter in text]

    def reason(self, words: str) -> Reason | None:
        """Return why a line is furniture by the first of `LINES` that it matches, None for none."""
        # Most lines are none, and most patterns need not be tried on them.
        odd = any(letter in words for letter in self._odd)
        lower = words.lower()
        begins = (
            _BEGINNING.fullmatch(words) if odd else _LOWER_BEGINNING.fullmatch(lower)
        ) is not None
        there = {word for word in self._telling if word in lower}
        if not (begins or there or odd):
            return None
        for reason, pattern, telling in _ROWS:
            may = odd or not there.isdisjoint(telling) if telling else begins
            if may and pattern.fullmatch(words):
                return reason
        return None


def line_reason(words: str) -> Reason | None:
    """Return why a line by itself is furniture, None where it is none."""
    return Lines(words).reason(words)


# Agency names in capitals and slashes, alone on a line.
AGENCIES = re.compile(
    r"(?:[A-Z][A-Z. ]{1,30})(?:\s?[/|,&]\s?[A-Z][A-Z. ]{1,30})+|AP|AFP|REUTERS|UPI|DPA"
)

TEASER_HEADING = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|related(?: \w+)?|trending(?: now)?"
    r"|more (?:on|from|in|stories|news)\b.{0,40}|you (?:may|might) (?:also )?like"
    r"|recommended(?: for you)?|don['’]t miss"
    r"|editors?['’]? picks?|most (?:read|popular|viewed)|next story|previous story|must reads?"
    r"|top stories|latest (?:news|stories)|in case you missed it|subscriber[- ]only stories"
    r"|what to read next|keep reading|further reading|popular (?:now|stories))\W*",
    _I,
)
# Where the readers begin to speak: surely, or only by a heading that a menu may have as well.
COMMENTS_SURE = re.compile(
    r"\W*\d+ (?:responses?|thoughts|comments|replies) (?:to|on)\b.*|leave a (?:reply|comment).*"
    r"|post a comment|add a comment|join the (?:discussion|conversation)\W*|\d+ comments\W*"
    r"|(?:view|show|read|load) (?:all )?(?:\d+ )?(?:comments|replies)\W*|reader comments\W*"
    r"|log in to (?:reply|comment).*|comments are closed\W*|[•*]\s.{1,40} says\s?:"
    r"|\W*\d+\.? \S.{0,30} avatar",
    _I,
)
COMMENTS_MAYBE = re.compile(
    r"(?:comments?|responses?|replies|discussion|latest comments?)\s*(?:\(\d+\))?\W*", _I
)
SPEAKER = re.compile(r"\W*\S.{0,40}? (?:says|wrote|commented|replied)\s?:", _I)
# "RickT: My nephew ...", right under the heading of the comments.
HANDLE = re.compile(r"[A-Za-z][\w.-]{1,30}: (?=\S)")
AUTHOR_NOTE = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){1,4}(?:is|was|has been|covers|writes|reports|works) "
    r"(?i:.{0,300}?\b(?:fellow|editor|reporter|correspondent|journalist|analyst|contributor|writer"
    r"|columnist|author|lecturer|researcher|professor|director|reports? (?:on|from|for)|covers?"
    r"|writes? (?:on|about|for))\b.{0,300})"
)
