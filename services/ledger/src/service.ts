import { promiseReader } from '@landfall/kit/ledger/service-promise.shape';
import type { Service } from '@landfall/kit/service/service';
import { AuditResolver } from './audit/audit.resolver.ts';
import { auditProblems } from './audit/problems.ts';
import { PromiseResolver } from './promise/promise.resolver.ts';
import { SearchResolver } from './search/search.resolver.ts';

/** What every noun has, shown in one place: promises, search, the audit trail. Its tables are kit's, written by any service. */
export const ledger: Service = {
  name: 'ledger',
  entities: [],
  resolvers: [PromiseResolver, SearchResolver, AuditResolver],
  entityReaders: { ServicePromise: promiseReader },
  problems: auditProblems,
  openToSupport: { reads: ['promises', 'search', 'promiseChanged'] },
  migrations: [],
};
