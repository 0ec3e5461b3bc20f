import { registerEnumType } from 'type-graphql';

/** What came of a visit. */
export enum ServiceResult {
  SOLVED = 'SOLVED',
  PARTLY = 'PARTLY',
  NOT_SOLVED = 'NOT_SOLVED',
}
registerEnumType(ServiceResult, { name: 'ServiceResult', description: '處理結果。' });

/** How the customer confirmed; kept and counted, since rewards hang on ratings. */
export enum ConfirmedVia {
  DEVICE = 'DEVICE',
  PORTAL = 'PORTAL',
  LINK = 'LINK',
}
registerEnumType(ConfirmedVia, { name: 'ConfirmedVia', description: '確認方式。' });
