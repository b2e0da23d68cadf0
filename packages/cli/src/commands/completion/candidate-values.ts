import { readFile } from 'node:fs/promises'
import { configPath } from '../../account/folders.ts'
import type { OptionDefinition } from '../../definitions/command-definition.ts'
import type { Terminal } from '../../terminal.ts'

/** A word that can follow, and what it means. */
export interface Candidate {
  readonly value: string
  readonly description: string
}

/** What can follow: words, or the name of a file. */
export type Completion = readonly Candidate[] | 'files'

/** What is known besides the option. */
export interface CompletionContext {
  /** The words after the name of the command. */
  readonly given: readonly string[]
  readonly terminal: Pick<Terminal, 'env'>
}

/** Returns the values that an option or an argument can have, as far as they are known. */
export async function candidateValues(
  name: string,
  { choices, value = '' }: OptionDefinition,
  { given, terminal }: CompletionContext,
): Promise<Completion> {
  if (choices !== undefined) return choices.map(plain)
  if (/FILE|FOLDER|PATH/.test(value)) return 'files'
  switch (name) {
    case 'TYPE':
    case 'type':
      return await reportTypeValues()
    case 'marketplace':
      return await marketplaceValues()
    case 'region':
      return ['na', 'eu', 'fe', 'jp'].map(plain)
    case 'profile':
      return Object.keys(await readProfiles(terminal)).map(plain)
    case 'account':
      return await accountValues(given, terminal)
    default:
      return []
  }
}

function plain(value: string): Candidate {
  return { value, description: '' }
}

async function reportTypeValues(): Promise<Candidate[]> {
  const { reportTypes } = await import('@reportline/report-types')
  return reportTypes().map(({ reportType, group }) => ({ value: reportType, description: group }))
}

async function marketplaceValues(): Promise<Candidate[]> {
  const { marketplaces } = await import('@reportline/report-types')
  return Object.values(marketplaces).map(({ countryCode, id }) => ({ value: countryCode, description: id }))
}

/** The accounts of `--profile`, or of all profiles; with `--emulator`, those of its emulator. */
async function accountValues(given: readonly string[], terminal: CompletionContext['terminal']): Promise<Candidate[]> {
  if (given.includes('--emulator')) {
    return ['na', 'eu', 'fe', 'business-na', 'business-eu', 'business-jp', 'pay'].map(plain)
  }
  const profiles = await readProfiles(terminal)
  const at = given.indexOf('--profile')
  const chosen = at === -1 ? undefined : given[at + 1]
  const names = Object.entries(profiles)
    .filter(([name]) => chosen === undefined || name === chosen)
    .flatMap(([, profile]) => Object.keys(mapping(mapping(profile).accounts)))
  return [...new Set(names)].map(plain)
}

/** Only the names are used. A missing or invalid configuration has none, because nothing can be printed here. */
async function readProfiles({ env }: CompletionContext['terminal']): Promise<Readonly<Record<string, unknown>>> {
  try {
    const { parse } = await import('yaml')
    return mapping(mapping(parse(await readFile(configPath(env), 'utf8'))).profiles)
  } catch {
    return {}
  }
}

function mapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
