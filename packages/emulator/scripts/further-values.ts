import type { Json, JsonObject } from './json-pointer.ts'
import { object } from './json-pointer.ts'

/**
 * Values that Amazon takes beyond the enums of a specification, which hold the documented ones only: public documentation
 * names the report type, the .NET SDK knows the frequency (see `deviations/more-report-types.md` of the specification).
 */
const furtherValues: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'pay-reports': {
    ReportTypes: ['_GET_CSV_CUSTOM_OFFAMAZONPAYMENTS_MULTI_CURRENCY_PAYMENTS_DATA_'],
    ScheduleFrequency: ['PT24H'],
  },
}

/**
 * Adds to the enums of an API what is known beyond them.
 *
 * @throws Error when the specification has no such enum, or has the value by now.
 */
export function withFurtherValues(api: string, document: JsonObject): JsonObject {
  const components = object(document.components)
  const schemas = { ...object(components.schemas) }
  for (const [name, values] of Object.entries(furtherValues[api] ?? {})) {
    const schema = object(schemas[name])
    const documented: readonly Json[] = Array.isArray(schema.enum) ? schema.enum : []
    const known = values.find((value) => documented.includes(value))
    if (documented.length === 0) throw new Error(`${api}: ${name} has no enum`)
    if (known !== undefined) throw new Error(`${api}: ${name} documents ${known} by now`)
    schemas[name] = { ...schema, enum: [...documented, ...values] }
  }
  return { ...document, components: { ...components, schemas } }
}
