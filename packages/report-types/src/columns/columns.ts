import type { ColumnFacts } from '../column-facts.ts'

/** Columns by name. */
export type Columns<Name extends string = string> = Readonly<Record<Name, ColumnFacts>>

type NamesOf<Part> = Part extends Columns<infer Name> ? Name : never

/** Puts the columns of a document together, in its order. */
export function columns<const Parts extends readonly Columns[]>(...parts: Parts): Columns<NamesOf<Parts[number]>> {
  return Object.assign({}, ...parts)
}

/** Columns of text, and those whose type no source shows. */
export function text<const Name extends string>(...names: readonly Name[]): Columns<Name> {
  return of({}, names)
}

/** Columns of text that tell something of a person. */
export function personal<const Name extends string>(...names: readonly Name[]): Columns<Name> {
  return of({ personal: true }, names)
}

export function integers<const Name extends string>(...names: readonly Name[]): Columns<Name> {
  return of({ type: 'integer' }, names)
}

/** Columns of dates with time and zone. */
export function instants<const Name extends string>(...names: readonly Name[]): Columns<Name> {
  return of({ type: 'instant' }, names)
}

/** @param currency The column that names the currency of these. */
export function money<const Name extends string>(currency: string, ...names: readonly Name[]): Columns<Name> {
  return of({ type: 'money', currency }, names)
}

function of<Name extends string>(facts: ColumnFacts, names: readonly Name[]): Columns<Name> {
  return Object.fromEntries(names.map((name) => [name, facts])) as Columns<Name>
}
