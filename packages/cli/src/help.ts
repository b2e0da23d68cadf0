import type { Command } from './command.ts'
import type { CommandEntry } from './commands.ts'

const helpOption = { help: { type: 'boolean', description: 'Show this help' } } as const

/** Formats the help of the program. */
export function programHelp(commands: Readonly<Record<string, CommandEntry>>): string {
  const rows = Object.entries(commands).map(([name, { summary }]): [string, string] => [name, summary])
  const options: [string, string][] = [
    ['--help', 'Show this help, or the help of a command'],
    ['--version', 'Show the version'],
  ]
  return `Usage: reportline <command> [options]

Tools for Amazon’s report APIs. Not affiliated with Amazon.

Commands:
${table(rows)}
Options:
${table(options)}
Examples:
  reportline emulator --port 4500
  reportline sign explain --public-key public.pem < request.txt
  reportline emulator --help
`
}

/** Formats the help of a command. */
export function commandHelp(name: string, { description, options }: Command): string {
  const rows = Object.entries({ ...options, ...helpOption }).map(([option, entry]): [string, string] => [
    'value' in entry ? `--${option} ${entry.value}` : `--${option}`,
    entry.description,
  ])
  return `Usage: reportline ${name} [options]

${description}

Options:
${table(rows)}`
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('')
}
