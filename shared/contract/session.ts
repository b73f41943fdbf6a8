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
