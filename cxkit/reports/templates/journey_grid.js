/* Journey map: a point that is clicked or focused shows its words in the strip; arrow keys, Home
   and End walk the points; #e8 in the address picks the eighth. */
for (const map of all(".jm")) {
  const points = all(".pt", map), said = all(".ev", map);
  if (!points.length) continue;
  const show = point => {
    for (const other of points) other.setAttribute("aria-pressed", other === point);
    for (const words of said) words.hidden = words.id !== point.dataset.shows;
  };
  points.forEach((point, place) => {
    point.addEventListener("click", () => show(point));
    point.addEventListener("focus", () => show(point));
    point.addEventListener("keydown", event => {
      const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
      const to = event.key === "Home" ? 0 : event.key === "End" ? points.length - 1 : step ? place + step : -1;
      if (points[to]) { event.preventDefault(); points[to].focus(); }
    });
  });
  const pick = () => {
    const point = points.find(one => "#" + one.closest(".ep").id === location.hash);
    if (!point) return;
    point.focus({preventScroll: true});
    show(point);
  };
  addEventListener("hashchange", pick);
  show(points.find(one => "first" in one.dataset) || points[0]);
  pick();
}
