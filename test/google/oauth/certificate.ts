import { sign, type KeyObject } from 'node:crypto'

/**
 * Self-signed X.509 certificates, as `/oauth2/v1/certs` serves them. Node reads certificates and
 * cannot make them, so this writes the little DER that one needs: RFC 5280 §4.1.
 */
const INTEGER = 0x02
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const NULL = 0x05
const OBJECT_IDENTIFIER = 0x06
const UTF8_STRING = 0x0c
const SEQUENCE = 0x30
const SET = 0x31
const UTC_TIME = 0x17
const BOOLEAN = 0x01
/** `[0]` for the version, `[3]` for extensions. */
const VERSION = 0xa0
const EXTENSIONS = 0xa3

const COMMON_NAME = '550403'
const SHA256_WITH_RSA = '2a864886f70d01010b'
const BASIC_CONSTRAINTS = '551d13'

/** One value: its tag, its length, its content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const bytes = length < 0x80 ? [length] : longLength(length)
  return Buffer.concat([Buffer.from([tag, ...bytes]), content])
}

function longLength(length: number): number[] {
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return [0x80 + bytes.length, ...bytes]
}

function identifier(hex: string): Buffer {
  return der(OBJECT_IDENTIFIER, Buffer.from(hex, 'hex'))
}

/** A bit string of whole bytes: none of the last one's bits are unused. */
function bits(content: Buffer): Buffer {
  return der(BIT_STRING, Buffer.from([0]), content)
}

function name(common: string): Buffer {
  const pair = der(SEQUENCE, identifier(COMMON_NAME), der(UTF8_STRING, Buffer.from(common)))
  return der(SEQUENCE, der(SET, pair))
}

/** `YYMMDDHHMMSSZ`, good until 2049. */
function utcTime(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replaceAll(/\D/g, '')
  return der(UTC_TIME, Buffer.from(`${digits.slice(2, 14)}Z`))
}

/**
 * A certificate of an RSA key by that key itself.
 * @param serial hex digits.
 * @returns PEM.
 */
export function selfSigned(given: {
  publicKey: KeyObject
  privateKey: KeyObject
  common: string
  serial: string
  /** Milliseconds since 1970. */
  from: number
  until: number
}): string {
  const algorithm = der(SEQUENCE, identifier(SHA256_WITH_RSA), der(NULL))
  // With a one before it the number is positive, and has no byte too many.
  const serial = der(INTEGER, Buffer.from(`01${given.serial}`, 'hex'))
  const notAnAuthority = der(
    SEQUENCE,
    identifier(BASIC_CONSTRAINTS),
    der(BOOLEAN, Buffer.from([0xff])),
    der(OCTET_STRING, der(SEQUENCE)),
  )
  const body = der(
    SEQUENCE,
    der(VERSION, der(INTEGER, Buffer.from([2]))),
    serial,
    algorithm,
    name(given.common),
    der(SEQUENCE, utcTime(given.from), utcTime(given.until)),
    name(given.common),
    given.publicKey.export({ type: 'spki', format: 'der' }),
    der(EXTENSIONS, der(SEQUENCE, notAnAuthority)),
  )
  const signature = bits(sign('sha256', body, given.privateKey))
  const lines =
    der(SEQUENCE, body, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
