// Comforts. Every page works without script, except copying and downloading.
"use strict";

(() => {
  // Backup codes: copy and download. The buttons are hidden until there is script to serve them.
  const list = document.getElementById("codes");
  if (list) {
    const text = [...list.querySelectorAll("code")].map((code) => code.textContent + "\n").join("");
    const state = document.getElementById("save-state");
    document.getElementById("save").hidden = false;

    document.getElementById("copy-codes").addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        state.textContent = "Copied.";
      } catch {
        getSelection().selectAllChildren(list);
        state.textContent = "Selected. Press Ctrl+C or Cmd+C to copy.";
      }
    });

    document.getElementById("download-codes").addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
      link.download = "mfa4j-demo-backup-codes.txt";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      state.textContent = "Downloaded.";
    });
  }

  // A button that waits for a tick beside it.
  for (const tick of document.querySelectorAll("form input[type=checkbox][required]")) {
    const button = tick.form.querySelector("button[type=submit]");
    const follow = () => (button.disabled = !tick.checked);
    tick.addEventListener("change", follow);
    follow();
  }

  // A double click sends a form once.
  for (const form of document.querySelectorAll("form")) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) {
        event.preventDefault();
      }
      sent = true;
    });
    addEventListener("pageshow", () => (sent = false));
  }

  // Times in the zone of whoever reads them. The exact instant stays in the title.
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
  for (const time of document.querySelectorAll("time[datetime]")) {
    time.title = time.textContent;
    time.textContent = format.format(new Date(time.dateTime));
  }
})();
