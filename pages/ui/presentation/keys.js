"use strict";
(() => {
  const screens = [...document.querySelectorAll("section")];
  const STEPS = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, Enter: 1, " ": 1,
    ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1,
  };
  const LOOK_EVERY = 30000;
  let at = 0;

  const show = (wanted) => {
    at = Math.max(0, Math.min(screens.length - 1, wanted));
    screens.forEach((screen, number) => { screen.hidden = number !== at; });
    history.replaceState(null, "", `#${at + 1}`);
    screens[at].focus({ preventScroll: true });
  };
  const named = () => (parseInt(location.hash.slice(1), 10) || 1) - 1;

  const fill = () => {
    const change = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen?.();
    change?.catch(() => {}); // where it is not allowed, F11 still is
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Home") show(0);
    else if (event.key === "End") show(screens.length - 1);
    else if (event.key === " " && event.shiftKey) show(at - 1);
    else if (event.key in STEPS) show(at + STEPS[event.key]);
    else if (event.key.toLowerCase() === "f") fill();
    else return;
    event.preventDefault();
  });
  addEventListener("hashchange", () => show(named()));

  // Once the session is over no figure stays on the screen; a network that fails is no end.
  const look = async () => {
    const address = location.pathname + location.search;
    const asked = { method: "HEAD", cache: "no-store", redirect: "manual" };
    const answer = await fetch(address, asked).catch(() => null);
    if (answer === null || answer.ok || answer.status >= 500) return;
    clearInterval(looking);
    document.querySelector("main").remove();
    document.querySelector("[role=alert]").hidden = false;
  };
  const looking = setInterval(look, LOOK_EVERY);
  show(named());
})();
