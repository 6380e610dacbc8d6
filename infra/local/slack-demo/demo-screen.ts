import { blocksAsText, mrkdwnAsText, type ShownButton } from '#channels/slack/fake/render-text.ts';
import { findMessage, type SlackState } from '#channels/slack/fake/slack-state.ts';
import type { ApiCall } from '#channels/slack/fake/web-api.ts';

/** Where a button is pressed. A prompt is said instead. */
export type ButtonPlace =
  | { readonly in: 'message'; readonly channelId: string; readonly ts: string }
  | { readonly in: 'home' }
  | { readonly in: 'prompts' };

export interface DemoButton extends ShownButton {
  readonly place: ButtonPlace;
}

export interface DemoScreen {
  /** Shows what a call of the app has changed. */
  show(call: ApiCall): void;
  /** The button of a number that is shown, counted from 1. */
  button(number: number): DemoButton | undefined;
  /** The buttons that come next are counted from 1 again. */
  startOver(): void;
  /** The form that the app has opened, once. */
  takeForm(): OpenForm | undefined;
}

export interface OpenForm {
  readonly viewId: string;
  readonly view: Readonly<Record<string, unknown>>;
}

export interface DemoScreenOptions {
  readonly state: () => SlackState;
  readonly write: (line: string) => void;
  readonly nameOf: (id: string) => string | undefined;
}

interface StreamPart {
  readonly text?: string;
  readonly blocks?: readonly unknown[];
}

function isOf(button: DemoButton | undefined, ts: string): boolean {
  return button?.place.in === 'message' && button.place.ts === ts;
}

/** Lines of a file that are shown. */
const FILE_LINES = 5;

/** What Slack would show, as lines of text. */
export function createDemoScreen({ state, write, nameOf }: DemoScreenOptions): DemoScreen {
  let buttons: DemoButton[] = [];
  let isStale = false;
  let form: OpenForm | undefined;
  /** What of a message is on the screen already. */
  const shown = new Map<string, string>();

  const numberedIn = (place: ButtonPlace) => (button: ShownButton) => {
    if (isStale) buttons = [];
    isStale = false;
    return buttons.push({ ...button, place });
  };
  const put = (lines: readonly string[], mark = '│') => {
    for (const line of lines) write(`  ${mark} ${line}`.trimEnd());
  };
  const nameOfPlace = (channelId: string, threadTs: unknown) => {
    const name = nameOf(channelId) ?? channelId;
    const place = channelId.startsWith('D') ? `the ${name}` : `#${name}`;
    return threadTs === undefined ? place : `a thread in ${place}`;
  };

  function showMessage(channelId: string, ts: string): void {
    const message = findMessage(state().conversations.get(channelId), ts);
    if (message === undefined) return;
    const { blocks, text, threadTs } = message;
    const content = JSON.stringify([text, blocks]);
    if (shown.get(`${channelId} ${ts}`) === content) return;
    shown.set(`${channelId} ${ts}`, content);
    write(`Assistant, in ${nameOfPlace(channelId, threadTs)}:`);
    // What could be pressed while it was written cannot be any more.
    while (isOf(buttons.at(-1), ts)) buttons.pop();
    const numbered = numberedIn({ in: 'message', channelId, ts });
    put(
      blocks.length === 0
        ? mrkdwnAsText(text, nameOf).split('\n')
        : blocksAsText(blocks, { nameOf, numbered }),
    );
  }

  /** Words on their way, and what may be pressed meanwhile. */
  function showStream({ chunks, markdown_text }: ApiCall['args'], place: ButtonPlace): void {
    const parts = Array.isArray(chunks) ? (chunks as readonly StreamPart[]) : [];
    const words = [markdown_text, ...parts.map(({ text }) => text)]
      .filter((each) => typeof each === 'string')
      .join('');
    if (words.trim() !== '') put(words.trimEnd().split('\n'), '~');
    const numbered = numberedIn(place);
    put(
      parts.flatMap(({ blocks = [] }) => blocksAsText(blocks, { nameOf, numbered })),
      '~',
    );
  }

  function showView(title: string, view: unknown, place: ButtonPlace): void {
    const { blocks = [] } = view as { readonly blocks?: readonly unknown[] };
    write(title);
    put(blocksAsText(blocks, { nameOf, numbered: numberedIn(place) }));
  }

  function showFiles(files: unknown): void {
    for (const { id } of Array.isArray(files) ? (files as { id: string }[]) : []) {
      const file = state().files.get(id);
      if (file === undefined) continue;
      const lines = file.content.trimEnd().split(/\r?\n/);
      write(`Assistant sends the file ${file.name}, in ${nameOfPlace(file.channelId ?? '', file.threadTs)}:`);
      const left = lines.length - FILE_LINES;
      put([...lines.slice(0, FILE_LINES), ...(left > 0 ? [`… ${left} more lines`] : [])]);
    }
  }

  function showPrompts(prompts: unknown): void {
    const numbered = numberedIn({ in: 'prompts' });
    write('Suggested:');
    for (const { message, title } of prompts as { title: string; message: string }[])
      put([`[${numbered({ actionId: '', label: title, value: message })}] ${title}`]);
  }

  return {
    show({ method, args, outcome, ts }) {
      if (outcome !== 'ok') return;
      const channelId = String(args.channel);
      switch (method) {
        case 'assistant.threads.setStatus':
          if (args.status !== '') write(`  ⋯ Assistant ${String(args.status)}`);
          return;
        case 'chat.startStream':
        case 'chat.appendStream':
          return showStream(args, { in: 'message', channelId, ts: ts ?? '' });
        case 'chat.postMessage':
        case 'chat.update':
          return showMessage(channelId, ts ?? '');
        case 'chat.delete':
          return write('  (the preview is taken back)');
        case 'chat.postEphemeral':
          write(
            `Assistant, in ${nameOfPlace(channelId, args.thread_ts)}, seen by ${nameOf(String(args.user))} only:`,
          );
          return put(mrkdwnAsText(String(args.text), nameOf).split('\n'));
        case 'response_url':
          write('Assistant, seen by you only:');
          return put(mrkdwnAsText(String(args.text), nameOf).split('\n'));
        case 'assistant.threads.setSuggestedPrompts':
          return showPrompts(args.prompts);
        case 'files.completeUploadExternal':
          return showFiles(args.files);
        case 'views.publish':
          return showView('The Home tab:', args.view, { in: 'home' });
        case 'views.open':
        case 'views.update':
          return showWindow(args.view as OpenForm['view']);
      }
    },
    button: (number) => buttons[number - 1],
    startOver() {
      isStale = true;
    },
    takeForm() {
      const taken = form;
      form = undefined;
      return taken;
    },
  };

  function showWindow(view: OpenForm['view']): void {
    const { text = '' } = view.title as { readonly text?: string };
    if (view.submit === undefined) {
      showView(`A window, “${text}”:`, view, { in: 'prompts' });
      return;
    }
    // The view's own id is the last one that was made.
    const viewId = [...state().views].findLast(([, each]) => each === view)?.[0];
    if (viewId !== undefined) form = { viewId, view };
    write(`A form, “${text}”:`);
  }
}
