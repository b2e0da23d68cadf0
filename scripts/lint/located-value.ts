/** An object of an OpenAPI document, whose fields have not been validated. */
export type Node = Readonly<Record<string, unknown>>

/** The location of a value: its file and the JSON pointer in it. Created and printed by the linter. */
export interface Location {
  readonly source: { readonly absoluteRef: string }
  readonly pointer: string
  child(segments: (string | number)[]): Location
}

/** The part of the linter's context that the rules use. */
export interface Context {
  readonly location: Location
  report(problem: { message: string; location?: Location }): void
  resolve(reference: unknown, from?: string): { readonly node?: unknown; readonly location?: Location }
}

/** A value and its location. */
export interface LocatedValue {
  readonly value: unknown
  readonly location: Location
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isReference = (value: unknown): value is Node & { readonly $ref: string } =>
  isNode(value) && typeof value.$ref === 'string'

/** Returns a field of a value, or undefined if the value is not an object. */
export const field = (value: unknown, name: string): unknown => (isNode(value) ? value[name] : undefined)

/** Resolves a reference. Returns any other value unchanged. */
export function resolveValue(context: Context, located: LocatedValue): LocatedValue {
  if (!isReference(located.value)) return located
  const target = context.resolve(located.value, located.location.source.absoluteRef)
  // Another rule reports unresolvable references.
  if (target.location === undefined) return { value: undefined, location: located.location }
  return { value: target.node, location: target.location }
}

/** Returns the entries of an object or array with their locations, without resolving references. */
export function ownEntries(located: LocatedValue): [name: string, located: LocatedValue][] {
  const { value, location } = located
  if (Array.isArray(value)) {
    return value.map((item, index) => [String(index), { value: item, location: location.child([index]) }])
  }
  if (!isNode(value)) return []
  return Object.entries(value).map(([name, item]) => [name, { value: item, location: location.child([name]) }])
}

/** Returns a nested field of a value. Resolves the references on the way and that of the result. */
export function within(context: Context, located: LocatedValue, ...names: string[]): LocatedValue {
  return names.reduce((at, name) => {
    const { value, location } = resolveValue(context, at)
    return resolveValue(context, { value: field(value, name), location: location.child([name]) })
  }, located)
}

/** Returns the entries of a nested field, with their references resolved. */
export function entries(
  context: Context,
  located: LocatedValue,
  ...names: string[]
): [name: string, located: LocatedValue][] {
  return ownEntries(within(context, located, ...names)).map(([name, item]) => [name, resolveValue(context, item)])
}
