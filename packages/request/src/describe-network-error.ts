/** Why no response arrived, without any part of the request. */
export interface NetworkErrorInfo {
  /** The error code, system call and address, as far as the runtime names them. */
  readonly description: string
  /** Whether the request certainly never reached the service, because no connection was made. */
  readonly neverSent: boolean
  /** A new error, because the error of the runtime may contain the request or quote its address. */
  readonly cause: Error
}

const notConnectedCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/** Certificates are checked before any part of the request is sent. */
const certificateCode = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/

const maxCauses = 5

/** Describes the error of a fetch that was rejected. The error code is read from the error and its causes. */
export function describeNetworkError(error: unknown): NetworkErrorInfo {
  const chain = causesOf(error)
  const known = chain.find((each) => typeof each.code === 'string')
  const code = typeof known?.code === 'string' && /^\w+$/.test(known.code) ? known.code : undefined
  const details = [known?.syscall, known?.hostname ?? known?.address, known?.port]
  const words = [
    code ?? nameOf(error),
    ...details.filter((each) => typeof each === 'string' || typeof each === 'number'),
  ]
  const description = words.join(' ')
  const cause = Object.assign(new Error(description), code === undefined ? {} : { code })
  return { description, neverSent: code !== undefined && isNeverSent(code, known?.syscall), cause }
}

function isNeverSent(code: string, systemCall: unknown): boolean {
  return notConnectedCodes.has(code) || systemCall === 'connect' || certificateCode.test(code)
}

type ErrorDetails = Record<string, unknown>

/** Returns the error and its causes, for several addresses those of the first. Limited, because causes may be circular. */
function causesOf(error: unknown): ErrorDetails[] {
  const chain: ErrorDetails[] = []
  let next = error
  while (typeof next === 'object' && next !== null && chain.length < maxCauses) {
    const details = detailsOf(next)
    chain.push(details)
    next = details.cause ?? (Array.isArray(details.errors) ? details.errors[0] : undefined)
  }
  return chain
}

function detailsOf(error: object): ErrorDetails {
  const names = ['code', 'syscall', 'hostname', 'address', 'port', 'cause', 'errors']
  return Object.fromEntries(names.map((name) => [name, Reflect.get(error, name)]))
}

function nameOf(error: unknown): string {
  return error instanceof Error && /^\w+$/.test(error.name) ? error.name : 'unknown error'
}
