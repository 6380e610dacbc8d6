import { createAnnouncer } from './announcer.js';
import { pause, renew } from './connection.js';
import { countUp } from './count-up.js';
import { followTurn } from './follow-turn.js';
import { fetchFragment } from './fragment.js';
import { showWhole } from './show-whole.js';
import { makeTabs } from './tabs.js';

/**
 * Words that the page sends along; `{step}` and `{ms}` are filled in.
 * @typedef {Readonly<Record<'running' | 'done' | 'unfinished' | 'stopping' | 'offline' | 'lost' | 'back' | 'signedOut' | 'signIn' | 'complete' | 'failed' | 'restarted', string>> & { readonly operations: Readonly<Record<string, string>> }} LiveTexts
 */

/**
 * Follows the answer that this part of the page waits for: steps and words as they come, results as the server's own views
 * show them, and at the end the whole answer in their place.
 * @param {HTMLElement} root with `data-turn`
 */
export async function followAnswer(root) {
  const turn = root.dataset.turn ?? '';
  /** @type {LiveTexts} */
  const texts = JSON.parse(root.dataset.texts ?? '{}');
  const parts = partsOf(root);
  // For browsers in which this never runs.
  root.querySelector('[data-live="again"]')?.remove();
  // What is announced outlasts what is replaced at the end.
  root.after(parts.announce);
  const ending = new AbortController();
  addEventListener('pagehide', () => ending.abort(), { once: true });
  const announcer = createAnnouncer(
    (text) => {
      parts.announce.textContent = text;
    },
    {
      now: () => performance.now(),
      later: (run, ms) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
  );
  stopBy(parts.stop, texts, parts.state);

  const told = followTurn({
    url: `/v1/turns/${encodeURIComponent(turn)}/events`,
    after: root.dataset.after ?? '0',
    signal: ending.signal,
    fetch: (url, init) => fetch(url, init),
    pause,
    isOffline: () => !navigator.onLine,
    renew: () => renew(turn),
    random: Math.random,
  });
  let wasCut = false;
  for (;;) {
    const next = await told.next();
    if (next.done === true) {
      if (ending.signal.aborted) return;
      if (next.value === 'gone') say(parts.state, texts.failed);
      break;
    }
    if (next.value.kind === 'state') {
      const { state } = next.value;
      if (state === 'open') say(parts.state, wasCut ? texts.back : '');
      else if (state === 'signed-out') sayWithLink(parts.state, texts.signedOut, texts.signIn);
      else say(parts.state, state === 'offline' ? texts.offline : texts.lost);
      wasCut = state !== 'open';
      continue;
    }
    happen(next.value.event, turn, parts, texts, announcer, ending.signal);
  }
  if (await showWhole(root, turn, ending.signal)) announcer.end(texts.complete);
  else announcer.end(texts.failed);
}

/**
 * @typedef {object} Parts
 * @property {HTMLElement} steps @property {HTMLElement} words @property {HTMLElement} results
 * @property {HTMLElement} state @property {HTMLElement} announce @property {HTMLFormElement | null} stop
 */

/** @param {HTMLElement} root @returns {Parts} */
function partsOf(root) {
  /** @param {string} name */
  const find = (name) => {
    const found = root.querySelector(`[data-live="${name}"]`);
    return found instanceof HTMLElement ? found : document.createElement('div');
  };
  const stop = root.querySelector('form[data-live="stop"]');
  return {
    steps: find('steps'),
    words: find('words'),
    results: find('results'),
    state: find('state'),
    announce: find('announce'),
    stop: stop instanceof HTMLFormElement ? stop : null,
  };
}

/**
 * @param {import('./sse-reader.js').SseEvent} event @param {string} turn @param {Parts} parts @param {LiveTexts} texts
 * @param {{ say(text: string): void }} announcer @param {AbortSignal} signal
 */
function happen(event, turn, parts, texts, announcer, signal) {
  /** @type {Record<string, unknown>} */
  const data = event.data === '' ? {} : JSON.parse(event.data);
  switch (event.event) {
    case 'chunk':
      parts.words.append(String(data.text ?? ''));
      break;
    case 'step':
      showStep(data, parts.steps, texts);
      if (data.phase === 'started') announcer.say(nameOf(data, texts));
      break;
    case 'artifact':
      void showResult(turn, String(data.type ?? ''), String(data.id ?? ''), parts.results, signal);
      break;
    case 'restarted':
      parts.words.replaceChildren();
      for (const result of parts.results.querySelectorAll(':scope > article')) result.remove();
      for (const step of parts.steps.querySelectorAll('[data-step]')) step.remove();
      say(parts.state, texts.restarted);
      break;
  }
}

/** @param {Record<string, unknown>} step @param {LiveTexts} texts */
function nameOf(step, texts) {
  const operation = String(step.operation ?? '');
  return Object.hasOwn(texts.operations, operation) ? (texts.operations[operation] ?? operation) : operation;
}

/** @param {Record<string, unknown>} step @param {HTMLElement} list @param {LiveTexts} texts */
function showStep(step, list, texts) {
  const id = String(step.stepId ?? '');
  const known = [...list.children].find((each) => each instanceof HTMLElement && each.dataset.step === id);
  const item = known ?? document.createElement('li');
  if (known === undefined && item instanceof HTMLElement) {
    item.dataset.step = id;
    list.append(item);
  }
  const hasEnded = step.phase === 'ended';
  item.className = hasEnded ? 'ended' : 'running arriving';
  const how = !hasEnded
    ? texts.running
    : step.code === 'ok'
      ? texts.done.replace('{ms}', Number(step.ms).toLocaleString('en-US'))
      : texts.unfinished.replace('{code}', String(step.code));
  item.textContent = `${nameOf(step, texts)}: ${how}`;
}

/** @param {string} turn @param {string} type @param {string} id @param {HTMLElement} results @param {AbortSignal} signal */
async function showResult(turn, type, id, results, signal) {
  const part = `${type}:${id}`;
  const isThere = () =>
    [...results.children].some((each) => each instanceof HTMLElement && each.dataset.part === part);
  if (isThere()) return;
  try {
    const path = `/answers/${encodeURIComponent(turn)}/part/${encodeURIComponent(type)}/${encodeURIComponent(id)}`;
    const fragment = await fetchFragment(path, signal);
    const article = fragment.querySelector('article');
    if (!(article instanceof HTMLElement) || isThere() || !results.isConnected) return;
    article.classList.add('arriving');
    results.append(article);
    results.closest('.answer')?.classList.add('beside');
    makeTabs(article);
    countUp(article);
  } catch {
    // The whole answer at the end has it.
  }
}

/** @param {HTMLFormElement | null} form @param {LiveTexts} texts @param {HTMLElement} state */
function stopBy(form, texts, state) {
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    if (button !== null) button.disabled = true;
    say(state, texts.stopping);
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) body.append(name, String(value));
    fetch(form.action, { method: 'POST', body, credentials: 'same-origin', redirect: 'manual' }).catch(() => {
      if (button !== null) button.disabled = false;
      say(state, texts.lost);
    });
  });
}

/** @param {HTMLElement} state @param {string} text */
function say(state, text) {
  if (state.textContent !== text) state.textContent = text;
}

/** @param {HTMLElement} state @param {string} text @param {string} link */
function sayWithLink(state, text, link) {
  if (state.querySelector('a') !== null) return;
  const anchor = document.createElement('a');
  anchor.href = `/sign-in?return_to=${encodeURIComponent(location.pathname)}`;
  anchor.target = '_blank';
  anchor.rel = 'noopener';
  anchor.textContent = link;
  state.replaceChildren(`${text} `, anchor);
}
