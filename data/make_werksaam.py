"""Write the example exports of the WerkSaam werkmap: delivery 2020, as Cognos would have written them.

    python data/make_werksaam.py [MAP]             write the exports (default: data/voorbeeld/werksaam/exports)
    python data/make_werksaam.py --controleer      exit 1 and name the files that are not what this script would write

What stands in each is built by `werksaam_rapporten`.
"""

import sys
from collections.abc import Callable, Mapping

import werksaam_cijfers as cijfers
import werksaam_gemeenten as gemeenten
import werksaam_rapporten as rapporten
from export_command import run
from werksaam_rapporten import LEVERING

EXPORTS: Mapping[str, Callable[[], bytes]] = {
    "Uitkeringen per maand-nl-nl.xlsx": rapporten.uitkeringen_per_maand,
    "Instroom naar reden.csv": rapporten.instroom_naar_reden,
    "Uitstroom per gemeente-nl-nl.xlsx": rapporten.uitstroom_per_gemeente,
    "Herinstroom.xlsx": rapporten.herinstroom,
    "Beschut werk (1).xlsx": rapporten.beschut_werk,
    "Zorgclienten-nl-nl.xlsx": rapporten.zorgclienten,
    "Arbeidsvermogen-nl-nl.xlsx": rapporten.arbeidsvermogen,
    "Clientenbestand leeftijd en duur.xlsx": rapporten.leeftijd_en_duur,
    "Clientenbestand opleiding.xlsx": rapporten.opleiding,
    "Doelgroepen.xlsx": rapporten.doelgroepen,
    "Inkomstenvrijlating.xlsx": rapporten.inkomstenvrijlating,
    "Bezwaar en beroep-nl-nl.xlsx": rapporten.bezwaar_en_beroep,
    "Klachten.xlsx": rapporten.klachten,
    "Resultaten CTO.csv": rapporten.tevredenheid,
    "BUIG budget en lasten-en-us.xlsx": rapporten.buig,
    "Verhaal en terugvordering.xlsx": rapporten.verhaal,
    "Re-integratiebudget.xlsx": rapporten.reintegratiebudget,
    "Besteding re-integratiebudget.xlsx": rapporten.besteding,
    "Leerwerkbedrijven.xlsx": rapporten.leerwerkbedrijven,
    "Bonus-malus.xlsx": rapporten.bonus_malus,
    "Landelijke cijfers.xlsx": rapporten.landelijk,
    "Benchmark Nederland.xlsx": rapporten.benchmark,
    "Tellingen in de pers.csv": rapporten.pers,
    "Inwoners.csv": rapporten.inwoners,
    "Controleverklaring accountant.xlsx": rapporten.accountant,
    "Aanbod zorgclienten.xlsx": rapporten.zorg_aanbod,
    "Couleur locale.xlsx": rapporten.couleur_locale,
    "Opgavenregister.xlsx": rapporten.opgavenregister,
}

# ---------------------------------------------------------------- the command


def exports() -> dict[str, bytes]:
    """All files by their path inside the exports folder, after the checks."""
    cijfers.check()
    gemeenten.check()
    return {f"{LEVERING}/{name}": build() for name, build in EXPORTS.items()}


if __name__ == "__main__":
    sys.exit(run("werksaam", exports))
