import { fileURLToPath } from 'node:url';

/** One set of options for the Vite plugin and for `generate.ts`. The locale is decided by `src/lib/locale`, not by Paraglide. */
export const paraglideOptions = {
  project: fileURLToPath(new URL('../project.inlang', import.meta.url)),
  outdir: fileURLToPath(new URL('../src/lib/paraglide', import.meta.url)),
  strategy: ['globalVariable', 'baseLocale'] as ['globalVariable', 'baseLocale'],
  emitReadme: false,
  emitPrettierIgnore: false,
  outputStructure: 'message-modules' as const,
};
