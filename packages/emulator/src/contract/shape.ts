/** The fields that a schema describes. Without `properties`, an object may have any fields. */
export interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>
  /** The shape of the items of a list. */
  readonly items?: Shape
}

/** Returns a value without the fields that its schema does not describe. */
export function withoutUnknownFields(value: unknown, shape: Shape): unknown {
  const { properties, items } = shape
  if (Array.isArray(value)) return items === undefined ? value : value.map((item) => withoutUnknownFields(item, items))
  if (properties === undefined || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]: [string, unknown]) => {
      const known = shapeOfField(name, shape)
      return known === undefined ? [] : [[name, withoutUnknownFields(field, known)]]
    }),
  )
}

/**
 * Finds a field that a schema does not describe.
 *
 * @returns The field's path, for example `resource.sqs.name` or `[0].name`. Undefined if there is none.
 */
export function findUnknownField(value: unknown, shape: Shape): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, field] of Object.entries(value) as [string, unknown][]) {
    const key = Array.isArray(value) ? `[${name}]` : name
    const known = Array.isArray(value) ? (shape.items ?? {}) : shapeOfField(name, shape)
    if (known === undefined) return key
    const inner = findUnknownField(field, known)
    if (inner !== undefined) return inner.startsWith('[') ? `${key}${inner}` : `${key}.${inner}`
  }
  return undefined
}

function shapeOfField(name: string, { properties }: Shape): Shape | undefined {
  if (properties === undefined) return {}
  return Object.hasOwn(properties, name) ? properties[name] : undefined
}
