import { followAnswer } from './live-answer.js';
import { showPrint } from './show-whole.js';
import { makeTabs } from './tabs.js';

makeTabs(document);
showPrint(document);
for (const root of document.querySelectorAll('.answer[data-turn]'))
  if (root instanceof HTMLElement) void followAnswer(root);

// Come back to from the browser's memory, a page that was followed is followed no more.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted && document.querySelector('.answer[data-turn]') !== null) location.reload();
});
