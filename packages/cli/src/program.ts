import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { type CommandContext, Interrupted, OutputClosed, OutputFailed } from './context.ts'
import type { ArgumentDefinition, CommandInput, OptionDefinition } from './definitions/command-definition.ts'
import { describeError } from './errors/describe-error.ts'
import { UsageError } from './errors/usage-error.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { type CommandEntry, commands, groupSummaries } from './registry.ts'
import { stopSignals, type Terminal } from './terminal.ts'

/**
 * Runs a command line. Results go to stdout, everything else to stderr.
 *
 * @param args The arguments after the name of the program.
 * @returns The exit code.
 */
export async function runProgram(args: readonly string[], terminal: Terminal, version: string): Promise<ExitCode> {
  // Called by the scripts of `reportline completion`.
  if (args[0] === '__complete') return await printCandidates(args.slice(1), terminal)
  let exitCode: ExitCode = exitCodes.done
  const controller = new AbortController()
  terminal.onStdoutError((error) => controller.abort(stdoutError(error)))
  const program = createProgram(terminal, version, async (entry, input) => {
    exitCode = await runCommand(entry, input, terminal, controller)
  })
  try {
    if (args.length === 0) throw new CommanderError(exitCodes.usage, 'reportline.noCommand', 'A command is missing.')
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return exitCodes.done
    const topic = helpTopic(args)
    const name = topic === '' ? 'reportline' : `reportline ${topic}`
    terminal.stderr.write(`${name}: ${usageMessage(error, topic)}\nTry: ${name} --help\n`)
    return exitCodes.usage
  }
}

async function printCandidates(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { complete } = await import('./commands/completion/complete.ts')
  const completion = await complete(words, commands, terminal)
  const lines =
    completion === 'files' ? [':files'] : completion.map(({ value, description }) => `${value}\t${description}`)
  await terminal.stdout.write(lines.map((line) => `${line}\n`).join(''))
  return exitCodes.done
}

function stdoutError(error: NodeJS.ErrnoException): Error {
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') {
    return new OutputClosed('The reader of stdout has ended.')
  }
  return new OutputFailed(error)
}

/** Commander's message as a sentence, with its suggestion. */
function usageMessage({ code, message }: CommanderError, topic: string): string {
  // Commander prints the help instead of an error if only the name of a group is passed.
  if (code === 'commander.help') {
    const names = commands.flatMap(({ definition: { name } }) => (name.startsWith(`${topic} `) ? [name] : []))
    return `A subcommand is missing. Expected one of: ${names.join(', ')}.`
  }
  const [problem = '', suggestion = ''] = message
    .replace(/^error: /, '')
    // As in the help: `--queue QUEUE`.
    .replace(/(--[\w-]+) <(\S+)>/, '$1 $2')
    .split('\n')
  const sentence = `${problem.charAt(0).toUpperCase()}${problem.slice(1).replace(/\.$/, '')}.`
  return suggestion === '' ? sentence : `${sentence} ${suggestion.replace(/^\((.*)\)$/, '$1')}`
}

/** The command whose help explains the correct usage; an empty string for the program. */
function helpTopic([first = '', second = '']: readonly string[]): string {
  const names = commands.map(({ definition }) => definition.name)
  if (names.includes(`${first} ${second}`)) return `${first} ${second}`
  return names.some((name) => name === first || name.startsWith(`${first} `)) ? first : ''
}

type Run = (entry: CommandEntry, input: CommandInput) => Promise<void>

/** Creates commander's program from the definitions of the commands. */
function createProgram(terminal: Pick<Terminal, 'stdout'>, version: string, run: Run): Command {
  const program = new Command('reportline')
    .description('Reports from Amazon’s Selling Partner, Business and Pay APIs. Not affiliated with Amazon.')
    .version(version, '--version', 'Show the version')
    .helpOption('-h, --help', 'Show this help, or the help of a command')
    .helpCommand(false)
    .showSuggestionAfterError(true)
    // `--port PORT` instead of commander's `--port <PORT>`.
    .configureHelp({ optionTerm: ({ flags }) => flags.replaceAll(/[<>]/g, '') })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      // Errors are printed by `runProgram`.
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(terminal.stdout.columns ?? 100, 120),
    })
    .addHelpText('after', `\n${programExamples}`)
  for (const entry of commands) addCommand(program, entry, run)
  return program
}

const programExamples = `Examples:
  Get a report from a local emulator, without an account:
    reportline run GET_MERCHANT_LISTINGS_ALL_DATA --marketplace DE --emulator
  Read a file that you downloaded from Seller Central:
    reportline parse listings.txt --type GET_MERCHANT_LISTINGS_ALL_DATA --marketplace DE
  Find a report type:
    reportline types settlement
`

function addCommand(program: Command, entry: CommandEntry, run: Run): void {
  const { definition } = entry
  const [name = '', ...rest] = definition.name.split(' ')
  const command =
    rest.length === 0 ? commandNamed(program, name) : commandNamed(commandNamed(program, name), rest.join(' '))
  command.summary(definition.summary).description(longText(definition.summary, definition.description))
  command.helpOption('-h, --help', 'Show this help')
  for (const argument of definition.arguments ?? []) command.addArgument(toArgument(argument))
  for (const [option, settings] of Object.entries(definition.options)) command.addOption(toOption(option, settings))
  const examples = definition.examples.map((example) => `  ${example.description}:\n    ${example.command}\n`)
  command.addHelpText('after', `\nExamples:\n${examples.join('')}`)
  command.action(async () => {
    await run(entry, { arguments: command.processedArgs.flat().filter(isString), options: optionsOf(command, entry) })
  })
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}

/** Finds or adds a subcommand. `types` is a command itself and has subcommands too. */
function commandNamed(parent: Command, name: string): Command {
  const existing = parent.commands.find((command) => command.name() === name)
  if (existing !== undefined) return existing
  // Inherits the settings of the program.
  const command = parent.command(name).helpCommand(false)
  const summary = groupSummaries[name]
  if (summary !== undefined) command.description(`${summary}.`).summary(summary)
  command.helpOption('-h, --help', 'Show this help')
  return command
}

function longText(summary: string, description: string | undefined): string {
  // The lines of a paragraph are joined, because the help is wrapped to the width of the terminal.
  return description === undefined ? `${summary}.` : `${summary}.\n\n${description.replaceAll(/(?<!\n)\n(?!\n)/g, ' ')}`
}

function toArgument({ name, description, optional, variadic, choices }: ArgumentDefinition): Argument {
  const dots = variadic ? '...' : ''
  const argument = new Argument(optional ? `[${name}${dots}]` : `<${name}${dots}>`, description)
  return choices === undefined ? argument : argument.choices([...choices])
}

function toOption(
  name: string,
  { type, value, short, description, choices, required, group }: OptionDefinition,
): Option {
  const long = type === 'boolean' ? `--${name}` : `--${name} <${value ?? 'VALUE'}>`
  const option = new Option(short === undefined ? long : `-${short}, ${long}`, description)
  if (choices !== undefined) option.choices([...choices])
  if (type === 'list') {
    option.argParser((text: string, before: string[] = []) => [...before, ...checkedList(text, choices)])
  }
  if (required) option.makeOptionMandatory()
  return option.helpGroup(`${group ?? 'Options'}:`)
}

function checkedList(text: string, choices: readonly string[] | undefined): string[] {
  const values = splitList(text)
  const isKnown = values.every((value) => choices?.includes(value) ?? true)
  if (!isKnown) throw new InvalidArgumentError(`Allowed choices are ${choices?.join(', ')}.`)
  return values
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** Commander names the options in camel case. */
function optionsOf(command: Command, { definition }: CommandEntry): CommandInput['options'] {
  const values = command.opts()
  const entries = Object.entries(definition.options).map(([name, { type }]) => {
    // Commander stores `--no-x` as the value false of `x`.
    const isNegated = type === 'boolean' && name.startsWith('no-')
    const value: unknown = values[camelCase(isNegated ? name.slice('no-'.length) : name)]
    return [name, type === 'boolean' ? value === !isNegated : value]
  })
  return Object.fromEntries(entries)
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase())
}

/** Runs the action of a command and prints its error. */
async function runCommand(
  entry: CommandEntry,
  input: CommandInput,
  terminal: Terminal,
  controller: AbortController,
): Promise<ExitCode> {
  const removeListeners = stopSignals.map((name) =>
    terminal.onSignal(name, () => {
      // The second signal does not wait for anything.
      if (controller.signal.aborted) terminal.exit(exitCodes.interrupted)
      controller.abort(new Interrupted(`Interrupted by ${name}.`))
    }),
  )
  try {
    const context: CommandContext = { terminal, signal: controller.signal }
    const action = await entry.load()
    const exitCode = await action(input, context)
    await terminal.stdout.flush()
    const { reason } = controller.signal
    if (reason instanceof OutputClosed || reason instanceof OutputFailed) throw reason
    return exitCode
  } catch (error) {
    const { reason } = controller.signal
    const cause = reason instanceof OutputFailed ? reason : error
    return printError(cause, entry, input, { terminal, signal: controller.signal })
  } finally {
    for (const remove of removeListeners) remove()
  }
}

function printError(
  error: unknown,
  entry: CommandEntry,
  input: CommandInput,
  { terminal, signal }: CommandContext,
): ExitCode {
  if (signal.reason instanceof OutputClosed) return exitCodes.done
  if (signal.reason instanceof Interrupted) {
    terminal.stderr.write(`reportline: ${signal.reason.message}\n`)
    return exitCodes.interrupted
  }
  const described = describeError(error)
  const options: Readonly<Record<string, unknown>> = input.options
  if (options.json === true) {
    const { exitCode: _exitCode, stack: _stack, ...shown } = described
    terminal.stdout.write(`${JSON.stringify({ error: shown }, undefined, 2)}\n`)
  }
  const lines = [`reportline ${entry.definition.name}: ${described.message}`]
  if (error instanceof UsageError) lines.push(`Try: reportline ${entry.definition.name} --help`)
  for (const suggestion of described.suggestions) lines.push(suggestion)
  if (options.debug === true && described.stack !== undefined) lines.push(described.stack)
  terminal.stderr.write(`${lines.join('\n')}\n`)
  return described.exitCode
}
