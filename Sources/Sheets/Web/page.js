"use strict";
// Shows the breath on the clock of the sound: every frame is drawn from audio.currentTime.
(() => {
  const find = (id) => document.getElementById(id);
  const track = JSON.parse(find("track").textContent);
  const audio = document.querySelector("audio");
  const [circle, fill, word, count, side, caption] = ["circle", "fill", "word", "count", "side", "caption"].map(find);
  const [breath, left, play, shift] = ["breath", "left", "play", "shift"].map(find);
  const parts = [...document.querySelectorAll("#parts button")];
  const isStill = matchMedia("(prefers-reduced-motion: reduce)");

  // Picture later than the sound, in milliseconds: for loudspeakers that play late.
  let delay = 0;
  try { delay = Number(localStorage.getItem("adem-delay")) || 0; } catch { /* no storage on this page */ }

  // The clock advances in steps of some 15 ms. Between two steps a frame's time is added.
  let [lastTime, changedAt] = [-1, 0];
  const clock = () => {
    const [time, now] = [audio.currentTime, performance.now()];
    if (time !== lastTime) [lastTime, changedAt] = [time, now];
    const since = audio.paused || audio.seeking ? 0 : Math.min(now - changedAt, 17);
    return time * 1000 + since - track.delay - delay;
  };

  // The last row that has begun, and that lasts; rows are sorted by their beginnings.
  const current = (rows, time) => {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle][0] <= time) low = middle + 1; else high = middle;
    }
    for (let index = low - 1; index >= 0 && index >= low - 8; index--) if (rows[index][1] > time) return rows[index];
    return null;
  };

  const set = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const clockText = (milliseconds) => {
    const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
    const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const two = (number) => String(number).padStart(2, "0");
    return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  };

  const draw = () => {
    const time = clock();
    const phase = current(track.phases, time);
    let [volume, progress, number] = [0, 0, ""];
    if (phase) {
      const [start, end, kind, from, to, , counts] = phase;
      const share = (time - start) / (end - start);
      // A raised cosine, as in the bed of the sound.
      volume = (from + (to - from) * (1 - Math.cos(Math.PI * share)) / 2) / 1000;
      number = counts > 0
        ? String(Math.min(Math.floor(share * counts / 1000) + 1, Math.ceil(counts / 1000)))
        : kind === 0 || kind === 1 ? "" : String(Math.ceil((end - time) / 1000));
      const steps = Math.max(1, Math.round(counts > 0 ? counts / 1000 : (end - start) / 1000));
      progress = Math.min(1, (Math.floor(share * steps) + 1) / steps);
    }
    if (isStill.matches) fill.style.transform = `scaleX(${progress.toFixed(3)})`;
    else circle.style.transform = `scale(${(0.25 + 0.75 * volume).toFixed(4)})`;
    set(word, phase ? track.words[phase[2]] : "");
    set(count, number);
    set(side, phase && phase[7] ? (phase[7] === 1 ? track.left : track.right) : "");
    const text = current(track.captions, time);
    set(caption, text ? track.texts[text[2]] : "");
    set(breath, phase && phase[5] ? `${track.breath} ${phase[5]} ${track.of} ${track.breaths}` : "");
    set(left, `${track.timeLeft} ${clockText(track.length - time)}`);
    let part = -1;
    for (const [index, one] of track.parts.entries()) if (one.start <= time + 1) part = index;
    for (const [index, button] of parts.entries()) {
      if ((index === part) === button.hasAttribute("aria-current")) continue;
      if (index === part) button.setAttribute("aria-current", "true"); else button.removeAttribute("aria-current");
    }
    requestAnimationFrame(draw);
  };

  // The screen stays on while the sound plays, where the browser allows it.
  let lock = null;
  const keepAwake = async () => {
    try {
      if (audio.paused || document.hidden) { await lock?.release(); lock = null; }
      else if (!lock || lock.released) lock = await navigator.wakeLock.request("screen");
    } catch { lock = null; }
  };

  const toggle = () => { if (audio.paused) audio.play().catch(() => {}); else audio.pause(); };
  // Browsers play an MP3 from the beginning of a frame of 1152 samples, while their clock shows an instant within it.
  const frame = 1152 / 48000;
  const aligned = (time) => Math.round(time / frame) * frame + 0.0005;
  // To an instant of the track, in milliseconds.
  const jump = (instant) => {
    audio.currentTime = aligned((Math.min(Math.max(0, instant), Math.max(0, track.length - 50)) + track.delay) / 1000);
  };
  const skipBy = (milliseconds) => jump(audio.currentTime * 1000 - track.delay + milliseconds);
  const move = (milliseconds) => {
    delay = Math.min(Math.max(delay + milliseconds, -1000), 1000);
    shift.textContent = `${delay < 0 ? "−" : ""}${Math.abs(delay)} ms`;
    try { localStorage.setItem("adem-delay", String(delay)); } catch { /* as above */ }
  };

  play.addEventListener("click", toggle);
  find("earlier").addEventListener("click", () => move(-25));
  find("later").addEventListener("click", () => move(25));
  for (const button of parts) {
    button.disabled = false;
    button.addEventListener("click", () => {
      jump(Number(button.dataset.start));
      audio.play().catch(() => {});
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const isControl = event.target.closest("button, a, audio");
    if (event.key === " " && !isControl) toggle();
    else if (event.key === "ArrowLeft" && event.target !== audio) skipBy(-10000);
    else if (event.key === "ArrowRight" && event.target !== audio) skipBy(10000);
    else if (event.key === "+" || event.key === "=") move(25);
    else if (event.key === "-") move(-25);
    else return;
    event.preventDefault();
  });
  // The player's own slider jumps to any instant.
  audio.addEventListener("seeking", () => {
    const time = audio.currentTime;
    if (audio.duration - time > 0.1 && Math.abs(time - aligned(time)) > 0.001) audio.currentTime = aligned(time);
  });
  // A click with a pointer leaves the space bar to start and pause.
  for (const button of [...parts, find("earlier"), find("later")]) {
    button.addEventListener("click", (event) => { if (event.detail > 0) button.blur(); });
  }
  for (const name of ["play", "pause", "ended"]) {
    audio.addEventListener(name, () => {
      play.textContent = audio.paused ? track.play : track.pause;
      keepAwake();
    });
  }
  document.addEventListener("visibilitychange", keepAwake);

  if ("mediaSession" in navigator) {
    navigator.mediaSession.metadata = new MediaMetadata({ title: document.title });
    const skip = (step) => {
      const now = audio.currentTime * 1000 - track.delay;
      const starts = track.parts.map((part) => part.start);
      const next = step > 0 ? starts.find((start) => start > now + 100) : starts.findLast((start) => start < now - 2000);
      jump(next ?? (step > 0 ? now : 0));
    };
    const actions = {
      play: toggle, pause: toggle, previoustrack: () => skip(-1), nexttrack: () => skip(1),
      seekbackward: () => skipBy(-10000), seekforward: () => skipBy(10000),
    };
    for (const [name, action] of Object.entries(actions)) {
      try { navigator.mediaSession.setActionHandler(name, action); } catch { /* not known to this browser */ }
    }
  }

  move(0);
  find("stage").hidden = false;
  requestAnimationFrame(draw);
})();
