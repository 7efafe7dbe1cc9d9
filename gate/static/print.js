"use strict";
// A press of whatever says that it prints. Loaded once for each time such a thing is shown, so that
// only the first load listens.
if (!window.printsOnDemand) {
  window.printsOnDemand = true;
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-prints]")) window.print();
  });
}
