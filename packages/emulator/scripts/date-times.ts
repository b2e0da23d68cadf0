import { fullFormats } from 'ajv-formats/dist/formats.js'
import { type JsonObject, object } from './json-pointer.ts'

/** Schemas of times that have a pattern and no format. */
const patterns: Readonly<Record<string, readonly string[]>> = { 'pay-reports': ['DateTime', 'RequestDateTime'] }

const { 'date-time': rfc3339 } = fullFormats as Readonly<
  Record<string, { readonly validate: (value: string) => boolean }>
>

/**
 * Accepts the format `date-time` as far as the emulator can process it: without leap seconds, and with a year from 0 to 9999
 * in UTC.
 */
function isDateTime(value: string): boolean {
  const date = new Date(value)
  const isKnown = rfc3339?.validate(value) === true && !Number.isNaN(date.getTime())
  // The string of any other year has a sign and six digits.
  return isKnown && date.toISOString().length === 24
}

const basicForm = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** The formats of the validators. The bundle of each contract contains those that it uses. */
export const formats = {
  ...fullFormats,
  'date-time': isDateTime,
  'date-time-or-basic-form': (value: string) => isDateTime(value.replace(basicForm, '$1-$2-$3T$4:$5:$6Z')),
}

/**
 * Adds a format to the schemas of times that have only a pattern.
 *
 * @throws Error if the specification does not have the schema.
 */
export function withDateTimes(api: string, document: JsonObject): JsonObject {
  const components = object(document.components)
  const schemas = { ...object(components.schemas) }
  for (const name of patterns[api] ?? [])
    schemas[name] = { ...object(schemas[name]), format: 'date-time-or-basic-form' }
  return { ...document, components: { ...components, schemas } }
}
