import { parseArgs } from 'node:util'
import { DEFAULT_CLIENT } from '#test/google/oauth/clients.ts'
import { startGoogle } from './server.ts'

/** `npm run google -- --port N`: when it listens, one JSON line with its URL and a live token. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    redirect: { type: 'string', multiple: true, default: [] },
    'client-id': { type: 'string', default: DEFAULT_CLIENT.clientId },
    'client-secret': { type: 'string', default: DEFAULT_CLIENT.clientSecret },
  },
})

const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  throw new Error(`--port takes a number from 0 to 65535, not ${values.port}`)
}

const google = await startGoogle({
  port,
  clients: [
    {
      clientId: values['client-id'],
      clientSecret: values['client-secret'],
      redirectUris: [...DEFAULT_CLIENT.redirectUris, ...values.redirect],
    },
  ],
})
process.stdout.write(`${JSON.stringify({ url: google.url, token: google.token })}\n`)

const stop = (): void => {
  void google.close().then(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
