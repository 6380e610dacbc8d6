import type { Region } from '../vocabulary.ts';

/** What an archetype of projects is about; partners specialise in some, one leads to another. */
export type Practice =
  | 'migration'
  | 'database'
  | 'data'
  | 'ai'
  | 'application'
  | 'security'
  | 'workplace'
  | 'industry';

export interface SamplePartner {
  /** SPMS id: digits. */
  readonly partnerId: string;
  readonly partnerName: string;
  readonly regions: readonly Region[];
  readonly practices: readonly Practice[];
  /** How much business it does, against the others. */
  readonly weight: number;
}

const partner = (
  partnerId: string,
  partnerName: string,
  regions: readonly Region[],
  practices: readonly Practice[],
  weight: number,
): SamplePartner => ({ partnerId, partnerName, regions, practices, weight });

/** The partners of the sample data: invented, the same in every sample. */
export const SAMPLE_PARTNERS: readonly SamplePartner[] = [
  partner('1004127', 'Northwind Cloudworks', ['NAMER'], ['database', 'migration'], 9),
  partner('1008355', 'Tessellate Data', ['NAMER', 'EMEA'], ['data', 'ai'], 8),
  partner('1011982', 'Harborline Systems', ['NAMER'], ['migration', 'security'], 8),
  partner('1015640', 'Quillmark Consulting', ['NAMER', 'LATAM'], ['application', 'database'], 6),
  partner('1019276', 'Redfern Digital', ['EMEA'], ['application', 'ai'], 6),
  partner('1023418', 'Stratalis', ['EMEA'], ['migration', 'database'], 7),
  partner('1027093', 'Kestrel & Vane', ['EMEA'], ['security', 'workplace'], 4),
  partner('1031755', 'Bluegum Technology', ['APJ'], ['migration', 'data'], 5),
  partner('1036208', 'Sakurane Systems', ['APJ'], ['database', 'industry'], 4),
  partner('1039864', 'Indigo Delta', ['APJ'], ['application', 'data'], 5),
  partner('1042517', 'Pampero Cloud', ['LATAM'], ['migration', 'application'], 4),
  partner('1046931', 'Cordillera Digital', ['LATAM'], ['data', 'database'], 3),
  partner('1050278', 'Jadepeak Solutions', ['GCR'], ['migration', 'industry'], 3),
  partner('1054809', 'Lantern Bay', ['GCR', 'APJ'], ['application', 'ai'], 2),
  partner('1058143', 'Ironbark Advisory', ['APJ', 'EMEA'], ['security', 'migration'], 3),
  partner('1061796', 'Maplecrest IT', ['NAMER'], ['workplace', 'migration'], 4),
  partner('1065320', 'Helixor', ['NAMER', 'EMEA'], ['ai', 'industry'], 5),
  partner('1069457', 'Veldt Systems', ['EMEA'], ['data', 'migration'], 2),
  partner('1073012', 'Fjordline Data', ['EMEA'], ['data', 'database'], 3),
  partner('1077684', 'Copperleaf Works', ['NAMER'], ['industry', 'application'], 4),
  partner('1081239', 'Arcadian Voice', ['NAMER', 'EMEA'], ['workplace', 'ai'], 3),
  partner('1085570', 'Monolith Exit', ['NAMER', 'EMEA', 'APJ'], ['migration', 'application'], 5),
  partner('1089916', 'Desert Rose Cloud', ['EMEA'], ['migration', 'security'], 2),
  partner('1093364', 'Tidewater Analytics', ['NAMER'], ['data', 'ai'], 5),
  partner('1097821', 'Summit & Sound', ['NAMER', 'LATAM'], ['industry', 'security'], 2),
];
