import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  columnOf,
  FILE_COLUMNS,
  PARTITION_COLUMNS,
  PROJECT_COLUMNS,
  type ProjectColumnName,
} from './project-columns.ts';

describe('PROJECT_COLUMNS', () => {
  it('lists each column once, in snake case, with words and a data class', () => {
    const names = PROJECT_COLUMNS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const column of PROJECT_COLUMNS) {
      expect(column.name).toMatch(/^[a-z]+(_[a-z]+|_[0-9])*$/);
      expect(column.description.length).toBeGreaterThan(8);
    }
  });

  it('is the table that the warehouse knows', () => {
    expect(
      PROJECT_COLUMNS.map(({ name, type, dataClass }) => `${name} ${type} ${dataClass}`).join('\n'),
    ).toMatchInlineSnapshot(`
        "opportunity_id varchar internal
        apn_opportunity_id varchar internal
        opportunity_name varchar confidential
        description varchar confidential
        business_description varchar confidential
        activity_name varchar internal
        project_type varchar internal
        customer_name varchar confidential
        customer_segment varchar internal
        industry varchar internal
        country varchar internal
        opportunity_region varchar internal
        opportunity_sub_region varchar internal
        partner_name varchar internal
        partner_id varchar internal
        program varchar internal
        opportunity_type varchar internal
        stage varchar internal
        migration_phase varchar internal
        close_date date internal
        planned_delivery_start_date date internal
        planned_delivery_end_date date internal
        annual_run_rate_usd double confidential
        service_1 varchar internal
        service_1_monthly_usd double confidential
        service_1_upfront_usd double confidential
        service_2 varchar internal
        service_2_monthly_usd double confidential
        service_2_upfront_usd double confidential
        service_3 varchar internal
        service_3_monthly_usd double confidential
        service_3_upfront_usd double confidential
        service_4 varchar internal
        service_4_monthly_usd double confidential
        service_4_upfront_usd double confidential
        service_5 varchar internal
        service_5_monthly_usd double confidential
        service_5_upfront_usd double confidential
        service_6 varchar internal
        service_6_monthly_usd double confidential
        service_6_upfront_usd double confidential
        service_7 varchar internal
        service_7_monthly_usd double confidential
        service_7_upfront_usd double confidential
        service_8 varchar internal
        service_8_monthly_usd double confidential
        service_8_upfront_usd double confidential
        service_9 varchar internal
        service_9_monthly_usd double confidential
        service_9_upfront_usd double confidential
        service_other varchar internal
        service_other_monthly_usd double confidential
        service_other_upfront_usd double confidential
        aws_calculator_url varchar confidential
        crm_url varchar restricted
        mrr_usd double confidential
        upfront_usd double confidential
        arr_usd double confidential
        arr_basis varchar internal
        gap_days integer internal
        duration_months integer internal
        service_count integer internal
        services_json varchar internal
        doubts varchar internal
        search_text varchar confidential
        data_version varchar public
        close_year integer public"
      `);
  });

  it('keeps the partitions out of the files', () => {
    expect(PROJECT_COLUMNS.length - FILE_COLUMNS.length).toBe(PARTITION_COLUMNS.length);
    expect(PROJECT_COLUMNS.slice(-2).map(({ name }) => name)).toEqual(['data_version', 'close_year']);
  });
});

describe('columnOf', () => {
  it('names a column in types as it does in values', () => {
    const name = columnOf('service9MonthlyUsd');
    expectTypeOf(name).toEqualTypeOf<'service_9_monthly_usd'>();
    expectTypeOf(name).toExtend<ProjectColumnName>();
    expect(name).toBe('service_9_monthly_usd');
    expect(columnOf('plannedDeliveryStartDate')).toBe('planned_delivery_start_date');
  });
});
