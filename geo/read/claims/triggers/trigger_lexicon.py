"""The words that tell of a happening, with the type of event: docs/decisions/0071.

A row is one family of happenings: its type, a name, a label for titles, and its words. A word
with "+" stands for its regular forms (bomb, bombs, bombed, bombing).
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.model.family import Family
from geo.read.claims.wordlist import listed


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a word tells: the family it belongs to, and how far it can be trusted alone.

    A weak word tells of a happening only with a place that it governs.
    """

    family: Family
    weak: bool = False


_ROWS: tuple[tuple[Family, str], ...] = (
    (
        Family.OFFENSIVE,
        "shootout shootouts broke-through broken-through gunfight gunfights "
        "offensive offensives counteroffensive counter-offensive counteroffensives advance+ "
        "battle+ clash clashes clashed clashing fighting fought firefight+ skirmish skirmishes "
        "skirmished ambush ambushes ambushed ambushing assault+ storm+ campaign campaigns push "
        "breakthrough incursion incursions invasion invade+ invading invaded raid+ attack+ "
        "counterattack+ counter-attack+ overran overrun infiltrat+e repel+ repelled "
        "onslaught onslaughts repuls+e thwart+ foil+ fend+ battling hostilities crossfire "
        "confrontation confrontations infiltration under-fire exchange-of exchanged-fire "
        "traded-fire traded-blows operation operations",
    ),
    (
        Family.CAPTURE,
        "captur+e recaptur+e retake retakes retook retaken retaking seiz+e seizure conquer+ "
        "conquest liberat+e liberation oust+ expel+ expelled fell fallen takeover regain+ "
        "overthrow overthrew wrest+ cleared routed secured driven-out drove-out surrender+ "
        "reclaim+ *occupied annex+ annexation capitulat+e fall-of changed-hands hoist+ "
        "*took *taken handed-over *driven *drove",
    ),
    (
        Family.SIEGE,
        "siege sieges besieg+e blockad+e encircl+e encirclement",
    ),
    (Family.HOLD, "*hold *holds *held *control *controls *controlled"),
    (
        Family.STRIKE,
        "airstrike airstrikes air-strike air-strikes air-raid air-raids air-attack "
        "strike strikes struck striking shell+ "
        "bomb+ bombard+ bombardment bombardments bombings shellings missile missiles rocket+ "
        "mortar mortars artillery barrage barrages drone-strike raids warhead warheads "
        "explosion explosions exploded blast blasts blew detonat+e torpedoed hit *hits *hitting "
        "drone drones pound+ intercept+ landmine landmines grenade grenades shot-down "
        "ied ieds salvo salvos volley volleys rained strafed downed blown went-off airdrop+ "
        "*fired *target+",
    ),
    (
        Family.KILLING,
        "kill+ assassinat+e assassination execut+e massacre+ massacred murder+ behead+ stabb+ "
        "stabbing stabbed slain gunned lynch+ slaughter+ died dead deaths death "
        "perish+ hanged hanging pogrom pogroms suffocat+e fatalities lost-his lost-her lost-their",
    ),
    (
        Family.ABDUCTION,
        "kidnap+ kidnapped kidnapping abduct+ abduction abductions arrest+ detain+ detention "
        "tortur+e rape+ raped loot+ looters ransack+ pillag+e hijack+ hostage hostages "
        "plunder+ apprehend+ imprison+ jailed rounded-up captive captives disappearance",
    ),
    (
        Family.ATTACK_ON_CIVILIANS,
        "shooting shootings gunfire opened-fire shot",
    ),
    (
        Family.PROTEST,
        "protest+ protesters demonstrat+e demonstration demonstrations demonstrators riot+ "
        "rioters uprising uprisings revolt+ walkout march+ sit-in vigil unrest strikers "
        "sit-ins picket+ hunger-strike blocked blocked-the took-to "
        "*rally *rallies *rallied "
        "blocked-roads blocked-streets blocked-traffic",
    ),
    (
        Family.DEPLOYMENT,
        "deploy+ redeploy+ deployment deployments dispatch dispatched dispatching reinforc+e "
        "reinforcements bolster+ mobilis+e mobiliz+e transfer+ transferred transferring arriv+e "
        "arrival arrivals stationed "
        "relocat+e *return+ *headed *streamed poured *sailed *deliver+ returnees "
        "*sent *send *sending *sends *moved *landed *entered *enter "
        "*entering *enters *crossed *crossing *reach+ intervention "
        "intervene+ intervening convoy convoys *brought *flown *flew *docked",
    ),
    (
        Family.WITHDRAWAL,
        "withdraw withdraws withdrew withdrawn withdrawing withdrawal withdrawals retreat+ "
        "evacuat+e evacuation evacuations flee flees fled fleeing displac+e displacement "
        "bused bussed *left *leave *leaving pulled-out pull-out exodus airlift+ deport+ "
        "repatriat+e *rescue *rescued uproot+ *escap+e sought-refuge resettl+e",
    ),
    (
        Family.APPEARANCE,
        "seen spotted photographed pictured sighted sighting appearance appeared surfaced presence "
        "photo photos photograph photographs image images footage video videos resident filmed "
        "toured tour+ *stationed inspected *addressed *addressing",
    ),
    (
        Family.MEETING,
        "*received *welcomed "
        "met meet meets meeting meetings talks negotiat+e negotiation negotiations visit+ summit "
        "conference envoy envoys trip discuss+ discussions hosted delegation travel+ travelled "
        "travelling consultations consulted convened mediat+e",
    ),
    (
        Family.AGREEMENT,
        "agreement agreements agreed ceasefire ceasefires cease-fire truce truces deal deals "
        "accord accords treaty signed ratified armistice sanction+ pact "
        "pledg+e brokered memorandum",
    ),
    (
        Family.STATEMENT,
        "told-reporters told-journalists told-parliament news-conference press-conference",
    ),
    (
        Family.BASE,
        "*base *garrison *naval-base *operations-room *operations-rooms",
    ),
    (
        Family.THREAT,
        "threaten+ threats vow+ vowed warn+ ultimatum",
    ),
    (
        Family.DISASTER,
        "earthquake earthquakes quake flood+ flooding landslide landslides wildfire wildfires "
        "hurricane cyclone typhoon eruption erupt+ outbreak epidemic famine collaps+e crash+ burst "
        "crashed derail+ capsiz+e sank drown+ mudslide mudslides avalanche avalanches *swept "
        "swept-away drought measles malnutrition torrential",
    ),
    (
        Family.DESTRUCTION,
        "destroy+ demolish demolished demolishing raz+e torch+ *damag+e *burned *burning *ablaze",
    ),
    (
        Family.POLITICS,
        "election elections elected inaugurat+e referendum coup coups sworn-in resign+ resignation "
        "sentenced convicted convict acquitted acquittal verdict trial trials testimony "
        "indict+ indictment "
        "extradit+e pleaded testified voted proclaim+ martial-law curfew dissolved "
        "sacked appointed impeach+ boycott+",
    ),
)


def _forms(word: str) -> tuple[str, ...]:
    if word.endswith("+e"):
        stem = word[:-2]
        return (f"{stem}e", f"{stem}es", f"{stem}ed", f"{stem}ing")
    if word.endswith("+"):
        stem = word[:-1]
        return (stem, f"{stem}s", f"{stem}ed", f"{stem}ing")
    return (word.replace("-", " ") if word in _TWO_WORDS else word,)


_TWO_WORDS = listed(
    "air-raid air-raids air-attack opened-fire driven-out drove-out told-reporters "
    "told-journalists told-parliament news-conference naval-base press-conference "
    "operations-room operations-rooms sworn-in pulled-out shot-down handed-over "
    "blocked-roads blocked-streets blocked-traffic swept-away under-fire exchange-of "
    "exchanged-fire traded-fire traded-blows fall-of changed-hands went-off lost-his lost-her "
    "lost-their rounded-up hunger-strike blocked-the took-to sought-refuge "
    "martial-law broke-through broken-through"
)


def _table() -> dict[str, Trigger]:
    table: dict[str, Trigger] = {}
    for family, words in _ROWS:
        for word in words.split():
            weak = word.startswith("*")
            trigger = Trigger(family, weak)
            for form in _forms(word.removeprefix("*")):
                table.setdefault(form, trigger)
    return table


TRIGGERS: dict[str, Trigger] = _table()
# What a trigger may begin with.
FIRST_WORDS = frozenset(form.split()[0] for form in TRIGGERS)
