import { Stack } from 'aws-cdk-lib';
import { CfnDataCellsFilter, CfnDataLakeSettings } from 'aws-cdk-lib/aws-lakeformation';
import { Construct } from 'constructs';
import { PROJECTS_TABLE } from '#knowledge-base/projects/project-columns.ts';
import type { EnvironmentConfig } from '../../config/environment-config.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { type Catalog, databaseName } from './catalog.ts';

export interface RowFiltersProps {
  readonly base: RegionBase;
  readonly catalog: Catalog;
  readonly lakeFormation: NonNullable<EnvironmentConfig['lakeFormation']>;
}

/**
 * A filter of Lake Formation a partner, for people who ask Athena themselves: a role that is granted the filter sees
 * that partner's rows and no others. The assistant has the seller's scope in each of its queries, with or without.
 */
export class RowFilters extends Construct {
  constructor(scope: Construct, id: string, { base, catalog, lakeFormation }: RowFiltersProps) {
    super(scope, id);
    const { account } = Stack.of(this);
    new CfnDataLakeSettings(this, 'Settings', {
      admins: [{ dataLakePrincipalIdentifier: lakeFormation.administratorArn }],
      // What Glue's own policies allow stays allowed: the assistant's roles are not managed by Lake Formation.
      createDatabaseDefaultPermissions: [],
      createTableDefaultPermissions: [],
      mutationType: 'APPEND',
    });
    for (const partner of lakeFormation.partners) {
      const filter = new CfnDataCellsFilter(this, `Partner${partner}`, {
        tableCatalogId: account,
        databaseName: databaseName(base),
        tableName: PROJECTS_TABLE,
        name: `partner-${partner}`,
        columnWildcard: {},
        rowFilter: { filterExpression: `partner_id = '${partner}'` },
      });
      filter.addResourceDependency(catalog.tables.projects);
    }
  }
}
