/** Opportunities to analyse, all different, so that no answer comes from the cache of results. */
export function sampleQuestion(index: number): string {
  const pick = <Item>(items: readonly Item[], step: number): Item =>
    items[Math.floor(index / step) % items.length] as Item;
  const work = pick(WORK, 1);
  const place = pick(PLACES, WORK.length);
  const month = String((index % 12) + 1).padStart(2, '0');
  return `Customer: Bench ${index} Ltd\nCountry: ${place}\nClose date: 2027-${month}-15\nDescription: ${work(10 + index)}`;
}

const WORK: readonly ((count: number) => string)[] = [
  (count) => `move ${count} Sybase ASE databases to Aurora PostgreSQL`,
  (count) => `exit the data center, rehost ${count} VMware virtual machines on EC2`,
  (count) => `build a data lake with Glue, Athena and QuickSight for ${count} sources`,
  (count) => `a generative AI assistant on Bedrock for ${count} support agents`,
  (count) => `migrate SAP S/4HANA with ${count} users to AWS`,
  (count) => `a contact center on Amazon Connect for ${count} seats`,
  (count) => `containerise ${count} Java applications on EKS`,
  (count) => `mainframe modernization of ${count} COBOL batch jobs`,
  (count) => `disaster recovery for ${count} servers with Elastic Disaster Recovery`,
  (count) => `an IoT platform for ${count} connected machines`,
];

const PLACES = [
  'United States',
  'Germany',
  'Japan',
  'Brazil',
  'United Kingdom',
  'Australia',
  'Canada',
  'India',
];
