import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { type Context, follow, isNode, isReference, type Place, written } from './located-value.ts'

const ajv = new Ajv2020({ allErrors: true, strict: false })
formats.default(ajv)

/** What is wrong with a value by a schema that may be spread over files: one text per breach, none if all is well. */
export function breaches(context: Context, schema: Place, value: unknown): string[] {
  // A schema that is missing or unresolvable is another rule's to report.
  if (!isNode(schema.value) && typeof schema.value !== 'boolean') return []
  const validate = ajv.compile(selfContained(context, schema))
  if (validate(value)) return []
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? error.keyword}`.trim())
}

/** Copies a schema so that it holds all it refers to, under `$defs`. Schemas may refer to themselves. */
function selfContained(context: Context, schema: Place): object {
  const names = new Map<string, string>()
  const definitions: Record<string, unknown> = {}
  const refer = (reference: Place): unknown => {
    const target = follow(context, reference)
    const address = `${target.location.source.absoluteRef}${target.location.pointer}`
    const known = names.get(address)
    if (known !== undefined) return { $ref: `#/$defs/${known}` }
    const name = `schema${names.size}`
    names.set(address, name)
    definitions[name] = copy(target)
    return { $ref: `#/$defs/${name}` }
  }
  const copy = (place: Place): unknown => {
    if (isReference(place.value)) return refer(place)
    const children = written(place).map(([name, child]) => [name, copy(child)] as const)
    if (Array.isArray(place.value)) return children.map(([, child]) => child)
    return isNode(place.value) ? Object.fromEntries(children) : place.value
  }
  return { allOf: [copy(schema)], $defs: definitions }
}
