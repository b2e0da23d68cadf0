import type { CommandDefinition, OptionDefinition } from '../../definitions/command-definition.ts'
import type { Terminal } from '../../terminal.ts'
import { type Candidate, type Completion, type CompletionContext, candidateValues } from './candidate-values.ts'

/** A command that can be completed. */
interface Completable {
  readonly definition: CommandDefinition
}

/**
 * Returns what can follow on a command line.
 *
 * @param words The words after the name of the program. The last one is incomplete, and can be empty.
 */
export async function complete(
  words: readonly string[],
  commands: readonly Completable[],
  terminal: Pick<Terminal, 'env'>,
): Promise<Completion> {
  // bash passes `--format=csv` as three words.
  const current = (words.at(-1) ?? '').replace(/^=$/, '')
  const before = words.slice(0, -1).filter((word) => word !== '=')
  const definition = findCommand(before, commands)
  const names = commandNames(before, commands)
  const completion = definition === undefined ? [] : await ofCommand(definition, before, current, terminal)
  return completion === 'files' ? 'files' : startingWith(current, [...names, ...completion])
}

/** The command of the words: the longest name that they start with. */
function findCommand([first, second]: readonly string[], commands: readonly Completable[]) {
  const named = (name: string) => commands.find(({ definition }) => definition.name === name)?.definition
  return named(`${first} ${second}`) ?? named(`${first}`)
}

/** The names that can follow, each once: `reports`, then `list`. */
function commandNames(before: readonly string[], commands: readonly Completable[]): Candidate[] {
  const prefix = before.map((word) => `${word} `).join('')
  const found = new Map<string, string>()
  for (const { definition } of commands) {
    if (!definition.name.startsWith(prefix)) continue
    const [name = '', ...more] = definition.name.slice(prefix.length).split(' ')
    if (!found.has(name)) found.set(name, more.length === 0 ? definition.summary : '')
  }
  return [...found].map(([value, description]) => ({ value, description }))
}

async function ofCommand(
  definition: CommandDefinition,
  before: readonly string[],
  current: string,
  terminal: Pick<Terminal, 'env'>,
): Promise<Completion> {
  const given = before.slice(definition.name.split(' ').length)
  const context = { given, terminal }
  const pending = optionOf(given.at(-1) ?? '', definition)
  if (pending !== undefined && pending[1].type !== 'boolean') {
    return listed(pending[1], current, await candidateValues(...pending, context))
  }
  const [, flag, text] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? []
  const assigned = flag === undefined ? undefined : optionOf(flag, definition)
  if (assigned !== undefined) {
    const values = listed(assigned[1], text ?? '', await candidateValues(...assigned, context))
    return values === 'files' ? 'files' : prefixed(`${flag}=`, values)
  }
  if (current.startsWith('-')) return options(definition, given)
  return await ofArgument(definition, context)
}

/** Finds an option by `--name` or its letter. */
function optionOf(flag: string, { options: all }: CommandDefinition): [string, OptionDefinition] | undefined {
  return Object.entries(all).find(([name, { short }]) => flag === `--${name}` || flag === `-${short}`)
}

function options(definition: CommandDefinition, given: readonly string[]): Candidate[] {
  const all = Object.entries(definition.options).map(([name, { description, type }]) => ({
    value: `--${name}`,
    description,
    repeats: type === 'list',
  }))
  const open = all.filter(({ value, repeats }) => repeats || !given.includes(value))
  return [...open, { value: '--help', description: 'Show this help' }]
}

async function ofArgument(definition: CommandDefinition, context: CompletionContext): Promise<Completion> {
  const all = definition.arguments ?? []
  const last = all.at(-1)
  const argument = all[countArguments(definition, context.given)] ?? (last?.variadic ? last : undefined)
  if (argument === undefined) return []
  const { name, choices, description } = argument
  return await candidateValues(name, { type: 'string', value: name, description, ...(choices && { choices }) }, context)
}

function countArguments(definition: CommandDefinition, given: readonly string[]): number {
  return given.filter((word, index) => {
    const before = optionOf(given[index - 1] ?? '', definition)
    return !word.startsWith('-') && (before === undefined || before[1].type === 'boolean')
  }).length
}

/** Completes the last value of `DE,FR,`, and leaves out those that are there already. */
function listed({ type }: OptionDefinition, current: string, values: Completion): Completion {
  const end = current.lastIndexOf(',') + 1
  if (values === 'files' || type !== 'list' || end === 0) return values
  const used = current.slice(0, end).split(',')
  return prefixed(
    current.slice(0, end),
    values.filter(({ value }) => !used.includes(value)),
  )
}

function prefixed(prefix: string, candidates: readonly Candidate[]): Candidate[] {
  return candidates.map(({ value, description }) => ({ value: prefix + value, description }))
}

/** Case does not matter. */
function startingWith(current: string, candidates: readonly Candidate[]): Candidate[] {
  const start = current.toLowerCase()
  return candidates.filter(({ value }) => value.toLowerCase().startsWith(start))
}
