import type { ProblemCode } from '#lib/graph/problem.ts';
import type { InboxCountResult } from '#lib/inbox/inbox-count.graphql';
import type { Locale } from '#lib/locale/locales.ts';
import type { Landfall, SessionViewer } from '#lib/session/landfall.ts';
import type { Theme } from '#lib/theme/theme.svelte.ts';

declare global {
  /** Names the words of this build; only there where a browser gets one language. */
  const __WORDS__: string | undefined;
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
      /** The partner as its pages show it. */
      face?: { name: string; logo: string | null };
      viewer?: {
        id: string;
        name: string;
        partnerName: string | null;
        timeZone: string;
        roles: string[];
        surface: SessionViewer['surface'];
      };
      /** How full the reader's inbox is; null where that isn't known. */
      inbox?: InboxCountResult | null;
    }
    interface Platform {
      req: import('node:http').IncomingMessage & { landfall?: Landfall };
    }
  }
}
