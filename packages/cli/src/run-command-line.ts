import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  type Command,
  type CommandValues,
  exitDone,
  exitFailed,
  exitUsage,
  type Terminal,
  UsageError,
} from './command.ts'
import { commands } from './commands.ts'
import { commandHelp, programHelp } from './help.ts'

/**
 * Runs a command line. Results go to stdout, everything else to stderr.
 *
 * @param args The arguments after the name of the program.
 * @returns The exit code: 0 for success, 1 for failure, 2 for an invalid command line.
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const { name, rest } = splitName(args)
  try {
    if (name === '--version') return print(terminal, `${version()}\n`)
    if (name === '--help') return print(terminal, programHelp(commands))
    if (name === undefined) throw new UsageError('A command is missing.')
    const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (entry === undefined) throw new UsageError(unknownName(name))
    return await runCommand(name, await entry.load(), rest, terminal)
  } catch (error) {
    return reportError(error, terminal)
  }
}

/** Splits off the command's name, which is one word or two. */
function splitName(args: readonly string[]): { name: string | undefined; rest: string[] } {
  const twoWords = args.slice(0, 2).join(' ')
  if (args.length > 1 && Object.hasOwn(commands, twoWords)) return { name: twoWords, rest: args.slice(2) }
  return { name: args[0], rest: args.slice(1) }
}

function unknownName(name: string): string {
  const longer = Object.keys(commands).filter((command) => command.startsWith(`${name} `))
  const hint = longer.length > 0 ? ` Did you mean ${longer.join(' or ')}?` : ''
  return `Unknown ${name.startsWith('-') ? 'option' : 'command'} ${name}.${hint}`
}

async function runCommand(name: string, command: Command, args: string[], terminal: Terminal): Promise<number> {
  try {
    const values = parseValues(command, args)
    return values.help ? print(terminal, commandHelp(name, command)) : await command.run(values, terminal)
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(error.message, { command: name, cause: error })
    throw error
  }
}

function parseValues({ options }: Command, args: string[]): CommandValues {
  const known = Object.entries(options).map(([option, { type }]) => [option, { type }] as const)
  try {
    return parseArgs({ args, options: { ...Object.fromEntries(known), help: { type: 'boolean' } } }).values
  } catch (error) {
    // The first sentence says what is wrong. The others are about positional arguments.
    const [message] = (error as Error).message.split(/\.\s/)
    throw new UsageError(`${message}.`, { cause: error })
  }
}

function reportError(error: unknown, { stderr }: Terminal): number {
  const message = error instanceof Error ? error.message : String(error)
  if (!(error instanceof UsageError)) {
    stderr.write(`reportline: ${message}\n`)
    return exitFailed
  }
  const command = error.command === undefined ? '' : ` ${error.command}`
  stderr.write(`reportline${command}: ${message}\nTry: reportline${command} --help\n`)
  return exitUsage
}

function print({ stdout }: Terminal, text: string): number {
  stdout.write(text)
  return exitDone
}

function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
