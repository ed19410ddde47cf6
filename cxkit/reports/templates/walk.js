/* A slider under a figure: the keyboard's and the finger's way to every point. A trace whose
   meta is "cursor" marks the point on the figure. */
for (const walk of all(".walk")) {
  const slider = walk.querySelector("input"), points = all(".point", walk);
  const plot = document.getElementById(walk.dataset.plot);
  const show = () => {
    const at = Number(slider.value), point = points[at];
    points.forEach((other, place) => { other.hidden = place !== at; });
    slider.setAttribute("aria-valuetext", point.dataset.say);
    const cursor = (plot?.data || []).findIndex(trace => trace.meta === "cursor");
    if (cursor >= 0) Plotly.restyle(plot, {x: [[point.dataset.x]], y: [[Number(point.dataset.y)]]}, [cursor]);
  };
  slider.addEventListener("input", show);
  plot?.addEventListener("cx-drawn", show);
  plot?.addEventListener("cx-point", event => {
    if (event.detail < points.length) { slider.value = event.detail; show(); }
  });
  walk.hidden = false;
  show();
}
