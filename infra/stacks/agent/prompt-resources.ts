import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import { CfnPrompt, CfnPromptVersion } from 'aws-cdk-lib/aws-bedrock';
import { Construct } from 'constructs';
import { loadPrompt } from '#prompts/load-prompt.ts';
import type { Prompt } from '#prompts/prompt.ts';
import { promptIds } from '#prompts/prompt-files.ts';
import { prefixOf } from '../../config/names.ts';
import { DATA_CLASS_TAG } from '../../constructs/assistant-stack.ts';
import type { RegionBase } from '../../constructs/region-base.ts';

/**
 * Every prompt of the repository as a resource of Prompt Management, with a version that is cut when the file's
 * content changes and at no other time: people see in the console what an agent was given. The agents themselves take
 * the rendered text, so that a version of an agent is closed in itself.
 */
export class PromptResources extends Construct {
  readonly versions: readonly CfnPromptVersion[];

  constructor(scope: Construct, id: string, { base }: { readonly base: RegionBase }) {
    super(scope, id);
    this.versions = promptIds().map((promptId) => this.versionOf(loadPrompt(promptId), base));
  }

  private versionOf(prompt: Prompt, base: RegionBase): CfnPromptVersion {
    const name = prompt.id.replaceAll('/', '-');
    // Names of variables have no dots there.
    const text = prompt.text.replace(/\{\{settings\.(\w+)\}\}/g, '{{settings_$1}}');
    const resource = new CfnPrompt(this, name, {
      name: `${prefixOf(base.config)}-${name}`,
      description: prompt.purpose.slice(0, 200),
      customerEncryptionKeyArn: base.keyArns.internal,
      defaultVariant: 'repository',
      variants: [
        {
          name: 'repository',
          templateType: 'TEXT',
          modelId: base.config.models[prompt.tier === 'enhanced' ? 'enhanced' : 'standard'],
          templateConfiguration: {
            text: {
              text,
              inputVariables: placeholders(text).map((each) => ({ name: each })),
            },
          },
        },
      ],
    });
    Tags.of(resource).add(DATA_CLASS_TAG, 'internal');
    // The description is set when a version is made and never again: another hash is another version.
    const version = new CfnPromptVersion(this, `${name}-${prompt.sha256.slice(0, 12)}`, {
      promptArn: resource.attrArn,
      description: `version ${prompt.version}, sha256 ${prompt.sha256}`,
    });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return version;
  }
}

/** Names between double braces, each once, in their order. */
function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))];
}
