import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { PROMPTS_DIR } from './released.ts';

/** Ids of the prompts of a folder, sorted: every Markdown file that is no README, no released version and no draft. */
export function promptIds(dir = PROMPTS_DIR): readonly string[] {
  return markdownIn(dir)
    .filter((path) => !/^(?:released|drafts)\//.test(path) && !/(^|\/)README$/.test(path))
    .sort();
}

/** What lies in `released/`, without `.md`: `<id>/<version>`, sorted. */
export function releasedFiles(dir = PROMPTS_DIR): readonly string[] {
  return markdownIn(dir)
    .filter((path) => path.startsWith('released/'))
    .map((path) => path.slice('released/'.length))
    .sort();
}

/** Drafts that variants may name, without `.md`: other words for a prompt, under its id; sorted. */
export function draftFiles(dir = PROMPTS_DIR): readonly string[] {
  return markdownIn(dir)
    .filter((path) => path.startsWith('drafts/'))
    .sort();
}

/** Names of the experiments of a folder, sorted. */
export function experimentNames(dir = PROMPTS_DIR): readonly string[] {
  return filesIn(join(dir, 'experiments'))
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => path.slice(0, -'.yaml'.length))
    .sort();
}

function markdownIn(dir: string): readonly string[] {
  return filesIn(dir)
    .filter((path) => path.endsWith('.md'))
    .map((path) => path.slice(0, -'.md'.length));
}

function filesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll(sep, '/'));
  } catch {
    return [];
  }
}
