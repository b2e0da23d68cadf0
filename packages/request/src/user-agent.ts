/** The application that calls, as the User-Agent names it. */
export interface Application {
  readonly name: string
  readonly version: string
}
