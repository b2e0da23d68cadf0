/** The calling application, as the User-Agent names it. */
export interface Application {
  /** Printable ASCII without slashes. */
  readonly name: string
  /** Printable ASCII. */
  readonly version: string
}

const printable = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/

/**
 * Returns the User-Agent of every request, for example `Shop sync/2.1 (Language=TypeScript; Library=Reportline)`.
 *
 * @throws TypeError if a header cannot contain the name or the version
 * @see https://developer-docs.amazon.com/sp-api/docs/include-a-user-agent-header-in-all-requests
 */
export function userAgent(application?: Application): string {
  const comment = '(Language=TypeScript; Library=Reportline)'
  if (!application) return `Reportline ${comment}`
  const { name, version } = application
  if (!printable.test(name) || name.includes('/')) {
    throw new TypeError(`application.name must be printable ASCII without slashes, not ${JSON.stringify(name)}`)
  }
  if (!printable.test(version)) {
    throw new TypeError(`application.version must be printable ASCII, not ${JSON.stringify(version)}`)
  }
  return `${name}/${version} ${comment}`
}
