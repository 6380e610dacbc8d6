/** DuckDB's own SQL: the table that the corpus asks. */
export const CORPUS_TABLE = `
CREATE TABLE opportunities(id INTEGER, opportunity_name VARCHAR, description VARCHAR, customer_name VARCHAR, industry VARCHAR, customer_segment VARCHAR, opportunity_region VARCHAR, country VARCHAR,
 close_date BIGINT, planned_delivery_start_date VARCHAR, planned_delivery_end_date VARCHAR, migration_phase VARCHAR, annual_run_rate_usd DOUBLE, arr_text VARCHAR, service1 VARCHAR, "service1 monthly $" DOUBLE, service2 VARCHAR, "service2 monthly $" DOUBLE, tags_json VARCHAR, services VARCHAR[], costs DOUBLE[], partner_name VARCHAR);
INSERT INTO opportunities VALUES
(1,'Oracle to Aurora migration','Migrate Oracle databases to Aurora PostgreSQL','Acme Bank','Financial Services','ENT','NAMER','US',1704067200000000000,'1/15/2024','7/10/2024','Migrate',120000.0,'$120,000.00','Amazon RDS',5000.0,'Amazon S3',500.0,'{"tier":"gold","size":3}',['Amazon RDS','Amazon S3'],[5000.0,500.0],'Alpha'),
(2,'SAP on AWS','Lift and shift SAP HANA to AWS','Beta Corp','Manufacturing','ENT','EMEA','DE',1709251200000000000,'3/1/2024','3/1/2025','Mobilize',2400000.0,'$2,400,000','Amazon EC2',150000.0,'Amazon EBS',40000.0,'{"tier":"gold","size":9}',['Amazon EC2','Amazon EBS','AWS Backup'],[150000.0,40000.0,100.0],'Beta'),
(3,'Serverless data lake','Build a data lake with Glue and Athena','Cara Health','Healthcare','SMB','NAMER','US',1719792000000000000,'7/5/2024','10/4/2024',NULL,36000.0,'36000','AWS Glue',2000.0,'Amazon Athena',1000.0,'{"tier":"silver","size":1}',['AWS Glue','Amazon Athena','Amazon S3'],[2000.0,1000.0,0.0],'Alpha'),
(4,'VMware exit','Rehost 300 VMware VMs; some Oracle','Acme Bank','Financial Services','ENT','EMEA','GB',1672531200000000000,'12/31/2022','6/30/2023','Migrate',840000.0,'840000.50','Amazon EC2',60000.0,NULL,NULL,'{"tier":"bronze"}',['Amazon EC2'],[60000.0],'Gamma'),
(5,'Contact center','Amazon Connect for support','Dino Retail','Retail','MM','APJ','JP',1735689600000000000,'2/10/2025','5/9/2025','Assess',60000.0,'n/a','Amazon Connect',4000.0,'AWS Lambda',1000.0,'{"tier":"silver","size":2}',['Amazon Connect','AWS Lambda'],[4000.0,1000.0],'Beta'),
(6,'GenAI chatbot','Bedrock chatbot for claims','Evo Insurance','Financial Services','MM','NAMER','CA',1751328000000000000,'8/1/2025','12/15/2025',NULL,96000.0,'$96,000','Amazon Bedrock',7000.0,'AWS Lambda',1000.0,NULL,['Amazon Bedrock','AWS Lambda'],[7000.0,1000.0],'Alpha');
`;
export interface CorpusQuery {
  readonly f: string;
  readonly sql: string;
  readonly exp: readonly (readonly (string | number | boolean | null)[])[];
}

/** Queries with the rows Trino answers, written by hand from its documentation. */
export const TRINO_CORPUS: readonly CorpusQuery[] = [
  {
    f: 'epoch ns integer division + from_unixtime + date_format',
    sql: `SELECT id, date_format(from_unixtime(close_date/1000000000), '%Y-%m-%d') AS d FROM opportunities ORDER BY id LIMIT 3`,
    exp: [
      [1, '2024-01-01'],
      [2, '2024-03-01'],
      [3, '2024-07-01'],
    ],
  },
  {
    f: 'integer division semantics',
    sql: `SELECT id/4 AS q, 7/2 AS h FROM opportunities WHERE id IN (3,6) ORDER BY id`,
    exp: [
      [0, 3],
      [1, 3],
    ],
  },
  {
    f: 'date_parse %c/%e/%Y',
    sql: `SELECT id, CAST(date_parse(planned_delivery_start_date, '%c/%e/%Y') AS date) AS s FROM opportunities ORDER BY 2 DESC LIMIT 2`,
    exp: [
      [6, '2025-08-01'],
      [5, '2025-02-10'],
    ],
  },
  {
    f: 'date_diff month = complete months',
    sql: `SELECT id, date_diff('month', date_parse(planned_delivery_start_date,'%c/%e/%Y'), date_parse(planned_delivery_end_date,'%c/%e/%Y')) AS m FROM opportunities ORDER BY id`,
    exp: [
      [1, 5],
      [2, 12],
      [3, 2],
      [4, 6],
      [5, 2],
      [6, 4],
    ],
  },
  {
    f: 'date_diff day on dates',
    sql: `SELECT id, date_diff('day', CAST(date_parse(planned_delivery_start_date,'%c/%e/%Y') AS date), CAST(date_parse(planned_delivery_end_date,'%c/%e/%Y') AS date)) FROM opportunities WHERE id=2`,
    exp: [[2, 365]],
  },
  {
    f: 'date_add',
    sql: `SELECT CAST(date_add('month', 3, DATE '2024-01-31') AS varchar), CAST(date_add('day', -1, DATE '2024-03-01') AS varchar)`,
    exp: [['2024-04-30', '2024-02-29']],
  },
  {
    f: "interval '3' year filter",
    sql: `SELECT count(*) FROM opportunities WHERE from_unixtime(close_date/1000000000) >= TIMESTAMP '2026-06-01 00:00:00' - INTERVAL '2' YEAR`,
    exp: [[3]],
  },
  {
    f: "format('%,.0f')",
    sql: `SELECT format('%,.0f', sum(annual_run_rate_usd)) FROM opportunities`,
    exp: [['3,552,000']],
  },
  {
    f: 'approx_percentile',
    sql: `SELECT industry, approx_percentile(annual_run_rate_usd, 0.5) FROM opportunities WHERE industry='Financial Services' GROUP BY industry`,
    exp: [['Financial Services', 120000]],
  },
  {
    f: 'approx_percentile array arg',
    sql: `SELECT cardinality(approx_percentile(annual_run_rate_usd, ARRAY[0.25,0.5,0.75])) FROM opportunities`,
    exp: [[3]],
  },
  {
    f: 'array_agg ORDER BY FILTER + array_join',
    sql: `SELECT array_join(array_agg(service1 ORDER BY id) FILTER (WHERE industry='Financial Services'), '|') FROM opportunities`,
    exp: [['Amazon RDS|Amazon EC2|Amazon Bedrock']],
  },
  {
    f: 'try_cast(regexp_replace) all occurrences',
    sql: `SELECT id, try_cast(regexp_replace(arr_text, '[$,]', '') AS double) AS v FROM opportunities ORDER BY id`,
    exp: [
      [1, 120000],
      [2, 2400000],
      [3, 36000],
      [4, 840000.5],
      [5, null],
      [6, 96000],
    ],
  },
  {
    f: 'json_extract_scalar',
    sql: `SELECT json_extract_scalar(tags_json,'$.tier') t, count(*) FROM opportunities GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 2`,
    exp: [
      ['gold', 2],
      ['silver', 2],
    ],
  },
  {
    f: 'regexp_like (?i)',
    sql: `SELECT id FROM opportunities WHERE regexp_like(description, '(?i)oracle|aurora') ORDER BY id`,
    exp: [[1], [4]],
  },
  {
    f: 'strpos + position',
    sql: `SELECT id FROM opportunities WHERE strpos(lower(description),'oracle')>0 AND position('VM' IN description)=0`,
    exp: [[1]],
  },
  {
    f: 'contains(array,…)+cardinality',
    sql: `SELECT id, cardinality(services) FROM opportunities WHERE contains(services,'Amazon S3') ORDER BY id`,
    exp: [
      [1, 2],
      [3, 3],
    ],
  },
  {
    f: 'UNNEST WITH ORDINALITY',
    sql: `SELECT o.id, t.svc, t.n FROM opportunities o CROSS JOIN UNNEST(services) WITH ORDINALITY AS t(svc, n) WHERE o.id IN (1,2) ORDER BY o.id, t.n`,
    exp: [
      [1, 'Amazon RDS', 1],
      [1, 'Amazon S3', 2],
      [2, 'Amazon EC2', 1],
      [2, 'Amazon EBS', 2],
      [2, 'AWS Backup', 3],
    ],
  },
  {
    f: 'UNNEST two arrays',
    sql: `SELECT svc, sum(c) s FROM opportunities CROSS JOIN UNNEST(services, costs) AS t(svc, c) GROUP BY svc ORDER BY s DESC LIMIT 2`,
    exp: [
      ['Amazon EC2', 210000],
      ['Amazon EBS', 40000],
    ],
  },
  {
    f: 'window row_number/lag/running sum',
    sql: `SELECT id, row_number() OVER (PARTITION BY opportunity_region ORDER BY annual_run_rate_usd DESC) rn, sum(annual_run_rate_usd) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) rs FROM opportunities ORDER BY id LIMIT 3`,
    exp: [
      [1, 1, 120000],
      [2, 1, 2520000],
      [3, 3, 2436000],
    ],
  },
  {
    f: 'listagg WITHIN GROUP',
    sql: `SELECT industry, listagg(partner_name, ', ') WITHIN GROUP (ORDER BY partner_name DESC) FROM opportunities GROUP BY industry HAVING count(*)>1`,
    exp: [['Financial Services', 'Gamma, Alpha, Alpha']],
  },
  {
    f: 'concat() null propagation',
    sql: `SELECT id, concat(service1,' / ',service2) FROM opportunities WHERE id IN (3,4) ORDER BY id`,
    exp: [
      [3, 'AWS Glue / Amazon Athena'],
      [4, null],
    ],
  },
  {
    f: 'CROSS JOIN VALUES keyword scoring',
    sql: `WITH kw(term,w) AS (VALUES ('oracle',3),('aurora',2),('sap',4)) SELECT o.id, sum(CASE WHEN lower(o.description) LIKE '%' || kw.term || '%' THEN kw.w ELSE 0 END) AS score FROM opportunities o CROSS JOIN kw GROUP BY o.id ORDER BY score DESC, o.id LIMIT 3`,
    exp: [
      [1, 5],
      [2, 4],
      [4, 3],
    ],
  },
  {
    f: 'element_at array (neg, OOR) / map',
    sql: `SELECT element_at(services,-1), element_at(services,5), element_at(map(ARRAY['a','b'],ARRAY[1,2]),'b') FROM opportunities WHERE id=1`,
    exp: [['Amazon S3', null, 2]],
  },
  {
    f: 'reduce 4-arg lambda',
    sql: `SELECT id, reduce(costs, 0.0, (s,x) -> s + x, s -> s*12) FROM opportunities WHERE id<=2 ORDER BY id`,
    exp: [
      [1, 66000],
      [2, 2281200],
    ],
  },
  {
    f: 'transform/filter/any_match lambdas',
    sql: `SELECT array_join(transform(filter(services, x -> x LIKE 'Amazon%'), x -> upper(x)), ',') , any_match(services, x -> x='AWS Backup') FROM opportunities WHERE id=2`,
    exp: [['AMAZON EC2,AMAZON EBS', true]],
  },
  {
    f: 'date_trunc quarter group',
    sql: `SELECT CAST(date_trunc('quarter', from_unixtime(close_date/1000000000)) AS date) q, count(*) FROM opportunities GROUP BY 1 ORDER BY 1 LIMIT 2`,
    exp: [
      ['2023-01-01', 1],
      ['2024-01-01', 2],
    ],
  },
  {
    f: 'AT TIME ZONE',
    sql: `SELECT date_format(from_unixtime(1704067200) AT TIME ZONE 'America/New_York','%Y-%m-%d %H:%i')`,
    exp: [['2023-12-31 19:00']],
  },
  {
    f: 'quoted identifiers w/ spaces and $',
    sql: `SELECT id, "service1 monthly $" + coalesce("service2 monthly $", 0) AS "total monthly $" FROM opportunities WHERE "service1 monthly $" > 5000 ORDER BY "total monthly $" DESC`,
    exp: [
      [2, 190000],
      [4, 60000],
      [6, 8000],
    ],
  },
  {
    f: 'epoch unit sniffing CASE',
    sql: `SELECT count(*) FROM opportunities WHERE CASE WHEN close_date > 100000000000000000 THEN from_unixtime(close_date/1000000000) WHEN close_date > 100000000000 THEN from_unixtime(close_date/1000) ELSE from_unixtime(close_date) END BETWEEN TIMESTAMP '2024-01-01 00:00:00' AND TIMESTAMP '2024-12-31 23:59:59'`,
    exp: [[3]],
  },
  {
    f: 'max_by/min_by/arbitrary/count_if',
    sql: `SELECT max_by(customer_name, annual_run_rate_usd), min_by(id, annual_run_rate_usd), count_if(opportunity_region='EMEA') FROM opportunities`,
    exp: [['Beta Corp', 3, 2]],
  },
  {
    f: 'greatest with NULL → NULL',
    sql: `SELECT greatest("service1 monthly $", "service2 monthly $") FROM opportunities WHERE id=4`,
    exp: [[null]],
  },
  {
    f: 'day_of_week ISO / year / month / week',
    sql: `SELECT day_of_week(DATE '2024-03-03'), year(DATE '2024-03-03'), month(DATE '2024-03-03'), day_of_year(DATE '2024-03-03')`,
    exp: [[7, 2024, 3, 63]],
  },
  {
    f: 'levenshtein_distance / split / split_part',
    sql: `SELECT levenshtein_distance('kitten','sitting'), cardinality(split('a-b-c','-')), split_part('a-b-c','-',2)`,
    exp: [[3, 3, 'b']],
  },
  {
    f: 'sequence/array ops',
    sql: `SELECT array_join(sequence(1,5),','), cardinality(array_intersect(ARRAY[1,2,3],ARRAY[2,3,4])), arrays_overlap(ARRAY[1],ARRAY[2]), array_max(ARRAY[1,9,3]), array_join(slice(ARRAY[1,2,3,4],2,2),',')`,
    exp: [['1,2,3,4,5', 2, false, 9, '2,3']],
  },
  {
    f: 'ROLLUP + grouping',
    sql: `SELECT opportunity_region, grouping(opportunity_region) g, count(*) c FROM opportunities GROUP BY ROLLUP(opportunity_region) ORDER BY g, opportunity_region`,
    exp: [
      ['APJ', 0, 1],
      ['EMEA', 0, 2],
      ['NAMER', 0, 3],
      [null, 1, 6],
    ],
  },
  {
    f: 'OFFSET/FETCH FIRST, NULL order',
    sql: `SELECT id, migration_phase FROM opportunities ORDER BY migration_phase DESC, id OFFSET 3 FETCH FIRST 2 ROWS ONLY`,
    exp: [
      [5, 'Assess'],
      [3, null],
    ],
  },
  {
    f: 'histogram/map_agg/map_keys',
    sql: `SELECT cardinality(map_agg(partner_name, id)), array_join(array_sort(map_keys(histogram(partner_name))),',') FROM opportunities`,
    exp: [[3, 'Alpha,Beta,Gamma']],
  },
  {
    f: 'stddev/corr/round/ln/power',
    sql: `SELECT round(avg(annual_run_rate_usd),1), round(stddev(annual_run_rate_usd)/1000,0), round(exp(avg(ln(annual_run_rate_usd))),0) FROM opportunities`,
    exp: [[592000, 937, 192043]],
  },
  {
    f: 'IF(), nullif, try()',
    sql: `SELECT id, IF(industry='Retail','R','N'), try(id / nullif(id-5,0)) FROM opportunities WHERE id IN (4,5) ORDER BY id`,
    exp: [
      [4, 'N', -4],
      [5, 'R', null],
    ],
  },
  {
    f: 'full LLM-like ranked query',
    sql: `WITH base AS (
  SELECT o.*, from_unixtime(o.close_date/1000000000) AS close_ts,
    date_diff('day', CAST(date_parse(planned_delivery_start_date,'%c/%e/%Y') AS date), CAST(date_parse(planned_delivery_end_date,'%c/%e/%Y') AS date)) AS duration_days,
    (CASE WHEN regexp_like(lower(o.opportunity_name || ' ' || o.description), 'oracle|aurora') THEN 5 ELSE 0 END
     + CASE WHEN o.industry = 'Financial Services' THEN 3 ELSE 0 END
     + CASE WHEN o.opportunity_region = 'NAMER' THEN 2 ELSE 0 END) AS relevance_score
  FROM opportunities o WHERE try_cast(o.annual_run_rate_usd AS double) > 0)
SELECT id, relevance_score, duration_days, '$' || format('%,.0f', annual_run_rate_usd) AS arr FROM base WHERE relevance_score >= 5 ORDER BY relevance_score DESC, close_ts DESC LIMIT 200`,
    exp: [
      [1, 10, 177, '$120,000'],
      [4, 8, 181, '$840,000'],
      [6, 5, 136, '$96,000'],
    ],
  },
];
