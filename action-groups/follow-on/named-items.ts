import { AWS_SERVICES, awsService } from '#knowledge-base/projects/aws-services.ts';
import { nearest } from '#knowledge-base/projects/nearest.ts';
import type { FollowOnModel, ItemKind } from './mining/follow-on-model.ts';
import { areaOfService, SERVICE_AREAS, type ServiceArea } from './service-areas.ts';

/** What people call areas beside their names. */
const AREA_NAMES: Readonly<Partial<Record<ServiceArea, readonly string[]>>> = {
  foundation: ['landing zone', 'governance'],
  networking: ['network'],
  management: ['monitoring', 'operations', 'observability'],
  migration: ['migrations'],
  compute: ['servers', 'virtual machines'],
  containers: ['container', 'kubernetes', 'k8s'],
  serverless: ['functions'],
  databases: ['database', 'db'],
  storage: ['backup', 'disaster recovery'],
  integration: ['messaging'],
  analytics: [
    'analytic',
    'data analytics',
    'bi',
    'business intelligence',
    'data lake',
    'data warehouse',
    'reporting',
  ],
  'machine learning': ['ml', 'ai', 'artificial intelligence'],
  'generative AI': ['genai', 'gen ai', 'ai', 'artificial intelligence', 'llm'],
  'contact center': ['contact centre', 'call center', 'call centre'],
  IoT: ['internet of things'],
  media: ['streaming', 'video'],
  'end-user computing': ['euc', 'virtual desktops', 'desktops', 'vdi'],
};

/** What the names of a seller mean, of what can be planned. */
export interface NamedItems {
  readonly areas: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
  /** Names that nothing is called by, with the nearest. */
  readonly unknown: readonly { readonly name: string; readonly didYouMean: string | null }[];
}

/** Reads names of areas, services and kinds of projects, in whatever case and punctuation. */
export function namedItems(names: readonly string[], { kinds }: Pick<FollowOnModel, 'kinds'>): NamedItems {
  const kindOf = new Map(kinds.map(({ projectType }) => [fold(projectType), projectType]));
  const found = { areas: new Set<string>(), services: new Set<string>(), kinds: new Set<string>() };
  const unknown: { name: string; didYouMean: string | null }[] = [];
  for (const name of names) {
    const areas = SERVICE_AREAS.filter((area) =>
      [area, ...(AREA_NAMES[area] ?? [])].some((each) => fold(each) === fold(name)),
    );
    const service = awsService(name);
    const kind = kindOf.get(fold(name));
    for (const area of areas) found.areas.add(area);
    if (kind !== undefined) found.kinds.add(kind);
    if (service !== undefined) found.services.add(service);
    if (areas.length === 0 && kind === undefined && service === undefined)
      unknown.push({
        name,
        didYouMean: nearest(name, [...SERVICE_AREAS, ...kindOf.values(), ...AWS_SERVICES]) ?? null,
      });
  }
  return { ...found, unknown };
}

/** What can be planned, told by what it is of. */
export interface PlannedItem {
  readonly kind: ItemKind;
  readonly name: string;
  readonly area: string | null;
  readonly services: readonly string[];
}

/** What of the names an item is: its own, its area's, one of its usual services; undefined when it is none. */
export function nameOfItem(item: PlannedItem, named: NamedItems): string | undefined {
  if (named.kinds.has(item.name)) return item.name;
  if (item.area !== null && named.areas.has(item.area)) return item.area;
  const spoken = [...named.areas].find((area) =>
    ` ${fold(item.name, ' ')} `.includes(` ${fold(area, ' ')} `),
  );
  if (spoken !== undefined) return spoken;
  if (item.kind === 'service' && named.services.has(item.name)) return item.name;
  return item.services.find((service) => named.services.has(service));
}

/** The area of what is bought next. */
export function areaOfItem(
  kind: ItemKind,
  name: string,
  { kinds }: Pick<FollowOnModel, 'kinds'>,
): string | null {
  if (kind === 'area') return name;
  if (kind === 'service') return areaOfService(name) ?? null;
  return kinds.find(({ projectType }) => projectType === name)?.mainArea ?? null;
}

function fold(text: string, between = ''): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, between)
    .trim();
}
