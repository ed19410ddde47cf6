/* Figures carry the light palette; a page in the dark scheme swaps colour for colour.
   Paper is always light. Under 700 px a figure's narrow twin is drawn, where it has one. */
const tokens = JSON.parse(document.getElementById("tokens").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");
const slim = matchMedia("(max-width: 700px)");
const PAPER = {width: 688, shorter: 0.84};
let onPaper = false;

const recoloured = value => {
  if (typeof value === "string") return tokens[value.toLowerCase()] || value;
  if (Array.isArray(value)) return value.map(recoloured);
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, recoloured(inner)]));
};

const figures = all("script[data-for]").map(script => ({
  place: document.getElementById(script.dataset.for),
  spec: JSON.parse(script.textContent),
}));
for (const {place} of figures) place.style.minHeight = `${place.dataset.height}px`;

const follow = (place, event) => {
  const point = event.points[0];
  if (typeof point.customdata === "string" && point.customdata.startsWith("#")) location.hash = point.customdata;
  place.dispatchEvent(new CustomEvent("cx-point", {detail: point.pointIndex}));
};

const drawOne = figure => {
  const {place, spec} = figure;
  const chosen = structuredClone((!onPaper && slim.matches && spec.narrow) || spec.wide);
  const drawn = dark.matches && !onPaper ? recoloured(chosen) : chosen;
  const width = onPaper ? PAPER.width : place.clientWidth;
  if (onPaper) drawn.layout.height = Math.round(drawn.layout.height * PAPER.shorter);
  Object.assign(drawn.layout, {width, autosize: false});
  place.style.height = `${drawn.layout.height}px`;
  place.style.minHeight = "";
  place.style.setProperty("--ar", `${width}/${drawn.layout.height}`);
  if (drawn.data.some(trace => trace.type === "sankey")) {
    /* An update would slide its bars to their places for a second, and paper does not wait. */
    Plotly.purge(place);
    figure.followed = false;
  }
  Plotly.react(place, drawn.data, drawn.layout, {displayModeBar: false, responsive: false, scrollZoom: false});
  for (const svg of all("svg.main-svg", place)) {
    svg.setAttribute("viewBox", `0 0 ${width} ${drawn.layout.height}`);
    svg.setAttribute("aria-hidden", "true");
  }
  if (!figure.followed) {
    figure.followed = true;
    place.on("plotly_click", event => follow(place, event));
  }
  place.dispatchEvent(new CustomEvent("cx-drawn"));
};
const draw = () => { if (window.Plotly) figures.forEach(drawOne); };

let lastWidth = innerWidth, waiting;
addEventListener("resize", () => {
  if (innerWidth === lastWidth) return;
  lastWidth = innerWidth;
  clearTimeout(waiting);
  waiting = setTimeout(draw, 120);
});
dark.addEventListener("change", draw);
slim.addEventListener("change", draw);
addEventListener("beforeprint", () => { onPaper = true; draw(); });
addEventListener("afterprint", () => { onPaper = false; draw(); });
addEventListener("cx-plotly", draw);
draw();
