/** An object of an OpenAPI document, whose fields nobody has looked at yet. */
export type Node = Readonly<Record<string, unknown>>

/** Where a value stands: its file and the pointer inside it. The linter makes and prints these. */
export interface Location {
  readonly source: { readonly absoluteRef: string }
  readonly pointer: string
  child(segments: (string | number)[]): Location
}

/** The part of the linter's context that the house rules use. */
export interface Context {
  readonly location: Location
  report(problem: { message: string; location?: Location }): void
  resolve(reference: unknown, from?: string): { readonly node?: unknown; readonly location?: Location }
}

/** A value together with where it stands. */
export interface Place {
  readonly value: unknown
  readonly location: Location
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isReference = (value: unknown): value is Node & { readonly $ref: string } =>
  isNode(value) && typeof value.$ref === 'string'

/** The field of a value, or undefined where the value has no fields. */
export const field = (value: unknown, name: string): unknown => (isNode(value) ? value[name] : undefined)

/** Goes from a reference to what it refers to; a value that is no reference stays where it is. */
export function follow(context: Context, place: Place): Place {
  if (!isReference(place.value)) return place
  const target = context.resolve(place.value, place.location.source.absoluteRef)
  // An unresolvable reference is another rule's to report.
  if (target.location === undefined) return { value: undefined, location: place.location }
  return { value: target.node, location: target.location }
}

/** The entries of an object or list, each with where it is written: references are not followed. */
export function written(place: Place): [name: string, place: Place][] {
  const { value, location } = place
  if (Array.isArray(value)) {
    return value.map((item, index) => [String(index), { value: item, location: location.child([index]) }])
  }
  if (!isNode(value)) return []
  return Object.entries(value).map(([name, item]) => [name, { value: item, location: location.child([name]) }])
}

/** The field of a place, with references followed before and after. */
export function within(context: Context, place: Place, ...names: string[]): Place {
  return names.reduce((at, name) => {
    const { value, location } = follow(context, at)
    return follow(context, { value: field(value, name), location: location.child([name]) })
  }, place)
}

/** The entries below a field, with references followed. */
export function entries(context: Context, place: Place, ...names: string[]): [name: string, place: Place][] {
  return written(within(context, place, ...names)).map(([name, item]) => [name, follow(context, item)])
}
