import { record } from '#channels/slack/blocks/validation.ts';
import type { FakeSlack } from '#channels/slack/fake/fake-slack.ts';
import { ANALYZE_SHORTCUT, OPPORTUNITY_COMMAND } from '#channels/slack/listeners/opportunity-listeners.ts';
import type { DemoScreen } from './demo-screen.ts';
import type { DemoPerson, DemoWorkspace } from './demo-workspace.ts';
import { createFormDialog, type FormDialog } from './form-dialog.ts';

export const DEMO_HELP = [
  'Type as a seller. In a channel, @assistant calls the app; in its thread that is not needed.',
  '  1, 2, …          presses the button of that number',
  '  /dm, /channel [NAME]   where you are; /new leaves the thread, so that a new one begins',
  '  /thread          into the thread of the last answer',
  '  /as NAME         be somebody else; /who lists them',
  '  /home            the Home tab',
  '  /opportunity [TEXT]   the form; /analyze uses the shortcut on your last message',
  '  stop             in a thread, stops the answer on its way',
  '  /quit',
];

export interface SlackDemoOptions {
  readonly slack: FakeSlack;
  readonly workspace: DemoWorkspace;
  readonly screen: DemoScreen;
  readonly write: (line: string) => void;
}

/** A person at a keyboard in a pretended Slack. */
export interface SlackDemo {
  readonly prompt: () => string;
  /** Does what a line says; false when it says to end. */
  take(line: string): Promise<boolean>;
  /** After the app has done all there is to do. */
  settled(): void;
}

export function createSlackDemo({ slack, workspace, screen, write }: SlackDemoOptions): SlackDemo {
  const { people } = slack;
  let me = workspace.people[0] as DemoPerson;
  let channelId = directOf(me);
  let threadTs: string | undefined;
  let lastTs: string | undefined;
  /** Goes into the thread that the app begins next. */
  let isFollowing = false;
  let form: { readonly viewId: string; readonly dialog: FormDialog } | undefined;

  const nameOf = (id: string) => workspace.channels.find((channel) => channel.id === id)?.name;
  const isDirect = () => channelId.startsWith('D');

  async function say(text: string): Promise<void> {
    const words = text.replace(/@assistant\b/gi, `<@${slack.state.botUserId}>`);
    const { ts } = await people.say(me.userId, channelId, words, threadTs === undefined ? {} : { threadTs });
    lastTs = ts;
    // Whoever asks reads the answer in the thread, and goes on there.
    threadTs ??= ts;
  }

  async function press(number: number): Promise<void> {
    const button = screen.button(number);
    if (button === undefined) return write(`There is no button ${number}.`);
    const { actionId, label, place, value } = button;
    if (place.in === 'prompts') return value === undefined ? undefined : say(value);
    write(`(${me.name} presses “${label}”)`);
    if (place.in === 'home') {
      await people.pressHome(me.userId, actionId);
      goTo(directOf(me));
      isFollowing = true;
    } else await people.press(me.userId, place.channelId, place.ts, actionId, value);
  }

  function goTo(id: string): void {
    channelId = id;
    threadTs = undefined;
  }

  function follow(): boolean {
    const last = slack.messages(channelId).findLast((message) => message.threadTs !== undefined);
    if (last === undefined) return false;
    threadTs = last.threadTs;
    return true;
  }

  async function command(name: string, rest: string): Promise<void> {
    switch (name) {
      case '/help':
        for (const words of DEMO_HELP) write(words);
        return;
      case '/who':
        for (const { about, key } of workspace.people) write(`  ${key}: ${about}`);
        return;
      case '/as': {
        const person = workspace.people.find(({ key, name: own }) =>
          [key, own.toLowerCase()].includes(rest.toLowerCase()),
        );
        if (person === undefined) return write(`Nobody is called ${rest}; /who lists them.`);
        const wasDirect = isDirect();
        me = person;
        if (wasDirect) goTo(directOf(me));
        return;
      }
      case '/dm':
        goTo(directOf(me));
        await people.openHome(me.userId, 'messages');
        return;
      case '/channel': {
        const channel = workspace.channels.find((each) => each.name === (rest.replace('#', '') || 'deals'));
        if (channel === undefined)
          return write(
            `The channels are ${workspace.channels.map((each) => `${each.name} (${each.about})`).join(', ')}.`,
          );
        return goTo(channel.id);
      }
      case '/new':
        threadTs = undefined;
        return;
      case '/thread':
        if (!follow()) write('There is no thread here yet.');
        return;
      case '/home':
        await people.openHome(me.userId, 'home');
        return;
      case OPPORTUNITY_COMMAND:
        await people.command(me.userId, channelId, OPPORTUNITY_COMMAND, rest);
        return;
      case '/analyze':
        if (lastTs === undefined) return write('Write a message first.');
        await people.shortcut(me.userId, channelId, lastTs, ANALYZE_SHORTCUT);
        return;
      default:
        write(`${name}: /help lists what there is.`);
    }
  }

  async function fillIn({ dialog, viewId }: NonNullable<typeof form>, line: string): Promise<void> {
    if (line.trim() === '/cancel') {
      form = undefined;
      return write('(the form is closed)');
    }
    if (line.trim() === '.') dialog.skipRest();
    else {
      const fault = dialog.answer(line);
      if (fault !== undefined) write(fault);
    }
    if (dialog.question() !== undefined) return;
    const { answer } = await people.submit(me.userId, viewId, dialog.values());
    const errors = record(record(answer).errors) as Readonly<Record<string, string>>;
    for (const words of Object.values(errors)) write(`  ! ${words}`);
    dialog.askAgain(errors);
    if (dialog.question() !== undefined) return;
    form = undefined;
    write('(sent)');
    // What is asked in a form is answered in the direct messages.
    goTo(directOf(me));
    isFollowing = true;
  }

  return {
    prompt() {
      if (form !== undefined) return `${form.dialog.question()}: `;
      const where = isDirect() ? 'direct messages' : `#${nameOf(channelId)}`;
      return `${me.key} in ${where}${threadTs === undefined ? '' : ', thread'}> `;
    },
    async take(line) {
      if (form !== undefined) {
        await fillIn(form, line);
        return true;
      }
      const text = line.trim();
      if (text === '') return true;
      if (text === '/quit') return false;
      screen.startOver();
      if (/^\d{1,3}$/.test(text)) await press(Number(text));
      else if (text.startsWith('/')) {
        const [name = '', ...rest] = text.split(' ');
        await command(name, rest.join(' '));
      } else await say(text);
      return true;
    },
    settled() {
      if (isFollowing) follow();
      isFollowing = false;
      const opened = screen.takeForm();
      if (opened === undefined) return;
      form = { viewId: opened.viewId, dialog: createFormDialog(opened) };
      write('Enter keeps what stands in brackets, “.” sends the form as it is, /cancel closes it.');
    },
  };
}

function directOf({ userId }: DemoPerson): string {
  return `D${userId.slice(1)}`;
}
