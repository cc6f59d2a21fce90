"""Words that stand beside names of places, and words that look like names of places and are none."""

from __future__ import annotations

INNER = {
    "-",
    "–",
    "of",
    "the",
    "de",
    "al",
    "el",
    "la",
    "e",
    "az",
    "'",
    "’",
    "and",
    "ad",
    "ez",
    "i",
    "ash",
    "as",
    "upon",
    "on",
    "da",
    "do",
    "del",
    "bin",
}
PREPOSITIONS = {"in", "near", "at", "from", "to", "into", "towards", "toward", "around", "outside", "across", "through", "over", "within", "of", "on", "inside",
                "between", "against", "leaving", "via", "off", "along", "throughout", "beyond", "north", "south", "east", "west", "and", "or"}  # fmt: skip
AREA_WORDS = {"region", "oblast", "province", "governorate", "district", "county", "state", "area", "raion", "krai", "republic", "territory", "prefecture", "department",
              "regions", "oblasts", "provinces", "districts", "counties", "parish"}  # fmt: skip
KIND_BEFORE = {"city", "town", "village", "port", "settlement", "province", "region", "district", "state", "island", "capital", "hamlet", "suburb", "outskirts", "county", "governorate", "oblast", "municipality", "camp"}  # fmt: skip
KIND_AFTER = AREA_WORDS | {"city", "town", "village", "front", "axis", "sector", "direction", "border", "airport", "airfield", "airbase", "highway", "river", "bridge",
                           "port", "plant", "camp", "base", "peninsula", "island", "valley", "mountains", "suburb", "crossing", "station", "residents", "court"}  # fmt: skip
TITLES = {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "president", "minister", "general", "gen.", "col.", "colonel", "major", "maj.", "captain", "capt.", "lt.", "sgt.",
          "sen.", "senator", "rep.", "prof.", "professor", "sir", "lord", "king", "queen", "prince", "secretary", "spokesman", "spokeswoman", "judge", "pope", "sheikh", "brig.", "adm.", "st."}  # fmt: skip
NEVER = set(
    """the a an he she it they we i you his her this that these those but and or not no if as at by for from in of on to with after before when while what who why how
    all some many most one two three our my your there here now then today yesterday however meanwhile also still even only just more less new old first last next
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
    president minister general army police government ministry parliament state united nations union council force forces court bank group party house university
    college school church news times post press radio television media agency company inc corp ltd islam muslim christian jewish north south east west northern
    southern eastern western central covid war peace god republic democratic people read more click advertisement related photo image video live update watch
    commander captain colonel major sergeant lieutenant officer chief head leader mayor governor senator secretary ambassador spokesman spokeswoman official
    officials soldiers troops residents civilians others several dozens hundreds thousands millions both each every any such same other another local
    will would could should can must let see get go come make take give say said says told ask asked according since until during between under over
    street road avenue park hill lake river mount bay beach port field bridge center centre square airport station hospital
    city town village act law gulf interstate dec dec. jan jan. nov nov. oct oct. sept sept. feb feb. aug aug. inc. sen. mod islamic duma holy prime law superior olympic
    green black white red blue brown gray grey house hall court county avenue federal national international royal mercy faith hope grace victory liberty
    best good great big small high low long short young man men woman women boy girl child children day week month year time
    kalibr iskander grad uragan smerch shahed patriot himars javelin leopard abrams bradley telegram twitter facebook google""".split()
)
"""Words that are names of places somewhere and hardly ever mean them."""
GIVEN = set(
    """john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin
    brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel frank gregory
    raymond alexander patrick jack dennis jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter harold jeremy ethan carl keith roger gerald
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley kimberly emily donna michelle carol amanda
    melissa deborah stephanie rebecca laura helen sharon cynthia kathleen amy angela anna ruth brenda pamela nicole katherine virginia catherine christine
    volodymyr vladimir dmitry dmytro sergei serhiy oleksandr oleksiy andriy mykhailo igor ihor yuri yuriy oleh oleg viktor vitaliy vitaly natalia olena iryna
    mohammed muhammad ahmed mahmoud hassan hussein ali omar khalid ibrahim yusuf abdul abdullah mustafa hamid karim said salem jorge luis carlos juan maria
    martin simon ben tom jim bill bob joe tony chris mike steve dan ken tim jimmy lloyd antony boris olaf emmanuel angela jens ursula josep""".split()
)


VESSELS = {"cruiser", "frigate", "corvette", "ship", "warship", "flagship", "destroyer", "submarine", "vessel", "tanker", "freighter", "ferry", "boat", "carrier", "trawler", "yacht"}  # fmt: skip
"""What stands right before the name of a ship, which may be a town's."""
