import { createRequire } from 'node:module'
import fc, { type Arbitrary } from 'fast-check'
import { emulatedApis } from '../../src/index.ts'

/** The parts of an OpenAPI document that requests are generated from. */
interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly string[]
  readonly const?: string
  readonly format?: string
  readonly pattern?: string
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly allOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
}

interface Parameter {
  readonly $ref?: string
  readonly name: string
  readonly in: string
  readonly schema: Schema
}

interface PathItem {
  readonly parameters?: readonly Parameter[]
}

interface Method extends PathItem {
  readonly operationId: string
  readonly security?: readonly Readonly<Record<string, unknown>>[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

interface Specification {
  readonly paths: Readonly<Record<string, PathItem & Readonly<Record<string, Method>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** A request of an operation. Everything in it may be invalid. */
export interface ArbitraryRequest {
  readonly api: string
  readonly operation: string
  readonly method: string
  /** The path template. */
  readonly path: string
  /** Values of the path's parameters. A number is an index in the identifiers that are known when the request is sent. */
  readonly names: readonly (string | number)[]
  readonly query: readonly (readonly [string, string])[]
  readonly contentType: string
  readonly body: string | undefined
  /** Selects the access token. */
  readonly token: 'right' | 'grantless' | 'none'
}

const require = createRequire(import.meta.url)
const methods = ['get', 'post', 'put', 'patch', 'delete']

const specifications: readonly (readonly [api: string, document: Specification])[] = [...emulatedApis.keys()].map(
  (api) => [api, require(`@reportline/${api}-spec`) as Specification],
)

const times = [
  ...['2026-03-04T11:00:00Z', '2026-03-04T13:00:00+01:00', '20260304T110000Z', '2026-12-01T00:00:00Z'],
  ...['2016-12-31T23:59:60Z', '0000-01-01T00:00:00+23:59', '9999-12-31T23:59:59-23:59', '9999-12-31T23:59:59Z'],
  ...['00000101T000000Z', '99991231T235959Z', '2026-02-30T00:00:00Z', '20260230T000000Z', '2026-03-04 11:00:00Z'],
  ...['2026-03-04t11:00:00z', '2026-03-04T11:00:00+00', '2026-03-04T24:00:00Z', '1969-12-31T23:59:59Z', '2026-03-04'],
]

const ids = ['A1', '1', '..', '%', 'a/b', 'constructor', '__proto__', '\u0000', '\ud800', 'x'.repeat(70_000)]

const words = [
  ...['GET_MERCHANT_LISTINGS_ALL_DATA', 'GET_XML_BROWSE_TREE_DATA', 'GET_AB_INVOICE_PDF', 'ATVPDKIKX0DER'],
  ...['A1PA6795UKMFR9', 'REPORT_PROCESSING_FINISHED', '1.0', 'PT5M', 'P1M', 'P1Y', 'P', 'PT0M', 'P99999M', 'DONE'],
  ...['arn:aws:sqs:us-east-1:123456789012:q', '123456789012', 'us-east-1', 'true', ''],
]

const nested = '['.repeat(10_000) + ']'.repeat(10_000)

/** Values that no schema expects everywhere. */
const hostile: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown[]>(null, 42, -1, 1e300, '', [], {}, true, [[]], { constructor: 1 }, 'x'.repeat(300)),
  fc.constant(JSON.parse('{"__proto__": {"reportId": 1}}')),
  fc.string({ unit: 'binary' }),
)

/** Replaces half of a surrogate pair, which cannot be encoded. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString()
}

/** The names of all fields, to add fields where they do not belong. */
const fieldNames = [
  ...new Set(specifications.flatMap(([, { components }]) => Object.values(components.schemas).flatMap(namesOf))),
]

function namesOf({ properties = {} }: Schema): string[] {
  return Object.keys(properties)
}

function sometimes<Value>(usual: Arbitrary<Value>, weight: number, unusual: Arbitrary<Value>): Arbitrary<Value> {
  return fc.oneof({ weight: 100 - weight, arbitrary: usual }, { weight, arbitrary: unusual })
}

function resolve(document: Specification, { $ref, ...schema }: Schema): Schema {
  if ($ref === undefined) return schema
  const found = $ref
    .slice(2)
    .split('/')
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document)
  return resolve(document, { ...(found as Schema), ...schema })
}

/** Generates values that mostly match a schema. */
function valueFor(document: Specification, reference: Schema): Arbitrary<unknown> {
  return sometimes(matching(document, resolve(document, reference)), 4, hostile)
}

function matching(document: Specification, schema: Schema): Arbitrary<unknown> {
  const choices = schema.oneOf ?? schema.anyOf
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => valueFor(document, choice)))
  if (schema.allOf !== undefined) {
    const parts = schema.allOf.map((part) => matching(document, resolve(document, part)))
    return fc.tuple(...parts).map((values) => Object.assign({}, ...values) as unknown)
  }
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return sometimes(fc.constantFrom(...schema.enum), 5, fc.constantFrom(...words))
  if (schema.type === 'array') return fc.array(valueFor(document, schema.items ?? {}), { minLength: 1, maxLength: 3 })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(schema)
  if (schema.type === 'object' || schema.properties !== undefined) return objectOf(document, schema)
  return stringOf(schema)
}

function numberOf({ minimum = 0, maximum = 100 }: Schema): Arbitrary<number> {
  return sometimes(fc.integer({ min: minimum, max: maximum }), 20, fc.constantFrom(minimum - 1, maximum + 1, 0.5))
}

function stringOf({ format, pattern, maxLength }: Schema): Arbitrary<string> {
  if (format === 'date-time' || pattern?.includes('T(')) return fc.constantFrom(...times)
  const lengths = maxLength === undefined ? [] : [maxLength, maxLength + 1].map((length) => 'y'.repeat(length))
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...words, ...lengths) },
    fc.constantFrom(...ids),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
}

function objectOf(document: Specification, { properties = {}, required = [] }: Schema): Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, valueFor(document, field)]),
  )
  const known = fc.record(fields, { requiredKeys: [...required].filter((name) => name in fields) })
  const extra = fc.dictionary(sometimes(fc.constantFrom(...fieldNames), 20, fc.constantFrom(...words)), hostile, {
    maxKeys: 2,
  })
  return fc.tuple(known, sometimes(fc.constant({}), 30, extra)).map(([usual, unusual]) => ({ ...unusual, ...usual }))
}

/** Generates requests of every operation of every API. */
export const arbitraryRequest: Arbitrary<ArbitraryRequest> = fc.oneof(
  ...specifications.flatMap(([api, document]) =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const operation = item[method]
        return operation === undefined ? [] : [requestOf(api, document, path, method, item, operation)]
      }),
    ),
  ),
)

function requestOf(
  api: string,
  document: Specification,
  path: string,
  method: string,
  item: PathItem,
  operation: Method,
): Arbitrary<ArbitraryRequest> {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(
    (parameter) => resolve(document, parameter as Schema) as unknown as Parameter,
  )
  const [[type, content] = []] = Object.entries(operation.requestBody?.content ?? {})
  const form = type === 'application/x-www-form-urlencoded'
  const query = parameters.filter((parameter) => parameter.in === 'query')
  const pairs = query.map(({ name, schema }) =>
    fc.option(valueFor(document, schema).map((value): [string, string] => [name, textOf(value)])),
  )
  return fc.record({
    api: fc.constant(api),
    operation: fc.constant(operation.operationId),
    method: fc.constant(method.toUpperCase()),
    path: fc.constant(path),
    names: fc.array(sometimes<string | number>(fc.nat(), 30, fc.constantFrom(...ids)), { minLength: 2, maxLength: 2 }),
    query: fc.tuple(...pairs).map((all) => all.filter((pair) => pair !== null)),
    contentType: sometimes(fc.constant(type ?? ''), 3, fc.constantFrom('text/plain', 'application/json', '')),
    body: content === undefined ? fc.constant(undefined) : bodyOf(document, content.schema, form),
    token: sometimes<ArbitraryRequest['token']>(
      fc.constant((operation.security ?? []).length > 0 ? 'grantless' : 'right'),
      3,
      fc.constantFrom('right', 'grantless', 'none'),
    ),
  })
}

function bodyOf(document: Specification, schema: Schema, form: boolean): Arbitrary<string> {
  const usual = valueFor(document, schema).map((value) => (form ? formOf(value) : JSON.stringify(value)))
  const texts = ['', '{', 'null', '[]', '7', '\ufeff{}', nested, `{"reportOptions": ${nested}}`, '{"a":1,"a":2}']
  return sometimes(usual, 5, fc.constantFrom(...texts))
}

function formOf(value: unknown): string {
  return String(
    new URLSearchParams(Object.entries(Object(value)).map(([name, field]): [string, string] => [name, textOf(field)])),
  )
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(',')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return wellFormed(text.slice(0, 2_000))
}

const schemasOf = (name: string): Arbitrary<unknown>[] =>
  specifications.flatMap(([, document]) => {
    const schema = document.components.schemas[name]
    return schema === undefined ? [] : [valueFor(document, schema)]
  })

const documentContent = fc.record(
  {
    content: fc.constantFrom('text', '\ud800', '日本'),
    contentBase64: fc.constantFrom('AAAA', '???'),
    contentType: fc.constantFrom('text/plain; charset=Cp1252', 'text/plain; charset=no', 'text/plain\n', '日本'),
    compressionAlgorithm: fc.constantFrom('GZIP', 'ZIP'),
  },
  { requiredKeys: ['content'] },
)

function listOf(...items: readonly Arbitrary<unknown>[]): Arbitrary<unknown> {
  return sometimes<unknown>(fc.array(fc.oneof(...items), { minLength: 1, maxLength: 2 }), 5, hostile)
}

/** Generates fixtures, of every kind but failures of the next requests. */
export const arbitraryFixtures: Arbitrary<unknown> = fc.record(
  {
    environment: fc.constantFrom('live', 'sandbox', 'other'),
    now: fc.constantFrom(...times),
    reports: listOf(...schemasOf('Report'), ...schemasOf('Report').map(withDocument)),
    reportTypes: listOf(
      fc.record(
        {
          reportType: fc.constantFrom(...words),
          processingStatus: fc.constantFrom('DONE', 'FATAL'),
          document: documentContent,
        },
        { requiredKeys: ['reportType'] },
      ),
    ),
    reportSchedules: listOf(...schemasOf('ReportSchedule')),
    destinations: listOf(...schemasOf('Destination')),
    subscriptions: listOf(
      ...schemasOf('Subscription').map((one) =>
        one.map((value) => ({ ...Object(value), notificationType: 'REPORT_PROCESSING_FINISHED' })),
      ),
    ),
    documents: listOf(
      fc
        .tuple(fc.constantFrom(...ids), documentContent)
        .map(([reportDocumentId, content]) => ({ reportDocumentId, ...content })),
    ),
    usage: fc.dictionary(fc.constantFrom('getReport', 'createReport', '__proto__'), fc.constantFrom(0, 5, -1, 1e300)),
    restrictedReportTypes: fc.dictionary(fc.constantFrom(...words), fc.constantFrom(true, false, 1)),
    authorizationCodes: listOf(fc.record({ code: fc.constantFrom(...ids), redirectUri: fc.constantFrom('', 'a') })),
  },
  { requiredKeys: [] },
)

function withDocument(report: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.tuple(report, documentContent).map(([value, document]) => ({ ...Object(value), document }))
}
