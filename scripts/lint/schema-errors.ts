import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { type Context, isNode, isReference, type LocatedValue, ownEntries, resolveValue } from './located-value.ts'

const ajv = new Ajv2020({ allErrors: true, strict: false })
formats.default(ajv)

/** Validates a value against a schema that may refer to other files. Returns one message for each error. */
export function schemaErrors(context: Context, schema: LocatedValue, value: unknown): string[] {
  // Another rule reports missing and unresolvable schemas.
  if (!isNode(schema.value) && typeof schema.value !== 'boolean') return []
  const validate = ajv.compile(selfContained(context, schema))
  if (validate(value)) return []
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? error.keyword}`.trim())
}

/** Copies a schema and includes all schemas that it refers to as `$defs`. Handles recursive schemas. */
function selfContained(context: Context, schema: LocatedValue): object {
  const names = new Map<string, string>()
  const definitions: Record<string, unknown> = {}
  const refer = (reference: LocatedValue): unknown => {
    const target = resolveValue(context, reference)
    const address = `${target.location.source.absoluteRef}${target.location.pointer}`
    const known = names.get(address)
    if (known !== undefined) return { $ref: `#/$defs/${known}` }
    const name = `schema${names.size}`
    names.set(address, name)
    definitions[name] = copy(target)
    return { $ref: `#/$defs/${name}` }
  }
  const copy = (located: LocatedValue): unknown => {
    if (isReference(located.value)) return refer(located)
    const children = ownEntries(located).map(([name, child]) => [name, copy(child)] as const)
    if (Array.isArray(located.value)) return children.map(([, child]) => child)
    return isNode(located.value) ? Object.fromEntries(children) : located.value
  }
  return { allOf: [copy(schema)], $defs: definitions }
}
