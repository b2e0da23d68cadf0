/** Why no answer came, without anything of the request in it. */
export interface NetworkErrorInfo {
  /** What to say: codes, system call and address, as far as the run-time names them. */
  readonly description: string
  /** Whether it is certain that the request never left: no connection was made. */
  readonly neverSent: boolean
  /** A fresh error: the run-time's own may hold the request or quote its address. */
  readonly cause: Error
}

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/** Certificates are checked before anything of the request is sent. */
const badCertificate = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/

/** Tells what a rejected fetch means. Codes are read from the error and what it was caused by. */
export function describeNetworkError(error: unknown): NetworkErrorInfo {
  const chain = causesOf(error)
  const known = chain.find((each) => typeof each.code === 'string')
  const code = typeof known?.code === 'string' && /^\w+$/.test(known.code) ? known.code : undefined
  const place = [known?.syscall, known?.hostname ?? known?.address, known?.port]
  const words = [code ?? nameOf(error), ...place.filter((each) => typeof each === 'string' || typeof each === 'number')]
  const description = words.join(' ')
  const cause = Object.assign(new Error(description), code === undefined ? {} : { code })
  return { description, neverSent: code !== undefined && isNeverSent(code, known?.syscall), cause }
}

function isNeverSent(code: string, systemCall: unknown): boolean {
  return neverConnected.has(code) || systemCall === 'connect' || badCertificate.test(code)
}

type Detailed = Record<string, unknown>

/** The error and its causes; of several tried addresses the first. At most five, should they form a ring. */
function causesOf(error: unknown): Detailed[] {
  const chain: Detailed[] = []
  let next = error
  while (typeof next === 'object' && next !== null && chain.length < 5) {
    const detailed: Detailed = { ...pick(next) }
    chain.push(detailed)
    next = detailed.cause ?? (Array.isArray(detailed.errors) ? detailed.errors[0] : undefined)
  }
  return chain
}

function pick(error: object): Detailed {
  const names = ['code', 'syscall', 'hostname', 'address', 'port', 'cause', 'errors']
  return Object.fromEntries(names.map((name) => [name, Reflect.get(error, name)]))
}

function nameOf(error: unknown): string {
  return error instanceof Error && /^\w+$/.test(error.name) ? error.name : 'unknown fault'
}
