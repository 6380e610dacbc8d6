import type { Parser } from '../text/grammar.ts';
import { phrases } from '../text/phrases.ts';

function listed(row: string): Parser<true> {
  return phrases(row.split('|').map((phrase): [string, true] => [phrase.trim(), true]));
}

/** Before a reference: goes back to it, even to one that only the history knows. */
export const RETURNS = listed(
  'back to|go back to|get back to|come back to|coming back to|going back to|jump back to|move back to|switch back to|take me back to|switch to|switch over to|switch over|return to|returning to|resume|reopen|revisit|pick up|pick up with|continue with|go on with|on to|over to|jump to|swap to|bring back|back at|back on|back with',
);

/** Before a reference: turns to it when it is known. */
export const TURNS = listed(
  'go to|move to|move on to|turn to|change to|talk about|talk to me about|look at|look again at|open|open up|focus on|pick|bring up|pull up|work on|select|use|take|show|show me|see|what about|how about|regarding|as for|about|on|tell me about|tell me more about|more on|remind me of|remind me about|what was|what is|what were|summary of|summarize|summarise|recap|discuss|do|load|get|give me|display',
);

export const FORGETS = listed(
  'forget|forget about|drop|remove|delete|discard|ditch|scrap|get rid of|throw out|throw away|take off|strike|strike off|cross off|cross out|lose|dismiss|kill|clear|clear out|erase|bin|wipe|stop tracking|stop with|no longer need|dont need|do not need|dont want|do not want|never mind|nevermind',
);

/** After what is forgotten. */
export const FROM_LIST = listed(
  'anymore|any more|any longer|from the list|off the list|from my list|off my list|from our list|from the session|from this session|from here|from memory|off|out',
);

export const RENAMES = listed('call|rename|name|label|nickname|relabel|retitle|dub|refer to');
/** Between what is renamed and its name. */
export const INTO = listed('to|as|into|to be|:|=');

export const KEEPS = listed(
  'keep|take|use|go with|going with|go for|make it real|make it so|adopt|apply|save|commit|lock in|lock|stick with|stick to|accept|set it to|do|make|confirm|run with|settle on|continue with|its now|update with|update',
);
export const LEAVES = listed(
  'leave|leave it|leave that|discard|undo|revert|back to|go back to|stick with|stick to|keep|forget|drop|scrap|ignore|cancel|never mind|return to',
);

export const FROM_NOW_ON = listed('from now on|from here on|from today on|going forward|in future');
/** Between an opportunity and its new name. */
export const IS_CALLED = listed(
  'is called|is named|is known as|should be called|should be named|should be known as|will be called|will be known as|can be called|shall be called|goes by|is|becomes',
);
export const A_NAME = listed(
  'the name|the nickname|the label|the title|a name|a nickname|the short name|the codename|the code name',
);
