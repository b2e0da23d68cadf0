/** The application that calls, as the User-Agent names it. */
export interface Application {
  /** Printable ASCII, no slash. */
  readonly name: string
  /** Printable ASCII. */
  readonly version: string
}

const printable = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/

/**
 * The User-Agent of every request: `Shop sync/2.1 (Language=TypeScript; Library=Reportline)`.
 *
 * @throws TypeError if the name or the version cannot stand in a header
 * @see https://developer-docs.amazon.com/sp-api/docs/include-a-user-agent-header-in-all-requests
 */
export function userAgent(application?: Application): string {
  const comment = '(Language=TypeScript; Library=Reportline)'
  if (!application) return `Reportline ${comment}`
  const { name, version } = application
  if (!printable.test(name) || name.includes('/')) {
    throw new TypeError(`application.name has to be printable ASCII without a slash; it is ${JSON.stringify(name)}`)
  }
  if (!printable.test(version)) {
    throw new TypeError(`application.version has to be printable ASCII; it is ${JSON.stringify(version)}`)
  }
  return `${name}/${version} ${comment}`
}
