/** What browsers with Trusted Types offer; others have no `trustedTypes`. */
interface TrustedHtmlPolicy {
  /** Typed as the text it stands for, as the sinks are. */
  createHTML(html: string): string;
}

interface Window {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createHTML(html: string): string }): TrustedHtmlPolicy;
  };
}
