const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/* On paper every folded table is open. */
let folded = [];
addEventListener("beforeprint", () => {
  folded = all("details:not([open])");
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => { for (const details of folded) details.open = false; });

/* A long list is cut on a phone until its rest is asked for. */
const whole = list => list.classList.remove("cut");
for (const button of all(".more")) {
  const list = button.parentElement;
  list.classList.add("cut");
  button.hidden = false;
  button.addEventListener("click", () => { whole(list); list.focus({preventScroll: true}); });
}

/* A deep link opens the fold and the cut list that it leads into. */
const unfold = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const fold = target.closest("details"), list = target.closest(".cut");
  if (fold) fold.open = true;
  if (list && list !== target) { whole(list); target.scrollIntoView(); }
};
addEventListener("hashchange", unfold);
unfold();
