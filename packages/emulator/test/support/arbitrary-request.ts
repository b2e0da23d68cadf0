import fc, { type Arbitrary } from 'fast-check'
import {
  hostile,
  ids,
  type Method,
  type PathItem,
  SchemaValues,
  sometimes,
  specifications,
  words,
} from './schema-values.ts'

/** A request of an operation. Everything in it may be invalid. `$id0` stands for an identifier of an earlier response. */
export interface ArbitraryRequest {
  readonly api: string
  readonly operation: string
  readonly method: string
  /** The path template. */
  readonly path: string
  /** Values of the path's parameters. */
  readonly names: readonly string[]
  readonly query: readonly (readonly [string, string])[]
  readonly contentType: string
  readonly body: string | undefined
  /** Selects the access token. */
  readonly token: 'right' | 'grantless' | 'none'
}

/** Half of the requests and fixtures match their schemas, but may have unknown fields. */
const hostilities = [0, 6]

const methods = ['get', 'post', 'put', 'patch', 'delete']

const nested = '['.repeat(10_000) + ']'.repeat(10_000)

/** Replaces half of a surrogate pair, which cannot be encoded. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString()
}

/** Generates requests of every operation of every API. Those that create something are more frequent. */
export const arbitraryRequest: Arbitrary<ArbitraryRequest> = fc.oneof(
  ...specifications.flatMap(([api, document]) =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const operation = item[method]
        if (operation === undefined) return []
        return hostilities.map((hostility) => {
          const values = new SchemaValues(document, hostility)
          const target = { values, hostility, api, path, method: method.toUpperCase(), item, operation }
          return { weight: method === 'post' ? 4 : 1, arbitrary: requestOf(target) }
        })
      }),
    ),
  ),
)

interface Target {
  readonly values: SchemaValues
  readonly hostility: number
  readonly api: string
  readonly path: string
  readonly method: string
  readonly item: PathItem
  readonly operation: Method
}

function requestOf({ values, hostility, api, path, method, item, operation }: Target): Arbitrary<ArbitraryRequest> {
  const [[type, content] = []] = Object.entries(operation.requestBody?.content ?? {})
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
    values.resolve(parameter),
  )
  const names = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => nameOf(name, hostility))
  const pairs = parameters
    .filter((parameter) => parameter.in === 'query' && (hostility > 0 || parameter.name !== 'nextToken'))
    .map(({ name, schema, required = name === 'reportTypes' }) => {
      const pair = values.valueFor(schema, name).map((value): [string, string] => [name, textOf(value)])
      return required && hostility === 0 ? pair : fc.option(pair)
    })
  const ownToken = (operation.security ?? []).length > 0 ? 'grantless' : 'right'
  return fc.record({
    api: fc.constant(api),
    operation: fc.constant(operation.operationId),
    method: fc.constant(method),
    path: fc.constant(path),
    names: fc.tuple(...names),
    query: fc.tuple(...pairs).map((all) => all.filter((pair) => pair !== null)),
    contentType: sometimes(fc.constant(type ?? ''), hostility, fc.constantFrom('text/plain', 'application/json', '')),
    body: content === undefined ? fc.constant(undefined) : bodyOf(values.valueFor(content.schema), hostility, type),
    token: sometimes<ArbitraryRequest['token']>(
      fc.constant(ownToken),
      hostility,
      fc.constantFrom('right', 'grantless', 'none'),
    ),
  })
}

function nameOf(name: string, hostility: number): Arbitrary<string> {
  if (name === 'notificationType') return fc.constant('REPORT_PROCESSING_FINISHED')
  return sometimes(
    fc.nat(20).map((index) => `$id${index}`),
    5 * hostility,
    fc.constantFrom(...ids),
  )
}

function bodyOf(value: Arbitrary<unknown>, hostility: number, type: string | undefined): Arbitrary<string> {
  const usual = value.map((body) =>
    type === 'application/x-www-form-urlencoded' ? formOf(body) : JSON.stringify(body),
  )
  const texts = ['', '{', 'null', '[]', '7', '\ufeff{}', nested, `{"reportOptions": ${nested}}`, '{"a":1,"a":2}']
  return sometimes(usual, hostility, fc.constantFrom(...texts))
}

function formOf(value: unknown): string {
  const fields = Object.entries(Object(value)).map(([name, field]): [string, string] => [name, textOf(field)])
  return String(new URLSearchParams(fields))
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(',')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return wellFormed(text.slice(0, 2_000))
}

/** Generates values of a schema that one or several APIs have. */
function anyOf(name: string): Arbitrary<unknown>[] {
  return specifications.flatMap(([, document]) => {
    const schema = document.components.schemas[name]
    return schema === undefined
      ? []
      : hostilities.map((hostility) => new SchemaValues(document, hostility).valueFor(schema))
  })
}

const documentContent = fc.oneof(
  fc.constant({ content: 'text' }),
  fc.record(
    {
      content: fc.constantFrom('text', '\ud800', '日本'),
      contentBase64: fc.constantFrom('AAAA', '???'),
      contentType: fc.constantFrom('text/plain; charset=Cp1252', 'text/plain; charset=no', 'text/plain\n', '日本'),
      compressionAlgorithm: fc.constantFrom('GZIP', 'ZIP'),
    },
    { requiredKeys: ['content'] },
  ),
)

function listOf(...items: readonly Arbitrary<unknown>[]): Arbitrary<unknown> {
  return sometimes<unknown>(fc.array(fc.oneof(...items), { minLength: 1, maxLength: 2 }), 3, hostile)
}

function withFields(
  item: Arbitrary<unknown>,
  fields: Readonly<Record<string, Arbitrary<unknown>>>,
): Arbitrary<unknown> {
  return fc.tuple(item, fc.record(fields)).map(([value, added]) => ({ ...Object(value), ...added }))
}

const type = fc.constantFrom('GET_XML_BROWSE_TREE_DATA', '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_', ...words)

const fixtureKeys: Readonly<Record<string, Arbitrary<unknown>>> = {
  environment: fc.constantFrom('live', 'sandbox', 'other'),
  now: fc.constantFrom('2026-03-05T00:00:00Z', '2027-01-01T00:00:00Z', '8999-12-31T23:59:59Z', '9999-01-01T00:00:00Z'),
  reports: listOf(...anyOf('Report'), ...anyOf('Report').map((one) => withFields(one, { document: documentContent }))),
  reportTypes: listOf(
    fc.record({ reportType: type, document: documentContent }),
    fc.record({ reportType: type, processingStatus: fc.constantFrom('FATAL', 'CANCELLED', 'DONE', 'FAILED', '') }),
  ),
  reportSchedules: listOf(...anyOf('ReportSchedule')),
  destinations: listOf(...anyOf('Destination')),
  subscriptions: listOf(
    ...anyOf('Subscription').map((one) =>
      withFields(one, { notificationType: fc.constant('REPORT_PROCESSING_FINISHED') }),
    ),
  ),
  documents: listOf(withFields(documentContent, { reportDocumentId: fc.constantFrom(...ids) })),
  usage: fc.dictionary(fc.constantFrom('getReport', 'createReport', '__proto__'), fc.constantFrom(0, 5, -1, 1e300)),
  restrictedReportTypes: fc.dictionary(fc.constantFrom(...words), fc.constantFrom(true, false, 1)),
  authorizationCodes: listOf(fc.record({ code: fc.constantFrom(...ids), redirectUri: fc.constantFrom('', 'a') })),
}

/** Generates fixtures of every kind, except failures of the next requests. */
export const arbitraryFixtures: Arbitrary<unknown> = fc.oneof(
  ...Object.entries(fixtureKeys).map(([key, value]) => fc.record({ [key]: value })),
  fc.record(fixtureKeys, { requiredKeys: [] }),
)
