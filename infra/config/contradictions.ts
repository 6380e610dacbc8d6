import type { EnvironmentConfig } from './environment-config.ts';
import { nameFaults } from './names.ts';

/** Something that a file may not say, and the way out. */
export interface ConfigFault {
  /** The field, as `regions.secondary`. */
  readonly path: string;
  readonly message: string;
}

/** What is well-formed and yet cannot be meant; each of the parts by itself is a valid value. */
export function contradictions(config: EnvironmentConfig): ConfigFault[] {
  return [
    ...regionFaults(config),
    ...modelFaults(config),
    ...deletionFaults(config),
    ...alarmFaults(config),
    ...domainFaults(config),
    ...searchFaults(config),
    ...nameFaults(config).map((message) => ({ path: 'project', message })),
  ];
}

function regionFaults({ regions, lakeFormation, account }: EnvironmentConfig): ConfigFault[] {
  const { primary, secondary, tertiary } = regions;
  const administrator = lakeFormation?.administratorArn.split(':')[4];
  return [
    ...(secondary === primary
      ? [{ path: 'regions.secondary', message: `is ${secondary}, as the primary is: give another region` }]
      : []),
    ...(tertiary !== undefined && (tertiary === primary || tertiary === secondary)
      ? [
          {
            path: 'regions.tertiary',
            message: `is ${tertiary}, which is used already: give another or leave it out`,
          },
        ]
      : []),
    ...(account !== undefined && administrator !== undefined && administrator !== account
      ? [
          {
            path: 'lakeFormation.administratorArn',
            message: `is of the account ${administrator}, the environment of ${account}: give one of ${account}`,
          },
        ]
      : []),
  ];
}

/** Past their end of life; nothing answers under these ids. */
const RETIRED_MODELS = /titan-text|nova-premier/;
const GEOGRAPHY: Readonly<Record<string, string>> = { us: 'us-', eu: 'eu-', apac: 'ap-' };

function modelFaults({ models, regions, secondRegion }: EnvironmentConfig): ConfigFault[] {
  const used = secondRegion === 'standby' ? [regions.primary, regions.secondary] : [regions.primary];
  return (['standard', 'enhanced', 'embedding'] as const).flatMap((tier) => {
    const id = models[tier];
    const path = `models.${tier}`;
    const geography = GEOGRAPHY[id.split('.')[0] ?? ''];
    const outside = geography === undefined ? [] : used.filter((region) => !region.startsWith(geography));
    return [
      ...(RETIRED_MODELS.test(id)
        ? [{ path, message: `is ${id}, which AWS has retired: give amazon.nova-pro-v1:0 or another model` }]
        : []),
      ...outside.map((region) => ({
        path,
        message: `is ${id}, a profile that ${region} does not have: give the model’s own id or a global. profile`,
      })),
      ...(tier === 'embedding' && !/embed/.test(id)
        ? [{ path, message: `is ${id}, which embeds nothing: give amazon.titan-embed-text-v2:0` }]
        : []),
      ...(tier !== 'embedding' && /embed/.test(id)
        ? [{ path, message: `is ${id}, which only embeds: give a model that converses` }]
        : []),
    ];
  });
}

function deletionFaults(config: EnvironmentConfig): ConfigFault[] {
  const { environment, onDelete, deletionProtection, vaultLock } = config;
  const kept = environment !== 'dev';
  return [
    ...(kept && onDelete === 'delete'
      ? [
          {
            path: 'onDelete',
            message: `is delete: ${environment} would lose its data with its stack; give keep`,
          },
        ]
      : []),
    ...(environment === 'prod' && !deletionProtection
      ? [
          {
            path: 'deletionProtection',
            message: 'is false: tables of prod could be deleted by one call; give true',
          },
        ]
      : []),
    ...(onDelete === 'delete' && deletionProtection
      ? [
          {
            path: 'deletionProtection',
            message:
              'is true, and onDelete is delete: a protected table cannot be deleted with its stack; change one',
          },
        ]
      : []),
    ...(environment === 'prod' && !vaultLock
      ? [{ path: 'vaultLock', message: 'is false: backups of prod could be deleted; give true' }]
      : []),
    ...(onDelete === 'delete' && vaultLock
      ? [
          {
            path: 'vaultLock',
            message:
              'is true, and onDelete is delete: what a locked vault holds cannot be deleted; change one',
          },
        ]
      : []),
  ];
}

function alarmFaults({ environment, alarms }: EnvironmentConfig): ConfigFault[] {
  const { critical, warning, info } = alarms;
  const hasCritical =
    critical.pagerDutyUrlParameter !== undefined ||
    critical.smsNumbers.length > 0 ||
    critical.emails.length > 0;
  const isProd = environment === 'prod';
  return [
    ...(hasCritical
      ? []
      : [
          {
            path: 'alarms.critical',
            message: 'has no endpoint: nobody would be called; give emails at least',
          },
        ]),
    ...(isProd && critical.pagerDutyUrlParameter === undefined
      ? [
          {
            path: 'alarms.critical.pagerDutyUrlParameter',
            message:
              'is missing: in prod PagerDuty is called; give the name of the SSM parameter with its URL',
          },
        ]
      : []),
    ...(isProd && critical.smsNumbers.length === 0
      ? [
          {
            path: 'alarms.critical.smsNumbers',
            message: 'is empty: in prod somebody is called; give a number',
          },
        ]
      : []),
    ...(warning.emails.length === 0 && warning.slack === undefined
      ? [{ path: 'alarms.warning', message: 'has no endpoint: give emails or slack' }]
      : []),
    ...(isProd && (warning.emails.length === 0 || warning.slack === undefined)
      ? [{ path: 'alarms.warning', message: 'has one way only: in prod give emails and slack' }]
      : []),
    ...(info.emails.length === 0
      ? [{ path: 'alarms.info.emails', message: 'is empty: nobody would get the report; give an address' }]
      : []),
  ];
}

function domainFaults({ domain, secondRegion, environment }: EnvironmentConfig): ConfigFault[] {
  if (domain === undefined)
    return secondRegion === 'standby'
      ? [
          {
            path: 'domain',
            message: `is missing, and secondRegion is standby: failover in ${environment} needs a name; give domain, or secondRegion: copies`,
          },
        ]
      : [];
  return domain.name === domain.zoneName || domain.name.endsWith(`.${domain.zoneName}`)
    ? []
    : [{ path: 'domain.name', message: `is ${domain.name}, which is not in the zone ${domain.zoneName}` }];
}

/** @see https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-scaling.html */
function isCapacity(ocu: number): boolean {
  return [1, 2, 4, 8].includes(ocu) || (ocu > 0 && ocu % 16 === 0);
}

function searchFaults({ search, environment, limits }: EnvironmentConfig): ConfigFault[] {
  return [
    ...(search.minimumOcu > search.maximumOcu
      ? [
          {
            path: 'search.minimumOcu',
            message: `is ${search.minimumOcu}, more than the maximum of ${search.maximumOcu}: lower it`,
          },
        ]
      : []),
    ...(['minimumOcu', 'maximumOcu'] as const)
      .filter((field) => !isCapacity(search[field]) && !(field === 'minimumOcu' && search[field] === 0))
      .map((field) => ({
        path: `search.${field}`,
        message: `is ${search[field]}: OpenSearch Serverless takes 1, 2, 4, 8, 16 and multiples of 16`,
      })),
    ...(environment === 'dev' && search.minimumOcu > 0
      ? [
          {
            path: 'search.minimumOcu',
            message: `is ${search.minimumOcu}: in dev idle search is to cost nothing; give 0`,
          },
        ]
      : []),
    ...(limits.provisionedConcurrency > limits.workerConcurrency
      ? [
          {
            path: 'limits.provisionedConcurrency',
            message: `is ${limits.provisionedConcurrency}, more than workerConcurrency ${limits.workerConcurrency}: lower it`,
          },
        ]
      : []),
  ];
}
