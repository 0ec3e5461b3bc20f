import { promiseReader } from '@landfall/kit/ledger/service-promise.shape';
import type { Service } from '@landfall/kit/service/service';
import { Archive } from './archive/archive.entity.ts';
import { archiveProblems } from './archive/archive.problems.ts';
import { ArchiveResolver } from './archive/archive.resolver.ts';
import { ArchiveChunk } from './archive/archive-chunk.entity.ts';
import { ArchivePart } from './archive/archive-part.entity.ts';
import { startArchiver } from './archive/archiver.ts';
import { AuditResolver } from './audit/audit.resolver.ts';
import { auditProblems } from './audit/problems.ts';
import { Migration20261123Archive } from './migrations/20261123-archive.ts';
import { Migration20261123ArchiveMoments } from './migrations/20261123-archive-moments.ts';
import { PromiseResolver } from './promise/promise.resolver.ts';
import { SearchResolver } from './search/search.resolver.ts';

/** What every noun has, shown in one place: promises, search, the audit trail. Its tables are kit's, written by any service, but for the archive's. */
export const ledger: Service = {
  name: 'ledger',
  entities: [Archive, ArchivePart, ArchiveChunk],
  resolvers: [PromiseResolver, SearchResolver, AuditResolver, ArchiveResolver],
  entityReaders: { ServicePromise: promiseReader },
  problems: { ...auditProblems, ...archiveProblems },
  openToSupport: { reads: ['promises', 'search', 'promiseChanged'] },
  background: startArchiver,
  migrations: [
    { name: '20261123-archive', class: Migration20261123Archive },
    { name: '20261123-archive-moments', class: Migration20261123ArchiveMoments },
  ],
};
