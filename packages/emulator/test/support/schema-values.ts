import { createRequire } from 'node:module'
import fc, { type Arbitrary } from 'fast-check'
import { emulatedApis } from '../../src/index.ts'
import { createAccount } from '../../src/state/accounts.ts'

/** The keywords of a schema that values are generated from. */
export interface Schema {
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

/** The parts of an OpenAPI document that requests are generated from. */
export interface Specification {
  readonly paths: Readonly<Record<string, PathItem & Readonly<Record<string, Method>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

export interface Parameter {
  readonly $ref?: string
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: Schema
}

export interface PathItem {
  readonly parameters?: readonly Parameter[]
}

export interface Method extends PathItem {
  readonly operationId: string
  readonly security?: readonly Readonly<Record<string, unknown>>[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

const require = createRequire(import.meta.url)

export const specifications: readonly (readonly [api: string, document: Specification])[] = [
  ...emulatedApis.keys(),
].map((api) => [api, require(`@reportline/${api}-spec`) as Specification])

/** The fields of what the emulator stores, to add them where they do not belong. */
const storedFields = [
  ...new Set(
    specifications.flatMap(([, { components }]) =>
      ['Report', 'ReportSchedule', 'Destination', 'Subscription'].flatMap((name) =>
        Object.keys(components.schemas[name]?.properties ?? {}),
      ),
    ),
  ),
]

const { clientId, clientSecret, refreshToken } = createAccount('sellingPartner')

/** Valid values by the name of the field. `$id0` stands for an identifier from an earlier response. */
const samples: Readonly<Record<string, readonly string[]>> = {
  reportType: ['GET_MERCHANT_LISTINGS_ALL_DATA', 'GET_XML_BROWSE_TREE_DATA', 'GET_AB_INVOICE_PDF'],
  reportTypes: ['GET_MERCHANT_LISTINGS_ALL_DATA', 'GET_XML_BROWSE_TREE_DATA', 'GET_AB_INVOICE_PDF'],
  marketplaceIds: ['ATVPDKIKX0DER'],
  period: ['PT5M', 'P1D', 'P1M'],
  payloadVersion: ['1.0', '2020-09-04'],
  notificationType: ['REPORT_PROCESSING_FINISHED'],
  destinationId: ['$id0', '$id1', '$id2', '$id3'],
  reportDocumentId: ['$id0', 'document'],
  arn: ['arn:aws:sqs:us-east-1:123456789012:q1', 'arn:aws:sqs:us-east-1:123456789012:q2'],
  accountId: ['123456789012'],
  region: ['us-east-1'],
  path: ['/reports/2021-06-30/documents/$id0', '/orders/v0/orders'],
  scope: ['sellingpartnerapi::notifications'],
  client_id: [clientId],
  client_secret: [clientSecret],
  refresh_token: [refreshToken],
}

export const ids = ['A1', '1', '..', '%', 'a/b', 'constructor', '__proto__', '\u0000', '\ud800', 'x'.repeat(70_000)]

export const words = [
  ...['GET_MERCHANT_LISTINGS_ALL_DATA', 'ATVPDKIKX0DER', 'A1PA6795UKMFR9', 'REPORT_PROCESSING_FINISHED', '1.0'],
  ...['PT5M', 'P1M', 'P1Y', 'P', 'PT0M', 'P99999M', 'DONE', 'invoiceId', '123456789012', 'us-east-1', 'true', ''],
]

const oddTimes = [
  ...['2016-12-31T23:59:60Z', '0000-01-01T00:00:00+23:59', '9999-12-31T23:59:59-23:59', '9999-12-31T23:59:59Z'],
  ...['00000101T000000Z', '99991231T235959Z', '2026-02-30T00:00:00Z', '20260230T000000Z', '2026-03-04 11:00:00Z'],
  ...['2026-03-04t11:00:00z', '2026-03-04T11:00:00+00', '2026-03-04T24:00:00Z', '1969-12-31T23:59:59Z', '2026-03-04'],
]

/** Values that hardly any schema expects. */
export const hostile: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown[]>(null, 42, -1, 1e300, '', [], {}, true, [[]], { constructor: 1 }, 'x'.repeat(300)),
  fc.constant(JSON.parse('{"__proto__": {"reportId": 1}}')),
  fc.string({ unit: 'binary' }),
)

/** Generates the unusual value in a percentage of cases. */
export function sometimes<Value>(
  usual: Arbitrary<Value>,
  percent: number,
  unusual: Arbitrary<Value>,
): Arbitrary<Value> {
  return fc.oneof({ weight: 100 - percent, arbitrary: usual }, { weight: percent, arbitrary: unusual })
}

/** Generates values for the schemas of a document. Every object may have fields that its schema does not have. */
export class SchemaValues {
  readonly #document: Specification
  readonly #hostility: number

  /** @param hostility The percentage of values that do not match their schema. */
  constructor(document: Specification, hostility: number) {
    this.#document = document
    this.#hostility = hostility
  }

  valueFor(reference: Schema, name = ''): Arbitrary<unknown> {
    return sometimes(this.#matching(this.resolve(reference), name), this.#hostility, hostile)
  }

  /** Follows references. */
  resolve<Referenced extends { readonly $ref?: string }>({ $ref, ...own }: Referenced): Referenced {
    if ($ref === undefined) return own as Referenced
    const found = $ref
      .slice(2)
      .split('/')
      .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], this.#document)
    return this.resolve({ ...(found as Referenced), ...own })
  }

  #matching(schema: Schema, name: string): Arbitrary<unknown> {
    const choices = schema.oneOf ?? schema.anyOf
    if (choices !== undefined) return fc.oneof(...choices.map((choice) => this.valueFor(choice, name)))
    if (schema.allOf !== undefined) {
      const parts = schema.allOf.map((part) => this.#matching(this.resolve(part), name))
      return fc.tuple(...parts).map((values) => Object.assign({}, ...values) as unknown)
    }
    if (schema.const !== undefined) return fc.constant(schema.const)
    if (schema.enum !== undefined) {
      return sometimes(fc.constantFrom(...schema.enum), this.#hostility, fc.constantFrom(...words))
    }
    switch (schema.type) {
      case 'array':
        return fc.array(this.valueFor(schema.items ?? {}, name), { minLength: 1, maxLength: 2 })
      case 'boolean':
        return fc.boolean()
      case 'integer':
      case 'number':
        return this.#number(schema)
      case 'string':
        return this.#string(schema, name)
      default:
        return this.#object(schema)
    }
  }

  #number({ minimum = 0, maximum = 100 }: Schema): Arbitrary<number> {
    const outside = fc.constantFrom(minimum - 1, maximum + 1, 0.5)
    return sometimes(fc.integer({ min: minimum, max: maximum }), this.#hostility, outside)
  }

  #string({ format, pattern = '', maxLength }: Schema, name: string): Arbitrary<string> {
    const isTime = format === 'date-time' || pattern.includes('T(')
    if (isTime) return sometimes(timesFor(pattern, name), 2 * this.#hostility, fc.constantFrom(...oddTimes))
    const lengths = maxLength === undefined ? [] : [maxLength, maxLength + 1].map((length) => 'y'.repeat(length))
    const odd = fc.oneof(
      fc.constantFrom(...words, ...lengths),
      fc.constantFrom(...ids),
      fc.string({ unit: 'binary', maxLength: 12 }),
    )
    return sometimes(fc.constantFrom(...(samples[name] ?? ['a', 'A1'])), 2 * this.#hostility, odd)
  }

  #object({ properties = {}, required = [] }: Schema): Arbitrary<unknown> {
    const fields = Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [name, this.valueFor(field, name)]),
    )
    const known = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
    const names = sometimes(fc.constantFrom(...storedFields), 20, fc.constantFrom(...words))
    const extra = sometimes(fc.constant({}), 70, fc.dictionary(names, hostile, { minKeys: 1, maxKeys: 5 }))
    return fc.tuple(known, extra).map(([usual, unusual]) => ({ ...unusual, ...usual }))
  }
}

/** Schedules begin in the future, and reports end in the past. Some patterns allow only the basic form. */
function timesFor(pattern: string, name: string): Arbitrary<string> {
  const [extended, basic] =
    name === 'nextReportCreationTime'
      ? ['2026-03-04T13:00:00Z', '20260304T130000Z']
      : ['2026-03-04T11:00:00Z', '20260304T110000Z']
  return fc.constant(pattern === '' || pattern.includes('\\d{4}-') ? extended : basic)
}
