/** What browsers with Trusted Types offer, typed as the text it stands for, as the sinks are; others have none. */
interface TrustedTypesFactory {
  createPolicy(
    name: 'fragments',
    rules: { createHTML(markup: string): string },
  ): { createHTML(markup: string): string };
  createPolicy(
    name: 'script-url',
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

interface Window {
  readonly trustedTypes?: TrustedTypesFactory;
}
