import { defineConfig } from 'oxlint'

/**
 * Who may import whom. Every import names its file and is either a neighbour (`./x.ts`) or starts at
 * the top (`#server/google/oauth.ts`), so a rule is a pattern on the path.
 */
type Ban = { regex: string; message: string; allowTypeImports?: boolean }

const parents: Ban = { regex: '^\\.\\./', message: 'Start at the top: #server/…, #shared/….' }
const tests: Ban = { regex: '^#test/', message: 'Product code never reaches into test/.' }
const google: Ban = {
  regex: '^(googleapis|google-auth-library)(/|$)',
  message: 'Only server/google/ speaks to Google; types are free.',
  allowTypeImports: true,
}
const lucia: Ban = {
  regex: '^(lucia|@lucia-auth/)',
  message: 'Lucia lives behind server/accounts/session.ts.',
}
const extension: Ban = { regex: '^#extension/', message: 'The server knows no extension.' }
const server: Ban = { regex: '^#server/', message: 'Types of the server come through lib/api.ts.' }
const serverValues: Ban = { ...server, message: 'Types only.', allowTypeImports: true }
const database: Ban = {
  regex: '^(drizzle-orm|better-sqlite3|#server/(db|vault)/)',
  message: 'Routes validate, call one verb and return: no SQL, no secrets.',
}
const http: Ban = { regex: '^(hono|@hono/)', message: 'HTTP ends in app.ts and routes/.' }
const react: Ban = {
  regex: '^(react|react-dom|@tanstack/|@base-ui/|lucide-react|#extension/ui/)',
  message: 'The background never imports React.',
}
const io: Ban = {
  regex: '^(node:|wxt/|hono|undici|pino)',
  message: 'shared/ is zod and pure code.',
}
const zod: Ban = { regex: '^zod$', message: 'The extension carries it: zod/mini.' }
const browserApi: Ban = { regex: '^(wxt/|react|#extension/)', message: 'capture/ is pure DOM.' }

const above = (...folders: string[]): Ban => ({
  regex: `^#server/(${folders.join('|')})(/|\\.ts)`,
  message: 'Server: main → app → routes → {accounts, sends} → google → {events, mail, vault, db}.',
})

const only = (...patterns: Ban[]): { 'no-restricted-imports': ['error', { patterns: Ban[] }] } => ({
  'no-restricted-imports': ['error', { patterns: [parents, ...patterns] }],
})

const inServer = [tests, extension]

export default defineConfig({
  plugins: [
    'typescript',
    'import',
    'unicorn',
    'oxc',
    'promise',
    'react',
    'jsx-a11y',
    'vitest',
    'node',
  ],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['.output', '.wxt', 'server/db/migrations'],
  rules: {
    ...only(),
    'import/no-cycle': 'error',
    // Styles are imported for what they do.
    'import/no-unassigned-import': ['error', { allow: ['**/*.css', '@fontsource-variable/**'] }],
    'react/react-in-jsx-scope': 'off', // The JSX runtime is automatic.
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/consistent-type-imports': 'error',
    'react/exhaustive-deps': 'error',
    'react/rules-of-hooks': 'error',
    // The compiler's noImplicitReturns knows exhaustive switches, this rule does not.
    'typescript/consistent-return': 'off',
    // zod/mini's own name for a default.
    'no-underscore-dangle': ['error', { allow: ['_default'] }],
    // A schema is named like the values it reads: `cell` parses a cell.
    'no-shadow': 'off',
    'no-console': 'error',
    'node/no-process-env': 'error',
    eqeqeq: ['error', 'always'],
  },
  overrides: [
    { files: ['shared/**'], rules: only(tests, extension, server, google, io, zod) },
    { files: ['server/**'], rules: only(...inServer, google, lucia) },
    {
      files: ['server/main.ts', 'server/admin/main.ts'],
      rules: { 'node/no-process-env': 'off' },
    },
    {
      files: ['server/routes/**'],
      rules: only(...inServer, google, lucia, database, above('main', 'admin', 'app')),
    },
    {
      files: ['server/accounts/**', 'server/sends/**'],
      rules: only(...inServer, google, lucia, http, above('main', 'admin', 'app', 'routes')),
    },
    {
      files: ['server/accounts/session.ts'],
      rules: only(...inServer, google, http, above('main', 'admin', 'app', 'routes')),
    },
    {
      files: ['server/google/**'],
      rules: only(
        ...inServer,
        lucia,
        http,
        above('main', 'admin', 'app', 'routes', 'accounts', 'sends'),
      ),
    },
    {
      files: ['server/vault/**', 'server/db/**', 'server/events/**', 'server/mail/**'],
      rules: only(
        ...inServer,
        google,
        lucia,
        http,
        above('main', 'admin', 'app', 'routes', 'accounts', 'sends', 'google'),
      ),
    },
    { files: ['extension/**'], rules: only(tests, google, zod, lucia, server) },
    { files: ['extension/lib/api.ts'], rules: only(tests, google, zod, lucia, serverValues) },
    {
      files: [
        'extension/background/**',
        'extension/entrypoints/background.ts',
        'extension/outbox/**',
        'extension/lib/**',
      ],
      rules: only(tests, google, zod, lucia, serverValues, react),
    },
    {
      // No element of HTML is a grid of which only a part is drawn, or a live region in the flow.
      files: [
        'extension/sheet/**',
        'extension/send/**',
        'extension/destinations/**',
        'extension/review/**',
      ],
      rules: { 'jsx-a11y/prefer-tag-over-role': 'off' },
    },
    { files: ['extension/capture/**'], rules: only(tests, google, zod, lucia, server, browserApi) },
    {
      files: ['test/**'],
      rules: {
        ...only(),
        // In a browser, what is waited for until it is seen is what is expected.
        'vitest/expect-expect': [
          'error',
          { assertFunctionNames: ['expect', 'expectTypeOf', 'see*', 'eventually'] },
        ],
        'node/no-process-env': 'off',
        'no-console': 'off',
        'typescript/no-unsafe-type-assertion': 'off',
      },
    },
    {
      files: ['test/e2e/**'],
      // Their `test` is Vitest's, extended with a browser; the rule knows it by its import alone.
      rules: { 'vitest/no-standalone-expect': 'off' },
    },
  ],
})
