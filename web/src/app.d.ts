import type { Landfall, SessionViewer } from '#lib/session/landfall.ts';
import type { Locale } from '#lib/locale/locales.ts';
import type { ProblemCode } from '#lib/graph/problem.ts';
import type { Theme } from '#lib/theme/theme.svelte.ts';

declare global {
  namespace App {
    interface Error {
      code?: ProblemCode;
      logId?: string | undefined;
    }
    interface Locals {
      locale: Locale;
      theme: Theme;
      landfall: Landfall;
    }
    interface PageData {
      viewer?: { id: string; name: string; partnerName: string | null; timeZone: string; roles: string[]; surface: SessionViewer['surface'] };
    }
    interface Platform {
      req: import('node:http').IncomingMessage & { landfall?: Landfall };
    }
  }
}
