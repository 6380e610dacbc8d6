import { describe, expect, it } from 'vitest';
import { markupFault } from '#channels/render/__fixtures__/well-formed.ts';
import { artifactView } from '../views/artifact-view.ts';
import { hostileArtifacts, PAYLOADS } from './hostile.ts';

describe('hostileArtifacts', () => {
  it.for(Object.entries(PAYLOADS))('%s stands in every view, as text', ([, payload]) => {
    for (const artifact of hostileArtifacts(payload)) {
      const markup = String(artifactView(artifact));
      expect(markup).not.toContain('cannot be read');
      expect(markup).not.toMatch(/<(script|img|iframe|object|embed|base|meta|link|style|form|math)[\s>]/);
      expect(markupFault(markup)).toBeUndefined();
      for (const [, attributes = ''] of markup.matchAll(/<[a-z][a-z0-9]*((?: [a-zA-Z:-]+="[^"]*")*)\s*\/?>/g))
        for (const [, name] of attributes.matchAll(/ ([a-zA-Z:-]+)="[^"]*"/g))
          expect(name).not.toMatch(/^(on.*|style|srcdoc|formaction|xlink:href)$/);
      for (const [, url] of markup.matchAll(/ (?:href|src|action)="([^"]*)"/g))
        expect(url).toMatch(/^(#|\/[^/])/);
    }
  });
});
