import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SUGGESTED_PROMPTS } from './listeners/listener-words.ts';
import { ANALYZE_SHORTCUT, OPPORTUNITY_COMMAND } from './listeners/opportunity-listeners.ts';
import manifest from './manifest.json' with { type: 'json' };

const CONVERSATIONS = ['channels', 'groups', 'im', 'mpim'];
const of = (what: string) => CONVERSATIONS.map((kind) => `${kind}:${what}`);

/** What Slack wants for each method, by its documentation. */
const SCOPES_OF_METHODS: Readonly<Record<string, readonly string[]>> = {
  'assistant.threads.setStatus': ['assistant:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'auth.test': [],
  'chat.appendStream': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.startStream': ['chat:write'],
  'chat.stopStream': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': of('history'),
  'conversations.info': of('read'),
  'conversations.open': ['im:write'],
  'conversations.replies': of('history'),
  'files.uploadV2': ['files:write'],
  'users.info': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};

/** For each event that a listener is there for: what it is called in the manifest, and what Slack wants for it. */
const SUBSCRIPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  app_home_opened: { app_home_opened: '' },
  app_mention: { app_mention: 'app_mentions:read' },
  message: Object.fromEntries(CONVERSATIONS.map((kind) => [`message.${kind}`, `${kind}:history`])),
};

describe('the manifest', () => {
  let source = '';
  beforeAll(async () => {
    const files = await readdir(import.meta.dirname, { recursive: true });
    const own = files.filter((file) => /^(?!fake|__fixtures__).*(?<!\.test)\.ts$/.test(file));
    source = (await Promise.all(own.map((file) => readFile(join(import.meta.dirname, file), 'utf8')))).join(
      '\n',
    );
  });
  const found = (pattern: RegExp) =>
    [...new Set([...source.matchAll(pattern)].map(([, name = '']) => name))].sort();

  it('asks for the scopes of what the code calls and hears, and for no other', () => {
    const methods = found(/\bclient\.((?:[a-z]+\.)+[a-zA-Z0-9]+)\(/g);
    expect(methods.length).toBeGreaterThan(10);
    const unknown = methods.filter((method) => SCOPES_OF_METHODS[method] === undefined);
    expect(unknown).toEqual([]);
    const heard = found(/app\.event\('([a-z_]+)'/g);
    const scopes = new Set([
      'commands',
      ...methods.flatMap((method) => SCOPES_OF_METHODS[method] ?? []),
      ...heard.flatMap((event) => Object.values(SUBSCRIPTIONS[event] ?? {})).filter((scope) => scope !== ''),
    ]);
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...scopes].sort());
  });

  it('subscribes to the events that listeners are there for', () => {
    const events = found(/app\.event\('([a-z_]+)'/g).flatMap((event) =>
      Object.keys(SUBSCRIPTIONS[event] ?? {}),
    );
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual(events.sort());
  });

  it('has the command, the shortcut and the prompts of the code, and is an agent over a socket', () => {
    const { features, settings } = manifest;
    expect(features.slash_commands.map(({ command }) => command)).toEqual([OPPORTUNITY_COMMAND]);
    expect(features.shortcuts.map(({ callback_id, name }) => [callback_id, name])).toEqual([
      [ANALYZE_SHORTCUT, 'Analyze this opportunity'],
    ]);
    expect(features.agent_view.suggested_prompts).toEqual(SUGGESTED_PROMPTS);
    expect(features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect([settings.socket_mode_enabled, settings.interactivity.is_enabled]).toEqual([true, true]);
  });

  it('has the form and the lengths that Slack states', () => {
    const { name, description, long_description } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long_description.length).toBeGreaterThanOrEqual(175);
    expect(long_description.length).toBeLessThanOrEqual(4_000);
    expect(manifest.features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
    expect(manifest.features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(4);
    expect(manifest.features.bot_user.display_name.length).toBeLessThanOrEqual(80);
    expect(manifest.features.shortcuts[0]?.name.length).toBeLessThanOrEqual(24);
  });
});
