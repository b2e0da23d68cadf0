import type { ColumnFacts } from '../column-facts.ts'

export type Columns<Name extends string = string> = Readonly<Record<Name, ColumnFacts>>

type NamesOf<Part> = Part extends Columns<infer Name> ? Name : never

/** Combines the columns of a document, in its order. */
export function columns<const Parts extends readonly Columns[]>(...parts: Parts): Columns<NamesOf<Parts[number]>> {
  return Object.assign({}, ...parts)
}

/** Text columns, and columns whose type no source shows. */
export function text<const Name extends string>(...names: readonly Name[]): Columns<Name> {
  return withFacts({}, names)
}

/** Text columns with personal data. */
export function personal<const Name extends string>(...names: readonly Name[]): Columns<Name> {
  return withFacts({ personal: true }, names)
}

export function integers<const Name extends string>(...names: readonly Name[]): Columns<Name> {
  return withFacts({ type: 'integer' }, names)
}

/** Columns of dates with a time and a time zone. */
export function instants<const Name extends string>(...names: readonly Name[]): Columns<Name> {
  return withFacts({ type: 'instant' }, names)
}

/** @param currency The name of the column that contains the currency. */
export function money<const Name extends string>(currency: string, ...names: readonly Name[]): Columns<Name> {
  return withFacts({ type: 'money', currency }, names)
}

function withFacts<Name extends string>(facts: ColumnFacts, names: readonly Name[]): Columns<Name> {
  return Object.fromEntries(names.map((name) => [name, facts])) as Columns<Name>
}
