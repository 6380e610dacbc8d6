/** A number with its separators and decimals, as the server writes it. */
const NUMBER = /\d[\d,]*(?:\.\d+)?/g;

/**
 * The text with each of its numbers at a share of itself, in as many digits and decimals; at 1 exactly the text.
 * @param {string} text @param {number} share from 0 to 1
 */
export function textAt(text, share) {
  if (share >= 1) return text;
  return text.replace(NUMBER, (number) => {
    const decimals = number.split('.')[1]?.length ?? 0;
    const value = Number(number.replaceAll(',', '')) * Math.max(0, share);
    return value.toLocaleString('en-US', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      useGrouping: number.includes(','),
    });
  });
}

const DURATION_MS = 700;

/**
 * Lets the figures within an element count up to what the server wrote, for the eye alone: assistive technology has the
 * whole text from the start. Nothing moves for whoever asked for less motion.
 * @param {Element} within
 */
export function countUp(within) {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  for (const figure of within.querySelectorAll('.metric .figure:not(.none)')) {
    // Years are no amounts.
    if (figure instanceof HTMLElement && !/[A-Z][a-z]+ \d{4}/.test(figure.textContent ?? '')) run(figure);
  }
}

/** @param {HTMLElement} figure */
function run(figure) {
  const text = figure.textContent ?? '';
  const said = document.createElement('span');
  said.className = 'unseen';
  said.textContent = text;
  const seen = document.createElement('span');
  seen.ariaHidden = 'true';
  figure.replaceChildren(said, seen);
  const began = performance.now();
  /** @param {number} now */
  const frame = (now) => {
    const share = (now - began) / DURATION_MS;
    if (share >= 1 || !figure.isConnected) {
      figure.textContent = text;
      return;
    }
    seen.textContent = textAt(text, 1 - (1 - Math.max(0, share)) ** 3);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
