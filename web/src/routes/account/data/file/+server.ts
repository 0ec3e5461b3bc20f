import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import yazl from 'yazl';
import { query } from '#lib/graph/query.ts';
import { AccessFile } from '#lib/personal/personal.graphql';
import type { RequestHandler } from './$types';

/** What is kept about somebody, as one archive with a JSON file a kind. It was asked for with a proof a moment ago. */
export const GET: RequestHandler = async (event) => {
  const id = event.url.searchParams.get('id') ?? '';
  if (!/^[0-9a-f-]{36}$/.test(id)) error(404);
  const { accessFile } = await query(event, AccessFile, { id });
  const zip = new yazl.ZipFile();
  for (const { name, json } of accessFile) zip.addBuffer(Buffer.from(json), name);
  zip.end();
  return new Response(Readable.toWeb(Readable.from(zip.outputStream)) as unknown as ReadableStream, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="personal-data.zip"`,
      'cache-control': 'private, no-store',
    },
  });
};
