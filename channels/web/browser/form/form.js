import { element } from '../element.js';
import { isReachable } from '../reachable.js';
import { checkWhileTyping } from './check.js';
import { showCompletion, showCounts } from './completion.js';
import { keepDrafts } from './drafts.js';
import { showFaults } from './fault-summary.js';
import { fillInByPress } from './fill-in.js';
import { lastSeller } from './last-seller.js';
import { queueOffline } from './queue.js';

const form = element('#opportunity', HTMLFormElement);
const free = element('#free', HTMLFormElement);
/** @type {Readonly<Record<string, string>>} */
const words = JSON.parse(form.dataset.words ?? '{}');
const forms = [form, free];
const sellerId = lastSeller(form);

const complete = showCompletion(form, words);
const checks = checkWhileTyping(form, ({ faults }) => complete(faults));
form.addEventListener('input', () => complete({}));
showCounts(words);
const drafts = keepDrafts({ forms, sellerId, words });
fillInByPress({ form, free, words });
const queue = queueOffline({ forms, sellerId, words });

// The server's words beside the fields, instead of the browser's in bubbles.
form.noValidate = true;
let isSending = false;
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  const check = await checks.askAll();
  if (check !== undefined && Object.keys(check.faults).length === 0) {
    drafts.sent();
    form.submit();
  } else if (check === undefined) {
    drafts.save();
    queue.offer(form);
  } else showFaults(form, check.faults, words);
  isSending = false;
});
free.addEventListener('submit', async (event) => {
  if (event.submitter?.id === 'read') return;
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  if (await isReachable()) {
    drafts.sent();
    free.submit();
  } else {
    drafts.save();
    queue.offer(free);
  }
  isSending = false;
});
// Back from the answer by the browser's own button: the form can be sent again.
window.addEventListener('pageshow', () => {
  isSending = false;
});
