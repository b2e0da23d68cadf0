import type { Json, JsonObject } from './json-pointer.ts'
import { object } from './json-pointer.ts'

/**
 * Values that Amazon accepts although they are not in the specification's enums, which contain only documented values.
 * The report type is in public documentation and the frequency in the .NET SDK (see `deviations/more-report-types.md` of
 * the specification).
 */
const furtherValues: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'pay-reports': {
    ReportTypes: ['_GET_CSV_CUSTOM_OFFAMAZONPAYMENTS_MULTI_CURRENCY_PAYMENTS_DATA_'],
    ScheduleFrequency: ['PT24H'],
  },
}

/**
 * Adds undocumented values to the enums of an API.
 *
 * @throws Error if the specification does not have the enum, or already contains the value.
 */
export function withFurtherValues(api: string, document: JsonObject): JsonObject {
  const components = object(document.components)
  const schemas = { ...object(components.schemas) }
  for (const [name, values] of Object.entries(furtherValues[api] ?? {})) {
    const schema = object(schemas[name])
    const documented: readonly Json[] = Array.isArray(schema.enum) ? schema.enum : []
    const known = values.find((value) => documented.includes(value))
    if (documented.length === 0) throw new Error(`${api}: ${name} has no enum`)
    if (known !== undefined) throw new Error(`${api}: ${name} already contains ${known}`)
    schemas[name] = { ...schema, enum: [...documented, ...values] }
  }
  return { ...document, components: { ...components, schemas } }
}
