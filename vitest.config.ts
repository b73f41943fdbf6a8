import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { WxtVitest } from 'wxt/testing/vitest-plugin'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'shared',
          include: [
            'test/shared/**/*.test.ts',
            'test/docs/**/*.test.ts',
            'test/faults/**/*.test.ts',
          ],
        },
      },
      { test: { name: 'google', include: ['test/google/**/*.test.ts'] } },
      { test: { name: 'server', include: ['test/server/**/*.test.ts'], testTimeout: 20_000 } },
      {
        plugins: [await WxtVitest()],
        test: { name: 'extension', include: ['test/extension/**/*.test.{ts,tsx}'] },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Two files at a time where there are the cores for it: one alone leaves much of a second core idle.
          // Beside no other project's, for every test is a browser, a server and a Google that want to be let work.
          maxWorkers: Math.min(2, availableParallelism()),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
