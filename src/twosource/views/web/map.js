// From a drawn map to one that moves: MapLibre GL draws the ground and the areas, the browser itself the marks, so that they
// are buttons with words in the page's own letters. The drawing stays where this cannot run.
const DEEPEST = 11; // the outlines are good to a kilometre, and nearer would pretend more
const NEAR = 44; // pixels within which marks become one
const LABELS = 16;
const WIDEST = 150; // degrees; on a wider view the coarse ground is fine enough
const STEP = 36; // pixels between points at which a region or country is looked for
const LEAVES = 40; // places of one mark that are listed

for (const figure of document.querySelectorAll("figure[data-places]")) {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    begin(figure).catch((fault) => console.info(`The map stands still: ${fault.message}`));
  }, { rootMargin: "300px" });
  seen.observe(figure);
}

// Until the map is there, the drawing fills the room that it will take, so that the page does not jump.
async function begin(figure) {
  const { places: address, ground, library } = figure.dataset;
  const drawing = figure.querySelector("svg"), stage = element("div", { className: "stage" }), bar = element("p", { className: "bar" });
  figure.classList.add("moving");
  drawing.setAttribute("preserveAspectRatio", "xMidYMid slice");
  drawing.before(stage, bar);
  try {
    const [gl, found] = await Promise.all([
      import(`${library}/maplibre-gl.mjs`),
      fetch(address).then((answer) => { if (!answer.ok) throw new Error(answer.statusText); return answer.json(); }),
      styled(`${library}/maplibre-gl.css`),
    ]);
    new Moving(gl, figure, stage, bar, found.features, ground);
  } catch (fault) {
    stage.remove();
    bar.remove();
    drawing.removeAttribute("preserveAspectRatio");
    figure.classList.remove("moving");
    throw fault;
  }
}

class Moving {
  constructor(gl, figure, stage, bar, features, ground) {
    Object.assign(this, { gl, figure, stage, ground, marks: new Map(), nations: new Map(), regions: new Map() });
    this.places = features.map(({ geometry, properties }, key) => ({ key, geometry, ...properties }));
    this.points = this.places.filter((place) => place.geometry.type === "Point" && !coarse(place));
    this.areas = [];
    for (const place of this.places.filter((each) => coarse(each) && !whole(each))) {
      // "Donetsk Oblast" and "Donetsk", the region, are one area with two names.
      const same = this.areas.find((area) => `${area.place.point}` === `${place.point}` && area.place.uncertain_km === place.uncertain_km);
      if (same) same.places.push(place); else this.areas.push({ key: this.areas.length, place, places: [place] });
    }
    this.countries = new Map(this.places.filter(whole).map((place) => [place.country, place]));
    const [west, south, east, north] = figure.dataset.window.split(",").map(Number);
    this.window = [[west, south], [east, north]];
    this.fine = grown(west, south, east, north);
    this.map = new gl.Map({
      container: stage, style: this.style(), bounds: this.window, maxZoom: DEEPEST, minZoom: 1, renderWorldCopies: false,
      attributionControl: false, cooperativeGestures: true, dragRotate: false, pitchWithRotate: false, touchPitch: false, rollEnabled: false,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.getCanvas().setAttribute("aria-label", "Map of the claims: arrows move it, + and − zoom");
    this.controls(bar);
    this.map.once("load", () => { figure.classList.add("live"); this.soon(); });
    this.map.on("moveend", () => this.soon());
    this.map.on("sourcedata", (event) => { if (event.isSourceLoaded && ["ground", "points"].includes(event.sourceId)) this.soon(); });
    this.map.on("click", "areas", (event) => this.tell(this.areas[event.features[0].properties.key].places, event.lngLat));
    this.map.on("mouseenter", "areas", () => { this.map.getCanvas().style.cursor = "pointer"; });
    this.map.on("mouseleave", "areas", () => { this.map.getCanvas().style.cursor = ""; });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint());
  }

  // Layers in the colours of the page, by its own tokens.
  layers() {
    const strong = ["==", ["get", "strong"], 1];
    const outlined = ["==", ["get", "outlined"], 1];
    const either = (yes, no) => ["case", strong, token(yes), token(no)];
    return [
      { id: "sea", type: "background", paint: { "background-color": token("--sea") } },
      { id: "shore", type: "line", source: "ground", filter: ["has", "country"], paint: { "line-color": token("--land"), "line-width": 3 } },
      { id: "land", type: "fill", source: "ground", filter: ["has", "country"], paint: { "fill-color": this.land(), "fill-antialias": false } },
      { id: "regions", type: "line", source: "ground", minzoom: 3.5, filter: ["has", "country"], paint: { "line-color": token("--region"), "line-width": zoomed(3.5, 0.2, 7, 1) } },
      { id: "areas", type: "fill", source: "areas", filter: outlined, paint: { "fill-color": either("--strong", "--weak"), "fill-opacity": 0.2 } },
      { id: "vague", type: "fill", source: "areas", filter: ["!", outlined], paint: { "fill-color": either("--strong", "--weak"), "fill-opacity": 0.1 } },
      { id: "vague-edges", type: "line", source: "areas", filter: ["!", outlined], paint: { "line-color": either("--strong", "--weak"), "line-width": 1.3, "line-dasharray": [3, 2] } },
      { id: "edges", type: "line", source: "areas", filter: outlined, paint: { "line-color": either("--strong", "--weak"), "line-width": 1 } },
      { id: "frontiers", type: "line", source: "ground", filter: ["has", "frontier"], layout: { "line-join": "round" }, paint: { "line-color": token("--frontier"), "line-width": zoomed(2, 0.3, 6, 1.3) } },
      { id: "around", type: "fill", source: "rings", filter: ["in", ["get", "key"], ["literal", []]], paint: { "fill-color": either("--strong", "--weak"), "fill-opacity": 0.1 } },
      { id: "rings", type: "line", source: "rings", filter: ["in", ["get", "key"], ["literal", []]], paint: { "line-color": either("--strong", "--weak"), "line-width": 1.3, "line-dasharray": [3, 2] } },
      { id: "points", type: "circle", source: "points", paint: { "circle-radius": 1, "circle-opacity": 0 } }, // asks for the tiles of which the marks are made
    ];
  }

  // A country of which no more is told than that it was there has a breath of the marks' colour.
  land() {
    const land = token("--land");
    const told = (places) => ["in", ["get", "country"], ["literal", places.map((place) => place.country)]];
    const all = [...this.countries.values()];
    return ["case", told(all.filter((place) => place.with_two_sources)), mixed(token("--strong"), land, 0.07), told(all), mixed(token("--weak"), land, 0.09), land];
  }

  style() {
    const geometry = (place, shape) => ({ type: "Feature", geometry: shape, properties: { key: place.key, claims: place.claims, strong: place.with_two_sources ? 1 : 0 } });
    const area = ({ key, place, places }) => ({
      type: "Feature", geometry: place.geometry.type === "Point" ? circle(place) : place.geometry,
      properties: { key, strong: places.some((each) => each.with_two_sources) ? 1 : 0, outlined: place.geometry.type === "Point" ? 0 : 1 },
    });
    const point = (place) => ({ type: "Point", coordinates: place.point });
    const rings = this.points.filter((place) => place.uncertain_km);
    return {
      version: 8,
      sources: {
        ground: { type: "geojson", data: this.around(), maxzoom: 9, tolerance: 0.3 },
        areas: { type: "geojson", data: collection(this.areas.filter(({ place }) => place.geometry.type !== "Point" || place.uncertain_km).map(area)) },
        rings: { type: "geojson", data: collection(rings.map((place) => geometry(place, circle(place)))) },
        points: {
          type: "geojson", cluster: true, clusterRadius: NEAR, clusterMaxZoom: DEEPEST,
          clusterProperties: { claims: ["+", ["get", "claims"]], strong: ["max", ["get", "strong"]] },
          data: collection(this.points.map((place) => geometry(place, point(place)))),
        },
      },
      layers: this.layers(),
    };
  }

  paint() {
    for (const { id, paint } of this.layers()) for (const [name, value] of Object.entries(paint)) this.map.setPaintProperty(id, name, value);
  }

  controls(bar) {
    const zoom = element("div", { className: "zoom" });
    const button = (sign, label, act) => zoom.append(element("button", { type: "button", textContent: sign, "aria-label": label, title: label, onclick: act }));
    button("+", "Nearer", () => this.map.zoomIn());
    button("−", "Farther", () => this.map.zoomOut());
    button("⤢", "All of it", () => this.map.fitBounds(this.window));
    this.stage.append(zoom);
    const words = location.pathname === "/claims" ? "Only what the map shows" : "Claims that the map shows";
    if (this.figure.dataset.only) bar.append(element("button", { type: "button", textContent: words, onclick: () => location.assign(this.only()) }));
    this.figure.querySelector("figcaption").append(element("span", { className: "howtold", textContent: " A number in a disc: several places, which open; in a box: claims about a whole region or country. A ring: how far off it may be." }));
    this.said = element("span", { className: "quiet", role: "status" });
    bar.append(this.said);
  }

  // The address of the selection within the window that is seen, grown to hundredths of a degree.
  only() {
    const bounds = this.map.getBounds();
    const low = (value, least) => Math.max(least, Math.floor(value * 100) / 100);
    const high = (value, most) => Math.min(most, Math.ceil(value * 100) / 100);
    const box = [low(bounds.getWest(), -180), low(bounds.getSouth(), -90), high(bounds.getEast(), 180), high(bounds.getNorth(), 90)];
    const { only } = this.figure.dataset;
    return `${only}${only.includes("?") ? "&" : "?"}box=${box.join(",")}`;
  }

  // After each move: the fine ground where one looks, the marks that are in view, their words and the countries'.
  soon() {
    if (this.waiting || !this.figure.classList.contains("live")) return;
    this.waiting = requestAnimationFrame(() => { this.waiting = 0; this.settle(); });
  }

  settle() {
    this.refine();
    if (!this.map.isSourceLoaded("points")) return; // the next word of the source comes here again
    const bounds = this.map.getBounds();
    const wanted = new Map();
    for (const feature of this.map.querySourceFeatures("points")) {
      const { cluster_id: cluster, key } = feature.properties;
      const at = feature.geometry.coordinates;
      if (bounds.contains(at)) wanted.set(cluster === undefined ? `p${key}` : `c${cluster}`, () => (cluster === undefined ? this.disc(this.places[key]) : this.cluster(feature)));
    }
    const left = [...this.marks.entries()].find(([name, mark]) => !wanted.has(name) && mark.getElement() === document.activeElement)?.[1];
    for (const [name, mark] of this.marks) if (!wanted.has(name)) { mark.remove(); this.marks.delete(name); }
    for (const [name, make] of wanted) if (!this.marks.has(name)) this.marks.set(name, make().addTo(this.map));
    const alone = [...wanted.keys()].filter((name) => name.startsWith("p")).map((name) => Number(name.slice(1)));
    for (const layer of ["around", "rings"]) this.map.setFilter(layer, ["in", ["get", "key"], ["literal", alone]]);
    this.room();
    const placed = this.places.filter((place) => !whole(place));
    this.said.textContent = `${placed.filter((place) => bounds.contains(place.point)).length} of ${placed.length} ${placed.length === 1 ? "place" : "places"} in view`;
    if (left) this.focus(left.getLngLat());
  }

  refine() {
    const bounds = this.map.getBounds();
    const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const [left, low, right, high] = this.fine;
    if (east - west > WIDEST || (west >= left && south >= low && east <= right && north <= high)) return;
    this.fine = grown(west, south, east, north);
    this.map.getSource("ground").setData(this.around());
  }

  around() { return `${new URL(this.ground, location.href)}&window=${this.fine.join(",")}`; }

  mark(at, look, label, act) {
    const button = element("button", { type: "button", className: `mark ${look}`, title: label });
    button.addEventListener("click", (event) => { event.stopPropagation(); act(button); });
    const mark = new this.gl.Marker({ element: button }).setLngLat(at);
    button.setAttribute("aria-label", label);
    button.removeAttribute("role");
    return mark;
  }

  disc(place) {
    const mark = this.mark(place.point, `place${place.with_two_sources ? " strong" : ""}`, titled(place), (button) => this.tell([place], place.point, button));
    mark.getElement().style.setProperty("--size", `${2 * Math.min(5 + 2 * Math.sqrt(place.claims - 1), 16)}px`);
    mark.getElement().append(element("span", { className: "disc-on-map" }), element("span", { className: "name", textContent: place.label }));
    return Object.assign(mark, { claims: place.claims });
  }

  region({ place, places }, at) {
    const claims = places.reduce((sum, each) => sum + each.claims, 0);
    const strong = places.some((each) => each.with_two_sources);
    const mark = this.mark(at, `region${strong ? " strong" : ""}${place.geometry.type === "Point" ? " vague" : ""}`, `${place.name}: ${many(claims)}`, (button) => this.tell(places, mark.getLngLat(), button));
    mark.getElement().append(element("span", { className: "tag-on-map", textContent: claims }), element("span", { className: "name", textContent: place.label }));
    return Object.assign(mark, { claims });
  }

  nation(code, name, at) {
    const place = this.countries.get(code);
    if (place) {
      const mark = this.mark(at, `nation${place.with_two_sources ? " strong" : ""}`, titled(place), (button) => this.tell([place], mark.getLngLat(), button));
      mark.getElement().append(element("span", { textContent: name }), element("span", { className: "tag-on-map", textContent: place.claims }));
      return mark;
    }
    const mark = new this.gl.Marker({ element: element("div", { className: "nation", textContent: name }) }).setLngLat(at);
    for (const given of ["role", "aria-label", "tabindex"]) mark.getElement().removeAttribute(given);
    mark.getElement().setAttribute("aria-hidden", "true");
    return mark;
  }

  cluster(feature) {
    const { cluster_id: id, claims, strong, point_count: places } = feature.properties;
    const at = feature.geometry.coordinates;
    const mark = this.mark(at, `cluster${strong ? " strong" : ""}`, `${places} places with ${many(claims)}: open`, (button) => this.open(id, at, button));
    mark.getElement().style.setProperty("--size", `${Math.round(26 + 5 * Math.log2(places))}px`);
    mark.getElement().append(element("span", { textContent: claims }));
    return mark;
  }

  // A cluster opens where its places part; those that part nowhere are listed.
  async open(id, at, button) {
    const source = this.map.getSource("points");
    const zoom = await source.getClusterExpansionZoom(id);
    if (zoom > DEEPEST) {
      const leaves = await source.getClusterLeaves(id, LEAVES, 0);
      this.tell(leaves.map((leaf) => this.places[leaf.properties.key]), at, button);
      return;
    }
    this.map.easeTo({ center: at, zoom });
  }

  // The mark nearest to where one was, so that who uses keys goes on from there.
  focus(at) {
    const from = this.map.project(at);
    const far = (mark) => from.dist(this.map.project(mark.getLngLat()));
    const nearest = [...this.marks.values()].sort((a, b) => far(a) - far(b))[0];
    if (nearest) nearest.getElement().focus({ preventScroll: true });
  }

  tell(places, at, button) {
    this.popup?.remove();
    const box = element("div", { className: "told" });
    for (const place of places) {
      const facts = [many(place.claims), place.with_two_sources && `${place.with_two_sources} with two sources or more`, place.in_conflict && `${place.in_conflict} in conflict`];
      const where = place.uncertain_km ? `within about ${place.uncertain_km} km of here` : "somewhere in it, no closer is told";
      box.append(element("p", { className: "head" }, element("b", { textContent: place.name })));
      box.append(element("p", { className: "quiet", textContent: `${facts.filter(Boolean).join(", ")}; ${where}.` }));
      if (places.length === 1) {
        const list = element("ul", { className: "plain" });
        for (const claim of place.best) {
          const number = claim.sources_min === claim.sources_max ? `${claim.sources_min}` : `${claim.sources_min}–${claim.sources_max}`;
          list.append(element("li", {}, element("span", { className: `dot${claim.sources_min > 1 ? " strong" : ""}`, textContent: number, title: "independent sources" }), " ", element("a", { href: this.claim(claim.id), textContent: claim.claim })));
        }
        box.append(list);
      }
      box.append(element("p", {}, element("a", { href: place.href, textContent: place.href.startsWith("/places/") ? "All about this place" : place.claims === 1 ? "Only this place" : `All ${place.claims} claims there` })));
    }
    const popup = new this.gl.Popup({ maxWidth: "21rem", offset: 14 }).setLngLat(at).setDOMContent(box).addTo(this.map);
    this.popup = popup;
    for (const [name, value] of [["role", "dialog"], ["aria-label", places.map((place) => place.name).join("; ")]]) popup.getElement().setAttribute(name, value);
    popup.on("close", () => { if (document.activeElement === document.body) (button?.isConnected ? button : this.map.getCanvas()).focus({ preventScroll: true }); });
    popup.getElement().addEventListener("keydown", (event) => { if (event.key === "Escape") popup.remove(); });
    this.fit(popup.getElement());
  }

  claim(id) {
    const day = new URL(location.href).searchParams.get("as_of");
    return `/claims/${encodeURIComponent(id)}${day ? `?as_of=${encodeURIComponent(day)}` : ""}`;
  }

  // Move so far that what was opened is seen whole.
  fit(box) {
    const inner = box.getBoundingClientRect(), outer = this.stage.getBoundingClientRect(), gap = 8;
    const over = (low, high, least, most) => (low < least + gap ? low - least - gap : high > most - gap ? high - most + gap : 0);
    const by = [over(inner.left, inner.right, outer.left, outer.right), over(inner.top, inner.bottom, outer.top, outer.bottom)];
    if (by[0] || by[1]) this.map.panBy(by);
  }

  // Room for what stands where it finds some: tags of regions, names of marks, names of countries, in this order. A region or
  // country is seen as points of a grid; what names it stands on one of them, clear of all that stands already, or waits until one
  // is nearer.
  room() {
    const { clientWidth: width, clientHeight: height } = this.stage;
    const step = Math.min(STEP, width / 16), across = Math.ceil(width / step), down = Math.ceil(height / step);
    const inside = { land: new Map(), areas: new Map() };
    for (let m = 1; m < down; m++) for (let n = 1; n < across; n++) {
      const at = [(n * width) / across, (m * height) / down];
      for (const feature of this.map.queryRenderedFeatures(at, { layers: ["land", "areas", "vague"] })) {
        const [kind, key] = feature.source === "ground" ? ["land", feature.properties.country] : ["areas", feature.properties.key];
        if (!inside[kind].has(key)) inside[kind].set(key, { points: [], name: feature.properties.name });
        inside[kind].get(key).points.push(at);
      }
    }
    const taken = [...this.marks.values()].map((mark) => around(this.map.project(mark.getLngLat()), mark.getElement().offsetWidth / 2));
    const clear = (box) => box.left > 0 && box.right < width && box.top > 0 && box.bottom < height && taken.every((other) => other.right < box.left || other.left > box.right || other.bottom < box.top || other.top > box.bottom);
    const stand = (points, want, wide) => points.filter((at) => clear(around({ x: at[0], y: at[1] }, wide))).sort((a, b) => gap(a, want) - gap(b, want))[0];

    this.keep(this.regions, this.areas.flatMap((area) => {
      const own = this.map.project(area.place.point), seen = own.x > 0 && own.y > 0 && own.x < width && own.y < height;
      const points = inside.areas.get(area.key)?.points ?? [];
      const at = seen && clear(around(own, 13)) ? [own.x, own.y] : stand(points, seen ? [own.x, own.y] : middle(points), 13);
      if (at) taken.push(around({ x: at[0], y: at[1] }, 13));
      return at ? [[area.key, at, (lngLat) => this.region(area, lngLat)]] : [];
    }));
    let left = LABELS;
    for (const mark of [...this.marks.values(), ...this.regions.values()].filter((each) => each.claims).sort((a, b) => b.claims - a.claims)) {
      const button = mark.getElement(), name = button.querySelector(".name"), at = this.map.project(mark.getLngLat());
      const radius = button.firstChild.offsetWidth / 2 + 5, wide = name.scrollWidth, flip = at.x + radius + wide > width - 8;
      const box = { left: flip ? at.x - radius - wide : at.x + radius, right: flip ? at.x - radius : at.x + radius + wide, top: at.y - 8, bottom: at.y + 8 };
      const free = left > 0 && clear({ ...box, left: box.left + (flip ? 0 : 9), right: box.right - (flip ? 9 : 0) });
      button.classList.toggle("worded", free);
      button.classList.toggle("flipped", flip);
      if (free) { taken.push(box); left -= 1; }
    }
    this.keep(this.nations, [...inside.land].flatMap(([code, { points, name }]) => {
      const at = points.length < 5 ? null : stand(points, middle(points), name.length * 5 + 14);
      if (at) taken.push(around({ x: at[0], y: at[1] }, name.length * 5 + 14));
      return at ? [[code, at, (lngLat) => this.nation(code, name, lngLat)]] : [];
    }));
  }

  // Marks that are there already move, so that a focus on them stays; others come and go.
  keep(marks, wanted) {
    const keys = new Set(wanted.map(([key]) => key));
    for (const [key, mark] of marks) if (!keys.has(key)) { mark.remove(); marks.delete(key); }
    for (const [key, at, make] of wanted) {
      const lngLat = this.map.unproject(at);
      if (marks.has(key)) marks.get(key).setLngLat(lngLat); else marks.set(key, make(lngLat).addTo(this.map));
    }
  }
}

function around({ x, y }, wide) { return { left: x - wide, right: x + wide, top: y - 13, bottom: y + 13 }; }

function middle(points) { return [0, 1].map((i) => points.reduce((sum, at) => sum + at[i], 0) / points.length); }

// A window with a third around it, in steps that many windows share.
function grown(west, south, east, north) {
  const more = [(east - west) / 3, (north - south) / 3];
  return [Math.floor((west - more[0]) / 5), Math.floor((south - more[1]) / 5), Math.ceil((east + more[0]) / 5), Math.ceil((north + more[1]) / 5)].map((side) => side * 5);
}

function coarse(place) { return place.level === "region" || place.level === "country"; }

function whole(place) { return place.level === "country" && place.geometry.type !== "Point"; }

function token(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

// Some of one colour in another, both as #rrggbb: the ground stays opaque, so that shapes which overlap are not seen.
function mixed(some, other, share) {
  const parts = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const [a, b] = [parts(some), parts(other)];
  return `rgb(${a.map((part, i) => Math.round(part * share + b[i] * (1 - share))).join(",")})`;
}

function zoomed(...stops) { return ["interpolate", ["linear"], ["zoom"], ...stops]; }

function gap(a, b) { return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2; }

function many(claims) { return `${claims} ${claims === 1 ? "claim" : "claims"}`; }

function titled(place) { return `${place.name}: ${many(place.claims)}`; }

function collection(features) { return { type: "FeatureCollection", features }; }

// All points that are so far from a place as it may have been off.
function circle({ point: [lon, lat], uncertain_km: km }) {
  const up = km / 111.2, across = up / Math.cos((lat * Math.PI) / 180);
  const ring = Array.from({ length: 65 }, (_, at) => { const turn = ((at % 64) * Math.PI) / 32; return [lon + across * Math.cos(turn), lat + up * Math.sin(turn)]; });
  return { type: "Polygon", coordinates: [ring] };
}

function element(name, given, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) if (key in made) made[key] = value; else made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

function styled(href) {
  return new Promise((done, failed) => {
    const link = element("link", { rel: "stylesheet", href, onload: done, onerror: () => failed(new Error("its style is not there")) });
    document.head.prepend(link); // the page's own style has the last word
  });
}
