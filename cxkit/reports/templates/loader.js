(async () => {
  const packed = document.getElementById("packed");
  if (!packed || !window.DecompressionStream) return;
  const bytes = Uint8Array.from(atob(packed.textContent.trim()), sign => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  packed.remove();
  document.head.append(script);
  dispatchEvent(new Event("cx-plotly"));
})();
