import { followAnswer } from './live-answer.js';
import { showPrint } from './show-whole.js';
import { makeTabs } from './tabs.js';

makeTabs(document);
showPrint(document);
for (const root of document.querySelectorAll('.answer[data-turn]'))
  if (root instanceof HTMLElement) void followAnswer(root);
