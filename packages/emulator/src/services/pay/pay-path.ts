/** The optional part of a path before the path in the specification. */
const prefix = /^(?:\/(live|sandbox))?(?=\/v2(?:\/|$))/

/**
 * Maps a path to the one in the specification. Clients may put the environment before it, add or repeat slashes, and
 * encode names twice.
 *
 * @param path Percent-encoded, as it was sent.
 * @returns Undefined if the path does not belong to Amazon Pay.
 */
export function payRoute(path: string): string | undefined {
  const normalized = normalizePath(path)
  return prefix.test(normalized) ? normalized.replace(prefix, '') : undefined
}

/** Returns the environment in a path, if there is one. */
export function pathEnvironment(path: string): 'live' | 'sandbox' | undefined {
  return prefix.exec(normalizePath(path))?.[1] as 'live' | 'sandbox' | undefined
}

function normalizePath(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '')
  return `/${segments.map((segment) => encodeURIComponent(decodeTwice(segment))).join('/')}`
}

/** Identifiers contain no percent sign, so a remaining one means that the segment was encoded twice. */
function decodeTwice(segment: string): string {
  const once = decode(segment)
  return once.includes('%') ? decode(once) : once
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
