import type { Command } from './command.ts'
import type { CommandEntry } from './commands.ts'

const helpOption = { help: { type: 'boolean', description: 'Show this help' } } as const

/** The help of the command line as a whole. */
export function overview(commands: Readonly<Record<string, CommandEntry>>): string {
  const rows = Object.entries(commands).map(([name, { summary }]): [string, string] => [name, summary])
  const options: [string, string][] = [
    ['--help', 'Show this help; after a command, the help of that command'],
    ['--version', 'Show the version'],
  ]
  return `Usage: reportline <command> [options]

Reports from Amazon’s report APIs. An independent project, not Amazon’s.

Commands:
${table(rows)}
Options:
${table(options)}`
}

/** The help of one command. */
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
