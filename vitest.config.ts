import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// The configuration of every package's tests.
export default defineConfig({
  test: {
    // `pnpm test` reads the JSON report.
    reporters: ['minimal', ['json', { outputFile: '.reports/vitest.json' }]],
    // Test files share workers: a test cleans up what it changes outside its own file.
    isolate: false,
    // Built files are loaded by Node as they are. Transforming them takes long, mainly the emulator's validators.
    server: { deps: { external: [/\/packages\/.+\/(dist|validators)\//] } },
    maxWorkers: availableParallelism(),
    maxConcurrency: availableParallelism(),
    // No test waits for time to pass. The limits only have to be long enough for a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
