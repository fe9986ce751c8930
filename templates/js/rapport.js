"use strict";
// What a page can do more with a script: sort, search, switch, save.  Everything here is made by the script itself, so
// that without it nothing is missing and nothing is dead.  Texts only enter the page as text, never as HTML.
(() => {
  const MAANDEN = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
  const DAG = /^(\d{1,2})-(\d{1,2})-(\d{4})$/;
  const MAAND = new RegExp("^(?:(\\d{1,2}) )?(jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|"
    + "sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?: (\\d{4}))?$", "i");
  const GETAL = /^([+\-\u2212]?) ?(€?) ?([+\-\u2212]?)(\d{1,3}(?:\.\d{3})+|\d+)(,\d+)?(\D*)$/;
  const GEEN = /^(|-|–|n\.v\.t\.|niet bekend|niet te beoordelen|geen .*|\[p\]|niet getoond.*)$/i;
  const KLEUREN = ["groen", "oranje", "rood", "grijs"];
  const SCHAAL = 3; // pixels of a saved picture for each of the page: sharp over the whole width of an A4
  const HOOGSTENS = 40; // results shown of a search
  const OMGEVING = 45; // characters shown on both sides of what was found

  const alle = (keuze, binnen = document) => [...binnen.querySelectorAll(keuze)];
  const tekst = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");
  const kaal = (woorden) => woorden.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // Marks such as "verzonnen" and the notes of a row are not part of a name or a number.
  function zonderMerk(element) {
    const kopie = element.cloneNode(true);
    for (const bij of alle(".merk, .rijnoot", kopie)) bij.remove();
    return tekst(kopie);
  }

  function maak(soort, kenmerken = {}, ...inhoud) {
    const element = document.createElement(soort);
    for (const [naam, waarde] of Object.entries(kenmerken)) element.setAttribute(naam, waarde);
    element.append(...inhoud);
    return element;
  }

  function knop(woord, doe, kenmerken = {}) {
    const element = maak("button", { type: "button", class: "knop", ...kenmerken }, woord);
    element.addEventListener("click", doe);
    return element;
  }

  const stem = maak("p", { class: "leesmij", role: "status" });
  const meld = (woorden) => { stem.textContent = woorden; };

  // ------------------------------------------------------------ tables that can be sorted

  function waarde(cel) {
    const licht = cel.querySelector(".licht");
    if (licht) return { soort: "licht", sleutel: KLEUREN.findIndex((kleur) => licht.classList.contains(`licht--${kleur}`)) };
    const woorden = zonderMerk(cel);
    if (GEEN.test(woorden)) return { soort: "" };
    return datum(woorden) || getal(woorden) || { soort: cel.classList.contains("getal") ? "" : "tekst", sleutel: woorden };
  }

  function datum(woorden) {
    const dag = DAG.exec(woorden), maand = MAAND.exec(woorden);
    if (dag) return { soort: "datum", sleutel: dag[3] * 10000 + dag[2] * 100 + +dag[1] };
    if (!maand) return null;
    const nummer = MAANDEN.indexOf(maand[2].toLowerCase().replace("maart", "mrt").slice(0, 3)) + 1;
    return { soort: maand[3] ? "datum" : "maand", sleutel: (maand[3] || 0) * 10000 + nummer * 100 + +(maand[1] || 0) };
  }

  function getal(woorden) {
    const deel = GETAL.exec(woorden);
    if (!deel) return null;
    const grootte = Number(deel[4].replaceAll(".", "") + (deel[5] || "").replace(",", "."));
    const min = /[-\u2212]/.test(deel[1] + deel[3]);
    return { soort: `getal ${deel[2]}${deel[6].trim()}`, sleutel: min ? -grootte : grootte };
  }

  // A column can be sorted when all that is known in it is of one kind: euros and percentages have no order together.
  function sorteerbaar(waarden) {
    const bekend = waarden.filter((w) => w.soort);
    return new Set(bekend.map((w) => w.soort)).size === 1 && new Set(bekend.map((w) => w.sleutel)).size > 1;
  }

  const taal = new Intl.Collator("nl", { numeric: true });

  function vergelijk(a, b, richting) {
    if (!a.soort || !b.soort) return (a.soort ? 0 : 1) - (b.soort ? 0 : 1);
    return richting * (a.soort === "tekst" ? taal.compare(a.sleutel, b.sleutel) : a.sleutel - b.sleutel);
  }

  function richtingIn(soort, richting) {
    const paar = { tekst: ["A", "Z"], datum: ["vroeg", "laat"], maand: ["vroeg", "laat"], licht: ["groen", "grijs"] }[soort]
      || ["laag", "hoog"];
    const [van, naar] = richting > 0 ? paar : [...paar].reverse();
    return `van ${van} naar ${naar}`;
  }

  function maakSorteerbaar(tabel) {
    const romp = tabel.tBodies[0], koppen = tabel.tHead ? [...tabel.tHead.rows[tabel.tHead.rows.length - 1].cells] : [];
    const rijen = romp ? [...romp.rows] : [];
    const gewoon = rijen.filter((rij) => !rij.classList.contains("totaal"));
    const onderaan = rijen.slice(gewoon.length).every((rij) => rij.classList.contains("totaal"));
    // A total between other rows belongs to the rows above it, and would lose them.
    if (gewoon.length < 3 || !onderaan || rijen.some((rij) => rij.cells.length !== koppen.length)) return;
    koppen.forEach((kop, kolom) => {
      const waarden = new Map(gewoon.map((rij) => [rij, waarde(rij.cells[kolom])]));
      if (kop.querySelector("a, button") || !sorteerbaar([...waarden.values()])) return;
      maakKop(tabel, kop, waarden, (volgorde) => romp.append(...volgorde, ...rijen.slice(gewoon.length)));
    });
  }

  function maakKop(tabel, kop, waarden, zet) {
    const rijen = [...waarden.keys()], naam = tekst(kop);
    const { soort } = [...waarden.values()].find((w) => w.soort);
    const eerst = soort.startsWith("getal") ? -1 : 1; // of numbers one wants the largest first
    const sorteer = knop("", () => {
      const nu = { ascending: 1, descending: -1 }[kop.getAttribute("aria-sort")] || 0;
      const richting = nu === 0 ? eerst : nu === eerst ? -eerst : 0;
      for (const ander of alle("th[aria-sort]", tabel)) ander.removeAttribute("aria-sort");
      if (richting) kop.setAttribute("aria-sort", richting > 0 ? "ascending" : "descending");
      zet(richting ? [...rijen].sort((a, b) => vergelijk(waarden.get(a), waarden.get(b), richting)) : rijen);
      const hoe = richting ? `gesorteerd op ${naam}, ${richtingIn(soort, richting)}` : "weer in de eigen volgorde";
      meld(`Tabel ${tekst(tabel.caption)}: ${hoe}.`);
    }, { class: "sorteer" });
    sorteer.append(...kop.childNodes);
    kop.append(sorteer);
  }

  // ------------------------------------------------------------ charts: as a table, and as a picture to keep

  function maakSchakelaar(figuur) {
    const cijfers = figuur.querySelector("details.cijfers"), beeld = figuur.querySelector("figure.grafiek svg");
    if (!cijfers || !beeld) return;
    const titel = tekst(figuur.querySelector(".grafiek__titel"));
    const kies = (open, woord) => () => { cijfers.open = open; toon(); meld(`Nu als ${woord}: ${titel}.`); };
    const grafiek = knop("Grafiek", kies(false, "grafiek"));
    const tabel = knop("Tabel", kies(true, "tabel"));
    // Also a search of the browser, or a link to the table, opens it: what is open says what is shown.
    const toon = () => {
      figuur.classList.toggle("figuur--tabel", cijfers.open);
      grafiek.setAttribute("aria-pressed", String(!cijfers.open));
      tabel.setAttribute("aria-pressed", String(cijfers.open));
    };
    cijfers.addEventListener("toggle", toon);
    toon();
    const naam = figuur.querySelector("figure.grafiek").id.replace(/^figuur-/, "");
    const svg = knop("Bewaar als SVG", () => bewaarSvg(beeld, naam, titel));
    const png = knop("Bewaar als PNG", () => bewaarPng(beeld, naam, titel));
    const paren = [[grafiek, tabel], [svg, png]].map((paar) => maak("span", { class: "knoppen__paar" }, ...paar));
    const rij = maak("div", { class: "knoppen", role: "group", "aria-label": `Grafiek: ${titel}` }, ...paren);
    figuur.querySelector("figure.grafiek").append(rij);
  }

  // The letters travel within the picture, so that it looks the same in a text document.
  function alsSvg(beeld) {
    const kopie = beeld.cloneNode(true), doos = beeld.viewBox.baseVal;
    kopie.setAttribute("width", doos.width);
    kopie.setAttribute("height", doos.height);
    const regels = [...document.styleSheets].flatMap((blad) => [...blad.cssRules]);
    const stijl = document.createElementNS("http://www.w3.org/2000/svg", "style");
    stijl.textContent = regels.filter((regel) => regel instanceof CSSFontFaceRule).map((regel) => regel.cssText).join("\n");
    kopie.append(stijl);
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(kopie)}\n`;
  }

  function bewaar(inhoud, naam, titel) {
    const adres = URL.createObjectURL(inhoud);
    maak("a", { href: adres, download: naam }).click();
    setTimeout(() => URL.revokeObjectURL(adres), 60000);
    meld(`Bewaard als ${naam}: ${titel}.`);
  }

  function bewaarSvg(beeld, naam, titel) {
    bewaar(new Blob([alsSvg(beeld)], { type: "image/svg+xml" }), `${naam}.svg`, titel);
  }

  function bewaarPng(beeld, naam, titel) {
    const plaat = new Image(), vel = document.createElement("canvas"), doos = beeld.viewBox.baseVal;
    plaat.addEventListener("load", () => {
      vel.width = Math.round(doos.width * SCHAAL);
      vel.height = Math.round(doos.height * SCHAAL);
      const pen = vel.getContext("2d");
      pen.fillStyle = "#ffffff";
      pen.fillRect(0, 0, vel.width, vel.height);
      pen.drawImage(plaat, 0, 0, vel.width, vel.height);
      vel.toBlob((inhoud) => bewaar(inhoud, `${naam}.png`, titel), "image/png");
    });
    plaat.addEventListener("error", () => meld(`Deze browser kan geen PNG maken van: ${titel}. Kies SVG.`));
    plaat.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(alsSvg(beeld))}`;
  }

  // ------------------------------------------------------------ search

  const SOORTEN = [
    ["figure.grafiek", "Grafiek", ".grafiek__titel", (e) => e.closest(".figuur") || e],
    [".tegel", "Cijfer", ".tegel__naam", (e) => e],
    ["article.definitie", "Definitie", "h3, h4", (e) => e],
    ["article.opgave", "Opgave", "h3, h4", (e) => e],
    ["dfn", "Begrip", null, (e) => e.closest("div") || e],
    [".pagina > dl.paren > div", "Begrip", "dt", (e) => e],
    ["h3.cijferkop", "Cijfer", null, (e) => e],
    ["details.tekst", "Tekst", "summary", (e) => e],
    ["table.tabel", "Tabel", "caption", (e) => e],
  ];

  function zoekplekken() {
    const plekken = [], begrippen = new Set();
    const erbij = (doel, soort, titel, woorden, pagina) => {
      if (!titel || (soort === "Begrip" && begrippen.has(titel))) return;
      if (soort === "Begrip") begrippen.add(titel); // each page that uses it explains it
      doel.id ||= `plek-${plekken.length}`;
      plekken.push({ doel, soort, titel, pagina, woorden, kaleTitel: kaal(titel), kaal: kaal(woorden) });
    };
    for (const pagina of alle("main section.pagina")) {
      const kop = tekst(pagina.querySelector("h2")), herkomst = pagina.classList.contains("herkomst");
      const rubriek = tekst(pagina.querySelector(".rubriek"));
      erbij(pagina, "Pagina", rubriek ? `${rubriek}: ${kop}` : kop, herkomst ? kop : tekst(pagina), "");
      for (const [keuze, soort, titel, geheel] of herkomst ? [] : SOORTEN) {
        for (const element of alle(keuze, pagina)) {
          if (soort === "Tabel" && element.closest("details.cijfers")) continue; // it is found as its chart
          const naam = titel ? element.querySelector(titel) : element;
          erbij(element, soort, naam ? zonderMerk(naam) : "", tekst(geheel(element)), rubriek || kop);
        }
      }
    }
    return plekken;
  }

  // All words must be there; a title says more than a text, and a small part more than a whole page.
  function zoek(plekken, vraag) {
    const woorden = kaal(vraag).split(/\s+/).filter(Boolean);
    if (!woorden.length) return [];
    const gewicht = (plek) => (woorden.every((w) => plek.kaleTitel.includes(w)) ? 0 : 2) + (plek.soort === "Pagina" ? 1 : 0);
    const raak = plekken.filter((plek) => woorden.every((w) => plek.kaal.includes(w) || plek.kaleTitel.includes(w)));
    return raak.map((plek) => [gewicht(plek), plek]).sort((a, b) => a[0] - b[0]).map(([orde, plek]) => {
      const bij = plek.kaal.indexOf(woorden[0]);
      return { ...plek, fragment: orde > 1 && bij >= 0 ? omgeving(plek, bij) : "" };
    });
  }

  function omgeving(plek, bij) {
    if (plek.kaal.length !== plek.woorden.length) return ""; // an accent took two characters: the places differ
    const van = Math.max(0, bij - OMGEVING), tot = bij + OMGEVING;
    return `${van ? "…" : ""}${plek.woorden.slice(van, tot).trim()}${tot < plek.woorden.length ? "…" : ""}`;
  }

  function resultaat(plek) {
    const link = maak("a", { href: `#${plek.doel.id}` }, plek.titel);
    link.addEventListener("click", () => onthul(plek.doel));
    const waar = plek.pagina && plek.pagina !== plek.titel ? `${plek.soort}, ${plek.pagina}` : plek.soort;
    const punt = maak("li", {}, link, maak("span", { class: "zoek__waar" }, waar));
    if (plek.fragment) punt.append(maak("span", { class: "zoek__fragment" }, plek.fragment));
    return punt;
  }

  function zoekvak(id, woord, naam, doe) {
    const veld = maak("input", { type: "search", id, autocomplete: "off", spellcheck: "false" });
    const uitkomst = maak("p", { class: "zoek__aantal", role: "status" });
    const vak = maak("div", { class: "zoek", role: "search", "aria-label": naam }, maak("label", { for: id }, woord), veld, uitkomst);
    let wacht = 0;
    const nu = () => { clearTimeout(wacht); wacht = 0; uitkomst.textContent = doe(veld.value.trim()); };
    veld.addEventListener("input", () => { clearTimeout(wacht); wacht = setTimeout(nu, 150); });
    vak.addEventListener("keydown", (gebeurtenis) => {
      if (gebeurtenis.key !== "Escape" || !veld.value) return;
      gebeurtenis.preventDefault();
      veld.value = "";
      nu();
      veld.focus();
    });
    return { vak, veld, klaar: () => { if (wacht) nu(); } };
  }

  function maakZoeken(wegwijzer) {
    let plekken = null;
    const lijst = maak("ul", { class: "zoek__lijst", hidden: "" });
    const { vak, veld, klaar } = zoekvak("zoek", "Zoeken", "Zoeken op deze pagina", (vraag) => {
      plekken ||= zoekplekken();
      const gevonden = zoek(plekken, vraag);
      lijst.replaceChildren(...gevonden.slice(0, HOOGSTENS).map(resultaat));
      lijst.hidden = !gevonden.length;
      if (!vraag) return "";
      if (!gevonden.length) return `Niets gevonden voor ${vraag}. Probeer een ander of korter woord.`;
      const aantal = gevonden.length === 1 ? "1 resultaat" : `${gevonden.length} resultaten`;
      return `${aantal} voor ${vraag}${gevonden.length > HOOGSTENS ? `; hier staan de eerste ${HOOGSTENS}` : ""}.`;
    });
    vak.append(lijst);
    vak.addEventListener("keydown", (gebeurtenis) => {
      const stap = { ArrowDown: 1, ArrowUp: -1, Enter: gebeurtenis.target === veld ? 1 : 0 }[gebeurtenis.key];
      if (!stap) return;
      gebeurtenis.preventDefault();
      klaar();
      const rij = [veld, ...alle("a", lijst)], plek = rij.indexOf(document.activeElement) + stap;
      rij[Math.min(Math.max(plek, 0), rij.length - 1)].focus();
    });
    wegwijzer.before(vak);
  }

  // ------------------------------------------------------------ the origin of the figures: only what one looks for

  let toonAlleHerkomst = () => {};

  function maakHerkomstfilter(deel) {
    let groepen = null;
    const { vak, veld } = zoekvak("filter", "Toon alleen de herkomst van", "Herkomst filteren", (vraag) => {
      groepen ||= lees(deel);
      const woorden = kaal(vraag).split(/\s+/).filter(Boolean);
      let aantal = 0;
      for (const { kop, bladen } of groepen) {
        for (const { delen, kaal: inhoud } of bladen) {
          const weg = !woorden.every((w) => inhoud.includes(w));
          for (const element of delen) element.hidden = weg;
          aantal += weg ? 0 : 1;
        }
        kop.hidden = bladen.every(({ delen }) => delen[0].hidden);
      }
      if (!vraag) return "";
      return aantal ? `${aantal} ${aantal === 1 ? "onderdeel" : "onderdelen"} met ${vraag}.` : `Niets gevonden voor ${vraag}.`;
    });
    toonAlleHerkomst = () => {
      veld.value = "";
      veld.dispatchEvent(new Event("input"));
      for (const element of alle("[hidden]", deel)) element.hidden = false;
    };
    (deel.querySelector("h3") || deel.firstChild).before(vak);
  }

  // The annex is a flat row: a heading of a page, and below it pairs of a heading and a list.
  function lees(deel) {
    const groepen = [];
    for (const element of deel.children) {
      if (element.matches("h3")) groepen.push({ kop: element, bladen: [] });
      if (element.matches("h4")) groepen.at(-1).bladen.push({ delen: [element], kaal: kaal(`${tekst(groepen.at(-1).kop)} ${tekst(element)}`) });
      if (element.matches("ul")) {
        const blad = groepen.at(-1).bladen.at(-1);
        blad.delen.push(element);
        blad.kaal += ` ${kaal(tekst(element))}`;
      }
    }
    return groepen;
  }

  // ------------------------------------------------------------ finding the way

  // What a link points to may stand in something closed, or be filtered away.
  function onthul(doel) {
    if (!doel) return;
    if (doel.closest(".herkomst [hidden]")) toonAlleHerkomst();
    for (let om = doel; om; om = om.parentElement) if (om.tagName === "DETAILS") om.open = true;
  }

  function naarAnker() {
    const doel = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!doel || doel.checkVisibility?.() !== false) return;
    onthul(doel);
    doel.scrollIntoView();
  }

  function maakStand(wegwijzer) {
    const links = new Map(alle("a[href^='#']", wegwijzer).map((link) => [link.getAttribute("href").slice(1), link]));
    const kijk = new IntersectionObserver((gezien) => {
      const nu = gezien.filter((g) => g.isIntersecting).map((g) => links.get(g.target.id)).pop();
      if (!nu) return;
      for (const link of links.values()) link.removeAttribute("aria-current");
      nu.setAttribute("aria-current", "location");
      const rand = nu.closest(".zijde"), plek = nu.getBoundingClientRect();
      if (rand && rand.scrollHeight > rand.clientHeight && !rand.contains(document.activeElement)) {
        rand.scrollTop += plek.top - rand.getBoundingClientRect().top - rand.clientHeight / 2;
      }
    }, { rootMargin: "-25% 0px -74% 0px" });
    for (const id of links.keys()) {
      const deel = document.getElementById(id);
      if (deel) kijk.observe(deel);
    }
  }

  function maakNaarBoven(inhoud) {
    const link = maak("a", { class: "boven", href: "#boven", hidden: "" }, "Naar boven");
    const kop = document.querySelector("header");
    if (!kop) return;
    kop.id ||= "boven";
    link.setAttribute("href", `#${kop.id}`);
    new IntersectionObserver(([g]) => { link.hidden = g.isIntersecting; }, { rootMargin: "100% 0px 0px 0px" }).observe(kop);
    inhoud.append(link);
  }

  // A box with a table needs a place in the order of the Tab key only while it has something to scroll.
  function maakSchuif() {
    const pas = (vak) => { if (vak.scrollWidth > vak.clientWidth) vak.tabIndex = 0; else vak.removeAttribute("tabindex"); };
    const kijk = new ResizeObserver((maten) => maten.forEach((maat) => pas(maat.target.closest(".schuif"))));
    for (const vak of alle(".schuif, .schuif > table")) kijk.observe(vak);
  }

  document.documentElement.classList.add("werkt");
  document.body.append(stem);
  for (const tabel of alle("main table.tabel")) maakSorteerbaar(tabel);
  for (const figuur of alle(".figuur")) maakSchakelaar(figuur);
  const wegwijzer = document.querySelector("nav.wegwijzer"), inhoud = document.querySelector("main");
  const herkomst = document.querySelector("section.herkomst");
  if (herkomst) maakHerkomstfilter(herkomst);
  if (wegwijzer) maakZoeken(wegwijzer);
  if (wegwijzer) maakStand(wegwijzer);
  if (inhoud) maakNaarBoven(inhoud);
  maakSchuif();
  addEventListener("hashchange", naarAnker);
})();
