import * as z from 'zod/mini'
import { device, email, person } from './account.ts'

/** `POST /api/sessions`: log in with email and password. */
export const logInRequest = z.object({
  email,
  password: z.string().check(z.minLength(1), z.maxLength(1024)),
  device,
})
export type LogInRequest = z.infer<typeof logInRequest>

/** A session as the client receives it, once; the server keeps only the token's SHA-256. */
export const newSession = z.object({
  token: z.string().check(z.minLength(32)),
  expiresAt: z.iso.datetime(),
  person,
})
export type NewSession = z.infer<typeof newSession>

/** One of the person's signed-in devices. `id` names the session to its owner; it opens nothing. */
export const deviceSession = z.object({
  id: z.string(),
  device: z.string(),
  createdAt: z.iso.datetime(),
  /** To the minute. */
  lastUsedAt: z.iso.datetime(),
  /** The one that asks. */
  current: z.boolean(),
})
export type DeviceSession = z.infer<typeof deviceSession>

/**
 * `GET /api/sessions`: the signed-in devices, the last used first. `DELETE /api/sessions/:id` signs one
 * out, `DELETE /api/sessions` all but the one that asks.
 */
export const deviceSessions = z.object({ sessions: z.array(deviceSession) })
export type DeviceSessions = z.infer<typeof deviceSessions>
