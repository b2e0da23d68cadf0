import { defineConfig } from 'vitest/config'

// Every package's tests: the report is what `pnpm test` adds up.
export default defineConfig({
  test: {
    reporters: ['dot', ['json', { outputFile: '.reports/vitest.json' }]],
    // Nothing waits; this only has to be long enough for a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
