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
          fileParallelism: false,
        },
      },
    ],
  },
})
