// The definitions are data. They are not exported by the published package, which only contains the command.
import type { CommandDefinition, OptionDefinition } from '@reportline/cli/src/definitions/command-definition.ts'
import { escapeHtml, page } from './page.ts'

/** The page of a command in the site's folder. */
export function commandFile(name: string): string {
  return `reportline-${name.replaceAll(' ', '-')}.html`
}

/** Renders the page of a command: how it is called, its arguments, its options and its examples. */
export function commandPage(definition: CommandDefinition): string {
  const { name, summary, description = '', examples } = definition
  const parts = [
    `<h1>reportline ${escapeHtml(name)}</h1>`,
    `<p>${escapeHtml(summary)}.</p>`,
    `<pre>${escapeHtml(usage(definition))}</pre>`,
    ...description
      .split('\n\n')
      .filter((text) => text !== '')
      .map((text) => `<p>${escapeHtml(text)}</p>`),
    '<h2>Examples</h2>',
    ...examples.map(
      ({ description: text, command }) => `<p>${escapeHtml(text)}:</p>\n<pre>${escapeHtml(command)}</pre>`,
    ),
    ...optionLists(definition),
    '<p><a href="index.html">All pages</a></p>',
  ]
  return page(`reportline ${name}`, parts.join('\n'))
}

function usage({ name, arguments: args = [], options }: CommandDefinition): string {
  const names = args.map(({ name: argument, optional, variadic }) => {
    const text = variadic ? `${argument}…` : argument
    return optional ? `[${text}]` : text
  })
  return ['reportline', name, ...names, ...(Object.keys(options).length === 0 ? [] : ['[options]'])].join(' ')
}

/** A list of the arguments, and one for each group of options. */
function optionLists({ arguments: args = [], options }: CommandDefinition): string[] {
  const entries = Object.entries(options)
  const groupOf = ([, { group = 'Options' }]: (typeof entries)[number]): string => group
  const groups = [...new Set(entries.map(groupOf))]
  const lists = groups.map((group) => list(group, entries.filter((entry) => groupOf(entry) === group).map(optionRow)))
  if (args.length === 0) return lists
  return [
    list(
      'Arguments',
      args.map(({ name, description }) => [name, description]),
    ),
    ...lists,
  ]
}

function optionRow([name, { type, value = 'VALUE', short, description, choices, required }]: [
  string,
  OptionDefinition,
]): [string, string] {
  const long = type === 'boolean' ? `--${name}` : `--${name} ${value}`
  const values = choices === undefined ? '' : ` (${choices.join(', ')})`
  return [short === undefined ? long : `-${short}, ${long}`, `${description}${values}${required ? ' (required)' : ''}`]
}

function list(heading: string, rows: readonly (readonly [string, string])[]): string {
  const items = rows.map(([name, text]) => `<dt><code>${escapeHtml(name)}</code></dt><dd>${escapeHtml(text)}</dd>`)
  return `<h2>${escapeHtml(heading)}</h2>\n<dl>\n${items.join('\n')}\n</dl>`
}
