// Copies and prints backup codes. The buttons are hidden until there is script to serve them; all else works without.
"use strict";

(() => {
  const list = document.getElementById("codes");
  const copy = document.getElementById("copy-codes");
  const print = document.getElementById("print-codes");
  if (!list || !copy || !print) {
    return;
  }
  const text = [...list.querySelectorAll("code")].map((code) => code.textContent + "\n").join("");
  const state = document.getElementById("save-state");
  copy.hidden = false;
  print.hidden = false;

  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      state.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(list);
      state.textContent = "Selected. Press Ctrl+C or Cmd+C to copy.";
    }
  });

  print.addEventListener("click", () => window.print());
})();
