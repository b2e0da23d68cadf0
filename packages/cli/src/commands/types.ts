import { formatDuration, type ReportTypeFacts, reportTypeFacts, reportTypes } from '@reportline/report-types'
import type { Action } from '../context.ts'
import type { typesDefinition, typesShowDefinition } from '../definitions/types.ts'
import { UsageError } from '../errors/usage-error.ts'
import { exitCodes } from '../exit-codes.ts'
import { formatTable } from '../output/table.ts'
import { similarTypes } from '../similar-types.ts'

/** `reportline types` */
export const listTypes: Action<typeof typesDefinition> = async ({ arguments: words, options }, { terminal }) => {
  const { stdout, stderr } = terminal
  const found = reportTypes().filter(
    (facts) => (options.api === undefined || facts.api === options.api) && matches(facts, words),
  )
  const rows = found.map((facts) => ({ ...facts, format: facts.format.kind, created: howCreated(facts) }))
  if (options.json) {
    const types = rows.map(({ reportType, api, group, format, created }) => ({
      reportType,
      api,
      group,
      format,
      created,
    }))
    await stdout.write(`${JSON.stringify({ types }, undefined, 2)}\n`)
    return exitCodes.done
  }
  if (rows.length === 0) {
    await stderr.write(`No report type matches ${words.join(' ')}. Types that are not listed can be requested too.\n`)
    return exitCodes.noData
  }
  await stdout.write(formatTable(rows, ['reportType', 'format', 'created', 'group'], stdout))
  return exitCodes.done
}

/** `reportline types show` */
export const showType: Action<typeof typesShowDefinition> = async (
  { arguments: [name = ''], options },
  { terminal },
) => {
  const facts = reportTypeFacts(name)
  if (facts === undefined) {
    const names = similarTypes(name)
    const hint = names.length === 0 ? 'Search it with: reportline types WORD' : `Did you mean ${names.join(' or ')}?`
    throw new UsageError(`The catalogue does not have ${name}. ${hint}`)
  }
  await terminal.stdout.write(options.json ? `${JSON.stringify(facts, undefined, 2)}\n` : describeType(facts))
  return exitCodes.done
}

function matches({ reportType, group, notes = [] }: ReportTypeFacts, words: readonly string[]): boolean {
  const text = searchable([reportType, group, ...notes].join(' '))
  return words.every((word) => text.includes(searchable(word).trim()))
}

function searchable(text: string): string {
  return text.toLowerCase().replaceAll('_', ' ')
}

function howCreated({ requestable, schedulable, removed }: ReportTypeFacts): string {
  if (removed !== undefined) return removed.date === undefined ? 'removed' : `removed ${removed.date}`
  if (requestable) return schedulable ? 'request, schedule' : 'request'
  return schedulable ? 'schedule' : 'automatically'
}

function describeType(facts: ReportTypeFacts): string {
  const { reportType, window, frequency, restricted, removed, marketplaces, retention, dataDelay } = facts
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['API', facts.api],
    ['Group', facts.group],
    ['Created by', howCreated(facts)],
    ['Replaced by', removed?.successor ?? removed?.alternative],
    ['Format', describeFormat(facts.format)],
    ['Longest window', window?.maxLength && formatDuration(window.maxLength)],
    ['Oldest data', window?.lookBack && formatDuration(window.lookBack)],
    ['Delay of the data', dataDelay && formatDuration(dataDelay)],
    ['Frequency', frequency && `${frequency.maxReports} per ${formatDuration(frequency.interval)}`],
    ['Kept for', retention && formatDuration(retention)],
    ['Marketplaces', marketplaces?.countries?.join(' ')],
    ['Marketplaces per report', marketplaces?.maxCount?.toString()],
    ['Restricted data token', restricted && (restricted === true ? 'required' : 'disputed')],
    ['Assumed', facts.assumed?.join(', ')],
  ]
  const known = lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(24)} ${value}`]))
  const sections = [
    [reportType, ...known],
    section(
      'Notes',
      (facts.notes ?? []).map((note) => note),
    ),
    section('Options (--option NAME=VALUE)', Object.entries(facts.options ?? {}).map(describeOption)),
    section('Columns', Object.entries(facts.columns ?? {}).map(describeColumn)),
    section(
      'Sources',
      facts.sources.map(({ title, url, date }) => `${title}, ${date}${url ? `\n    ${url}` : ''}`),
    ),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)]
}

function describeFormat(format: ReportTypeFacts['format']): string {
  return Object.entries(format)
    .map(([name, value]) => (name === 'kind' ? String(value) : `${name} ${JSON.stringify(value)}`))
    .join(', ')
}

function describeOption([name, facts]: [string, NonNullable<ReportTypeFacts['options']>[string]]): string {
  const parts = [
    facts.required ? 'required' : undefined,
    facts.values?.join(' | '),
    facts.separator && `list separated by ${JSON.stringify(facts.separator)}`,
    facts.default && `default ${facts.default}`,
  ]
  return `${name.padEnd(30)} ${parts.filter((part) => part !== undefined).join('; ')}`.trimEnd()
}

function describeColumn([name, { type, personal }]: [string, NonNullable<ReportTypeFacts['columns']>[string]]): string {
  const parts = [type, personal ? 'personal' : undefined].filter((part) => part !== undefined)
  return `${name.padEnd(40)} ${parts.join(', ')}`.trimEnd()
}
