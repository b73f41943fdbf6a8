import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { SheetsideError } from '#shared/errors.ts'
import type { Deps } from './deps.ts'
import { accountPageRoutes } from './routes/account-page.ts'
import { accountRoutes } from './routes/accounts.ts'
import type { AppEnv } from './routes/authenticated.ts'
import { limitBody } from './routes/body-limit.ts'
import { identifyCaller, requireHttps } from './routes/caller.ts'
import { extensionCors } from './routes/cors.ts'
import { destinationRoutes } from './routes/destinations.ts'
import { failed } from './routes/failure.ts'
import { fileRoutes } from './routes/files.ts'
import { googleRoutes } from './routes/google.ts'
import { usualHeaders } from './routes/headers.ts'
import { meRoutes } from './routes/me.ts'
import { oauthRoutes } from './routes/oauth.ts'
import { preferenceRoutes } from './routes/preferences.ts'
import { requestLog } from './routes/request-log.ts'
import { sendRoutes } from './routes/sends.ts'
import { serverInfoRoutes } from './routes/server-info.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { sheetRoutes } from './routes/sheets.ts'

/** The whole HTTP surface of the server. */
export function createApp(deps: Deps) {
  return new Hono<AppEnv>()
    .use(requestId({ limitLength: 64 }))
    .use(identifyCaller(deps.config))
    .use(requestLog(deps))
    .use(usualHeaders(deps.config))
    .use(extensionCors(deps.config))
    .use(requireHttps(deps))
    .use(limitBody())
    .get('/healthz', (c) => c.json({ status: 'ok', service: 'sheetside' as const }))
    .route('/api/server', serverInfoRoutes(deps))
    .route('/api/accounts', accountRoutes(deps))
    .route('/api/sessions', sessionRoutes(deps))
    .route('/api/me', meRoutes(deps))
    .route('/api/preferences', preferenceRoutes(deps))
    .route('/api/google', googleRoutes(deps))
    .route('/api/files', fileRoutes(deps))
    .route('/api/destinations', destinationRoutes(deps))
    .route('/api/sends', sendRoutes(deps))
    .route('/oauth/google', oauthRoutes(deps))
    .route('/account', accountPageRoutes())
    .route('/sheets/v4', sheetRoutes(deps))
    .notFound((c) =>
      failed(deps, new SheetsideError('not_found', 'There is nothing at this address.'), c),
    )
    .onError((error, c) => failed(deps, error, c))
}

/** What the extension's client is typed by. */
export type AppType = ReturnType<typeof createApp>
