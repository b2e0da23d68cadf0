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
import { commandHelp, overview } from './help.ts'

/**
 * Runs what the command line asks for. Results go to stdout; everything else, errors too, to stderr.
 *
 * @param args The arguments, without those that start the program.
 * @returns The exit code: 0 done, 1 did not work, 2 called wrongly.
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const { name, rest } = splitName(args)
  try {
    if (name === '--version') return print(terminal, `${version()}\n`)
    if (name === '--help') return print(terminal, overview(commands))
    if (name === undefined) throw new UsageError('No command was given.')
    const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (entry === undefined) throw new UsageError(unknown(name))
    return await runCommand(name, await entry.load(), rest, terminal)
  } catch (error) {
    return report(error, terminal)
  }
}

/** A command's name is one word or two. */
function splitName(args: readonly string[]): { name: string | undefined; rest: string[] } {
  const two = args.slice(0, 2).join(' ')
  if (args.length > 1 && Object.hasOwn(commands, two)) return { name: two, rest: args.slice(2) }
  return { name: args[0], rest: args.slice(1) }
}

function unknown(name: string): string {
  const longer = Object.keys(commands).filter((command) => command.startsWith(`${name} `))
  const hint = longer.length > 0 ? ` There is: ${longer.join(', ')}.` : ''
  return `There is no ${name.startsWith('-') ? 'option' : 'command'} ${name}.${hint}`
}

async function runCommand(name: string, command: Command, args: string[], terminal: Terminal): Promise<number> {
  try {
    const values = valuesOf(command, args)
    return values.help ? print(terminal, commandHelp(name, command)) : await command.run(values, terminal)
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(error.message, { command: name, cause: error })
    throw error
  }
}

function valuesOf({ options }: Command, args: string[]): CommandValues {
  const known = Object.entries(options).map(([option, { type }]) => [option, { type }] as const)
  try {
    return parseArgs({ args, options: { ...Object.fromEntries(known), help: { type: 'boolean' } } }).values
  } catch (error) {
    // Its first sentence says what is wrong; the others are about positional arguments.
    const [message] = (error as Error).message.split(/\.\s/)
    throw new UsageError(`${message}.`, { cause: error })
  }
}

function report(error: unknown, { stderr }: Terminal): number {
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
