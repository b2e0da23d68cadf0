import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may call the emulator. */
export interface AccessRules {
  /** Host names that requests may address, in lower case and without a port, besides loopback and the address they reach. */
  readonly hosts: ReadonlySet<string>
  /** The token that control requests must contain, unless they come over loopback. */
  readonly controlToken: string
}

/** Why a request is rejected, with the status of the response. */
export interface AccessError {
  readonly status: 401 | 403 | 415
  readonly message: string
}

/**
 * Rejects requests that a web page may have sent: a page of another site, or one whose host name was rebound to this
 * machine. Browsers do not let a page change the headers that are compared.
 *
 * @param allowsLinks Whether pages of other sites may send the request, provided that it addresses this machine.
 * @returns Undefined for an acceptable request.
 */
export function rejectWebPage(
  request: IncomingMessage,
  rules: AccessRules,
  allowsLinks: boolean,
): AccessError | undefined {
  const { host, origin, 'sec-fetch-site': site = 'none' } = request.headers
  const addressed = hostOf(host)
  if (addressed === undefined || !isServed(addressed.hostname, request, rules)) {
    const remedy = 'Use localhost or its IP address, or set the option publicUrl to the URL that you use.'
    return { status: 403, message: `The emulator does not serve the host ${host ?? '(none)'}. ${remedy}` }
  }
  const isForeign = origin !== undefined && URL.parse(origin)?.host !== addressed.host
  if (allowsLinks || (!isForeign && (site === 'none' || site === 'same-origin'))) return undefined
  return { status: 403, message: 'The emulator does not serve the pages of other web sites.' }
}

/**
 * Rejects control requests that are not JSON, because a page of another site can send other types without permission, and
 * requests from other machines without the control token.
 *
 * @returns Undefined for an acceptable request.
 */
export function rejectControl(request: IncomingMessage, { controlToken }: AccessRules): AccessError | undefined {
  const { 'content-type': type = '', host, authorization = '' } = request.headers
  if (!/^application\/json\s*(?:;|$)/i.test(type)) {
    return { status: 415, message: 'The header content-type must be application/json' }
  }
  const isLocal =
    isLoopbackHost(plainAddress(request.socket.remoteAddress)) && isLoopbackHost(plainAddress(hostOf(host)?.hostname))
  if (isLocal || isEqual(authorization, `Bearer ${controlToken}`)) return undefined
  const message = 'From another machine, the header authorization must be `Bearer <controlToken>`'
  return { status: 401, message }
}

/** Returns whether a host name or an address belongs to the loopback interface. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

function hostOf(header: string | undefined): URL | undefined {
  return header === undefined ? undefined : (URL.parse(`http://${header}`) ?? undefined)
}

/** A host name can be rebound to any address, but the address that a request has reached cannot. */
function isServed(hostname: string, { socket }: IncomingMessage, { hosts }: AccessRules): boolean {
  const plain = plainAddress(hostname)
  return isLoopbackHost(plain) || hosts.has(plain) || plain === plainAddress(socket.localAddress)
}

/** Removes the brackets of an IPv6 address, and the prefix of an IPv4 address on an IPv6 socket. */
function plainAddress(address = ''): string {
  return address.replace(/^\[(.*)\]$/, '$1').replace(/^::ffff:(?=\d+\.)/i, '')
}

/** Compares digests, because the time to compare strings depends on how much of them is equal. */
function isEqual(one: string, other: string): boolean {
  const [first, second] = [one, other].map((value) => createHash('sha256').update(value).digest())
  return first !== undefined && second !== undefined && timingSafeEqual(first, second)
}
