import { exportTrail } from '#lib/audit/export-trail.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => exportTrail(event);
