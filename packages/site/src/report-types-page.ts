import type { FixedSpan, OptionFacts, ReportTypeFacts, Source, Span, WindowFacts } from '@reportline/report-types'
import { escapeHtml, page } from './page.ts'

/** The page of the catalogue: every report type with what the sources say of it. */
export function reportTypesPage(reportTypes: readonly ReportTypeFacts[], version: string): string {
  const groups = [...new Set(reportTypes.map(({ group }) => group))].sort()
  const sections = groups.map((group) =>
    section(
      group,
      reportTypes.filter((one) => one.group === group),
    ),
  )
  const introduction = `    <h1>Report types</h1>
    <p>${reportTypes.length} report types, as of ${escapeHtml(version)}. A type that is not listed works too. What no source
    shows is marked as assumed.</p>`
  return page('Report types', `${introduction}\n${sections.join('\n')}`)
}

function section(group: string, reportTypes: readonly ReportTypeFacts[]): string {
  return `    <h2>${escapeHtml(group)}</h2>\n${reportTypes.map(article).join('\n')}`
}

function article(facts: ReportTypeFacts): string {
  const { reportType, notes = [], sources } = facts
  const rows = describe(facts).map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`)
  return `    <h3 id="${escapeHtml(reportType)}"><code>${escapeHtml(reportType)}</code></h3>
    <dl>${rows.join('')}</dl>
${notes.map((note) => `    <p>${escapeHtml(note)}</p>`).join('\n')}
    <p><small>${sources.map(cite).join('; ')}</small></p>`
}

/** Terms and what is said of them, as HTML. */
function describe(facts: ReportTypeFacts): [string, string][] {
  const { format, window, clock, delay, retention, restricted, removed, options, assumed } = facts
  const personal = Object.entries(facts.columns ?? {}).filter(([, column]) => column.personal)
  const entries: [string, string | undefined][] = [
    ['Document', escapeHtml('quoted' in format ? `${format.kind}, quoted` : format.kind)],
    ['Comes', howItComes(facts)],
    [
      'Removed',
      removed && escapeHtml([removed.on, removed.successor ?? removed.instead].filter(Boolean).join(', use ')),
    ],
    ['Window', window && describeWindow(window)],
    ['Options', options && Object.entries(options).map(option).join('<br>')],
    ['At most', clock && `${clock.reports} in ${span(clock.per)}`],
    ['Data late by', delay && span(delay)],
    ['Kept', retention && span(retention)],
    ['Restricted', restricted && (restricted === true ? 'yes' : 'sources disagree')],
    ['Personal columns', personal.length > 0 ? personal.map(([name]) => escapeHtml(name)).join(', ') : undefined],
    ['Assumed', assumed?.map(escapeHtml).join(', ')],
  ]
  return entries.filter((entry): entry is [string, string] => Boolean(entry[1]))
}

function howItComes({ requestable, schedulable }: ReportTypeFacts): string {
  const ways = [requestable && 'when it is asked for', schedulable && 'on a schedule'].filter(Boolean)
  return ways.length > 0 ? ways.join(', ') : 'by itself: Amazon makes it'
}

function describeWindow({ longest, longer, shortest, lookBack, required, periodOption }: WindowFacts): string {
  const parts = [
    required && 'has to be given',
    longest && `at most ${span(longest)}${longer === undefined ? '' : ` (a longer one: ${longer})`}`,
    shortest && `at least ${span(shortest)}`,
    lookBack && `reaches ${span(lookBack)} back`,
    periodOption && `whole periods of ${escapeHtml(periodOption)}`,
  ]
  return parts.filter(Boolean).join('; ')
}

function option([name, { values, required, default: value }]: [string, OptionFacts]): string {
  const notes = [required && 'required', value !== undefined && `default ${value}`].filter(Boolean).join(', ')
  const text = `${values === undefined ? '' : `: ${values.join(', ')}`}${notes === '' ? '' : ` (${notes})`}`
  return `<code>${escapeHtml(name)}</code>${escapeHtml(text)}`
}

function span(length: Span | FixedSpan): string {
  return Object.entries(length)
    .map(([unit, count]) => `${count} ${count === 1 ? unit.slice(0, -1) : unit}`)
    .join(' ')
}

function cite({ title, address, date }: Source): string {
  const name = escapeHtml(title)
  return `${address === undefined ? name : `<a href="${escapeHtml(address)}">${name}</a>`}, ${escapeHtml(date)}`
}
