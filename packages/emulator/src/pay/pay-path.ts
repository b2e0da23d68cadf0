/** The part of a path that may stand before the one of the specification. */
const base = /^(?:\/(live|sandbox))?(?=\/v2(?:\/|$))/

/**
 * The path as the specification has it, for whatever clients send: with the environment before it, slashes at the end or
 * repeated, names encoded twice.
 *
 * @param path Escaped, as it was sent.
 * @returns undefined for a path that is none of Amazon Pay's.
 */
export function payRoute(path: string): string | undefined {
  const clean = cleaned(path)
  return base.test(clean) ? clean.replace(base, '') : undefined
}

/** The environment that a path names; undefined where it names none. */
export function pathEnvironment(path: string): 'live' | 'sandbox' | undefined {
  return base.exec(cleaned(path))?.[1] as 'live' | 'sandbox' | undefined
}

function cleaned(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '')
  return `/${segments.map((segment) => encodeURIComponent(decodedTwice(segment))).join('/')}`
}

/** Identifiers have no percent sign: where one is left over, the text was encoded twice. */
function decodedTwice(segment: string): string {
  const once = decoded(segment)
  return once.includes('%') ? decoded(once) : once
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
