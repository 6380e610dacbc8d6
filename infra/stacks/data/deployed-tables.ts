import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { agentsTable } from '#agent/runtime/control-plane/dynamodb-agent-store.ts';
import { SESSION_TTL_ATTRIBUTE, sessionTable } from '#agent/runtime/sessions/dynamodb-session-store.ts';
import {
  TABLES,
  type TableDeclaration,
  type TableKey,
} from '#knowledge-base/artifacts/table-declarations.ts';
import type { DataClass } from '#knowledge-base/data-class.ts';
import { TABLE_NAMES } from '../../local/table-names.ts';

/** A table as it is deployed: the declaration that the code reads and writes by, and what a deployment adds. */
export interface DeployedTable {
  /** Behind the environment's prefix. */
  readonly name: string;
  readonly declaration: TableDeclaration;
  readonly dataClass: DataClass;
  /** Its changes go to EventBridge, by their keys alone. */
  readonly announced: boolean;
}

/** What differs from the rule: confidential, and not announced. */
const FACTS: Readonly<Record<string, Partial<Pick<DeployedTable, 'dataClass' | 'announced'>>>> = {
  results: { announced: true },
  history: { announced: true },
  agents: { dataClass: 'internal' },
};

/** Where a table's name is not that of its declaration. */
const NAMED: Readonly<Record<string, keyof typeof TABLE_NAMES>> = { sessions: 'userSessions' };

/** Every table that the code declares, by the declaration's name; a new declaration is a new table. */
export const DEPLOYED_TABLES: Readonly<Record<string, DeployedTable>> = Object.fromEntries(
  [
    ...Object.entries(TABLES as Readonly<Record<string, TableDeclaration>>),
    ['agentSessions', { ...declarationOf(sessionTable('')), ttlAttribute: SESSION_TTL_ATTRIBUTE }] as const,
    ['agents', declarationOf(agentsTable(''))] as const,
  ].map(([key, declaration]) => [
    key,
    { name: nameOf(key), declaration, dataClass: 'confidential', announced: false, ...FACTS[key] },
  ]),
);

function nameOf(key: string): string {
  const known = (TABLE_NAMES as Readonly<Record<string, string>>)[NAMED[key] ?? key];
  return known ?? key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The tables of the agents' runtime state the request that makes them. */
function declarationOf({ KeySchema: schema = [] }: CreateTableCommandInput): TableDeclaration {
  const attribute = (type: 'HASH' | 'RANGE') => schema.find(({ KeyType }) => KeyType === type)?.AttributeName;
  const partition = attribute('HASH');
  if (partition === undefined) throw new TypeError('a table without a partition key');
  const sort = attribute('RANGE');
  const key: TableKey = sort === undefined ? { partition } : { partition, sort };
  return { key, indexes: {} };
}
