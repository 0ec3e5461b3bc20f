import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: [{ find: /^#lib\/(.*)/, replacement: fileURLToPath(new URL('./src/lib/$1', import.meta.url)) }] },
  test: { include: ['src/**/*.test.ts', 'build-tools/**/*.test.ts'] },
});
